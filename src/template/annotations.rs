//! What a comment directly above a template's heading says about the section.

mod phases;
mod slip;

use std::ops::Range;

use crate::diagnostics::nearest;

pub use phases::Phase;
use phases::{phase_number, phases};
pub use slip::slip;

/// What may stand first in an annotation, for messages.
pub const WORDS: &str = "optional, required, repeat, also, keep, any-order, open, Phase N";

/// How often a repeated section may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// At least.
    pub least: usize,
    /// At most, where there is a bound.
    pub most: Option<usize>,
}

/// Everything that one comment says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annotations {
    /// May be absent.
    pub optional: bool,
    /// Needed from this status on, as written, with its place: in the comment, and in a section's
    /// annotations in the file.
    pub required_from: Option<(String, Range<usize>)>,
    /// How often it may come.
    pub repeat: Option<Times>,
    /// Other headings that serve.
    pub also: Vec<String>,
    /// The template's text here is meant to stay.
    pub keep: bool,
    /// Its children may come in any order.
    pub any_order: bool,
    /// Its children are the author's own.
    pub open: bool,
    /// The phases from which it is needed; the lowest that applies counts.
    pub phases: Vec<Phase>,
}

/// A part of an annotation that can't be read, and where it stands in the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Its bytes in the comment.
    pub range: Range<usize>,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Reads a comment, `<!--` and `-->` included. None where it is no annotation: it does not begin with
/// one of the words, followed by `:`, `;` or the end.
pub fn read(comment: &str) -> Option<(Annotations, Vec<Malformed>)> {
    let open = comment.find("<!--")? + 4;
    let close = comment[open..].find("-->")? + open;
    let inner = &comment[open..close];
    if comment[close + 3..].trim() != "" || !begins_with_word(inner) {
        return None;
    }
    let mut annotations = Annotations::default();
    let mut malformed = Vec::new();
    let mut at = open;
    for part in inner.split(';') {
        let start = at + part.len() - part.trim_start().len();
        let range = start..start + part.trim().len();
        at += part.len() + 1;
        if range.is_empty() {
            continue;
        }
        if let Err(message) = annotations.add(part.trim(), &range) {
            malformed.push(Malformed { range, message });
        }
    }
    Some((annotations, malformed))
}

/// The comments in a block of them, each with where it begins.
pub fn comments(block: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = block[at..].find("<!--") {
        let start = at + open;
        let end = block[start..]
            .find("-->")
            .map_or(block.len(), |close| start + close + 3);
        found.push((start, &block[start..end]));
        at = end;
    }
    found
}

/// The name and, behind a colon, the argument of one part.
fn split(part: &str) -> (&str, Option<&str>) {
    match part.split_once(':') {
        Some((name, argument)) => (name.trim(), Some(argument.trim())),
        None => (part.trim(), None),
    }
}

/// The words that an annotation may begin with, phases aside.
const NAMES: [&str; 7] = [
    "optional",
    "required",
    "repeat",
    "also",
    "keep",
    "any-order",
    "open",
];

fn begins_with_word(inner: &str) -> bool {
    let first = inner.split(';').next().unwrap_or_default();
    let (name, _) = split(first);
    let bare = name.split('|').next().unwrap_or_default();
    NAMES.contains(&name.to_lowercase().as_str()) || phase_number(bare).is_some()
}

/// Whether an argument says in words when or why: `optional: only where it is slow`.
fn is_reason(argument: &str) -> bool {
    argument.contains(char::is_whitespace) && !begins_with_word(argument)
}

impl Annotations {
    /// Takes in what another comment above the same heading says.
    pub fn join(&mut self, other: Self) {
        self.optional |= other.optional;
        self.keep |= other.keep;
        self.any_order |= other.any_order;
        self.open |= other.open;
        self.also.extend(other.also);
        self.phases.extend(other.phases);
        self.repeat = self.repeat.or(other.repeat);
        self.required_from = self.required_from.take().or(other.required_from);
    }

