//! A book as mdBook writes it in JSON: its chapters, with their contents left where they are.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::range_in;

/// The part of a book that is looked at. mdBook 0.5 calls its items `items`, 0.4 `sections`.
#[derive(serde::Deserialize)]
pub(super) struct Items<'a> {
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
struct Chapter<'a> {
    name: Option<String>,
    path: Option<PathBuf>,
    /// Apart from being null, the key may be missing.
    #[serde(default, deserialize_with = "present")]
    source_path: Option<Option<PathBuf>>,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
    #[serde(borrow)]
    sub_items: Option<Vec<Item<'a>>>,
}

fn present<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<PathBuf>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// What is known of a chapter; its text stays in the JSON.
#[derive(Debug)]
pub(super) struct Listed {
    name: Option<String>,
    path: Option<PathBuf>,
    file: Option<PathBuf>,
    on_disk: bool,
    /// Where its content stands in the JSON.
    pub content: Option<Range<usize>>,
}

impl Items<'_> {
    /// The chapters, each before those below it; none where there are no items. `json` is the text that
    /// the items were read from.
    pub(super) fn listed(self, json: &str) -> Option<Vec<Listed>> {
        let mut chapters = Vec::new();
        collect(self.items.or(self.sections)?, json, &mut chapters);
        Some(chapters)
    }
}

fn collect(items: Vec<Item<'_>>, json: &str, chapters: &mut Vec<Listed>) {
    for item in items {
        let Item::Chapter(chapter) = item else {
            continue;
        };
        chapters.push(Listed {
            name: chapter.name,
            path: chapter.path,
            // Where the key itself is missing, the path is all there is to go by.
            on_disk: chapter.source_path.as_ref().is_none_or(Option::is_some),
            file: chapter.source_path.flatten(),
            content: chapter.content.map(|it| range_in(json, it.get())),
        });
        collect(chapter.sub_items.unwrap_or_default(), json, chapters);
    }
}

impl Listed {
    /// Its name in SUMMARY.md.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// Its file, relative to the chapters' folder; none for a draft.
    pub(super) fn path(&self) -> Option<&Path> {
        let path = self.path.as_deref()?;
        Some(self.file.as_deref().unwrap_or(path))
    }

    /// Whether it has a file.
    pub(super) fn is_on_disk(&self) -> bool {
        self.on_disk
    }

    /// Its text.
    pub(super) fn content(&self, json: &str) -> Option<String> {
        serde_json::from_str(&json[self.content.clone()?]).ok()
    }
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
