//! `unknown-template`.

use std::ops::Range;
use std::path::Path;

use super::{ChapterContext, Check, Group, Rule, template_error};
use crate::config::Level;
use crate::corpus::{Binding, Member};
use crate::diagnostics::{Diagnostic, Severity, counted};
use crate::keys::legal;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-template",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("unknown-template.md"),
    check: Check::Chapter(check),
};

fn check(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let finding = match &cx.member.binding {
        Binding::Unknown(name, _) if may_be_unreadable(cx, name) => None,
        Binding::Unknown(name, Some(range)) => Some(by_field(cx, name, range.clone())),
        Binding::Unknown(name, None) => by_entry(cx, name),
        Binding::None | Binding::Template(_) => None,
    };
    finding.into_iter().collect()
}

/// Whether a template of that name, or the folder of all templates, is there and can't be read, which is
/// told already.
fn may_be_unreadable(cx: &ChapterContext<'_>, name: &str) -> bool {
    let problems = &cx.corpus.book.problems;
    let mut unreadable = problems
        .iter()
        .filter(|it| it.rule == template_error::RULE.id);
    unreadable.any(|problem| {
        let path = problem.subject.as_str();
        let stem = Path::new(path).file_stem();
        path == name || path.ends_with('/') || stem == Some(name.as_ref())
    })
}

fn by_field(cx: &ChapterContext<'_>, name: &str, range: Range<usize>) -> Diagnostic {
    let mut finding = cx.finding(range, message(name)).help(help(cx, name));
    name.clone_into(&mut finding.subject);
    finding
}

/// One finding for all chapters that the entry holds for: the first of them tells it.
fn by_entry(cx: &ChapterContext<'_>, name: &str) -> Option<Diagnostic> {
    let entry = cx.member.entry?;
    let is_held =
        |other: &&Member<'_>| other.entry == Some(entry) && is_unknown_by_entry(&other.binding);
    let mut held = cx.corpus.chapters.iter().filter(is_held);
    if held.next()?.index != cx.member.index {
        return None;
    }
    let held = counted(1 + held.count(), "chapter");
    let entry = &cx.corpus.book.settings.documents[entry];
    let mut finding = Diagnostic::new(
        cx.rule.id,
        cx.severity,
        entry.template_place.clone(),
        format!(
            "{}; `{}` asks for it in {held}",
            message(name),
            entry.pattern
        ),
    )
    .help(help(cx, name));
    name.clone_into(&mut finding.subject);
    Some(finding)
}

fn is_unknown_by_entry(binding: &Binding) -> bool {
    matches!(binding, Binding::Unknown(_, None))
}

fn message(name: &str) -> String {
    if name.ends_with(".md") {
        format!("there is no template `{name}`")
    } else {
        format!("no template is called `{name}`")
    }
}

fn help(cx: &ChapterContext<'_>, name: &str) -> String {
    let templates = &cx.corpus.templates;
    let mut names: Vec<&str> = templates.names().collect();
    names.sort_unstable();
    let bare = name.rsplit('/').next().unwrap_or(name);
    legal(
        templates.nearest(bare.strip_suffix(".md").unwrap_or(bare)),
        &names,
    )
}
