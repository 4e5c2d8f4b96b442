//! `unknown-field`.

use super::{Check, DocumentContext, Group, Rule, run};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Fix, Safety, Severity, nearest, one_edit_away};
use crate::document::metadata::{Entry, Notation};
use crate::fields;
use crate::keys::legal;
use crate::template::FieldSpec;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-field",
    group: Group::Metadata,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("unknown-field.md"),
    check: Check::Document(check),
};

/// A key that nobody knows, one edit away from one that somebody does.
pub(super) struct Slip<'a> {
    entry: &'a Entry,
    /// The known key as it should be typed, and what the template says of it.
    meant: String,
    spec: Option<&'a FieldSpec>,
    meaning: Option<&'static str>,
    /// No other known key is as close.
    sure: bool,
}

impl Slip<'_> {
    /// Whether it is this field of the template's that was meant.
    pub(super) fn is_meant(&self, spec: &FieldSpec) -> bool {
        self.spec.is_some_and(|meant| meant.key == spec.key)
            || (self.meaning.is_some() && self.meaning == spec.meaning)
    }
}

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let slips = slips(cx);
    let mut findings: Vec<Diagnostic> = slips.iter().map(|slip| finding(cx, slip)).collect();
    if cx.template().strict_fields {
        let is_slip = |entry: &Entry| slips.iter().any(|slip| std::ptr::eq(slip.entry, entry));
        let entries = &cx.metadata().entries;
        let strange =
            (0..entries.len()).filter(|&index| is_strange(cx, index) && !is_slip(&entries[index]));
        findings.extend(strange.map(|index| not_shown(cx, &entries[index])));
    }
    findings
}

/// Whether a strict template does not have a field. What the tool itself goes by stays legal (which
/// template the document has, how far it has come), and so does what the lifecycle asks for. Words
/// outside of metadata proper that nobody knows as a key may be anything.
fn is_strange(cx: &DocumentContext<'_>, index: usize) -> bool {
    let metadata = cx.metadata();
    let entry = &metadata.entries[index];
    let meaning = metadata.meaning_of(index);
    let proper = matches!(entry.notation, Notation::FrontMatter(_) | Notation::Block);
    let by_tool = matches!(meaning, Some("template" | "doc_type"))
        || (cx.template().known.phases && matches!(meaning, Some("phase" | "quality")));
    let named = |key: &String| {
        let field = fields::canonical(key, &cx.template().known.extra);
        fields::same(key, &entry.key) || field.is_some_and(|field| Some(field.name) == meaning)
    };
    let statuses = cx.lifecycle().map_or(&[][..], |it| &it.statuses);
    let by_status = statuses
        .iter()
        .any(|status| status.requires.iter().chain(&status.deadline).any(named));
    let shown = cx.template().field_for(&entry.key, meaning).is_some();
    (proper || metadata.is_known(index)) && !by_tool && !by_status && !shown
}

/// A field that a strict template does not have.
fn not_shown(cx: &DocumentContext<'_>, entry: &Entry) -> Diagnostic {
    let keys: Vec<&str> = cx
        .template()
        .fields
        .iter()
        .map(|spec| spec.key.as_str())
        .collect();
    let name = &cx.template().name;
    let mut finding = cx
        .finding(
            entry.key_range.clone(),
            format!("the template `{name}` has no field `{}`", entry.key),
        )
        .help(legal(nearest(&entry.key, keys.iter().copied()), &keys));
    finding.subject = fields::fold(&entry.key);
    finding
}

/// The slips, unless configuration turns the rule off.
pub(super) fn slips_that_are_told<'a>(cx: &DocumentContext<'a>) -> Vec<Slip<'a>> {
    if run::is_off(cx.corpus, cx.member, &RULE) {
        return Vec::new();
    }
    slips(cx)
}

fn slips<'a>(cx: &DocumentContext<'a>) -> Vec<Slip<'a>> {
    let metadata = cx.metadata();
    let unknown = (0..metadata.entries.len()).filter(|&index| !metadata.is_known(index));
    unknown
        .filter_map(|index| slip(cx, &metadata.entries[index]))
        .collect()
}

