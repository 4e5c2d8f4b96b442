//! Findings as people and programs read them: one file a format, and a table of them all ([`FORMATS`]).
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::path::Path;
//! use mdbook_design_docs::diagnostics::{Diagnostic, Place, Severity};
//! use mdbook_design_docs::report::{FORMATS, Names, Report, Target};
//!
//! let diagnostics = [Diagnostic::new("placeholder", Severity::Error, Place::file("src/a.md"), "`TODO` is left")];
//! let sources = BTreeMap::new();
//! let report = Report { documents: 1, chapters: 2, ..Report::new(&diagnostics, &sources) };
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
mod repeated;
mod sarif;
pub mod short;

pub use format::{Documents, Findings, Format, Target};

pub use names::{Name, Names};
pub use neutral::{neutral, neutral_line};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::tables::PROGRAM;
use crate::diagnostics::{Diagnostic, Safety, Severity, counted};
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
    /// The commit since which the findings are new, as it was named; none where all are told.
    pub since: Option<&'a str>,
    /// The book's folder as seen from where one stands; none where that is the folder itself.
    pub folder: Option<&'a str>,
    /// Whether people are shown each note, where many say the same.
    pub each: bool,
}

impl<'a> Report<'a> {
    /// Findings and the texts that they lie in, and nothing else to tell.
    pub fn new(diagnostics: &'a [Diagnostic], sources: &'a BTreeMap<Arc<str>, Arc<Text>>) -> Self {
        Self {
            diagnostics,
            documents: 0,
            chapters: 0,
            sources,
            fit: None,
            since: None,
            folder: None,
            each: false,
        }
    }

    /// How many findings have that severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of_it = |finding: &&Diagnostic| finding.severity == severity;
        self.diagnostics.iter().filter(of_it).count()
    }

    /// `2 errors, 1 warning in 12 documents (15 chapters)`, and since when they are new.
    pub fn summary(&self) -> String {
        let since = self
            .since
            .map(|it| format!(" new since `{}`,", neutral_line(it)));
        format!(
            "{}{} in {} ({})",
            self.found(),
            since.unwrap_or_default(),
            counted(self.documents, "document"),
            counted(self.chapters, "chapter")
        )
    }

    /// What `fix` would mend of it, and what with `--unsafe`; none where that is nothing.
    pub fn mendable(&self) -> Option<String> {
        let count = |wanted| {
            let safeties = self.diagnostics.iter().filter_map(Diagnostic::mendable);
            safeties.filter(|safety| *safety == wanted).count()
        };
        let withheld = count(Safety::Unsafe);
        match (count(Safety::Safe), withheld) {
            (0, 0) => None,
            (0, _) => Some(format!(
                "`{PROGRAM} fix --unsafe` mends {withheld} of these"
            )),
            (safe, 0) => Some(format!("`{PROGRAM} fix` mends {safe} of these")),
            (safe, _) => Some(format!(
                "`{PROGRAM} fix` mends {safe} of these, and `--unsafe` {withheld} more"
            )),
        }
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
