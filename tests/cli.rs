//! The commands as one calls them: what they print, and their exit codes.

mod book;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use book::TestBook;
use serde_json::{Value, json};

fn clean_book() -> TestBook {
    TestBook::new("- [A](a.md)\n").file("src/a.md", "# A\n")
}

/// A book with one finding, an error.
fn with_a_finding() -> TestBook {
    clean_book().file("templates/t.md", b"\xff\n")
}

#[test]
fn supports_every_renderer() {
    let test = TestBook::empty();
    for renderer in ["html", "epub", "never-heard-of"] {
        let said = test.run(&["supports", renderer]);
        assert_eq!((said.code, said.stdout + &said.stderr), (0, String::new()));
    }
    assert_eq!(test.run(&["supports"]).code, 2);
    assert!(test.run(&["supports", "--help"]).stdout.contains("Usage"));
}

#[test]
fn exit_codes_say_how_it_went() {
    let said = clean_book().run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(said.stdout, "no findings in 0 documents (1 chapter)\n");
    assert_eq!(with_a_finding().run(&["check"]).code, 1);
    assert_eq!(
        with_a_finding().run(&["check", "--fail-on", "never"]).code,
        0
    );
    assert_eq!(
        with_a_finding()
            .run(&["check", "--fail-on", "sometimes"])
            .code,
        2
    );
    assert_eq!(clean_book().run(&["chekc"]).code, 2);
    assert_eq!(clean_book().run(&["check", "nowhere.md"]).code, 2);
    assert_eq!(TestBook::empty().run(&["check"]).code, 2);
}

