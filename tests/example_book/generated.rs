//! The reference: tables of keys, statuses and rules, a page for each rule, and the help of each command
//! (`commands`).

mod commands;

use std::fmt::Write as _;
use std::fs;

use mdbook_design_docs::config::{self, Level, tables};
use mdbook_design_docs::diagnostics::Safety;
use mdbook_design_docs::directives::{self, DIRECTIVES, Directive, MDBOOK};
use mdbook_design_docs::keys::{Fallback, Key, Table};
use mdbook_design_docs::lifecycle::{Lifecycle, STATUS_KEYS, Status};
use mdbook_design_docs::report::{FORMATS, listing};
use mdbook_design_docs::rules::{self, ALL, Rule};

use crate::{book, holds};

/// The chapter with a generated part replaced by what it should be.
fn replaced(chapter: &str, name: &str, content: &str) -> String {
    let begin = format!("<!-- generated: {name} -->\n");
    let (before, rest) = chapter
        .split_once(&begin)
        .unwrap_or_else(|| panic!("the chapter has no part {name}"));
    let (_, after) = rest.split_once("<!-- end -->").expect("the part ends");
    let content = content.trim_end();
    format!("{before}{begin}\n{content}\n\n<!-- end -->{after}")
}

fn chapter(path: &str) -> String {
    fs::read_to_string(book(path)).expect("the chapter is there")
}

/// Text for a table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A line's worth of code; a dash for none.
fn code(text: &str) -> String {
    match text {
        "" => "–".to_owned(),
        text => format!("`{}`", cell(text)),
    }
}

fn keys(table: &Table) -> String {
    let mut rows = "| key | value | default | meaning |\n|---|---|---|---|\n".to_owned();
    for key in table.keys {
        let (value, meaning) = (value(key), meaning(key));
        let _ = writeln!(
            rows,
            "| `{}` | {value} | {} | {meaning} |",
            key.name,
            default(key.default)
        );
    }
    rows
}

fn value(key: &Key) -> String {
    // The chapter shows how tables are written.
    let kind = key.kind.describe();
    let kind = cell(&kind.replace(" (in TOML, each under [[double brackets]])", ""));
    match key.example {
        "" => kind,
        example => format!("{kind}, as in {}", code(example)),
    }
}

fn meaning(key: &Key) -> String {
    match key.summary.strip_prefix("mdBook: ") {
        Some(summary) => format!("{} This is mdBook's own key.", sentence(summary)),
        None => sentence(key.summary),
    }
}

fn default(of: Fallback) -> String {
    match of {
        Fallback::None => "–".to_owned(),
        default => code(&default.to_string()),
    }
}

