//! The preprocessor's wire: `[context, book]` in, the book out, both JSON.
//!
//! The book stays the bytes that arrived: `items` finds each chapter's `content` among them, and only
//! those that change are written anew. What mdBook adds in later versions goes through untouched.

mod items;

use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;
use semver::Version;
use serde_json::Value;
use serde_json::value::RawValue;

use self::items::{Items, Listed};
use super::chapters::Entry;
use super::frame::Frame;
use super::{Clock, HostError, version};
use crate::book::Book;
use crate::document::ids::IdScheme;

/// What mdBook sent.
#[derive(Debug)]
pub struct Message {
    context: Context,
    json: String,
    /// Where the book stands in it.
    book: Range<usize>,
    /// The book's chapters, each before those below it.
    chapters: Vec<Listed>,
    /// New contents as JSON, with the places of those that they replace, in order.
    changes: Vec<(Range<usize>, String)>,
}

/// The part of mdBook's context that is looked at.
#[derive(Debug)]
struct Context {
    version: Version,
    root: PathBuf,
    renderer: String,
    config: Value,
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
        let (context, items): (&RawValue, Items<'_>) =
            serde_json::from_str(&json).map_err(|error| misfit(&json, &error))?;
        let behind = range_in(&json, context.get()).end;
        let context = Context::read(context)?;
        let chapters = items.listed(&json).ok_or_else(|| {
            foreign(format!(
                "the book from mdBook {} has neither `items` nor `sections`",
                context.version
            ))
        })?;
        Ok(Self {
            context,
            book: second(&json, behind),
            chapters,
            changes: Vec::new(),
            json,
        })
    }

    /// What there is to say about mdBook's version, where it works but nobody has tried it.
    pub fn warning(&self) -> Option<String> {
        version::warning(&self.context.version)
    }

    /// The book with its chapters' files.
    ///
    /// # Errors
    /// Where the configuration does not hold.
    pub fn load(&mut self, clock: &Clock) -> Result<Book, HostError> {
        let Context {
            version,
            root,
            renderer,
            config,
        } = &mut self.context;
        let frame = Frame::from_mdbook(root, config)?;
        let sent = self.chapters.par_iter();
        let sent: Vec<Option<String>> = sent.map(|it| it.content(&self.json)).collect();
        let entries = self
            .chapters
            .iter()
            .zip(&sent)
            .map(|(chapter, sent)| Entry {
                name: chapter.name(),
                path: chapter.path(),
                on_disk: chapter.is_on_disk(),
                sent: sent.as_deref(),
                listed: true,
            });
        let entries: Vec<Entry<'_>> = entries.collect();
        let (chapters, problems) = frame.read_sent(&entries);
        let mut book = frame.into_book(chapters, None, IdScheme::of(version), clock);
        book.renderer = Some(renderer.clone());
        book.problems.extend(problems);
        Ok(book)
    }

    /// Puts new texts into the chapters, in the order in which [`Self::load`] gave them.
    pub fn apply(&mut self, texts: Vec<Option<String>>) {
        let chapters = self.chapters.par_iter().zip(texts);
        let changes = chapters.filter_map(|(chapter, text)| {
            // There is no text that is no JSON string.
            let content = serde_json::to_string(&text?).ok()?;
            Some((chapter.content.clone()?, content))
        });
        self.changes = changes.collect();
        self.changes.sort_by_key(|(place, _)| place.start);
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

impl Context {
    fn read(context: &RawValue) -> Result<Self, HostError> {
        let mut context: Value = serde_json::from_str(context.get())
            .map_err(|error| foreign(format!("its context can't be read: {error}")))?;
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
        })
    }
}

/// Why the input is not what mdBook sends, where reading it ended with `error`.
fn misfit(json: &str, error: &serde_json::Error) -> HostError {
    let parts: Vec<&RawValue> = match serde_json::from_str(json) {
        Ok(parts) => parts,
        Err(error) if error.is_data() => return foreign("it is no list of a context and a book"),
        Err(error) => return foreign(format!("it is no JSON ({error})")),
    };
    let [context, _] = parts.as_slice() else {
        return foreign("it is no list of a context and a book");
    };
    match Context::read(context) {
        Ok(Context { version, .. }) => foreign(format!(
            "the book from mdBook {version} can't be understood: {error}"
        )),
        Err(error) => error,
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

/// Where the second of two values in a JSON list stands, when the first one ends at `behind`: between the
/// comma and the bracket.
fn second(json: &str, behind: usize) -> Range<usize> {
    let rest = json[behind..].trim_ascii_start();
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let end = rest.trim_ascii_end();
    let end = end.strip_suffix(']').unwrap_or(end);
    range_in(json, end.trim_ascii())
}
