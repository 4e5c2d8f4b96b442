//! What ties a document to others, as a list.

use super::style::{self, Styled};
use super::{Block, Format, escape, header, links};
use crate::corpus::{Corpus, Member};
use crate::relations::Kind;

/// One way of having to do with others.
struct Tie {
    /// What stands before their names, and, with `-` for spaces, in the class.
    label: &'static str,
    /// What the document says of others.
    own: Kind,
    /// What others say of the document.
    others: Option<Kind>,
}

const TIES: [Tie; 3] = [
    Tie {
        label: "Supersedes",
        own: Kind::Supersedes,
        others: Some(Kind::SupersededBy),
    },
    Tie {
        label: "Superseded by",
        own: Kind::SupersededBy,
        others: Some(Kind::Supersedes),
    },
    Tie {
        label: "Depends on",
        own: Kind::DependsOn,
        others: None,
    },
];

/// Another document: what it is called, and where it is.
type Other = (String, Option<String>);

/// The documents that a chapter names, and those that name it.
pub fn block(corpus: &Corpus<'_>, member: &Member<'_>, format: Format) -> Block {
    let mut lines: Vec<(&str, Vec<Other>)> = Vec::new();
    for tie in &TIES {
        let mut all = named(corpus, member, tie.own);
        if let Some(kind) = tie.others {
            all.extend(naming(corpus, member, kind));
        }
        lines.push((tie.label, all));
    }
    lines.push(("Needed by", naming(corpus, member, Kind::DependsOn)));
    for (_, all) in &mut lines {
        let mut seen = std::collections::HashSet::new();
        all.retain(|other| seen.insert(other.clone()));
    }
    lines.retain(|(_, all)| !all.is_empty());
    match format {
        Format::Html => Block::Html(html(&lines)),
        Format::Markdown => Block::Markdown(markdown(&lines)),
    }
}

/// Those that the document names, in its order; what is no document of the book by what it says.
fn named(corpus: &Corpus<'_>, member: &Member<'_>, kind: Kind) -> Vec<Other> {
    let references = corpus.references(member, kind).into_iter();
    references
        .map(|(reference, other)| match other {
            Some(other) => other_of(member, other),
            None => (reference.written, None),
        })
        .collect()
}

/// Those that name the document, in the book's order.
fn naming(corpus: &Corpus<'_>, member: &Member<'_>, kind: Kind) -> Vec<Other> {
    let Some(at) = corpus.position(member) else {
        return Vec::new();
    };
    let edges = corpus.relations.naming(at).filter(|edge| edge.kind == kind);
    edges
        .filter_map(|edge| corpus.chapters.get(edge.from))
        .map(|other| other_of(member, other))
        .collect()
}

fn other_of(from: &Member<'_>, other: &Member<'_>) -> Other {
    let paths = from
        .chapter
        .path
        .as_deref()
        .zip(other.chapter.path.as_deref());
    let address = paths.map(|(from, to)| links::chapter(from, to));
    (other.title(), address)
}

fn html(lines: &[(&str, Vec<Other>)]) -> Styled {
    let items: Vec<String> = lines
        .iter()
        .map(|(label, all)| {
            let class = header::class(&label.to_lowercase());
            let all = all
                .iter()
                .map(|(text, address)| links::html(text, address.as_deref()));
            let all: Vec<String> = all.collect();
            format!("<li class=\"{class}\">{label}: {}</li>", all.join(", "))
        })
        .collect();
    let html = match items.is_empty() {
        true => format!("<div class=\"design-doc-relations\">{NONE}</div>"),
        false => format!(
            "<ul class=\"design-doc-relations\">\n{}\n</ul>",
            items.join("\n")
        ),
    };
    Styled::new(html, style::LISTS)
}

fn markdown(lines: &[(&str, Vec<Other>)]) -> String {
    let items: Vec<String> = lines
        .iter()
        .map(|(label, all)| {
            let all = all
                .iter()
                .map(|(text, address)| links::markdown(text, address.as_deref()));
            let all: Vec<String> = all.collect();
            format!("- {}: {}", escape::markdown(label), all.join(", "))
        })
        .collect();
    match items.is_empty() {
        true => NONE.to_owned(),
        false => items.join("\n"),
    }
}

const NONE: &str = "No relations to other documents.";
