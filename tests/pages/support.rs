//! A chapter to be made a page of.

use std::path::Path;
use std::sync::Arc;

use mdbook_design_docs::config::Settings;
use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::directives;
use mdbook_design_docs::document::Document;
use mdbook_design_docs::document::markdown::ParseOptions;
use mdbook_design_docs::document::view::NoFiles;
use mdbook_design_docs::history::{Commit, Dated};
use mdbook_design_docs::lifecycle::Color;
use mdbook_design_docs::page::{self, Expanded, Facts, FooterLine, Format, PageInput, StatusShown};
use mdbook_design_docs::splice::splice;
use mdbook_design_docs::text::Text;

use crate::rendered::Book;

pub struct Chapter {
    pub text: String,
    pub facts: Facts,
    pub settings: Settings,
    pub dated: Dated,
    pub format: Format,
    pub links_follow: bool,
    pub problems: Vec<Diagnostic>,
    pub serving: bool,
}

/// A chapter that is no document, without a date.
pub fn chapter(text: &str) -> Chapter {
    Chapter {
        text: text.to_owned(),
        facts: Facts {
            chapter: Some("c0.md".to_owned()),
            ..Facts::default()
        },
        settings: Settings::default(),
        dated: Dated::None,
        format: Format::Html,
        links_follow: true,
        problems: Vec::new(),
        serving: false,
    }
}

/// A draft whose metadata was front matter; its title is that of its first section, if it has one.
pub fn document(text: &str) -> Chapter {
    let mut chapter = chapter(text);
    let parsed = chapter.parse();
    let title = (!parsed.sections.all.is_empty()).then(|| parsed.heading_text(0).to_owned());
    chapter.facts = Facts {
        document: true,
        title_section: title.is_some().then_some(0),
        title: title.unwrap_or_default(),
        metadata_left: true,
        status: Some(StatusShown {
            name: "draft".to_owned(),
            color: Color::Note,
            incomplete: true,
            retired: false,
        }),
        version: Some("0.1.0".to_owned()),
        ..chapter.facts
    };
    chapter
}

/// The last commit of the chapter.
pub fn commit() -> Arc<Commit> {
    Arc::new(Commit {
        id: "1f2e3d4c5b6a79880123456789abcdef01234567".to_owned(),
        author: "Ada Lovelace".to_owned(),
        subject: "Say more".to_owned(),
        day: jiff::civil::date(2026, 5, 18),
        author_day: jiff::civil::date(2026, 5, 17),
        committed: jiff::Timestamp::UNIX_EPOCH,
    })
}

impl Chapter {
    pub fn dated(mut self) -> Self {
        self.dated = Dated::Exact(commit());
        self
    }

    pub fn markdown(mut self) -> Self {
        self.format = Format::Markdown;
        self
    }

    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub fn parse(&self) -> Document {
        let text = Arc::new(Text::new("src/c0.md", self.text.as_str()));
        Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default())
    }

    /// The text with everything set in.
    pub fn out(&self) -> String {
        let document = self.parse();
        let footer = FooterLine::new(&self.settings.footer.template).expect("a template");
        let insertions = page::insertions(&PageInput {
            document: &document,
            facts: &self.facts,
            dated: &self.dated,
            settings: &self.settings,
            footer: &footer,
            format: self.format,
            links_follow: self.links_follow,
            problems: &self.problems,
            serving: self.serving,
            expanded: &contents_lists(&document),
            rules_within: &[],
        });
        splice(&self.text, insertions).expect("insertions do not overlap")
    }

    /// The content of the page that mdBook makes of it.
    pub fn html(&self) -> String {
        Book::render("", &[self.out()]).chapter(0)
    }
}

/// What a page's own directives ask for, as far as that takes no book.
pub fn contents_lists(document: &Document) -> Vec<Expanded> {
    let found = directives::find(document);
    let lists = found.iter().map(|found| found.expanded(|_, _| None));
    lists.flatten().collect()
}

/// HTML with its style element left out.
pub fn unstyled(html: &str) -> String {
    match (html.find("<style>"), html.find("</style>")) {
        (Some(start), Some(end)) => {
            let rest = html[end + 8..].trim_start_matches('\n');
            format!("{}{rest}", &html[..start])
        }
        _ => html.to_owned(),
    }
}
