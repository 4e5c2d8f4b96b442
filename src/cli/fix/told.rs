//! What `fix` says of what it did, and of what it left.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Arguments;
use crate::book::Book;
use crate::cli::options::Options;
use crate::cli::{output, tell};
use crate::diagnostics::{Safety, counted};
use crate::edits::{self, Mended, paths};
use crate::host::sources;
use crate::report::{Report, human, neutral_line};

/// Tells it: on standard output; beside a diff, which has that for itself, on standard error and
/// without the findings that are left.
pub(super) fn tell(
    book: &Book,
    mended: &Mended,
    arguments: &Arguments,
    options: &Options,
) -> anyhow::Result<()> {
    if arguments.dry_run {
        if !options.quiet {
            output::stderr(|_, out| summary(mended, arguments, out));
        }
        return Ok(());
    }
    let diagnostics = tell::wanted(&mended.left.diagnostics, options);
    let sources = sources::of(book, &diagnostics);
    let report = Report {
        diagnostics: &diagnostics,
        documents: mended.left.documents,
        chapters: mended.left.chapters,
        sources: &sources,
        fit: None,
    };
    output::stdout(|styled, out| {
        human::findings(&report, styled, out)?;
        if options.quiet {
            return Ok(());
        }
        files(mended, out)?;
        summary(mended, arguments, out)
    })
}

/// A line for each file: `src/a.md: 2 lost-text, 1 unknown-status`.
fn files(mended: &Mended, out: &mut dyn Write) -> io::Result<()> {
    let mut files: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for finding in &mended.findings {
        let rules = files.entry(&finding.place.path).or_default();
        *rules.entry(finding.rule).or_default() += 1;
    }
    for (path, rules) in files {
        let rules: Vec<String> = rules
            .into_iter()
            .map(|(rule, count)| format!("{count} {rule}"))
            .collect();
        writeln!(
            out,
            "mended in {}: {}",
            neutral_line(path),
            rules.join(", ")
        )?;
    }
    Ok(())
}

/// `mended 3 findings in 2 files; left: 1 error, 2 warnings in 12 documents (15 chapters)`, and how
/// to go on.
fn summary(mended: &Mended, arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    let done = if arguments.dry_run {
        "would mend"
    } else {
        "mended"
    };
    let left = Report {
        diagnostics: &mended.left.diagnostics,
        documents: mended.left.documents,
        chapters: mended.left.chapters,
        sources: &BTreeMap::new(),
        fit: None,
    };
    let left = left.summary();
    let files: std::collections::BTreeSet<_> = mended.findings.iter().flat_map(paths).collect();
    match mended.findings.len() {
        0 => writeln!(out, "nothing to mend; left: {left}")?,
        count => writeln!(
            out,
            "{done} {} in {}; left: {left}",
            counted(count, "finding"),
            counted(files.len(), "file")
        )?,
    }
    let offered = mended.left.diagnostics.iter().filter_map(edits::offered);
    let withheld = offered.filter(|safety| *safety == Safety::Unsafe).count();
    if withheld > 0 && !arguments.unsafe_too {
        let them = match withheld {
            1 => "one of them can be mended".to_owned(),
            more => format!("{more} of them can be mended"),
        };
        writeln!(
            out,
            "{them} with `--unsafe`; look at the outcome before you keep it"
        )?;
    }
    if !mended.settled {
        writeln!(
            out,
            "some mends undo each other and were left; please report this"
        )?;
    }
    Ok(())
}
