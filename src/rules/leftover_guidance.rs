//! `leftover-guidance`.

mod mend;

use std::ops::Range;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::content::Left;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::units::{Unit, UnitKind};
use crate::keys::Fallback;

/// The rule.
pub const RULE: Rule = Rule {
    id: "leftover-guidance",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Unsafe),
    lenient: true,
    options: &[RuleOption {
        name: "min-words",
        kind: OptionKind::Integer,
        default: Fallback::Integer(MIN_WORDS),
        summary: "how many words a piece of guidance must have to count",
    }],
    page: include_str!("leftover-guidance.md"),
    check: Check::Document(check),
};

const MIN_WORDS: i64 = 3;
/// A comment is no sentence with fewer words.
const MIN_COMMENT_WORDS: usize = 4;

/// How many words a piece of guidance must have to be told, for whichever rule asks.
fn min_words(cx: &DocumentContext<'_>) -> usize {
    let words = cx
        .option_of(&RULE, |setting| setting.integer("min-words"))
        .unwrap_or(MIN_WORDS.unsigned_abs());
    usize::try_from(words).unwrap_or(usize::MAX)
}

/// Whether guidance has the words that it takes to be told by this rule.
pub(super) fn is_long_enough(cx: &DocumentContext<'_>, text: &str) -> bool {
    words(text) >= min_words(cx)
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let min_words = min_words(cx);
    let mut findings = Vec::new();
    for (section, content) in cx.governed.contents.iter().enumerate() {
        let spec = cx.matching().spec_of[section];
        let spec = spec.map(|spec| &cx.template().sections[spec]);
        // A contents list has the names that the template's has, and that is right.
        if spec.is_some_and(|spec| spec.contents || !cx.is_due(spec)) {
            continue;
        }
        findings.extend(comments(cx, section));
        if !content.is_filled() {
            continue;
        }
        let mut run: Option<Run> = None;
        for Left { unit, apart } in &content.left {
            let goes_on = is_instruction(cx, unit, min_words);
            if *apart || !goes_on {
                findings.extend(run.take().map(|run| finding(cx, section, run)));
            }
            match &mut run {
                _ if !goes_on => {}
                Some(run) => run.extend(unit),
                None => run = Some(Run::new(unit)),
            }
        }
        findings.extend(run.map(|run| finding(cx, section, run)));
    }
    findings
}

/// Guidance without a break.
struct Run {
    range: Range<usize>,
    /// The first piece, in the form that compares.
    key: String,
    /// A label leads in, which is to stay.
    labelled: bool,
}

impl Run {
    fn new(unit: &Unit) -> Self {
        Self {
            range: unit.range.clone(),
            key: unit.key.clone(),
            labelled: unit.label.is_some(),
        }
    }

    fn extend(&mut self, unit: &Unit) {
        self.range.end = unit.range.end;
        self.labelled |= unit.label.is_some();
    }
}

/// Whole sentences count, never a label, a lone word, links or an item of a checklist; what holds a gap is
/// told as such.
fn is_instruction(cx: &DocumentContext<'_>, unit: &Unit, min_words: usize) -> bool {
    let behind = match &unit.label {
        Some(label) => unit.key.get(label.len()..).unwrap_or_default(),
        None if unit.key.ends_with(':') && unit.key.split_whitespace().count() <= min_words + 1 => {
            ""
        }
        None => unit.key.as_str(),
    };
    unit.kind == UnitKind::Sentence
        && !unit.links_only
        && !unit.bold
        && unit.ticked.is_none()
        && words(behind) >= min_words
        && cx
            .governed
            .wording
            .placeholders
            .find(cx.document().slice(unit.range.clone()))
            .next()
            .is_none()
}

fn finding(
    cx: &DocumentContext<'_>,
    section: usize,
    Run {
        range,
        key,
        labelled,
    }: Run,
) -> Diagnostic {
    let name = cx.document().section_name(section);
    let mut finding = cx
        .finding(
            range.clone(),
            format!("the template's guidance is still in \"{name}\""),
        )
        .help("remove it, or put it into your own words");
    if let Some(spec) = cx.matching().spec_of[section] {
        let spec = &cx.template().sections[spec];
        let there = spec
            .guidance
            .iter()
            .find(|unit| unit.key == key)
            .map_or(&spec.range, |unit| &unit.range);
        finding = finding.related(cx.in_template(there.clone()), "the template's text");
    }
    if !labelled {
        finding.fix = mend::fix(cx, &range);
    }
    finding.subject = key;
    finding
}

/// A template's comment that stands in the document as it was: nobody sees it on the page.
fn comments(cx: &DocumentContext<'_>, section: usize) -> Vec<Diagnostic> {
    cx.governed.contents[section]
        .left
        .iter()
        .map(|left| &left.unit)
        .filter(|unit| {
            unit.kind == UnitKind::Comment
                && unit.key.split_whitespace().count() >= MIN_COMMENT_WORDS + 2
                && cx.governed.wording.comments.contains(&unit.key)
        })
        .map(|unit| {
            let mut finding = cx
                .finding(
                    unit.range.clone(),
                    "a comment of the template's is still in the document",
                )
                .help("remove it; readers of the page do not see it");
            finding.severity = Severity::Note;
            finding.fix = mend::fix(cx, &unit.range);
            finding.subject.clone_from(&unit.key);
            finding
        })
        .collect()
}
