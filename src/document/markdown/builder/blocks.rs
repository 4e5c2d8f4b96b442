//! The block that is being written, and the containers around it.

use std::ops::Range;
use std::sync::Arc;

use super::super::block::{Part, Pieces, Said};
use super::super::{Block, BlockKind, Cell, Item, Run, Span, SpanKind, Table};

/// A container around blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A block quote.
    Quote,
    /// A list.
    List,
    /// A list item.
    Item,
    /// A definition list, a definition or a footnote.
    Other,
}

/// A block whose text is not complete.
struct Open {
    kind: BlockKind,
    range: Range<usize>,
    picture: bool,
    item: Option<Item>,
    /// Where what it says begins among what all blocks say.
    text: usize,
    runs: usize,
    spans: usize,
}

/// How many bytes of a text make a block, more or less: room is made for as many at once.
const USUAL_BLOCK: usize = 160;

/// Blocks as they come, and the one that is open.
pub(super) struct Blocks<'text> {
    text: &'text str,
    done: Vec<Block>,
    said: Arc<Said>,
    /// What the blocks say, the open one last.
    pieces: Pieces,
    open: Option<Open>,
    containers: Vec<Container>,
    quotes: usize,
    lists: usize,
    items: Vec<Item>,
    cell: Option<Cell>,
    /// Open strong and strikethrough spans and links, as offsets of the open block's text.
    spans: Vec<usize>,
}

impl<'text> Blocks<'text> {
    pub(super) fn new(text: &'text Arc<str>) -> Self {
        Self {
            text,
            done: Vec::with_capacity(text.len() / USUAL_BLOCK),
            said: Said::new(Arc::clone(text)),
            pieces: Pieces {
                text: String::with_capacity(text.len()),
                ..Pieces::default()
            },
            open: None,
            containers: Vec::new(),
            quotes: 0,
            lists: 0,
            items: Vec::new(),
            cell: None,
            spans: Vec::new(),
        }
    }

    /// Whether something is around what comes now.
    pub(super) fn nested(&self) -> bool {
        !self.containers.is_empty()
    }

    pub(super) fn enter(&mut self, container: Container) {
        self.close();
        self.quotes += usize::from(container == Container::Quote);
        self.lists += usize::from(container == Container::List);
        self.containers.push(container);
    }

    pub(super) fn enter_item(&mut self, start: usize) {
        self.enter(Container::Item);
        self.items.push(Item {
            start,
            ticked: None,
            first: true,
        });
    }

    pub(super) fn leave(&mut self) {
        self.close();
        match self.containers.pop() {
            Some(Container::Quote) => self.quotes -= 1,
            Some(Container::List) => self.lists -= 1,
            Some(Container::Item) => {
                self.items.pop();
            }
            Some(Container::Other) | None => {}
        }
    }

    pub(super) fn open(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close();
        self.open = Some(Open {
            kind,
            range,
            picture: false,
            item: self.items.last().copied(),
            text: self.pieces.text.len(),
            runs: self.pieces.runs.len(),
            spans: self.pieces.spans.len(),
        });
        if let Some(item) = self.items.last_mut() {
            item.first = false;
        }
    }

