//! `invalid-field`.

use std::ops::Range;

use super::asked::{Gaps, Given};
use super::wanted::{self, Wanted};
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity, nearest};
use crate::document::metadata::{Notation, Pair, Spanned, Value};
use crate::fields::{self, FieldKind};
use crate::keys::legal;
use crate::template::constraints::Constraints;
use crate::template::{FieldSpec, FieldType};
use crate::values;

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-field",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("invalid-field.md"),
    check: Check::Document(check),
};

/// What is wrong with a value.
struct Wrong {
    range: Range<usize>,
    /// What stands there, in the form that tells findings apart.
    value: String,
    message: String,
    /// What would be right; what the type says where this says nothing.
    help: Option<String>,
}

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let gaps = Gaps::of(cx);
    let mut findings = Vec::new();
    for given in asked::of_template(cx) {
        let Some(spec) = given.spec else {
            continue;
        };
        // A gap in braces is a mapping to YAML, and told as the gap that it is.
        let is_gap = matches!(given.value, Value::Map(_)) && gaps.hold_all_of(&given.range);
        let mut wrong = match is_gap || has_its_own_rule(spec) {
            true => Vec::new(),
            false => judge(cx, &gaps, &given, spec),
        };
        if wrong.is_empty() && !is_gap {
            wrong = beyond_the_example(&gaps, &given, &spec.constraints);
        }
        findings.extend(
            wrong
                .into_iter()
                .map(|wrong| finding(cx, &given, spec, wrong)),
        );
    }
    findings
}

/// Statuses, days, versions and the template's name are judged by rules of their own.
fn has_its_own_rule(spec: &FieldSpec) -> bool {
    matches!(spec.meaning, Some("status" | "template"))
        || matches!(spec.kind, FieldType::Date | FieldType::Version)
}

fn finding(
    cx: &DocumentContext<'_>,
    given: &Given<'_>,
    spec: &FieldSpec,
    wrong: Wrong,
) -> Diagnostic {
    let help = wrong.help.unwrap_or_else(|| {
        let wanted = Wanted {
            key: &given.name,
            spec: Some(spec),
        };
        wanted.help(cx)
    });
    let mut finding = cx
        .finding(wrong.range, wrong.message)
        .help(help)
        .related(cx.in_template(spec.range.clone()), wanted::shown_here(spec));
    finding.subject = asked::subject(&given.name, &wrong.value);
    finding
}

fn judge(cx: &DocumentContext<'_>, gaps: &Gaps, given: &Given<'_>, spec: &FieldSpec) -> Vec<Wrong> {
    match &spec.kind {
        FieldType::OneOf(choices) => each(gaps, given, |text| {
            values::choice(text, choices).is_none().then(|| {
                let names: Vec<&str> = choices.iter().map(String::as_str).collect();
                (
                    format!("`{}` can't be `{}`", given.name, values::short(text)),
                    Some(legal(nearest(text, names.iter().copied()), &names)),
                )
            })
        }),
        FieldType::Constant(word) => each(gaps, given, |text| {
            let same = fields::fold(text) == fields::fold(word) || cx.template().answers_to(text);
            (!same).then(|| {
                let name = &cx.template().name;
                (
                    format!(
                        "`{}` is `{}` in a document of the template `{name}`",
                        given.name,
                        values::short(text)
                    ),
                    Some(format!(
                        "write `{word}`, or give the document another template"
                    )),
                )
            })
        }),
        FieldType::Bool => each(gaps, given, not_a_truth(&given.name)),
        FieldType::Integer => each(gaps, given, not_a_number(&given.name)),
        FieldType::People => people(gaps, given),
        FieldType::List => list(gaps, given, spec),
        FieldType::Map(specs) => keys(given, specs),
        FieldType::Filled | FieldType::Text => text(given, spec),
        FieldType::Date | FieldType::Version => Vec::new(),
    }
}

/// What the template's own key asks of the value.
fn beyond_the_example(gaps: &Gaps, given: &Given<'_>, constraints: &Constraints) -> Vec<Wrong> {
    if constraints.one_of.is_empty() && constraints.pattern.is_none() {
        return Vec::new();
    }
    let name = &given.name;
    each(gaps, given, |text| {
        let choices = &constraints.one_of;
        if !choices.is_empty() && values::choice(text, choices).is_none() {
            let names: Vec<&str> = choices.iter().map(String::as_str).collect();
            return Some((
                format!("`{name}` can't hold `{}`", values::short(text)),
                Some(legal(nearest(text, names.iter().copied()), &names)),
            ));
        }
        let pattern = constraints.pattern.as_ref()?;
        (!pattern.matches(text)).then(|| {
            let message = format!(
                "`{name}` is `{}`, which is not of the form that the template asks for",
                values::short(text)
            );
            let help = format!("write text that matches `{}`", pattern.as_str());
            (message, Some(help))
        })
    })
}

/// What is wrong with each scalar: a message, and a help that is better than the type's.
fn each(
    gaps: &Gaps,
    given: &Given<'_>,
    wrong: impl Fn(&str) -> Option<(String, Option<String>)>,
) -> Vec<Wrong> {
    if let Value::Map(pairs) = given.value {
        return vec![mapping(given, pairs)];
    }
    given
        .scalars(gaps)
        .into_iter()
        .filter_map(|item| {
            let text = item.text.trim();
            let (message, help) = wrong(text)?;
            Some(Wrong {
                value: text.to_owned(),
                range: item.range,
                message,
                help,
            })
        })
        .collect()
}

