//! Severity and options of rules, as configuration sets them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostics::{Place, Severity};
use crate::keys::{Fallback, Kind, Part, Problems, Section, Step, check, closest, join, legal};
use crate::lifecycle::{Age, DURATION};

use super::tables::SEVERITIES;

/// A rule that configuration may name. The table of rules belongs to a later stage and is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownRule {
    /// Its name.
    pub id: &'static str,
    /// Its options.
    pub options: &'static [RuleOption],
}

/// One option of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleOption {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: OptionKind,
    /// What holds where it is not given.
    pub default: Fallback,
    /// What it says, in a line.
    pub summary: &'static str,
}

/// What an option of a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionKind {
    /// A list of texts.
    Words,
    /// A whole number, 0 or more.
    Integer,
    /// A span of time: `1y`.
    Duration,
}

/// What configuration says about one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetting {
    /// Its severity, where one is set.
    pub severity: Option<Level>,
    /// Its options, each of the kind that the rule's table says.
    pub options: BTreeMap<String, Value>,
    /// Where the rule is named.
    pub place: Place,
}

/// A rule's severity, or that it does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// Its findings have that severity.
    At(Severity),
}

impl RuleSetting {
    /// An option that holds texts.
    pub fn words(&self, name: &str) -> Option<Vec<&str>> {
        let words = self.options.get(name)?.as_array()?;
        Some(words.iter().filter_map(Value::as_str).collect())
    }

    /// An option that holds a number.
    pub fn integer(&self, name: &str) -> Option<u64> {
        self.options.get(name)?.as_u64()
    }

    /// An option that holds a span of time.
    pub fn duration(&self, name: &str) -> Option<Age> {
        self.options.get(name)?.as_str()?.parse().ok()
    }
}

/// Reads the key `rules` of a table: rule → severity, or a table with `severity` and options.
pub(super) fn read(
    section: &Section<'_>,
    known: &[KnownRule],
    problems: &mut Problems<'_>,
) -> BTreeMap<String, RuleSetting> {
    let at = section.path_to("rules");
    let entries = section.given("rules").and_then(Value::as_object);
    let mut settings = BTreeMap::new();
    for (id, value) in entries.into_iter().flatten() {
        let path = join(&at, id.as_str());
        let Some(rule) = known.iter().find(|rule| rule.id == id) else {
            unknown_rule(id, known, &path, problems);
            continue;
        };
        let mut setting = RuleSetting {
            severity: None,
            options: BTreeMap::new(),
            place: problems.place(&path, Part::Key),
        };
        match value.as_object() {
            Some(options) => read_options(rule, options, &path, &mut setting, problems),
            None if check(id, &SEVERITY_OR_TABLE, value, &path, problems) => {
                setting.severity = value.as_str().and_then(Level::named);
            }
            None => {}
        }
        settings.insert(id.clone(), setting);
    }
    settings
}

fn read_options(
    rule: &KnownRule,
    options: &Map<String, Value>,
    path: &[Step],
    setting: &mut RuleSetting,
    problems: &mut Problems<'_>,
) {
    for (name, value) in options {
        let path = join(path, name.as_str());
        if name == "severity" {
            if check(name, &SEVERITY, value, &path, problems) {
                setting.severity = value.as_str().and_then(Level::named);
            }
        } else if let Some(option) = rule.options.iter().find(|it| it.name == name) {
            if check(name, &option.kind.kind(), value, &path, problems) {
                setting.options.insert(name.clone(), value.clone());
            }
        } else {
            let names: Vec<&str> = std::iter::once("severity")
                .chain(rule.options.iter().map(|option| option.name))
                .collect();
            problems.key(
                &path,
                format!("the rule `{}` has no option `{name}`", rule.id),
                legal(closest(name, &names), &names),
            );
        }
    }
}

fn unknown_rule(id: &str, known: &[KnownRule], path: &[Step], problems: &mut Problems<'_>) {
    let names: Vec<&str> = known.iter().map(|rule| rule.id).collect();
    let all = "`mdbook-design-docs explain` lists all rules";
    problems.key(
        path,
        format!("no rule is called `{id}`"),
        match (problems.belongs(id), closest(id, &names)) {
            (Some(belongs), _) => format!("{belongs}; {all}"),
            (None, Some(name)) => format!("did you mean `{name}`? {all}"),
            (None, None) => all.to_owned(),
        },
    );
}

const SEVERITY: Kind = Kind::OneOf(SEVERITIES);
const SEVERITY_OR_TABLE: Kind = Kind::Either(&SEVERITY, &Kind::Map(&Kind::Anything));

impl OptionKind {
    /// The kind in the language of key tables.
    pub fn kind(self) -> Kind {
        match self {
            OptionKind::Words => Kind::List(&Kind::Text),
            OptionKind::Integer => Kind::Integer {
                min: 0,
                max: i64::MAX,
            },
            OptionKind::Duration => DURATION,
        }
    }
}

impl Level {
    /// The level of that name.
    pub fn named(name: &str) -> Option<Level> {
        match name {
            "off" => Some(Level::Off),
            name => name.parse().ok().map(Level::At),
        }
    }
}