#[test]
fn help_and_version_go_to_stdout() {
    let said = TestBook::empty().run(&["--help"]);
    assert_eq!(said.code, 0);
    assert!(
        said.stdout.contains("Exit codes: 0 clean"),
        "{}",
        said.stdout
    );
    assert!(
        TestBook::empty()
            .run(&["--version"])
            .stdout
            .contains(env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_malformed_book_toml_is_told_all_at_once() {
    let toml = "[preprocessor.design-docs]\nfail-on = \"eror\"\nunheard = 1\n[preprocessor.design-docs.toc]\nmin-level = \"x\"\n";
    let said = clean_book().file("book.toml", toml).run(&["check"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    for place in ["book.toml:2:", "book.toml:3:", "book.toml:5:"] {
        assert!(said.stderr.contains(place), "{place}: {}", said.stderr);
    }
    let said = clean_book().file("book.toml", "[book\n").run(&["check"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("--> book.toml:1:"), "{}", said.stderr);
    let said = clean_book().file("book.toml", b"\xff").run(&["check"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("UTF-8"), "{}", said.stderr);
}

#[test]
fn the_environment_overrides_book_toml() {
    let test = with_a_finding();
    let mut command = test.command();
    command
        .arg("check")
        .env("MDBOOK_PREPROCESSOR__DESIGN_DOCS__FAIL_ON", "never");
    assert_eq!(command.output().expect("it runs").status.code(), Some(0));
}

#[test]
fn chapters_that_cannot_be_read_are_findings_and_nothing_is_written() {
    let test = TestBook::new(
        "# Summary\n\n- [Missing](sub/missing.md)\n- [Bytes](bytes.md)\n- [Folder](folder.md)\n- [A](a.md)\n- [Bad](b.md)\n",
    )
    .file("src/bytes.md", b"one\ntwo \xff\n")
    .file("src/folder.md/x.txt", "")
    .file("src/a.md", "# A\n");
    let before = test.listing();
    let said = test.run(&["check", "--format", "short"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    let expected = "\
src/SUMMARY.md:3:3: error[unreadable-chapter]: the chapter `src/sub/missing.md` does not exist
src/SUMMARY.md:4:3: error[unreadable-chapter]: the chapter `src/bytes.md` is not UTF-8 from line 2 on
src/SUMMARY.md:5:3: error[unreadable-chapter]: the chapter `src/folder.md` is a folder
src/SUMMARY.md:7:3: error[unreadable-chapter]: the chapter `src/b.md` does not exist
";
    assert_eq!(said.stdout, expected);
    assert_eq!(test.listing(), before);
    let said = test.run(&["check", "src/b.md", "--format", "short"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert_eq!(
        said.stdout,
        "src/b.md:1:1: error[unreadable-chapter]: the chapter `src/b.md` does not exist\n"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_chapters_is_not_waited_for() {
    let test = TestBook::new("- [Pipe](pipe.md)\n- [A](a.md)\n").file("src/a.md", "# A\n");
    let made = std::process::Command::new("mkfifo")
        .arg(test.path("src/pipe.md"))
        .status();
    assert!(made.expect("mkfifo runs").success());
    let said = test.run(&["check", "--format", "short"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stdout
            .contains("the chapter `src/pipe.md` is no regular file"),
        "{}",
        said.stdout
    );
}

#[cfg(unix)]
#[test]
fn messages_name_the_real_file() {
    let test = TestBook::new("- [A](a.md)\n").file("docs/real.md", b"\xff");
    std::os::unix::fs::symlink(test.path("docs/real.md"), test.path("src/a.md")).expect("a link");
    let said = test.run(&["check", "--format", "short"]);
    assert!(
        said.stdout
            .contains("the chapter `docs/real.md` is not UTF-8"),
        "{}",
        said.stdout
    );
    let loop_ = TestBook::new("- [A](a.md)\n");
    std::os::unix::fs::symlink("a.md", loop_.path("src/a.md")).expect("a link");
    let said = loop_.run(&["check", "--format", "short"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stdout.contains("the chapter `src/a.md` can't be read"),
        "{}",
        said.stdout
    );
}

#[test]
fn a_chapter_that_is_listed_twice_is_told_and_the_rest_is_checked() {
    let test = TestBook::new("- [A](a.md)\n- [Again](a.md)\n- [Missing](m.md)\n")
        .file("src/a.md", "# A\n");
    let said = test.run(&["check", "--format", "short"]);
    assert_eq!(said.code, 2);
    let expected = "\
src/SUMMARY.md:2:3: error[unreadable-chapter]: `a.md` is listed twice, and mdBook refuses such a book
src/SUMMARY.md:3:3: error[unreadable-chapter]: the chapter `src/m.md` does not exist
";
    assert_eq!(said.stdout, expected);
    let said = TestBook::new("- [A](a.md)\n- [Again](./a.md)\n")
        .file("src/a.md", "# A\n")
        .run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stdout);
}

#[test]
fn a_summary_that_mdbook_refuses_is_shown() {
    let said = TestBook::new("- [A](a.md)\n\n[End](b.md)\n\n- [C](c.md)\n").run(&["check"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("--> src/SUMMARY.md:5:1"),
        "{}",
        said.stderr
    );
    let said = TestBook::empty().file("book.toml", "").run(&["check"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("SUMMARY.md") && said.stderr.contains("does not exist"),
        "{}",
        said.stderr
    );
}

#[test]
fn templates_are_counted_where_they_are_checked() {
    let test = TestBook::new("- [A](a.md)\n")
        .file("src/a.md", "# A\n")
        .file("templates/one.md", "# <Title>\n\n## Why\n")
        .file("templates/two.md", "# <Title>\n\n## How\n");
    let said = test.run(&["templates", "check"]);
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, "no findings in 2 templates\n")
    );
}

#[test]
fn odd_books_are_fine() {
    let said = TestBook::new("").run(&["check"]);
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, "no findings in 0 documents (0 chapters)\n")
    );
    let test =
        TestBook::new("- [Out](../out.md)\n- [Space](a%20b.md)\n- [Draft]()\n- [Bom](bom.md)\n")
            .file("out.md", "# Out\n")
            .file("src/a b.md", "# Space\n")
            .file("src/bom.md", "\u{feff}# Bom\r\n");
    let said = test.run(&["check"]);
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, "no findings in 0 documents (3 chapters)\n")
    );
    let without_configuration = TestBook::empty()
        .file("src/SUMMARY.md", "- [A](a.md)\n")
        .file("src/a.md", "");
    assert_eq!(without_configuration.run(&["check"]).code, 0);
    let flat = TestBook::empty().file("book.toml", "[book]\nsrc = \".\"\n");
    let flat = flat.file("SUMMARY.md", "- [A](a.md)\n").file("a.md", "");
    assert_eq!(flat.run(&["check"]).code, 0);
}

#[test]
fn the_book_is_found_from_below_and_by_name() {
    let test = clean_book().file("src/deep/er/x.txt", "");
    let mut command = test.command();
    command.current_dir(test.path("src/deep/er")).arg("check");
    assert_eq!(command.output().expect("it runs").status.code(), Some(0));
    let book = test.path("").display().to_string();
    let elsewhere = TestBook::empty();
    assert_eq!(elsewhere.run(&["check", "--book", &book]).code, 0);
    assert_eq!(elsewhere.run(&["check", "--book", "."]).code, 2);
}

#[test]
fn only_what_was_asked_for_is_told() {
    let test = TestBook::new("- [Bad](x/bad.md)\n- [Good](y/good.md)\n")
        .file("src/x/bad.md", b"\xff")
        .file("src/y/good.md", "# Good\n")
        .file("notes/unlisted.md", b"\xff");
    assert_eq!(test.run(&["check", "src/y"]).code, 0);
    assert_eq!(test.run(&["check", "src/y/good.md"]).code, 0);
    assert_eq!(test.run(&["check", "src/x"]).code, 2);
    let said = test.run(&["check", "notes/unlisted.md", "--format", "short"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stdout
            .starts_with("notes/unlisted.md:1:1: error[unreadable-chapter]"),
        "{}",
        said.stdout
    );
    assert_eq!(said.stdout.lines().count(), 1);
    assert_eq!(test.run(&["check", "src/SUMMARY.md"]).code, 0);
}

#[test]
fn without_a_book_files_are_checked_all_the_same() {
    let test = TestBook::empty()
        .file("docs/a.md", "# A\n")
        .file("docs/b.md", b"\xff");
    assert_eq!(test.run(&["check", "docs/a.md"]).code, 0);
    let said = test.run(&["check", "docs", "--format", "short"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stdout
            .contains("docs/b.md:1:1: error[unreadable-chapter]"),
        "{}",
        said.stdout
    );
}

#[test]
fn json_has_the_documented_shape() {
    let said = with_a_finding().run(&["check", "--format", "json"]);
    assert_eq!(said.code, 1);
    let output: Value = serde_json::from_str(&said.stdout).expect("JSON");
    assert_eq!(output["version"], 1);
    let tool = json!({"name": "mdbook-design-docs", "version": env!("CARGO_PKG_VERSION")});
    assert_eq!(output["tool"], tool);
    assert_eq!(output["chapters"], 1);
    assert_eq!(
        output["summary"],
        json!({"error": 1, "warning": 0, "note": 0})
    );
    let finding = &output["diagnostics"][0];
    assert_eq!(finding["rule"], "template-error");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["path"], "templates/t.md");
    for key in ["line", "column", "end_line", "end_column"] {
        assert_eq!(finding[key], 1, "{key}");
    }
    assert_eq!(finding["related"], json!([]));
    assert!(finding["fix"].is_null());
}

#[test]
fn the_output_may_go_to_a_file() {
    let test = with_a_finding();
    let said = test.run(&["check", "--format", "short", "--output", "found.txt"]);
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
    let found = fs::read_to_string(test.path("found.txt")).expect("the file");
    assert!(
        found.starts_with("templates/t.md:1:1: error[template-error]"),
        "{found}"
    );
    let said = test.run(&["check", "--output", "no/such/folder.txt"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("no/such/folder.txt"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let test = with_a_finding();
    for (arguments, code) in [
        (vec!["check"], 1),
        (vec!["check", "--format", "short"], 1),
        (vec!["check", "--format", "json"], 1),
        (vec!["check", "--format", "sarif"], 1),
        (vec!["check", "--format", "github"], 1),
        (vec!["check", "--format", "markdown"], 1),
        (vec!["list"], 0),
        (vec!["list", "--format", "json"], 0),
        (vec!["list", "--format", "csv"], 0),
        (vec!["list", "--format", "markdown"], 0),
        (vec!["completions", "bash"], 0),
        (vec!["schema", "adr"], 0),
        (vec!["templates"], 0),
        (vec!["templates", "show", "adr"], 0),
        (vec!["templates", "check"], 1),
        (vec!["explain"], 0),
        (vec!["explain", "placeholder"], 0),
        (vec!["--help"], 0),
    ] {
        let mut command = test.command();
        command
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        drop(child.stdout.take());
        let mut stderr = String::new();
        let mut pipe = child.stderr.take().expect("a pipe");
        pipe.read_to_string(&mut stderr).expect("UTF-8");
        assert_eq!(
            child.wait().expect("it ends").code(),
            Some(code),
            "{arguments:?}"
        );
        assert_eq!(stderr, "", "{arguments:?}");
    }
}

#[test]
fn rules_are_known_by_name() {
    let test = with_a_finding();
    let said = test.run(&["check", "--rule", "template-eror"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("there is no rule `template-eror`; did you mean `template-error`?"),
        "{}",
        said.stderr
    );
    assert_eq!(test.run(&["check", "--rule", "unreadable-chapter"]).code, 0);
    assert_eq!(
        test.run(&[
            "check",
            "--rule",
            "unreadable-chapter",
            "--rule",
            "template-error"
        ])
        .code,
        1
    );
    let said = test.run(&["explain", "unreadable-chaptr"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("did you mean `unreadable-chapter`?"),
        "{}",
        said.stderr
    );
    assert!(
        test.run(&["explain", "unreadable-chapter"])
            .stdout
            .contains("unreadable-chapter")
    );
    assert!(
        test.run(&["explain"])
            .stdout
            .lines()
            .any(|line| line.starts_with("unreadable-chapter "))
    );
}

#[test]
fn colour_is_for_those_who_want_it() {
    let test = with_a_finding();
    assert!(!test.run(&["check"]).stdout.contains('\u{1b}'));
    assert!(
        test.run(&["check", "--color", "always"])
            .stdout
            .contains('\u{1b}')
    );
    let coloured = |name: &str, value: &str, arguments: &[&str]| {
        let output = test.command().args(arguments).env(name, value).output();
        output.expect("it runs").stdout.contains(&0x1b)
    };
    assert!(coloured("CLICOLOR_FORCE", "1", &["check"]));
    assert!(!coloured(
        "CLICOLOR_FORCE",
        "1",
        &["check", "--color", "never"]
    ));
    assert!(coloured("NO_COLOR", "1", &["check", "--color", "always"]));
    assert!(!coloured(
        "CLICOLOR_FORCE",
        "1",
        &["check", "--format", "json"]
    ));
}

#[test]
fn days_are_days() {
    let test = clean_book();
    assert_eq!(test.run(&["check", "--today", "2024-02-29"]).code, 0);
    let said = test.run(&["check", "--today", "2023-02-29"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("YYYY-MM-DD"), "{}", said.stderr);
    let epoch = |value: &str| {
        test.command()
            .arg("check")
            .env("SOURCE_DATE_EPOCH", value)
            .output()
    };
    assert_eq!(epoch("0").expect("it runs").status.code(), Some(0));
    assert_eq!(epoch("noon").expect("it runs").status.code(), Some(2));
}

#[test]
fn what_programs_read_is_never_quiet() {
    let test = clean_book().file("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n");
    let test = test.file("src/b.md", "# B\n\n{{#statuss}}\n");
    let severity = |name: &str| test.run(&["check", "-q", "--fail-on", name, "--format", "short"]);
    let rule = "warning[unknown-directive]";
    let loud = test.run(&["check", "--format", "short"]);
    assert!(loud.stdout.contains(rule), "{}", loud.stdout);
    // What a command fails on is shown.
    assert_eq!(
        (severity("error").code, severity("error").stdout.as_str()),
        (0, "")
    );
    let failed = severity("warning");
    assert_eq!(failed.code, 1);
    assert!(failed.stdout.contains(rule), "{}", failed.stdout);
    for format in ["json", "sarif", "github", "markdown"] {
        let of = |more: &[&str]| test.run(&[&["check", "--format", format], more].concat());
        assert_eq!(of(&["-q"]).stdout, of(&[]).stdout, "{format}");
        assert!(of(&[]).stdout.contains("unknown-directive"), "{format}");
    }
}

#[test]
fn what_is_misunderstood_is_put_right() {
    let test = clean_book();
    for (arguments, hint) in [
        (&["check", "--fix"][..], "run 'mdbook-design-docs fix'"),
        (
            &["check", "nowhere.md"],
            "error: `nowhere.md` can't be read",
        ),
        (
            &["status", "9"],
            "no document has the id, the number or the path `9`",
        ),
        (
            &["check", "--output", "no/where/x.json"],
            "error: `no/where/x.json` can't be written: No such file",
        ),
    ] {
        let said = test.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.stderr.contains(hint), "{}", said.stderr);
        assert!(!said.stderr.contains(".tmp"), "{}", said.stderr);
    }
    let said = TestBook::empty().run(&["status", "9"]);
    assert!(said.stderr.contains("there is no book"), "{}", said.stderr);
    assert!(
        said.stderr.contains("mdbook-design-docs init"),
        "{}",
        said.stderr
    );
}

#[test]
fn quiet_prints_errors_alone_and_verbose_more() {
    let said = clean_book().run(&["check", "-q"]);
    assert_eq!(
        (said.code, said.stdout.as_str(), said.stderr.as_str()),
        (0, "", "")
    );
    assert!(
        with_a_finding()
            .run(&["check", "-q"])
            .stdout
            .contains("error[template-error]")
    );
    assert!(
        clean_book()
            .run(&["check", "-v"])
            .stderr
            .contains("read in ")
    );
    assert_eq!(clean_book().run(&["check", "-q", "-v"]).code, 2);
}

#[test]
fn a_built_in_template_is_shown_where_it_asks_and_where_a_file_is_to_hold_it() {
    let test = TestBook::new("- [A](a.md)\n").file("src/a.md", "---\ntemplate: adr\n---\n# A\n");
    let said = test.run(&["check"]);
    let asked = "--> <built-in>/adr.md:";
    let (_, below) = said.stdout.split_once(asked).expect("a place");
    let shown = below.lines().nth(2).expect("a line of it");
    assert!(shown.ends_with(" | ## Status"), "{}", said.stdout);
    // The shell has made the file already when it is to be written.
    let whole = test.run(&["templates", "show", "adr"]).stdout;
    assert!(whole.contains("\n## Status\n"), "{whole}");
    let test = test.file("templates/adr.md", "");
    assert_eq!(test.run(&["templates", "show", "adr"]).stdout, whole);
}

#[test]
fn templates_are_listed_and_shown() {
    let test = clean_book().file("templates/own.md", "# {title}\n\nOwn.\n");
    let said = test.run(&["templates"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stdout
            .lines()
            .any(|line| line.starts_with("own ") && line.ends_with("templates/own.md")),
        "{}",
        said.stdout
    );
    assert_eq!(
        test.run(&["templates", "show", "own"]).stdout,
        "# {title}\n\nOwn.\n"
    );
    let said = test.run(&["templates", "show", "ownn"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("there is no template `ownn`; did you mean `own`?"),
        "{}",
        said.stderr
    );
    assert_eq!(with_a_finding().run(&["templates", "check"]).code, 1);
    assert_eq!(TestBook::empty().run(&["templates", "list"]).code, 0);
}

#[test]
fn files_that_were_named_are_counted_and_no_others() {
    let entry = "\n[[preprocessor.design-docs.documents]]\npath = \"d/*.md\"\ntemplate = \"adr\"\n";
    let test = TestBook::new("- [A](d/a.md)\n- [B](d/b.md)\n- [C](c.md)\n");
    let toml = fs::read_to_string(test.path("book.toml")).expect("book.toml") + entry;
    let test = test.file("book.toml", toml);
    let test = ["d/a", "d/b", "c"].iter().fold(test, |test, name| {
        test.file(&format!("src/{name}.md"), "# A\n\nArray<T>\n")
    });
    for (path, counted) in [
        (".", "in 2 documents (3 chapters)"),
        ("src/d", "in 2 documents (2 chapters)"),
        ("src/d/a.md", "in 1 document (1 chapter)"),
        ("src/c.md", "in 0 documents (1 chapter)"),
    ] {
        let said = test.run(&["check", path]);
        let last = said.stdout.lines().last().expect("a summary");
        assert!(last.ends_with(counted), "{path}: {last}");
        let json = test.run(&["check", path, "--format", "json"]);
        let json: Value = serde_json::from_str(&json.stdout).expect("JSON");
        let counts = (&json["documents"], &json["chapters"]);
        let words = counted.replace(['(', ')'], "");
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(
            (counts.0.to_string(), counts.1.to_string()),
            (words[1].into(), words[3].into())
        );
    }
}

#[test]
fn paths_that_do_not_begin_where_one_stands_are_explained() {
    let test = with_a_finding();
    let line = "paths begin at the book's folder, `..`\n";
    let mut command = test.command();
    let below = command
        .current_dir(test.path("src"))
        .arg("check")
        .output()
        .expect("it runs");
    let below = String::from_utf8(below.stdout).expect("text");
    assert!(below.contains(line), "{below}");
    assert!(!test.run(&["check"]).stdout.contains("paths begin"));
}

#[test]
fn many_notes_that_say_the_same_are_counted() {
    let names: Vec<String> = (0..9).map(|number| format!("a{number}")).collect();
    let summary: String = names
        .iter()
        .map(|name| format!("- [{name}]({name}.md)\n"))
        .collect();
    let test = names.iter().fold(TestBook::new(&summary), |test, name| {
        test.file(
            &format!("src/{name}.md"),
            "---\ntemplate: rfc\nstatus: draft\n---\n# A\n",
        )
    });
    let count = |arguments: &[&str]| {
        let said = test.run(&[&["check", "--rule", "missing-section", "src"], arguments].concat());
        (
            said.stdout
                .replace("\\\"", "\"")
                .matches("the section \"Motivation\" is missing")
                .count(),
            said.stdout,
        )
    };
    let (shown, told) = count(&[]);
    assert_eq!(shown, 4, "{told}");
    assert!(
        told.contains(
            "note[missing-section]: 6 more like it: the section \"Motivation\" is missing"
        ),
        "{told}"
    );
    assert!(told.contains("`--verbose` shows each of them\n"), "{told}");
    for arguments in [
        &["--verbose"][..],
        &["--format", "short"],
        &["--format", "json"],
    ] {
        assert_eq!(count(arguments).0, 9, "{arguments:?}");
    }
}
