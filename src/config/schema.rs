//! The table of the configuration as a JSON Schema, for editors: from the same tables that judge it.
//!
//! It knows names, types, words and bounds. Whether a glob, a zone or a pattern makes sense is left to the
//! program.

use serde_json::{Map, Value as Json, json};

use super::KnownRule;
use super::tables::{DOCUMENTS, ROOT, SEVERITIES};
use crate::keys::{Fallback, Key, Kind, Table};

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of `[preprocessor.design-docs]`, with these rules.
pub fn schema(known: &[KnownRule]) -> Json {
    let mut schema = Json::Object(table(&ROOT));
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!(ROOT.name);
    schema["$defs"] = json!({"rules": rules(known)});
    schema
}

fn table(table: &Table) -> Map<String, Json> {
    let properties = table.keys.iter().map(|key| {
        let schema = match key.name {
            // Their keys belong to another stage's table.
            "rules" => json!({"$ref": "#/$defs/rules"}),
            _ => kind(&key.kind),
        };
        (key.name.to_owned(), described(key, schema))
    });
    let mut schema = Map::from_iter([
        ("description".to_owned(), json!(sentence(table.summary))),
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), properties.collect()),
        ("additionalProperties".to_owned(), json!(table.open)),
    ]);
    if table.name == DOCUMENTS.name {
        schema.insert("required".to_owned(), json!(["path"]));
    }
    schema
}

/// With what the key says, and what holds without it.
fn described(key: &Key, mut schema: Json) -> Json {
    schema["description"] = json!(sentence(key.summary));
    with_default(key.default, &mut schema);
    schema
}

fn with_default(default: Fallback, schema: &mut Json) {
    match default {
        Fallback::None => {}
        Fallback::Text(text) => schema["default"] = json!(text),
        Fallback::Boolean(truth) => schema["default"] = json!(truth),
        Fallback::Integer(number) => schema["default"] = json!(number),
        Fallback::Words(words) => schema["default"] = json!(words),
    }
}

fn kind(of: &Kind) -> Json {
    match of {
        Kind::Text => json!({"type": "string"}),
        Kind::Parsed { what, .. } => json!({"type": "string", "title": what}),
        Kind::Boolean => json!({"type": "boolean"}),
        Kind::False => json!({"const": false}),
        &Kind::Integer { min, max: i64::MAX } => json!({"type": "integer", "minimum": min}),
        &Kind::Integer { min, max } => {
            json!({"type": "integer", "minimum": min, "maximum": max})
        }
        Kind::OneOf(words) => json!({"enum": words}),
        Kind::List(of) => json!({"type": "array", "items": kind(of)}),
        Kind::Either(one, other) => json!({"anyOf": [kind(one), kind(other)]}),
        Kind::Table(of) => Json::Object(table(of)),
        Kind::Tables(of) => json!({"type": "array", "items": table(of)}),
        Kind::Map(of) => json!({"type": "object", "additionalProperties": kind(of)}),
        Kind::Anything => json!({}),
    }
}

/// For each rule a severity, or a table with its options.
fn rules(known: &[KnownRule]) -> Json {
    let severity = json!({"enum": SEVERITIES});
    let properties: Map<String, Json> = known
        .iter()
        .map(|rule| {
            let mut options = Map::from_iter([("severity".to_owned(), severity.clone())]);
            for option in rule.options {
                let mut schema = kind(&option.kind.kind());
                schema["description"] = json!(sentence(option.summary));
                with_default(option.default, &mut schema);
                options.insert(option.name.to_owned(), schema);
            }
            let table =
                json!({"type": "object", "properties": options, "additionalProperties": false});
            (rule.id.to_owned(), json!({"anyOf": [severity, table]}))
        })
        .collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
