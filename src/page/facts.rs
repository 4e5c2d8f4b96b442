//! What a page is told of its chapter.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::lifecycle::Color;

/// How the page will be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// mdBook's own HTML renderer: HTML with classes and inline styles.
    Html,
    /// Any other renderer: plain Markdown, no HTML.
    Markdown,
}

impl Format {
    /// What a renderer of that name is given.
    pub fn of(renderer: &str) -> Self {
        match renderer {
            "html" => Self::Html,
            _ => Self::Markdown,
        }
    }
}

/// A status as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusShown {
    /// The lifecycle's name for it, or what the author wrote where the lifecycle has none.
    pub name: String,
    /// The colour of the badge.
    pub color: Color,
    /// Gaps are allowed: the content may still change.
    pub incomplete: bool,
    /// The document is no longer in force.
    pub retired: bool,
}

/// Another document that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What the link says.
    pub text: String,
    /// Path of its source file relative to the book's `src`, where it is a chapter.
    pub target: Option<String>,
}

/// What is known of a chapter, for its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// A template governs it.
    pub document: bool,
    /// Its path relative to `src`, as mdBook has it; none for a draft.
    pub chapter: Option<String>,
    /// Its path in its git repository, for links to its history.
    pub repository_path: Option<String>,
    /// The title from its metadata or its entry in SUMMARY.md.
    pub title: String,
    /// Where the title is a heading of the page: the index of its section.
    pub title_section: Option<usize>,
    /// The title was written in metadata that has left the page.
    pub title_in_metadata: bool,
    /// The metadata was front matter and has left the page.
    pub metadata_left: bool,
    /// Its status, where it has one.
    pub status: Option<StatusShown>,
    /// The deadline that has passed, after which its status has expired.
    pub expired: Option<String>,
    /// The version as it is written.
    pub version: Option<String>,
    /// Its owners.
    pub owners: Vec<String>,
    /// The template's name.
    pub template: Option<String>,
    /// What it supersedes.
    pub supersedes: Vec<Reference>,
    /// What it is superseded by.
    pub superseded_by: Vec<Reference>,
    /// What it depends on.
    pub depends_on: Vec<Reference>,
    /// Any other field by its folded name, for headers that ask for it.
    pub fields: BTreeMap<String, String>,
}

impl Facts {
    /// What a field says, by its canonical name or its own, folded: `template` is the name of the one
    /// that governs the chapter, other documents are named by their titles.
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        let titles = |all: &[Reference]| {
            let titles = all.iter().map(|it| it.text.as_str());
            titles.collect::<Vec<_>>().join(", ")
        };
        let text = match name {
            "title" => Cow::from(&self.title),
            "version" => Cow::from(self.version.as_deref().unwrap_or_default()),
            "owners" => Cow::from(self.owners.join(", ")),
            "template" => Cow::from(self.template.as_deref().unwrap_or_default()),
            "supersedes" => Cow::from(titles(&self.supersedes)),
            "superseded_by" => Cow::from(titles(&self.superseded_by)),
            "depends_on" => Cow::from(titles(&self.depends_on)),
            _ => Cow::from(""),
        };
        let text = match text.trim().is_empty() {
            true => Cow::from(self.fields.get(name)?.trim()),
            false => text,
        };
        (!text.is_empty()).then_some(text)
    }
}
