//! What `check` prints for programs: SARIF, GitHub's annotations, Markdown, JSON.

mod book;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use book::{NO_INSERTIONS, TestBook};
use mdbook_design_docs::report::FORMATS;
use serde_json::Value;

const TEMPLATE: &str = "\
---
title: <Title>
status: draft | final
---
# <Title>

## Problem

Say what is wrong.

## Proposal

Say what to do.
";

const BINDING: &str = "\
[[preprocessor.design-docs.documents]]
path = \"**/*.md\"
template = \"t\"
";

const DOCUMENT: &str = "\
---
title: A
status: finl
---
# A

## Problem

TODO and Array<T> and TODO
";

/// A repository whose book lies in `docs`.
fn in_a_subfolder() -> TestBook {
    TestBook::empty()
        .file("docs/book.toml", format!("{NO_INSERTIONS}{BINDING}"))
        .file("docs/templates/t.md", TEMPLATE)
        .file("docs/src/SUMMARY.md", "- [A](a%20b.md)\n- [L](link.md)\n")
        .file("docs/src/a b.md", DOCUMENT)
        .file("shared/real,100%.md", DOCUMENT)
}

/// With a chapter that is a symbolic link to a file outside the book.
#[cfg(unix)]
fn with_a_link() -> TestBook {
    let test = in_a_subfolder();
    let link = test.path("docs/src/link.md");
    std::os::unix::fs::symlink("../../shared/real,100%.md", link).expect("a link");
    test
}

fn check(test: &TestBook, format: &str) -> String {
    let said = test.run(&["check", "--book", "docs", "--format", format]);
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (1, ""),
        "{}",
        said.stdout
    );
    said.stdout
}

fn sarif(test: &TestBook) -> Value {
    serde_json::from_str(&check(test, "sarif")).expect("JSON")
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("results")
}

fn holds_to_the_standard(log: &Value) {
    let schema = include_str!("reports/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(schema).expect("JSON");
    // A pattern with a bracket too many, which not every engine takes; the program names no language.
    for place in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][place]["properties"]["language"];
        let language = language.as_object_mut().expect("a schema");
        assert!(language.remove("pattern").is_some());
    }
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema");
    let faults: Vec<String> = validator
        .iter_errors(log)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[cfg(unix)]
#[test]
fn sarif_holds_to_the_standard() {
    let log = sarif(&with_a_link());
    holds_to_the_standard(&log);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), mdbook_design_docs::rules::ALL.len());
    for result in results(&log) {
        let index = result["ruleIndex"].as_u64().expect("an index");
        let rule = &rules[usize::try_from(index).expect("an index")];
        assert_eq!(rule["id"], result["ruleId"]);
        let page = rule["help"]["markdown"].as_str().expect("a page");
        assert!(page.starts_with(&format!("# {}", rule["id"].as_str().expect("an id"))));
    }
    let missing = rules.iter().find(|rule| rule["id"] == "missing-section");
    let missing = missing.expect("the rule");
    assert_eq!(missing["defaultConfiguration"]["level"], "error");
    let off = rules.iter().find(|rule| rule["id"] == "unexpected-section");
    assert_eq!(
        off.expect("the rule")["defaultConfiguration"]["enabled"],
        false
    );
    // A run without findings is one all the same.
    let clean = TestBook::new("- [A](a.md)\n").file("src/a.md", "# A\n");
    let said = clean.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&said.stdout).expect("JSON");
    holds_to_the_standard(&log);
    assert_eq!(results(&log).len(), 0);
}

#[cfg(unix)]
#[test]
fn places_are_those_of_the_repository() {
    let test = with_a_link();
    let log = sarif(&test);
    let uris: BTreeSet<&str> = results(&log)
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"])
        .inspect(|artifact| assert_eq!(artifact["uriBaseId"], "%SRCROOT%"))
        .filter_map(|artifact| artifact["uri"].as_str())
        .collect();
    let expected = ["docs/src/a%20b.md", "shared/real,100%25.md"];
    assert_eq!(uris, BTreeSet::from(expected));
    let related = results(&log)
        .iter()
        .find(|result| result["ruleId"] == "missing-section")
        .expect("the finding");
    let related = &related["relatedLocations"][0];
    assert_eq!(
        related["physicalLocation"]["artifactLocation"]["uri"],
        "docs/templates/t.md"
    );
    let github = check(&test, "github");
    for line in github.lines() {
        let rest = line
            .strip_prefix("::error file=")
            .or(line.strip_prefix("::warning file="));
        let rest = rest.unwrap_or_else(|| panic!("{line}"));
        assert!(
            rest.starts_with("docs/src/a b.md,") || rest.starts_with("shared/real%2C100%25.md,"),
            "{line}"
        );
    }
    let markdown = check(&test, "markdown");
    assert!(markdown.contains("\n### `docs/src/a b.md`\n"), "{markdown}");
    assert!(
        markdown.contains("\n### `shared/real,100%.md`\n"),
        "{markdown}"
    );
}

