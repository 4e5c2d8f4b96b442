//! Every chapter by its path, its id and its number.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::Card;
use super::paths::{has_extension, is_elsewhere, spellings};
use super::reference::{FileNumber, Key, Reference};
use crate::diagnostics::{nearest, one_edit_away};
use crate::document::view::{normal, slashed};
use crate::fields;

/// What a reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// The chapter of that index.
    Document(usize),
    /// It looks like a reference to a chapter of the book, and there is none.
    Nothing {
        /// The one that may be meant.
        near: Option<usize>,
    },
    /// It is something else: a page elsewhere, a file that is no chapter, words, or one of several.
    Outside,
}

/// Words that people write before a number, whatever they call the folder.
const USUAL: &[&str] = &[
    "rfc", "adr", "design", "doc", "document", "proposal", "no", "nr", "number",
];
/// More ids or files than this are not searched for a close one: it would be done for each reference.
const SEARCHED: usize = 300;

/// Every chapter by the names that others may call it.
#[derive(Debug, Default)]
pub struct Index {
    cards: Vec<Card>,
    files: HashSet<String>,
    src: String,
    paths: HashMap<String, usize>,
    /// By the file's name alone; none where several bear it.
    names: BTreeMap<String, Option<usize>>,
    ids: BTreeMap<Key, usize>,
    /// By the number in an id: none where several have it.
    id_numbers: HashMap<String, Option<usize>>,
    numbers: HashMap<(String, String), usize>,
    /// By the number in a file's name; none where several have it.
    file_numbers: HashMap<String, Option<usize>>,
    /// By what people call the kind, and the number.
    named: HashMap<(String, String), Option<usize>>,
    kinds: HashSet<String>,
}

impl Index {
    /// From cards; their indices are what answers are made of.
    pub fn new(cards: Vec<Card>) -> Self {
        let mut index = Self::default();
        // Documents before other chapters, so that these do not take their names.
        let documents = (0..cards.len()).filter(|&at| cards[at].document);
        let others = (0..cards.len()).filter(|&at| !cards[at].document);
        for at in documents.chain(others) {
            index.add(at, &cards[at]);
        }
        index.cards = cards;
        index
    }

    /// With the Markdown files below `src`, which need not be chapters, and the name of `src`.
    #[must_use]
    pub fn with_files(mut self, files: HashSet<String>, src: &str) -> Self {
        self.files = files;
        src.trim_matches(['.', '/']).clone_into(&mut self.src);
        self
    }

