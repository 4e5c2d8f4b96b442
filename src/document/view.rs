//! A chapter as its readers will see it: the author's text with its includes expanded, in a copy
//! for looking at, and the way back from every byte of it to where it was written.
//!
//! mdBook's `links` preprocessor expands `{{#include …}}` after us, anywhere in a chapter. What it
//! accepts is in `find_links` and `LinkType` of `mdbook-driver`'s `builtin_preprocessors/links.rs`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::include::{self, Directive, Include};
use crate::text::Text;

/// Where a byte of the view was written.
#[derive(Debug, Clone)]
pub struct Origin {
    /// In the author's file: the text itself, or the directive that brought it.
    pub own: Range<usize>,
    /// In the included file, where it came from one.
    pub included: Option<(Arc<Text>, Range<usize>)>,
}

/// A piece of the view that comes from one place.
#[derive(Debug)]
struct Segment {
    /// Where it begins in the view.
    at: usize,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    /// The author's own bytes, from this offset on.
    Own(usize),
    /// Brought by the directive, from this offset of that file on.
    Included {
        directive: Range<usize>,
        file: Arc<Text>,
        offset: usize,
    },
}

/// Reads included files: each once for a whole run, whoever includes it.
pub trait Files: Sync {
    /// The text of a file; none where it is not there or is no text.
    fn read(&self, path: &Path) -> Option<Arc<Text>>;
}

/// No files: includes stay as they are written.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &Path) -> Option<Arc<Text>> {
        None
    }
}

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
    expanded: Option<String>,
    has_directives: bool,
    segments: Vec<Segment>,
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
        let mut view = Self {
            own: Arc::clone(&own),
            expanded: None,
            has_directives: false,
            segments: Vec::new(),
            front_matter: Vec::new(),
        };
        let directives = include::find(own.as_str(), start);
        if directives.is_empty() {
            return view;
        }
        view.has_directives = true;
        let mut expansion = Expansion {
            files,
            out: String::with_capacity(own.as_str().len() * 2),
            view: &mut view,
            outermost: None,
            changed: false,
        };
        expansion.expand(&own, 0..own.as_str().len(), &directives, folder, 0);
        let Expansion { out, changed, .. } = expansion;
        if changed {
            view.expanded = Some(out);
        } else {
            view.segments.clear();
        }
        view
    }

    /// What to look at.
    pub fn as_str(&self) -> &str {
        self.expanded
            .as_deref()
            .unwrap_or_else(|| self.own.as_str())
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
        let last_own_end = match &last.included {
            Some(_) => last.own.end,
            None => last.own.start + 1,
        };
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

    /// The author's own offset of a byte of the view; none inside an include.
    pub fn own_offset(&self, at: usize) -> Option<usize> {
        let origin = self.origin_of(at);
        origin.included.is_none().then_some(origin.own.start)
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
        let index = self.segments.partition_point(|segment| segment.at <= at);
        let Some(segment) = index.checked_sub(1).map(|index| &self.segments[index]) else {
            return Origin {
                own: at..at,
                included: None,
            };
        };
        let into = at - segment.at;
        match &segment.source {
            Source::Own(offset) => Origin {
                own: offset + into..offset + into,
                included: None,
            },
            Source::Included {
                directive,
                file,
                offset,
            } => Origin {
                own: directive.clone(),
                included: Some((Arc::clone(file), offset + into..offset + into)),
            },
        }
    }
}

struct Expansion<'a> {
    files: &'a dyn Files,
    out: String,
    view: &'a mut View,
    /// The author's directive that we are inside of.
    outermost: Option<Range<usize>>,
    changed: bool,
}

impl Expansion<'_> {
    fn expand(
        &mut self,
        text: &Arc<Text>,
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
                self.outermost = Some(directive.range.clone());
            }
            self.include(&file, include, &path, depth);
            if outermost {
                self.outermost = None;
            }
        }
        self.copy(text, done..range.end);
    }

    fn readable(&self, path: &Path, depth: usize) -> Option<Arc<Text>> {
        if depth >= MAX_DEPTH || self.out.len() > MAX_EXPANDED {
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
                self.view.front_matter.push(IncludedFrontMatter {
                    directive: outermost.clone(),
                    file: Arc::clone(file),
                    range: found.range,
                    at: self.out.len(),
                });
            }
            let nested: Vec<_> = include::find(&file.as_str()[..piece.end], piece.start);
            self.expand(file, piece, &nested, &folder, depth + 1);
        }
        // mdBook joins the lines it takes: the last one's line ending stays out.
        if self.out.ends_with('\n') {
            self.out.pop();
        }
    }

    fn copy(&mut self, text: &Arc<Text>, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let source = match &self.outermost {
            None => Source::Own(range.start),
            Some(directive) => Source::Included {
                directive: directive.clone(),
                file: Arc::clone(text),
                offset: range.start,
            },
        };
        self.view.segments.push(Segment {
            at: self.out.len(),
            source,
        });
        self.out.push_str(&text.as_str()[range]);
    }
}

/// Files on disk, each read once and kept for the run, named relative to the book root.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    read: std::sync::Mutex<BTreeMap<PathBuf, Option<Arc<Text>>>>,
}

/// Larger files are no Markdown that anybody includes.
const MAX_FILE: u64 = 16 << 20;

impl DiskFiles {
    /// For the book in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            read: std::sync::Mutex::default(),
        }
    }

    /// How messages call a file: relative to the book root where it is inside, with `/`.
    pub fn name(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> Option<Arc<Text>> {
        let path = normal(path);
        let mut read = match self.read.lock() {
            Ok(read) => read,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(known) = read.get(&path) {
            return known.clone();
        }
        let small =
            std::fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= MAX_FILE);
        let text = small
            .then(|| std::fs::read_to_string(&path).ok())
            .flatten()
            .map(|content| Arc::new(Text::new(self.name(&path), content)));
        read.insert(path, text.clone());
        text
    }
}

/// A path with `/` on every system.
pub fn slashed(path: &Path) -> String {
    let path: Cow<'_, str> = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// `a/./b/../c` is `a/c`: by its words, without looking at the disk.
pub fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
