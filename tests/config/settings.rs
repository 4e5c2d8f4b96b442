//! What a configuration that holds comes to.

use mdbook_design_docs::config::tables::{BOOK, DATES, DOCUMENTS, FOOTER, HEADER, HTML, ROOT, TOC};
use mdbook_design_docs::config::{FailOn, Level, Settings, TemplateChoice, Timezone};
use mdbook_design_docs::diagnostics::{Place, Severity};
use mdbook_design_docs::keys::{Part, Problems, Step, check};
use mdbook_design_docs::lifecycle::STATUS_KEYS;

use super::settings;

const DEFAULTS: &str = r#"
[preprocessor.design-docs]
command = "mdbook-design-docs"
before = ["links"]
templates = "templates"
template-age = "of-its-day"
fail-on = "error"
page-title = true

[preprocessor.design-docs.toc]
mode = "auto"
min-level = 2
max-level = 3
min-entries = 3
max-entries = 20

[preprocessor.design-docs.header]
mode = "auto"
fields = ["status", "version", "owners", "last-updated"]

[preprocessor.design-docs.footer]
mode = "all"
template = "Last updated {{ date }}"

[preprocessor.design-docs.dates]
timezone = "UTC"
tolerance = "1d"
ignore-revs = ".git-blame-ignore-revs"
ignore-messages = []
"#;

#[test]
fn the_defaults_are_those_that_are_told() {
    let written = format!("{:#?}", settings(DEFAULTS));
    let default = format!("{:#?}", Settings::default());
    assert_eq!(written, default);
    assert_eq!(format!("{:#?}", settings("")), default);
}

#[test]
fn every_key_can_be_set() {
    let it = settings(
        r#"
[book]
title = "Designs"
src = "docs"
[output.html]
smart-punctuation = false
git-repository-url = "https://example.org"
theme = "mine"
[output.epub]
[preprocessor.design-docs]
renderers = ["html"]
optional = true
fail-on = "never"
template-age = "current"
[[preprocessor.design-docs.documents]]
path = "designs/**/*.md"
template = "feature-design"
lifecycle = "default"
file-name = "designs/{number:04}-{slug}.md"
rules = {placeholder = "warning"}
[[preprocessor.design-docs.documents]]
path = "designs/README.md"
template = false
[preprocessor.design-docs.dates]
timezone = "commit"
tolerance = "2w"
ignore-messages = ["^chore: format"]
[preprocessor.design-docs.rules]
placeholder = {severity = "off", words = ["TODO", "???"]}
review-due = {max-age = "1y"}
[preprocessor.design-docs.field-names]
status = ["Zustand"]
last-updated = ["Stand"]
[preprocessor.design-docs.variables]
product = "Example"
since = 2024-05-18
"#,
    );
    assert_eq!(it.book.src, "docs");
    assert_eq!(it.book.renderers, ["epub", "html"]);
    assert_eq!(it.book.own_renderers, Some(vec!["html".to_owned()]));
    assert!(!it.book.html.smart_punctuation && it.book.html.definition_lists);
    assert_eq!(it.fail_on, FailOn::Never);
    assert_eq!(it.dates.timezone, Timezone::Commit);
    assert_eq!(it.dates.tolerance, 14);
    assert!(it.dates.ignore_messages[0].is_match("chore: format all"));
    assert_eq!(it.rules["placeholder"].severity, Some(Level::Off));
    assert_eq!(
        it.rules["placeholder"].words("words"),
        Some(vec!["TODO", "???"])
    );
    assert_eq!(
        it.rules["review-due"]
            .duration("max-age")
            .map(|it| it.to_string()),
        Some("1 year".to_owned())
    );
    assert_eq!(it.field_names["last_updated"], ["Stand"]);
    assert_eq!(it.variables["product"], "Example");
    let [designs, readme] = it.documents.as_slice() else {
        panic!("two entries: {:#?}", it.documents);
    };
    assert_eq!(
        designs.template,
        Some(TemplateChoice::Name("feature-design".to_owned()))
    );
    assert_eq!(readme.template, Some(TemplateChoice::NotADocument));
    // Its `path`.
    assert_eq!(designs.place.start.line, 16);
    assert_eq!(
        designs.rules["placeholder"].severity,
        Some(Level::At(Severity::Warning))
    );
    assert!(readme.glob.is_match("designs/README.md"));
}

#[test]
fn globs_match_within_folders_and_through_them() {
    let matches = |pattern: &str, path: &str| {
        let toml = format!("[[preprocessor.design-docs.documents]]\npath = {pattern:?}\n");
        settings(&toml).documents[0].glob.is_match(path)
    };
    assert!(matches("designs/**/*.md", "designs/a.md"));
    assert!(matches("designs/**/*.md", "designs/x/y/a.md"));
    assert!(!matches("designs/*.md", "designs/x/a.md"));
    assert!(matches("**/adr-*.md", "adr-1.md"));
    assert!(matches("./designs/**", "designs/x/a.md"));
    assert!(matches("{rfcs,adrs}/*.md", "adrs/1.md"));
}

#[test]
fn the_tables_keep_their_own_rules() {
    let nowhere = |_: &[Step], _: Part| Place::file("book.toml");
    for table in [
        &ROOT,
        &DOCUMENTS,
        &TOC,
        &HEADER,
        &FOOTER,
        &DATES,
        &BOOK,
        &HTML,
        &STATUS_KEYS,
    ] {
        for key in table.keys {
            assert!(!key.summary.is_empty(), "{} {}", table.name, key.name);
            for written in [key.default.to_string(), key.example.to_owned()] {
                if written.is_empty() {
                    continue;
                }
                let toml = format!("it = {written}");
                let value: serde_json::Value = toml::from_str(&toml).expect(&toml);
                let mut problems = Problems::new("configuration", &nowhere);
                check(key.name, &key.kind, &value["it"], &[], &mut problems);
                let found = problems.into_diagnostics();
                assert!(found.is_empty(), "{} {found:#?}", table.name);
            }
        }
    }
}
