//! The document that is named on the command line: by its path, its id or its number.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::book::Book;
use crate::cli::options::{Options, current_dir};
use crate::corpus::{Binding, Corpus, Governed, Member};
use crate::directives;
use crate::host::HostError;
use crate::host::load::{self, Loaded};
use crate::host::root;
use crate::host::selection::Selection;
use crate::relations::{Card, Meant, Reference};

/// The book, with the document among its chapters even where SUMMARY.md does not list it.
pub(super) fn load(named: &Path, options: &Options) -> anyhow::Result<Loaded> {
    let path = current_dir()?.join(named);
    let path = match path.exists() {
        true => path,
        false => found(named, options)?.unwrap_or(path),
    };
    Ok(load::load(&options.request(&[path])?)?)
}

/// The file that is meant where none lies there: from the book's folder or its chapters' on, or by the
/// document's name. None where it is written as a path, and leads nowhere.
fn found(named: &Path, options: &Options) -> anyhow::Result<Option<PathBuf>> {
    let cwd = current_dir()?;
    let is_path = named.extension().is_some() || named.components().count() > 1;
    let Some(root) = root::find_root(options.book.as_deref(), &cwd)? else {
        return match is_path {
            true => Ok(None),
            false => bail!(HostError::NoBook(cwd)),
        };
    };
    let book = load::load(&options.request(&[])?)?.book;
    let below = [root.clone(), root.join(&book.settings.book.src)];
    let mut below = below.map(|folder| folder.join(named)).into_iter();
    if let Some(found) = below.find(|it| it.is_file()) {
        return Ok(Some(found));
    }
    let found = by_name(&book, named)?;
    if found.is_none() && !is_path {
        bail!(
            "no document has the id, the number or the path `{}`; `mdbook-design-docs list` shows them",
            named.display()
        );
    }
    Ok(found)
}

/// The file of the document that goes by an id or a number.
fn by_name(book: &Book, named: &Path) -> anyhow::Result<Option<PathBuf>> {
    let Some(written) = named.to_str() else {
        return Ok(None);
    };
    let corpus = directives::corpus_of(book);
    let index = &corpus.relations.index;
    let several = numbered(index.cards(), written);
    if several.len() > 1 {
        bail!(
            "several documents have the number {written}: {}; name one by its path",
            several.join(", ")
        );
    }
    Ok(
        match index.meant(usize::MAX, &Reference::plain(written, 0..0)) {
            Meant::Document(at) => corpus.chapters[at].chapter.file.clone(),
            Meant::Nothing { .. } | Meant::Outside => None,
        },
    )
}

/// The documents that have a number, in their id or in the file's name.
fn numbered(cards: &[Card], number: &str) -> Vec<String> {
    let plain = |number: &str| number.trim_start_matches('0').to_owned();
    let has_it = |card: &&Card| {
        let of_file = card.file_number().filter(|it| it.sure).map(|it| it.number);
        let own = card.id.clone().or(of_file);
        card.document && own.is_some_and(|own| plain(&own) == plain(number))
    };
    let cards = cards.iter().filter(has_it);
    cards.map(|card| format!("`{}`", card.path)).collect()
}

/// The document that was named, and what governs it.
pub(super) fn document<'c, 'b>(
    corpus: &'c Corpus<'b>,
    loaded: &Loaded,
    named: &Path,
) -> anyhow::Result<(&'c Member<'b>, &'c Governed)> {
    let shown = named.display();
    let is_it = |path: &str| {
        loaded
            .selection
            .as_ref()
            .is_some_and(|it: &Selection| it.has(path))
    };
    if named.is_dir() {
        bail!("`{shown}` is a folder; name one document");
    }
    let mut chapters = corpus.chapters.iter();
    let Some(member) = chapters.find(|it| is_it(it.document.text().path())) else {
        let mut problems = loaded.book.problems.iter();
        match problems.find(|it| is_it(&it.place.path)) {
            Some(problem) => bail!("{}", problem.message),
            None => bail!("`{shown}` is no chapter, so it has no status"),
        }
    };
    let path = member.document.text().path();
    match &member.binding {
        Binding::Template(governed) => Ok((member, governed)),
        Binding::Unknown(name, _) => bail!(
            "`{path}` names the template `{name}`, which does not exist; `mdbook-design-docs templates` lists them"
        ),
        Binding::None => bail!(
            "`{path}` is no document: no template governs it; name one in its front matter (`template: design-doc`) or in a `documents` entry of book.toml"
        ),
    }
}
