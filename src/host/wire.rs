//! The preprocessor's wire: `[context, book]` in, the book out, both JSON.
//!
//! The book stays the bytes that arrived: [`items`] finds each chapter's `content` among them, and only
//! those that change are written anew. What mdBook adds in later versions goes through untouched.

mod items;

use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;
use semver::Version;
use serde_json::Value;
use serde_json::value::RawValue;

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
    json: String,
    /// Where the book stands in it.
    book: Range<usize>,
    /// Where the chapters' contents stand in it, those that have one, in the book's order.
    contents: Vec<Option<Range<usize>>>,
    /// What comes in the places of some, as JSON, in the order of the places.
    changes: Vec<(Range<usize>, String)>,
}

impl Message {
    /// Reads all of the input, since mdBook reads nothing before it has written everything.
    ///
    /// # Errors
    /// Where the input is not what mdBook sends, or comes from an mdBook that can't be understood:
    /// the version is looked at before anything else.
    pub fn read(input: &mut dyn Read) -> Result<Self, HostError> {
        let mut json = String::new();
        input
            .read_to_string(&mut json)
            .map_err(|error| foreign(format!("it can't be read: {error}")))?;
        if json.trim_ascii().is_empty() {
            return Err(foreign("it is empty"));
        }
        let (mut context, book): (Value, &RawValue) =
            serde_json::from_str(&json).map_err(|error| match error.is_data() {
                true => foreign("it is no list of a context and a book"),
                false => foreign(format!("it is no JSON ({error})")),
            })?;
        let text = |key: &str| {
            let text = context.get(key).and_then(Value::as_str);
            text.ok_or_else(|| foreign(format!("its context has no `{key}`")))
        };
        Ok(Self {
            version: version::check(text("mdbook_version")?)?,
            root: text("root")?.into(),
            renderer: text("renderer")?.to_owned(),
            config: context
                .get_mut("config")
                .map(Value::take)
                .unwrap_or_default(),
            book: range_in(&json, book.get()),
            contents: Vec::new(),
            changes: Vec::new(),
            json,
        })
    }

    /// What there is to say about mdBook's version, where it works but nobody has tried it.
    pub fn warning(&self) -> Option<String> {
        version::warning(&self.version)
    }

    /// The book with its chapters' files.
    ///
    /// # Errors
    /// Where the book is none, or its configuration does not hold.
    pub fn load(&mut self, clock: &Clock) -> Result<Book, HostError> {
        let unlike =
            |what: String| foreign(format!("the book from mdBook {} {what}", self.version));
        let chapters = items::chapters(&self.json[self.book.clone()])
            .map_err(|error| unlike(format!("can't be understood: {error}")))?
            .ok_or_else(|| unlike("has neither `items` nor `sections`".to_owned()))?;
        let frame = Frame::from_mdbook(&self.root, &mut self.config)?;
        let contents: Vec<Option<String>> = chapters
            .par_iter()
            .map(|chapter| serde_json::from_str(chapter.content?.get()).ok())
            .collect();
        let entries = chapters.iter().zip(&contents).map(|(chapter, sent)| Entry {
            name: chapter.name(),
            path: chapter.path(),
            on_disk: chapter.is_on_disk(),
            sent: sent.as_deref(),
            listed: true,
        });
        let entries: Vec<Entry<'_>> = entries.collect();
        let read = frame.read(&entries).into_iter();
        let read = read.map(|(chapter, _)| chapter).collect();
        let places = chapters.iter().map(|chapter| {
            let content = chapter.content?.get();
            Some(range_in(&self.json, content))
        });
        self.contents = places.collect();
        let mut book = frame.into_book(read, None, IdScheme::of(&self.version), clock);
        book.renderer = Some(self.renderer.clone());
        Ok(book)
    }

    /// Puts new texts into the chapters, in the order in which [`Self::load`] gave them.
    pub fn apply(&mut self, texts: Vec<Option<String>>) {
        let changes = self.contents.par_iter().zip(texts);
        self.changes = changes
            .filter_map(|(place, text)| Some((place.clone()?, Value::String(text?).to_string())))
            .collect();
        self.changes.par_sort_by_key(|(place, _)| place.start);
    }

    /// Writes the book, and nothing else.
    ///
    /// # Errors
    /// Where the output can't be written.
    pub fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        let (json, mut done) = (self.json.as_bytes(), self.book.start);
        for (place, content) in &self.changes {
            output.write_all(&json[done..place.start])?;
            output.write_all(content.as_bytes())?;
            done = place.end;
        }
        output.write_all(&json[done..self.book.end])?;
        output.flush()
    }
}

fn foreign(why: impl Into<String>) -> HostError {
    HostError::NotFromMdbook(why.into())
}

/// Where a part of a text stands in it.
fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr() - text.as_ptr().addr();
    start..start + part.len()
}
