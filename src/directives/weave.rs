//! Fragments and values set into a chapter's text, before anybody judges it.
//!
//! 1. A text is parsed; its directives of ours that give text are expanded, in code, comments and HTML
//!    excepted. What a fragment gives is looked through the same way.
//! 2. An include that brings a directive of ours is expanded here too: mdBook would do it after us.
//! 3. The values are escaped for where they stand (`unseal`).
//!
//! One that can't be expanded stays as it is written, and a finding says why.

mod base;
mod chapters;
mod fragment;
mod pieces;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::expansion::check_one;
use super::found::find_in;
use super::unseal::unseal;
use super::values::Values;
use super::{Found, Gives, Site};
use crate::corpus::{Corpus, Member};
use crate::diagnostics::Diagnostic;
use crate::document::Document;
use crate::document::markdown::{Markdown, ParseOptions};
use crate::document::marks::marks_of_line;
use crate::document::view::Files;
use crate::document::woven::{Source, Woven};
use crate::fragments::Shelves;
use crate::page::{Format, Inline};
use crate::sealed;
use crate::text::Text;

pub use chapters::{corpus_of, corpus_with};

use base::{base, is_needed};
use pieces::{set_in, stands_in_line};

/// A chapter's text with what its directives gave.
#[derive(Debug, Default)]
pub(crate) struct Weave {
    /// The text.
    pub text: Woven,
    /// What could not be expanded.
    pub faults: Vec<Diagnostic>,
    /// The styles of what stands within lines.
    pub rules: Vec<&'static [&'static str]>,
}

/// What all chapters share.
pub(crate) struct Loom<'a> {
    /// The chapters as they were read.
    pub corpus: &'a Corpus<'a>,
    /// Where fragments come from.
    pub files: &'a dyn Files,
    /// The folders that they may lie in.
    pub shelves: Shelves,
    /// What fragments are told.
    pub values: Values<'a>,
    /// How chapters are parsed.
    pub options: ParseOptions,
}

/// No fragment calls others deeper than this.
const MOST_DEEP: usize = 16;
/// A chapter's fragments give no more than this, in bytes.
const MOST_BYTES: usize = 8 << 20;
/// A chapter's fragments take no more steps than this, some tenths of a second.
const MOST_STEPS: u64 = 3_000_000;
/// A chapter has no more fragments than this, those within others counted each time.
const MOST_CALLS: usize = 10_000;

impl Loom<'_> {
    /// Weaves a chapter's document, its file or its page.
    pub fn weave(
        &self,
        member: &Member<'_>,
        document: &Document,
        folder: &Path,
        format: Format,
    ) -> Weave {
        let base = base(document);
        let text = base.as_str();
        let mut weaving = Weaving {
            loom: self,
            member,
            format,
            author: document.text(),
            bytes: MOST_BYTES,
            steps: MOST_STEPS,
            calls: MOST_CALLS,
            exhausted: false,
            out: Weave::default(),
        };
        let own = document.text();
        let chain = vec![(self.path_of(member), own.path().to_string())];
        let here = Here {
            folder,
            chain: &chain,
            outermost: None,
        };
        let woven = weaving
            .expand(&base, document.body, &here)
            .unwrap_or_else(|TooMuch| {
                let mut plain = Woven::default();
                plain.push_part(&base, 0..text.len());
                plain
            });
        let mut out = weaving.out;
        out.text = unseal(&woven, document.body, self.options);
        out
    }

    fn path_of(&self, member: &Member<'_>) -> PathBuf {
        member.chapter.file.clone().unwrap_or_default()
    }
}

/// The chapter's fragments together are more than a chapter may have.
struct TooMuch;

/// Where a text that is being expanded lies.
#[derive(Clone, Copy)]
struct Here<'h> {
    /// Its folder.
    folder: &'h Path,
    /// The files on the way to it, the chapter first: path, and what messages call it.
    chain: &'h [(PathBuf, String)],
    /// The author's directive that brought it.
    outermost: Option<&'h Range<usize>>,
}

struct Weaving<'w> {
    loom: &'w Loom<'w>,
    member: &'w Member<'w>,
    format: Format,
    author: &'w Arc<Text>,
    bytes: usize,
    steps: u64,
    calls: usize,
    exhausted: bool,
    out: Weave,
}

impl Weaving<'_> {
    /// A text with its directives expanded.
    fn expand(&mut self, text: &Woven, start: usize, here: &Here<'_>) -> Result<Woven, TooMuch> {
        let all = text.as_str();
        let mut out = Woven::default();
        let mut done = 0;
        if memchr::memmem::find(&all.as_bytes()[start..], b"{{").is_some() {
            let markdown = Markdown::parse(all, start, self.loom.options);
            for found in find_in(all, start, &markdown) {
                let single = stands_in_line(&markdown, found.range.start);
                let Some(given) = self.given(text, &found, here, single)? else {
                    continue;
                };
                out.push_part(text, done..found.range.start);
                let marks = marks_of_line(all, found.range.start);
                set_in(&mut out, &given, marks, self.author.line_ending());
                done = found.range.end;
            }
        }
        out.push_part(text, done..all.len());
        Ok(out)
    }

    /// What one directive gives; none where it stays.
    fn given(
        &mut self,
        text: &Woven,
        found: &Found,
        here: &Here<'_>,
        single: bool,
    ) -> Result<Option<Woven>, TooMuch> {
        let Some(directive) = found.directive.filter(|_| !found.is_invalid()) else {
            return Ok(None);
        };
        let own = text.own_range(&found.range);
        let outermost = here.outermost.cloned().unwrap_or(own);
        match directive.gives {
            Gives::Contents(_) | Gives::Block(_) => Ok(None),
            Gives::Inline(expand) => Ok(self.inline(found, expand).map(|inline| {
                let styled = !inline.rules.is_empty();
                self.out.rules.extend(styled.then_some(inline.rules));
                let source = Source::Brought {
                    directive: outermost,
                    from: None,
                };
                let mut woven = Woven::default();
                woven.push(&inline.text, source);
                woven
            })),
            Gives::Fragment => self.fitting(text, found, here, &outermost, single),
        }
    }

    fn inline(&self, found: &Found, expand: fn(&Site<'_>) -> Inline) -> Option<Inline> {
        let mut found = found.clone();
        for argument in &mut found.arguments {
            argument.value = sealed::open_plain(&argument.value);
        }
        check_one(self.loom.corpus, self.member, &mut found);
        let site = Site {
            corpus: self.loom.corpus,
            member: self.member,
            found: &found,
            format: self.format,
        };
        (!found.is_invalid()).then(|| expand(&site))
    }
}
