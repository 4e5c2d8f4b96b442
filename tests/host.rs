//! The wire to mdBook, and mdBook inside.

mod book;

use std::fs;
use std::process::{Command, Stdio};

use book::{NO_INSERTIONS, TestBook, chapter};
use serde_json::{Value, json};

fn sent(context: &Value, book: &Value) -> Vec<u8> {
    serde_json::to_vec(&json!([context, book])).expect("JSON")
}

/// What comes back for a book, which must be well.
fn answer(test: &TestBook, context: &Value, book: &Value) -> Value {
    let said = test.preprocess(&sent(context, book));
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    serde_json::from_str(&said.stdout).expect("one JSON value and nothing else")
}

/// A book that ends any build: its template can't be read.
fn with_a_finding() -> TestBook {
    TestBook::new("- [A](a.md)\n")
        .file("src/a.md", "# A\n")
        .file("templates/t.md", b"\xff\n")
}

#[test]
fn untouched_in_untouched_out() {
    let test = TestBook::new("- [A](a.md)\n").file("src/a.md", "# A\r\n\r\ntext\u{a0}\r\n");
    let book = json!({"items": [
        chapter("A", "a.md", "# A\r\n\r\ntext\u{a0}\r\n"),
        "Separator",
        {"PartTitle": "Part"},
        {"Chapter": {"name": "Draft", "content": "", "number": null, "path": null,
            "source_path": null, "parent_names": [], "sub_items": [chapter("Below", "b.md", "b")]}},
        {"SomethingNew": {"x": 1.5}},
    ]});
    assert_eq!(answer(&test, &test.context(), &book), book);
}

#[test]
fn what_is_unknown_goes_through_and_old_books_are_read() {
    let test = TestBook::new("");
    let mut chapter = chapter("A", "a.md", "# A\n");
    chapter["Chapter"]["new_in_some_version"] = json!({"deep": [null, 1e300]});
    let book = json!({"sections": [chapter], "__non_exhaustive": null, "other": 18_446_744_073_709_551_615_u64});
    let mut context = test.context();
    context["mdbook_version"] = json!("0.4.52");
    context["config"]["book"]["multilingual"] = json!(false);
    context["new"] = json!(true);
    assert_eq!(answer(&test, &context, &book), book);
}

#[test]
fn what_does_not_change_keeps_its_bytes() {
    let test = TestBook::new("- [A](a.md)\n- [B](b.md)\n")
        .file("src/a.md", "---\ntitle: A\n---\ntext\n")
        .file("src/b.md", "---\ntitle: B\n---\nb \u{e9}\n");
    let context = test.context();
    // Keys in no order of mdBook's, white space and escapes that serde_json would not write.
    let below = r#"{"content":"---\ntitle: B\n---\nb \u00e9\n","path":"b.md","source_path":"b.md","name":"B"}"#;
    let same = r#"{"content":"caf\u00e9 \/ bar","path":"c.md","source_path":null,"name":"C"}"#;
    let parent = format!(
        r#"{{"sub_items": [ {{"Chapter" : {below}}}, {{"Chapter":{same}}} ],
        "content":"---\ntitle: A\n---\ntext\n", "name":"\u0041", "path":"a.md","source_path":"a.md"}}"#
    );
    let book = format!(r#"{{ "items" : [ {{"Chapter":{parent}}}, "Separator" ] , "x": 1.50e0 }}"#);
    let said = test.preprocess(format!(" [\n{context} , {book}\n] \n").as_bytes());
    let expected = book
        .replace(r"---\ntitle: A\n---\ntext", "text")
        .replace(r"---\ntitle: B\n---\nb \u00e9", "b \u{e9}");
    assert_eq!((said.code, said.stdout), (0, expected), "{}", said.stderr);
}

#[test]
fn chapters_may_lie_anywhere() {
    let test = TestBook::new("")
        .file("outside.md", "# Outside\n")
        .file("src/a b.md", "# A\n");
    let book = json!({"items": [
        chapter("Outside", "../outside.md", "# Outside\n"),
        chapter("Space", "a b.md", "# A\n"),
        chapter("Nowhere", "nowhere.md", "# Nowhere\n"),
        chapter("Twice", "a b.md", "# A\n"),
        chapter("Thrice", "./a b.md", "# A\n"),
        {"Chapter": {"name": "Made up", "content": "x", "number": null, "path": "made.md",
            "source_path": null, "parent_names": [], "sub_items": []}},
    ]});
    assert_eq!(answer(&test, &test.context(), &book), book);
}

#[test]
fn the_configuration_is_read_as_book_toml_says_it() {
    let test = TestBook::new("");
    let mut context = test.context();
    context["config"]["book"]["title"] = json!(null);
    context["config"]["preprocessor"]["design-docs"]["variables"] =
        json!({"day": {"$__toml_private_datetime": "2024-02-29"}});
    let book = json!({"items": []});
    assert_eq!(answer(&test, &context, &book), book);
}

