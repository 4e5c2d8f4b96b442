//! The JSON Schema of metadata: what the rules accept, it accepts.

mod book;

use book::TestBook;
use jsonschema::Validator;
use serde_json::{Value, json};

const TEMPLATE: &str = "\
---
title: <Title>
doc_type: change_note
status: draft | in-review | approved
version: 0.1.0
owners:
  - TODO@example.com
created: YYYY-MM-DD
priority: high | low
count: 7
public: true
tags: [a, b]
contact:
  team: core
  chat:
reviewers:
design-docs:
  summary: For a change
  strict-fields: true
  fields:
    ticket: {pattern: \"^[A-Z]+-[0-9]+$\"}
    area: {one-of: [core, edge]}
---
# Text
";

fn schema(test: &TestBook, name: &str) -> (Value, Validator) {
    let said = test.run(&["schema", name]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&said.stdout).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12");
    (schema, validator)
}

fn good() -> Value {
    json!({
        "title": "Cache",
        "doc_type": "change_note",
        "status": "in-review",
        "version": "1.0.0-rc.1+x",
        "owners": ["ann@corp.test", "@bob"],
        "created": "2026-03-04",
        "priority": "high",
        "count": 3,
        "public": false,
        "tags": ["cache"],
        "contact": {"team": "edge", "chat": null},
        "reviewers": null,
    })
}

fn with(key: &str, value: Value) -> Value {
    let mut metadata = good();
    metadata[key] = value;
    metadata
}

#[test]
fn values_are_judged_by_their_types() {
    let test = TestBook::new("- [A](a.md)\n")
        .file("src/a.md", "# A\n")
        .file("templates/t.md", TEMPLATE);
    let (schema, validator) = schema(&test, "t");
    assert_eq!(schema["description"], "For a change");
    assert_eq!(schema["additionalProperties"], false);
    assert!(
        validator.is_valid(&good()),
        "{:?}",
        validator.validate(&good())
    );
    for (key, value) in [
        ("status", json!("Draft")),
        ("status", json!("approved (by all)")),
        ("doc_type", json!("Change-Note")),
        ("owners", json!("Ann Lee")),
        ("created", json!("2026-03-04T10:00:00Z")),
        ("priority", json!("HIGH")),
        ("reviewers", json!(["@bob"])),
        ("ticket", json!("ABC-12")),
        ("area", json!("core")),
        ("template", json!("t")),
    ] {
        let metadata = with(key, value);
        assert!(validator.is_valid(&metadata), "{key}: {metadata}");
    }
    for (key, value) in [
        ("title", json!("<Title>")),
        ("title", json!("")),
        ("doc_type", json!("other")),
        ("status", json!("done")),
        ("status", json!("drafty")),
        ("version", json!("1.0")),
        ("version", json!("v1.0.0")),
        ("owners", json!([])),
        ("owners", json!(["7"])),
        ("created", json!("2026-13-04")),
        ("created", json!("soon")),
        ("priority", json!("urgent")),
        ("count", json!("many")),
        ("public", json!("perhaps")),
        ("contact", json!({"chat": "x"})),
        ("ticket", json!("12")),
        ("area", json!("elsewhere")),
        ("colour", json!("red")),
    ] {
        let metadata = with(key, value);
        assert!(!validator.is_valid(&metadata), "{key}: {metadata}");
    }
    let keys: Vec<String> = good()
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    for key in keys {
        let mut metadata = good();
        metadata.as_object_mut().expect("an object").remove(&key);
        assert_eq!(validator.is_valid(&metadata), key == "reviewers", "{key}");
    }
}

#[test]
fn statuses_come_with_their_aliases() {
    let (schema, validator) = schema(&TestBook::empty(), "design-doc");
    let named = schema["properties"]["status"]["anyOf"][0]["enum"]
        .as_array()
        .expect("statuses");
    for status in ["draft", "in-review", "proposed", "superseded"] {
        assert!(named.contains(&json!(status)), "{status}");
    }
    let new = json!({"title": "T", "doc_type": "design_doc", "status": "Accepted", "version": "1.0.0",
        "owners": ["a@b.c"], "last_updated": "2026-01-01", "tags": ["x"]});
    assert!(validator.is_valid(&new), "{:?}", validator.validate(&new));
}

#[test]
fn an_unknown_template_is_told() {
    let said = TestBook::empty().run(&["schema", "desing-doc"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("did you mean `design-doc`?"),
        "{}",
        said.stderr
    );
}

#[test]
fn the_example_documents_are_valid() {
    use mdbook_design_docs::corpus::Corpus;
    use mdbook_design_docs::host::Clock;
    use mdbook_design_docs::host::load::{Request, load};
    use mdbook_design_docs::template::schema::schema;

    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    let request = Request {
        book: Some(root.clone()),
        cwd: root,
        paths: Vec::new(),
        clock: Clock::Day(jiff::civil::date(2026, 1, 1)),
    };
    let book = load(&request).expect("the example book").book;
    let corpus = Corpus::read(&book);
    let mut seen = 0;
    for member in &corpus.chapters {
        let Some(governed) = member.governed() else {
            continue;
        };
        let Some(front) = &member.document.notes.front_matter else {
            continue;
        };
        let pairs = front
            .entries
            .iter()
            .map(|entry| (entry.key.clone(), json_of(&entry.value)));
        let metadata = Value::Object(pairs.collect());
        let schema = schema(&governed.template, governed.lifecycle.as_deref());
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        let valid = validator.validate(&metadata);
        assert!(valid.is_ok(), "{:?}: {valid:?}", member.chapter.path);
        seen += 1;
    }
    assert!(seen > 0);
}

fn json_of(value: &mdbook_design_docs::document::metadata::Value) -> Value {
    use mdbook_design_docs::document::metadata::Value as Given;
    match value {
        Given::Empty => Value::Null,
        Given::Bool(value) => json!(value),
        Given::Integer { value, .. } => json!(value),
        Given::Float { value, .. } => json!(value),
        Given::Text(text) | Given::Date(text) => json!(text),
        Given::List(items) => items.iter().map(|item| json_of(&item.value)).collect(),
        Given::Map(pairs) => {
            let pairs = pairs
                .iter()
                .map(|pair| (pair.key.clone(), json_of(&pair.value.value)));
            Value::Object(pairs.collect())
        }
    }
}

#[test]
fn the_configuration_has_a_schema_too() {
    let test = TestBook::new("");
    let said = test.run(&["schema", "--configuration"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&said.stdout).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12");
    assert!(validator.is_valid(&json!({"fail-on": "never", "rules": {"placeholder": "off"}})));
    assert!(!validator.is_valid(&json!({"fail-on": "nevr"})));
    assert!(!validator.is_valid(&json!({"rules": {"placehodler": "off"}})));
    for wrong in [vec!["schema"], vec!["schema", "adr", "--configuration"]] {
        assert_eq!(test.run(&wrong).code, 2, "{wrong:?}");
    }
}
