//! What findings would change, applied to texts: no file is touched here.
//!
//! 1. [`apply`] makes a text new by the edits of findings.
//! 2. [`mend`] does that for a whole book, in rounds, until nothing is left to mend.
//! 3. [`unified`] shows what is new about it as a unified diff.
//!
//! ```
//! use mdbook_design_docs::diagnostics::Edit;
//! use mdbook_design_docs::edits;
//!
//! let edit = |range, text: &str| Edit { path: "src/a.md".into(), range, text: text.to_owned() };
//! let new = edits::apply("status: drfat\n", [&edit(8..13, "draft")]).expect("one edit overlaps none");
//! assert_eq!(new, "status: draft\n");
//! assert!(edits::unified("src/a.md", "status: drfat\n", &new).contains("-status: drfat\n+status: draft"));
//! ```

mod choose;
mod rounds;
mod shelf;
mod unified;

pub use rounds::{Balance, Mended, Wish, mend, paths};
pub use unified::{created, unified};

use crate::diagnostics::Edit;
use crate::splice::{Insertion, Overlap, splice};

/// A text with edits applied, all of them its own: what they call its file is not looked at. Edits
/// that insert at the same place come in the order given.
///
/// # Errors
/// Where two of them replace the same bytes, or one reaches beyond the text or into a character.
pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> Result<String, Overlap> {
    let insertions = edits.into_iter().map(|edit| Insertion {
        range: edit.range.clone(),
        text: edit.text.clone(),
    });
    splice(text, insertions.collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn edits_are_applied_or_refused_together() {
        let edit = |range, text: &str| Edit {
            path: Arc::from("src/a.md"),
            range,
            text: text.to_owned(),
        };
        let text = "\u{feff}status: dratf\r\nend";
        let mended = apply(text, &[edit(11..16, "draft"), edit(3..3, "# ")]);
        assert_eq!(mended.as_deref(), Ok("\u{feff}# status: draft\r\nend"));
        assert!(apply(text, &[edit(11..16, ""), edit(12..13, "")]).is_err());
        assert!(apply(text, &[edit(1..1, "")]).is_err());
    }
}
