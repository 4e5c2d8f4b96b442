//! Events in, values out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, ScalarStyle, Span, Tag};

use super::super::entry::Problem;
use super::super::front::Outcome;
use super::super::line;
use super::super::value::{Pair, Spanned, Value};
use super::explain::over_budget;
use super::{Given, MAX_DEPTH, MAX_EXPANDED, MAX_KEY, MAX_NODES, Offsets, merge, place, scalar};

/// A value with what it costs to copy it.
#[derive(Clone)]
struct Node {
    spanned: Spanned,
    nodes: usize,
    bytes: usize,
    height: usize,
}

/// A list or mapping that is not complete.
struct Frame {
    /// None in a list.
    mapping: Option<Mapping>,
    items: Vec<Spanned>,
    start: usize,
    flow: bool,
    anchor: usize,
    nodes: usize,
    bytes: usize,
    height: usize,
}

#[derive(Default)]
struct Mapping {
    pairs: Vec<Pair>,
    key: Option<(String, Range<usize>)>,
    given: Given,
}

pub(super) struct Builder<'a> {
    text: &'a str,
    offsets: &'a Offsets,
    frames: Vec<Frame>,
    anchors: BTreeMap<usize, Node>,
    root: Option<Node>,
    problems: Vec<Problem>,
    nodes: usize,
    bytes: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, offsets: &'a Offsets) -> Self {
        Self {
            text,
            offsets,
            frames: Vec::new(),
            anchors: BTreeMap::new(),
            root: None,
            problems: Vec::new(),
            nodes: 0,
            bytes: 0,
        }
    }

    /// Takes one event; the problem that ends the reading, if it is over budget.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        let range = self.offsets.byte(span.start.index())..self.offsets.byte(span.end.index());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(&text, style, tag, range);
                self.spend(1, node.bytes, &node.spanned.range)?;
                self.anchor(anchor, &node)?;
                self.complete(node)
            }
            Event::Alias(anchor) => {
                let Some(mut node) = self.anchors.get(&anchor).cloned() else {
                    // An alias inside of what it stands for.
                    return Err(over_budget(range));
                };
                node.spanned.range = range.clone();
                self.spend(node.nodes, node.bytes, &range)?;
                self.complete(node)
            }
            Event::SequenceStart(anchor, _) => self.open(None, anchor, range),
            Event::MappingStart(anchor, _) => self.open(Some(Mapping::default()), anchor, range),
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            _ => Ok(()),
        }
    }

    /// Whether what was begun is a mapping.
    pub(super) fn is_mapping(&self) -> bool {
        self.frames
            .first()
            .is_some_and(|frame| frame.mapping.is_some())
    }

    /// What it came to.
    pub(super) fn finish(self) -> Outcome {
        match self.root.map(|node| node.spanned.value) {
            Some(Value::Map(pairs)) => Outcome::Mapping(pairs, self.problems),
            Some(_) => Outcome::Other,
            None => Outcome::Mapping(Vec::new(), self.problems),
        }
    }

    fn scalar(
        &self,
        text: &str,
        style: ScalarStyle,
        tag: Option<Cow<'_, Tag>>,
        range: Range<usize>,
    ) -> Node {
        let textual = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        let range = place::of_scalar(self.text, style, text, range);
        let value = match style {
            ScalarStyle::Plain if !textual => scalar::plain(text),
            _ => Value::Text(text.to_owned()),
        };
        Node {
            bytes: text.len(),
            spanned: Spanned { value, range },
            nodes: 1,
            height: 0,
        }
    }

    fn open(
        &mut self,
        mapping: Option<Mapping>,
        anchor: usize,
        range: Range<usize>,
    ) -> Result<(), Problem> {
        self.spend(1, 0, &range)?;
        if self.frames.len() >= MAX_DEPTH {
            return Err(over_budget(range));
        }
        let flow = !range.is_empty();
        let mut start = range.start;
        if !flow && mapping.is_none() {
            // A block list begins at its first dash, not at its first item.
            let before = self.text[..start].trim_end();
            if before.ends_with('-') {
                start = before.len() - 1;
            }
        }
        self.frames.push(Frame {
            mapping,
            items: Vec::new(),
            start,
            flow,
            anchor,
            nodes: 1,
            bytes: 0,
            height: 1,
        });
        Ok(())
    }

    fn close(&mut self, range: Range<usize>) -> Result<(), Problem> {
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        let (value, last) = match frame.mapping {
            None => {
                let last = frame.items.last().map(|item| item.range.end);
                (Value::List(frame.items), last)
            }
            Some(mapping) => {
                let last = mapping
                    .pairs
                    .last()
                    .map(|pair| pair.value.range.end.max(pair.key_range.end));
                (Value::Map(merge::merged(mapping.pairs)), last)
            }
        };
        let end = if frame.flow {
            range.end
        } else {
            last.unwrap_or(range.start)
        };
        let node = Node {
            spanned: Spanned {
                value,
                range: frame.start..end.max(frame.start),
            },
            nodes: frame.nodes,
            bytes: frame.bytes,
            height: frame.height,
        };
        self.anchor(frame.anchor, &node)?;
        self.complete(node)
    }

    /// Puts a value where it belongs.
    fn complete(&mut self, node: Node) -> Result<(), Problem> {
        let depth = self.frames.len();
        if depth + node.height > MAX_DEPTH {
            return Err(over_budget(node.spanned.range));
        }
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.nodes += node.nodes;
        frame.bytes += node.bytes;
        frame.height = frame.height.max(node.height + 1);
        let Some(mapping) = &mut frame.mapping else {
            frame.items.push(node.spanned);
            return Ok(());
        };
        let Some((key, key_range)) = mapping.key.take() else {
            mapping.key = Some(key_of(self.text, node.spanned)?);
            return Ok(());
        };
        let mut value = node.spanned;
        if value.value == Value::Empty && value.range.is_empty() {
            let after = self.text[key_range.end..].trim_start_matches(' ');
            let colon = self.text.len() - after.len() + usize::from(after.starts_with(':'));
            let at = line::typed_at(self.text, colon);
            value.range = at..at;
        }
        let repeated = match depth {
            _ if key == "<<" => None,
            1 => mapping.given.folded(&key, &key_range),
            _ => mapping.given.exact(&key, &key_range),
        };
        match repeated {
            Some(problem) => self.problems.push(problem),
            None => mapping.pairs.push(Pair {
                key,
                key_range,
                value,
            }),
        }
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, node: &Node) -> Result<(), Problem> {
        if anchor > 0 {
            self.spend(node.nodes, node.bytes, &node.spanned.range)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(())
    }

    fn spend(&mut self, nodes: usize, bytes: usize, range: &Range<usize>) -> Result<(), Problem> {
        self.nodes += nodes;
        self.bytes += bytes;
        if self.nodes > MAX_NODES || self.bytes > MAX_EXPANDED {
            return Err(over_budget(range.clone()));
        }
        Ok(())
    }
}

/// A key is text: numbers as written, and anything else as its source.
fn key_of(text: &str, node: Spanned) -> Result<(String, Range<usize>), Problem> {
    let source = || text[node.range.clone()].to_owned();
    let key = match &node.value {
        Value::Text(key) => key.clone(),
        value => value.as_text().map_or_else(source, Cow::into_owned),
    };
    if key.len() > MAX_KEY {
        return Err(over_budget(node.range));
    }
    Ok((key, node.range))
}
