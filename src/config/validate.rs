//! Stub.
use super::{EnvOverride, KnownRule, Settings};
use crate::diagnostics::Diagnostic;
use crate::text::Text;
use serde_json::Value;
/// The name that findings about the configuration bear.
pub const RULE: &str = "configuration";
/// Holds a configuration against the tables.
pub fn validate(
    config: &Value,
    book_toml: Option<&Text>,
    overridden: &[EnvOverride],
    rules: &[KnownRule],
) -> Result<Settings, Vec<Diagnostic>> {
    let _ = (config, book_toml, overridden, rules);
    Err(Vec::new())
}
impl Default for Settings {
    fn default() -> Self {
        todo!()
    }
}
