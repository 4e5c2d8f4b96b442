//! Which keys count, as far as that depends on configuration and template.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::Name;
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
        self.name(key).known
    }

    /// Whether the template or the configuration knows a key, by its name or its meaning.
    pub fn shows(&self, key: &str) -> bool {
        let folded = fields::fold(key);
        let means = |field| {
            self.template_keys
                .iter()
                .any(|shown| self.means(shown, field))
        };
        self.names(&folded) || fields::of_folded(&folded, &self.extra).is_some_and(means)
    }

    /// What a key is called, and what that means.
    pub(super) fn name(&self, key: &str) -> Name {
        let folded = fields::fold(key);
        let field = fields::of_folded(&folded, &self.extra);
        Name {
            meaning: field.map(|field| field.name),
            known: field.is_some() || self.names(&folded),
            shown: self.template_keys.contains(&folded),
            folded,
        }
    }

    /// Whether the template or the configuration has this very key.
    fn names(&self, folded: &str) -> bool {
        let same = |name: &String| fields::same(name, folded);
        self.template_keys.contains(folded) || { self.extra.iter() }
            .any(|(name, names)| same(name) || names.iter().any(same))
    }

    fn means(&self, key: &str, field: &Field) -> bool {
        fields::of_folded(key, &self.extra) == Some(field)
    }
}