#[test]
fn nothing_is_written_before_everything_is_read() {
    let test = TestBook::new("");
    let content = "word ".repeat(200_000);
    let items: Vec<Value> = (0..20)
        .map(|n| chapter("A", &format!("{n}.md"), &content))
        .collect();
    let book = json!({"items": items});
    assert_eq!(answer(&test, &test.context(), &book), book);
}

#[test]
fn versions_that_cannot_work_are_named_before_anything_else() {
    let test = TestBook::new("");
    let mut context = test.context();
    context["config"]["preprocessor"]["design-docs"]["nonsense"] = json!(1);
    for (version, expected) in [
        (
            "0.3.7",
            "mdBook 0.3.7 is too old for this preprocessor; mdBook 0.4 and 0.5 work",
        ),
        (
            "five",
            "mdBook calls its version `five`, which is no version number",
        ),
    ] {
        context["mdbook_version"] = json!(version);
        let said = test.preprocess(&sent(&context, &json!({"unheard": "of"})));
        assert_eq!((said.code, said.stdout.as_str()), (2, ""));
        assert!(said.stderr.contains(expected), "{}", said.stderr);
        assert!(!said.stderr.contains("nonsense"), "{}", said.stderr);
    }
}

#[test]
fn a_newer_version_is_tried_and_remarked_on() {
    let test = TestBook::new("");
    let mut context = test.context();
    context["mdbook_version"] = json!("0.6.0");
    let said = test.preprocess(&sent(&context, &json!({"items": []})));
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.starts_with("warning: mdBook 0.6.0 is newer"),
        "{}",
        said.stderr
    );
    let said = test.preprocess(&sent(&context, &json!({"chapters": []})));
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("the book from mdBook 0.6.0 has neither"),
        "{}",
        said.stderr
    );
}

#[test]
fn what_mdbook_never_sends_says_how_to_go_on() {
    let test = TestBook::new("");
    for (input, expected) in [
        ("", "it is empty"),
        ("# A chapter\n", "it is no JSON"),
        ("{}", "it is no list of a context and a book"),
        ("[{}]", "it is no list of a context and a book"),
        ("[{}, {}]", "its context has no `mdbook_version`"),
        ("[1, {}]", "its context has no `mdbook_version`"),
        ("[{}, {}, {}]", "it is no list of a context and a book"),
        ("[{}, {}] more", "it is no JSON"),
        (
            r#"[{"mdbook_version": "0.5.4", "root": "/", "renderer": "html"}, {"items": [{"Chapter": 1}]}]"#,
            "the book from mdBook 0.5.4 can't be understood: invalid type: integer `1`",
        ),
        (
            r#"[{"mdbook_version": "0.5.4", "root": "/", "renderer": "html"}, {"chapters": []}]"#,
            "the book from mdBook 0.5.4 has neither `items` nor `sections`",
        ),
    ] {
        let said = test.preprocess(input.as_bytes());
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{input}");
        assert!(said.stderr.contains(expected), "{input}: {}", said.stderr);
        assert!(
            said.stderr.contains("run `mdbook-design-docs check`"),
            "{}",
            said.stderr
        );
    }
}

#[test]
fn a_wrong_configuration_is_told_in_full_with_its_lines() {
    let toml = "[preprocessor.design-docs]\nfail-onn = \"never\"\ntemplates = 3\n";
    let test = TestBook::new("").file("book.toml", toml);
    let mut context = test.context();
    context["config"]["preprocessor"]["design-docs"] = json!({"fail-onn": "never", "templates": 3});
    let said = test.preprocess(&sent(&context, &json!({"items": []})));
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("book.toml:2:1"), "{}", said.stderr);
    assert!(said.stderr.contains("book.toml:3:"), "{}", said.stderr);
    assert!(said.stderr.contains("fail-on"), "{}", said.stderr);
}

#[test]
fn findings_end_the_build_and_go_to_stderr_alone() {
    let test = with_a_finding();
    let book = json!({"items": [chapter("A", "a.md", "# A\n")]});
    let said = test.preprocess(&sent(&test.context(), &book));
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
    assert!(
        said.stderr
            .contains("templates/t.md:1:1: error[template-error]: "),
        "{}",
        said.stderr
    );

    let mut context = test.context();
    context["config"]["preprocessor"]["design-docs"]["fail-on"] = json!("never");
    let said = test.preprocess(&sent(&context, &book));
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("error[template-error]"),
        "{}",
        said.stderr
    );
    assert_eq!(
        serde_json::from_str::<Value>(&said.stdout).expect("JSON"),
        book
    );
}

#[test]
fn while_a_book_is_served_findings_never_end_the_build() {
    let test = with_a_finding();
    let mut context = test.context();
    context["config"]["output"] = json!({"html": {"live-reload-endpoint": "__livereload"}});
    let said = test.preprocess(&sent(&context, &json!({"items": []})));
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("error[template-error]"),
        "{}",
        said.stderr
    );
}

