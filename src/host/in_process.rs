//! The preprocessor inside the mdBook library, and a build around it that needs no other program.

use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_html::HtmlHandlebars;
use mdbook_preprocessor::book::{Book as MdBook, BookItem, Chapter};
use mdbook_preprocessor::errors::Error;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::chapters::Entry;
use super::frame::Frame;
use super::panics::quietly;
use super::{Clock, HostError, NAME, load, version};
use crate::book::Book;
use crate::document::ids::IdScheme;
use crate::pipeline::{self, Outcome};

/// Is told what was found in the book, before its pages are made; whether the build goes on.
pub type Hearer = Box<dyn Fn(&Book, &Outcome) -> Verdict>;

/// Whether a build goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    GoOn,
    /// The findings end it.
    Stop,
}

/// This preprocessor, for [`MDBook::with_preprocessor`].
pub struct DesignDocs {
    clock: Clock,
    hearer: Hearer,
}

impl DesignDocs {
    /// With a clock, and somebody who hears the findings and decides.
    pub fn new(clock: Clock, hearer: Hearer) -> Self {
        Self { clock, hearer }
    }

    fn load(&self, context: &PreprocessorContext, book: &MdBook) -> Result<Book, HostError> {
        let version = version::check(&context.mdbook_version)?;
        let mut config = serde_json::to_value(&context.config)
            .map_err(|error| HostError::Build(format!("its configuration is no JSON: {error}")))?;
        let frame = Frame::from_mdbook(&context.root, &mut config)?;
        let entries: Vec<Entry<'_>> = book.iter().filter_map(chapter).map(entry).collect();
        let (chapters, problems) = frame.read_sent(&entries);
        let mut book = frame.into_book(chapters, None, IdScheme::of(&version), &self.clock);
        book.renderer = Some(context.renderer.clone());
        book.problems.extend(problems);
        Ok(book)
    }
}

impl Preprocessor for DesignDocs {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, mut book: MdBook) -> Result<MdBook, Error> {
        let loaded = self.load(context, &book)?;
        let outcome = pipeline::run(&loaded);
        if (self.hearer)(&loaded, &outcome) == Verdict::Stop {
            return Err(HostError::Findings.into());
        }
        replace(&mut book.items, &mut outcome.texts.into_iter());
        Ok(book)
    }
}

fn chapter(item: &BookItem) -> Option<&Chapter> {
    match item {
        BookItem::Chapter(chapter) => Some(chapter),
        _ => None,
    }
}

fn entry(chapter: &Chapter) -> Entry<'_> {
    let file = chapter.source_path.as_deref();
    Entry {
        name: &chapter.name,
        path: chapter.path.as_deref().map(|path| file.unwrap_or(path)),
        on_disk: file.is_some(),
        sent: Some(&chapter.content),
        listed: true,
    }
}

fn replace(items: &mut [BookItem], texts: &mut impl Iterator<Item = Option<String>>) {
    for item in items {
        if let BookItem::Chapter(chapter) = item {
            if let Some(text) = texts.next().flatten() {
                chapter.content = text;
            }
            replace(&mut chapter.sub_items, texts);
        }
    }
}

/// Builds the book in `root` as HTML, with this preprocessor running inside, and says where the
/// pages are. The book is read as `mdbook build` reads it: missing chapters are created unless
/// `build.create-missing` is false, and other preprocessors run as programs of their own.
///
/// # Errors
/// Where mdBook fails or panics, the configuration does not hold, or the hearer stops it.
pub fn build(
    root: &Path,
    destination: Option<&Path>,
    preprocessor: DesignDocs,
) -> Result<PathBuf, HostError> {
    // Told before mdBook has touched anything, and all at once.
    load::for_mdbook(&Frame::from_disk(root)?)?;
    let built = quietly(|| build_with_mdbook(root, destination, preprocessor));
    match built {
        Ok(built) => built.map_err(host_error),
        Err(message) => Err(HostError::Panic {
            chapter: message.split('`').nth(1).map(str::to_owned),
            message,
        }),
    }
}

fn build_with_mdbook(
    root: &Path,
    destination: Option<&Path>,
    preprocessor: DesignDocs,
) -> Result<PathBuf, Error> {
    let path = root.join("book.toml");
    let mut config = if path.exists() {
        Config::from_disk(&path)?
    } else {
        Config::default()
    };
    config.update_from_env()?;
    if let Some(destination) = destination {
        destination.clone_into(&mut config.build.build_dir);
    }
    // mdBook runs what the configuration names, in the order that it gives, and replaces a
    // preprocessor of the same name in its place; so a place there must be.
    let table = format!("preprocessor.{NAME}");
    if !config.contains_key(&table) {
        config.set(format!("{table}.before"), ["links"])?;
    }
    let mut book = MDBook::load_with_config(root, config)?;
    book.with_preprocessor(preprocessor);
    book.execute_build_process(&HtmlHandlebars::new())?;
    Ok(book.build_dir_for("html"))
}

/// What went wrong, as one of ours where it was.
fn host_error(error: Error) -> HostError {
    match error.downcast::<HostError>() {
        Ok(own) => own,
        Err(error) => HostError::Build(format!("{error:#}")),
    }
}
