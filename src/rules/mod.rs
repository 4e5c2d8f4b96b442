//! The rules: a table, and for each rule one file with its page beside it.
//!
//! A rule is given a chapter or document as the earlier stages left it and answers with findings.
//! Which severity they have is settled before it runs: by configuration, then by the lifecycle.
//!
//! ```
//! # use mdbook_design_docs::book::{Book, Chapter};
//! # use mdbook_design_docs::{config, text::Text};
//! # let settings = config::read(&Text::new("book.toml", ""), &[]).expect("nothing is wrong");
//! # let today = jiff::civil::date(2026, 1, 31);
//! use mdbook_design_docs::corpus::Corpus;
//! use mdbook_design_docs::rules;
//!
//! let text = "---\ntemplate: adr\n---\n# Use git\n\n## Status\n\nacepted\n";
//! let book = Book::in_memory(settings, vec![Chapter::in_memory("1.md", "src", text)], Vec::new(), today);
//! let findings = rules::run(&Corpus::read(&book));
//! let status = findings.iter().find(|it| it.rule == "unknown-status").expect("a slip");
//! assert_eq!(status.place.start.line, 8);
//! assert!(rules::named(status.rule).is_some_and(|rule| rule.page.contains("## How to mend it")));
//! ```

mod allowed;
mod asked;
mod blocks;
mod context;
mod labelled;
mod levels;
mod of_its_day;
mod pair;
mod pieces;
mod run;
mod set_in;
mod tied;
mod wanted;

mod broken_reference;
mod conflicting_field;
mod damaged_text;
mod date_mismatch;
mod deleted_document;
mod dependency_cycle;
mod dependency_not_ready;
mod duplicate_anchor;
mod duplicate_id;
mod duplicate_section;
mod empty_label;
mod fragment_cycle;
mod fragment_error;
mod future_date;
mod illegal_transition;
mod invalid_date;
mod invalid_directive;
mod invalid_field;
mod invalid_metadata;
mod invalid_version;
mod late_preprocessor;
mod leftover_guidance;
mod lost_text;
mod misplaced_section;
mod missing_approval;
mod missing_column;
mod missing_field;
mod missing_fragment;
mod missing_label;
mod missing_metadata;
mod missing_section;
mod one_way_supersession;
mod orphan_document;
mod outside_book;
mod passed_deadline;
mod placeholder;
mod review_due;
mod stale_toc;
mod supersession_cycle;
mod sweeping_commit;
mod template_error;
mod template_fit;
mod title_mismatch;
mod unexpected_section;
mod unfilled_section;
mod unknown_directive;
mod unknown_field;
mod unknown_history;
mod unknown_rule;
mod unknown_status;
mod unknown_template;
mod unreadable_chapter;
mod unresolved_question;
mod unused_entry;
mod unused_suppression;
mod version_not_bumped;
mod version_out_of_range;
mod version_went_back;
mod wrong_level;

use crate::config::{KnownRule, Level, RuleOption};
use crate::diagnostics::{Diagnostic, Safety};

pub use context::{ChapterContext, DocumentContext, Facts, ProjectContext};
pub use missing_section::set_in_beside;
pub use pair::{Pair, PairContext};
pub use run::{run, run_pair, run_pairs, run_some};
pub use template_fit::{RULE as TEMPLATE_FIT, worst as worst_fit};

