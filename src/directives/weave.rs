//! Fragments and values set into a chapter's text, before anybody looks at it.
//!
//! 1. A text is parsed; its directives of ours that give text are expanded, in code, comments and HTML
//!    excepted. What a fragment gives is looked through the same way.
//! 2. An include that brings a directive of ours is expanded here too: mdBook would do it after us.
//! 3. The values are escaped for where they stand (`unseal`).
//!
//! One that can't be expanded stays as it is written, and a [`Fault`] says why.

mod base;
mod pieces;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::expansion::check_one;
use super::fault::{self, Fault};
use super::found::{find_in, marks_of_line};
use super::unseal::unseal;
use super::values::Values;
use super::{Found, Gives, Site};
use crate::corpus::{Corpus, Member};
use crate::document::Document;
use crate::document::markdown::{Markdown, ParseOptions};
use crate::document::view::Files;
use crate::document::woven::{Source, Woven};
use crate::fragments::{self, Call, Failure, Lookup, Rendered, Shelves};
use crate::page::{Format, Inline};
use crate::sealed;
use crate::text::Text;

pub(crate) use base::is_needed;

use base::base;
use pieces::{set_in, stands_in_line, woven};

/// A chapter's text with what its directives gave.
#[derive(Debug, Default)]
pub(crate) struct Weave {
    /// The text.
    pub text: Woven,
    /// What could not be expanded.
    pub faults: Vec<Fault>,
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
            Gives::Contents | Gives::Block(_) => Ok(None),
            Gives::Inline(expand) => Ok(self.inline(found, expand).map(|inline| {
                let mut woven = Woven::default();
                let directive = outermost;
                woven.push(
                    &inline.text,
                    Source::Brought {
                        directive,
                        from: None,
                    },
                );
                self.out
                    .rules
                    .extend((!inline.rules.is_empty()).then_some(inline.rules));
                woven
            })),
            Gives::Fragment => {
                let before = (self.bytes, self.out.faults.len());
                let result = self.fragment(text, found, here, &outermost);
                match result {
                    Ok(given) => Ok(given.filter(|given| {
                        let fits = !single || !given.as_str().contains('\n');
                        if !fits {
                            let message = "a heading or a table's cell holds one line, and the fragment gives several";
                            self.fault(text, found.range.clone(), "fragment-error", message, "set it on a line of its own");
                        }
                        fits
                    })),
                    Err(TooMuch) if here.outermost.is_some() => Err(TooMuch),
                    Err(TooMuch) => {
                        // What it gave so far, and what was wrong in it, goes with it.
                        self.out.faults.truncate(before.1);
                        self.bytes = before.0;
                        if !std::mem::replace(&mut self.exhausted, true) {
                            let message = match self.calls {
                                0 => format!("with this fragment the chapter would have more than {MOST_CALLS} of them"),
                                _ => "with this fragment the chapter would grow by more than 8 MiB".to_owned(),
                            };
                            let help = "it stays as it is written, and so do those below it: let it give less";
                            self.fault(text, found.range.clone(), "fragment-error", message, help);
                        }
                        Ok(None)
                    }
                }
            }
        }
    }

    /// The folder of the file that a directive stands in.
    fn folder(&self, text: &Woven, found: &Found, here: &Here<'_>) -> PathBuf {
        let included = text.origin(found.range.start).included;
        match included.filter(|_| here.outermost.is_none()) {
            Some((file, _)) => {
                let path = self.loom.shelves.root.join(&**file.path());
                path.parent().map(Path::to_path_buf).unwrap_or_default()
            }
            None => here.folder.to_owned(),
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

    /// A fragment's text with its own directives expanded; none where something is wrong.
    fn fragment(
        &mut self,
        text: &Woven,
        found: &Found,
        here: &Here<'_>,
        outermost: &Range<usize>,
    ) -> Result<Option<Woven>, TooMuch> {
        if self.exhausted {
            return Err(TooMuch);
        }
        self.calls = self.calls.checked_sub(1).ok_or(TooMuch)?;
        let beside = self.folder(text, found, here);
        let name = sealed::open_plain(found.words().next().unwrap_or_default());
        let looked = self.loom.shelves.find(&name, &beside, self.loom.files);
        let whole = found.range.clone();
        let (file, path) = match looked {
            Lookup::Found(file, path) => (file, path),
            Lookup::Outside(way) => {
                let message = format!("the fragment `{name}` lies outside the book: {way}");
                let help = "name it relative to this file, or put it into the templates' folder `fragments`";
                self.fault(text, whole, "outside-book", message, help);
                return Ok(None);
            }
            Lookup::Missing(tried) => {
                let help = fault::tried(&tried, &self.loom.shelves.root);
                self.fault(
                    text,
                    whole,
                    "missing-fragment",
                    format!("there is no fragment `{name}`"),
                    help,
                );
                return Ok(None);
            }
        };
        let mut chain = here.chain.to_vec();
        chain.push((path.clone(), file.path().to_string()));
        if here.chain.iter().any(|(other, _)| *other == path) {
            let names: Vec<&str> = chain.iter().map(|(_, name)| name.as_str()).collect();
            let message = format!(
                "the fragment `{name}` sets itself in: {}",
                names.join(" → ")
            );
            self.fault(
                text,
                whole,
                "fragment-cycle",
                message,
                "take one of these directives out",
            );
            return Ok(None);
        }
        if chain.len() > MOST_DEEP + 1 {
            let message = format!("fragments set each other in more than {MOST_DEEP} deep");
            self.fault(
                text,
                whole,
                "fragment-error",
                message,
                "let fewer of them call others",
            );
            return Ok(None);
        }
        let Some(rendered) = self.rendered(text, found, &file)? else {
            return Ok(None);
        };
        self.bytes = self.bytes.checked_sub(rendered.text.len()).ok_or(TooMuch)?;
        let woven = woven(&rendered, &file, outermost);
        let inner = Here {
            folder: path.parent().unwrap_or(Path::new("")),
            chain: &chain,
            outermost: Some(outermost),
        };
        self.expand(&woven, 0, &inner).map(Some)
    }

    fn rendered(
        &mut self,
        text: &Woven,
        found: &Found,
        file: &Arc<Text>,
    ) -> Result<Option<Rendered>, TooMuch> {
        let named = found.arguments.iter().filter_map(|argument| {
            Some((
                argument.key()?.to_owned(),
                sealed::open_plain(&argument.value),
            ))
        });
        let arguments: BTreeMap<String, String> = named.collect();
        let values = &self.loom.values;
        let rendered = fragments::render(&Call {
            file,
            arguments: &arguments,
            document: values.document(self.member),
            book: values.book(),
            documents: values.documents(self.member),
            most_bytes: self.bytes,
            most_steps: self.steps,
        });
        let failure = match rendered {
            Ok(rendered) => {
                self.steps = self.steps.saturating_sub(rendered.steps).max(1);
                return Ok(Some(rendered));
            }
            Err(Failure::TooLong) => return Err(TooMuch),
            Err(failure) => failure,
        };
        if matches!(failure, Failure::Endless(..)) {
            self.steps = 1;
        }
        let fault = Fault::of(self.author, text, found, file, failure);
        self.out.faults.push(fault);
        Ok(None)
    }

    fn fault(
        &mut self,
        text: &Woven,
        range: Range<usize>,
        rule: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let fault = Fault::at(self.author, text, range, rule, message.into(), help.into());
        self.out.faults.push(fault);
    }
}
