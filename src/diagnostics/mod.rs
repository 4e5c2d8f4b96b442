//! What the tool has to say: findings with their places, before anyone decides how to print them.
//!
//! ```
//! use mdbook_design_docs::diagnostics::{Diagnostic, Severity, sort};
//! use mdbook_design_docs::text::Text;
//!
//! let text = Text::new("src/a.md", "one\nTODO two\n");
//! let finding = |range, message: &str| {
//!     Diagnostic::new("placeholder", Severity::Warning, text.place(range), message).help("write it")
//! };
//! let mut findings = vec![finding(4..8, "`TODO` is left"), finding(0..3, "earlier")];
//! sort(&mut findings);
//! assert_eq!(findings[0].message, "earlier");
//! assert_eq!(findings[1].place.start.line, 2);
//! ```

mod counted;
mod nearest;
mod sorted;

use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

pub use counted::{counted, plural};
pub use nearest::{did_you_mean, nearest, one_edit_away};
pub use sorted::{once_each, sort};

/// How much a finding weighs. Ordered: a note is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, nothing to do now.
    Note,
    /// Should be mended; does not end a build by default.
    Warning,
    /// Must be mended; ends a build by default.
    Error,
}

impl Severity {
    /// The severities by name, the least first.
    pub const NAMES: [(&'static str, Severity); 3] = [
        ("note", Severity::Note),
        ("warning", Severity::Warning),
        ("error", Severity::Error),
    ];

    /// The name used in configuration and in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::NAMES
            .into_iter()
            .find_map(|(known, severity)| (known == name).then_some(severity))
            .ok_or(())
    }
}

/// Line and column as an editor shows them, both from 1, columns in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode characters.
    pub column: usize,
}

/// A range of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the book root, with `/` on every system.
    pub path: Arc<str>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
    /// The same in bytes of the file.
    pub range: Range<usize>,
}

impl Place {
    /// The beginning of a file whose text is not at hand (it can't be read, or is no text).
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        let start = Position { line: 1, column: 1 };
        Self {
            path: path.into(),
            start,
            end: start,
            range: 0..0,
        }
    }
}

/// A second place that explains a finding: the template's line, the other document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What there is to see, in a few words.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// Whether an edit may be applied without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// No author would object, and nothing that a person wrote is lost.
    Safe,
    /// Only on request.
    Unsafe,
}

impl Safety {
    /// The name used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// Replaces a byte range of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Path relative to the book root.
    pub path: Arc<str>,
    /// What goes, in bytes.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

/// How a finding can be mended by the tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it needs to be asked for.
    pub safety: Safety,
    /// The edits, all or none.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name.
    pub rule: &'static str,
    /// After configuration and lifecycle had their say.
    pub severity: Severity,
    /// What is wrong, in the author's words.
    pub message: String,
    /// What would be right, and what to do.
    pub help: Option<String>,
    /// The smallest range that shows it.
    pub place: Place,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What tells this finding from others of its rule in the same document: the section, field,
    /// label or text, never a position.
    pub subject: String,
    /// The mend, where the tool knows one.
    pub fix: Option<Fix>,
    /// The template asks for it only since the document was written.
    pub came_later: bool,
}

impl Diagnostic {
    /// A finding without help, related places or mend; its subject is its message.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        Self {
            rule,
            severity,
            subject: message.clone(),
            message,
            help: None,
            place,
            related: Vec::new(),
            fix: None,
            came_later: false,
        }
    }

    /// How safe its mend is, where there is one to make. What a template came to ask for after a
    /// document was written is not asked of that document, and nothing is inserted for it.
    pub fn mendable(&self) -> Option<Safety> {
        let safety = self.fix.as_ref()?.safety;
        let unasked = self.came_later && safety == Safety::Unsafe;
        (!unasked).then_some(safety)
    }

    /// With a line that says what would be right, and what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With one more place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related {
            message: message.into(),
            place,
        });
        self
    }
}
