//! From places in a text that was edited to those in the text before.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Edit, Place};
use crate::text::Text;

/// Turns places in the edited text into those in `before`. What stands in new text is where the text
/// was that it took the place of. Mends go: they would be of the wrong text.
pub(super) fn back(findings: &mut [Diagnostic], before: &Arc<Text>, edits: &[Edit]) {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let place = |place: &mut Place| {
        if place.path == *before.path() {
            let start = offset(&edits, place.range.start, false);
            let end = offset(&edits, place.range.end, true);
            *place = before.place(start..end.max(start));
        }
    };
    for finding in findings {
        place(&mut finding.place);
        for related in &mut finding.related {
            place(&mut related.place);
        }
        finding.fix = None;
    }
}

/// An offset of the edited text in the text before; of one in new text the beginning or the end of
/// what that replaced.
fn offset(edits: &[&Edit], at: usize, end: bool) -> usize {
    // How much is left of the offset behind the edits that were passed, and where they ended.
    let (mut new, mut old) = (0, 0);
    for edit in edits {
        let start = new + (edit.range.start - old);
        let behind = start + edit.text.len();
        if at < start || (at == start && !end) {
            break;
        }
        if at < behind || (at == behind && end) {
            return if end {
                edit.range.end
            } else {
                edit.range.start
            };
        }
        (new, old) = (behind, edit.range.end);
    }
    old + (at - new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;

    #[test]
    fn offsets_lead_back() {
        let before = Arc::new(Text::new("a.md", "s: draft v: 1.0.0 end\nnext"));
        let edit = |range, text: &str| Edit {
            path: Arc::clone(before.path()),
            range,
            text: text.to_owned(),
        };
        let edits = [edit(12..17, "1.0.1-x"), edit(3..8, "in-review")];
        let after = crate::edits::apply(before.as_str(), &edits).expect("apart");
        assert_eq!(after, "s: in-review v: 1.0.1-x end\nnext");
        for (needle, expected) in [
            ("s:", "s:"),
            ("in-review", "draft"),
            ("review", "draft"),
            ("v:", "v:"),
            ("1.0.1-x", "1.0.0"),
            ("end", "end"),
            ("next", "next"),
            ("in-review v", "draft v"),
        ] {
            let text = Text::new("a.md", after.as_str());
            let start = after.find(needle).expect(needle);
            let place = text.place(start..start + needle.len());
            let mut found = [Diagnostic::new("x", Severity::Error, place, "")];
            back(&mut found, &before, &edits);
            let range = found[0].place.range.clone();
            assert_eq!(&before.as_str()[range], expected, "{needle}");
        }
    }
}
