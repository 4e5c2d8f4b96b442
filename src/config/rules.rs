//! Severity and options of rules, as configuration sets them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::{Place, Severity};
use crate::lifecycle::Age;

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
    /// True or false.
    Boolean,
    /// A text.
    Text,
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

    /// An option that holds a truth.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        self.options.get(name)?.as_bool()
    }

    /// An option that holds a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name)?.as_str()
    }
}
