//! mdBook's environment overrides.
use crate::diagnostics::Diagnostic;
use crate::text::Text;
use serde_json::Value;

/// A key that an environment variable set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvOverride {
    /// The variable's name.
    pub variable: String,
    /// The key that it set, step by step.
    pub path: Vec<String>,
}

/// The overrides among environment variables.
pub fn overrides(env: impl Iterator<Item = (String, String)>) -> Vec<EnvOverride> {
    let _ = env;
    Vec::new()
}

/// Reads book.toml.
pub fn from_toml(
    text: &Text,
    env: impl Iterator<Item = (String, String)>,
) -> Result<(Value, Vec<EnvOverride>), Vec<Diagnostic>> {
    let _ = (text, env);
    Ok((Value::Null, Vec::new()))
}
