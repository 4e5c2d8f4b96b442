//! `list`: the documents, with status, version, owners, date and findings.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::anyhow;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::options::Options;
use super::{Exit, formats, output, progress, tell};
use crate::config::FailOn;
use crate::corpus::Corpus;
use crate::diagnostics::{Diagnostic, Severity};
use crate::directives;
use crate::history::Dated;
use crate::host::{load, sources};
use crate::page::index::{
    self, Asked, Column, Filter, GroupBy, Row, Sort, Statuses, Unknown, Wanted,
};
use crate::report::listing::{Counts, FORMATS, Group, Item, Listing};
use crate::report::{Documents, Format, Target};
use crate::rules;

/// List the documents with status, version, owners, date and findings.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Only those in this status; several by commas, or the option again
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<String>,
    /// Only those of this template; several by commas, or the option again
    #[arg(long, value_name = "TEMPLATE", value_delimiter = ',')]
    template: Vec<String>,
    /// Only those of this owner, by name, address or handle; several by commas, or the option again
    #[arg(long, value_name = "OWNER", value_delimiter = ',')]
    owner: Vec<String>,
    /// Only those with this tag; several by commas, or the option again
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    tag: Vec<String>,
    /// Only those that are due for review
    #[arg(long)]
    due: bool,
    /// What to sort by, several keys by commas: title, status, version, owners, date, due, findings, path or any
    /// other field; `-` before it for the greatest first [default: the book's order]
    #[arg(
        long,
        value_name = "KEY",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    sort: Vec<String>,
    /// A part for each owner, status, template or tag
    #[arg(long, value_name = "KEY", value_parser = PossibleValuesParser::new(GroupBy::NAMES))]
    group_by: Option<String>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", value_parser = formats::of(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format<Documents>,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs list --status in-review --sort date
  mdbook-design-docs list --due --group-by owner --format markdown";

/// Lists.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let start = Instant::now();
    let request = options.request(&[])?;
    let book = progress::during(options, "Reading the book and its history", || {
        load::load(&request)
    })?
    .book;
    let read = Instant::now();
    let (corpus, findings) = progress::during(options, "Judging the documents", || {
        let corpus = directives::corpus_of(&book);
        let findings = rules::run(&corpus);
        (corpus, findings)
    });
    tell::details(&book, [start, read, Instant::now()], options);
    let statuses = Statuses::of(&corpus);
    let asked = asked(arguments, &Asked::new(&corpus, &statuses));
    let (filter, wanted) =
        asked.map_err(|Unknown { message, help }| anyhow!("{message} ({help})"))?;
    what_is_missing(&findings, options);
    let counts = counts(&findings);
    let mut rows = index::rows(&corpus);
    rows.retain(|row| filter.admits(row) && (row.due.is_some() || !arguments.due));
    for row in &mut rows {
        row.findings = counts
            .get(path(&corpus, row))
            .copied()
            .unwrap_or_default()
            .sum();
    }
    let groups = index::groups(&rows, &wanted, &statuses).into_iter();
    let groups = groups.map(|group| Group {
        name: group.name,
        items: group
            .rows
            .iter()
            .map(|row| item(&corpus, &counts, row))
            .collect(),
    });
    let listing = Listing {
        by: wanted.group_by,
        groups: groups.collect(),
    };
    let names = sources::names(&book);
    output::stdout(|styled, out| {
        let target = Target {
            styled,
            brief: options.quiet,
            names: &names,
        };
        (arguments.format.render)(&listing, &target, out)
    })?;
    Ok(Exit::of(&findings, FailOn::Never))
}

/// Which documents, and how they are sorted and grouped.
fn asked(arguments: &Arguments, asked: &Asked<'_>) -> Result<(Filter, Wanted), Unknown> {
    let some = |all: &[String]| (!all.is_empty()).then(|| all.to_vec());
    let mut filter = Filter {
        owners: some(&arguments.owner),
        tags: some(&arguments.tag),
        ..Filter::default()
    };
    for status in &arguments.status {
        let meant = asked.statuses(status)?;
        filter.statuses.get_or_insert_default().extend(meant);
    }
    for template in &arguments.template {
        let meant = asked.template(template)?;
        filter.templates.get_or_insert_default().push(meant);
    }
    let sort: Result<Vec<Sort>, Unknown> =
        arguments.sort.iter().map(|key| sort(asked, key)).collect();
    let wanted = Wanted {
        sort: sort?,
        group_by: arguments.group_by.as_deref().and_then(GroupBy::named),
        ..Wanted::default()
    };
    Ok((filter, wanted))
}

/// The columns of an index, and those that only a list has.
fn sort(asked: &Asked<'_>, key: &str) -> Result<Sort, Unknown> {
    let name = key.strip_prefix('-').unwrap_or(key);
    let column = match name {
        "findings" => Column::Findings,
        "path" => Column::Path,
        // In a list it is the day of the last change.
        "date" => asked.column("last-updated")?,
        name => asked.column(name).map_err(|unknown| Unknown {
            help: format!(
                "{}; a list has `date`, `findings` and `path` too",
                unknown.help
            ),
            ..unknown
        })?,
    };
    Ok(Sort {
        column,
        descending: key.starts_with('-'),
    })
}

/// Chapters that can't be read, and dates that nobody knows: that they are missing from the list is to
/// surprise nobody.
fn what_is_missing(findings: &[Diagnostic], options: &Options) {
    let tells = |finding: &&Diagnostic| match finding.rule {
        "unreadable-chapter" => true,
        "unknown-history" => finding.severity > Severity::Note,
        _ => false,
    };
    for finding in findings.iter().filter(tells) {
        let help = finding.help.iter().map(|help| format!("; {help}"));
        let message = std::iter::once(finding.message.clone()).chain(help);
        tell::warning(&message.collect::<String>(), options);
    }
}

/// How many findings there are in each file.
fn counts(findings: &[Diagnostic]) -> BTreeMap<&str, Counts> {
    let mut all: BTreeMap<&str, Counts> = BTreeMap::new();
    for finding in findings {
        let counts = all.entry(&finding.place.path).or_default();
        match finding.severity {
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Note => counts.note += 1,
        }
    }
    all
}

fn path<'a>(corpus: &'a Corpus<'_>, row: &Row) -> &'a str {
    corpus.chapters[row.member].document.text().path()
}

fn item<'a>(corpus: &'a Corpus<'_>, counts: &BTreeMap<&str, Counts>, row: &'a Row) -> Item<'a> {
    let path = path(corpus, row);
    Item {
        path,
        row,
        state: match corpus.dated(&corpus.chapters[row.member]) {
            Dated::Exact(_) => "exact",
            Dated::Uncommitted(_) => "uncommitted",
            Dated::Unknown => "unknown",
            Dated::None => "none",
        },
        findings: counts.get(path).copied().unwrap_or_default(),
    }
}
