//! A chapter as its readers will see it: the author's text with its includes expanded, in a copy
//! for looking at, and the way back from every byte of it to where it was written.
//!
//! mdBook's `links` preprocessor expands `{{#include …}}` after us, anywhere in a chapter. What it
//! accepts is in `find_links` and `LinkType` of `mdbook-driver`'s `builtin_preprocessors/links.rs`.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use super::files::{DiskFiles, Files, NoFiles, normal, slashed};
use super::include::{self, Directive, Include};
use super::woven::{Origin, Source, Woven};
use crate::text::Text;

/// An included file that begins with front matter, which would show on the page.
#[derive(Debug, Clone)]
pub struct IncludedFrontMatter {
    /// The directive, in the author's file.
    pub directive: Range<usize>,
    /// The file.
    pub file: Arc<Text>,
    /// The front matter in it.
    pub range: Range<usize>,
    /// Where it stands in the view.
    pub at: usize,
}

/// The text to look at. Without includes it is the author's own, and no copy is made.
#[derive(Debug)]
pub struct View {
    own: Arc<Text>,
    expanded: Option<Woven>,
    has_directives: bool,
    /// Included files that begin with front matter.
    pub front_matter: Vec<IncludedFrontMatter>,
}

/// As deep as mdBook goes.
const MAX_DEPTH: usize = 10;
/// More than this is not looked at: files that include each other grow without end otherwise.
const MAX_EXPANDED: usize = 64 << 20;

impl View {
    /// Expands the includes of `text` from the byte `start` on; paths count from `folder`.
    pub fn new(own: Arc<Text>, start: usize, folder: &Path, files: &dyn Files) -> Self {
        let directives = include::find(own.as_str(), start);
        if directives.is_empty() {
            return Self {
                own,
                expanded: None,
                has_directives: false,
                front_matter: Vec::new(),
            };
        }
        let mut base = Woven::default();
        base.push(own.as_str(), Source::Own(0));
        let expansion = Expansion::of(&base, &directives, folder, files);
        Self {
            expanded: expansion.changed.then_some(expansion.out),
            has_directives: true,
            front_matter: expansion.front_matter,
            own,
        }
    }

    /// The same over a text that was woven from the author's and others.
    pub fn over(
        own: Arc<Text>,
        woven: &Woven,
        start: usize,
        folder: &Path,
        files: &dyn Files,
    ) -> Self {
        let directives = include::find(woven.as_str(), start);
        let expansion = Expansion::of(woven, &directives, folder, files);
        Self {
            expanded: Some(expansion.out),
            has_directives: true,
            front_matter: expansion.front_matter,
            own,
        }
    }

    /// What to look at.
    pub fn as_str(&self) -> &str {
        match &self.expanded {
            Some(woven) => woven.as_str(),
            None => self.own.as_str(),
        }
    }

    /// The same to be held on to.
    pub fn shared(&self) -> Arc<str> {
        match &self.expanded {
            Some(woven) => woven.as_str().into(),
            None => self.own.shared(),
        }
    }

    /// Whether something is included, or would be if its file were there.
    pub fn has_directives(&self) -> bool {
        self.has_directives
    }

    /// The author's file.
    pub fn own(&self) -> &Arc<Text> {
        &self.own
    }

    /// Where a range of the view was written. A range that spans several pieces reaches from the
    /// beginning of the first to the end of the last one in the author's file.
    pub fn origin(&self, range: Range<usize>) -> Origin {
        let first = self.origin_of(range.start);
        if range.is_empty() {
            return first;
        }
        let last = self.origin_of(range.end - 1);
        let last_own_end = last.own.end.max(last.own.start + 1);
        let included = first.included.map(|(file, start)| {
            let end = match &last.included {
                Some((other, end)) if Arc::ptr_eq(other, &file) && last.own == first.own => {
                    (end.start + 1).max(start.start)
                }
                _ => start.start,
            };
            (file, start.start..end)
        });
        Origin {
            own: first.own.start..last_own_end.max(first.own.start),
            included,
        }
    }

