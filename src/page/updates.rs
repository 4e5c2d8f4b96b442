//! A chapter's latest updates, as a list.

use super::links::Repository;
use super::style::{self, Styled};
use super::{Block, Format, escape, links};
use crate::corpus::{Corpus, Member};
use crate::history::{Commit, Dated};

/// How much of a commit's id is shown.
const SHORT: usize = 7;

/// The latest updates, the last of them first; none where nothing certain is known.
pub fn block(
    corpus: &Corpus<'_>,
    member: &Member<'_>,
    limit: usize,
    format: Format,
) -> Option<Block> {
    let updates = corpus.updates(member);
    let updates = &updates[..updates.len().min(limit)];
    if updates.is_empty() {
        let new = *corpus.dated(member) == Dated::Uncommitted(None);
        return new.then(|| none(format));
    }
    let repository = Repository::of(&corpus.book.settings);
    let items: Vec<String> = updates
        .iter()
        .map(|commit| {
            let address = repository.as_ref().map(|it| it.commit(&commit.id));
            match format {
                Format::Html => html(commit, address.as_deref()),
                Format::Markdown => markdown(commit, address.as_deref()),
            }
        })
        .collect();
    let items = items.join("\n");
    Some(match format {
        Format::Html => {
            let html = format!("<ul class=\"design-doc-history\">\n{items}\n</ul>");
            Block::Html(Styled::new(html, style::LISTS))
        }
        Format::Markdown => Block::Markdown(items),
    })
}

fn none(format: Format) -> Block {
    const NONE: &str = "Not yet committed.";
    match format {
        Format::Html => {
            let html = format!("<div class=\"design-doc-history\">{NONE}</div>");
            Block::Html(Styled::new(html, style::LISTS))
        }
        Format::Markdown => Block::Markdown(NONE.to_owned()),
    }
}

fn html(commit: &Commit, address: Option<&str>) -> String {
    format!(
        "<li>{} {} <span class=\"design-doc-author\">{}</span> <span class=\"design-doc-commit\">{}</span></li>",
        escape::time(&commit.day.to_string()),
        escape::html(&commit.subject),
        escape::html(&commit.author),
        links::html(short(commit), address)
    )
}

fn markdown(commit: &Commit, address: Option<&str>) -> String {
    format!(
        "- {} · {} · {} · {}",
        commit.day,
        escape::markdown(&commit.subject),
        escape::markdown(&commit.author),
        links::markdown(short(commit), address)
    )
}

fn short(commit: &Commit) -> &str {
    commit.id.get(..SHORT).unwrap_or(&commit.id)
}
