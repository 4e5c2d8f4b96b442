//! What else a new document needs: its entry in SUMMARY.md, and one in book.toml.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::book::{Book, Chapter};
use crate::corpus;
use crate::directives;
use crate::host::configuration;
use crate::host::destination::Destination;
use crate::host::write::Change;
use crate::paths;
use crate::scaffold::configuration::{Additions, Entry};
use crate::scaffold::{self, summary};
use crate::splice::splice;
use crate::template::Template;
use crate::text::Text;

/// SUMMARY.md with the document in it; nothing where it is listed already.
pub(super) fn listed(
    book: &Book,
    destination: &Destination,
    title: &str,
) -> anyhow::Result<Option<Change>> {
    let path = book.root.join(&book.settings.book.src).join("SUMMARY.md");
    let text = Text::new("SUMMARY.md", configuration::read(&path)?);
    let Some(edit) = summary::Listing::read(&text).entry(&destination.path, title) else {
        return Ok(None);
    };
    let new = splice(text.as_str(), vec![edit])?;
    if !configuration::listed(&new).contains(&destination.path) {
        bail!(
            "SUMMARY.md has no place for `{}`; add it by hand, and give `--no-summary`",
            destination.path
        );
    }
    Ok(Some(Change {
        path,
        text: new,
        before: Some(text.shared()),
    }))
}

/// book.toml with an entry for the document, where nothing else binds it to its template.
pub(super) fn bound(
    mut book: Book,
    template: &Arc<Template>,
    destination: &Destination,
    text: String,
    said: &mut Vec<String>,
) -> anyhow::Result<Option<Change>> {
    book.chapters = vec![Chapter {
        name: String::new(),
        path: Some(destination.path.clone()),
        file: None,
        source: Some(Arc::new(Text::new(destination.path.as_str(), text))),
        sent: None,
        listed: true,
    }];
    if governs(&book, template) {
        return Ok(None);
    }
    let path = book.root.join("book.toml");
    let before = configuration::read_if_any(&path)?;
    let toml = Text::new("book.toml", before.as_deref().unwrap_or_default());
    let name = match &template.path {
        Some(path) if !is_found_by_name(&book, template) => path.clone(),
        _ => template.name.clone(),
    };
    let by_hand = || {
        format!(
            "book.toml has no place for an entry that binds the document; add one with `path = \"{}\"` and `template = \"{name}\"` by hand",
            destination.path
        )
    };
    let entry = Entry {
        path: globset::escape(&destination.path),
        template: Some(name.clone()),
        file_name: None,
    };
    let additions = Additions {
        documents: vec![entry],
        ..Additions::default()
    };
    let new = scaffold::configuration::with(&toml, &additions).with_context(by_hand)?;
    book.settings = configuration::settings(&new).with_context(by_hand)?;
    if !governs(&book, template) {
        said.push(format!(
            "warning: the document's own metadata names another template than `{name}`"
        ));
        return Ok(None);
    }
    said.push(format!(
        "note: book.toml now binds `{}` to the template `{name}`",
        destination.path
    ));
    Ok(Some(Change {
        path,
        text: new,
        before: before.is_some().then(|| toml.shared()),
    }))
}

/// Whether its name means the template the next time too: a file outside of the templates' folder is
/// known only where an entry names its path.
fn is_found_by_name(book: &Book, template: &Template) -> bool {
    let folder = paths::normal(Path::new(&book.settings.templates));
    let parent = (template.path.as_deref()).and_then(|path| Path::new(path).parent());
    let lies_there = parent.is_none_or(|parent| paths::normal(parent) == folder);
    let templates = corpus::templates_of(book);
    let named = templates.named(&template.name);
    lies_there && named.is_some_and(|it| it.is(template))
}

/// Whether the book's only chapter is a document of the template.
fn governs(book: &Book, template: &Template) -> bool {
    let corpus = directives::corpus_of(book);
    let governed = corpus.chapters.first().and_then(|member| member.governed());
    governed.is_some_and(|governed| governed.template.is(template))
}
