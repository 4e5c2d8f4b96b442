//! What a field must hold, in words and as the line that an author would type.

use super::DocumentContext;
use crate::document::front_matter;
use crate::document::metadata::Notation;
use crate::fields::{self, FieldKind};
use crate::template::{FieldSpec, FieldType};

/// A field that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Its key, as it should be typed.
    pub(super) key: &'a str,
    /// What the template says of it, where it shows the field.
    pub(super) spec: Option<&'a FieldSpec>,
}

/// A value that would do.
enum Sample {
    /// One that is typed as it stands: a number, a truth, a day.
    Bare(String),
    Text(String),
    List(String),
    /// A mapping, or nothing that can be made up.
    None,
}

impl Wanted<'_> {
    /// What it must hold, and the line to type where one can be made up.
    pub(super) fn help(&self, cx: &DocumentContext<'_>) -> String {
        let holds = self.holds(cx);
        // The example of a mapping is its keys, which are said already.
        let tells =
            |spec: &&FieldSpec| !spec.example.is_empty() && !matches!(spec.kind, FieldType::Map(_));
        match self.line(cx) {
            Some(line) => format!("write {holds}, such as `{line}`"),
            None => match self.spec.filter(tells) {
                Some(spec) => format!("write {holds}, where the template has `{}`", spec.example),
                None => format!("write {holds}"),
            },
        }
    }

    fn holds(&self, cx: &DocumentContext<'_>) -> String {
        let pattern = self.spec.and_then(|spec| spec.constraints.pattern.as_ref());
        if let Some(pattern) = pattern {
            return format!("text that matches `{}`", pattern.as_str());
        }
        match self.spec.map(|spec| &spec.kind) {
            Some(FieldType::OneOf(choices)) => format!("one of {}", choices.join(", ")),
            Some(FieldType::Date) => "a day as YYYY-MM-DD".to_owned(),
            Some(FieldType::Version) => "a version as MAJOR.MINOR.PATCH".to_owned(),
            Some(FieldType::People) => "people or teams".to_owned(),
            Some(FieldType::List) => "a list".to_owned(),
            Some(FieldType::Bool) => "`true` or `false`".to_owned(),
            Some(FieldType::Integer) => "a whole number".to_owned(),
            Some(FieldType::Constant(word)) => format!("`{word}`"),
            Some(FieldType::Map(specs)) => format!("the keys {}", keys(specs)),
            Some(FieldType::Filled | FieldType::Text) | None => self.by_meaning(cx),
        }
    }

    fn by_meaning(&self, cx: &DocumentContext<'_>) -> String {
        match (self.known().map(|field| field.kind), cx.lifecycle()) {
            (Some(FieldKind::Status), Some(lifecycle)) => {
                format!(
                    "one of {}",
                    lifecycle.names().collect::<Vec<_>>().join(", ")
                )
            }
            (Some(FieldKind::Date), _) => "a day as YYYY-MM-DD".to_owned(),
            (Some(FieldKind::Version), _) => "a version as MAJOR.MINOR.PATCH".to_owned(),
            (Some(FieldKind::People), _) => "people or teams".to_owned(),
            (Some(FieldKind::Reference), _) => {
                "the path, id or number of the other document".to_owned()
            }
            _ => match self.known() {
                Some(field) => format!("the {}", field.summary),
                None => "what holds for this document".to_owned(),
            },
        }
    }

    fn known(&self) -> Option<&'static fields::Field> {
        match self.spec {
            Some(spec) => fields::FIELDS
                .iter()
                .find(|field| Some(field.name) == spec.meaning),
            None => fields::canonical(self.key, &Default::default()),
        }
    }

    fn sample(&self, cx: &DocumentContext<'_>) -> Sample {
        let example = self.spec.map_or("", |spec| spec.example.as_str());
        let today = || Sample::Bare(cx.corpus.book.today.to_string());
        let people = || Sample::List("ann@example.org".to_owned());
        let example_fits = self.spec.is_none_or(|spec| {
            let any = spec.shown || matches!(spec.kind, FieldType::Text | FieldType::OneOf(_));
            spec.constraints.pattern.is_none() && (any || !spec.example.is_empty())
        });
        let known_form = matches!(
            self.spec.map(|spec| &spec.kind),
            Some(FieldType::Date | FieldType::People)
        );
        if !example_fits && !known_form {
            return Sample::None;
        }
        match self.spec.map(|spec| &spec.kind) {
            Some(FieldType::OneOf(choices)) => {
                choices.first().cloned().map_or(Sample::None, Sample::Text)
            }
            Some(FieldType::Date) => today(),
            Some(FieldType::Version) => Sample::Text(example.to_owned()),
            Some(FieldType::People) => people(),
            Some(FieldType::List) => Sample::List(example.to_owned()),
            Some(FieldType::Bool | FieldType::Integer) => Sample::Bare(example.to_owned()),
            Some(FieldType::Constant(word)) => Sample::Text(word.clone()),
            Some(FieldType::Map(_)) => Sample::None,
            Some(FieldType::Filled | FieldType::Text) | None => {
                match self.known().map(|field| field.kind) {
                    Some(FieldKind::Status) => cx
                        .lifecycle()
                        .and_then(|lifecycle| lifecycle.names().next())
                        .map_or(Sample::None, |name| Sample::Text(name.to_owned())),
                    Some(FieldKind::Date) => today(),
                    Some(FieldKind::Version) => Sample::Text("0.1.0".to_owned()),
                    Some(FieldKind::People) => people(),
                    _ => Sample::None,
                }
            }
        }
    }

    /// The line as it should be typed, in the notation of the document, else in the template's.
    pub(super) fn line(&self, cx: &DocumentContext<'_>) -> Option<String> {
        let sample = self.sample(cx);
        let notation = notation(cx, self.spec);
        let yaml = Notation::FrontMatter(front_matter::Notation::Yaml);
        let toml = Notation::FrontMatter(front_matter::Notation::Toml);
        let value = match sample {
            Sample::None => return None,
            Sample::Bare(text) => text,
            Sample::Text(text) if notation == toml => format!("\"{text}\""),
            Sample::Text(text) => text,
            Sample::List(text) if notation == toml => {
                format!("[\"{}\"]", text.replace(", ", "\", \""))
            }
            Sample::List(text) if notation == yaml => format!("[{text}]"),
            Sample::List(text) => text,
        };
        Some(match notation {
            Notation::FrontMatter(front_matter::Notation::Toml) => {
                format!("{} = {value}", self.key)
            }
            Notation::Heading => format!("## {}` and below it `{value}", self.key),
            _ => format!("{}: {value}", self.key),
        })
    }
}

/// Key names for a sentence.
pub(super) fn keys(specs: &[FieldSpec]) -> String {
    let keys: Vec<String> = specs.iter().map(|spec| format!("`{}`", spec.key)).collect();
    keys.join(", ")
}

/// The notation in which a field would be added: that of the document's front matter, else that of
/// the template's line, else that of the document's last field.
pub(super) fn notation(cx: &DocumentContext<'_>, spec: Option<&FieldSpec>) -> Notation {
    if let Some(read) = &cx.document().notes.front_matter {
        return Notation::FrontMatter(read.notation);
    }
    let shown = spec.and_then(|spec| {
        let entries = &cx.template().metadata.entries;
        entries.iter().find(|entry| entry.range == spec.range)
    });
    shown
        .or_else(|| cx.metadata().entries.last())
        .or_else(|| cx.template().metadata.entries.first())
        .map_or(Notation::Label, |entry| entry.notation)
}

/// What there is to see where a template speaks of a field.
pub(super) fn shown_here(spec: &FieldSpec) -> &'static str {
    if spec.shown {
        "the template shows it here"
    } else {
        "the template asks for it here"
    }
}
