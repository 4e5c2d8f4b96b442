//! The `documents` entry in book.toml that binds a document to its template.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::metadata::written::toml as string;
use crate::splice::Insertion;
use crate::text::Text;

/// The name of the preprocessor's table.
const NAME: &str = "design-docs";

/// What adds an entry, as the last one, so that it holds. Format and comments stay. `path` is
/// relative to the chapters' folder; `template` is a name, or a path relative to the book. None
/// where the file is written in a way that has no place for it.
pub fn entry(text: &Text, path: &str, template: &str) -> Option<Insertion> {
    let source = text
        .as_str()
        .strip_prefix(crate::text::BOM)
        .unwrap_or(text.as_str());
    let offset = text.as_str().len() - source.len();
    let root = DeTable::parse(source).ok()?.into_inner();
    let own = root
        .get("preprocessor")
        .and_then(table)
        .and_then(|it| it.get(NAME));
    let glob = string(&globset::escape(path));
    let inline = format!("{{path = {glob}, template = {}}}", string(template));
    let own_table = own.and_then(table);
    let documents = own_table.and_then(|own| own.get("documents"));
    let mut insertion = match (own, documents) {
        (_, Some(documents)) if is_inline(source, documents, '[') => {
            into_brackets(source, documents.span(), &inline)
        }
        (Some(own), None) if is_inline(source, own, '{') => {
            into_brackets(source, own.span(), &format!("documents = [{inline}]"))
        }
        _ => appended(
            text,
            source,
            own.is_some(),
            &[("path", &glob), ("template", &string(template))],
        ),
    };
    let new = crate::splice::splice(source, vec![insertion.clone()]).ok()?;
    has_both(&new, template).then_some(())?;
    insertion.range = insertion.range.start + offset..insertion.range.end + offset;
    Some(insertion)
}

fn table<'a, 't>(value: &'a Spanned<DeValue<'t>>) -> Option<&'a DeTable<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// Whether a value stands in brackets of its own, behind a key and `=`.
fn is_inline(source: &str, value: &Spanned<DeValue<'_>>, open: char) -> bool {
    let span = value.span();
    let before = source.get(..span.start).unwrap_or_default().trim_end();
    source[span.start..].starts_with(open) && before.ends_with('=')
}

/// As the last thing before a closing bracket.
fn into_brackets(source: &str, span: Range<usize>, new: &str) -> Insertion {
    let inner = &source[span.start + 1..span.end - 1];
    // A comment may stand behind the last value; commas inside of it mean nothing.
    let mut end = span.start + 1;
    let mut last = None;
    for line in inner.split_inclusive('\n') {
        let code = without_comment(line).trim_end();
        if !code.trim().is_empty() {
            last = Some(end + code.len());
        }
        end += line.len();
    }
    let (at, text) = match last {
        None => (span.start + 1, new.to_owned()),
        Some(at) if source[..at].ends_with(',') => (at, format!(" {new},")),
        Some(at) => (at, format!(", {new}")),
    };
    Insertion {
        range: at..at,
        text,
    }
}

/// A line of TOML up to its comment.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut escaped = false;
    for (at, ch) in line.char_indices() {
        match quote {
            _ if escaped => escaped = false,
            Some('"') if ch == '\\' => escaped = true,
            Some(open) if ch == open => quote = None,
            Some(_) => {}
            None if ch == '#' => return &line[..at],
            None if matches!(ch, '"' | '\'') => quote = Some(ch),
            None => {}
        }
    }
    line
}

fn appended(text: &Text, source: &str, configured: bool, pairs: &[(&str, &str)]) -> Insertion {
    let ending = text.line_ending();
    let end = source.trim_end().len();
    let mut lines: Vec<String> = Vec::new();
    if end > 0 {
        lines.extend([String::new(), String::new()]);
    }
    if !configured {
        lines.push(format!("[preprocessor.{NAME}]"));
        lines.push("before = [\"links\"]".to_owned());
        lines.push(String::new());
    }
    lines.push(format!("[[preprocessor.{NAME}.documents]]"));
    lines.extend(pairs.iter().map(|(key, value)| format!("{key} = {value}")));
    if source.len() == end {
        lines.push(String::new());
    }
    Insertion {
        range: end..end,
        text: lines.join(ending),
    }
}

/// Whether the last entry is the new one: what a text means is the parser's to say.
fn has_both(source: &str, template: &str) -> bool {
    let Ok(root) = source.parse::<toml::Table>() else {
        return false;
    };
    let documents = root
        .get("preprocessor")
        .and_then(|it| it.get(NAME))
        .and_then(|it| it.get("documents"))
        .and_then(toml::Value::as_array);
    let last = documents.and_then(|documents| documents.last());
    last.and_then(|last| last.get("template"))
        .and_then(toml::Value::as_str)
        == Some(template)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splice::splice;

    fn added(source: &str) -> String {
        let text = Text::new("book.toml", source);
        let edit = entry(&text, "a [b].md", "t").expect("a place for it");
        splice(source, vec![edit]).expect("one edit")
    }

    const ENTRY: &str =
        "[[preprocessor.design-docs.documents]]\npath = \"a [[]b[]].md\"\ntemplate = \"t\"\n";
    const TABLE: &str = "[preprocessor.design-docs]\nbefore = [\"links\"]\n";

    #[test]
    fn an_entry_comes_last() {
        let book = "# mine\n[book] # x\ntitle = 'T'\n";
        assert_eq!(added(book), format!("{book}\n{TABLE}\n{ENTRY}"));
        assert_eq!(added(""), format!("{TABLE}\n{ENTRY}"));
        let own = "[preprocessor.design-docs]\nfail-on = \"never\"\n\n[output.html]";
        assert_eq!(added(own), format!("{own}\n\n{ENTRY}"));
        let crlf = "\u{feff}[preprocessor.design-docs]\r\n";
        assert_eq!(
            added(crlf),
            format!("{crlf}\r\n{}", ENTRY.replace('\n', "\r\n"))
        );
    }

    #[test]
    fn what_stands_in_brackets_is_added_to_there() {
        let new = "{path = \"a [[]b[]].md\", template = \"t\"}";
        for (source, expected) in [
            (
                "[preprocessor.design-docs]\ndocuments = []\n",
                format!("[preprocessor.design-docs]\ndocuments = [{new}]\n"),
            ),
            (
                "[preprocessor.design-docs]\ndocuments = [\n  {path = \"#\"}, # one, two\n]\n",
                format!(
                    "[preprocessor.design-docs]\ndocuments = [\n  {{path = \"#\"}}, {new}, # one, two\n]\n"
                ),
            ),
            (
                "preprocessor.design-docs = {before = [\"links\"]}\n",
                format!(
                    "preprocessor.design-docs = {{before = [\"links\"], documents = [{new}]}}\n"
                ),
            ),
        ] {
            assert_eq!(added(source), expected);
        }
        let nowhere = Text::new("book.toml", "preprocessor = {other = {}}\n");
        assert_eq!(entry(&nowhere, "a.md", "t"), None);
    }
}
