//! A fragment's arguments, and which of them it asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::{Enumerator, Object, Value};

/// What `args` is to a fragment.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    given: BTreeMap<String, String>,
    asked: Mutex<BTreeSet<String>>,
}

impl Arguments {
    pub fn new(given: &BTreeMap<String, String>) -> Arc<Self> {
        Arc::new(Self {
            given: given.clone(),
            asked: Mutex::default(),
        })
    }

    /// The names that were asked for, given or not.
    pub fn asked(&self) -> BTreeSet<String> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Object for Arguments {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        self.lock().insert(name.to_owned());
        self.given
            .get(name)
            .map(|value| Value::from(value.as_str()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.lock().extend(self.given.keys().cloned());
        Enumerator::Values(
            self.given
                .keys()
                .map(|key| Value::from(key.as_str()))
                .collect(),
        )
    }
}
