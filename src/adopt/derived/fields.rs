//! The fields that documents share.

use std::collections::BTreeMap;

use super::headings::most;
use super::{is_part, statuses};
use crate::adopt::Candidate;
use crate::document::metadata::{Entry, Known, Notation, Value};
use crate::document::{Document, front_matter, names};
use crate::fields::{self, FieldKind};
use crate::values::day;

/// Of so many in a hundred a field is asked for.
const ASKED: usize = 90;
/// Of so many it is shown.
const SHOWN: usize = 30;

/// A field as some documents have it.
#[derive(Default)]
struct Field {
    documents: usize,
    /// How its key is written, and how often.
    keys: BTreeMap<String, usize>,
    notations: Vec<Notation>,
    values: Vec<Value>,
    /// What stands in front of the value where one has it as a label.
    line: Option<String>,
    place: usize,
    is_known: bool,
}

/// The fields that documents share.
pub(super) struct Shared {
    documents: usize,
    all: Vec<(String, Field)>,
}

impl Shared {
    pub(super) fn of(documents: &[&Candidate]) -> Self {
        let known = Known {
            any_plain: true,
            ..Known::default()
        };
        let mut all: BTreeMap<String, Field> = BTreeMap::new();
        for file in documents {
            let metadata = file.document.notes.metadata(&known);
            let mut seen = Vec::new();
            for (index, entry) in metadata.entries.iter().enumerate() {
                let key = fields::fold(&entry.key);
                if seen.contains(&key) || entry.is_blank() {
                    continue;
                }
                let field = all.entry(key.clone()).or_default();
                field.add(entry, &file.document, index);
                let in_front = matches!(entry.notation, Notation::FrontMatter(_));
                field.is_known |= in_front || metadata.is_known(index);
                seen.push(key);
            }
        }
        let of = documents.len();
        let mut all: Vec<(String, Field)> = all.into_iter().collect();
        all.retain(|(_, field)| {
            let least = if field.is_known { SHOWN } else { ASKED };
            is_part(field.documents, of, least)
        });
        all.sort_by_key(|(_, field)| field.place / field.documents.max(1));
        Self { documents: of, all }
    }

    /// How many fields most documents have.
    pub(super) fn asked(&self) -> usize {
        let is_asked =
            |(_, field): &&(String, Field)| is_part(field.documents, self.documents, ASKED);
        self.all.iter().filter(is_asked).count()
    }

    /// The front matter; nothing where the documents have none.
    pub(super) fn front_matter(&self) -> String {
        let yaml = self.written(
            |notation| notation == Notation::FrontMatter(front_matter::Notation::Yaml),
            |key, example| match example {
                Example::Blank => format!("{key}:\n"),
                Example::Text(text) => format!("{key}: {text}\n"),
                Example::List(item) => format!("{key}:\n  - {item}\n"),
            },
        );
        let toml = self.written(
            |notation| notation == Notation::FrontMatter(front_matter::Notation::Toml),
            |key, example| match example {
                Example::Blank => format!("{key} = \"\"\n"),
                Example::Text(text) => format!("{key} = \"{text}\"\n"),
                Example::List(item) => format!("{key} = [\"{item}\"]\n"),
            },
        );
        match (yaml.is_empty(), toml.is_empty()) {
            (false, _) => format!("---\n{yaml}---\n\n"),
            (true, false) => format!("+++\n{toml}+++\n\n"),
            (true, true) => String::new(),
        }
    }

    /// What stands below the title: labels, a table, a fenced block.
    pub(super) fn body(&self) -> String {
        let line = |key: &str, example: &Example| format!("{key}: {}\n", example.line());
        let mut out = String::new();
        for (key, field) in self.of_notation(|notation| notation == Notation::Label) {
            let label = format!("- **{key}**:");
            let before = field.line.as_ref().unwrap_or(&label);
            let example = field.example(self.documents).line();
            out.push_str(&format!("{before} {example}\n"));
        }
        let table = self.written(
            |notation| notation == Notation::Table,
            |key, example| format!("| {key} | {} |\n", example.line().replace('|', "\\|")),
        );
        let block = self.written(|notation| notation == Notation::Block, line);
        if !table.is_empty() {
            out.push_str(&format!("\n| Field | Value |\n|---|---|\n{table}"));
        }
        if !block.is_empty() {
            out.push_str(&format!("\n```\n{block}```\n"));
        }
        match out.trim() {
            "" => String::new(),
            text => format!("{text}\n\n"),
        }
    }