/// Text for a cell of its own, with a capital letter and a full stop.
fn sentence(text: &str) -> String {
    format!("{}.", cell(&capitalised(text)))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

#[test]
fn the_tables_of_keys_are_those_of_the_program() {
    let path = "src/guide/configuration.md";
    let mut text = chapter(path);
    for table in [
        &tables::ROOT,
        &tables::DOCUMENTS,
        &tables::TOC,
        &tables::HEADER,
        &tables::FOOTER,
        &tables::DATES,
        &STATUS_KEYS,
    ] {
        text = replaced(&text, table.name, &keys(table));
    }
    holds(path, &text);
}

/// The arguments of a directive.
fn arguments(directive: &Directive) -> String {
    let mut rows = "| argument | value | default | meaning |\n|---|---|---|---|\n".to_owned();
    for flag in directive.flags {
        let _ = writeln!(rows, "| `{}` | – | – | {} |", flag.name, flag.summary);
    }
    for key in directive.keys {
        let value = match key.value {
            directives::Value::Text => "a text".to_owned(),
            directives::Value::Number(least, most) => format!("a number from {least} to {most}"),
            directives::Value::OneOf(words) => format!("one of `{}`", words.join("`, `")),
        };
        let default = key
            .default
            .map_or_else(|| "–".to_owned(), |it| format!("`{it}`"));
        let _ = writeln!(
            rows,
            "| `{}` | {value} | {default} | {} |",
            key.name, key.summary
        );
    }
    rows
}

#[test]
fn the_list_of_directives_is_that_of_the_program() {
    let mut rows = "| directive | gives |\n|---|---|\n".to_owned();
    for directive in DIRECTIVES {
        let _ = writeln!(
            rows,
            "| `{{{{#{}}}}}` | {} |",
            directive.name, directive.summary
        );
    }
    let path = "src/guide/directives.md";
    holds(path, &replaced(&chapter(path), "directives", &rows));
}

#[test]
fn the_tables_of_arguments_are_those_of_the_program() {
    for path in ["src/guide/directives.md", "src/guide/index-pages.md"] {
        arguments_hold(path);
    }
}

fn arguments_hold(path: &str) {
    let mut text = chapter(path);
    for directive in DIRECTIVES {
        let name = format!("directive {}", directive.name);
        if text.contains(&format!("<!-- generated: {name} -->")) {
            text = replaced(&text, &name, &arguments(directive));
        }
    }
    let marked = text.split("<!-- generated: directive ").skip(1);
    for name in marked.filter_map(|behind| behind.split(" -->").next()) {
        let known = DIRECTIVES.iter().any(|directive| directive.name == name);
        assert!(known, "{path}: there is no directive `{name}`");
    }
    holds(path, &text);
}

#[test]
fn the_default_lifecycle_is_that_of_the_program() {
    let mut rows = "| status | also written | meaning | version | may become |\n\
                    |---|---|---|---|---|\n"
        .to_owned();
    for status in &Lifecycle::builtin().statuses {
        let _ = writeln!(
            rows,
            "| `{}` | {} | {} | {} | {} |",
            status.name,
            status.aliases.join(", "),
            about(status),
            versions(status),
            status.next.join(", "),
        );
    }
    let path = "src/guide/lifecycle.md";
    holds(path, &replaced(&chapter(path), "default-lifecycle", &rows));
}

fn about(status: &Status) -> String {
    let mut about = status.summary.clone().unwrap_or_default();
    if status.incomplete {
        about.push_str(" Gaps are notes.");
    }
    if status.retired {
        about.push_str(" Retired.");
    }
    if !status.requires.is_empty() {
        let _ = write!(about, " Requires `{}`.", status.requires.join("`, `"));
    }
    about
}

fn versions(status: &Status) -> String {
    let versions: Vec<String> = status.version.iter().map(|it| format!("`{it}`")).collect();
    versions.join(" or ")
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Level::Off => "off",
        Level::At(severity) => severity.as_str(),
    }
}

/// The rules' groups, each once and in the order of the table.
fn groups() -> Vec<&'static str> {
    let mut groups = Vec::new();
    for group in ALL.iter().map(|rule| rule.group.as_str()) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

fn of_group(group: &str) -> impl Iterator<Item = &'static Rule> {
    ALL.iter().filter(move |rule| rule.group.as_str() == group)
}

#[test]
fn the_overview_lists_every_rule() {
    let mut overview = String::new();
    for group in groups() {
        let name = capitalised(group);
        let _ = writeln!(
            overview,
            "## {name}\n\n| rule | finds | severity | mend |\n|---|---|---|---|"
        );
        for rule in of_group(group) {
            let (id, summary) = (rule.id, cell(rule.summary()));
            let _ = writeln!(
                overview,
                "| [{id}]({id}.md) | {summary} | {} | {} |",
                severity(rule),
                rule.fix.map_or("–", Safety::as_str)
            );
        }
        overview.push('\n');
    }
    let path = "src/rules/index.md";
    holds(path, &replaced(&chapter(path), "rules", &overview));
}

