//! A book in memory.

use std::sync::Arc;

use mdbook_design_docs::book::{Book, Chapter};
use mdbook_design_docs::config;
use mdbook_design_docs::pipeline::{self, Outcome};
use mdbook_design_docs::rules;
use mdbook_design_docs::text::Text;

/// A book in memory.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// book.toml.
    pub config: String,
    /// The templates: name and text.
    pub templates: Vec<(String, String)>,
    /// The chapters: path relative to `src` and text.
    pub chapters: Vec<(String, String)>,
    /// Files below `src` that SUMMARY.md does not list.
    pub strays: Vec<(String, String)>,
    /// Where files that chapters include lie; nowhere by default.
    pub root: Option<std::path::PathBuf>,
}

impl Shelf {
    /// Without templates, chapters or configuration.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a chapter.
    pub fn chapter(mut self, path: &str, text: &str) -> Self {
        self.chapters.retain(|(other, _)| other != path);
        self.chapters.push((path.to_owned(), text.to_owned()));
        self
    }

    /// With a template; every chapter is bound to it unless the configuration says otherwise.
    pub fn template(mut self, name: &str, text: &str) -> Self {
        self.templates.retain(|(other, _)| other != name);
        self.templates.push((name.to_owned(), text.to_owned()));
        self
    }

    /// book.toml as it is read: the configuration, and an entry that binds every chapter to the
    /// first template where there is no entry.
    pub fn book_toml(&self) -> String {
        match self.templates.first() {
            Some((name, _)) if !self.config.contains("documents]]") => format!(
                "{}\n[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"{name}\"\n",
                self.config
            ),
            _ => self.config.clone(),
        }
    }

    /// Judges the book.
    pub fn run(&self) -> Outcome {
        self.run_for(None)
    }

    /// Judges the book and makes its pages for a renderer.
    pub fn run_for(&self, renderer: Option<&str>) -> Outcome {
        pipeline::run(&self.book(renderer))
    }

    /// SUMMARY.md, with the chapters in their order.
    pub fn summary(&self) -> Arc<Text> {
        let chapters = self.chapters.iter();
        let lines: String = chapters
            .map(|(path, _)| format!("- [{path}]({path})\n"))
            .collect();
        Arc::new(Text::new("src/SUMMARY.md", format!("# Summary\n\n{lines}")))
    }

    /// The book, read for a renderer, or to be checked.
    pub fn book(&self, renderer: Option<&str>) -> Book {
        let toml = Text::new("book.toml", self.book_toml());
        let settings = config::read(&toml, &rules::known())
            .unwrap_or_else(|problems| panic!("the configuration is valid: {problems:#?}"));
        let chapter = |(path, text): &(String, String)| Chapter::in_memory(path, "src", text);
        let stray = |it: &(String, String)| Chapter {
            listed: false,
            ..chapter(it)
        };
        let template = |(name, text): &(String, String)| {
            Arc::new(Text::new(format!("templates/{name}.md"), text.as_str()))
        };
        let mut files: Vec<String> = self.chapters.iter().map(|(path, _)| path.clone()).collect();
        files.extend(self.strays.iter().map(|(path, _)| path.clone()));
        files.sort();
        let chapters = self.chapters.iter().map(chapter).collect();
        let templates = self.templates.iter().map(template).collect();
        let today = jiff::civil::date(2026, 1, 1);
        let book = Book::in_memory(settings, chapters, templates, today);
        Book {
            root: self.root.clone().unwrap_or(book.root),
            files,
            summary: Some(self.summary()),
            strays: self.strays.iter().map(stray).collect(),
            renderer: renderer.map(str::to_owned),
            ..book
        }
    }
}
