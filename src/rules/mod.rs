//! The table of rules.

use crate::config::KnownRule;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub id: &'static str,
    /// What it belongs to.
    pub group: &'static str,
    /// Its severity unless configuration sets one.
    pub severity: crate::diagnostics::Severity,
    /// Its manual page, in Markdown.
    pub page: &'static str,
}

impl Rule {
    /// The page's first sentence.
    pub fn summary(&self) -> &'static str {
        self.page
            .lines()
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .unwrap_or("")
    }
}

/// All rules, by name.
pub fn all() -> &'static [Rule] {
    use crate::diagnostics::Severity::Error;
    &[
        Rule {
            id: "template-error",
            group: "templates",
            severity: Error,
            page: "# template-error\n\nA template can't be used.\n",
        },
        Rule {
            id: "unreadable-chapter",
            group: "book",
            severity: Error,
            page: "# unreadable-chapter\n\nA chapter can't be read.\n",
        },
    ]
}

/// The same as the configuration needs it.
pub fn known() -> &'static [KnownRule] {
    &[
        KnownRule {
            id: "template-error",
            options: &[],
        },
        KnownRule {
            id: "unreadable-chapter",
            options: &[],
        },
    ]
}