/// A rule's page, included. mdBook would go on and expand what the page says about its directives, even
/// in code, so a page that does is copied and they are escaped.
fn page(rule: &Rule) -> String {
    let directive = |name| rule.page.contains(&format!("{{{{#{name}"));
    if !MDBOOK.into_iter().any(directive) {
        return format!("{{{{#include ../../../src/rules/{}.md}}}}", rule.id);
    }
    let lines = rule.page.trim_end().lines().map(escaped);
    lines.collect::<Vec<_>>().join("\n")
}

/// mdBook takes one backslash away, and leaves the line alone from there to its last `}}`.
fn escaped(line: &str) -> String {
    match line.find("{{#") {
        Some(at) if line[at..].contains("}}") => format!("{}\\{}", &line[..at], &line[at..]),
        _ => line.to_owned(),
    }
}

#[test]
fn every_rule_has_its_chapter() {
    for rule in ALL {
        let id = rule.id;
        let mut text = format!("{}\n\n## Settings\n\n", page(rule));
        let _ = writeln!(text, "The severity is `{}` by default.", severity(rule));
        if rule.lenient {
            text.push_str("While a document's status is incomplete, it is `note`.\n");
        }
        text.push_str(match rule.fix {
            Some(Safety::Safe) => "`fix` mends it where only one answer is right.\n",
            Some(Safety::Unsafe) => {
                "`fix --unsafe` mends it; look at the outcome before you keep it.\n"
            }
            None => "`fix` leaves it to you.\n",
        });
        if !rule.options.is_empty() {
            text.push_str("\n| option | value | default | meaning |\n|---|---|---|---|\n");
        }
        for option in rule.options {
            let (name, meaning) = (option.name, sentence(option.summary));
            let kind = cell(&option.kind.kind().describe());
            let default = default(option.default);
            let _ = writeln!(text, "| `{name}` | {kind} | {default} | {meaning} |");
        }
        holds(&format!("src/rules/{id}.md"), &text);
    }
    let mut chapters: Vec<String> = fs::read_dir(book("src/rules"))
        .expect("the rules' folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    chapters.retain(|name| name != "index.md");
    let known = |name: &String| ALL.iter().any(|rule| format!("{}.md", rule.id) == *name);
    let unknown: Vec<_> = chapters.iter().filter(|name| !known(name)).collect();
    assert!(
        unknown.is_empty(),
        "chapters of rules that are none: {unknown:?}"
    );
}

#[test]
fn the_summary_lists_every_rule() {
    let path = "src/SUMMARY.md";
    let text = chapter(path);
    let list: String = groups()
        .into_iter()
        .flat_map(of_group)
        .map(|rule| format!("    - [{0}](rules/{0}.md)\n", rule.id))
        .collect();
    let top = "- [Rules](rules/index.md)\n";
    let (before, rest) = text.split_once(top).expect("the overview is listed");
    let end: usize = rest
        .split_inclusive('\n')
        .take_while(|line| line.starts_with("    - [") && line.contains("](rules/"))
        .map(str::len)
        .sum();
    holds(path, &format!("{before}{top}{list}{}", &rest[end..]));
}

#[test]
fn the_guide_tells_of_every_format() {
    let check = FORMATS.iter().map(|it| ("src/guide/reports.md", it.name));
    let list = listing::FORMATS
        .iter()
        .map(|it| ("src/guide/list.md", it.name));
    for (path, name) in check.chain(list) {
        let told = chapter(path).contains(&format!("`{name}`"));
        assert!(told, "{path} says nothing of the format {name}");
    }
}

/// Editors and other programs can fetch them with the book.
#[test]
fn the_schemas_are_those_of_the_program() {
    let output = include_str!("../../src/report/json/v1.schema.json");
    holds("src/schemas/check-v1.schema.json", output);
    let table = config::schema(&rules::known());
    let table = serde_json::to_string_pretty(&table).expect("JSON");
    holds("src/schemas/book-toml.schema.json", &(table + "\n"));
}
