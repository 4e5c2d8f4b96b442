//! Pages whose text comes from other files in part: `links` expands them after us.

use std::path::Path;
use std::sync::Arc;

use mdbook_design_docs::document::Document;
use mdbook_design_docs::document::markdown::ParseOptions;
use mdbook_design_docs::document::view::Files;
use mdbook_design_docs::page::{self, FooterLine, PageInput};
use mdbook_design_docs::splice::splice;
use mdbook_design_docs::text::Text;

use crate::support::{Chapter, chapter, contents_lists, document, unstyled};

/// Every file that is included has this text.
struct One(&'static str);

impl Files for One {
    fn read(&self, path: &Path) -> Option<Arc<Text>> {
        Some(Arc::new(Text::new(path.to_string_lossy(), self.0)))
    }

    fn is_inside(&self, _path: &Path, _folder: &Path) -> bool {
        true
    }
}

fn out(chapter: &Chapter, included: &'static str) -> String {
    let text = Arc::new(Text::new("src/c0.md", chapter.text.as_str()));
    let files = One(included);
    let document = Document::parse(text, Path::new(""), &files, ParseOptions::default());
    let footer = FooterLine::new(&chapter.settings.footer.template).expect("a template");
    let insertions = page::insertions(&PageInput {
        document: &document,
        facts: &chapter.facts,
        dated: &chapter.dated,
        settings: &chapter.settings,
        footer: &footer,
        format: chapter.format,
        links_follow: chapter.links_follow,
        problems: &chapter.problems,
        serving: chapter.serving,
        expanded: &contents_lists(&document),
        rules_within: &[],
    });
    unstyled(&splice(&chapter.text, insertions).expect("insertions do not overlap"))
}

#[test]
fn headings_from_includes_are_listed() {
    let text = "# T\n\n{{#toc}}\n\n{{#include a.md}}\n\n## B\n";
    let out = out(&chapter(text).markdown(), "## A\n\n## B\n");
    assert_eq!(
        out,
        "# T\n\n- [A](#a)\n- [B](#b)\n- [B](#b-1)\n\n{{#include a.md}}\n\n## B\n"
    );
}

#[test]
fn below_a_title_that_was_included_is_the_top() {
    let title = |it: &mut Chapter| {
        it.facts.title = "T".to_owned();
        it.settings.page_title = false;
    };
    let text = "---\na: b\n---\n{{#include a.md}}\n\ntext\n";
    let chapter = document(text).markdown().with(title);
    let header = "**Note:** This document is a draft: it may change.\n\n**Status:** draft · **Version:** 0.1.0";
    assert_eq!(
        out(&chapter, "# T\n"),
        format!("{header}\n\n{{{{#include a.md}}}}\n\ntext\n")
    );
    // The heading's line is the author's, its words are not.
    let chapter = document("# {{#include a.md}}\n\ntext\n")
        .markdown()
        .with(title);
    assert_eq!(
        out(&chapter, "T"),
        format!("{header}\n\n# {{{{#include a.md}}}}\n\ntext\n")
    );
    let chapter = document("{{#include a.md}}\n\n# T\n\ntext\n")
        .markdown()
        .with(title);
    assert_eq!(
        out(&chapter, "before"),
        format!("{{{{#include a.md}}}}\n\n# T\n\n{header}\n\ntext\n")
    );
}

#[test]
fn what_stands_in_an_include_stays_there() {
    let text = "# T\n\n{{#include a.md}}\n\n## B\n";
    assert_eq!(out(&chapter(text), "{{#toc}}\n"), text);
    assert_eq!(out(&chapter(text), "<!-- toc -->\n"), text);
    let text = "# T\n\n{{#include a.md}}\n";
    assert_eq!(out(&chapter(text).dated(), "Last updated: May\n"), text);
}

#[test]
fn what_an_include_leaves_open_is_closed() {
    let text = "# T\n\n{{#include a.md}}\n";
    assert_eq!(
        out(&chapter(text).dated().markdown(), "```\ncode\n"),
        "# T\n\n{{#include a.md}}\n```\n\nLast updated 2026-05-18\n"
    );
}