    /// Adds what a directive of the author's brought to another text.
    pub fn push_brought(&self, wanted: &Range<usize>, out: &mut Woven) {
        let all = 0..self.as_str().len();
        let Some(woven) = &self.expanded else {
            return;
        };
        woven.parts(all, |text, source| {
            if matches!(&source, Source::Brought { directive, .. } if directive == wanted) {
                out.push(text, source);
            }
        });
    }

    /// The author's own offset of a byte of the view; none of what a directive brought.
    pub fn own_offset(&self, at: usize) -> Option<usize> {
        match &self.expanded {
            Some(woven) => woven.own_offset(at),
            None => Some(at),
        }
    }

    /// A range of the view in the author's file; none where an end of it came from an include.
    pub fn own_range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = self.own_offset(range.start)?;
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => self.own_offset(last)? + 1,
            _ => start,
        };
        (start <= end).then_some(start..end)
    }

    fn origin_of(&self, at: usize) -> Origin {
        match &self.expanded {
            Some(woven) => woven.origin(at),
            None => Origin {
                own: at..at,
                included: None,
            },
        }
    }
}

struct Expansion<'a> {
    files: &'a dyn Files,
    base: &'a Woven,
    out: Woven,
    /// Included files that begin with front matter.
    front_matter: Vec<IncludedFrontMatter>,
    /// The author's directive that we are inside of.
    outermost: Option<Range<usize>>,
    changed: bool,
}

impl<'a> Expansion<'a> {
    fn of(
        base: &'a Woven,
        directives: &[Directive<'_>],
        folder: &Path,
        files: &'a dyn Files,
    ) -> Self {
        let mut expansion = Expansion {
            files,
            base,
            out: Woven::default(),
            front_matter: Vec::new(),
            outermost: None,
            changed: false,
        };
        expansion.expand(None, 0..base.as_str().len(), directives, folder, 0);
        expansion
    }

    /// Expands a part of a file, or of the base.
    fn expand(
        &mut self,
        text: Option<&Arc<Text>>,
        range: Range<usize>,
        directives: &[Directive<'_>],
        folder: &Path,
        depth: usize,
    ) {
        let mut done = range.start;
        for directive in directives {
            let Some(include) = &directive.include else {
                self.copy(text, done..directive.range.start);
                done = directive.range.end;
                self.changed = true;
                continue;
            };
            let path = folder.join(include.path);
            let Some(file) = self.readable(&path, depth) else {
                continue;
            };
            self.copy(text, done..directive.range.start);
            done = directive.range.end;
            self.changed = true;
            let outermost = self.outermost.is_none();
            if outermost {
                self.outermost = Some(self.base.own_range(&directive.range));
            }
            self.include(&file, include, &path, depth);
            if outermost {
                self.outermost = None;
            }
        }
        self.copy(text, done..range.end);
    }

    fn readable(&self, path: &Path, depth: usize) -> Option<Arc<Text>> {
        if depth >= MAX_DEPTH || self.out.as_str().len() > MAX_EXPANDED {
            return None;
        }
        self.files.read(path)
    }

    fn include(&mut self, file: &Arc<Text>, include: &Include<'_>, path: &Path, depth: usize) {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        for piece in include.pieces(file.as_str()) {
            if piece.start == 0
                && let Some(outermost) = &self.outermost
                && let Some(found) = super::metadata::read_front_matter(file.as_str())
                && found.range.start < piece.end
            {
                self.front_matter.push(IncludedFrontMatter {
                    directive: outermost.clone(),
                    file: Arc::clone(file),
                    range: found.range,
                    at: self.out.as_str().len(),
                });
            }
            let nested: Vec<_> = include::find(&file.as_str()[..piece.end], piece.start);
            self.expand(Some(file), piece, &nested, &folder, depth + 1);
        }
        // mdBook joins the lines it takes: the last one's line ending stays out.
        self.out.drop_last_newline();
    }

    fn copy(&mut self, text: Option<&Arc<Text>>, range: Range<usize>) {
        match (text, &self.outermost) {
            (Some(file), Some(directive)) => {
                let source = Source::Brought {
                    directive: directive.clone(),
                    from: Some((Arc::clone(file), range.start)),
                };
                self.out.push(&file.as_str()[range], source);
            }
            _ => self.out.push_part(self.base, range),
        }
    }
}
