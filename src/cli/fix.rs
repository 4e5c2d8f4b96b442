//! `fix`: mends what it can, and tells what is left.

mod told;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::asked::{self, Asked};
use super::options::{Options, current_dir};
use super::{Exit, check, output, progress, tell, writer};
use crate::book::{Before, Book};
use crate::config::FailOn;
use crate::diagnostics::{Diagnostic, Severity};
use crate::edits::{self, Mended, Wish};
use crate::host::load::{self, Loaded};
use crate::host::selection::Selection;
use crate::host::write::{self, Change, WriteError};
use crate::paths;
use crate::pipeline::{self, Outcome};
use told::Told;

/// Mend what can be mended without asking anybody.
///
/// A safe mend is one that no author would object to and that loses nothing a person wrote; those
/// are made. The others are made with `--unsafe`. What is mended is judged again until nothing is
/// left to mend, and only then are files written: each in one step, those together that one mend
/// changes together, and none that somebody else wrote meanwhile. Declared dates are mended last.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// Files and folders whose findings are to be mended [default: the whole book]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Make the mends too that an author may want to look at
    #[arg(long = "unsafe")]
    unsafe_too: bool,
    /// Write nothing; print what would change as a unified diff
    #[arg(long)]
    dry_run: bool,
    /// Mend findings of this rule only; several by commas, or the option again
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    rule: Vec<String>,
    /// Mend only what is new since HEAD and this commit parted
    #[arg(long, value_name = "REV")]
    base: Option<String>,
}

const AFTER_HELP: &str = "\
Exit codes: 0 nothing is left; 1 errors or warnings are left, or with --dry-run something would
change; 2 wrong usage, or a file that can't be read or written.";

/// Mends.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    asked::known_rules(&arguments.rule)?;
    let request = options.request(&arguments.paths)?;
    let lock = (!arguments.dry_run).then(|| writer::of(&request, options));
    let _lock = lock.transpose()?;
    let (loaded, before) = check::read(&request, arguments.base.as_deref(), options)?;
    let Loaded {
        mut book,
        selection,
    } = loaded;
    let scope = Scope {
        selection,
        rules: &arguments.rule,
        before,
    };
    let wish = Wish {
        unsafe_too: arguments.unsafe_too,
        wanted: &|finding| scope.wants(finding),
    };
    let mut mended = progress::during(options, "Mending the documents", || {
        edits::mend(&mut book, wish, |book| scope.judge(book))
    });
    let mut failed = Vec::new();
    if arguments.dry_run {
        diffs(&book, &mended)?;
    } else {
        failed = write(&book, &mended);
        if !failed.is_empty() {
            // What is left is what stands on disk.
            book = load::load(&request)?.book;
            mended.left = scope.judge(&book);
            mended.forget(&failed.iter().flat_map(|it| it.0.clone()).collect());
        }
    }
    let told = Told::of(mended, scope.asked(), arguments);
    told.tell(&book, options)?;
    for (_, error) in &failed {
        tell::failure(error);
    }
    Ok(exit(
        &told.mended,
        arguments.dry_run,
        !failed.is_empty(),
        &book,
    ))
}

/// What is looked at.
struct Scope<'a> {
    selection: Option<Selection>,
    rules: &'a [String],
    before: Option<Before>,
}

impl Scope<'_> {
    fn asked(&self) -> Asked<'_> {
        Asked {
            selection: self.selection.as_ref(),
            rules: self.rules,
        }
    }

    fn wants(&self, finding: &Diagnostic) -> bool {
        self.asked().has(finding)
    }

    fn judge(&self, book: &Book) -> Outcome {
        match &self.before {
            Some(before) => pipeline::run_against(book, before, false),
            None => pipeline::run(book),
        }
    }
}

/// The real file behind the path that edits call it by.
fn file(book: &Book, path: &str) -> PathBuf {
    let mut chapters = book.chapters.iter().chain(&book.strays);
    let is_it = |text: &Arc<_>| **crate::text::Text::path(text) == *path;
    let chapter = chapters.find(|chapter| chapter.source.as_ref().is_some_and(is_it));
    let file = chapter.and_then(|chapter| chapter.file.clone());
    file.unwrap_or_else(|| book.root.join(path))
}

/// Prints what would change, by paths from where one stands: there the diff can be applied.
fn diffs(book: &Book, mended: &Mended) -> anyhow::Result<()> {
    let cwd = current_dir()?;
    for (path, (before, after)) in &mended.files {
        output::diff(&edits::unified(&name(book, path, &cwd), before, after))?;
    }
    Ok(())
}

/// What a file is called from where one stands.
fn name(book: &Book, path: &str, cwd: &Path) -> String {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    paths::relative(&real(cwd), &real(&file(book, path)))
}

/// Files that were not written, and why.
type Failed = (BTreeSet<Arc<str>>, WriteError);

/// Writes the files, those together that belong together. One that can't be written keeps no other
/// from being written.
fn write(book: &Book, mended: &Mended) -> Vec<Failed> {
    let change = |path: &Arc<str>| {
        let (before, after) = mended.files.get(path)?;
        Some(Change {
            path: file(book, path),
            text: after.to_string(),
            before: Some(Arc::clone(before)),
        })
    };
    let groups = mended.groups();
    let changes = |group: &BTreeSet<_>| group.iter().filter_map(change).collect();
    let written = write::each(groups.iter().map(changes).collect());
    let failed = groups.into_iter().zip(written);
    failed
        .filter_map(|(group, written)| written.err().map(|error| (group, error)))
        .collect()
}

/// What is left fails from here on: whoever mends wants to know of warnings too.
fn fail_on(book: &Book) -> FailOn {
    match book.settings.fail_on {
        FailOn::At(level) => FailOn::At(level.min(Severity::Warning)),
        FailOn::Never => FailOn::Never,
    }
}

fn exit(mended: &Mended, dry_run: bool, failed: bool, book: &Book) -> Exit {
    match Exit::of(&mended.left.diagnostics, fail_on(book)) {
        _ if failed => Exit::Wrong,
        Exit::Clean if dry_run && !mended.files.is_empty() => Exit::Findings,
        exit => exit,
    }
}
