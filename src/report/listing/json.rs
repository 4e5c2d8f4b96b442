//! Documents for programs: one JSON object, whose shape has a version of its own.

use std::io::{self, Write};

use serde::Serialize;

use super::{Counts, Item, Listing};
use crate::report::format::{Documents, Format};
use crate::report::json;

/// The whole output: `documents`, or `groups` of them.
#[derive(Debug, Serialize)]
struct Output<'a> {
    version: u32,
    tool: json::Tool,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<Vec<Document<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<Group<'a>>>,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    name: &'a str,
    documents: Vec<Document<'a>>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    path: &'a str,
    title: &'a str,
    status: Option<&'a str>,
    version: Option<&'a str>,
    owners: &'a [String],
    date: Option<&'a str>,
    state: &'static str,
    template: Option<&'a str>,
    tags: &'a [String],
    due: Option<String>,
    questions: usize,
    findings: Counts,
}

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Documents> = Format {
    name: "json",
    summary: "One object, for programs",
    for_people: false,
    render: |listing, _, out| render(listing, out),
};

/// Writes the current version.
///
/// # Errors
/// Where the output can't be written.
fn render(listing: &Listing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = || listing.items().map(document).collect();
    let groups = || {
        let groups = listing.groups.iter().map(|it| Group {
            name: it.name.unwrap_or_default(),
            documents: it.items.iter().map(document).collect(),
        });
        groups.collect()
    };
    let output = Output {
        version: 1,
        tool: json::TOOL,
        documents: listing.by.is_none().then(all),
        group_by: listing.by.map(|by| by.name()),
        groups: listing.by.is_some().then(groups),
    };
    json::write(&output, out)
}

fn document<'a>(item: &Item<'a>) -> Document<'a> {
    let facts = &item.row.facts;
    Document {
        path: item.path,
        title: &facts.title,
        status: facts.status.as_ref().map(|status| status.name.as_str()),
        version: facts.version.as_deref(),
        owners: &facts.owners,
        date: facts.fields.get("last_updated").map(String::as_str),
        state: item.state,
        template: facts.template.as_deref(),
        tags: &item.row.tags,
        due: item.row.due.map(|day| day.to_string()),
        questions: item.row.questions,
        findings: item.findings,
    }
}