/// What SARIF says of a place, cut out of the file, is what the finding speaks of.
#[test]
fn regions_and_mends_fit_the_files() {
    let test = in_a_subfolder().file(
        "docs/src/link.md",
        format!("\u{feff}{DOCUMENT}日本 B<T>\r\n"),
    );
    let log = sarif(&test);
    let mut mends = 0;
    for result in results(&log) {
        for change in result["fixes"].as_array().into_iter().flatten() {
            let change = &change["artifactChanges"][0];
            let uri = change["artifactLocation"]["uri"]
                .as_str()
                .expect("an address");
            let path = test.path(&uri.replace("%20", " "));
            let text = fs::read_to_string(path).expect("the file");
            let region = &change["replacements"][0]["deletedRegion"];
            let number = |key: &str| {
                let number = region[key]
                    .as_u64()
                    .unwrap_or_else(|| panic!("{key}: {region}"));
                usize::try_from(number).expect("a number")
            };
            let start = number("byteOffset");
            let bytes = &text[start..start + number("byteLength")];
            let lines: Vec<&str> = text
                .strip_prefix('\u{feff}')
                .unwrap_or(&text)
                .lines()
                .collect();
            assert_eq!(number("startLine"), number("endLine"));
            let line: Vec<char> = lines[number("startLine") - 1].chars().collect();
            let columns = number("startColumn") - 1..number("endColumn") - 1;
            assert_eq!(bytes, line[columns].iter().collect::<String>());
            mends += 1;
        }
    }
    assert!(mends >= 4, "{log:#}");
}

fn fingerprints(log: &Value) -> Vec<(String, String)> {
    let print = |result: &Value| {
        let prints = result["partialFingerprints"]
            .as_object()
            .expect("fingerprints");
        let print = prints.values().next().and_then(Value::as_str).expect("one");
        let rule = result["ruleId"].as_str().expect("a rule");
        (rule.to_owned(), print.to_owned())
    };
    results(log).iter().map(print).collect()
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let test = in_a_subfolder().file("docs/src/link.md", DOCUMENT);
    let before = fingerprints(&sarif(&test));
    let distinct: BTreeSet<_> = before.iter().collect();
    assert_eq!(distinct.len(), before.len());
    let moved = DOCUMENT.replace(
        "## Problem\n",
        "Some text.\n\nMore of it.\n\n## Problem\n\nLines.\n",
    );
    let test = test.file("docs/src/link.md", moved);
    assert_eq!(fingerprints(&sarif(&test)), before);
    // One placeholder more is one finding more; those before it keep theirs.
    let more = DOCUMENT.replace("and TODO", "and TODO, TODO");
    let after = fingerprints(&sarif(&test.file("docs/src/link.md", more)));
    let before: BTreeSet<_> = before.into_iter().collect();
    let after: BTreeSet<_> = after.into_iter().collect();
    let new: Vec<_> = after.difference(&before).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert_eq!(new[0].0, "placeholder");
    assert!(before.is_subset(&after));
}

