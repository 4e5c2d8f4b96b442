//! The book's own templates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::chapters::{Unreadable, read_text};
use super::folders::Folders;
use super::walk::has_markdown_name;
use crate::config::{Settings, TemplateChoice};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::text::Text;

const RULE: &str = "template-error";

/// The Markdown files at the top of the templates' folder and those that `documents` entries name
/// by path, sorted by path, each once; and what can't be read of them.
pub(super) fn read(folders: &Folders, settings: &Settings) -> (Vec<Arc<Text>>, Vec<Diagnostic>) {
    let mut wanted: BTreeMap<String, Place> = BTreeMap::new();
    for entry in &settings.documents {
        if let Some(TemplateChoice::Name(name)) = &entry.template
            && has_markdown_name(Path::new(name))
        {
            let name = folders.name(&folders.root.join(name));
            wanted
                .entry(name)
                .or_insert_with(|| entry.template_place.clone());
        }
    }
    let mut problems = Vec::new();
    match list(&folders.root.join(&settings.templates)) {
        Ok(files) => wanted.extend(files.iter().map(|file| {
            let name = folders.name(file);
            let place = Place::file(name.as_str());
            (name, place)
        })),
        Err(Unreadable::Missing) => {}
        Err(problem) => {
            let message = format!("the templates' folder `{}` {problem}", settings.templates);
            let subject = format!("{}/", settings.templates);
            problems.push(unreadable(Place::file("book.toml"), message, subject));
        }
    }
    let mut templates = Vec::new();
    for (name, place) in wanted {
        match read_text(&folders.root.join(&name)) {
            Ok(text) => templates.push(Arc::new(Text::new(name, text))),
            // `unknown-template` says so, with the chapters that the entry holds for.
            Err(Unreadable::Missing) => {}
            Err(problem) => problems.push(unreadable_template(place, name, &problem)),
        }
    }
    (templates, problems)
}

/// What is found where a template can't be read.
pub(super) fn unreadable_template(place: Place, name: String, problem: &Unreadable) -> Diagnostic {
    unreadable(place, format!("the template `{name}` {problem}"), name)
}

/// The subject is the path of what can't be read, by which a rule knows that there is such a template.
fn unreadable(place: Place, message: String, subject: String) -> Diagnostic {
    let mut finding = Diagnostic::new(RULE, Severity::Error, place, message);
    finding.subject = subject;
    finding
}

/// Whether a file in the templates' folder is a template, by its name.
pub(super) fn is_template(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default();
    has_markdown_name(file) && !name.as_encoded_bytes().starts_with(b".")
}

fn list(folder: &Path) -> Result<Vec<std::path::PathBuf>, Unreadable> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_template(&path) && !path.is_dir() {
            files.push(path);
        }
    }
    Ok(files)
}
