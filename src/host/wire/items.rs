//! A book as mdBook writes it in JSON: its chapters, with their contents left where they are.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The part of a book that is looked at. mdBook 0.5 calls its items `items`, 0.4 `sections`.
#[derive(serde::Deserialize)]
struct Book<'a> {
    #[serde(borrow)]
    items: Option<Vec<Item<'a>>>,
    #[serde(borrow)]
    sections: Option<Vec<Item<'a>>>,
}

/// A chapter, or something that is none: a separator, a part's title, what later versions bring.
enum Item<'a> {
    Chapter(Chapter<'a>),
    Other,
}

/// A chapter as mdBook sends it.
#[derive(serde::Deserialize)]
pub(super) struct Chapter<'a> {
    name: Option<String>,
    path: Option<PathBuf>,
    /// Apart from being null, the key may be missing.
    #[serde(default, deserialize_with = "present")]
    source_path: Option<Option<PathBuf>>,
    /// Its text, as JSON.
    #[serde(borrow)]
    pub content: Option<&'a RawValue>,
    #[serde(borrow)]
    sub_items: Option<Vec<Item<'a>>>,
}

/// The chapters of a book, each before those below it; none where it has no items.
///
/// # Errors
/// Where something in it is of another kind than mdBook sends.
pub(super) fn chapters(book: &str) -> serde_json::Result<Option<Vec<Chapter<'_>>>> {
    let Book { items, sections } = serde_json::from_str(book)?;
    Ok(items.or(sections).map(|items| {
        let mut chapters = Vec::new();
        collect(items, &mut chapters);
        chapters
    }))
}

fn collect<'a>(items: Vec<Item<'a>>, chapters: &mut Vec<Chapter<'a>>) {
    for item in items {
        if let Item::Chapter(mut chapter) = item {
            let below = chapter.sub_items.take().unwrap_or_default();
            chapters.push(chapter);
            collect(below, chapters);
        }
    }
}

impl Chapter<'_> {
    /// Its name in SUMMARY.md.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// Its file, relative to the chapters' folder; none for a draft.
    pub(super) fn path(&self) -> Option<&Path> {
        let path = self.path.as_deref()?;
        Some(self.file().unwrap_or(path))
    }

    /// Whether it has a file. Where the key itself is missing, the path is all there is to go by.
    pub(super) fn is_on_disk(&self) -> bool {
        self.file().is_some() || self.source_path.is_none()
    }

    fn file(&self) -> Option<&Path> {
        self.source_path.as_ref()?.as_deref()
    }
}

fn present<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<PathBuf>>, D::Error> {
    Option::deserialize(value).map(Some)
}

impl<'de: 'a, 'a> Deserialize<'de> for Item<'a> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item of a book")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Item::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut item = Item::Other;
        while let Some(kind) = map.next_key::<String>()? {
            if kind == "Chapter" {
                item = Item::Chapter(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(item)
    }
}
