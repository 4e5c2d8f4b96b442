//! The merge key `<<`.

use super::super::value::{Pair, Value};

/// What `<<` brings is there where the mapping does not have it itself.
pub(super) fn merged(pairs: Vec<Pair>) -> Vec<Pair> {
    if pairs.iter().all(|pair| pair.key != "<<") {
        return pairs;
    }
    let (merges, mut own): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair| pair.key == "<<");
    let mut has: std::collections::BTreeSet<String> =
        own.iter().map(|pair| pair.key.clone()).collect();
    for merge in merges {
        let sources = match merge.value.value {
            Value::List(items) => items.into_iter().map(|item| item.value).collect(),
            value => vec![value],
        };
        for source in sources {
            if let Value::Map(brought) = source {
                own.extend(
                    brought
                        .into_iter()
                        .filter(|pair| has.insert(pair.key.clone())),
                );
            }
        }
    }
    own
}
