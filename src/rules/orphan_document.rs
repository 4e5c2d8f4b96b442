//! `orphan-document`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Check, Group, ProjectContext, Rule};
use crate::book::SUMMARY;
use crate::config::Level;
use crate::corpus::Member;
use crate::diagnostics::{Diagnostic, Edit, Fix, Place, Safety, Severity};
use crate::scaffold::summary::Listing;
use crate::splice::Insertion;

/// The rule.
pub const RULE: Rule = Rule {
    id: "orphan-document",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Unsafe),
    lenient: false,
    options: &[],
    page: include_str!("orphan-document.md"),
    check: Check::Project(check),
};

/// More of them are one finding.
const MANY: usize = 3;
/// So many of them are named in it.
const NAMED: usize = 3;

fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    let orphans = cx.corpus.book.orphans();
    if orphans.len() > MANY && !cx.corpus.compared {
        return vec![many(cx, &orphans)];
    }
    orphans.into_iter().map(|file| one(cx, file)).collect()
}

fn one(cx: &ProjectContext<'_>, file: &str) -> Diagnostic {
    let mut finding = cx
        .finding(
            Place::file(cx.corpus.book.in_book(file)),
            format!("`{file}` is a document that SUMMARY.md does not list, so it is in no book"),
        )
        .help(format!(
            "list it: `- [Its title]({})`; or take it out with a `documents` entry that says `template = false`",
            target(file)
        ));
    file.clone_into(&mut finding.subject);
    finding.fix = fix(cx, &[file]);
    finding
}

fn many(cx: &ProjectContext<'_>, files: &[&str]) -> Diagnostic {
    let named: Vec<String> = files[..NAMED]
        .iter()
        .map(|file| format!("`{file}`"))
        .collect();
    let mut finding = cx
        .finding(
            Place::file(cx.corpus.book.in_book(SUMMARY)),
            format!(
                "{} documents are not listed here, so they are in no book: {} and {} more",
                files.len(),
                named.join(", "),
                files.len() - NAMED
            ),
        )
        .help("list them, or take them out with a `documents` entry that says `template = false`");
    finding.subject = files.join(", ");
    finding.fix = fix(cx, files);
    finding
}

/// The entries in SUMMARY.md, each beside its siblings.
fn fix(cx: &ProjectContext<'_>, files: &[&str]) -> Option<Fix> {
    let text = cx.corpus.book.summary.as_ref()?;
    let mut fix = Fix {
        safety: Safety::Unsafe,
        edits: Vec::new(),
    };
    let listing = Listing::read(text);
    let members = cx.corpus.chapters.iter().chain(&cx.corpus.strays);
    let by_path: BTreeMap<&str, &Member<'_>> = members
        .filter_map(|member| Some((member.chapter.path.as_deref()?, member)))
        .collect();
    for file in files {
        let title = by_path.get(file)?.title();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let Insertion { range, text: entry } = listing.entry(file, &title)?;
        fix.edits.push(Edit {
            path: Arc::clone(text.path()),
            range,
            text: entry,
        });
    }
    Some(fix)
}

/// A link's target; one with spaces or brackets needs to be bracketed.
fn target(file: &str) -> String {
    if file.contains([' ', '(', ')']) {
        format!("<{file}>")
    } else {
        file.to_owned()
    }
}
