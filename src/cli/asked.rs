//! What of a book is asked for on the command line, and names there that mean nothing.

use anyhow::bail;

use crate::diagnostics::{Diagnostic, nearest};
use crate::host::selection::Selection;
use crate::{pipeline, rules};

/// What of a book is asked for on the command line.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Its files; none for all.
    pub selection: Option<&'a Selection>,
    /// The rules; all where there is none.
    pub rules: &'a [String],
}

impl Asked<'_> {
    /// Whether a file is among those that were named.
    pub fn has_file(self, path: &str) -> bool {
        self.selection.is_none_or(|selection| selection.has(path))
    }

    /// Whether a rule is among those that were named.
    pub fn has_rule(self, rule: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|named| named == rule)
    }

    /// Whether a finding lies in the files that were named, and is of the rules that were.
    pub fn has(self, finding: &Diagnostic) -> bool {
        self.has_file(&finding.place.path) && self.has_rule(finding.rule)
    }

    /// Leaves out of an outcome what was not asked for.
    pub fn narrow(self, outcome: &mut pipeline::Outcome) {
        outcome.narrow(|finding| self.has(finding), |path| self.has_file(path));
        if !self.has_rule(rules::TEMPLATE_FIT.id) {
            outcome.fit = None;
        }
    }
}

/// That there are rules of these names.
pub(super) fn known_rules(names: &[String]) -> anyhow::Result<()> {
    let known = || rules::ALL.iter().map(|rule| rule.id);
    match names.iter().find(|name| !known().any(|id| id == **name)) {
        Some(name) => bail!(unknown("rule", name, known())),
        None => Ok(()),
    }
}

/// That there is no such thing, and what was probably meant.
pub(super) fn unknown<'a>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    let rest = match nearest(name, known) {
        Some(known) => format!("did you mean `{known}`?"),
        None if what == "rule" => "`mdbook-design-docs explain` lists them".to_owned(),
        None => format!("`mdbook-design-docs {what}s` lists them"),
    };
    format!("there is no {what} `{name}`; {rest}")
}
