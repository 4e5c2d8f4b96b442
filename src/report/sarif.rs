//! Findings as SARIF 2.1.0, for code scanning: one run, all rules with their pages, mends, and fingerprints
//! that stay when lines move.

mod fingerprint;
mod shape;
mod uri;

use std::io::{self, Write};

use fingerprint::Fingerprints;
use shape::{
    ArtifactChange, ArtifactLocation, Driver, Fix, Level, Location, Log, LogicalLocation, Message,
    PhysicalLocation, Region, Replacement, ReportingConfiguration, Result as Found, Rule, Run,
    Tags, Tool,
};

use super::format::{Findings, Format};
use super::{Name, Names, Report, json};
use crate::config;
use crate::diagnostics::{self, Diagnostic, Place, Severity};
use crate::rules;

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Findings> = Format {
    name: "sarif",
    summary: "SARIF 2.1.0, for code scanning",
    for_people: false,
    render: |report, to, out| render(report, to.names, out),
};

/// Writes the log.
///
/// # Errors
/// Where the output can't be written.
fn render(report: &Report<'_>, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let results = report.diagnostics.iter().map(|finding| {
        let name = names.of(&finding.place.path);
        let fingerprint = fingerprints.next(finding, name.as_str());
        found(report, names, finding, fingerprint)
    });
    let results = results.collect();
    json::write(&Log::new(Run::new(tool(), results)), out)
}

fn tool() -> Tool {
    Tool {
        driver: Driver {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules::ALL.iter().map(rule).collect(),
        },
    }
}

fn rule(rule: &'static rules::Rule) -> Rule {
    let (enabled, level) = match rule.severity {
        config::Level::Off => (false, Level::Warning),
        config::Level::At(severity) => (true, level(severity)),
    };
    Rule {
        id: rule.id,
        short_description: Message::plain(rule.summary()),
        full_description: Message::plain(rule.summary()),
        help: Message {
            text: rule.page.to_owned(),
            markdown: Some(rule.page),
        },
        default_configuration: ReportingConfiguration { enabled, level },
        properties: Tags {
            tags: vec![rule.group.as_str()],
        },
    }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    }
}

fn found(report: &Report<'_>, names: &Names, finding: &Diagnostic, fingerprint: String) -> Found {
    let text = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let related = finding.related.iter().enumerate().map(|(id, related)| {
        let message = Message::literal(&related.message);
        location(names, &related.place, Some((id + 1, message)))
    });
    Found {
        rule_id: finding.rule,
        rule_index: rules::ALL.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Message::literal(&text),
        locations: vec![location(names, &finding.place, None)],
        related_locations: related.collect(),
        partial_fingerprints: [(fingerprint::NAME, fingerprint)].into(),
        fixes: finding
            .fix
            .iter()
            .filter_map(|mend| fix(report, names, finding, mend))
            .collect(),
    }
}

/// A place; a related one has a number and says what there is to see.
fn location(names: &Names, place: &Place, related: Option<(usize, Message)>) -> Location {
    let (id, message) = related.unzip();
    let (physical, logical) = match artifact(&names.of(&place.path)) {
        Some(artifact_location) => {
            let region = region(place);
            let physical = PhysicalLocation {
                artifact_location,
                region,
            };
            (Some(physical), Vec::new())
        }
        None => (None, vec![LogicalLocation::resource(&place.path)]),
    };
    Location {
        id,
        message,
        physical_location: physical,
        logical_locations: logical,
    }
}

/// The file; none for what is no file.
fn artifact(name: &Name) -> Option<ArtifactLocation> {
    match name {
        Name::Inside(path) => Some(ArtifactLocation {
            uri: uri::relative(path),
            uri_base_id: Some(shape::BASE),
        }),
        Name::Elsewhere(path) => Some(ArtifactLocation {
            uri: uri::file(path),
            uri_base_id: None,
        }),
        Name::Builtin(_) => None,
    }
}

fn region(place: &Place) -> Region {
    Region {
        start_line: Some(place.start.line),
        start_column: Some(place.start.column),
        end_line: Some(place.end.line),
        end_column: Some(place.end.column),
        ..Region::default()
    }
}

/// A mend of files; none where an edit is of something that is no file.
fn fix(
    report: &Report<'_>,
    names: &Names,
    finding: &Diagnostic,
    fix: &diagnostics::Fix,
) -> Option<Fix> {
    let mut changes: Vec<ArtifactChange> = Vec::new();
    let mut last = None;
    for edit in &fix.edits {
        if last != Some(&edit.path) {
            let artifact_location = artifact(&names.of(&edit.path))?;
            changes.push(ArtifactChange {
                artifact_location,
                replacements: Vec::new(),
            });
            last = Some(&edit.path);
        }
        let change = changes.last_mut()?;
        change.replacements.push(replacement(report, edit));
    }
    let what = finding.help.as_deref().unwrap_or(&finding.message);
    Some(Fix {
        description: Message::literal(&format!("{what} ({})", fix.safety.as_str())),
        artifact_changes: changes,
    })
}

/// The bytes that go, by lines and columns too where the text is at hand, and what comes.
fn replacement(report: &Report<'_>, edit: &diagnostics::Edit) -> Replacement {
    let text = report.sources.get(&edit.path);
    let mut deleted = text.map_or_else(Region::default, |text| {
        region(&text.place(edit.range.clone()))
    });
    deleted.byte_offset = Some(edit.range.start);
    deleted.byte_length = Some(edit.range.len());
    Replacement {
        deleted_region: deleted,
        inserted_content: Message::plain(&edit.text),
    }
}