    /// What stands below the headings that are fields, by their names in the form that compares.
    pub(super) fn headings(&self) -> BTreeMap<String, String> {
        let fields = self.of_notation(|notation| notation == Notation::Heading);
        fields
            .map(|(key, field)| (names::fold(&key), field.example(self.documents).line()))
            .collect()
    }

    fn written(
        &self,
        is_one: impl Fn(Notation) -> bool,
        line: impl Fn(&str, &Example) -> String,
    ) -> String {
        self.of_notation(is_one)
            .map(|(key, field)| line(&key, &field.example(self.documents)))
            .collect()
    }

    /// The fields that are mostly written so.
    fn of_notation(
        &self,
        is_one: impl Fn(Notation) -> bool,
    ) -> impl Iterator<Item = (String, &Field)> {
        let here = move |field: &Field| {
            let so = field.notations.iter().filter(|it| is_one(**it)).count();
            so * 2 > field.notations.len()
        };
        self.all
            .iter()
            .filter(move |(_, field)| here(field))
            .map(|(folded, field)| (most(&field.keys).unwrap_or(folded).clone(), field))
    }
}

/// What a template shows of a field.
enum Example {
    /// Nothing: it may be absent.
    Blank,
    Text(String),
    List(String),
}

impl Example {
    /// In a line.
    fn line(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::List(text) => text.clone(),
        }
    }
}

impl Field {
    fn add(&mut self, entry: &Entry, document: &Document, place: usize) {
        self.documents += 1;
        self.place += place;
        *self.keys.entry(entry.key.clone()).or_default() += 1;
        self.notations.push(entry.notation);
        self.values.push(entry.value.clone());
        if entry.notation == Notation::Label && self.line.is_none() {
            let line = document.slice(entry.range.start..entry.value_range.start);
            let line = line.rsplit('\n').next().unwrap_or(line).trim_end();
            // Markup around the value stays with the value.
            let label = line.rfind(':').map_or(line, |at| {
                let closing = line[at + 1..].starts_with("**") && !line[..at].ends_with("**");
                &line[..at + if closing { 3 } else { 1 }]
            });
            self.line = Some(label.to_owned());
        }
    }

    fn example(&self, documents: usize) -> Example {
        if !is_part(self.documents, documents, ASKED) {
            return Example::Blank;
        }
        let key = self.keys.keys().next().map_or("", String::as_str);
        let known = fields::canonical(key, &BTreeMap::new());
        let all = |wanted: &dyn Fn(&Value) -> bool| self.values.iter().all(wanted);
        let texts: Vec<String> = self.values.iter().filter_map(text).collect();
        let every = |wanted: &dyn Fn(&str) -> bool| {
            texts.len() == self.values.len() && texts.iter().all(|text| wanted(text))
        };
        if known.is_some_and(|field| field.kind == FieldKind::Status) && !texts.is_empty() {
            return Example::Text(statuses::listed(&texts));
        }
        if every(&|text| day::of(text).is_some()) {
            return Example::Text("YYYY-MM-DD".to_owned());
        }
        if known.is_some_and(|field| field.kind == FieldKind::Version)
            && every(&|text| semver::Version::parse(text).is_ok())
        {
            return Example::Text("0.1.0".to_owned());
        }
        let gap = format!("<{}>", words(key));
        match all(&|value| matches!(value, Value::List(_))) {
            true => Example::List(gap),
            false => Example::Text(gap),
        }
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_text().map(|text| text.trim().to_owned())
}

/// A key as words: a gap is told from an HTML tag by its capital.
fn words(key: &str) -> String {
    let plain = key.replace(['_', '-'], " ");
    let mut chars = plain.chars();
    let first = chars.next().map(|ch| ch.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
