//! `invalid-metadata`.

use super::{ChapterContext, Check, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::metadata::{self, Problem};
use crate::document::view::IncludedFrontMatter;

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-metadata",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("invalid-metadata.md"),
    check: Check::Chapter(check),
};

fn check(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let problems = cx.metadata().problems.iter();
    let mut findings: Vec<Diagnostic> = problems.map(|problem| written(cx, problem)).collect();
    let mut told: Vec<(usize, &str)> = Vec::new();
    for included in &cx.document().view.front_matter {
        let key = (included.directive.start, &**included.file.path());
        let is_some = metadata::read_front_matter(included.file.as_str()).is_some();
        if is_some && !is_quoted(cx, included) && !told.contains(&key) {
            told.push(key);
            findings.push(shown(cx, included));
        }
    }
    findings
}

fn written(cx: &ChapterContext<'_>, problem: &Problem) -> Diagnostic {
    let finding = cx
        .finding(problem.range.clone(), &problem.message)
        .help(&problem.help);
    match &problem.also {
        Some((range, what)) => finding.related(cx.place(range.clone()), what),
        None => finding,
    }
}

/// Whether the directive stands in a code block, which shows the file as it is on purpose.
fn is_quoted(cx: &ChapterContext<'_>, included: &IncludedFrontMatter) -> bool {
    let document = cx.document();
    document.markdown.code.iter().any(|code| {
        let own = document.view.origin(code.clone()).own;
        own.start < included.directive.start && included.directive.end < own.end
    })
}

/// mdBook pastes an included file as it is: its front matter lands in the middle of the page.
fn shown(cx: &ChapterContext<'_>, included: &IncludedFrontMatter) -> Diagnostic {
    let path = included.file.path();
    let next = included.file.position(included.range.end).line;
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut finding = Diagnostic::new(
        cx.rule.id,
        cx.severity,
        cx.document().text().place(included.directive.clone()),
        format!("the included file `{path}` begins with front matter, which shows on this page"),
    )
    .help(format!(
        "include it from behind the front matter on, as in `{name}:{next}:`, or between anchors"
    ))
    .related(
        included.file.place(included.range.clone()),
        "the front matter",
    );
    finding.subject = format!("front matter of {path}");
    finding
}