#[test]
fn with_several_renderers_findings_are_printed_once() {
    let test = with_a_finding();
    let mut context = test.context();
    context["config"]["output"] = json!({"html": {}, "epub": {}});
    context["config"]["preprocessor"]["design-docs"]["fail-on"] = json!("never");
    let printed = |renderer: &str, context: &mut Value| {
        context["renderer"] = json!(renderer);
        let said = test.preprocess(&sent(context, &json!({"items": []})));
        assert_eq!(said.code, 0);
        !said.stderr.is_empty()
    };
    assert!(printed("epub", &mut context));
    assert!(!printed("html", &mut context));
    assert!(printed("test", &mut context));
    context["config"]["preprocessor"]["design-docs"]["renderers"] = json!(["html"]);
    assert!(printed("html", &mut context));
}

#[test]
fn the_built_in_mdbook_makes_the_same_pages() {
    let Ok(version) = Command::new("mdbook").arg("--version").output() else {
        eprintln!("skipped: no mdbook is installed to compare with");
        return;
    };
    if version.stdout != b"mdbook v0.5.4\n" {
        eprintln!("skipped: another mdbook is installed than the one inside");
        return;
    }
    let program = env!("CARGO_BIN_EXE_mdbook-design-docs").replace('\\', "/");
    for toml in [
        String::new(),
        format!("{NO_INSERTIONS}[output.html]\nadmonitions = false\n"),
        "[preprocessor.design-docs]\n".to_owned(),
    ] {
        let command = format!("[preprocessor.design-docs]\ncommand = '{program}'\n");
        let with_command = if toml.is_empty() {
            format!("{command}before = [\"links\"]\n")
        } else {
            toml.replace("[preprocessor.design-docs]\n", &command)
        };
        let test = TestBook::new("- [A](a.md)\n- [B](sub/README.md)\n")
            .file("src/a.md", "# A\n\n> [!NOTE]\n> x\n\n{{#include b.txt}}\n")
            .file("src/b.txt", "included\n")
            .file("src/sub/README.md", "# B\n\n## C\n\n[a](../a.md)\n")
            .file("book.toml", &toml);
        let said = test.run(&["build", "--dest-dir", "inside"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let test = test.file("book.toml", with_command);
        let mut mdbook = Command::new("mdbook");
        mdbook
            .args(["build", "--dest-dir", "outside"])
            .current_dir(test.path(""));
        assert!(
            mdbook
                .stderr(Stdio::null())
                .status()
                .expect("mdbook runs")
                .success()
        );
        same_files(&test.path("inside"), &test.path("outside"));
    }
}

fn same_files(left: &std::path::Path, right: &std::path::Path) {
    let names = |folder: &std::path::Path| {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(left), names(right));
    for name in names(left) {
        let (left, right) = (left.join(&name), right.join(&name));
        if left.is_dir() {
            same_files(&left, &right);
        } else {
            assert!(
                fs::read(&left).ok() == fs::read(&right).ok(),
                "{} differs",
                left.display()
            );
        }
    }
}

#[test]
fn a_panic_of_mdbook_becomes_a_message_that_names_the_chapter() {
    let test = TestBook::new("- [A](a.md)\n- [Bad](sub/bad.md)\n")
        .file("src/a.md", "# A\n")
        .file("src/sub/bad.md", "some text </p> and more\n");
    let said = test.run(&["build"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(
        said.stderr.contains("in the chapter `sub/bad.md`"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("stray `</p>`"), "{}", said.stderr);
    assert!(!said.stderr.contains("panicked at"), "{}", said.stderr);
}

#[test]
fn what_mdbook_warns_of_reaches_the_user() {
    let test = TestBook::new("- [A](a.md)\n").file("src/a.md", "{{#include nowhere.md}}\n");
    let said = test.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stderr.contains("error: mdBook: ") && said.stderr.contains("nowhere.md"),
        "{}",
        said.stderr
    );
    assert_eq!(said.stdout, "");
}

#[test]
fn findings_end_the_built_in_build_too() {
    let test = with_a_finding();
    let said = test.run(&["build"]);
    assert_eq!(said.code, 1, "{}", said.stderr);
    assert!(
        said.stderr.contains("error[template-error]"),
        "{}",
        said.stderr
    );
    assert!(!test.path("book/index.html").exists());
    let said = TestBook::new("- [A](a.md)\n")
        .file("book.toml", "[book\n")
        .run(&["build"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(said.stderr.contains("book.toml:1:"), "{}", said.stderr);
}

#[test]
fn the_built_in_build_goes_where_it_is_told() {
    let test = TestBook::new("- [A](a.md)\n").file("src/a.md", "# A\n");
    let book = test.path("").display().to_string();
    let elsewhere = TestBook::empty();
    let said = elsewhere.run(&["build", &book, "--dest-dir", "pages"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(elsewhere.path("pages/index.html").is_file());
    assert!(!test.path("book").exists());
    assert_eq!(elsewhere.run(&["build", "pages"]).code, 2);
}
