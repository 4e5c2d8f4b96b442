//! The lifecycles that configuration defines, each read after the one that it extends.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::keys::{Part, Problems, Section, Step, join};
use crate::lifecycle::{DEFAULT, Lifecycle, base_of, parse};

/// All lifecycles by name, `default` among them: the built-in one, unless another bears its name.
pub(super) fn read(
    own: &Section<'_>,
    problems: &mut Problems<'_>,
) -> BTreeMap<String, Arc<Lifecycle>> {
    let empty = Map::new();
    let entries = own.given("lifecycle").and_then(Value::as_object);
    let mut reading = Reading {
        entries: entries.unwrap_or(&empty),
        path: own.path_to("lifecycle"),
        read: BTreeMap::new(),
        under_way: Vec::new(),
    };
    // Those that extend nothing known come last, so that the message lists all that is known.
    let mut names: Vec<&String> = reading.entries.keys().collect();
    names.sort_by_key(|name| reading.extends_unknown(name));
    for name in names {
        reading.read(name, problems);
    }
    let mut read = reading.read;
    read.entry(DEFAULT.to_owned())
        .or_insert_with(Lifecycle::builtin);
    read
}

struct Reading<'v> {
    entries: &'v Map<String, Value>,
    path: Vec<Step>,
    read: BTreeMap<String, Arc<Lifecycle>>,
    under_way: Vec<String>,
}

impl<'v> Reading<'v> {
    fn base(&self, name: &str) -> Option<&'v str> {
        self.entries.get(name).and_then(base_of)
    }

    fn extends_unknown(&self, name: &str) -> bool {
        self.base(name)
            .is_some_and(|base| base != DEFAULT && !self.entries.contains_key(base))
    }

    fn read(&mut self, name: &str, problems: &mut Problems<'_>) {
        let Some(entries) = self
            .entries
            .get(name)
            .filter(|_| !self.read.contains_key(name))
        else {
            return;
        };
        let path = join(&self.path, name);
        self.under_way.push(name.to_owned());
        // A lifecycle called `default` that extends `default` changes the built-in one.
        let base = self
            .base(name)
            .filter(|&base| (name, base) != (DEFAULT, DEFAULT));
        if let Some(base) = base {
            if self.under_way.iter().any(|it| it == base) {
                self.report_cycle(&path, base, problems);
            } else {
                self.read(base, problems);
            }
        }
        let lifecycle = parse(name, entries, &path, &self.read, problems);
        self.read.insert(name.to_owned(), Arc::new(lifecycle));
        self.under_way.pop();
    }

    fn report_cycle(&mut self, path: &[Step], base: &str, problems: &mut Problems<'_>) {
        let from = self.under_way.iter().position(|it| it == base);
        let mut chain = self.under_way[from.unwrap_or(0)..].to_vec();
        chain.push(base.to_owned());
        problems.add(
            &join(&join(path, 0), "extends"),
            Part::Value,
            format!(
                "lifecycles extend each other in a circle: {}",
                chain.join(" → ")
            ),
            Some("one of them has to stand on its own, or extend `default`".to_owned()),
        );
        // Said once: what follows takes the built-in one in its place, until it has been read.
        self.read.insert(base.to_owned(), Lifecycle::builtin());
    }
}