    /// Text directly in a list item or definition has no paragraph around it.
    pub(super) fn ensure_paragraph(&mut self, range: &Range<usize>) {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph, range.clone());
        }
        if let Some(block) = &mut self.open {
            block.range.end = block.range.end.max(range.end);
        }
    }

    pub(super) fn close(&mut self) {
        self.spans.clear();
        let Some(open) = self.open.take() else {
            return;
        };
        let Pieces { text, runs, spans } = &mut self.pieces;
        let own = open.text..text.len();
        // What is seen as it is written need not be kept a second time.
        let source = match runs[open.runs..] {
            [run] if self.text.get(run.range()) == text.get(own.clone()) => Some(run.range()),
            _ => None,
        };
        if source.is_some() {
            text.truncate(open.text);
        }
        self.done.push(Block {
            kind: open.kind,
            range: open.range,
            item: open.item,
            quotes: depth(self.quotes),
            lists: depth(self.lists),
            picture: open.picture,
            verbatim: source.is_some(),
            text: Part::new(&source.unwrap_or(own)),
            runs: Part::new(&(open.runs..runs.len())),
            spans: Part::new(&(open.spans..spans.len())),
            said: Arc::clone(&self.said),
        });
    }

    /// All blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close();
        self.done.shrink_to_fit();
        self.said.settle(self.pieces);
        self.done
    }

    /// Adds text to the open block. What is written as it is seen joins what stands directly before it.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        self.ensure_paragraph(&range);
        let goes_on = self.text.get(range.clone()) == Some(text) && self.goes_on(&range);
        let Some(open) = &mut self.open else {
            return;
        };
        let begun = self.pieces.runs.len() > open.runs;
        if let BlockKind::Code(code) = &mut open.kind {
            if !begun {
                code.content.start = range.start;
            }
            code.content.end = range.end;
        }
        let at = self.pieces.text.len() - open.text;
        match self.pieces.runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.extend(range.end),
            None => self.pieces.runs.push(Run::new(at, &range)),
        }
        self.pieces.text.push_str(text);
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    /// Whether text at `range` goes on where the open block's last run ends, byte for byte. What stands
    /// behind a tag is a run of its own.
    fn goes_on(&self, range: &Range<usize>) -> bool {
        let Some(open) = &self.open else {
            return false;
        };
        let Pieces { text, runs, spans } = &self.pieces;
        let end = text.len() - open.text;
        let tag = |span: &Span| span.kind == SpanKind::Tag && span.range().end == end;
        let run = runs[open.runs..].last();
        !spans[open.spans..].last().is_some_and(tag)
            && run.is_some_and(|run| {
                run.range().end == range.start && run.range().len() == end - run.at()
            })
    }

    /// Adds a tag, which is a run of its own.
    pub(super) fn push_tag(&mut self, html: &str, range: Range<usize>) {
        self.ensure_paragraph(&range);
        let at = self.length();
        let Pieces { text, runs, spans } = &mut self.pieces;
        spans.push(Span::new(SpanKind::Tag, &(at..at + html.len())));
        runs.push(Run::new(at, &range));
        text.push_str(html);
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(html);
        }
    }

    pub(super) fn picture(&mut self, range: &Range<usize>) {
        self.ensure_paragraph(range);
        if let Some(block) = &mut self.open {
            block.picture = true;
        }
    }

    pub(super) fn tick(&mut self, ticked: bool, range: &Range<usize>) {
        if let Some(item) = self.items.last_mut() {
            item.ticked = Some(ticked);
        }
        self.ensure_paragraph(range);
        if let Some(item) = self.open.as_mut().and_then(|block| block.item.as_mut()) {
            item.ticked = Some(ticked);
        }
    }

    pub(super) fn open_span(&mut self, range: &Range<usize>) {
        self.ensure_paragraph(range);
        self.spans.push(self.length());
    }

    pub(super) fn close_span(&mut self, kind: SpanKind) {
        if let (Some(_), Some(start)) = (&self.open, self.spans.pop()) {
            let range = start..self.length();
            self.pieces.spans.push(Span::new(kind, &range));
        }
    }

    /// The length of the open block's text.
    fn length(&self) -> usize {
        let start = self.open.as_ref().map(|open| open.text);
        start.map_or(0, |start| self.pieces.text.len() - start)
    }

    pub(super) fn open_row(&mut self, range: &Range<usize>) {
        self.push("\n", range.start..range.start);
        if let Some(table) = self.table() {
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn open_cell(&mut self, range: Range<usize>) {
        self.cell = Some(Cell {
            text: String::new(),
            range,
        });
    }

    pub(super) fn close_cell(&mut self, range: &Range<usize>) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        self.push("\t", range.end..range.end);
        if let Some(table) = self.table() {
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.columns.push(cell),
            }
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        match &mut self.open.as_mut()?.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// Nobody asks for more than whether one thing lies deeper than another.
fn depth(containers: usize) -> u16 {
    u16::try_from(containers).unwrap_or(u16::MAX)
}
