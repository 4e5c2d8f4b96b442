//! Ids that two documents bear.

use std::collections::{BTreeMap, BTreeSet};

use super::Card;
use super::reference::Key;

/// A document that bears another one's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// The document, by its index: the one whose path comes later.
    pub later: usize,
    /// The first document with that id, by its index.
    pub first: usize,
    /// The id, as the later one writes it.
    pub id: String,
}

/// Where an id is unique.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Scope<'a> {
    /// One that a field gives: in the whole book.
    Book(Key),
    /// A number: in its folder.
    Folder(&'a str, String),
}

/// The documents that bear an id of another, by their index.
pub(super) fn find(cards: &[Card]) -> Vec<Twin> {
    let mut order: Vec<usize> = (0..cards.len()).filter(|&it| cards[it].document).collect();
    order.sort_by(|&one, &other| cards[one].path.cmp(&cards[other].path));
    order.dedup_by(|one, other| cards[*one].path == cards[*other].path);
    let mut bearers: BTreeMap<Scope<'_>, usize> = BTreeMap::new();
    let mut told = BTreeSet::new();
    let mut twins = Vec::new();
    for later in order {
        for (scope, id) in scopes(&cards[later]) {
            let first = *bearers.entry(scope).or_insert(later);
            if first != later && told.insert(later) {
                twins.push(Twin { later, first, id });
            }
        }
    }
    twins.sort_by_key(|twin| twin.later);
    twins
}

/// A number that a field gives is also compared with the numbers of file names beside it.
fn scopes(card: &Card) -> Vec<(Scope<'_>, String)> {
    let folder = card.folder();
    match (&card.id, card.file_number().filter(|number| number.sure)) {
        (Some(id), _) => {
            let key = Key::of(id);
            let number = (key.word.is_empty() && !key.number.is_empty()).then(|| {
                let scope = Scope::Folder(folder, key.number.clone());
                (scope, id.clone())
            });
            let mut scopes = vec![(Scope::Book(key), id.clone())];
            scopes.extend(number);
            scopes
        }
        (None, Some(number)) => {
            vec![(Scope::Folder(folder, number.number), number.written)]
        }
        (None, None) => Vec::new(),
    }
}
