//! What book.toml is to say beyond what it says: added, and nothing else of it touched.
//!
//! 1. [`with`] adds tables and keys through `toml_edit`, which keeps format and comments.
//! 2. [`end`] says where new tables go, [`mod@array`] where new values go.
//! 3. [`lines`] gives back to the lines that stayed the bytes that they had: ends of lines too.

mod array;
mod end;
mod lines;

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value,
};

use end::End;

use crate::config::tables::{PREPROCESSOR, PROGRAM};
use crate::text::Text;

/// What is to be there. A key that has a value keeps it, but for lists, which gain what they lack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Additions {
    /// The book's title.
    pub title: Option<String>,
    /// Where the chapters lie.
    pub src: Option<String>,
    /// Where the built book goes.
    pub build_dir: Option<String>,
    /// A folder that `mdbook serve` is to watch.
    pub watched: Option<String>,
    /// That no finding ends a build.
    pub never_fails: bool,
    /// Entries that say which chapters are documents, as the last ones, so that they hold.
    pub documents: Vec<Entry>,
}

/// A `documents` entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// A glob, relative to the chapters' folder.
    pub path: String,
    /// A template's name, or its path relative to the book; none where these are no documents.
    pub template: Option<String>,
    /// The path that a new document gets.
    pub file_name: Option<String>,
}

/// The text of a book.toml with what is to be there; the preprocessor's own table too, with what lets
/// it run in time. None where the file is written in a way that has no place for it.
pub fn with(text: &Text, additions: &Additions) -> Option<String> {
    let source = text.as_str();
    let bare = source.strip_prefix(crate::text::BOM).unwrap_or(source);
    let mut document: DocumentMut = bare.parse().ok()?;
    let mut end = End::of(&document);
    add(&mut document, additions, &mut end)?;
    end.close(&mut document);
    let new = lines::kept(bare, &document.to_string(), text.line_ending());
    let is_kept = is_within(&bare.parse().ok()?, &new.parse().ok()?);
    is_kept.then(|| format!("{}{new}", &source[..text.bom_len()]))
}

fn add(document: &mut DocumentMut, additions: &Additions, end: &mut End) -> Option<()> {
    let root = document.as_table_mut();
    for (table, key, text) in [
        ("book", "title", &additions.title),
        ("book", "src", &additions.src),
        ("build", "build-dir", &additions.build_dir),
    ] {
        if let Some(text) = text {
            let table = child(root, table, end)?.as_table_like_mut()?;
            table.entry(key).or_insert(value(text));
        }
    }
    if let Some(folder) = &additions.watched {
        list(child(root, "build", end)?, "extra-watch-dirs", folder)?;
    }
    let own = own(root, end)?;
    list(own, "before", "links")?;
    if additions.never_fails {
        let own = own.as_table_like_mut()?;
        own.entry("fail-on").or_insert(value("never"));
    }
    let mut entries = additions.documents.iter();
    entries.try_for_each(|entry| push(own, entry, end))
}

/// A table at the top of the file.
fn child<'a>(root: &'a mut Table, name: &str, end: &mut End) -> Option<&'a mut Item> {
    if !root.contains_key(name) {
        let new = end.table(root);
        root.insert(name, Item::Table(new));
    }
    root.get_mut(name)
}

/// The preprocessor's table, which names its command where it is new.
fn own<'a>(root: &'a mut Table, end: &mut End) -> Option<&'a mut Item> {
    let parent = root.get("preprocessor");
    if parent.is_none_or(|parent| parent.get(PREPROCESSOR).is_none()) {
        let mut new = match parent.is_some_and(Item::is_inline_table) {
            true => Item::Value(InlineTable::new().into()),
            false => Item::Table(end.table(root)),
        };
        new.as_table_like_mut()?.insert("command", value(PROGRAM));
        let parent = root.entry("preprocessor").or_insert_with(|| {
            let mut parent = Table::new();
            parent.set_implicit(true);
            Item::Table(parent)
        });
        parent.as_table_like_mut()?.insert(PREPROCESSOR, new);
    }
    root.get_mut("preprocessor")?.get_mut(PREPROCESSOR)
}

/// A list with a word in it.
fn list(table: &mut Item, key: &str, word: &str) -> Option<()> {
    let table = table.as_table_like_mut()?;
    let list = table.entry(key).or_insert_with(|| value(Array::new()));
    let list = list.as_array_mut()?;
    if !list.iter().any(|value| value.as_str() == Some(word)) {
        array::push(list, word.into());
    }
    Some(())
}

