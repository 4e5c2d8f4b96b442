//! The preprocessor's wire: `[context, book]` in, the book out, both JSON.
//!
//! The book stays what `serde_json` made of it; only the `content` of chapters is ever written to.
//! What mdBook adds in later versions therefore goes through untouched.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use semver::Version;
use serde_json::Value;

use super::chapters::Entry;
use super::frame::Frame;
use super::{Clock, HostError, version};
use crate::book::Book;
use crate::document::ids::IdScheme;

/// What mdBook sent.
#[derive(Debug)]
pub struct Message {
    root: PathBuf,
    renderer: String,
    version: Version,
    config: Value,
    book: Value,
}

impl Message {
    /// Reads all of the input, since mdBook reads nothing before it has written everything.
    ///
    /// # Errors
    /// Where the input is not what mdBook sends, or comes from an mdBook that can't be understood:
    /// the version is looked at before anything else.
    pub fn read(input: &mut dyn Read) -> Result<Self, HostError> {
        let foreign = HostError::NotFromMdbook;
        let mut bytes = Vec::new();
        input
            .read_to_end(&mut bytes)
            .map_err(|error| foreign(format!("it can't be read: {error}")))?;
        if bytes.trim_ascii().is_empty() {
            return Err(foreign("it is empty".to_owned()));
        }
        let message: Value = serde_json::from_slice(&bytes)
            .map_err(|error| foreign(format!("it is no JSON ({error})")))?;
        drop(bytes);
        let parts = match message {
            Value::Array(parts) => <[Value; 2]>::try_from(parts).ok(),
            _ => None,
        };
        let [context, book] =
            parts.ok_or_else(|| foreign("it is no list of a context and a book".to_owned()))?;
        Self::check(context, book)
    }

    fn check(mut context: Value, book: Value) -> Result<Self, HostError> {
        let text = |key: &str| {
            context
                .get(key)
                .and_then(Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| HostError::NotFromMdbook(format!("its context has no `{key}`")))
        };
        let version = version::check(&text("mdbook_version")?)?;
        let (root, renderer) = (text("root")?.into(), text("renderer")?);
        if items(&book).is_none() {
            return Err(HostError::NotFromMdbook(format!(
                "the book from mdBook {version} has neither `items` nor `sections`"
            )));
        }
        let config = context
            .get_mut("config")
            .map(Value::take)
            .unwrap_or_default();
        Ok(Self {
            root,
            renderer,
            version,
            config,
            book,
        })
    }

    /// What there is to say about mdBook's version, where it works but nobody has tried it.
    pub fn warning(&self) -> Option<String> {
        version::warning(&self.version)
    }

    /// The book with its chapters' files.
    ///
    /// # Errors
    /// Where the configuration does not hold.
    pub fn load(&mut self, clock: &Clock) -> Result<Book, HostError> {
        let frame = Frame::from_mdbook(&self.root, &mut self.config)?;
        let mut entries = Vec::new();
        collect(items(&self.book).unwrap_or_default(), &mut entries);
        let chapters = frame
            .read(&entries)
            .into_iter()
            .map(|(chapter, _)| chapter)
            .collect();
        let mut book = frame.into_book(chapters, None, IdScheme::of(&self.version), clock);
        book.renderer = Some(self.renderer.clone());
        Ok(book)
    }

    /// Puts new texts into the chapters, in the order in which [`Self::load`] gave them.
    pub fn apply(&mut self, texts: Vec<Option<String>>) {
        let mut texts = texts.into_iter();
        if let Some(items) = items_mut(&mut self.book) {
            replace(items, &mut texts);
        }
    }

    /// Writes the book, and nothing else.
    ///
    /// # Errors
    /// Where the output can't be written.
    pub fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        let mut output = BufWriter::with_capacity(1 << 16, output);
        serde_json::to_writer(&mut output, &self.book)?;
        output.flush()
    }
}

/// mdBook 0.5 calls them `items`, 0.4 `sections`.
const ITEMS: [&str; 2] = ["items", "sections"];

fn items(book: &Value) -> Option<&[Value]> {
    let items = ITEMS.iter().find_map(|key| book.get(key)?.as_array())?;
    Some(items)
}

fn items_mut(book: &mut Value) -> Option<&mut Vec<Value>> {
    let key = ITEMS
        .iter()
        .find(|key| book.get(key).is_some_and(Value::is_array))?;
    book.get_mut(key)?.as_array_mut()
}

/// The chapters of a book, each before those below it.
fn collect<'a>(items: &'a [Value], entries: &mut Vec<Entry<'a>>) {
    for chapter in items.iter().filter_map(|item| item.get("Chapter")) {
        let text = |key| chapter.get(key).and_then(Value::as_str);
        let path = text("path").map(Path::new);
        let file = text("source_path").map(Path::new);
        entries.push(Entry {
            name: text("name").unwrap_or_default(),
            path: path.and(file.or(path)),
            // Where the key itself is missing, the path is all there is to go by.
            on_disk: file.is_some() || chapter.get("source_path").is_none(),
            sent: text("content"),
            listed: true,
        });
        let below = chapter.get("sub_items").and_then(Value::as_array);
        collect(below.map_or(&[], Vec::as_slice), entries);
    }
}

fn replace(items: &mut [Value], texts: &mut impl Iterator<Item = Option<String>>) {
    for chapter in items.iter_mut().filter_map(|item| item.get_mut("Chapter")) {
        if let Some(text) = texts.next().flatten()
            && let Some(content) = chapter.get_mut("content")
        {
            *content = Value::String(text);
        }
        if let Some(below) = chapter.get_mut("sub_items").and_then(Value::as_array_mut) {
            replace(below, texts);
        }
    }
}
