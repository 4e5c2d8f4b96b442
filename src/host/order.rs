//! When this preprocessor's turn comes, as mdBook sorts them: `determine_preprocessors` in
//! `mdbook-driver`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::NAME;

/// mdBook's own preprocessors, which run unless `build.use-default-preprocessors` is false.
const DEFAULTS: [&str; 2] = ["index", "links"];

/// Whether mdBook runs this preprocessor after `links`, by the order that the configuration gives.
pub(super) fn after_links(config: &Value) -> bool {
    let order = order(config);
    let position = |name| order.iter().position(|known| *known == name);
    match (position("links"), position(NAME)) {
        (Some(links), Some(own)) => links < own,
        _ => false,
    }
}

/// The preprocessors in the order that mdBook runs them: layers of those that wait for none of the
/// rest, sorted by name within. Those in a circle are left out; mdBook refuses them.
fn order(config: &Value) -> Vec<&str> {
    let mut waits_for = dependencies(config);
    let mut order = Vec::new();
    loop {
        let layer: Vec<&str> = waits_for
            .iter()
            .filter(|(_, before)| before.is_empty())
            .map(|(name, _)| *name)
            .collect();
        if layer.is_empty() {
            return order;
        }
        for name in &layer {
            waits_for.remove(name);
        }
        for before in waits_for.values_mut() {
            before.retain(|name| !layer.contains(name));
        }
        order.extend(layer);
    }
}

/// Each preprocessor, and those that run before it.
fn dependencies(config: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let defaults = config.pointer("/build/use-default-preprocessors") != Some(&Value::Bool(false));
    let tables = config.get("preprocessor").and_then(Value::as_object);
    let mut waits_for: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    if defaults {
        waits_for.extend(DEFAULTS.map(|name| (name, BTreeSet::new())));
    }
    let tables = || tables.into_iter().flatten();
    waits_for.extend(tables().map(|(name, _)| (name.as_str(), BTreeSet::new())));
    for (name, table) in tables() {
        for later in names(table, "before") {
            if let Some(before) = waits_for.get_mut(later) {
                before.insert(name);
            }
        }
        for earlier in names(table, "after") {
            if waits_for.contains_key(earlier)
                && let Some(before) = waits_for.get_mut(name.as_str())
            {
                before.insert(earlier);
            }
        }
    }
    waits_for
}

fn names<'a>(table: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    let names = table.get(key).and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn layers_first_then_names() {
        let config = json!({"preprocessor": {"design-docs": {}, "zzz": {}}});
        assert_eq!(order(&config), ["design-docs", "index", "links", "zzz"]);
        assert!(!after_links(&config));
        let pushed = json!({"preprocessor": {"design-docs": {}, "a": {"before": ["design-docs"]}}});
        assert_eq!(order(&pushed), ["a", "index", "links", "design-docs"]);
        assert!(after_links(&pushed));
    }

    #[test]
    fn before_links_holds_whatever_others_say() {
        let config = json!({"preprocessor": {
            "design-docs": {"before": ["links", "absent"]}, "a": {"before": ["design-docs"]}}});
        assert_eq!(order(&config), ["a", "index", "design-docs", "links"]);
        assert!(!after_links(&config));
        let asked = json!({"preprocessor": {"design-docs": {"after": ["links"]}}});
        assert!(after_links(&asked));
    }

    #[test]
    fn without_the_defaults_links_never_runs() {
        let config = json!({"build": {"use-default-preprocessors": false},
            "preprocessor": {"design-docs": {"after": ["links"]}}});
        assert!(!after_links(&config));
        let circle =
            json!({"preprocessor": {"design-docs": {"after": ["links"], "before": ["links"]}}});
        assert!(!after_links(&circle));
    }
}