fn mapping(given: &Given<'_>, pairs: &[Pair]) -> Wrong {
    let in_braces = matches!(pairs, [pair] if pair.value.value.is_blank());
    Wrong {
        range: given.key_range.clone(),
        value: "a mapping".to_owned(),
        message: format!(
            "`{}` holds keys of its own where a value is meant",
            given.name
        ),
        help: in_braces.then(|| {
            "YAML reads what stands in braces as keys: put the value in quotes".to_owned()
        }),
    }
}

fn not_a_truth(name: &str) -> impl Fn(&str) -> Option<(String, Option<String>)> {
    move |text| {
        let meant = match text.to_lowercase().as_str() {
            "true" | "false" => return None,
            "yes" | "y" | "on" | "1" => Some("true"),
            "no" | "n" | "off" | "0" => Some("false"),
            _ => None,
        };
        Some((
            format!(
                "`{name}` is `{}`, neither true nor false",
                values::short(text)
            ),
            meant.map(|word| format!("write `{word}`")),
        ))
    }
}

fn not_a_number(name: &str) -> impl Fn(&str) -> Option<(String, Option<String>)> {
    move |text| {
        if text.parse::<i64>().is_ok() {
            return None;
        }
        let digits = text.trim_matches(|ch: char| matches!(ch, '#' | '.' | ' '));
        Some((
            format!("`{name}` is `{}`, no whole number", values::short(text)),
            digits
                .parse::<i64>()
                .is_ok()
                .then(|| format!("write `{digits}`")),
        ))
    }
}

/// Each is an address, a handle or a name; one may stand without a list. A mapping in the list says
/// more about somebody.
fn people(gaps: &Gaps, given: &Given<'_>) -> Vec<Wrong> {
    each(gaps, given, |text| {
        (!values::is_somebody(text)).then(|| {
            (
                format!("`{}` names nobody in `{}`", values::short(text), given.name),
                None,
            )
        })
    })
}

/// Front matter has lists; the other notations write them with commas, or a line for each.
fn list(gaps: &Gaps, given: &Given<'_>, spec: &FieldSpec) -> Vec<Wrong> {
    let refers = spec.meaning.is_some_and(|meaning| {
        let mut known = fields::FIELDS.iter();
        known.any(|field| field.name == meaning && field.kind == FieldKind::Reference)
    });
    let front = matches!(given.notation, Notation::FrontMatter(_));
    match given.value {
        Value::List(_) => Vec::new(),
        Value::Map(pairs) => vec![mapping(given, pairs)],
        _ if refers || !front => Vec::new(),
        _ => each(gaps, given, |text| {
            let parts: Vec<&str> = text.split(',').map(str::trim).collect();
            Some((
                format!("`{}` is text, where a list is meant", given.name),
                Some(format!(
                    "put it in brackets: `{}`",
                    in_brackets(given, &parts)
                )),
            ))
        }),
    }
}

fn in_brackets(given: &Given<'_>, parts: &[&str]) -> String {
    use crate::document::front_matter::Notation::Toml;
    if given.notation == Notation::FrontMatter(Toml) {
        format!("{} = [\"{}\"]", given.name, parts.join("\", \""))
    } else {
        format!("{}: [{}]", given.name, parts.join(", "))
    }
}

/// Only front matter can hold a mapping; elsewhere its text is taken as it is.
fn keys(given: &Given<'_>, specs: &[FieldSpec]) -> Vec<Wrong> {
    let pairs: &[Pair] = match given.value {
        Value::Map(pairs) => pairs,
        _ if !matches!(given.notation, Notation::FrontMatter(_)) => return Vec::new(),
        other => {
            return vec![Wrong {
                range: given.range.clone(),
                value: other.as_text().unwrap_or_default().into_owned(),
                message: format!("`{}` holds no keys of its own", given.name),
                help: Some(format!("write the keys {} below it", wanted::keys(specs))),
            }];
        }
    };
    let has = |spec: &FieldSpec| {
        let is_it =
            |pair: &Pair| fields::same(&pair.key, &spec.key) && !pair.value.value.is_blank();
        pairs.iter().any(is_it)
    };
    specs
        .iter()
        .filter(|spec| spec.required && !has(spec))
        .map(|spec| Wrong {
            range: given.key_range.clone(),
            value: format!("without {}", spec.key),
            message: format!("`{}` lacks the key `{}`", given.name, spec.key),
            help: Some(format!("write the keys {} below it", wanted::keys(specs))),
        })
        .collect()
}

/// Text may be a list of texts, but hold no keys. What the template shows with nothing in it may hold
/// anything.
fn text(given: &Given<'_>, spec: &FieldSpec) -> Vec<Wrong> {
    let nested = |item: &Spanned| matches!(item.value, Value::Map(_));
    match given.value {
        Value::Map(pairs) if !spec.example.is_empty() => vec![mapping(given, pairs)],
        Value::List(items) if spec.meaning == Some("title") && !items.iter().any(nested) => {
            vec![Wrong {
                range: given.range.clone(),
                value: "a list".to_owned(),
                message: format!("`{}` is a list, where text is meant", given.name),
                help: Some("put all of it in quotes".to_owned()),
            }]
        }
        _ => Vec::new(),
    }
}
