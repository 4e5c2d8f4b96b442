//! What is wrong, each case shown with what is said about it.
//!
//! The `.txt` files hold cases between empty lines. A case that begins with no table's header stands
//! in our own table. A line `^ message => help` says in part what is told about the line above it, at
//! the column of its caret; nothing else may be told.

use super::findings;

#[test]
fn unknown_keys_are_told_with_the_closest_and_all() {
    run(include_str!("unknown-keys.txt"));
}

#[test]
fn wrong_types_are_told_with_the_right_one() {
    run(include_str!("wrong-types.txt"));
}

#[test]
fn wrong_values_are_told_with_the_closest_and_all() {
    run(include_str!("wrong-values.txt"));
}

#[test]
fn documents_entries_are_checked() {
    run(include_str!("documents.txt"));
}

#[test]
fn lifecycles_are_checked() {
    run(include_str!("lifecycles.txt"));
}

#[test]
fn everything_is_told_at_once_in_order() {
    run(include_str!("at-once.txt"));
}

fn run(cases: &str) {
    for case in cases.split("\n\n") {
        let (toml, expected) = parse(case);
        expect(&toml, &expected);
    }
}

/// What is expected at a place: `line:column`, and parts of message and help.
type Expected<'a> = (String, &'a str, &'a str);

fn parse(case: &str) -> (String, Vec<Expected<'_>>) {
    let mut toml = String::new();
    if !case.starts_with('[') {
        toml.push_str("[preprocessor.design-docs]\n");
    }
    let mut expected = Vec::new();
    for line in case.lines() {
        match line.trim_start().strip_prefix("^ ") {
            Some(said) => {
                let column = line.len() - line.trim_start().len() + 1;
                let (message, help) = said.split_once(" => ").unwrap_or((said, ""));
                expected.push((format!("{}:{column}", toml.lines().count()), message, help));
            }
            None => {
                toml.push_str(line);
                toml.push('\n');
            }
        }
    }
    (toml, expected)
}

fn expect(toml: &str, expected: &[Expected<'_>]) {
    let found = findings(toml);
    assert_eq!(found.len(), expected.len(), "{toml}\n{found:#?}");
    for (found, (place, message, help)) in found.iter().zip(expected) {
        let (at, rest) = found.split_once(' ').unwrap_or_default();
        let (said, helped) = rest.split_once(" | ").unwrap_or_default();
        assert!(
            at == place && said.contains(message) && helped.contains(help),
            "{toml}\nexpected {place} {message} | {help}\nfound    {found}"
        );
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_do_not_shift_places() {
    let toml =
        "\u{feff}[preprocessor.design-docs]\r\nvariables = {x = \"🐙\"}\r\ntoc = { modes = 1 }\r\n";
    expect(toml, &[("3:9".to_owned(), "unknown key `modes`", "`mode`")]);
}

#[test]
fn what_is_no_toml_is_told_at_its_line() {
    let said = |toml: &str, expected: &[(&str, &str)]| {
        let expected: Vec<Expected<'_>> = expected
            .iter()
            .map(|&(place, message)| (place.to_owned(), message, ""))
            .collect();
        expect(toml, &expected);
    };
    let message = "this is no TOML";
    said(
        "[book]\ntitle = \n[output.html]\nx = tru\n",
        &[("2:9", message), ("4:5", message)],
    );
    said(
        "[book]\ntitle = 1\ntitle = 2\n",
        &[("3:1", "this is no TOML: duplicate key")],
    );
}
