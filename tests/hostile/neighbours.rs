//! A fault in one document never hides the findings of another.

use crate::both::{BEGIN, book, findings, run};

/// A document with one finding: `lost-text` in line 9.
fn faulty() -> String {
    format!("{BEGIN}It returns Array<T>.\n\n## Solution\n\nNone.\n")
}

#[test]
fn what_is_wrong_in_one_document_hides_nothing_of_the_next() {
    let deep = ">".repeat(10_000) + "a\n";
    let bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nd: ".to_owned()
        + &"[".repeat(5000)
        + "\n---\n# T\n";
    let faults: [(&str, &[u8]); 9] = [
        ("not UTF-8", b"# T\n\xff\n"),
        ("front matter that is none", b"---\n: [\n---\n# T\n"),
        ("front matter without end", b"---\na: b\n# T\n"),
        ("a stray end", b"# T\n\na </p> b\n"),
        ("a directive without end", b"# T\n\n{{#toc title=\"\n"),
        (
            "a comment without end",
            b"# T\n\n<!-- design-docs: allow-file lost-text: x\n",
        ),
        (
            "a fragment that is not there",
            b"# T\n\n{{#template x.md}}\n",
        ),
        ("levels", deep.as_bytes()),
        ("a bomb", bomb.as_bytes()),
    ];
    let faulty = faulty();
    let whole = [("b.md", faulty.as_str())];
    let alone = findings(&run(&book(&whole), &["check", "--format", "json"]));
    assert_eq!(alone, [("lost-text".to_owned(), "src/b.md".to_owned(), 11)]);
    for (name, fault) in faults {
        let around = [
            ("b.md", faulty.as_str()),
            ("a.md", ""),
            ("c.md", faulty.as_str()),
        ];
        let book = book(&around).file("src/a.md", fault);
        let spent = run(&book, &["check", "--format", "json"]);
        let all = findings(&spent);
        for path in ["src/b.md", "src/c.md"] {
            let of: Vec<_> = all.iter().filter(|it| it.1 == path).collect();
            assert_eq!(of.len(), 1, "{name}: {all:?}");
            assert_eq!((of[0].0.as_str(), of[0].2), ("lost-text", 11), "{name}");
        }
        let own = all
            .iter()
            .filter(|it| it.1 != "src/b.md" && it.1 != "src/c.md");
        assert!(own.count() > 0, "{name}: nothing is said of it");
    }
}

#[test]
fn a_broken_template_hides_nothing_of_documents_that_follow_another() {
    let faulty = faulty();
    let toml = "\
[preprocessor.design-docs]
before = [\"links\"]
[[preprocessor.design-docs.documents]]
path = \"a.md\"
template = \"broken\"
[[preprocessor.design-docs.documents]]
path = \"b.md\"
template = \"t\"
";
    for broken in [b"\xff\n".as_slice(), b"", b"# <Title>\n\n## A\n\n## A\n"] {
        let book = book(&[("a.md", &faulty), ("b.md", &faulty)])
            .file("templates/broken.md", broken)
            .file("book.toml", toml);
        let all = findings(&run(&book, &["check", "--format", "json"]));
        let of_b: Vec<_> = all.iter().filter(|it| it.1 == "src/b.md").collect();
        assert_eq!(of_b.len(), 1, "{all:?}");
        assert_eq!((of_b[0].0.as_str(), of_b[0].2), ("lost-text", 11));
        assert!(all.len() > 1, "{all:?}");
    }
}
