//! The settings: every value of the right type, defaults filled in.

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::GlobMatcher;
use jiff::tz::TimeZone;
use regex::Regex;
use serde_json::{Map, Value};

use crate::diagnostics::{Place, Severity};
use crate::lifecycle::Lifecycle;

use super::{FileName, RuleSetting};

/// Everything that the configuration says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What mdBook's own tables say that matters here.
    pub book: BookSettings,
    /// The templates' folder, relative to the book root.
    pub templates: String,
    /// Which template an older document is held to.
    pub template_age: TemplateAge,
    /// What ends a build.
    pub fail_on: FailOn,
    /// Whether a document's title becomes its page's title.
    pub page_title: bool,
    /// Which chapters are documents, in the order written; the last that matches holds.
    pub documents: Vec<DocumentsEntry>,
    /// The contents list.
    pub toc: Toc,
    /// What stands above a document's text.
    pub header: Header,
    /// What stands below it.
    pub footer: Footer,
    /// How dates are found.
    pub dates: Dates,
    /// Severity and options by rule.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Further names of the known fields: canonical name → names as written.
    pub field_names: BTreeMap<String, Vec<String>>,
    /// Values for fragments.
    pub variables: Map<String, Value>,
    /// The lifecycles by name, `default` among them.
    pub lifecycles: BTreeMap<String, Arc<Lifecycle>>,
}

impl Settings {
    /// What is said of a rule for a chapter: the word of the `documents` entry that applies comes before
    /// the book's.
    pub fn of_rule(&self, entry: Option<usize>, rule: &str) -> [Option<&RuleSetting>; 2] {
        let by_entry = entry.and_then(|index| self.documents[index].rules.get(rule));
        [by_entry, self.rules.get(rule)]
    }

    /// The first answer that configuration gives, for the chapters of a `documents` entry, to a question
    /// about a rule.
    pub fn answer<'a, T>(
        &'a self,
        entry: Option<usize>,
        rule: &str,
        ask: impl Fn(&'a RuleSetting) -> Option<T>,
    ) -> Option<T> {
        self.of_rule(entry, rule)
            .into_iter()
            .flatten()
            .find_map(ask)
    }
}

/// What mdBook's own tables say that matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookSettings {
    /// The book's title.
    pub title: Option<String>,
    /// The folder of the chapters, relative to the book root.
    pub src: String,
    /// The HTML renderer's settings.
    pub html: HtmlSettings,
    /// The renderers that the book is built for, in order of their names; `html` where none is named.
    pub renderers: Vec<String>,
    /// The renderers that this preprocessor is confined to, where it is.
    pub own_renderers: Option<Vec<String>>,
}

/// The HTML renderer's settings that change how Markdown is read, or name the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlSettings {
    /// Quotes and dashes become typographic ones.
    pub smart_punctuation: bool,
    /// Definition lists are read.
    pub definition_lists: bool,
    /// Alerts are read.
    pub admonitions: bool,
    /// The book is being served, and pages reload themselves.
    pub live_reload: bool,
    /// The repository's address.
    pub git_repository_url: Option<String>,
    /// The address at which a chapter can be edited, with `{path}` for the chapter's path.
    pub edit_url_template: Option<String>,
    /// The file below `src` of which mdBook makes the page of what is not found; SUMMARY.md does not
    /// list it.
    pub input_404: String,
}

/// Which template an older document is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateAge {
    /// What the template did not yet ask for when the document was added is a note.
    OfItsDay,
    /// Today's template, in full.
    Current,
}

/// What ends a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A finding of that severity or above.
    At(Severity),
    /// No finding does.
    Never,
}

impl FailOn {
    /// Whether a finding of that severity ends the build.
    pub fn fails(self, severity: Severity) -> bool {
        matches!(self, FailOn::At(least) if severity >= least)
    }
}

/// Which chapters are documents, and of what kind.
#[derive(Debug, Clone)]
pub struct DocumentsEntry {
    /// The glob as written, relative to the book's `src`.
    pub pattern: String,
    /// The glob, for paths relative to the book's `src` with `/` between their parts.
    pub glob: GlobMatcher,
    /// The template, or that these chapters are no documents.
    pub template: Option<TemplateChoice>,
    /// The lifecycle for templates that name none.
    pub lifecycle: Option<String>,
    /// The path of a new document.
    pub file_name: Option<FileName>,
    /// Severity and options by rule, for these paths.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Where its `path` stands.
    pub place: Place,
    /// Where its `template` stands; the entry where it names none.
    pub template_place: Place,
}

/// What a `documents` entry says about templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateChoice {
    /// A template's name, or the path of a Markdown file relative to the book.
    Name(String),
    /// These chapters are no documents.
    NotADocument,
}

/// The contents list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toc {
    /// Where there is one.
    pub mode: TocMode,
    /// The highest heading level in it, 1 to 6.
    pub min_level: u8,
    /// The deepest heading level in it, 1 to 6.
    pub max_level: u8,
    /// With fewer entries there is none.
    pub min_entries: usize,
    /// With more entries the deepest levels are left out.
    pub max_entries: usize,
}

/// Where there is a contents list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TocMode {
    /// In every document that is long enough, and at markers.
    Auto,
    /// At markers.
    Marker,
    /// Nowhere.
    Off,
}

/// What stands above a document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// How much of it.
    pub mode: HeaderMode,
    /// The fields shown, as written.
    pub fields: Vec<String>,
}

/// How much stands above a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderMode {
    /// All where the metadata has left the page, the badge where it stands there anyway.
    Auto,
    /// All.
    Full,
    /// The status badge.
    Badge,
    /// Nothing.
    Off,
}

/// What stands below a chapter's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// Below which chapters.
    pub mode: FooterMode,
    /// The line, as a MiniJinja template.
    pub template: String,
    /// The repository's address, where it is not the one that the HTML renderer is told.
    pub repository_url: Option<String>,
}

/// Below which chapters a footer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FooterMode {
    /// All.
    All,
    /// Documents.
    Documents,
    /// None.
    Off,
}

/// How dates are found and compared.
#[derive(Debug, Clone)]
pub struct Dates {
    /// Where the day of a commit is taken.
    pub timezone: Timezone,
    /// How many days a declared date may be off.
    pub tolerance: u32,
    /// The file that lists commits which are no updates, relative to the book root's repository.
    pub ignore_revs: String,
    /// Commits whose subject matches one of these are no updates.
    pub ignore_messages: Vec<Regex>,
}

/// Where the day of a commit is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timezone {
    /// In UTC.
    Utc,
    /// At the commit's own offset.
    Commit,
    /// In a zone of the IANA database.
    Named(TimeZone),
}
