//! One Markdown text, parsed once: front matter, body, sections, metadata, each with its places.
//!
//! 1. [`front_matter`] finds what is not part of the body; [`metadata`] reads it.
//! 2. [`view`] expands includes in a copy for looking at, with the way back.
//! 3. [`markdown`] runs mdBook's parser over that once.
//! 4. [`sections`] makes a tree of the headings, [`metadata`] finds the notations in the body.
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//! use mdbook_design_docs::document::{Document, markdown::ParseOptions, view::NoFiles};
//! use mdbook_design_docs::text::Text;
//!
//! let text = "---\nstatus: draft\n---\n# Cache\n\n## Why *now*?\n\nIt is slow.\n";
//! let text = Arc::new(Text::new("src/cache.md", text));
//! let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
//! let why = &document.sections.all[1];
//! assert_eq!(document.markdown.headings[why.heading].id, "why-now");
//! assert_eq!(document.slice(why.own.clone()).trim(), "It is slow.");
//! let metadata = document.notes.metadata(&Default::default());
//! assert_eq!(metadata.get("status").and_then(|it| it.text()).as_deref(), Some("draft"));
//! ```

mod content_hash;
mod files;
pub mod front_matter;
mod hand_written_footer;
pub mod html;
pub mod ids;
pub mod include;
pub mod labels;
pub mod markdown;
pub mod marks;
pub mod metadata;
pub mod names;
pub mod sections;
pub mod units;
pub mod view;
pub mod woven;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::Place;
use crate::text::Text;
pub use content_hash::content_hash;
pub use hand_written_footer::hand_written_footer;
use markdown::{Markdown, ParseOptions};
use metadata::{FrontMatterRead, Notes};
use sections::Sections;
use view::{Files, View};
use woven::Woven;

/// A Markdown text with everything that one pass over it found. All ranges count in the view's
/// bytes ([`View::as_str`]), which are the file's own where nothing is included.
#[derive(Debug)]
pub struct Document {
    /// The text as readers see it, includes expanded.
    pub view: View,
    /// Where the body begins: behind the front matter.
    pub body: usize,
    /// What the parser found in the body.
    pub markdown: Markdown,
    /// Its headings as a tree.
    pub sections: Sections,
    /// Everything that may be metadata, in any notation.
    pub notes: Notes,
}

impl Document {
    /// Parses a text; includes are looked up from `folder`.
    pub fn parse(text: Arc<Text>, folder: &Path, files: &dyn Files, options: ParseOptions) -> Self {
        let front_matter = metadata::read_front_matter(text.as_str());
        let body = front_matter
            .as_ref()
            .map_or(text.bom_len(), |read| read.range.end);
        let view = View::new(text, body, folder, files);
        Self::of(view, body, front_matter, options)
    }

    /// Parses a text with what its directives brought, which begin behind its front matter.
    pub fn parse_woven(
        text: Arc<Text>,
        woven: &Woven,
        folder: &Path,
        files: &dyn Files,
        options: ParseOptions,
    ) -> Self {
        let front_matter = metadata::read_front_matter(text.as_str());
        let body = front_matter
            .as_ref()
            .map_or(text.bom_len(), |read| read.range.end);
        let view = View::over(text, woven, body, folder, files);
        Self::of(view, body, front_matter, options)
    }

    fn of(
        view: View,
        body: usize,
        front_matter: Option<FrontMatterRead>,
        options: ParseOptions,
    ) -> Self {
        let text = view.shared();
        let mut markdown = Markdown::parse(Arc::clone(&text), body, options);
        let sections = Sections::find(&text, body, &mut markdown, options);
        let notes = Notes::gather(front_matter, view.as_str(), &markdown, &sections);
        Self {
            view,
            body,
            markdown,
            sections,
            notes,
        }
    }

    /// The author's file.
    pub fn text(&self) -> &Arc<Text> {
        self.view.own()
    }

    /// The text that ranges count in.
    pub fn as_str(&self) -> &str {
        self.view.as_str()
    }

    /// The bytes of a range.
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.view.as_str()[range]
    }

    /// Where a range is in the author's file; the including directive for what was included, and
    /// then also the place in the included file.
    pub fn place(&self, range: Range<usize>) -> (Place, Option<Place>) {
        let origin = self.view.origin(range);
        let included = origin.included.map(|(file, range)| file.place(range));
        (self.text().place(origin.own), included)
    }

    /// What a section is called in messages: what people see of its heading, or what it says where
    /// some of that is taken for tags.
    pub fn section_name(&self, section: usize) -> String {
        let heading = &self.markdown.headings[self.sections.all[section].heading];
        let source = self.uncommented(heading.content.clone());
        let name = if self
            .markdown
            .html
            .iter()
            .any(|html| html.heading && heading.content.contains(&html.range.start))
        {
            source.replace(['*', '`'], "")
        } else {
            heading.text.clone()
        };
        names::plain(&name)
    }

    /// The Markdown in a range without the comments in it, white space at its ends dropped.
    pub fn uncommented(&self, range: Range<usize>) -> String {
        let mut text = String::with_capacity(range.len());
        let mut done = range.start;
        for comment in self.comments_in(range.clone()) {
            text.push_str(self.slice(done..comment.start));
            done = comment.end;
            // A space on either side is one between two words.
            if self
                .slice(done..range.end.max(done))
                .starts_with(char::is_whitespace)
            {
                text.truncate(text.trim_end().len());
            }
        }
        text.push_str(self.slice(done..range.end.max(done)));
        text.trim().to_owned()
    }

    /// The comments in a range of a heading or of text, in order.
    pub fn comments_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = (self.markdown.html).partition_point(|html| html.range.start < range.start);
        let within = self.markdown.html[first..].iter();
        within
            .map(|html| html.range.clone())
            .take_while(move |html| html.start < range.end)
            .filter(|html| self.slice(html.clone()).starts_with("<!--"))
    }

    /// What people see of a section's heading.
    pub fn heading_text(&self, section: usize) -> &str {
        &self.markdown.headings[self.sections.all[section].heading].text
    }
}
