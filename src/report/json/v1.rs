//! Version 1 of the JSON output. A change that breaks a reader makes a new version; what is inside
//! the program may change without.

use serde::Serialize;

use super::super::Report;
use crate::diagnostics::{self, Diagnostic, Place, Severity};

/// The whole output.
#[derive(Debug, Serialize)]
pub struct Output<'a> {
    version: u32,
    tool: Tool,
    documents: usize,
    chapters: usize,
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

/// What wrote an output.
#[derive(Debug, Serialize)]
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

/// This program.
pub const TOOL: Tool = Tool {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
};

#[derive(Debug, Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Debug, Serialize)]
struct Fix<'a> {
    safety: &'static str,
    edits: Vec<Edit<'a>>,
}

/// Offsets in bytes.
#[derive(Debug, Serialize)]
struct Edit<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    note: usize,
}

impl<'a> Output<'a> {
    /// What there is to tell, in this shape.
    pub fn new(report: &Report<'a>) -> Self {
        Self {
            version: 1,
            tool: TOOL,
            documents: report.documents,
            chapters: report.chapters,
            diagnostics: report.diagnostics.iter().map(finding).collect(),
            summary: Summary {
                error: report.count(Severity::Error),
                warning: report.count(Severity::Warning),
                note: report.count(Severity::Note),
            },
        }
    }
}

fn finding(finding: &Diagnostic) -> Finding<'_> {
    let Place {
        path, start, end, ..
    } = &finding.place;
    Finding {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: &finding.message,
        help: finding.help.as_deref(),
        path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        related: finding.related.iter().map(related).collect(),
        fix: finding.fix.as_ref().map(fix),
    }
}

fn related(related: &diagnostics::Related) -> Related<'_> {
    Related {
        message: &related.message,
        path: &related.place.path,
        line: related.place.start.line,
        column: related.place.start.column,
    }
}

fn fix(fix: &diagnostics::Fix) -> Fix<'_> {
    let edits = fix.edits.iter().map(|edit| Edit {
        path: &edit.path,
        start: edit.range.start,
        end: edit.range.end,
        text: &edit.text,
    });
    Fix {
        safety: fix.safety.as_str(),
        edits: edits.collect(),
    }
}
