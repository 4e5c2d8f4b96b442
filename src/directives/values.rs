//! What fragments are told of the document, the book, and the other documents.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use crate::corpus::{Corpus, Member};
use crate::document::metadata;
use crate::fields;
use crate::page::{gather, links};

/// Made once for all chapters.
#[derive(Debug)]
pub(crate) struct Values<'a> {
    corpus: &'a Corpus<'a>,
    book: Value,
    cards: OnceLock<Arc<Vec<Arc<Card>>>>,
}

impl<'a> Values<'a> {
    pub fn new(corpus: &'a Corpus<'a>) -> Self {
        let settings = &corpus.book.settings;
        let title = settings.book.title.clone().unwrap_or_default();
        let mut book: BTreeMap<String, Value> = settings
            .variables
            .iter()
            .map(|(name, value)| (name.clone(), configured(value)))
            .collect();
        let variables = Value::from_pairs(book.clone());
        book.insert("variables".to_owned(), variables);
        book.insert("title".to_owned(), title.into());
        Self {
            corpus,
            book: Value::from_pairs(book),
            cards: OnceLock::new(),
        }
    }

    pub fn book(&self) -> Value {
        self.book.clone()
    }

    pub fn document(&self, member: &Member<'_>) -> Value {
        let card = Arc::new(Card::new(self.corpus, member));
        let from = member.chapter.path.clone().map(Arc::from);
        Value::from_object(Shown { card, from })
    }

    pub fn documents(&self, from: &Member<'_>) -> Value {
        let cards = self.cards.get_or_init(|| {
            let documents = self.corpus.chapters.iter();
            let documents = documents.filter(|member| member.governed().is_some());
            Arc::new(
                documents
                    .map(|it| Arc::new(Card::new(self.corpus, it)))
                    .collect(),
            )
        });
        Value::from_object(All {
            cards: Arc::clone(cards),
            from: from.chapter.path.clone().map(Arc::from),
        })
    }
}

/// A document.
#[derive(Debug)]
struct Card {
    values: BTreeMap<&'static str, Value>,
    path: String,
}

impl Card {
    fn new(corpus: &Corpus<'_>, member: &Member<'_>) -> Self {
        let path = member.chapter.path.clone().unwrap_or_default();
        let mut values = BTreeMap::new();
        values.insert("path", Value::from(path.as_str()));
        values.insert("title", member.title().into());
        let text = |meaning| member.metadata.meaning(meaning).and_then(gather::text_of);
        let status = gather::status(member).map(|status| status.name);
        let template = member.governed().map(|it| it.template.name.clone());
        let updated = gather::last_updated(corpus, member);
        let dates = [
            ("updated", updated.clone()),
            ("last_updated", updated),
            ("created", text("created")),
            ("reviewed", text("reviewed")),
            ("deadline", text("deadline")),
        ];
        let more = [
            ("status", status),
            ("template", template),
            ("version", text("version")),
        ];
        for (name, value) in dates.iter().chain(&more) {
            if let Some(value) = value {
                values.insert(*name, value.as_str().into());
            }
        }
        let dates = dates
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        values.insert(
            "dates",
            Value::from_pairs(dates.map(|(name, day)| (name, Value::from(day)))),
        );
        let owners = gather::words(member, "owners");
        values.insert("owners", Value::from_iter(owners));
        values.insert("fields", Value::from_object(Fields::of(member)));
        Self { values, path }
    }
}

/// A document, as one chapter sees it.
#[derive(Debug)]
struct Shown {
    card: Arc<Card>,
    from: Option<Arc<str>>,
}

impl Object for Shown {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "link" => Some(links::chapter(self.from.as_deref()?, &self.card.path).into()),
            name => self.card.values.get(name).cloned(),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(
            self.card
                .values
                .keys()
                .map(|key| Value::from(*key))
                .collect(),
        )
    }
}

/// All documents, as one chapter sees them.
#[derive(Debug)]
struct All {
    cards: Arc<Vec<Arc<Card>>>,
    from: Option<Arc<str>>,
}

impl Object for All {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let card = Arc::clone(self.cards.get(key.as_usize()?)?);
        let from = self.from.clone();
        Some(Value::from_object(Shown { card, from }))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.cards.len())
    }
}

/// A document's fields, by any name that they go by.
#[derive(Debug)]
struct Fields {
    /// By their own names, folded.
    own: BTreeMap<String, Value>,
    /// By what they mean.
    meant: BTreeMap<String, Value>,
}

impl Fields {
    fn of(member: &Member<'_>) -> Self {
        let entries = member.metadata.entries.iter().filter(|it| !it.is_blank());
        let own = entries.map(|entry| (fields::fold(&entry.key), value(&entry.value)));
        let known = fields::FIELDS.iter().filter_map(|field| {
            let entry = member.metadata.meaning(field.name)?;
            let filled = !entry.is_blank();
            filled.then(|| (field.name.to_owned(), value(&entry.value)))
        });
        Self {
            own: own.collect(),
            meant: known.collect(),
        }
    }
}

impl Object for Fields {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = fields::fold(key.as_str()?);
        let own = self.own.get(&name).or_else(|| self.meant.get(&name));
        own.cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(
            self.own
                .keys()
                .map(|key| Value::from(key.as_str()))
                .collect(),
        )
    }
}

/// A value of the configuration; a date of TOML's by its text.
fn configured(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::from(()),
        serde_json::Value::Bool(it) => Value::from(*it),
        serde_json::Value::String(text) => Value::from(text.as_str()),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::from(whole),
            (None, Some(float)) => Value::from(float),
            (None, None) => Value::from(number.to_string()),
        },
        serde_json::Value::Array(items) => items.iter().map(configured).collect(),
        serde_json::Value::Object(map) => match map.get("$__toml_private_datetime") {
            Some(date) => configured(date),
            None => Value::from_pairs(
                map.iter()
                    .map(|(key, value)| (key.as_str(), configured(value))),
            ),
        },
    }
}

fn value(field: &metadata::Value) -> Value {
    match field {
        metadata::Value::Empty => Value::from(()),
        metadata::Value::Bool(it) => Value::from(*it),
        metadata::Value::Integer { value, .. } => Value::from(*value),
        metadata::Value::Text(text) | metadata::Value::Date(text) => Value::from(text.as_str()),
        metadata::Value::Float { written, .. } => Value::from(written.as_str()),
        metadata::Value::List(items) => items.iter().map(|item| value(&item.value)).collect(),
        metadata::Value::Map(pairs) => Value::from_pairs(
            pairs
                .iter()
                .map(|pair| (pair.key.as_str(), value(&pair.value.value))),
        ),
    }
}
