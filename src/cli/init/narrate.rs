//! What `init` says around its diff.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::plan::Plan;
use crate::diagnostics::{Diagnostic, Severity};
use crate::paths;
use crate::report::{Report, neutral_line, short};

/// So many findings are shown.
const SHOWN: usize = 10;

/// The proposals, with figures, and what else should be known.
pub(super) fn proposals(plan: &Plan, root: &Path, out: &mut dyn Write) -> io::Result<()> {
    let mut all = plan.proposals.iter().peekable();
    if all.peek().is_some() {
        writeln!(out, "documents and their templates:")?;
    } else if !plan.is_governed {
        out.write_all(if plan.has_documents {
            NOT_ALIKE.as_bytes()
        } else {
            EMPTY.as_bytes()
        })?;
    }
    for proposal in all {
        let mut lines = proposal.told.iter();
        if let Some(first) = lines.next() {
            writeln!(out, "  {}", neutral_line(first))?;
        }
        if proposal.template.is_some() {
            writeln!(
                out,
                "    it is new, made from the headings and fields that they share: read it"
            )?;
        }
        for line in lines {
            writeln!(out, "    {}", neutral_line(line))?;
        }
    }
    for note in &plan.notes {
        writeln!(out, "note: {}", neutral_line(note))?;
    }
    if plan.changes.is_empty() {
        writeln!(out, "nothing is missing: no file changes")?;
    }
    for change in &plan.changes {
        let how = if change.before.is_some() {
            "adds to"
        } else {
            "makes"
        };
        let name = paths::relative(root, &change.path);
        writeln!(out, "{how} {}", neutral_line(&name))?;
    }
    Ok(())
}

/// What `check` will find, and how to go on.
pub(super) fn findings(plan: &Plan, dry_run: bool, out: &mut dyn Write) -> io::Result<()> {
    let outcome = &plan.outcome;
    let mut told: Vec<Diagnostic> = outcome.diagnostics.clone();
    told.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let sources = BTreeMap::new();
    let mut report = Report {
        documents: outcome.documents,
        chapters: outcome.chapters,
        ..Report::new(&told, &sources)
    };
    let would = if dry_run { "would find" } else { "finds" };
    writeln!(out, "`check` {would}: {}", report.summary())?;
    for (count, severity, rule) in by_rule(&told) {
        writeln!(out, "  {count} × {rule} ({severity})")?;
    }
    let weighing = told
        .iter()
        .filter(|finding| finding.severity > Severity::Note);
    report.diagnostics = &told[..weighing.count().min(SHOWN)];
    short::render(&report, out)?;
    if plan.never_fails {
        out.write_all(TIGHTEN.as_bytes())?;
    }
    Ok(())
}

fn by_rule(findings: &[Diagnostic]) -> Vec<(usize, Severity, &'static str)> {
    let mut counted: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
    for finding in findings {
        *counted.entry((finding.severity, finding.rule)).or_default() += 1;
    }
    let mut all: Vec<_> = counted
        .into_iter()
        .map(|((severity, rule), count)| (count, severity, rule))
        .collect();
    all.sort_by_key(|(count, severity, _)| std::cmp::Reverse((*severity, *count)));
    all
}

const EMPTY: &str = "\
the book has no documents yet
next: `mdbook-design-docs new TEMPLATE --title TITLE` starts one; `mdbook-design-docs templates list` shows the
templates that are built in, and your own go into the templates' folder
";

const NOT_ALIKE: &str = "\
no documents entry is proposed: the files of no folder are alike, or like a template
next: bind them with a `documents` entry in book.toml, to a template of your own in the templates' folder or to
one of `mdbook-design-docs templates list`; `mdbook-design-docs new TEMPLATE` starts a new document
";

const TIGHTEN: &str = "\
`fail-on = \"never\"` keeps them from ending a build. To tighten it step by step:
  1. `mdbook-design-docs check` shows them all, and `mdbook-design-docs fix` mends what is safe to mend.
  2. In CI, `mdbook-design-docs check --base origin/main --fail-on error` fails on what is new alone.
  3. When no error is left, take the line `fail-on = \"never\"` out: an error then ends a build.
  4. When no warning is left either, write `fail-on = \"warning\"`.
";
