//! The header of a document: its status and what else the configuration asks for, and a banner where
//! the status says more than a reader may assume.
//!
//! 1. [`Header::of`] chooses what is shown, by the mode and the fields.
//! 2. [`html`] and [`markdown`] write it.

mod banner;
mod html;
mod markdown;
mod status;

use crate::config::HeaderMode;
use crate::fields;
use crate::values;

use super::{Facts, PageInput, Reference, StatusShown, links};
pub(super) use banner::Banner;
pub(super) use html::{class, html};
pub(super) use markdown::markdown;
pub use status::status_badge;
pub(super) use status::{badge, colored};

/// What a document's header shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header<'a> {
    pub banner: Option<Banner<'a>>,
    pub parts: Vec<Part<'a>>,
}

/// One thing in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Status(&'a StatusShown),
    /// A label and what it says; a date where `date` is set.
    Text {
        label: String,
        /// For the element's class: the field's name with `-`.
        field: String,
        value: String,
        date: bool,
    },
    Relation {
        label: String,
        field: String,
        to: Vec<Link<'a>>,
    },
}

/// Another document, with a link where it is a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link<'a> {
    pub text: &'a str,
    pub address: Option<String>,
}

impl<'a> Header<'a> {
    /// None where nothing is to be shown.
    pub(super) fn of(input: &PageInput<'a>) -> Option<Self> {
        let facts = input.facts;
        let settings = &input.settings.header;
        let full = match settings.mode {
            HeaderMode::Off => return None,
            HeaderMode::Badge => false,
            HeaderMode::Full => true,
            HeaderMode::Auto => facts.metadata_left,
        };
        if !facts.document {
            return None;
        }
        let wanted = |name: &String| full || fields::fold(name) == "status";
        let mut names: Vec<String> = settings
            .fields
            .iter()
            .filter(|it| wanted(it))
            .cloned()
            .collect();
        if !full && names.is_empty() {
            names.push("status".to_owned());
        }
        let header = Self {
            banner: Banner::of(facts),
            parts: names.iter().filter_map(|name| part(input, name)).collect(),
        };
        (header.banner.is_some() || !header.parts.is_empty()).then_some(header)
    }
}

fn part<'a>(input: &PageInput<'a>, name: &str) -> Option<Part<'a>> {
    let facts = input.facts;
    let known = fields::canonical(name, &input.settings.field_names);
    let field = known.map_or_else(|| fields::fold(name), |known| known.name.to_owned());
    let to: &[Reference] = match field.as_str() {
        "status" => return facts.status.as_ref().map(Part::Status),
        "supersedes" => &facts.supersedes,
        "superseded_by" => &facts.superseded_by,
        "depends_on" => &facts.depends_on,
        _ => &[],
    };
    let label = label(&field);
    let class = field.replace('_', "-");
    if !to.is_empty() {
        return Some(Part::Relation {
            label,
            field: class,
            to: linked(facts, to),
        });
    }
    let value = facts.field(&field)?.into_owned();
    Some(Part::Text {
        label,
        field: class,
        date: values::day::is_plain(&value),
        value,
    })
}

/// `last_updated` is `Last updated`.
pub(super) fn label(field: &str) -> String {
    let words = field.replace('_', " ");
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn linked<'a>(facts: &Facts, to: &'a [Reference]) -> Vec<Link<'a>> {
    to.iter()
        .map(|reference| Link {
            text: &reference.text,
            address: facts
                .chapter
                .as_deref()
                .zip(reference.target.as_deref())
                .map(|(from, to)| links::chapter(from, to)),
        })
        .collect()
}
