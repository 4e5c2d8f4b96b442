//! What is wrong with the directives of a page, and the blocks that come in their places.

use super::{Found, Gives, Site, find};
use crate::corpus::{Corpus, Member};
use crate::document::Document;
use crate::page::{Block, Format};

/// What comes in a directive's place.
#[derive(Debug, Clone)]
pub struct Expanded {
    /// The directive.
    pub found: Found,
    /// A block in place of its line; none takes it off the page.
    pub block: Option<Block>,
}

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

/// The blocks that come in the places of a page's directives, in order; those with something wrong
/// stay.
pub fn expand(corpus: &Corpus<'_>, member: &Member<'_>, format: Format) -> Vec<Expanded> {
    let expanded = |found: Found| {
        let directive = found.directive.filter(|_| !found.is_invalid())?;
        let Gives::Block(expand) = directive.gives else {
            return None;
        };
        let block = expand(&Site {
            corpus,
            member,
            found: &found,
            format,
        });
        Some(Expanded { found, block })
    };
    let all = check(corpus, member, &member.page).into_iter();
    all.filter_map(expanded).collect()
}