/// Every rule, by group and in the order in which they are told. A new one is a file, its page, and
/// a line here.
pub const ALL: &[Rule] = &[
    missing_metadata::RULE,
    invalid_metadata::RULE,
    missing_field::RULE,
    unknown_field::RULE,
    invalid_field::RULE,
    conflicting_field::RULE,
    unknown_status::RULE,
    invalid_version::RULE,
    version_out_of_range::RULE,
    invalid_date::RULE,
    future_date::RULE,
    unknown_template::RULE,
    title_mismatch::RULE,
    duplicate_id::RULE,
    missing_section::RULE,
    misplaced_section::RULE,
    wrong_level::RULE,
    duplicate_section::RULE,
    unexpected_section::RULE,
    unfilled_section::RULE,
    leftover_guidance::RULE,
    missing_label::RULE,
    empty_label::RULE,
    missing_column::RULE,
    placeholder::RULE,
    lost_text::RULE,
    damaged_text::RULE,
    stale_toc::RULE,
    duplicate_anchor::RULE,
    illegal_transition::RULE,
    version_not_bumped::RULE,
    version_went_back::RULE,
    deleted_document::RULE,
    date_mismatch::RULE,
    review_due::RULE,
    passed_deadline::RULE,
    unresolved_question::RULE,
    missing_approval::RULE,
    broken_reference::RULE,
    one_way_supersession::RULE,
    supersession_cycle::RULE,
    dependency_cycle::RULE,
    dependency_not_ready::RULE,
    unknown_directive::RULE,
    invalid_directive::RULE,
    missing_fragment::RULE,
    fragment_cycle::RULE,
    fragment_error::RULE,
    outside_book::RULE,
    orphan_document::RULE,
    template_error::RULE,
    template_fit::RULE,
    unknown_rule::RULE,
    unused_suppression::RULE,
    unused_entry::RULE,
    unknown_history::RULE,
    sweeping_commit::RULE,
    unreadable_chapter::RULE,
    late_preprocessor::RULE,
];

/// What a rule is about, which decides more than where it is listed.
///
/// - Rules of `Metadata` and `Sections` that are a [`Check::Document`] go by the template of a document's day.
/// - In a retired document the findings of `Sections` and `Text` are notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Fields and how they are written.
    Metadata,
    /// Sections and what they must hold.
    Sections,
    /// What stands in the text.
    Text,
    /// What a document's status asks of it.
    Lifecycle,
    /// How documents refer to each other.
    Relations,
    /// Directives.
    Directives,
    /// The book, its templates and its configuration.
    Project,
}

impl Group {
    /// The name used in pages and lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Metadata => "metadata",
            Group::Sections => "sections",
            Group::Text => "text",
            Group::Lifecycle => "lifecycle",
            Group::Relations => "relations",
            Group::Directives => "directives",
            Group::Project => "project",
        }
    }
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Every chapter, document or not.
    Chapter(fn(&ChapterContext<'_>) -> Vec<Diagnostic>),
    /// Every document, by nothing but its text, its template, the settings and the day: a comparison with
    /// an earlier state does not ask again about one that did not change.
    Document(fn(&DocumentContext<'_>) -> Vec<Diagnostic>),
    /// Every document, by what git or other documents say as well.
    Among(fn(&DocumentContext<'_>) -> Vec<Diagnostic>),
    /// Every document that changed or went since an earlier state, where there is one to compare
    /// with.
    Pair(fn(&PairContext<'_>) -> Option<Diagnostic>),
    /// The book as a whole, once a run.
    Project(fn(&ProjectContext<'_>) -> Vec<Diagnostic>),
    /// Nothing: it is raised where it is noticed, while the book is read.
    Reading,
    /// What the other rules found.
    Results,
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, which names the defect.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// Its severity where nobody says otherwise.
    pub severity: Level,
    /// How safe its mend is, where it has one.
    pub fix: Option<Safety>,
    /// Whether an incomplete status turns its findings into notes.
    pub lenient: bool,
    /// Its options.
    pub options: &'static [RuleOption],
    /// Its page: what it finds, why, examples, the mend.
    pub page: &'static str,
    /// What it looks at.
    pub check: Check,
}

impl Rule {
    /// What it finds, in a line: the first paragraph of its page.
    pub fn summary(&self) -> &'static str {
        self.page
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .unwrap_or_default()
    }
}

/// Whether what a rule finds in a chapter follows from its text, its template and the configuration
/// alone, not from other chapters or from git.
pub fn is_of_text_alone(id: &str) -> bool {
    named(id).is_some_and(|rule| match rule.check {
        Check::Document(_) => true,
        // Directives ask the book.
        Check::Chapter(_) => rule.group == Group::Metadata,
        Check::Among(_) | Check::Pair(_) | Check::Project(_) => false,
        Check::Reading | Check::Results => false,
    })
}

/// The rule of a name.
pub fn named(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id)
}

/// What configuration needs to know of the rules.
pub fn known() -> Vec<KnownRule> {
    ALL.iter()
        .map(|rule| KnownRule {
            id: rule.id,
            options: rule.options,
        })
        .collect()
}
