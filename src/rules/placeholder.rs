//! `placeholder`.

use super::asked::Gaps;
use super::{Check, DocumentContext, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::gaps::{self, Gap, GapKind};
use crate::keys::Fallback;
use crate::template::placeholders::WORDS;

/// The rule.
pub const RULE: Rule = Rule {
    id: "placeholder",
    group: Group::Text,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: true,
    options: &[RuleOption {
        name: "words",
        kind: OptionKind::Words,
        default: Fallback::Words(WORDS),
        summary: "the words that mark something open in prose",
    }],
    page: include_str!("placeholder.md"),
    check: Check::Document(check),
};

/// The words that mark something open, for whichever rule asks.
pub(super) fn words<'a>(cx: &DocumentContext<'a>) -> Vec<&'a str> {
    cx.option_of(&RULE, |setting| setting.words("words"))
        .unwrap_or_else(|| WORDS.to_vec())
}

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Gaps(in_fields) = Gaps::of(cx);
    gaps::find(cx.member, cx.governed, in_fields, &words(cx))
        .into_iter()
        .map(|gap| finding(cx, gap))
        .collect()
}

fn finding(cx: &DocumentContext<'_>, gap: Gap) -> Diagnostic {
    let text = gap.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = |entry: usize| cx.metadata().entries[entry].key.as_str();
    let (message, help) = match &gap.kind {
        GapKind::Template => (
            format!("`{text}` is still to be filled in"),
            "write what belongs there".to_owned(),
        ),
        GapKind::Word => (
            format!("`{text}` marks something that is still open"),
            "write what belongs there, or take the word out".to_owned(),
        ),
        GapKind::Filler => (
            "filler text stands where somebody was to write".to_owned(),
            "write what belongs there".to_owned(),
        ),
        GapKind::Value(entry) => (
            format!("the field `{}` still holds `{text}`", key(*entry)),
            "write its value".to_owned(),
        ),
        GapKind::Choices(entry, choices) => (
            format!(
                "the field `{}` still lists what to choose from",
                key(*entry)
            ),
            format!("keep one: {}", quoted(choices)),
        ),
    };
    let mut finding = cx.finding(gap.range.clone(), message).help(help);
    if let Some(place) = in_template(cx, &gap) {
        finding = finding.related(place, "the template's gap");
    }
    finding.subject = text;
    finding
}

fn quoted(choices: &[String]) -> String {
    let quoted: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    quoted.join(", ")
}

/// Where the template has the gap.
fn in_template(cx: &DocumentContext<'_>, gap: &Gap) -> Option<Place> {
    let field = match &gap.kind {
        GapKind::Value(entry) | GapKind::Choices(entry, _) => {
            let meaning = cx.metadata().meaning_of(*entry);
            let key = &cx.metadata().entries[*entry].key;
            cx.template().field_for(key, meaning)
        }
        _ => None,
    };
    if let Some(field) = field {
        return Some(cx.in_template(field.range.clone()));
    }
    if matches!(gap.kind, GapKind::Word | GapKind::Filler) {
        return None;
    }
    let at = cx.template().document.as_str().find(&gap.text)?;
    Some(cx.in_template(at..at + gap.text.len()))
}
