//! book.toml in every shape: only what is missing is added.

use super::{init, is_settled, read};
use crate::book::TestBook;

/// A book.toml before, and what is new in it: each line with `+`, in order, those that change with `-`.
struct Shape {
    before: &'static str,
    new: &'static str,
}

const TABLES: &str = "\
+
+[build]
+extra-watch-dirs = [\"templates\"]
+
+[preprocessor.design-docs]
+command = \"mdbook-design-docs\"
+before = [\"links\"]
";

const OWN: &str = "\
+
+[preprocessor.design-docs]
+command = \"mdbook-design-docs\"
+before = [\"links\"]
";

const SHAPES: [Shape; 22] = [
    // As `mdbook init` writes it.
    Shape {
        before: "[book]\nauthors = []\nlanguage = \"en\"\nsrc = \"src\"\ntitle = \"T\"\n",
        new: TABLES,
    },
    // Nothing in it.
    Shape {
        before: "",
        new: "+[build]\n+extra-watch-dirs = [\"templates\"]\n+\n+[preprocessor.design-docs]\n+command = \"mdbook-design-docs\"\n+before = [\"links\"]\n",
    },
    // Comments everywhere.
    Shape {
        before: "# top\n\n[book] # here\ntitle = \"T\" # and here\n# below\n",
        new: TABLES,
    },
    Shape {
        before: "# nothing but this\n",
        new: TABLES,
    },
    // Windows.
    Shape {
        before: "[book]\r\ntitle = \"T\"\r\n",
        new: TABLES,
    },
    Shape {
        before: "\u{feff}[book]\r\ntitle = \"T\"\r\n\r\n[output.html]\r\n",
        new: TABLES,
    },
    // No end of the last line.
    Shape {
        before: "[book]\ntitle = \"T\"",
        new: TABLES,
    },
    // Blank lines at the end.
    Shape {
        before: "[book]\ntitle = \"T\"\n\n",
        new: "+[build]\n+extra-watch-dirs = [\"templates\"]\n+\n+[preprocessor.design-docs]\n+command = \"mdbook-design-docs\"\n+before = [\"links\"]\n",
    },
    // Other preprocessors, with an order of their own.
    Shape {
        before: "[preprocessor.a]\ncommand = \"true\"\nrenderers = [\"none\"]\nafter = [\"links\"]\n\n[preprocessor.b]\ncommand = \"true\"\nrenderers = [\"none\"]\nbefore = [\"a\"]\n",
        new: TABLES,
    },
    // Tables in braces.
    Shape {
        before: "preprocessor = {a = {command = \"true\", renderers = [\"none\"]}}\n",
        new: "-preprocessor = {a = {command = \"true\", renderers = [\"none\"]}}\n+preprocessor = {a = {command = \"true\", renderers = [\"none\"]}, design-docs = { command = \"mdbook-design-docs\", before = [\"links\"] } }\n+\n+[build]\n+extra-watch-dirs = [\"templates\"]\n",
    },
    Shape {
        before: "book = {title = \"T\"}\nbuild = {create-missing = false}\n",
        new: "-build = {create-missing = false}\n+build = {create-missing = false, extra-watch-dirs = [\"templates\"] }\n+\n+[preprocessor.design-docs]\n+command = \"mdbook-design-docs\"\n+before = [\"links\"]\n",
    },
    // A table in one line of a table.
    Shape {
        before: "[preprocessor]\na = {command = \"true\", renderers = [\"none\"]}\n\n[output]\nhtml = {}\n",
        new: TABLES,
    },
    // Dotted keys.
    Shape {
        before: "book.title = \"T\"\nbuild.create-missing = false\n",
        new: "+build.extra-watch-dirs = [\"templates\"]\n+\n+[preprocessor.design-docs]\n+command = \"mdbook-design-docs\"\n+before = [\"links\"]\n",
    },
    Shape {
        before: "preprocessor.a.command = \"true\"\npreprocessor.a.renderers = [\"none\"]\n",
        new: TABLES,
    },
    // A list in one line, and one in several.
    Shape {
        before: "[build]\nextra-watch-dirs = [\"a\"]\n",
        new: "-extra-watch-dirs = [\"a\"]\n+extra-watch-dirs = [\"a\", \"templates\"]\n+\n+[preprocessor.design-docs]\n+command = \"mdbook-design-docs\"\n+before = [\"links\"]\n",
    },
    Shape {
        before: "[build]\nextra-watch-dirs = [\n    \"a\", # the first\n    # the last\n]\n\n[output.html]\n",
        new: "+    \"templates\",\n+\n+[preprocessor.design-docs]\n+command = \"mdbook-design-docs\"\n+before = [\"links\"]\n",
    },
    Shape {
        before: "[build]\nextra-watch-dirs = [\"templates\"]\n",
        new: OWN,
    },
    // Governed already.
    Shape {
        before: "[preprocessor.design-docs]\nbefore = [\"links\"]\n",
        new: "",
    },
    Shape {
        before: "[preprocessor.design-docs]\nfail-on = \"error\" # strict\n\n[output.html]\n",
        new: "+before = [\"links\"]\n",
    },
    Shape {
        before: "[preprocessor.design-docs]\nbefore = [\"a\"]\n",
        new: "-before = [\"a\"]\n+before = [\"a\", \"links\"]\n",
    },
    Shape {
        before: "[preprocessor]\ndesign-docs = {}\n",
        new: "-design-docs = {}\n+design-docs = { before = [\"links\"] }\n",
    },
    Shape {
        before: "preprocessor.\"design-docs\".page-title = false\n",
        new: "+preprocessor.\"design-docs\".before = [\"links\"]\n",
    },
];

/// The lines that only the one and only the other has, in order, without what ends them.
fn changed(before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let mut out = String::new();
    for change in diff.iter_all_changes() {
        let mark = match change.tag() {
            similar::ChangeTag::Equal => continue,
            similar::ChangeTag::Delete => '-',
            similar::ChangeTag::Insert => '+',
        };
        out.push(mark);
        out.push_str(change.value().trim_end_matches(['\r', '\n']));
        out.push('\n');
    }
    out
}

#[test]
fn only_what_is_missing_is_added() {
    for Shape { before, new } in &SHAPES {
        let test = TestBook::empty()
            .file("book.toml", before)
            .file("src/SUMMARY.md", "- [A](a.md)\n")
            .file("src/a.md", "# A\n");
        init(&test, &[]);
        let after = read(&test, "book.toml");
        // A last line without an end gets one where another follows; that is no other line.
        let whole = |text: &str| match text.is_empty() || text.ends_with('\n') {
            true => text.to_owned(),
            false => format!("{text}\n"),
        };
        assert_eq!(changed(&whole(before), &after), *new, "{before:?}\n{after}");
        let crlf = before.matches("\r\n").count();
        if crlf > 0 {
            assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
        is_settled(&test);
    }
}

#[test]
fn a_folder_of_chapters_elsewhere_is_found_and_kept() {
    let test = TestBook::empty()
        .file("book.toml", "[book]\nsrc = \"text\"\n")
        .file("text/a.md", "# A\n")
        .file("src/main.rs", "");
    init(&test, &[]);
    assert_eq!(read(&test, "text/SUMMARY.md"), "# Summary\n\n- [A](a.md)\n");
    assert!(read(&test, "book.toml").starts_with("[book]\nsrc = \"text\"\n\n[build]\n"));
    is_settled(&test);

    let test = TestBook::empty()
        .file("book.toml", "[book]\ntitle = \"T\"\n")
        .file("docs/a.md", "# A\n");
    init(&test, &[]);
    assert!(read(&test, "book.toml").starts_with("[book]\ntitle = \"T\"\nsrc = \"docs\"\n"));
    is_settled(&test);
}
