//! Who writes a document, in the manner of a template's example.

use super::Author;
use crate::template::placeholders::{self, Ground};

impl Author {
    /// The author in the manner of an example: a name, an address, or both. None for what git does
    /// not know, such as a handle.
    pub(super) fn for_example(&self, example: &str) -> Option<String> {
        let lower = example.to_lowercase();
        if lower.contains("handle") || lower.contains("github") || lower.contains("team") {
            return None;
        }
        let address = lower.contains('@');
        if lower.trim_start_matches(['<', '[', '{']).starts_with('@') {
            return None;
        }
        let both = address
            && lower
                .trim_matches(['<', '[', '{', '}', ']', '>'])
                .contains(char::is_whitespace);
        let name = self.name.clone();
        let email = self.email.clone();
        if both && let (Some(name), Some(email)) = (&name, &email) {
            return Some(format!("{name} <{email}>"));
        }
        if address || lower.contains("mail") {
            email.or(name)
        } else {
            name.or(email)
        }
    }
}

/// Whether a person's name is still to be written there: a gap, or an address of nobody.
pub(super) fn is_open(text: &str) -> bool {
    let text = text.trim();
    let nobody = ["@example.", ".example>", "@domain."]
        .iter()
        .any(|host| text.contains(host));
    nobody || placeholders::is_gap(text) || !placeholders::find(text, Ground::Slot).is_empty()
}
