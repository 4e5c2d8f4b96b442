//! book.toml as a value, and mdBook's environment overrides over it.

use serde_json::Value;
use toml::Table;

use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::text::Text;

use super::RULE;

/// A key that an environment variable set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvOverride {
    /// The variable's name.
    pub variable: String,
    /// The key that it set, step by step.
    pub path: Vec<String>,
}

/// The tables that mdBook lets the environment change.
const TABLES: [&str; 5] = ["book", "build", "rust", "output", "preprocessor"];

/// The overrides among environment variables, for reporting: mdBook's context has them applied.
pub fn overrides(env: impl Iterator<Item = (String, String)>) -> Vec<EnvOverride> {
    env.filter_map(|(variable, _)| key_path(&variable).map(|path| EnvOverride { variable, path }))
        .collect()
}

/// Reads book.toml and applies the environment's overrides as mdBook does: `MDBOOK_A__B_C` sets
/// `a.b-c`, to JSON where its text is JSON, else to the text itself. The order of `env` counts.
///
/// # Errors
/// Where the text is no TOML, or TOML can't hold what a variable says.
pub fn from_toml(
    text: &Text,
    env: impl Iterator<Item = (String, String)>,
) -> Result<(Value, Vec<EnvOverride>), Vec<Diagnostic>> {
    let mut table = parse(text)?;
    let mut applied = Vec::new();
    let mut problems = Vec::new();
    for (variable, written) in env {
        let Some(path) = key_path(&variable) else {
            continue;
        };
        let value = serde_json::from_str(&written).unwrap_or(Value::String(written));
        match toml::Value::try_from(value) {
            Ok(value) => {
                insert(&mut table, &path, value);
                applied.push(EnvOverride { variable, path });
            }
            Err(error) => problems.push(
                unplaced(
                    text,
                    format!("the environment variable {variable} can't be taken over: {error}"),
                )
                .help("it holds JSON, or else a text; TOML has no null"),
            ),
        }
    }
    let value = serde_json::to_value(table)
        .map_err(|error| vec![unplaced(text, format!("can't be read: {error}"))])?;
    if problems.is_empty() {
        Ok((value, applied))
    } else {
        Err(problems)
    }
}

fn unplaced(text: &Text, message: String) -> Diagnostic {
    let place = Place::file(text.path().clone());
    Diagnostic::new(RULE, Severity::Error, place, message)
}

/// The table, or what is wrong with the text, at most once a line: one slip often unsettles what
/// follows it.
fn parse(text: &Text) -> Result<Table, Vec<Diagnostic>> {
    let (_, errors) = toml::de::DeTable::parse_recoverable(text.as_str());
    let mut found: Vec<Diagnostic> = errors.iter().map(|error| not_toml(text, error)).collect();
    found.dedup_by_key(|diagnostic| diagnostic.place.start.line);
    if !found.is_empty() {
        return Err(found);
    }
    toml::from_str(text.as_str()).map_err(|error| vec![not_toml(text, &error)])
}

fn not_toml(text: &Text, error: &toml::de::Error) -> Diagnostic {
    let place = text.place(error.span().unwrap_or(0..0));
    let message = format!("this is no TOML: {}", error.message());
    Diagnostic::new(RULE, Severity::Error, place, message)
}

/// The key that a variable sets, where it is one of mdBook's.
fn key_path(variable: &str) -> Option<Vec<String>> {
    let key = variable.strip_prefix("MDBOOK_")?;
    let key = key.to_lowercase().replace("__", ".").replace('_', "-");
    let path: Vec<String> = key.split('.').map(str::to_owned).collect();
    TABLES.contains(&path[0].as_str()).then_some(path)
}

/// Sets a key, making a table of whatever stands in the way.
fn insert(table: &mut Table, path: &[String], value: toml::Value) {
    match path {
        [] => {}
        [name] => {
            table.insert(name.clone(), value);
        }
        [name, rest @ ..] => {
            let entry = table
                .entry(name.clone())
                .or_insert_with(|| toml::Value::Table(Table::new()));
            if !entry.is_table() {
                *entry = toml::Value::Table(Table::new());
            }
            if let Some(inner) = entry.as_table_mut() {
                insert(inner, rest, value);
            }
        }
    }
}
