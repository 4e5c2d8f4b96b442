//! The questions that documents keep, as a list.

use super::style::{self, Styled};
use super::{Block, Format, escape, links};
use crate::corpus::{Corpus, Member};
use crate::questions::{Question, questions};

/// Which questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that are open.
    Open,
    /// Those that are closed.
    Closed,
    /// All; those that are closed say so.
    All,
}

impl Wanted {
    fn admits(self, question: &Question) -> bool {
        match self {
            Wanted::Open => !question.closed,
            Wanted::Closed => question.closed,
            Wanted::All => true,
        }
    }

    /// What stands there without any.
    fn none(self) -> &'static str {
        match self {
            Wanted::Open => "No open questions.",
            Wanted::Closed => "No closed questions.",
            Wanted::All => "No questions.",
        }
    }

    fn remark(self, question: &Question) -> &'static str {
        match question.closed && self == Wanted::All {
            true => " (closed)",
            false => "",
        }
    }
}

/// The questions of one chapter.
pub fn of_document(member: &Member<'_>, wanted: Wanted, format: Format) -> Block {
    let asked = asked(member, wanted);
    match format {
        Format::Html => html(items_html(&asked, wanted), wanted),
        Format::Markdown => markdown(items_markdown(&asked, wanted, ""), wanted),
    }
}

/// The questions of all chapters, below links to these; `from` is the chapter that shows them.
pub fn of_book(corpus: &Corpus<'_>, from: &Member<'_>, wanted: Wanted, format: Format) -> Block {
    let mut out = String::new();
    for member in corpus
        .chapters
        .iter()
        .filter(|member| member.chapter.listed)
    {
        let asked = asked(member, wanted);
        let Some(first) = asked.first() else {
            continue;
        };
        let title = member.title();
        let address = address(from, member, first);
        out.push_str(&match format {
            Format::Html => format!(
                "<li>{}\n<ul>\n{}</ul>\n</li>\n",
                links::html(title.trim(), address.as_deref()),
                items_html(&asked, wanted)
            ),
            Format::Markdown => format!(
                "- {}\n{}",
                escape::at_start(&links::markdown(title.trim(), address.as_deref())),
                items_markdown(&asked, wanted, "    ")
            ),
        });
    }
    match format {
        Format::Html => html(out, wanted),
        Format::Markdown => markdown(out, wanted),
    }
}

fn asked(member: &Member<'_>, wanted: Wanted) -> Vec<Question> {
    let mut all = questions(&member.document, member.governed());
    all.retain(|question| wanted.admits(question));
    all
}

/// The section of another chapter in which a question stands; none where links can't be made.
fn address(from: &Member<'_>, member: &Member<'_>, question: &Question) -> Option<String> {
    let (from, to) = (
        from.chapter.path.as_deref()?,
        member.chapter.path.as_deref()?,
    );
    let headings = &member.document.markdown.headings;
    let before = headings.partition_point(|it| it.range.start <= question.range.start);
    let id = before.checked_sub(1).map(|at| headings[at].id.as_str());
    let id = id.filter(|id| !id.is_empty());
    let fragment = id.map_or(String::new(), |id| format!("#{}", escape::fragment(id)));
    Some(links::chapter(from, to) + &fragment)
}

fn items_html(asked: &[Question], wanted: Wanted) -> String {
    let item = |question: &Question| {
        let text = escape::html(&question.line);
        format!("<li>{text}{}</li>\n", wanted.remark(question))
    };
    asked.iter().map(item).collect()
}

fn items_markdown(asked: &[Question], wanted: Wanted, indent: &str) -> String {
    let item = |question: &Question| {
        let text = escape::at_start(&escape::markdown(&question.line));
        format!("{indent}- {text}{}\n", wanted.remark(question))
    };
    asked.iter().map(item).collect()
}

fn html(items: String, wanted: Wanted) -> Block {
    let html = match items.is_empty() {
        true => format!(
            "<div class=\"design-doc-questions\">{}</div>",
            wanted.none()
        ),
        false => format!("<ul class=\"design-doc-questions\">\n{items}</ul>"),
    };
    Block::Html(Styled::new(html, style::LISTS))
}

fn markdown(items: String, wanted: Wanted) -> Block {
    Block::Markdown(match items.is_empty() {
        true => wanted.none().to_owned(),
        false => items.trim_end().to_owned(),
    })
}
