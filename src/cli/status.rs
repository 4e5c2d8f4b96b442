//! `status`: what stands between a document and its next status, and the step itself.

mod named;
mod print;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};

use super::options::Options;
use super::{Exit, output, writer};
use crate::advance::{Advance, Step, Target};
use crate::corpus::{Governed, Member};
use crate::directives;
use crate::edits;
use crate::host::write::{self, Change};
use crate::lifecycle::step::Bump;

/// Tell what is between a document and its next status, or take the step.
///
/// Without NEW it says where the document stands, and for each status that may come next everything
/// in the way, each with its place: it is judged by the rules of `check` as though it stood there
/// already, and what they find at the severity of a warning or an error is in the way.
///
/// With NEW it takes the step. While anything is in the way, that is printed, nothing is written and
/// the exit code is 1. Otherwise the status is set; the version, to the smallest later one that the
/// new status allows; and the date of the last change, where the document has one. Nothing else
/// changes, not a byte. A document that leaves a versioned status for an earlier one starts on its
/// next version: 1.2.0 that goes back to draft becomes 1.2.1-draft.1.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The document: a path, from where one stands or from the book's `src`; or its id or number
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// The status that it should have, by its name or another that the lifecycle knows it by
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// The part of the version that moves on [default: the smallest step that the status allows]
    #[arg(long, value_name = "PART", requires = "new")]
    bump: Option<Part>,
    /// Print what would change as a unified diff, and write nothing
    #[arg(long, requires = "new")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs status src/designs/0007-cache.md
  mdbook-design-docs status src/designs/0007-cache.md approved --dry-run
  mdbook-design-docs status src/designs/0007-cache.md draft --bump minor";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Part {
    /// 1.2.3 to 2.0.0
    Major,
    /// 1.2.3 to 1.3.0
    Minor,
    /// 1.2.3 to 1.2.4
    Patch,
}

impl From<Part> for Bump {
    fn from(part: Part) -> Self {
        match part {
            Part::Major => Bump::Major,
            Part::Minor => Bump::Minor,
            Part::Patch => Bump::Patch,
        }
    }
}

/// Tells, or takes the step.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let writes = arguments.new.is_some() && !arguments.dry_run;
    let request = options.request(std::slice::from_ref(&arguments.document))?;
    let lock = writes.then(|| writer::of(&request, options));
    let _lock = lock.transpose()?;
    let loaded = named::load(&arguments.document, options)?;
    let corpus = directives::corpus_of(&loaded.book);
    let (member, governed) = named::document(&corpus, &loaded, &arguments.document)?;
    let advance = Advance::new(&corpus, member, governed);
    let advance = advance.map_err(|problem| anyhow!("{problem}; {}", first(governed)))?;
    match &arguments.new {
        None => print::outlook(&advance, member, options).map(|()| Exit::Clean),
        Some(new) => take(
            arguments,
            &advance,
            member,
            &target(&advance, new)?,
            options,
        ),
    }
}

/// What to write where there is no status that could be changed.
fn first(governed: &Governed) -> String {
    let lifecycle = governed.lifecycle.as_deref();
    match lifecycle.and_then(|lifecycle| lifecycle.names().next()) {
        Some(first) => format!("write one into its metadata; a new document has `{first}`"),
        None => "write one into its metadata".to_owned(),
    }
}

/// The status that somebody means.
fn target(advance: &Advance<'_>, new: &str) -> anyhow::Result<Target> {
    let new = new.trim();
    let Some(lifecycle) = advance.lifecycle() else {
        return match new.is_empty() || new.chars().any(char::is_control) {
            true => bail!("a status is a word or a few, on one line"),
            false => Ok(Target {
                status: new.to_owned(),
                rank: None,
            }),
        };
    };
    match lifecycle.rank(new) {
        Some(rank) => Ok(Target {
            status: lifecycle.statuses[rank].name.clone(),
            rank: Some(rank),
        }),
        None => bail!(lifecycle.unknown(new)),
    }
}

fn take(
    arguments: &Arguments,
    advance: &Advance<'_>,
    member: &Member<'_>,
    target: &Target,
    options: &Options,
) -> anyhow::Result<Exit> {
    let stands = match target.rank {
        Some(rank) => advance.rank() == Some(rank),
        None => advance.written() == target.status,
    };
    if stands {
        print::already(member, target, options)?;
        return Ok(Exit::Clean);
    }
    let step = advance.step(target, arguments.bump.map(Bump::from))?;
    if !step.obstacles.is_empty() {
        print::refused(&step, options)?;
        return Ok(Exit::Findings);
    }
    let text = member.document.text();
    if arguments.dry_run {
        output::diff(&edits::unified(text.path(), text.as_str(), &step.text))?;
        return Ok(Exit::Clean);
    }
    write(member, step.clone())?;
    print::done(member, &step, options)?;
    Ok(Exit::Clean)
}

fn write(member: &Member<'_>, step: Step) -> anyhow::Result<()> {
    let path = member.chapter.file.clone();
    let before = Arc::from(member.document.text().as_str());
    write::all(vec![Change {
        path: path.context("the document has no file")?,
        text: step.text,
        before: Some(before),
    }])?;
    Ok(())
}
