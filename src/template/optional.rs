//! What a template says is optional in plain words, without an annotation.

use std::sync::Arc;

use super::field::FieldSpec;
use crate::document::metadata::{Entry, Metadata, Value};
use crate::fields;

/// Marks in a heading, in lower case.
const MARKS: [&str; 7] = [
    "(optional)",
    "[optional]",
    "(if applicable)",
    "[if applicable]",
    "(if needed)",
    "(if any)",
    "(if relevant)",
];

/// Whether a text in brackets is such a mark, and so no gap.
pub fn is_mark(text: &str) -> bool {
    MARKS.contains(&text.to_lowercase().as_str())
}

/// Whether a text says that something is optional, and nothing else.
pub fn is_said_alone(text: &str) -> bool {
    let bare = text.trim().trim_matches(['(', ')', '[', ']']);
    ["optional", "if applicable"]
        .iter()
        .any(|words| bare.eq_ignore_ascii_case(words))
}

/// The heading without its mark, where it bears one; in the given text, case kept.
pub fn without_mark(heading: &str) -> Option<String> {
    let lower = heading.to_lowercase();
    // Case folding may change lengths; marks are ASCII, so places agree only where it did not.
    if lower.len() != heading.len() {
        return None;
    }
    let mark = MARKS.iter().find(|mark| lower.contains(**mark))?;
    let at = lower.find(mark)?;
    let kept = format!(
        "{} {}",
        heading[..at].trim_end(),
        heading[at + mark.len()..].trim_start()
    );
    Some(kept.trim().to_owned())
}

/// Whether a field's example says that the field is optional.
pub fn says_field(value: &str) -> bool {
    let lower = value.to_lowercase();
    let mut words = lower.split(|ch: char| !ch.is_alphanumeric());
    words.any(|word| word == "optional") || lower.contains("if applicable")
}

/// Empties the fields of a document that hold nothing but the template's own word for 'may be left out':
/// whoever copied the template has not filled them in.
pub fn empty_remarks(specs: &[FieldSpec], metadata: &mut Metadata) {
    let remarks = specs
        .iter()
        .filter(|spec| !spec.required && is_said_alone(&spec.example));
    for spec in remarks {
        let same = |entry: &&mut Arc<Entry>| fields::same(&entry.key, &spec.key);
        for entry in metadata.entries.iter_mut().filter(same) {
            if let [only] = entry.items().as_slice()
                && is_said_alone(only.text.trim())
            {
                Arc::make_mut(entry).value = Value::Empty;
            }
        }
    }
}

/// Whether a sentence whose subject is the section it stands in says that the section is optional.
/// 'This section is optional', 'Optional.', 'Feel free to remove'; not 'can optionally link to'.
pub fn says(sentence: &str) -> bool {
    let text = sentence.to_lowercase();
    let text = text.trim_matches(|ch: char| !ch.is_alphanumeric());
    if let Some(rest) = text.strip_prefix("optional") {
        let rest = rest.trim_start();
        let ends = rest.is_empty() || !rest.starts_with(char::is_alphanumeric);
        return ends || PARTS.iter().any(|part| rest.starts_with(part)) || rest.starts_with("but ");
    }
    let subject = ["this ", "the section", "this is an ", "section "]
        .iter()
        .any(|start| text.starts_with(start));
    let optional = PARTS.iter().any(|part| {
        text.contains(&format!("{part} is optional")) || text.contains(&format!("optional {part}"))
    }) || text.starts_with("this is optional");
    let removable = PARTS.iter().any(|part| {
        VERBS.iter().any(|(bare, done)| {
            text.contains(&format!("{part} may be {done}"))
                || text.contains(&format!("{part} can be {done}"))
                || text.starts_with(&format!("{bare} this {part} if"))
        })
    });
    (subject && optional) || removable || FREE.iter().any(|words| text.contains(words))
}

const PARTS: [&str; 5] = ["section", "element", "part", "heading", "chapter"];

const VERBS: [(&str, &str); 5] = [
    ("remove", "removed"),
    ("omit", "omitted"),
    ("skip", "skipped"),
    ("delete", "deleted"),
    ("drop", "left out"),
];

const FREE: [&str; 3] = [
    "feel free to remove",
    "feel free to omit",
    "feel free to delete",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_optional_by_that_very_word() {
        assert!(says_field("<Ticket> (Optional)") && says_field("a link, if applicable"));
        assert!(!says_field("<names and optionally, addresses>"));
    }

    #[test]
    fn headings_bear_marks() {
        assert_eq!(
            without_mark("Prior art (Optional)").as_deref(),
            Some("Prior art")
        );
        assert_eq!(without_mark("Risks [optional]").as_deref(), Some("Risks"));
        assert_eq!(
            without_mark("Migration (if applicable): plan").as_deref(),
            Some("Migration : plan")
        );
        assert_eq!(without_mark("Optional features"), None);
    }

    #[test]
    fn sentences_speak_of_their_section_or_not() {
        for sentence in [
            "Optional.",
            "This section is optional",
            "This is an optional element.",
            "Optional: how it scales",
            "Optional section for appendices",
            "Remove this section if it does not apply.",
            "Feel free to remove.",
            "This section may be omitted for small changes.",
        ] {
            assert!(says(sentence), "{sentence}");
        }
        for sentence in [
            "You can optionally link to a ticket.",
            "List optional parameters.",
            "Storage (if applicable).",
            "Optional parameters are listed last.",
            "This is not the place for details.",
        ] {
            assert!(!says(sentence), "{sentence}");
        }
    }
}
