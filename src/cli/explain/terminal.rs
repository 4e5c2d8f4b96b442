//! A rule's page for people at a terminal: headings in bold, and examples set in, each with a line that
//! says what it is, in place of its fence.

use std::io::{self, Write};

use anstyle::Style;

/// Writes the page, with styles where they are wanted.
pub(super) fn write(page: &str, styled: bool, out: &mut dyn Write) -> io::Result<()> {
    let (bold, faint) = match styled {
        true => (Style::new().bold(), Style::new().dimmed()),
        false => (Style::new(), Style::new()),
    };
    let mut fence: Option<&str> = None;
    for line in page.trim_end().lines() {
        let marks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) if line.is_empty() => writeln!(out)?,
            Some(_) => writeln!(out, "    {line}")?,
            None if marks >= 3 => {
                fence = Some(&line[..marks]);
                if let Some(label) = label(&line[marks..]) {
                    writeln!(out, "  {faint}{label}:{faint:#}")?;
                }
            }
            None => match heading(line) {
                Some(words) => writeln!(out, "{bold}{words}{bold:#}")?,
                None => writeln!(out, "{line}")?,
            },
        }
    }
    Ok(())
}

fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    (words.len() < line.len()).then(|| words.strip_prefix(' '))?
}

/// What an example is, by what its fence says of it.
fn label(info: &str) -> Option<String> {
    let kind = info.split_whitespace().nth(1)?;
    let of = |what: &str| match attribute(info, "path") {
        Some(path) => format!("{what}, {path}"),
        None => what.to_owned(),
    };
    Some(match kind {
        "template" => "the template".to_owned(),
        "config" => "book.toml".to_owned(),
        "file" => of("another document"),
        "stray" => of("a file that SUMMARY.md does not list"),
        "fragment" => of("a fragment"),
        "bad" => format!("{}: {}", of("a document"), found(info)),
        "good" => of("a document in which nothing is found"),
        "after" => match attribute(info, "left") {
            Some(rules) => format!("{}; left: {}", of("what `fix` makes of it"), listed(rules)),
            None => of("what `fix` makes of it"),
        },
        _ => return None,
    })
}

/// What is found in a bad example: another rule than the page's where its fence names one; the lines;
/// the file where it is another one; the rules that are found beside.
fn found(info: &str) -> String {
    let rule = attribute(info, "rule").map(|rule| format!("{rule} "));
    let lines = match (attribute(info, "line"), attribute(info, "lines")) {
        (Some(line), _) => Some(format!(" in line {line}")),
        (None, lines) => lines.map(|lines| format!(" in lines {}", listed(lines))),
    };
    let file = attribute(info, "in").map(|file| format!(" of {file}"));
    let beside = attribute(info, "also").map(|rules| format!("; beside it: {}", listed(rules)));
    let [rule, lines, file, beside] = [rule, lines, file, beside].map(Option::unwrap_or_default);
    format!("{rule}found{lines}{file}{beside}")
}

/// What a fence says behind a name and `=`.
fn attribute<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    let mut words = info.split_whitespace();
    words.find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
}

/// The values of an attribute that takes several.
fn listed(values: &str) -> String {
    values.replace(',', ", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_set_in_and_labelled() {
        let page = "# lost-text\n\nText.\n\n```markdown template\n# <Title>\n```\n\n```markdown bad lines=3,5 path=a.md\n# A\n\nArray<T>\n```\n\n````text\n```\n````\n\n## Options\n";
        let mut out = Vec::new();
        write(page, false, &mut out).expect("memory takes it");
        let shown = String::from_utf8(out).expect("text");
        let expected = "\
lost-text

Text.

  the template:
    # <Title>

  a document, a.md: found in lines 3, 5:
    # A

    Array<T>

    ```

Options
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn labels_name_what_is_found_beside() {
        let labels = [
            (
                "markdown bad line=2 in=src/a.md also=placeholder,lost-text",
                "a document: found in line 2 of src/a.md; beside it: placeholder, lost-text",
            ),
            (
                "markdown bad rule=missing-field lines=3,3",
                "a document: missing-field found in lines 3, 3",
            ),
            (
                "markdown after path=a.md left=placeholder",
                "what `fix` makes of it, a.md; left: placeholder",
            ),
        ];
        for (info, expected) in labels {
            assert_eq!(label(info).as_deref(), Some(expected));
        }
    }

    #[test]
    fn styles_end_where_they_began() {
        let mut out = Vec::new();
        write("# A\n", true, &mut out).expect("memory takes it");
        assert_eq!(out, b"\x1b[1mA\x1b[0m\n");
    }
}
