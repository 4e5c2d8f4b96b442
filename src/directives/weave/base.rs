//! The text to begin with.

use std::ops::Range;

use crate::directives::{Gives, find};
use crate::document::Document;
use crate::document::woven::{Source, Woven};

/// Whether a document has directives whose place text takes, or an include that brings any of ours.
pub(super) fn is_needed(document: &Document) -> bool {
    find(document).iter().any(|found| {
        let of_text = found
            .directive
            .is_some_and(|it| matches!(it.gives, Gives::Inline(_) | Gives::Fragment));
        let included = document.view.own_offset(found.range.start).is_none();
        found.directive.is_some() && (of_text || included)
    })
}

/// The author's text, with the includes that bring a directive of ours expanded.
pub(super) fn base(document: &Document) -> Woven {
    let own = document.text().as_str();
    let mut includes: Vec<Range<usize>> = find(document)
        .iter()
        .filter(|found| found.directive.is_some())
        .filter(|found| document.view.own_offset(found.range.start).is_none())
        .map(|found| document.view.origin(found.range.clone()).own)
        .collect();
    includes.dedup();
    let mut base = Woven::default();
    let mut done = 0;
    for include in includes {
        if include.start < done {
            continue;
        }
        base.push(&own[done..include.start], Source::Own(done));
        document.view.push_brought(&include, &mut base);
        done = include.end;
    }
    base.push(&own[done..], Source::Own(done));
    base
}
