//! The words of a comment: `allow RULE, RULE until=DAY: reason`.

use std::ops::Range;

use jiff::civil::Date;

use super::Mistake;
use crate::diagnostics::nearest;

const ALLOW: &str = "allow";
const ALLOW_FILE: &str = "allow-file";
const UNTIL: &str = "until=";

/// What a comment should look like that is to allow these rules.
fn form(verb: &str, rules: &[(String, Range<usize>)], until: Option<Date>) -> String {
    let names: Vec<&str> = rules.iter().map(|(rule, _)| rule.as_str()).collect();
    let names = match names.is_empty() {
        true => "placeholder".to_owned(),
        false => names.join(", "),
    };
    let until = until.map_or(String::new(), |day| format!(" {UNTIL}{day}"));
    format!("write `<!-- design-docs: {verb} {names}{until}: why it is right here -->`")
}

/// What a comment says.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub whole_file: bool,
    pub rules: Vec<(String, Range<usize>)>,
    pub until: Option<Date>,
    pub mistakes: Vec<Mistake>,
}

/// Reads what stands behind the mark; `start` is where that is in the view.
pub(super) fn read(said: &str, start: usize) -> Words {
    let mut words = Words::default();
    let colon = said.find(':').unwrap_or(said.len());
    let mut head = split(&said[..colon], start).into_iter();
    match head.next() {
        Some((ALLOW, _)) => {}
        Some((ALLOW_FILE, _)) => words.whole_file = true,
        other => {
            words.mistakes.push(verb(other, start));
            return words;
        }
    }
    for (word, place) in head {
        match word.strip_prefix(UNTIL) {
            Some(day) => words.day(day, place),
            None => words.rules.push((word.to_owned(), place)),
        }
    }
    let mut has_reason = false;
    for (word, place) in split(&said[colon..], start + colon) {
        match word.strip_prefix(UNTIL) {
            Some(day) => words.day(day, place),
            None => has_reason |= word.contains(char::is_alphanumeric),
        }
    }
    let all = start..start + said.trim_end().len();
    let verb = if words.whole_file { ALLOW_FILE } else { ALLOW };
    let form = form(verb, &words.rules, words.until);
    if words.rules.is_empty() {
        words.mistake(all, "this comment names no rule to allow", &form);
    } else if !has_reason {
        words.mistake(
            all,
            "this comment gives no reason, and so it allows nothing",
            &form,
        );
    }
    words
}

/// The words between white space and commas, with their places.
fn split(text: &str, start: usize) -> Vec<(&str, Range<usize>)> {
    let apart = |ch: char| ch.is_whitespace() || ch == ',';
    let mut at = start;
    let mut words = Vec::new();
    for piece in text.split_inclusive(apart) {
        let word = piece.trim_end_matches(apart);
        if !word.is_empty() {
            words.push((word, at..at + word.len()));
        }
        at += piece.len();
    }
    words
}

fn verb(word: Option<(&str, Range<usize>)>, start: usize) -> Mistake {
    let Some((word, range)) = word else {
        return Mistake {
            range: start..start,
            message: "this comment says nothing".to_owned(),
            help: form(ALLOW, &[], None),
        };
    };
    let help = match nearest(word, [ALLOW, ALLOW_FILE]) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "legal are `allow` for the block that follows and `allow-file`".to_owned(),
    };
    Mistake {
        range,
        message: format!("`{word}` means nothing here"),
        help,
    }
}

impl Words {
    fn mistake(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.mistakes.push(Mistake {
            range,
            message: message.to_owned(),
            help: help.to_owned(),
        });
    }

    fn day(&mut self, day: &str, range: Range<usize>) {
        match day.parse() {
            Ok(day) => self.until = Some(day),
            Err(_) => self.mistake(
                range,
                &format!("`{day}` is no day"),
                "write the last day on which this holds: `until=2027-01-01`",
            ),
        }
    }
}