    fn add(&mut self, part: &str, range: &Range<usize>) -> Result<(), String> {
        if phase_number(part.split(['|', ':']).next().unwrap_or_default()).is_some() {
            self.phases = phases(part)?;
            return Ok(());
        }
        let (name, argument) = split(part);
        match (name.to_lowercase().as_str(), argument) {
            ("optional", argument) if argument.is_none_or(is_reason) => self.optional = true,
            ("keep", argument) if argument.is_none_or(is_reason) => self.keep = true,
            ("any-order", None) => self.any_order = true,
            ("open", None) => self.open = true,
            ("required", Some(status)) if !status.is_empty() => {
                let start = range.start + part.len() - status.len();
                self.required_from = Some((status.to_owned(), start..range.end));
            }
            ("required", _) => {
                return Err("`required` wants a status: `required: approved`".to_owned());
            }
            ("repeat", None) => {
                self.repeat = Some(Times {
                    least: 1,
                    most: None,
                })
            }
            ("repeat", Some(times)) => {
                let times = parse_times(times)?;
                self.optional |= times.least == 0;
                self.repeat = Some(times);
            }
            ("also", Some(names)) if !names.is_empty() => {
                self.also = names
                    .split('|')
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
            }
            ("also", _) => {
                return Err("`also` wants headings: `also: Detailed design | Guide`".to_owned());
            }
            ("optional" | "keep" | "any-order" | "open", Some(_)) => {
                return Err(format!(
                    "`{name}` takes no argument; join annotations by `;`"
                ));
            }
            _ => {
                let meant = nearest(&name.to_lowercase(), NAMES);
                let meant = meant.map_or(String::new(), |it| format!("did you mean `{it}`? "));
                return Err(format!(
                    "`{name}` is no annotation; {meant}legal are {WORDS}"
                ));
            }
        }
        Ok(())
    }
}

fn parse_times(text: &str) -> Result<Times, String> {
    let wrong = || format!("`{text}` is no count; legal are `2..`, `1..5` and `3`");
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| wrong());
    let times = match text.split_once("..") {
        Some((least, "")) => Times {
            least: number(least)?,
            most: None,
        },
        Some((least, most)) => Times {
            least: number(least)?,
            most: Some(number(most)?),
        },
        None => Times {
            least: number(text)?,
            most: Some(number(text)?),
        },
    };
    match times.most {
        Some(most) if most < times.least || most == 0 => Err(wrong()),
        _ => Ok(times),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(comment: &str) -> Annotations {
        let (annotations, malformed) = read(comment).expect("an annotation");
        assert_eq!(malformed, [], "{comment}");
        annotations
    }

    #[test]
    fn comments_are_found_where_they_begin() {
        let found = comments("<!-- a --> <!-- b -->\n<!-- c");
        assert_eq!(
            found,
            [(0, "<!-- a -->"), (11, "<!-- b -->"), (22, "<!-- c")]
        );
    }

    #[test]
    fn each_word_says_its_thing() {
        assert!(good("<!-- optional -->").optional);
        let any = Times {
            least: 1,
            most: None,
        };
        assert_eq!(good("<!-- repeat -->").repeat, Some(any));
        assert!(good("<!-- keep; any-order; open -->").keep);
        assert_eq!(
            good("<!-- repeat: 2.. -->").repeat,
            Some(Times {
                least: 2,
                most: None
            })
        );
        assert_eq!(
            good("<!-- repeat: 1..5 -->").repeat,
            Some(Times {
                least: 1,
                most: Some(5)
            })
        );
        assert_eq!(
            good("<!-- also: Detailed design | Guide -->").also,
            ["Detailed design", "Guide"]
        );
        let comment = "<!-- optional; required: approved -->";
        let (status, range) = good(comment).required_from.expect("a status");
        assert_eq!((status.as_str(), &comment[range]), ("approved", "approved"));
    }

    #[test]
    fn phases_may_depend_on_quality_levels() {
        let phases = good(
            "<!-- Phase 1: Core Technical (production/secure) | Phase 2: Production Readiness -->",
        )
        .phases;
        assert_eq!(
            phases[0],
            Phase {
                number: 1,
                name: "core_technical".into(),
                levels: vec!["production".into(), "secure".into()]
            }
        );
        assert_eq!(
            phases[1],
            Phase {
                number: 2,
                name: "production_readiness".into(),
                levels: vec![]
            }
        );
    }

    #[test]
    fn other_comments_are_no_annotations() {
        for comment in [
            "<!-- Required reading for all -->",
            "<!-- optional section -->",
            "<!-- Phase out -->",
            "<!-- openly -->",
            "<!---->",
        ] {
            assert_eq!(read(comment), None, "{comment}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_place() {
        for (comment, wrong) in [
            ("<!-- repeat: many -->", "repeat: many"),
            ("<!-- optional; kept -->", "kept"),
            ("<!-- required -->", "required"),
            ("<!-- repeat: 5..2 -->", "repeat: 5..2"),
        ] {
            let (_, malformed) = read(comment).expect("an annotation");
            assert_eq!(&comment[malformed[0].range.clone()], wrong);
        }
    }
}
