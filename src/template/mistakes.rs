//! What is wrong with a template itself, whatever its documents are like.

use std::ops::Range;

use super::Template;
use super::section::SectionSpecs;
use crate::document::Document;
use crate::encoding;

/// A mistake in a template, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
    /// Another place that has to do with it.
    pub also: Option<(Range<usize>, String)>,
}

impl Mistake {
    pub(super) fn new(
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            range,
            message: message.into(),
            help: help.into(),
            also: None,
        }
    }
}

pub(super) fn find(
    template: &Template,
    specs: &SectionSpecs,
    reserved: Vec<Mistake>,
) -> Vec<Mistake> {
    let document = &template.document;
    let mut mistakes = reserved;
    for problem in &template.metadata.problems {
        mistakes.push(Mistake {
            also: problem.also.clone(),
            ..Mistake::new(problem.range.clone(), &problem.message, &problem.help)
        });
    }
    for malformed in &specs.malformed {
        mistakes.push(Mistake::new(
            malformed.range.clone(),
            format!("this annotation has no effect: {}", malformed.message),
            "an annotation is a comment directly above a heading, its parts joined by `;`",
        ));
    }
    for (second, first, name) in &specs.twice {
        mistakes.push(Mistake {
            also: Some((first.clone(), "given first here".to_owned())),
            ..Mistake::new(
                second.clone(),
                format!("the section \"{name}\" is given twice"),
                "remove one, or write `<!-- repeat -->` above the first if documents repeat it",
            )
        });
    }
    mistakes.extend(template.is_empty().then(|| {
        Mistake::new(
            0..0,
            "the template is empty, and asks nothing of its documents",
            "write it, or remove the file, which takes the place of one of that name that is built in",
        )
    }));
    mistakes.extend(accidents(document));
    mistakes.extend(lost_lines(document));
    mistakes.extend(
        encoding::damage(document.as_str())
            .into_iter()
            .map(|damage| {
                let help = match &damage.repaired {
                    Some(right) => format!("write `{right}`"),
                    None => "write it again from the original".to_owned(),
                };
                let text = document.slice(damage.range.clone()).to_owned();
                Mistake::new(damage.range, format!("`{text}` was decoded wrongly"), help)
            }),
    );
    mistakes.sort_by_key(|mistake| mistake.range.start);
    mistakes
}

fn accidents(document: &Document) -> Vec<Mistake> {
    document
        .sections
        .accidents
        .iter()
        .map(|&heading| {
            let heading = &document.markdown.headings[heading];
            Mistake::new(
                heading.range.clone(),
                "a line of text directly above `---` is a heading to Markdown",
                "put a blank line between them to make it a rule; as it stands it is read as text and asks for no section",
            )
        })
        .collect()
}

/// A heading marker inside a line, more than once: the line was several.
fn lost_lines(document: &Document) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut start = 0;
    for line in document.as_str().split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let markers = line
            .split_whitespace()
            .filter(|word| word.len() <= 6 && word.bytes().all(|byte| byte == b'#'))
            .count();
        let first = range.start + line.find('#').unwrap_or(0);
        if markers > 2 && !document.markdown.in_code(first) {
            let line = document.place(range.clone()).0.start.line;
            mistakes.push(Mistake::new(
                range,
                format!("line {line} holds {markers} heading markers; were its line breaks lost?"),
                "put each heading and each paragraph on a line of its own again",
            ));
        }
    }
    mistakes
}
