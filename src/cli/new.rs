//! `new`: a document from a template, listed and bound.

mod entries;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;

use super::options::{Options, current_dir};
use super::{Exit, asked, output, tell, writer};
use crate::book::Book;
use crate::config::{DocumentsEntry, TemplateChoice};
use crate::corpus;
use crate::history::identity;
use crate::host::destination::{self, Destination};
use crate::host::load;
use crate::host::write::{self, Change};
use crate::paths;
use crate::scaffold::slug::{slug, title_of};
use crate::scaffold::{self, Author, Values};
use crate::template::Template;
use crate::text::Text;

/// Start a new document from a template.
///
/// The document is the template's text with its title, dates, number, author and status filled in;
/// what only speaks of the template (the `design-docs` key, annotations) is left out, everything
/// else is kept byte for byte, and what is still to be written is what `check` reports. It is added
/// to SUMMARY.md beside its siblings. Where neither its own metadata nor a `documents` entry in
/// book.toml would bind it to the template, such an entry is added. Prints the new file's path. No
/// file is ever written over, and where one can't be written, none is.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The template: a name (`templates` lists them) or the path of a Markdown file
    #[arg(value_name = "TEMPLATE")]
    template: String,
    /// The new file, in the book's `src` [default: where `file-name` of the template's first
    /// `documents` entry says, else `src/{slug}.md`]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Its title; without one the template's gap stays
    #[arg(long, value_name = "TITLE", value_parser = title)]
    title: Option<String>,
    /// A field's value, the key as the template writes it or one that means the same; parts of a
    /// list by commas, another field by the option again
    #[arg(long, value_name = "KEY=VALUE", num_args = 1, value_parser = pair)]
    set: Vec<(String, String)>,
    /// Its number [default: the next one free in its folder]
    #[arg(long, value_name = "N")]
    number: Option<u64>,
    /// Leave SUMMARY.md alone
    #[arg(long)]
    no_summary: bool,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs new design-doc --title \"Cache layer\"
  mdbook-design-docs new adr src/adr/0007-cache.md --set tags=cache,storage";

fn title(written: &str) -> Result<String, String> {
    let title = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err("a title has at least one letter".to_owned());
    }
    match title.chars().any(char::is_control) {
        true => Err("a title holds no control characters".to_owned()),
        false => Ok(title),
    }
}

fn pair(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write KEY=VALUE".to_owned()),
    }
}

/// Makes the document.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let cwd = current_dir()?;
    let request = options.request(&[])?;
    let _lock = writer::of(&request, options)?;
    let mut book = load::load(&request)?.book;
    let template = template(&mut book, arguments, &cwd)?;
    let mut values = values(&book, arguments);
    let title = values.title_for(&template).map(str::to_owned);
    let destination = place(&book, &template, arguments, title.as_deref(), &cwd)?;
    values.number = destination.number;
    let entry = corpus::entry_of(&book.settings, &destination.path);
    let entry = entry.map(|index| &book.settings.documents[index]);
    let lifecycle = corpus::lifecycle_of(&book.settings, &template, entry);
    let text = scaffold::fill(&template, lifecycle.as_deref(), &values)?;
    mistakes(&template, options);

    let mut said = Vec::new();
    let mut changes = vec![Change {
        path: destination.file.clone(),
        text: text.clone(),
        before: None,
    }];
    if !arguments.no_summary {
        let title = title.unwrap_or_else(|| title_of(&destination.path));
        changes.extend(entries::listed(&book, &destination, &title)?);
    }
    changes.extend(entries::bound(
        book,
        &template,
        &destination,
        text,
        &mut said,
    )?);
    write::all(changes)?;
    for line in said {
        if !options.quiet {
            output::stderr(|_, out| writeln!(out, "{line}"));
        }
    }
    let shown = paths::relative(&cwd, &destination.file);
    output::stdout(|_, out| writeln!(out, "{shown}"))?;
    Ok(Exit::Clean)
}

/// The template by its name, by what it answers to, or by its file, which the book then learns of.
fn template(book: &mut Book, arguments: &Arguments, cwd: &Path) -> anyhow::Result<Arc<Template>> {
    let name = arguments.template.as_str();
    let templates = corpus::templates_of(book);
    if let Some(template) = templates.named(name).or_else(|| templates.answering(name)) {
        return Ok(Arc::clone(template));
    }
    let file = cwd.join(name);
    if name.ends_with(".md") && file.is_file() {
        let path = paths::relative(&book.root, &PathBuf::from(paths::normal(&file)));
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("the template `{name}` can't be read"))?;
        book.templates.push(Arc::new(Text::new(path.clone(), text)));
        let found = corpus::templates_of(book).named(&path).cloned();
        return found.with_context(|| format!("the template `{name}` can't be read"));
    }
    let known = templates.names();
    bail!(asked::unknown("template", name, known))
}

fn values(book: &Book, arguments: &Arguments) -> Values {
    let (name, email) = identity(&book.root);
    Values {
        title: arguments.title.clone(),
        number: arguments.number,
        today: book.today,
        author: Author { name, email },
        set: arguments.set.clone(),
    }
}

fn place(
    book: &Book,
    template: &Arc<Template>,
    arguments: &Arguments,
    title: Option<&str>,
    cwd: &Path,
) -> anyhow::Result<Destination> {
    let slug = slug(title.unwrap_or_default(), &template.name);
    let src = (book.root.as_path(), book.settings.book.src.as_str());
    if let Some(path) = &arguments.path {
        return Ok(destination::named(src, cwd, path, arguments.number, &slug)?);
    }
    let templates = corpus::templates_of(book);
    let is_ours = |entry: &&DocumentsEntry| match &entry.template {
        Some(TemplateChoice::Name(name)) => templates.named(name).is_some_and(|it| it.is(template)),
        _ => false,
    };
    let pattern = (book.settings.documents.iter())
        .filter(is_ours)
        .find_map(|entry| entry.file_name.as_ref());
    Ok(destination::by_pattern(
        src,
        pattern,
        arguments.number,
        &slug,
    )?)
}

fn mistakes(template: &Template, options: &Options) {
    for mistake in &template.mistakes {
        let place = template.document.place(mistake.range.clone()).0;
        let (path, line) = (&place.path, place.start.line);
        let message = format!("{path}:{line}: {} ({})", mistake.message, mistake.help);
        tell::warning(&message, options);
    }
}
