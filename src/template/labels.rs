//! What a template's bold lead-ins ask of a section: the labels that a document's must have too.

use std::ops::Range;

use crate::document::labels::{self, Label};
use crate::document::markdown::Block;
use crate::document::names;

use super::optional;
use super::pattern::Pattern;

/// Lead-ins that speak to the author, and are no question to answer.
const ASIDES: [&str; 13] = [
    "note",
    "notes",
    "important",
    "tip",
    "hint",
    "warning",
    "caution",
    "attention",
    "example",
    "examples",
    "instructions",
    "guidance",
    "reminder",
];
/// Longer bold text is a sentence.
const MAX_WORDS: usize = 8;

/// A label that a template has in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelSpec {
    /// What people see of it.
    pub name: String,
    /// What a document's label must be.
    pub pattern: Pattern,
    /// It is a stub with a number (`Goal 1`), for which authors write a name of their own.
    pub numbered: bool,
    /// It is given several times, for the entries of a list, of which there may be none.
    pub listed: bool,
    /// May be absent, in plain words.
    pub optional: bool,
    /// The label that it stands below, as an index of the section's.
    pub parent: Option<usize>,
    /// What the template has behind it, in the form that compares.
    pub guidance: String,
    /// Where it stands in the template.
    pub range: Range<usize>,
}

impl LabelSpec {
    /// Whether any label serves, because it is nothing but a gap or a number.
    pub fn is_any(&self) -> bool {
        self.numbered || self.pattern.fixed() == 0
    }

    /// Whether a document's label is this one by name.
    pub fn is_named(&self, key: &str) -> bool {
        match self.pattern.name() {
            Some(name) => name == key,
            None => self.pattern.fixed() > 0 && self.pattern.matches(key),
        }
    }
}

/// The labels of a section's own text. Those in quotes are guidance, and those at `taken` are
/// metadata.
pub(super) fn read(source: &str, blocks: &[Block], taken: &[Range<usize>]) -> Vec<LabelSpec> {
    let found = labels::labels(source, blocks);
    let mut specs: Vec<LabelSpec> = Vec::new();
    let mut spec_of: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for label in &found {
        let is_taken = taken.iter().any(|range| range.contains(&label.range.start));
        if is_taken || blocks[label.block].quotes > 0 || is_aside(source, label) {
            spec_of.push(None);
            continue;
        }
        let parent = label.parent.and_then(|parent| spec_of[parent]);
        let spec = read_one(label, &blocks[label.block], parent);
        let twin = specs.iter().position(|other| other.pattern == spec.pattern);
        if let Some(twin) = twin.filter(|&twin| !specs[twin].is_any()) {
            specs[twin].listed |= specs[twin].name == spec.name;
            specs[twin].numbered |= specs[twin].name != spec.name;
        }
        spec_of.push(Some(twin.unwrap_or(specs.len())));
        if twin.is_none() {
            specs.push(spec);
        }
    }
    specs
}

/// A remark to the author, or bold text that is a sentence or a gap of its own.
fn is_aside(source: &str, label: &Label) -> bool {
    let ends_sentence = label.name.ends_with(['.', '!', '?']);
    let words = label.name.split_whitespace().count();
    let lead_in = source[label.range.clone()].trim_end_matches(['*', '_']);
    let leads = lead_in.ends_with([':', '-', '\u{2013}', '\u{2014}']);
    let gap = Pattern::of_heading(&label.name, &label.name)
        .name()
        .is_none();
    ASIDES.contains(&label.key.as_str()) || ends_sentence || words > MAX_WORDS || (gap && !leads)
}

fn read_one(label: &Label, block: &Block, parent: Option<usize>) -> LabelSpec {
    let marked = optional::without_mark(&label.name);
    let name = marked.clone().unwrap_or_else(|| label.name.clone());
    let guidance = names::plain(&block.text()[label.behind.clone()]);
    let remark = format!("({})", label.remark);
    let bare = guidance.trim_matches(|ch: char| !ch.is_alphanumeric());
    let optional = marked.is_some()
        || optional::is_mark(&remark)
        || optional::says(&guidance)
        || (guidance.starts_with(['<', '[', '(', '{']) && optional::says_field(&guidance))
        || optional::is_mark(&format!("({bare})"));
    LabelSpec {
        pattern: Pattern::of_heading(&name, &name),
        numbered: is_numbered(&name),
        listed: false,
        optional,
        parent,
        guidance,
        range: label.range.clone(),
        name,
    }
}

/// `Goal 1`, `Option A`: a word and a number or a letter.
fn is_numbered(name: &str) -> bool {
    let mut words = name.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let counts = last.bytes().all(|byte| byte.is_ascii_digit())
        || (last.len() == 1 && last.bytes().all(|byte| byte.is_ascii_uppercase()));
    counts && !last.is_empty() && words.next().is_some()
}

/// Keeps of a repeated section's labels those that each of its headings in the template has.
pub(super) fn keep_common(labels: &mut Vec<LabelSpec>, others: &[LabelSpec]) {
    for label in labels {
        label.optional |= !others.iter().any(|other| other.pattern == label.pattern);
    }
}
