//! TOML with the place of every key and value, within a budget.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::entry::Problem;
use super::front::Outcome;
use super::value::{Pair, Spanned, Value};
use super::yaml::{Given, MAX_DEPTH, MAX_KEY, MAX_NODES};

/// Reads the TOML in `content`, a range of `text`.
pub(super) fn read(text: &str, content: Range<usize>) -> Outcome {
    let source = &text[content.clone()];
    let table = match DeTable::parse(source) {
        Ok(table) => table,
        Err(error) => return Outcome::Broken(explain(text, &content, &error)),
    };
    let mut reader = Reader {
        text,
        base: content.start,
        nodes: 0,
        over: None,
    };
    let pairs = reader.table(table.get_ref(), 0);
    if let Some(range) = reader.over {
        return Outcome::Excess(Problem {
            range,
            message: "the front matter holds more than is read (over budget)".to_owned(),
            help: format!(
                "at most {MAX_NODES} values, {MAX_DEPTH} levels and keys of {MAX_KEY} bytes"
            ),
            also: None,
        });
    }
    let mut given = Given::default();
    let (mut kept, mut problems) = (Vec::new(), Vec::new());
    for pair in pairs {
        match given.folded(&pair.key, &pair.key_range) {
            Some(problem) => problems.push(problem),
            None => kept.push(pair),
        }
    }
    Outcome::Mapping(kept, problems)
}

fn explain(text: &str, content: &Range<usize>, error: &toml::de::Error) -> Problem {
    let range = match error.span() {
        Some(span) => {
            let end = (content.start + span.end).min(content.end);
            (content.start + span.start).min(end)..end
        }
        None => content.start..content.start,
    };
    let range = crate::text::floor_char_boundary(text, range.start)
        ..crate::text::floor_char_boundary(text, range.end);
    let message = error.message();
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let help = if message.contains("duplicate key") {
        "keep one of them".to_owned()
    } else if message.contains("must be quoted") {
        "put text in quotes: key = \"value\"".to_owned()
    } else if message.contains("key with no value") && line.contains(':') {
        "TOML writes `key = \"value\"`; for `key: value` use `---` lines in place of `+++`"
            .to_owned()
    } else {
        "TOML writes `key = \"value\"`, one to a line".to_owned()
    };
    let first = message.lines().next().unwrap_or("it does not parse");
    Problem {
        range,
        message: format!("the front matter is not valid TOML: {first}"),
        help,
        also: None,
    }
}

struct Reader<'a> {
    text: &'a str,
    base: usize,
    nodes: usize,
    /// What exceeded the budget.
    over: Option<Range<usize>>,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }

    /// The keys of a table, in the order in which they stand.
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = table
            .iter()
            .map(|(key, value)| {
                let key_range = self.place(key.span());
                if key.get_ref().len() > MAX_KEY {
                    self.over.get_or_insert(key_range.clone());
                }
                Pair {
                    key: key.get_ref().to_string(),
                    key_range,
                    value: self.value(value.get_ref(), value.span(), depth + 1),
                }
            })
            .collect();
        pairs.sort_by_key(|pair| pair.key_range.start);
        pairs
    }

    fn value(&mut self, value: &DeValue<'_>, span: Range<usize>, depth: usize) -> Spanned {
        let mut range = self.place(span);
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            self.over.get_or_insert(range.clone());
            return Spanned {
                value: Value::Empty,
                range,
            };
        }
        let written = || self.text[range.clone()].to_owned();
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(value) => Value::Integer {
                        value,
                        written: written(),
                    },
                    Err(_) => Value::Text(written()),
                }
            }
            DeValue::Float(number) => Value::Float {
                value: number.as_str().parse().unwrap_or(f64::NAN),
                written: written(),
            },
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(_) => Value::Date(written()),
            DeValue::Array(items) => {
                let items: Vec<Spanned> = items
                    .iter()
                    .map(|item| self.value(item.get_ref(), item.span(), depth + 1))
                    .collect();
                cover(&mut range, items.iter().map(|item| &item.range));
                Value::List(items)
            }
            DeValue::Table(table) => {
                let pairs = self.table(table, depth);
                cover(&mut range, pairs.iter().map(|pair| &pair.key_range));
                cover(&mut range, pairs.iter().map(|pair| &pair.value.range));
                Value::Map(pairs)
            }
        };
        Spanned { value, range }
    }
}

/// A table's span is that of its header: its keys belong to it.
fn cover<'a>(range: &mut Range<usize>, parts: impl Iterator<Item = &'a Range<usize>>) {
    for part in parts {
        range.start = range.start.min(part.start);
        range.end = range.end.max(part.end);
    }
}
