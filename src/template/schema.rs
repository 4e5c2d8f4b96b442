//! What a template asks of metadata, as a JSON Schema for editors.
//!
//! It never refuses what the rules accept. What the rules judge beyond the form of a single value (a
//! version against the status, a day against the calendar) it leaves to them.

use serde_json::{Map, Value as Json, json};

use super::constraints::Constraints;
use super::{FieldSpec, FieldType, Template};
use crate::fields::{self, FieldKind};
use crate::lifecycle::Lifecycle;

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A calendar day, with or without a time behind it.
const DAY: &str = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([Tt ].*)?$";
/// A semantic version, as semver.org has it.
const VERSION: &str = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-((0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(\+([0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?$";

/// The schema of the metadata of a template's documents; `lifecycle` is theirs, where they have one.
pub fn schema(template: &Template, lifecycle: Option<&Lifecycle>) -> Json {
    let mut properties = Map::new();
    for spec in &template.fields {
        properties.insert(spec.key.clone(), described(spec, property(spec, lifecycle)));
    }
    for field in fields::FIELDS
        .iter()
        .filter(|field| is_legal(template, lifecycle, field))
    {
        let shown = template
            .fields
            .iter()
            .any(|spec| spec.meaning == Some(field.name) || fields::fold(&spec.key) == field.name);
        if !shown {
            let spec = of_known(field);
            properties.insert(
                field.name.to_owned(),
                described(&spec, property(&spec, lifecycle)),
            );
        }
    }
    let mut schema = json!({
        "$schema": DIALECT,
        "title": format!("Metadata of a document of the template `{}`", template.name),
        "type": "object",
        "properties": properties,
        "required": required_of(template),
        "additionalProperties": !template.strict_fields,
    });
    if let (Some(summary), Some(schema)) = (&template.summary, schema.as_object_mut()) {
        schema.insert("description".to_owned(), json!(summary));
    }
    schema
}

/// A field that the tool knows and the template does not show.
fn of_known(field: &fields::Field) -> FieldSpec {
    FieldSpec {
        key: field.name.to_owned(),
        meaning: Some(field.name),
        kind: match field.kind {
            FieldKind::Date => FieldType::Date,
            FieldKind::Version => FieldType::Version,
            FieldKind::People => FieldType::People,
            FieldKind::List => FieldType::List,
            FieldKind::Text | FieldKind::Status | FieldKind::Reference => FieldType::Text,
        },
        required: false,
        shown: false,
        constraints: Constraints::default(),
        example: String::new(),
        range: 0..0,
    }
}

fn required(specs: &[FieldSpec]) -> Vec<&str> {
    let required = specs.iter().filter(|spec| spec.required);
    required.map(|spec| spec.key.as_str()).collect()
}

/// What must be there. Where the template has front matter, a field that it shows in the body is not
/// looked for in there.
fn required_of(template: &Template) -> Vec<&str> {
    let in_front = |spec: &FieldSpec| match &template.document.notes.front_matter {
        Some(front) if !front.entries.is_empty() => front.range.contains(&spec.range.start),
        _ => true,
    };
    let required = required(&template.fields);
    let fields = template.fields.iter().filter(|spec| in_front(spec));
    let keys = fields.map(|spec| spec.key.as_str());
    keys.filter(|key| required.contains(key)).collect()
}

/// Whether a field that the tool knows is welcome where the template does not show it.
fn is_legal(template: &Template, lifecycle: Option<&Lifecycle>, field: &fields::Field) -> bool {
    let by_tool = matches!(field.name, "template" | "doc_type")
        || template.known.phases && matches!(field.name, "phase" | "quality");
    let asked = |key: &String| fields::canonical(key, &template.known.extra) == Some(field);
    let statuses = lifecycle.map_or(&[][..], |it| &it.statuses);
    let by_status = statuses
        .iter()
        .any(|status| status.requires.iter().chain(&status.deadline).any(asked));
    !template.strict_fields || by_tool || by_status
}

/// With what the field says; an optional one may be there with nothing in it.
fn described(spec: &FieldSpec, property: Json) -> Json {
    let mut property = match (spec.required, property) {
        (false, Json::Object(some)) if !some.is_empty() => {
            json!({"anyOf": [some, {"type": "null"}, {"const": ""}]})
        }
        (_, property) => property,
    };
    let known = fields::FIELDS
        .iter()
        .find(|field| Some(field.name) == spec.meaning);
    if let (Some(known), Some(property)) = (known, property.as_object_mut()) {
        property.insert("description".to_owned(), json!(known.summary));
    }
    property
}

/// What a field must hold, by its type and beyond it.
fn property(spec: &FieldSpec, lifecycle: Option<&Lifecycle>) -> Json {
    let mut all = vec![by_type(spec, lifecycle)];
    let Constraints {
        one_of: words,
        pattern,
        ..
    } = &spec.constraints;
    if !words.is_empty() {
        all.push(several(one_of(words)));
    }
    if let Some(pattern) = pattern {
        // A number has a text too, but JSON Schema has no pattern for it.
        let text = json!({"type": "string", "pattern": pattern.as_str()});
        all.push(several(
            json!({"anyOf": [text, {"type": ["number", "boolean"]}]}),
        ));
    }
    match (all.len(), all.pop()) {
        (1, Some(one)) => one,
        (_, last) => {
            all.extend(last);
            json!({"allOf": all})
        }
    }
}

fn by_type(spec: &FieldSpec, lifecycle: Option<&Lifecycle>) -> Json {
    if spec.meaning == Some("status") {
        return match (lifecycle, &spec.kind) {
            (Some(lifecycle), _) => statuses(lifecycle),
            (None, FieldType::OneOf(choices)) => one_of(choices),
            (None, _) => text(),
        };
    }
    match &spec.kind {
        FieldType::OneOf(choices) => several(one_of(choices)),
        FieldType::Date => json!({"type": "string", "pattern": DAY}),
        FieldType::Version => json!({"type": "string", "pattern": VERSION}),
        FieldType::People => several(json!({"type": "string", "pattern": r"\p{L}"})),
        FieldType::List => several(scalar()),
        FieldType::Bool => {
            json!({"anyOf": [{"type": "boolean"}, choice_pattern(&["true", "false"], "$")]})
        }
        FieldType::Integer => {
            json!({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[+-]?\d+$"}]})
        }
        FieldType::Filled => filled(&spec.example),
        FieldType::Constant(word) => {
            json!({"anyOf": [{"const": word}, choice_pattern(&[word], "$")]})
        }
        FieldType::Map(specs) => mapping(specs),
        FieldType::Text => match spec.required {
            true => text(),
            false => json!({}),
        },
    }
}

fn scalar() -> Json {
    json!({"type": ["string", "number", "boolean"]})
}

fn text() -> Json {
    json!({"anyOf": [
        {"type": "string", "pattern": r"\S"},
        {"type": ["number", "boolean"]},
        {"type": "array", "minItems": 1},
        {"type": "object", "minProperties": 1},
    ]})
}

/// Text that is not the gap itself.
fn filled(gap: &str) -> Json {
    json!({"allOf": [text(), {"not": {"const": gap}}]})
}

/// One, or a list of them.
fn several(one: Json) -> Json {
    json!({"anyOf": [{"type": "array", "items": one.clone(), "minItems": 1}, one]})
}

fn mapping(specs: &[FieldSpec]) -> Json {
    let properties: Map<String, Json> = specs
        .iter()
        .map(|spec| (spec.key.clone(), described(spec, property(spec, None))))
        .collect();
    json!({"type": "object", "properties": properties, "required": required(specs)})
}

/// The statuses with their aliases: each by name for an editor to offer, and in any other case and
/// with more behind it as the rules read it.
fn statuses(lifecycle: &Lifecycle) -> Json {
    let names = lifecycle.statuses.iter().flat_map(|status| {
        std::iter::once(status.name.clone()).chain(status.aliases.iter().cloned())
    });
    one_of(&names.collect::<Vec<_>>())
}

fn one_of(choices: &[String]) -> Json {
    let words: Vec<&str> = choices.iter().map(String::as_str).collect();
    json!({"anyOf": [{"enum": choices}, choice_pattern(&words, r"($|[\s:(\[{<])")]})
}

/// Any of some words, case and separators aside, with `end` behind it.
fn choice_pattern(words: &[&str], end: &str) -> Json {
    let words: Vec<String> = words.iter().map(|word| folded_pattern(word)).collect();
    json!({"type": "string", "pattern": format!(r"^\s*({}){end}", words.join("|"))})
}

fn folded_pattern(word: &str) -> String {
    let mut pattern = String::new();
    for ch in fields::fold(word).chars() {
        let upper: String = ch.to_uppercase().collect();
        match ch {
            '_' => pattern.push_str(r"[\s_-]+"),
            ch if upper.chars().count() == 1 && !upper.contains(ch) => {
                pattern.push_str(&format!("[{ch}{upper}]"));
            }
            ch if ch.is_alphanumeric() || ch == ' ' => pattern.push(ch),
            ch if ch.is_ascii() => pattern.extend(['\\', ch]),
            ch => pattern.push(ch),
        }
    }
    pattern
}
