//! `key=value`, `key="value with spaces"` and bare words, read up to the closing `}}`.

use std::ops::Range;

/// One argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The key and where it stands; none for a bare word.
    pub key: Option<(String, Range<usize>)>,
    /// The value, quotes and escapes resolved.
    pub value: String,
    /// Where the value stands, its quotes included.
    pub range: Range<usize>,
}

impl Argument {
    /// The key.
    pub fn key(&self) -> Option<&str> {
        self.key.as_ref().map(|(key, _)| key.as_str())
    }

    /// All of it, key and value.
    pub fn whole(&self) -> Range<usize> {
        let start = self
            .key
            .as_ref()
            .map_or(self.range.start, |(_, range)| range.start);
        start..self.range.end
    }
}

/// Why arguments could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong.
    pub message: &'static str,
    /// Where.
    pub range: Range<usize>,
}

pub(super) struct Read {
    pub arguments: Vec<Argument>,
    pub malformed: Option<Malformed>,
    /// Behind the closing `}}`.
    pub end: usize,
}

/// No directive has so many arguments: what goes on for longer is none.
const MOST: usize = 32;

/// Reads the arguments of `line` from the byte `start` on; none where the line has no `}}` behind it.
pub(super) fn read(line: &str, start: usize) -> Option<Read> {
    let mut arguments = Vec::new();
    let mut at = start;
    loop {
        at += leading_space(&line[at..]);
        if line[at..].starts_with("}}") {
            return Some(Read {
                arguments,
                malformed: None,
                end: at + 2,
            });
        }
        if at >= line.len() {
            return None;
        }
        let read = match arguments.len() {
            MOST => {
                arguments.clear();
                Err(Malformed {
                    message: "there are more arguments than any directive takes",
                    range: start..at,
                })
            }
            _ => argument(line, at),
        };
        match read {
            Ok(argument) => {
                at = argument.range.end;
                arguments.push(argument);
            }
            Err(malformed) => {
                let end = line[start..].find("}}")? + start + 2;
                return Some(Read {
                    arguments,
                    malformed: Some(malformed),
                    end,
                });
            }
        }
    }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn argument(line: &str, start: usize) -> Result<Argument, Malformed> {
    let rest = &line[start..];
    let word_end = start + word_len(rest);
    let word = &line[start..word_end];
    let (key, at) = match word.split_once('=') {
        Some((key, _)) if !key.is_empty() && !key.contains('"') => {
            let end = start + key.len();
            (Some((key.to_owned(), start..end)), end + 1)
        }
        _ => (None, start),
    };
    if line[at..].starts_with('"') {
        let (value, end) = quoted(line, at)?;
        return Ok(Argument {
            key,
            value,
            range: at..end,
        });
    }
    if at == word_end && key.is_some() {
        return Err(Malformed {
            message: "there is no value behind the `=`",
            range: start..at,
        });
    }
    Ok(Argument {
        key,
        value: line[at..word_end].to_owned(),
        range: at..word_end,
    })
}

/// Up to white space or the closing `}}`.
fn word_len(text: &str) -> usize {
    let space = text.find(char::is_whitespace).unwrap_or(text.len());
    text[..space].find("}}").unwrap_or(space).max(1)
}

/// The text between double quotes at `open`, and where it ends behind the closing one.
fn quoted(line: &str, open: usize) -> Result<(String, usize), Malformed> {
    let mut value = String::new();
    let mut chars = line[open + 1..].char_indices();
    while let Some((at, ch)) = chars.next() {
        match ch {
            '"' => {
                let end = open + 1 + at + 1;
                let after = &line[end..];
                if after.starts_with("}}") || after.starts_with(char::is_whitespace) {
                    return Ok((value, end));
                }
                return Err(Malformed {
                    message: "nothing but a space or `}}` may follow the closing quote",
                    range: open..end,
                });
            }
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            ch => value.push(ch),
        }
    }
    Err(Malformed {
        message: "the quote is never closed",
        range: open..open + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(line: &str) -> Vec<(Option<String>, String)> {
        let read = read(line, 0).expect("closed");
        assert_eq!(read.malformed, None);
        read.arguments
            .into_iter()
            .map(|it| (it.key.map(|(key, _)| key), it.value))
            .collect()
    }

    #[test]
    fn words_pairs_and_quotes() {
        let some = |key: &str| Some(key.to_owned());
        assert_eq!(
            pairs(
                r#" a.md b=c d="e }} \"f\" \\" g= "=x" "y z"}} rest"#
                    .replace("g= ", "")
                    .as_str()
            ),
            [
                (None, "a.md".to_owned()),
                (some("b"), "c".to_owned()),
                (some("d"), "e }} \"f\" \\".to_owned()),
                (None, "=x".to_owned()),
                (None, "y z".to_owned()),
            ]
        );
        assert_eq!(pairs("}}"), []);
        assert_eq!(pairs(" ü=ä}}"), [(some("ü"), "ä".to_owned())]);
    }

    #[test]
    fn what_can_not_be_read_says_why() {
        let many = " x".repeat(40) + "}} y";
        for (line, message, end) in [
            (
                many.as_str(),
                "there are more arguments than any directive takes",
                82,
            ),
            (" a=\"b}} c", "the quote is never closed", 7),
            (" a= b}}", "there is no value behind the `=`", 7),
            (
                " a=\"b\"c}}",
                "nothing but a space or `}}` may follow the closing quote",
                9,
            ),
        ] {
            let read = read(line, 0).expect(line);
            let malformed = read.malformed.expect(line);
            assert_eq!((malformed.message, read.end), (message, end));
        }
        assert!(read(" a b", 0).is_none());
    }
}
