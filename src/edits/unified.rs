//! A unified diff, as `git apply` and `patch -p1` take it.

use similar::TextDiff;

/// What is new about a file, by lines, with three lines around each change; empty where nothing is.
///
/// `name` is the file's path with `/`, relative to where the diff is to be applied; the headers name
/// it below `a/` and `b/`, as git does. Only a line feed ends a line: a carriage return before it
/// belongs to the line and is kept, and a last line without an end is said to have none.
pub fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    diff(&header("a/", name), &header("b/", name), before, after)
}

/// The same for a file that is not there yet; empty where nothing is in it.
pub fn created(name: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    diff("/dev/null", &header("b/", name), "", text)
}

fn diff(from: &str, to: &str, before: &str, after: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&old, &new);
    diff.unified_diff().header(from, to).to_string()
}

/// A file's name as git writes it: in quotes where it would not be read back otherwise.
fn header(side: &str, name: &str) -> String {
    let needs_quotes = |ch: char| ch.is_control() || matches!(ch, '"' | '\\');
    if !name.contains(needs_quotes) {
        // GNU patch takes what follows a space for a date, but for a tab behind the name.
        let end = if name.contains(' ') { "\t" } else { "" };
        return format!("{side}{name}{end}");
    }
    let mut quoted = format!("\"{side}");
    for ch in name.chars() {
        match ch {
            '"' | '\\' => quoted.extend(['\\', ch]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            ch if ch.is_control() => {
                let mut bytes = [0; 4];
                for byte in ch.encode_utf8(&mut bytes).bytes() {
                    quoted.push_str(&format!("\\{byte:03o}"));
                }
            }
            ch => quoted.push(ch),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_change_are_shown_with_those_around() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let after = "1\n2\n3\n4\nfive\n6\n7\n8\n";
        let expected =
            "--- a/src/a.md\n+++ b/src/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
        assert_eq!(unified("src/a.md", before, after), expected);
        assert_eq!(unified("src/a.md", before, before), "");
    }

    #[test]
    fn line_endings_and_a_missing_last_one_are_told_as_they_are() {
        let diff = unified("a.md", "x\r\ny", "x\r\nz");
        let expected = "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n x\r\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
        let diff = unified("a.md", "a\rb\n", "a\rc\n");
        assert!(diff.ends_with("-a\rb\n+a\rc\n"), "{diff:?}");
    }

    #[test]
    fn names_are_quoted_as_git_quotes_them() {
        assert_eq!(header("a/", "src/ä.md"), "a/src/ä.md");
        assert_eq!(header("a/", "x y.md"), "a/x y.md\t");
        assert_eq!(header("b/", "q\"\n\u{1b}.md"), "\"b/q\\\"\\n\\033.md\"");
    }
}
