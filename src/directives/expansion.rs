//! What the directives of a page give.

use super::{Found, Gives, Site, find};
use crate::corpus::{Corpus, Member};
use crate::document::Document;
use crate::page::{Block, Format, Inline};

/// What comes in a directive's place.
#[derive(Debug, Clone)]
pub struct Expanded {
    /// The directive.
    pub found: Found,
    /// What comes.
    pub what: What,
}

/// A block or text.
#[derive(Debug, Clone)]
pub enum What {
    /// A block in place of the directive's line; none takes the directive off the page.
    Block(Option<Block>),
    /// Text in place of the directive.
    Inline(Inline),
}

/// The directives of a chapter's `document`, its file or its page, with everything that is wrong with
/// them.
pub fn check(corpus: &Corpus<'_>, member: &Member<'_>, document: &Document) -> Vec<Found> {
    let mut all = find(document);
    for found in &mut all {
        let Some(directive) = found.directive.filter(|_| found.wrong.is_empty()) else {
            continue;
        };
        found.wrong = (directive.check)(&Site {
            corpus,
            member,
            found,
            format: Format::Markdown,
        });
    }
    all
}

/// What comes in the places of a page's directives, in order; those with something wrong stay.
pub fn expand(corpus: &Corpus<'_>, member: &Member<'_>, format: Format) -> Vec<Expanded> {
    let expanded = |found: Found| {
        let directive = found.directive.filter(|_| !found.is_invalid())?;
        let site = Site {
            corpus,
            member,
            found: &found,
            format,
        };
        let what = match directive.gives {
            Gives::Contents => return None,
            Gives::Block(expand) => What::Block(expand(&site)),
            Gives::Inline(expand) => What::Inline(expand(&site)),
        };
        Some(Expanded { found, what })
    };
    let all = check(corpus, member, &member.page).into_iter();
    all.filter_map(expanded).collect()
}
