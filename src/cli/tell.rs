//! What a build or a failed command tells on standard error.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::options::{Options, current_dir};
use super::{Exit, output};
use crate::book::Book;
use crate::config::{FailOn, Settings};
use crate::diagnostics::{Diagnostic, Severity};
use crate::host::in_process::Verdict;
use crate::host::{HostError, sources};
use crate::paths;
use crate::pipeline::Outcome;
use crate::report::{Report, human, neutral, neutral_line, short};
use crate::text::Text;

/// Tells the findings of a build, once for all its renderers, and whether they end it. They never
/// do while the book is being served: the page shows them soon enough.
pub(super) fn build(book: &Book, outcome: &Outcome, options: &Options) -> Verdict {
    let fail_on = book.settings.fail_on;
    let served = book.settings.book.html.live_reload;
    let ends = |finding: &Diagnostic| !served && fail_on.fails(finding.severity);
    let ending = outcome
        .diagnostics
        .iter()
        .filter(|finding| ends(finding))
        .count();
    let renderer = book.renderer.as_deref().unwrap_or_default();
    if ending > 0 || is_first_renderer(&book.settings, renderer) {
        findings(book, outcome, options);
    }
    if ending == 0 {
        return Verdict::GoOn;
    }
    if let FailOn::At(level) = fail_on {
        let what = if ending == 1 {
            "finding ends"
        } else {
            "findings end"
        };
        output::stderr(|_, out| {
            writeln!(
                out,
                "error: {ending} {what} the build (fail-on = \"{level}\")"
            )
        });
    }
    Verdict::Stop
}

/// With several renderers mdBook runs a preprocessor for each, in the order of their names. One that
/// the configuration does not list (`test`) runs alone.
pub(super) fn is_first_renderer(settings: &Settings, renderer: &str) -> bool {
    let ours = |name: &&String| match &settings.book.own_renderers {
        Some(own) => own.contains(name),
        None => true,
    };
    let mut listed = settings.book.renderers.iter().filter(ours).peekable();
    let first = listed.peek().is_none_or(|first| *first == renderer);
    first || !listed.any(|name| name == renderer)
}

fn findings(book: &Book, outcome: &Outcome, options: &Options) {
    let diagnostics = wanted(&outcome.diagnostics, book.settings.fail_on, options);
    if diagnostics.is_empty() && !options.verbose {
        return;
    }
    let sources = sources::of(book, &diagnostics);
    let report = Report {
        documents: outcome.documents,
        chapters: outcome.chapters,
        fit: outcome.fit.as_deref(),
        each: options.verbose,
        ..Report::new(&diagnostics, &sources)
    };
    let terminal = io::stderr().is_terminal();
    output::stderr(|styled, out| match (terminal, options.quiet) {
        (true, false) => human::render(&report, styled, out),
        (true, true) => human::findings(&report, styled, out),
        (false, _) => short::render(&report, out),
    });
}

/// The findings that the options let through to people: where they want quiet, errors and whatever else the
/// command fails on.
pub(super) fn wanted(
    diagnostics: &[Diagnostic],
    fail_on: FailOn,
    options: &Options,
) -> Vec<Diagnostic> {
    let is_pressing = |severity| severity == Severity::Error || fail_on.fails(severity);
    let wanted = |finding: &&Diagnostic| !options.quiet || is_pressing(finding.severity);
    diagnostics.iter().filter(wanted).cloned().collect()
}

/// The book's folder as seen from where one stands; none where one stands in it.
pub(super) fn folder(book: &Book) -> Option<String> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let (cwd, root) = (real(&current_dir().ok()?)?, real(&book.root)?);
    (cwd != root).then(|| paths::relative(&cwd, &root))
}

/// For whoever wants to know more: what was read, and how long that and judging it took.
pub(super) fn details(book: &Book, [start, read, end]: [Instant; 3], options: &Options) {
    if !options.verbose {
        return;
    }
    let (root, today) = (book.root.to_string_lossy(), book.today);
    let (chapters, templates) = (book.chapters.len(), book.templates.len());
    output::stderr(|_, out| {
        writeln!(
            out,
            "note: the book is in `{}`; today is {today}",
            neutral_line(&root)
        )?;
        writeln!(
            out,
            "note: {chapters} chapters and {templates} templates of its own read in {:.1?}, judged in {:.1?}",
            read - start,
            end - read
        )
    });
}

/// A remark that is no finding.
pub(super) fn warning(message: &str, options: &Options) {
    if !options.quiet {
        output::stderr(|_, out| writeln!(out, "warning: {}", neutral(message)));
    }
}

/// Something that went wrong and did not end the command.
pub(super) fn failure(error: &dyn std::error::Error) {
    output::stderr(|_, out| writeln!(out, "error: {}", neutral(&error.to_string())));
}

/// What went wrong, and the exit code for it.
pub(super) fn error(error: &anyhow::Error, options: &Options) -> Exit {
    match error.downcast_ref::<HostError>() {
        Some(HostError::Findings) => return Exit::Findings,
        Some(HostError::Invalid { diagnostics, texts }) => faults(diagnostics, texts),
        own => output::stderr(|_, out| {
            writeln!(out, "error: {}", neutral(&format!("{error:#}")))?;
            match own.and_then(HostError::help) {
                Some(help) => writeln!(out, "  = help: {help}"),
                None => Ok(()),
            }
        }),
    }
    if options.verbose
        && let Some(HostError::Panic { message, .. }) = error.downcast_ref()
    {
        output::stderr(|_, out| writeln!(out, "  = note: the panic's message: {message}"));
    }
    Exit::Wrong
}

/// What is wrong with the configuration or SUMMARY.md, all of it.
fn faults(diagnostics: &[Diagnostic], texts: &[Arc<Text>]) {
    let sources: BTreeMap<_, _> = texts
        .iter()
        .map(|text| (Arc::clone(text.path()), Arc::clone(text)))
        .collect();
    let report = Report::new(diagnostics, &sources);
    output::stderr(|styled, out| human::findings(&report, styled, out));
}
