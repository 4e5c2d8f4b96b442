//! A document in two states, and what the rules that compare them are given.

use semver::Version;

use super::{ChapterContext, DocumentContext};
use crate::corpus::{Member, parse_options};
use crate::document::content_hash;
use crate::document::markdown::ParseOptions;
use crate::document::metadata::Entry;
use crate::lifecycle::version;

/// A chapter that changed since the state that is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// As it was.
    pub before: &'a Member<'a>,
    /// As it is; none where its file is gone.
    pub now: Option<&'a Member<'a>>,
}

impl Pair<'_> {
    /// Whether the text itself changed, white space, metadata and generated lists aside.
    pub fn has_new_content(&self, options: ParseOptions) -> bool {
        let hash = |member: &Member<'_>| {
            let (document, metadata) = member.written();
            content_hash(document, metadata, options)
        };
        self.now.is_none_or(|now| hash(self.before) != hash(now))
    }

    /// Whether the document came to a later status that is neither incomplete nor retired.
    pub fn moved_forward(&self) -> bool {
        let (Some(from), Some(governed)) =
            (self.earlier_rank(), self.now.and_then(Member::governed))
        else {
            return false;
        };
        let full = governed
            .status()
            .is_some_and(|it| !it.incomplete && !it.retired);
        full && governed.rank.is_some_and(|to| to > from)
    }

    /// The rank that the earlier status has in today's lifecycle.
    pub fn earlier_rank(&self) -> Option<usize> {
        let before = self.before.governed()?.status()?;
        let lifecycle = self.now?.governed()?.lifecycle.as_ref()?;
        lifecycle.rank(&before.name)
    }
}

/// One pair, for one rule.
#[derive(Debug, Clone, Copy)]
pub struct PairContext<'a> {
    /// The two states.
    pub pair: Pair<'a>,
    /// The document as it was.
    pub before: DocumentContext<'a>,
    /// The document as it is; none where it is gone or is a document no longer.
    pub now: Option<DocumentContext<'a>>,
}

impl PairContext<'_> {
    /// Whether the text itself changed.
    pub fn has_new_content(&self) -> bool {
        self.pair
            .has_new_content(parse_options(self.before.corpus.book))
    }
}

/// The version that a chapter gives, in whatever spelling.
pub(super) fn version_of(cx: &ChapterContext<'_>) -> Option<Version> {
    let written = cx.metadata().meaning("version").and_then(Entry::text)?;
    version::meaning(written.trim())
}
