//! What is wrong with the directives of a page, and what comes in their places.

use super::{Found, Gives, Site, find};
use crate::corpus::{Corpus, Member};
use crate::document::Document;
use crate::page::{Block, Expanded, Format, Given};

/// The directives of a chapter's `document`, its file or its page, with everything that is wrong with
/// them.
pub fn check(corpus: &Corpus<'_>, member: &Member<'_>, document: &Document) -> Vec<Found> {
    let mut all = find(document);
    for found in &mut all {
        check_one(corpus, member, found);
    }
    all
}

/// Asks a directive that the table finds nothing wrong with.
pub(super) fn check_one(corpus: &Corpus<'_>, member: &Member<'_>, found: &mut Found) {
    let Some(directive) = found.directive.filter(|_| found.wrong.is_empty()) else {
        return;
    };
    found.wrong = (directive.check)(&Site {
        corpus,
        member,
        found,
        format: Format::Markdown,
    });
}

/// What comes in the places of a page's directives, in order; those with something wrong stay.
pub fn expand(corpus: &Corpus<'_>, member: &Member<'_>, format: Format) -> Vec<Expanded> {
    let block = |found: &Found, expand: fn(&Site<'_>) -> Option<Block>| {
        expand(&Site {
            corpus,
            member,
            found,
            format,
        })
    };
    let all = check(corpus, member, &member.page).into_iter();
    all.filter_map(|found| found.expanded(block)).collect()
}

impl Found {
    /// What comes in its place, where that is a block, made by `block`, or a contents list.
    pub fn expanded(
        &self,
        block: impl FnOnce(&Self, fn(&Site<'_>) -> Option<Block>) -> Option<Block>,
    ) -> Option<Expanded> {
        let stays = self.is_invalid();
        let gives = match self.directive?.gives {
            Gives::Contents(request) => Given::Contents((!stays).then(|| request(self))),
            Gives::Block(expand) if !stays => Given::Block(block(self, expand)),
            Gives::Block(_) | Gives::Inline(_) | Gives::Fragment => return None,
        };
        Some(Expanded {
            range: self.range.clone(),
            marks: self.alone.clone().unwrap_or_default(),
            gives,
        })
    }
}
