//! The block that is being written, and the containers around it.

use std::ops::Range;

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
    quotes: usize,
    lists: usize,
    item: Option<Item>,
}

#[derive(Default)]
struct Draft {
    text: String,
    runs: Vec<Run>,
    spans: Vec<Span>,
}

/// Blocks as they come, and the one that is open.
pub(super) struct Blocks<'text> {
    text: &'text str,
    done: Vec<Block>,
    open: Option<Open>,
    /// The text, runs and spans of the open block: its own copy is made when it is closed, so that
    /// it is of the right size.
    draft: Draft,
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
            draft: Draft::default(),
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
        let Some(open) = self.open.take() else {
            return;
        };
        let Draft { text, runs, spans } = &mut self.draft;
        self.done.push(Block {
            kind: open.kind,
            range: open.range,
            text: text.as_str().into(),
            runs: runs.as_slice().into(),
            spans: spans.as_slice().into(),
            picture: open.picture,
            quotes: open.quotes,
            lists: open.lists,
            item: open.item,
        });
        text.clear();
        runs.clear();
        spans.clear();
    }

    /// All blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close();
        self.done.shrink_to_fit();
        self.done
    }

    /// Adds text to the open block, joining it to what stands directly before it in the source.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        self.ensure_paragraph(&range);
        let verbatim = self.text.get(range.clone()) == Some(text);
        let draft = &mut self.draft;
        if let Some(open) = &mut self.open {
            if let BlockKind::Code { content, .. } = &mut open.kind {
                if draft.runs.is_empty() {
                    content.start = range.start;
                }
                content.end = range.end;
            }
            draft.push(text, range, verbatim);
        }
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    /// Adds a tag, which is a run of its own.
    pub(super) fn push_tag(&mut self, html: &str, range: Range<usize>) {
        self.ensure_paragraph(&range);
        let Draft { text, runs, spans } = &mut self.draft;
        let at = text.len();
        spans.push(Span {
            kind: SpanKind::Tag,
            range: at..at + html.len(),
        });
        runs.push(Run { at, range });
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
        self.spans.push(self.draft.text.len());
    }

    pub(super) fn close_span(&mut self, kind: SpanKind) {
        if let (Some(_), Some(start)) = (&self.open, self.spans.pop()) {
            let range = start..self.draft.text.len();
            self.draft.spans.push(Span { kind, range });
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

impl Draft {
    /// Adds text; what is written as it is seen joins what stands directly before it.
    fn push(&mut self, text: &str, range: Range<usize>, verbatim: bool) {
        let goes_on = verbatim && self.goes_on(&range);
        match self.runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.range.end = range.end,
            None => self.runs.push(Run {
                at: self.text.len(),
                range,
            }),
        }
        self.text.push_str(text);
    }

    /// Whether text at `range` goes on where the last run ends, byte for byte. What stands behind a
    /// tag is a run of its own.
    fn goes_on(&self, range: &Range<usize>) -> bool {
        let end = self.text.len();
        let tag = |span: &Span| span.kind == SpanKind::Tag && span.range.end == end;
        let run = self.runs.last();
        !self.spans.last().is_some_and(tag)
            && run
                .is_some_and(|run| run.range.end == range.start && run.range.len() == end - run.at)
    }
}