/// Markdown, rendered as GitHub would, has no markup but the program's own.
#[test]
fn nothing_of_a_document_is_active() {
    let hostile = "\
---
title: \"<script>x</script> [a](javascript:b) @ann https://evil.test | \\u001b[31m \\u009b2J \\u202e {{#include x}}\"
status: \"<img src=x onerror=y> [c](https://evil.test) @bob ::error::x\"
---
# A

## <b>Problem</b> ::error file=x::y

TODO
";
    let test = in_a_subfolder().file("docs/src/link.md", hostile);
    for format in FORMATS.iter().map(|it| it.name) {
        let said = check(&test, format);
        let active = |ch: char| ch.is_control() && ch != '\n' || ch == '\u{202e}';
        assert!(!said.contains(active), "{format}: {said:?}");
    }
    holds_to_the_standard(&sarif(&test));
    // A line a finding: nothing that a document says begins another command.
    let github = check(&test, "github");
    assert_eq!(github.lines().count(), results(&sarif(&test)).len());
    assert!(
        github.lines().all(|line| line.starts_with("::")),
        "{github}"
    );
    let markdown = check(&test, "markdown");
    let mut code = false;
    for event in pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES)
    {
        use pulldown_cmark::{Event, Tag};
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("a link: {markdown}"),
            Event::Text(text) => {
                assert!(!text.contains('@') && !text.contains("://"), "{text}");
            }
            Event::Code(_) => code = true,
            _ => {}
        }
    }
    assert!(code, "{markdown}");
    for row in markdown.lines().filter(|line| line.starts_with('|')) {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 6, "{row}");
    }
}

/// Without git there is no repository: paths are the book's.
#[test]
fn without_a_repository_paths_are_the_books() {
    let test = in_a_subfolder().file("docs/src/link.md", DOCUMENT);
    fs::remove_dir_all(test.path(".git")).expect("no repository any more");
    let github = check(&test, "github");
    assert!(
        github.contains("::error file=src/a b.md,line=3,"),
        "{github}"
    );
}

#[test]
fn every_format_can_go_to_a_file() {
    let test = in_a_subfolder().file("docs/src/link.md", DOCUMENT);
    for format in FORMATS.iter().map(|it| it.name) {
        let printed = check(&test, format);
        let arguments = [
            "check", "--book", "docs", "--output", "out", "--format", format,
        ];
        let said = test.run(&[&arguments[..], &["--color", "always"]].concat());
        assert_eq!((said.code, said.stdout.as_str()), (1, ""), "{format}");
        let written = fs::read_to_string(test.path("out")).expect("the file");
        assert_eq!(written, printed, "{format}");
    }
    let said = test.run(&["check", "--book", "docs", "--output", "no/such/folder"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("`no/such/folder` can't be written"),
        "{}",
        said.stderr
    );
}

/// The formats that programs read say the same, whoever's terminal it is.
#[test]
fn colour_is_for_people() {
    let test = in_a_subfolder().file("docs/src/link.md", DOCUMENT);
    for format in ["short", "json", "sarif", "github", "markdown"] {
        let plain = check(&test, format);
        let mut command: Command = test.command();
        command.args([
            "check", "--book", "docs", "--color", "always", "--format", format,
        ]);
        let said = command.output().expect("it runs");
        assert_eq!(String::from_utf8_lossy(&said.stdout), plain, "{format}");
    }
}

/// The schema with no room for what it does not name.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            let closes = entries.get("properties").is_some_and(Value::is_object);
            entries.values_mut().for_each(closed);
            if closes {
                entries.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(closed),
        _ => {}
    }
}

#[test]
fn json_is_what_its_schema_says() {
    let schema = include_str!("../src/report/json/v1.schema.json");
    let mut schema: Value = serde_json::from_str(schema).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema");
    closed(&mut schema);
    let validator = jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12");
    let test = in_a_subfolder().file("docs/src/link.md", DOCUMENT);
    let output: Value = serde_json::from_str(&check(&test, "json")).expect("JSON");
    let faults: Vec<String> = validator
        .iter_errors(&output)
        .map(|it| it.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    // Everything that the schema speaks of has been seen: related places, mends, and none of them.
    let diagnostics = output["diagnostics"].as_array().expect("findings");
    let some = |seen: fn(&Value) -> bool| diagnostics.iter().any(seen);
    assert!(
        some(|it| it["related"][0].is_object()) && some(|it| it["related"] == Value::Array(vec![]))
    );
    assert!(some(|it| it["fix"]["edits"][0].is_object()) && some(|it| it["fix"].is_null()));
    assert!(some(|it| it["help"].is_string()));
    for change in [
        "/version",
        "/summary/error",
        "/diagnostics/0/line",
        "/diagnostics/0/fix",
    ] {
        let mut wrong = output.clone();
        *wrong.pointer_mut(change).expect("it is there") = Value::from("x");
        assert!(!validator.is_valid(&wrong), "{change}");
    }
}
