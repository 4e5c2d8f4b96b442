//! Which keys count, as far as that depends on configuration and template.

use std::collections::{BTreeMap, BTreeSet};

use crate::fields::{self, Field};

/// What is known of fields and of how a kind of document writes its metadata. The default knows the
/// tool's own fields.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// `field-names` of the configuration: canonical name → further names.
    pub extra: BTreeMap<String, Vec<String>>,
    /// The keys that the template shows, folded ([`fields::fold`]).
    pub template_keys: BTreeSet<String>,
    /// The template keeps its metadata in a fenced block: such a block counts wherever it stands.
    pub block_anywhere: bool,
    /// Folded keys of the fields that the template shows as a heading over a short line; `status`
    /// counts without being named.
    pub heading_keys: BTreeSet<String>,
    /// The template has phase annotations: label lines for phase and quality count anywhere.
    pub phases: bool,
    /// Plain label lines (no bullet, no bold) count for every field that the tool knows, not only
    /// for those of the template and the configuration. So a template is read.
    pub any_plain: bool,
}

impl Known {
    /// How a template itself is read, before it is known what it shows.
    pub fn for_template(extra: BTreeMap<String, Vec<String>>) -> Self {
        Self {
            extra,
            block_anywhere: true,
            phases: true,
            any_plain: true,
            ..Self::default()
        }
    }

    /// The field of the tool's that a key means.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        fields::canonical(key, &self.extra)
    }

    /// Whether the tool, the configuration or the template knows a key.
    pub fn knows(&self, key: &str) -> bool {
        self.field(key).is_some() || self.shows(key)
    }

    /// Whether the template or the configuration knows a key, by its name or its meaning.
    pub fn shows(&self, key: &str) -> bool {
        let folded = fields::fold(key);
        if self.template_keys.contains(&folded) {
            return true;
        }
        let configured = self.extra.iter().any(|(name, names)| {
            fields::fold(name) == folded || names.iter().any(|name| fields::fold(name) == folded)
        });
        configured
            || self.field(key).is_some_and(|field| {
                self.template_keys
                    .iter()
                    .any(|shown| self.field(shown).is_some_and(|other| other == field))
            })
    }
}
