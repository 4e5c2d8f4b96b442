//! What the targets share: how bytes become a book, and what must hold of all that comes out of it.

// The tests' own, so that a property stands in one place.
#[path = "../../tests/support/holds.rs"]
pub mod checks;
#[allow(dead_code, reason = "the targets use a part of it")]
#[path = "../../tests/support/form.rs"]
pub mod form;
#[allow(missing_docs, reason = "they are documented as tests are")]
#[path = "../../tests/support/made.rs"]
pub mod made;
#[path = "../../tests/support/quiet.rs"]
mod quiet;
#[allow(missing_docs, reason = "they are documented as tests are")]
#[path = "../../tests/support/shelf.rs"]
mod shelf;

pub use quiet::NO_INSERTIONS as QUIET;
pub use shelf::Shelf;

/// Stands between the texts of an input: the ASCII record separator.
pub const SEPARATOR: char = '\u{1e}';

/// Everything that pages can gain, and rules that are off by default.
const LOUD: &str = r#"
[preprocessor.design-docs]
page-title = true
[preprocessor.design-docs.toc]
min-entries = 1
max-level = 6
[preprocessor.design-docs.header]
mode = "full"
[preprocessor.design-docs.field-names]
owners = ["Chair"]
[preprocessor.design-docs.variables]
team = "Docs <b>& co</b>"
[preprocessor.design-docs.rules]
unexpected-section = "warning"
unknown-field = "warning"
[output.html]
smart-punctuation = true
"#;

/// The configurations that the first byte of an input chooses from.
const CONFIGURATIONS: [&str; 3] = ["", QUIET, LOUD];

/// The text of an input; what is no UTF-8 becomes U+FFFD, since files that are none are never parsed.
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// A book: the first byte chooses the configuration, then come the template (none where it is empty),
/// the chapters, and behind them, where there are several, a file that the summary does not list.
pub fn book(data: &[u8]) -> Option<Shelf> {
    let (&choice, rest) = data.split_first()?;
    let all = text(rest);
    let mut texts = all.split(SEPARATOR);
    let mut shelf = Shelf::new();
    CONFIGURATIONS[usize::from(choice) % CONFIGURATIONS.len()].clone_into(&mut shelf.config);
    if let Some(template) = texts.next().filter(|template| !template.is_empty()) {
        shelf = shelf.template("t", template);
    }
    for (number, text) in texts.take(5).enumerate() {
        match number {
            4 => shelf.strays.push(("stray.md".to_owned(), text.to_owned())),
            _ => shelf = shelf.chapter(&format!("{number:04}-chapter.md"), text),
        }
    }
    Some(shelf)
}
