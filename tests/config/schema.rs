//! The JSON Schema of the configuration says what the program says, as far as names and types go.

use jsonschema::Validator;
use mdbook_design_docs::config::{from_toml, schema};
use mdbook_design_docs::text::Text;
use serde_json::Value;

use super::{RULES, settings};

fn validator() -> Validator {
    let schema = schema(RULES);
    jsonschema::meta::validate(&schema).expect("a schema");
    jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12")
}

/// Our table of a book.toml.
fn table(toml: &str) -> Value {
    let text = Text::new("book.toml", toml);
    let (value, _) = from_toml(&text, std::iter::empty()).expect("TOML");
    value
        .pointer("/preprocessor/design-docs")
        .cloned()
        .unwrap_or_default()
}

/// The cases of a file, without what is said about them.
fn cases(file: &str) -> impl Iterator<Item = String> {
    file.split("\n\n").map(|case| {
        let lines = case
            .lines()
            .filter(|line| !line.trim_start().starts_with('^'));
        let toml = lines.collect::<Vec<_>>().join("\n");
        match toml.trim_start().starts_with('[') {
            true => toml,
            false => format!("[preprocessor.design-docs]\n{toml}"),
        }
    })
}

#[test]
fn unknown_keys_and_wrong_types_are_refused() {
    let validator = validator();
    let mut refused = 0;
    for file in [
        include_str!("unknown-keys.txt"),
        include_str!("wrong-types.txt"),
    ] {
        for toml in cases(file) {
            let table = table(&toml);
            assert!(!validator.is_valid(&table), "{toml}\n{table:#}");
            refused += 1;
        }
    }
    assert!(refused > 25, "{refused}");
}

#[test]
fn what_holds_is_accepted() {
    let validator = validator();
    for toml in [
        "",
        "[preprocessor.design-docs]\ncommand = \"x\"\nbefore = [\"links\"]\noptional = true\n",
        "[preprocessor.design-docs]\nfail-on = \"never\"\npage-title = false\n\
         rules.placeholder = {severity = \"off\", words = [\"a\"]}\nrules.review-due = \"note\"\n\
         field-names.status = [\"Zustand\"]\nvariables.x = [1, {y = 2}]\ntoc.min-level = 1\n",
        "[[preprocessor.design-docs.documents]]\npath = \"**\"\ntemplate = false\n\
         [[preprocessor.design-docs.documents]]\npath = \"a\"\nrules = {placeholder = \"note\"}\n",
        "[[preprocessor.design-docs.lifecycle.x]]\nstatus = \"a\"\nversion = \">=1.0.0\"\n\
         [[preprocessor.design-docs.lifecycle.x]]\nstatus = \"b\"\nversion = [\"prerelease\"]\n",
    ] {
        settings(toml);
        let table = match table(toml) {
            Value::Null => Value::Object(serde_json::Map::new()),
            table => table,
        };
        let faults: Vec<String> = validator
            .iter_errors(&table)
            .map(|fault| fault.to_string())
            .collect();
        assert!(faults.is_empty(), "{toml}\n{faults:#?}");
    }
}