/// The template's keys are asked first: they are what the author had before their eyes.
fn slip<'a>(cx: &DocumentContext<'a>, entry: &'a Entry) -> Option<Slip<'a>> {
    let written = fields::fold(&entry.key);
    let specs = &cx.template().fields;
    let shown: Vec<(String, &FieldSpec)> = specs
        .iter()
        .map(|spec| (fields::fold(&spec.key), spec))
        .filter(|(key, _)| is_close(&written, key) && !is_given(cx, key))
        .collect();
    if let Some((_, spec)) = shown.first() {
        return Some(Slip {
            entry,
            meant: spec.key.clone(),
            spec: Some(spec),
            meaning: spec.meaning,
            sure: shown.len() == 1,
        });
    }
    // Elsewhere than in metadata proper, words that look like a key may be anything.
    if !matches!(entry.notation, Notation::FrontMatter(_) | Notation::Block) {
        return None;
    }
    let extra = &cx.template().known.extra;
    let names = fields::FIELDS
        .iter()
        .flat_map(|field| std::iter::once(&field.name).chain(field.aliases))
        .map(|name| (*name).to_owned());
    let added = extra.values().flatten().map(|name| fields::fold(name));
    let mut close: Vec<String> = names
        .chain(added)
        .filter(|key| is_close(&written, key) && !is_given(cx, key))
        .collect();
    close.dedup();
    let meant = close.first()?;
    Some(Slip {
        entry,
        meant: in_the_style_of(&entry.key, meant),
        spec: None,
        meaning: fields::canonical(meant, extra).map(|field| field.name),
        sure: close.len() == 1,
    })
}

/// One edit apart; in a short word a changed letter makes another word (`data`, `date`).
fn is_close(written: &str, known: &str) -> bool {
    const SHORT: usize = 4;
    let (len, other) = (written.chars().count(), known.chars().count());
    let swapped = || {
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        sorted(written) == sorted(known)
    };
    len > 2
        && one_edit_away(written, [known]).is_some()
        && (len > SHORT || len != other || swapped())
}

/// A field that is there already was not meant by another key.
fn is_given(cx: &DocumentContext<'_>, key: &str) -> bool {
    cx.metadata()
        .get(key)
        .is_some_and(|entry| !entry.is_blank())
}

fn finding(cx: &DocumentContext<'_>, slip: &Slip<'_>) -> Diagnostic {
    let key = &slip.entry.key;
    let mut finding = cx
        .finding(
            slip.entry.key_range.clone(),
            format!("nobody knows the field `{key}`"),
        )
        .help(format!("did you mean `{}`?", slip.meant));
    if let Some(spec) = slip.spec {
        finding = finding.related(
            cx.in_template(spec.range.clone()),
            super::wanted::shown_here(spec),
        );
    }
    finding.subject = fields::fold(key);
    finding.fix = fix(cx, slip);
    finding
}

fn fix(cx: &DocumentContext<'_>, slip: &Slip<'_>) -> Option<Fix> {
    if !slip.sure {
        return None;
    }
    let range = &slip.entry.key_range;
    let at = range.start + cx.document().slice(range.clone()).find(&slip.entry.key)?;
    let range = at..at + slip.entry.key.len();
    cx.fix(Safety::Safe, range, slip.meant.as_str())
}

/// A folded name with the separators and capitals that the author uses.
fn in_the_style_of(written: &str, name: &str) -> String {
    let separator = written
        .chars()
        .find(|ch| matches!(ch, ' ' | '-' | '_'))
        .unwrap_or('_');
    let mut capital = written.starts_with(char::is_uppercase);
    let all = written
        .split([' ', '-', '_'])
        .all(|word| word.starts_with(char::is_uppercase));
    let mut styled = String::with_capacity(name.len());
    for ch in name.chars() {
        if ch == '_' {
            styled.push(separator);
            capital = all;
        } else if std::mem::take(&mut capital) {
            styled.extend(ch.to_uppercase());
        } else {
            styled.push(ch);
        }
    }
    styled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_keys() {
        assert!(is_close("onwers", "owners") && is_close("tag", "tags"));
        assert!(is_close("titel", "title") && is_close("dtae", "date"));
        assert!(!is_close("data", "date") && !is_close("it", "id"));
    }

    #[test]
    fn names_take_on_the_authors_style() {
        assert_eq!(
            in_the_style_of("Last-Updatd", "last_updated"),
            "Last-Updated"
        );
        assert_eq!(
            in_the_style_of("last updatd", "last_updated"),
            "last updated"
        );
        assert_eq!(in_the_style_of("Onwers", "owners"), "Owners");
    }
}
