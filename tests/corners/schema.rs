//! What the JSON Schema of a template's metadata accepts, where a slip would let an editor mislead.

use super::pair;
use jsonschema::Validator;
use mdbook_design_docs::corpus::Corpus;
use mdbook_design_docs::template::schema;
use serde_json::{Value, json};

/// The schema of the documents of a template with these fields.
fn of(fields: &str) -> Value {
    whole(&format!("---\n{fields}---\n# <Title>\n"))
}

fn whole(template: &str) -> Value {
    let book = pair(template, "# A\n").book(None);
    let corpus = Corpus::read(&book);
    let governed = corpus.chapters[0].governed().expect("a document");
    schema::schema(&governed.template, governed.lifecycle.as_deref())
}

/// Whether a field may hold a value.
fn takes(schema: &Value, key: &str, value: Value) -> bool {
    let validator: Validator = jsonschema::draft202012::new(schema).expect("a schema");
    let mut fields = json!({});
    fields[key] = value;
    validator.is_valid(&fields)
}

fn keys(schema: &Value) -> Vec<&str> {
    let properties = schema["properties"].as_object().expect("properties");
    properties.keys().map(String::as_str).collect()
}

#[test]
fn a_strict_template_has_its_own_fields_and_those_that_the_tool_or_a_status_asks_for() {
    let strict = |more: &str| of(&format!("{more}design-docs:\n  strict-fields: true\n"));
    assert_eq!(keys(&strict("team:\n")), ["doc_type", "team", "template"]);
    let status = strict("status: draft\n");
    assert_eq!(
        keys(&status),
        ["doc_type", "status", "superseded_by", "template"]
    );
    let phased = whole(
        "---\nteam:\ndesign-docs:\n  strict-fields: true\n---\n# <Title>\n\n<!-- Phase 2: Growth -->\n## More\n",
    );
    assert_eq!(
        keys(&phased),
        ["doc_type", "phase", "quality", "team", "template"]
    );
}

#[test]
fn a_field_that_the_template_shows_by_another_name_is_there_once() {
    let schema = of("author: <Name>\nReplaces:\n");
    let keys = keys(&schema);
    assert!(keys.contains(&"author") && keys.contains(&"Replaces"));
    assert!(!keys.contains(&"owners") && !keys.contains(&"supersedes"));
    assert!(keys.contains(&"status") && keys.contains(&"depends_on"));
}

#[test]
fn known_fields_say_what_they_are_for() {
    let schema = of("status: draft\nroom: <Room>\n");
    let said = |key: &str| schema["properties"][key]["description"].as_str();
    assert!(
        said("status").is_some_and(|it| it.contains("stands")),
        "{schema}"
    );
    assert!(said("deadline").is_some_and(|it| Some(it) != said("status")));
    assert_eq!(said("room"), None);
}

#[test]
fn what_is_shown_below_empty_front_matter_is_asked_for_there() {
    let body = "# <Title>\n\n- **Owners**: <Name>\n";
    assert_eq!(
        whole(&format!("---\n---\n{body}"))["required"],
        json!(["Owners"])
    );
    assert_eq!(
        whole(&format!("---\nteam: <Team>\n---\n{body}"))["required"],
        json!(["team"])
    );
}

#[test]
fn what_is_optional_may_be_empty() {
    let schema = of("team: <Team>\ncreated:\nroom:\n");
    for empty in [json!(null), json!("")] {
        assert!(takes_with_team(&schema, "created", empty.clone()));
        assert!(takes_with_team(&schema, "room", empty.clone()));
        assert!(!takes(&schema, "team", empty));
    }
    assert!(!takes_with_team(&schema, "created", json!("soon")));
    assert!(takes_with_team(&schema, "created", json!("2026-01-31")));
}

fn takes_with_team(schema: &Value, key: &str, value: Value) -> bool {
    let validator: Validator = jsonschema::draft202012::new(schema).expect("a schema");
    validator.is_valid(&json!({"team": "Core", key: value}))
}

#[test]
fn a_day_is_asked_for_where_a_gap_or_nothing_stands_for_one() {
    for example in ["created: <When>", "created: YYYY-MM-DD"] {
        let schema = of(&format!("{example}\n"));
        assert!(takes(&schema, "created", json!("2026-01-31")));
        assert!(!takes(&schema, "created", json!("soon")), "{example}");
    }
}

#[test]
fn words_to_choose_from_are_taken_to_the_letter() {
    let schema =
        of("design-docs:\n  fields:\n    kind: {one-of: [v1.x, groß, naïve…, C++, in-work]}\n");
    for (word, right) in [
        ("v1.x", true),
        ("V1.X", true),
        ("v1ax", false),
        ("groß", true),
        ("groS", false),
        ("naïve…", true),
        ("NAÏVE…", true),
        ("C++", true),
        ("CC", false),
        ("In work", true),
        ("in_work (still)", true),
        ("inwork", false),
        ("in workshop", false),
    ] {
        assert_eq!(takes(&schema, "kind", json!(word)), right, "{word}");
    }
}
