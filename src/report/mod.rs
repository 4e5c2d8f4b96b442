//! Findings as people and programs read them: one file a format, and a table of them all ([`FORMATS`]).
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::path::Path;
//! use mdbook_design_docs::diagnostics::{Diagnostic, Place, Severity};
//! use mdbook_design_docs::report::{FORMATS, Names, Report, Target};
//!
//! let diagnostics = [Diagnostic::new("placeholder", Severity::Error, Place::file("src/a.md"), "`TODO` is left")];
//! let report = Report {
//!     diagnostics: &diagnostics,
//!     documents: 1,
//!     chapters: 2,
//!     sources: &BTreeMap::new(),
//!     fit: None,
//! };
//! let names = Names::new(Path::new("/book"), None);
//! let target = Target { styled: false, brief: false, names: &names };
//! let short = FORMATS.iter().find(|it| it.name == "short").expect("it is in the table");
//! let mut out = Vec::new();
//! (short.render)(&report, &target, &mut out).expect("memory takes it");
//! assert_eq!(out, b"src/a.md:1:1: error[placeholder]: `TODO` is left\n");
//! ```

mod format;
mod github;
pub mod human;
pub mod json;
pub mod listing;
mod markdown;
mod names;
mod neutral;
mod sarif;
pub mod short;

pub use format::{Documents, Findings, Format, Target};

pub use names::{Name, Names};
pub use neutral::{neutral, neutral_line};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Severity, counted};
use crate::text::Text;

/// Every format of findings; the first is the default. A new one is a file and a line here.
pub const FORMATS: &[Format<Findings>] = &[
    human::FORMAT,
    short::FORMAT,
    json::FORMAT,
    sarif::FORMAT,
    github::FORMAT,
    markdown::FORMAT,
];

/// What there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The findings, in order.
    pub diagnostics: &'a [Diagnostic],
    /// How many documents were looked at.
    pub documents: usize,
    /// How many chapters there are.
    pub chapters: usize,
    /// The texts that findings lie in, by path, as far as they are at hand.
    pub sources: &'a BTreeMap<Arc<str>, Arc<Text>>,
    /// One line on what most documents break.
    pub fit: Option<&'a str>,
}

impl Report<'_> {
    /// How many findings have that severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of_it = |finding: &&Diagnostic| finding.severity == severity;
        self.diagnostics.iter().filter(of_it).count()
    }

    /// `2 errors, 1 warning in 12 documents (15 chapters)`.
    pub fn summary(&self) -> String {
        format!(
            "{} in {} ({})",
            self.found(),
            counted(self.documents, "document"),
            counted(self.chapters, "chapter")
        )
    }

    /// `2 errors, 1 warning`.
    pub fn found(&self) -> String {
        let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .map(|severity| (self.count(severity), severity))
            .filter(|(count, _)| *count > 0)
            .map(|(count, severity)| counted(count, severity.as_str()))
            .collect();
        match counts.is_empty() {
            true => "no findings".to_owned(),
            false => counts.join(", "),
        }
    }
}
