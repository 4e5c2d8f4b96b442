//! What `fix` says of what it did, and of what it left.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;

use super::{Arguments, fail_on};
use crate::book::Book;
use crate::cli::asked::Asked;
use crate::cli::options::{Options, current_dir};
use crate::cli::{output, tell};
use crate::diagnostics::{Diagnostic, Safety, counted};
use crate::edits::{Balance, Mended, paths};
use crate::host::sources;
use crate::report::{Report, human, neutral_line};
use crate::rules::set_in_beside;

/// What came of it, to be told.
pub(super) struct Told<'a> {
    /// What was mended, and what is left of what was asked for.
    pub(super) mended: Mended,
    /// What is left in the files that were named and is of other rules than those asked for.
    others: Vec<Diagnostic>,
    balance: Balance,
    cwd: PathBuf,
    arguments: &'a Arguments,
}

impl<'a> Told<'a> {
    /// Leaves out of what is left all that was not asked for.
    pub(super) fn of(mut mended: Mended, asked: Asked<'_>, arguments: &'a Arguments) -> Self {
        let balance = mended.balance(|finding| asked.has(finding));
        let is_other = |it: &&Diagnostic| asked.has_file(&it.place.path) && !asked.has(it);
        let left = &mended.left.diagnostics;
        let others = left.iter().filter(is_other).cloned().collect();
        asked.narrow(&mut mended.left);
        Self {
            mended,
            others,
            balance,
            cwd: current_dir().unwrap_or_default(),
            arguments,
        }
    }

    /// Tells it: on standard output; beside a diff, which has that for itself, on standard error and
    /// without the findings that are left.
    pub(super) fn tell(&self, book: &Book, options: &Options) -> anyhow::Result<()> {
        if self.arguments.dry_run {
            if !options.quiet {
                output::stderr(|_, out| self.outcome(book, out));
            }
            return Ok(());
        }
        let diagnostics = tell::wanted(&self.mended.left.diagnostics, fail_on(book), options);
        let (sources, folder) = (sources::of(book, &diagnostics), tell::folder(book));
        let report = Report {
            folder: folder.as_deref(),
            each: options.verbose,
            ..Report::new(&diagnostics, &sources)
        };
        output::stdout(|styled, out| {
            human::findings(&report, styled, out)?;
            if options.quiet {
                return Ok(());
            }
            human::base(&report, out)?;
            self.outcome(book, out)
        })
    }

    fn outcome(&self, book: &Book, out: &mut dyn Write) -> io::Result<()> {
        self.files(book, out)?;
        self.summary(out)?;
        self.came_and_went(out)?;
        self.how_to_go_on(out)
    }

    fn done(&self) -> &'static str {
        match self.arguments.dry_run {
            true => "would mend",
            false => "mended",
        }
    }

    /// A line for each file that changes, by its path from where one stands: `mended in src/a.md: 2
    /// lost-text, 1 unknown-status`.
    fn files(&self, book: &Book, out: &mut dyn Write) -> io::Result<()> {
        let mut files: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for finding in &self.mended.findings {
            for path in changed(finding) {
                if let Some((path, _)) = self.mended.files.get_key_value(&*path) {
                    *files
                        .entry(path)
                        .or_default()
                        .entry(finding.rule)
                        .or_default() += 1;
                }
            }
        }
        for (path, rules) in files {
            let rules: Vec<String> = rules
                .into_iter()
                .map(|(rule, count)| format!("{count} {rule}"))
                .collect();
            let path = super::name(book, path, &self.cwd);
            let (done, path) = (self.done(), neutral_line(&path));
            writeln!(out, "{done} in {path}: {}", rules.join(", "))?;
        }
        self.doubtful(book, out)
    }

    /// A line for each section that may be there under another name.
    fn doubtful(&self, book: &Book, out: &mut dyn Write) -> io::Result<()> {
        for finding in &self.mended.findings {
            if let Some(why) = set_in_beside(finding) {
                let path = super::name(book, &finding.place.path, &self.cwd);
                let (path, name) = (neutral_line(&path), neutral_line(&finding.subject));
                writeln!(out, "look at \"{name}\" in {path}: {}", neutral_line(why))?;
            }
        }
        Ok(())
    }

    /// `mended 3 findings in 2 files; left: 1 error, 2 warnings in 12 documents (15 chapters)`.
    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        let sources = BTreeMap::new();
        let left = Report {
            documents: self.mended.left.documents,
            chapters: self.mended.left.chapters,
            since: self.arguments.base.as_deref(),
            ..Report::new(&self.mended.left.diagnostics, &sources)
        };
        let (done, count) = (self.done(), self.mended.findings.len());
        let done = match count {
            0 => "nothing to mend".to_owned(),
            _ => {
                let (findings, files) = (counted(count, "finding"), self.mended.files.len());
                format!("{done} {findings} in {}", counted(files, "file"))
            }
        };
        let rules = self.arguments.rule.join(", ");
        match rules.is_empty() {
            true => writeln!(out, "{done}; left: {}", left.summary()),
            false => {
                let others = Report::new(&self.others, &sources).found();
                writeln!(out, "{done}; left of {rules}: {}", left.summary())?;
                writeln!(out, "of the other rules: {others}")
            }
        }
    }

    /// Why the figures are others than those before less what was mended, where they are.
    fn came_and_went(&self, out: &mut dyn Write) -> io::Result<()> {
        let Balance { found, came, went } = self.balance;
        let came = (came > 0).then(|| {
            format!("{came} came with the mends, as text to fill in or a fault that was hidden")
        });
        let went = (went > 0).then(|| format!("{went} went with those that were mended"));
        let told: Vec<String> = came.into_iter().chain(went).collect();
        match told.is_empty() {
            true => Ok(()),
            false => writeln!(out, "there were {found} before; {}", told.join("; ")),
        }
    }

    fn how_to_go_on(&self, out: &mut dyn Write) -> io::Result<()> {
        let left = self.mended.left.diagnostics.iter();
        let safeties = left.filter_map(Diagnostic::mendable);
        let withheld = safeties.filter(|safety| *safety == Safety::Unsafe).count();
        if withheld > 0 && !self.arguments.unsafe_too {
            let them = match withheld {
                1 => "one of those left can be mended".to_owned(),
                more => format!("{more} of those left can be mended"),
            };
            writeln!(
                out,
                "{them} with `--unsafe`; look at the outcome before you keep it"
            )?;
        }
        if !self.mended.settled {
            writeln!(
                out,
                "some mends undo each other and were left; please report this"
            )?;
        }
        Ok(())
    }
}

/// The files that a finding's mend changes, each once.
fn changed(finding: &Diagnostic) -> BTreeSet<std::sync::Arc<str>> {
    paths(finding).into_iter().collect()
}