fn push(own: &mut Item, entry: &Entry, end: &mut End) -> Option<()> {
    let has_header = matches!(own, Item::Table(table) if !table.is_dotted());
    let own = own.as_table_like_mut()?;
    let list = own.entry("documents").or_insert_with(|| match has_header {
        true => Item::ArrayOfTables(ArrayOfTables::new()),
        false => value(Array::new()),
    });
    match list {
        Item::ArrayOfTables(tables) => {
            let mut table = end.header("\n");
            fill(&mut table, entry);
            tables.push(table);
        }
        Item::Value(Value::Array(array)) => {
            let mut table = InlineTable::new();
            fill(&mut table, entry);
            array::push(array, table.into());
        }
        _ => return None,
    }
    Some(())
}

fn fill(table: &mut dyn TableLike, entry: &Entry) {
    let template = match &entry.template {
        Some(name) => value(name),
        None => value(false),
    };
    table.insert("path", value(&entry.path));
    table.insert("template", template);
    if let Some(file_name) = &entry.file_name {
        table.insert("file-name", value(file_name));
    }
}

/// Whether all that was said is still said: tables have their keys, lists begin as they did.
fn is_within(old: &toml::Table, new: &toml::Table) -> bool {
    let mut keys = old.iter();
    keys.all(|(key, old)| new.get(key).is_some_and(|new| is_kept(old, new)))
}

fn is_kept(old: &toml::Value, new: &toml::Value) -> bool {
    match (old, new) {
        (toml::Value::Table(old), toml::Value::Table(new)) => is_within(old, new),
        (toml::Value::Array(old), toml::Value::Array(new)) => {
            old.len() <= new.len() && old.iter().zip(new).all(|(old, new)| old == new)
        }
        (old, new) => old == new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_entry(source: &str) -> Option<String> {
        let entry = Entry {
            path: "a [[]b[]].md".to_owned(),
            template: Some("t".to_owned()),
            file_name: None,
        };
        let additions = Additions {
            documents: vec![entry],
            ..Additions::default()
        };
        with(&Text::new("book.toml", source), &additions)
    }

    fn added(source: &str) -> String {
        with_entry(source).expect("a place for it")
    }

    const ENTRY: &str =
        "[[preprocessor.design-docs.documents]]\npath = \"a [[]b[]].md\"\ntemplate = \"t\"\n";
    const TABLE: &str =
        "[preprocessor.design-docs]\ncommand = \"mdbook-design-docs\"\nbefore = [\"links\"]\n";

    #[test]
    fn an_entry_comes_last() {
        let book = "# mine\n[book] # x\ntitle = 'T'\n";
        assert_eq!(added(book), format!("{book}\n{TABLE}\n{ENTRY}"));
        assert_eq!(added(""), format!("{TABLE}\n{ENTRY}"));
        let comment = "# nothing yet";
        assert_eq!(added(comment), format!("{comment}\n\n{TABLE}\n{ENTRY}"));
        let own = "[preprocessor.design-docs]\nbefore = ['links']\n\n[output.html]\n# the end\n";
        assert_eq!(added(own), format!("{own}\n{ENTRY}"));
    }

    #[test]
    fn bytes_that_stay_are_as_they_were() {
        let crlf = "\u{feff}[preprocessor.design-docs]\r\nbefore=[ \"links\" ]\r\n";
        assert_eq!(
            added(crlf),
            format!("{crlf}\r\n{}", ENTRY.replace('\n', "\r\n"))
        );
        let mixed = "[preprocessor.design-docs]\nbefore=['links']\r\nfail-on = \"never\"";
        assert_eq!(added(mixed), format!("{mixed}\n\n{ENTRY}"));
        let open = "preprocessor.design-docs = {before = [\"links\"], documents = []}";
        assert_eq!(
            added(open),
            open.replace("[]", "[{ path = \"a [[]b[]].md\", template = \"t\" }]")
        );
    }

    #[test]
    fn what_stands_in_brackets_is_added_to_there() {
        let new = "{ path = \"a [[]b[]].md\", template = \"t\" }";
        let list = "[preprocessor.design-docs]\nbefore = ['links']\ndocuments = [\n  {path = \"#\"}, # one, two\n]\n";
        assert_eq!(
            added(list),
            list.replace("two\n", &format!("two\n  {new},\n"))
        );
        let inline = "preprocessor = {other = {}}\n";
        assert_eq!(
            added(inline),
            format!(
                "preprocessor = {{other = {{}}, design-docs = {{ command = \"mdbook-design-docs\", before = [\"links\"], documents = [{new}] }} }}\n"
            )
        );
        let dotted = "preprocessor.design-docs.before = ['links']\n";
        assert_eq!(
            added(dotted),
            format!("{dotted}preprocessor.design-docs.documents = [{new}]\n")
        );
        assert_eq!(with_entry("preprocessor = 1\n"), None);
        assert_eq!(with_entry("preprocessor.design-docs.documents = 1\n"), None);
    }
}
