//! The files of a folder that is to become a book, by what they are.

use std::path::Path;
use std::sync::Arc;

use crate::adopt::{Candidate, groups, layout, listing};
use crate::config::{Settings, TemplateChoice};
use crate::document::markdown::ParseOptions;
use crate::host::survey::Survey;
use crate::paths;
use crate::text::Text;

/// The files that matter, by what they are.
pub(super) struct Files {
    /// Where the chapters lie, relative to the book.
    pub src: String,
    /// The Markdown files in there, templates left out.
    pub candidates: Vec<Candidate>,
    /// Templates of the team's own, wherever they lie in the book.
    pub templates: Vec<Arc<Text>>,
}

impl Files {
    /// In a folder.
    pub(super) fn of(survey: &Survey, settings: &Settings) -> Self {
        let names = survey.files.iter().map(|text| &**text.path());
        let templates = paths::normal(Path::new(&settings.templates));
        let is_elsewhere = |name: &&str| !Path::new(name).starts_with(&templates);
        let names: Vec<&str> = names.filter(is_elsewhere).collect();
        let is_set = survey.configured.as_ref().is_some_and(|(text, settings)| {
            names_src(text) || survey.root.join(&settings.book.src).is_dir()
        });
        let src = match is_set {
            true => settings.book.src.clone(),
            false => layout::src(&names, survey.is_project).unwrap_or_else(|| new_src(survey)),
        };
        let options = options(settings);
        let mut files = Self {
            src: paths::normal(Path::new(&src)),
            candidates: Vec::new(),
            templates: Vec::new(),
        };
        if files.src.is_empty() {
            ".".clone_into(&mut files.src);
        }
        for text in &survey.files {
            let inside = files.inside(text.path());
            let candidate = Candidate::read(inside.unwrap_or(text.path()), text, options);
            if is_template(text.path(), &candidate, settings) {
                files.templates.push(Arc::clone(text));
            } else if inside.is_some_and(|inside| inside != "SUMMARY.md") {
                files.candidates.push(candidate);
            }
        }
        files
    }

    /// A file's path relative to the chapters' folder.
    pub(super) fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        match self.src.as_str() {
            "." => Some(path),
            src => path.strip_prefix(src)?.strip_prefix('/'),
        }
    }

    /// A SUMMARY.md that lists the chapters.
    pub(super) fn summary(&self) -> String {
        let listed = self.candidates.iter();
        let listed: Vec<&Candidate> = listed
            .filter(|file| !listing::is_shadowed(file, &self.candidates))
            .collect();
        listing::summary(&listed)
    }
}

/// Where chapters are to lie that are not there yet: where mdBook looks for them, if nothing else is there,
/// such as a program.
fn new_src(survey: &Survey) -> String {
    let is_taken = survey.root.join("src").exists();
    if is_taken { "docs" } else { "src" }.to_owned()
}

/// Whether a book.toml says where the chapters lie.
fn names_src(text: &Text) -> bool {
    let source = text.as_str().trim_start_matches(crate::text::BOM);
    let root = source.parse::<toml::Table>().ok();
    root.is_some_and(|root| {
        root.get("book")
            .is_some_and(|book| book.get("src").is_some())
    })
}

/// How a book's Markdown is read.
pub(super) fn options(settings: &Settings) -> ParseOptions {
    ParseOptions {
        smart_punctuation: settings.book.html.smart_punctuation,
        definition_lists: settings.book.html.definition_lists,
        admonitions: settings.book.html.admonitions,
        ..ParseOptions::default()
    }
}

/// By its name and its gaps, by lying in the templates' folder, or by an entry that says so.
fn is_template(path: &str, file: &Candidate, settings: &Settings) -> bool {
    let folder = path.rsplit_once('/').map(|(folder, _)| folder);
    let is_named = settings.documents.iter().any(|entry| {
        matches!(&entry.template, Some(TemplateChoice::Name(name)) if name.trim_start_matches("./") == path)
    });
    is_named || folder == Some(settings.templates.as_str()) || groups::is_template(file)
}
