//! The block that is being written, and the containers around it.

use std::ops::Range;

use super::super::{Block, BlockKind, Cell, Item, Run, Table};

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

/// Blocks as they come, and the one that is open.
pub(super) struct Blocks<'text> {
    text: &'text str,
    pub(super) done: Vec<Block>,
    open: Option<Block>,
    containers: Vec<Container>,
    quotes: usize,
    lists: usize,
    items: Vec<Item>,
    cell: Option<Cell>,
    /// Open strong and strikethrough spans and links, as offsets of the open block's text.
    spans: Vec<usize>,
}

impl<'text> Blocks<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self {
            text,
            done: Vec::new(),
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
        self.open = Some(Block {
            kind,
            // What people see is seldom longer than what is written.
            text: String::with_capacity(range.len()),
            range,
            runs: Vec::new(),
            strong: Vec::new(),
            struck: Vec::new(),
            links: Vec::new(),
            tags: Vec::new(),
            picture: false,
            quotes: self.quotes,
            lists: self.lists,
            item: self.items.last().copied(),
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
        self.done.extend(self.open.take());
    }

    /// Adds text to the open block, joining it to what stands directly before it in the source.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        self.ensure_paragraph(&range);
        let verbatim = self.text.get(range.clone()) == Some(text);
        if let Some(block) = &mut self.open {
            if let BlockKind::Code { content, .. } = &mut block.kind {
                if block.runs.is_empty() {
                    content.start = range.start;
                }
                content.end = range.end;
            }
            match block.runs.last_mut() {
                Some(run) if verbatim && goes_on(run, &block.tags, block.text.len(), &range) => {
                    run.range.end = range.end;
                }
                _ => block.runs.push(Run {
                    at: block.text.len(),
                    range,
                }),
            }
            block.text.push_str(text);
        }
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    /// Adds a tag, which is a run of its own.
    pub(super) fn push_tag(&mut self, html: &str, range: Range<usize>) {
        self.ensure_paragraph(&range);
        if let Some(block) = &mut self.open {
            let at = block.text.len();
            block.tags.push(at..at + html.len());
            block.runs.push(Run { at, range });
            block.text.push_str(html);
        }
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
        self.spans
            .extend(self.open.as_ref().map(|block| block.text.len()));
    }

    pub(super) fn close_span(&mut self, spans: impl Fn(&mut Block) -> &mut Vec<Range<usize>>) {
        if let (Some(block), Some(start)) = (&mut self.open, self.spans.pop()) {
            let end = block.text.len();
            spans(block).push(start..end);
        }
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

/// Whether text at `range` goes on where the last run ends, byte for byte. What stands behind a tag is
/// a run of its own.
fn goes_on(run: &Run, tags: &[Range<usize>], end: usize, range: &Range<usize>) -> bool {
    let behind_tag = tags.last().is_some_and(|tag| tag.end == end);
    !behind_tag && run.range.end == range.start && run.range.len() == end - run.at
}