    /// Everybody, by index.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    fn add(&mut self, at: usize, card: &Card) {
        if let Some(id) = &card.id {
            let key = Key::of(id);
            if !key.number.is_empty() {
                once(&mut self.id_numbers, key.number.clone(), at);
                if !key.word.is_empty() {
                    self.kinds.insert(key.word.clone());
                }
            }
            self.ids.entry(key).or_insert(at);
        }
        if card.path.is_empty() {
            return;
        }
        self.paths.entry(card.path.clone()).or_insert(at);
        let name = card.path.rsplit('/').next().unwrap_or_default();
        self.names
            .entry(name.to_owned())
            .and_modify(|known| *known = None)
            .or_insert(Some(at));
        let Some(FileNumber { number, .. }) = card.file_number() else {
            return;
        };
        for word in card.words() {
            once(&mut self.named, (word.clone(), number.clone()), at);
            self.kinds.insert(word);
        }
        let here = (card.folder().to_owned(), number.clone());
        self.numbers.entry(here).or_insert(at);
        once(&mut self.file_numbers, number, at);
    }

    /// What a chapter means by a reference.
    pub fn meant(&self, from: usize, reference: &Reference) -> Meant {
        let folder = self.cards.get(from).map_or("", Card::folder);
        let written = reference.written.as_str();
        match reference.target.as_deref() {
            Some(target) if is_elsewhere(target) => match self.by_name(folder, written) {
                Meant::Document(at) => Meant::Document(at),
                Meant::Nothing { .. } | Meant::Outside => Meant::Outside,
            },
            Some(target) => self.by_path(folder, target),
            None if is_elsewhere(written) => Meant::Outside,
            None if has_extension(written) => self.by_path(folder, written),
            None => match self.by_name(folder, written) {
                Meant::Document(at) => Meant::Document(at),
                other => match self.by_path(folder, written) {
                    Meant::Document(at) => Meant::Document(at),
                    Meant::Nothing { .. } | Meant::Outside => other,
                },
            },
        }
    }

    fn by_path(&self, folder: &str, written: &str) -> Meant {
        let path = written.split(['#', '?']).next().unwrap_or_default();
        let path = path.replace("%20", " ").replace('\\', "/");
        if path.is_empty() {
            return Meant::Outside;
        }
        let in_src = path.trim_start_matches('/');
        let rooted = path.starts_with('/');
        let mut tries = Vec::new();
        if !rooted {
            tries.push(slashed(&normal(&Path::new(folder).join(&path))));
        }
        tries.push(slashed(&normal(Path::new(in_src))));
        if let Some(below) = in_src
            .strip_prefix(&self.src)
            .and_then(|it| it.strip_prefix('/'))
        {
            tries.push(below.to_owned());
        }
        let spelled: Vec<String> = tries.iter().flat_map(|path| spellings(path)).collect();
        if let Some(&at) = spelled.iter().find_map(|path| self.paths.get(path)) {
            return Meant::Document(at);
        }
        let leaves = tries.iter().all(|path| path.starts_with(".."));
        let is_file = spelled.iter().any(|path| self.files.contains(path));
        if leaves || is_file || !has_extension(&path) {
            return Meant::Outside;
        }
        Meant::Nothing {
            near: self.near_path(folder, &path),
        }
    }

    /// The only file of that name, wherever it lies; else the only one beside it with that number; else
    /// one with a name that is much the same.
    fn near_path(&self, folder: &str, path: &str) -> Option<usize> {
        let name = path.rsplit('/').next().unwrap_or_default();
        if let Some(&at) = self.names.get(name) {
            return at;
        }
        let number = FileNumber::of(name).map(|number| number.number);
        let numbered = number.and_then(|number| self.numbers.get(&(folder.to_owned(), number)));
        if numbered.is_some() || self.paths.len() > SEARCHED {
            return numbered.copied();
        }
        let close = nearest(name, self.names.keys().map(String::as_str))?;
        self.names.get(close).copied().flatten()
    }

    fn by_name(&self, folder: &str, written: &str) -> Meant {
        let keys = Key::candidates(written);
        if let Some(&at) = keys.iter().find_map(|key| self.ids.get(key)) {
            return Meant::Document(at);
        }
        match keys.iter().find(|key| !key.number.is_empty()) {
            Some(key) => self.by_number(folder, key, written.starts_with('#')),
            None => self.by_word(written),
        }
    }

    /// A kind that the book has is taken at its word; without one, or with one that people write for any
    /// document, the number counts: that of a file beside it, of an id, of the only file that has it.
    fn by_number(&self, folder: &str, key: &Key, hash: bool) -> Meant {
        let here = self.numbers.get(&(folder.to_owned(), key.number.clone()));
        if self.kinds.contains(&key.word) {
            let is_kind = |&&at: &&usize| self.cards[at].words().contains(&key.word);
            let found = self.named.get(&(key.word.clone(), key.number.clone()));
            return match (here.filter(is_kind), found) {
                (Some(&at), _) | (None, Some(&Some(at))) => Meant::Document(at),
                (None, Some(None)) => Meant::Outside,
                (None, None) => Meant::Nothing { near: None },
            };
        }
        if !key.word.is_empty() && !USUAL.contains(&key.word.as_str()) {
            return Meant::Outside;
        }
        let bare = Key {
            word: String::new(),
            number: key.number.clone(),
        };
        let sure = here.or_else(|| self.ids.get(&bare)).copied();
        let by_number =
            |numbers: &HashMap<String, Option<usize>>| numbers.get(&key.number).copied();
        let any = by_number(&self.id_numbers).or_else(|| by_number(&self.file_numbers));
        let unnumbered = self.id_numbers.is_empty() && self.file_numbers.is_empty();
        match (sure, any) {
            (Some(at), _) | (None, Some(Some(at))) => Meant::Document(at),
            (None, Some(None)) => Meant::Outside,
            (None, None) if unnumbered && (hash || !key.word.is_empty()) => Meant::Outside,
            (None, None) => Meant::Nothing { near: None },
        }
    }

    /// Words are an id that is misspelled, or no reference at all.
    fn by_word(&self, written: &str) -> Meant {
        if written.contains(char::is_whitespace) || self.ids.len() > SEARCHED {
            return Meant::Outside;
        }
        let ids = self.ids.iter().filter(|(key, _)| key.number.is_empty());
        let wanted = fields::fold(written);
        let words: Vec<(&str, usize)> = ids.map(|(key, &at)| (key.word.as_str(), at)).collect();
        let close = one_edit_away(&wanted, words.iter().map(|it| it.0));
        match words.iter().find(|(word, _)| Some(*word) == close) {
            Some(&(_, at)) => Meant::Nothing { near: Some(at) },
            None => Meant::Outside,
        }
    }
}

/// Remembers whose a name is; nobody's where two have it.
fn once<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Option<usize>>, key: K, at: usize) {
    map.entry(key)
        .and_modify(|known| {
            if *known != Some(at) {
                *known = None;
            }
        })
        .or_insert(Some(at));
}
