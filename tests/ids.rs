//! The ids that the library foretells are those that mdBook's own renderer gives.
//!
//! Every heading of the corpus is rendered in a chapter of its own, and all of them together in
//! chapters of several orders, so that clashes are met in many ways.

#[path = "ids/corpus.rs"]
mod corpus;
#[path = "support/rendered.rs"]
mod rendered;

use mdbook_design_docs::document::markdown::{Markdown, ParseOptions};
use rendered::{Book, heading_ids};

/// All texts of the corpus in several orders.
fn orders() -> Vec<String> {
    let all = corpus::HEADINGS;
    let step = |by: usize| {
        let texts: Vec<&str> = (0..all.len()).map(|at| all[at * by % all.len()]).collect();
        texts.join("\n\n")
    };
    let reversed: Vec<&str> = all.iter().rev().copied().collect();
    let doubled = all.repeat(2);
    vec![
        all.join("\n\n"),
        reversed.join("\n\n"),
        step(7),
        step(31),
        doubled.join("\n\n"),
    ]
}

fn foretold(text: &str, smart: bool) -> Vec<String> {
    let options = ParseOptions {
        smart_punctuation: smart,
        ..ParseOptions::default()
    };
    let headings = Markdown::parse(text, 0, options).headings;
    headings.into_iter().map(|heading| heading.id).collect()
}

fn compare(smart: bool) {
    let mut texts: Vec<String> = corpus::HEADINGS.iter().map(|it| (*it).to_owned()).collect();
    texts.extend(orders());
    let in_order = texts.len();
    texts.extend(corpus::IN_FOOTNOTES.iter().map(|it| (*it).to_owned()));
    let config = format!("[output.html]\nsmart-punctuation = {smart}\n");
    let book = Book::render(&config, &texts);
    let mut wrong = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let mut given = heading_ids(&book.chapter(index));
        let mut ours = foretold(text, smart);
        if index >= in_order {
            // Notes are moved to the end; one that nothing refers to is not shown.
            given.sort();
            ours.sort();
            ours.retain(|id| given.contains(id));
        }
        if given != ours {
            let at = given.iter().zip(&ours).position(|(a, b)| a != b);
            let at = at.unwrap_or(given.len().min(ours.len()));
            wrong.push(format!(
                "{:?}: mdBook gives {:?}, not {:?}",
                text.chars().take(80).collect::<String>(),
                given.get(at),
                ours.get(at)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corpus_is_worth_the_name() {
    assert!(corpus::HEADINGS.len() >= 150);
}

#[test]
fn ids_are_mdbooks_with_smart_punctuation() {
    compare(true);
}

#[test]
fn ids_are_mdbooks_without_smart_punctuation() {
    compare(false);
}
