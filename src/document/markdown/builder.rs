//! The pass itself: events in, [`Markdown`] out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use mdbook_markdown::new_cmark_parser;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{Block, BlockKind, Cell, Heading, Html, Item, Markdown, ParseOptions, Run, Table};
use crate::document::ids::Ids;

pub(super) fn build(text: &str, start: usize, options: ParseOptions) -> Markdown {
    let mut builder = Builder {
        text,
        out: Markdown::default(),
        ids: Ids::new(options.ids),
        footnotes: HashMap::new(),
        defined: HashSet::new(),
        skip: None,
        containers: Vec::new(),
        block: None,
        heading: None,
        term: None,
        opened: Vec::new(),
        cell: None,
        items: Vec::new(),
    };
    let options = options.markdown();
    for (event, range) in new_cmark_parser(&text[start..], &options).into_offset_iter() {
        builder.event(event, range.start + start..range.end + start);
    }
    builder.close_block();
    builder.out.links.sort_by_key(|range| range.start);
    builder.out
}

/// A container around blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    List,
    Item,
    Other,
}

/// What is skipped, and how deep inside we are.
struct Skip {
    depth: usize,
    /// A picture's text: not seen, but part of the heading's events.
    picture: bool,
}

struct Builder<'text> {
    text: &'text str,
    out: Markdown,
    ids: Ids,
    /// Number of each footnote, in the order of first reference: it is part of a heading's text.
    footnotes: HashMap<String, usize>,
    defined: HashSet<String>,
    skip: Option<Skip>,
    containers: Vec<Container>,
    block: Option<Block>,
    heading: Option<(Heading, IdText)>,
    term: Option<IdText>,
    /// Open strong and strikethrough spans and links, as offsets of the block's text.
    opened: Vec<usize>,
    cell: Option<Cell>,
    items: Vec<Item>,
}

/// The text that an id is made of.
#[derive(Default)]
struct IdText {
    text: String,
    after_footnote: bool,
    /// Raw tags that are open in the line.
    tags: Vec<String>,
}

impl IdText {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.after_footnote = false;
    }

    /// A tag or comment keeps two references apart; an end tag without its start tag leaves no trace
    /// in mdBook's tree.
    fn html(&mut self, html: &str) {
        let name = |tag: &str| -> String {
            tag.chars()
                .take_while(char::is_ascii_alphanumeric)
                .map(|ch| ch.to_ascii_lowercase())
                .collect()
        };
        if let Some(tag) = html.strip_prefix("</") {
            if self.tags.last() != Some(&name(tag)) {
                return;
            }
            self.tags.pop();
        } else {
            let name = name(html.trim_start_matches('<'));
            let ends = matches!(name.as_str(), "" | "br" | "hr" | "img" | "input" | "wbr");
            if !ends && !html.ends_with("/>") {
                self.tags.push(name);
            }
        }
        self.after_footnote = false;
    }

    fn push_footnote(&mut self, number: usize) {
        // mdBook sets a space between two references that touch.
        if self.after_footnote {
            self.text.push(' ');
        }
        self.text.push_str(&number.to_string());
        self.after_footnote = true;
    }
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipped(&event) {
            return;
        }
        self.keep_for_heading(&event, &range);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                self.out.code.push(range.clone());
                self.text(&code, range);
            }
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => self.push_text(&html, range),
            Event::SoftBreak => self.text("\n", range),
            Event::HardBreak => {
                self.tag_in_line();
                self.push_text("\n", range);
            }
            Event::Rule => {
                self.close_block();
                let block = self.new_block(BlockKind::Rule, range);
                self.out.blocks.push(block);
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(ticked) => {
                if let Some(item) = self.items.last_mut() {
                    item.ticked = Some(ticked);
                }
                self.ensure_paragraph(&range);
                if let Some(block) = &mut self.block
                    && let Some(item) = &mut block.item
                {
                    item.ticked = Some(ticked);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    /// Passes over what mdBook passes over: a picture's text and a footnote defined a second time.
    fn skipped(&mut self, event: &Event<'_>) -> bool {
        let Some(skip) = &mut self.skip else {
            return false;
        };
        match event {
            Event::Start(_) => skip.depth += 1,
            Event::End(_) if skip.depth > 0 => skip.depth -= 1,
            Event::End(_) => {
                let picture = skip.picture;
                self.skip = None;
                if picture && let Some((heading, _)) = &mut self.heading {
                    heading.events.push(Event::End(TagEnd::Image));
                }
            }
            _ => {}
        }
        true
    }

    fn keep_for_heading(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Some((heading, _)) = &mut self.heading
            && !matches!(event, Event::End(TagEnd::Heading(_)))
        {
            if heading.events.is_empty() {
                heading.content.start = range.start;
            }
            heading.content.end = heading.content.end.max(range.end);
            heading.events.push(event.clone().into_static());
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_block(BlockKind::Paragraph, range),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                self.close_block();
                let attribute = attrs.into_iter().find(|(name, _)| name.as_ref() == "id");
                let id = id.or_else(|| attribute.map(|(_, value)| value.unwrap_or("".into())));
                self.heading = Some((
                    Heading {
                        level: level as u8,
                        content: range.start..range.start,
                        range,
                        text: String::new(),
                        custom_id: id.is_some(),
                        id: id.map(|id| id.to_string()).unwrap_or_default(),
                        classes: classes.iter().map(ToString::to_string).collect(),
                        nested: !self.containers.is_empty(),
                        setext: false,
                        events: Vec::new(),
                    },
                    IdText::default(),
                ));
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(_) => self.enter(Container::List),
            Tag::Item => {
                self.enter(Container::Item);
                self.items.push(Item {
                    start: range.start,
                    ticked: None,
                    first: true,
                });
            }
            Tag::FootnoteDefinition(name) => {
                if self.defined.insert(name.to_string()) {
                    self.enter(Container::Other);
                } else {
                    self.close_block();
                    self.skip = Some(Skip {
                        depth: 0,
                        picture: false,
                    });
                }
            }
            Tag::DefinitionList | Tag::DefinitionListDefinition => self.enter(Container::Other),
            Tag::DefinitionListTitle => {
                self.open_block(BlockKind::Term, range);
                self.term = Some(IdText::default());
            }
            Tag::CodeBlock(kind) => {
                self.out.code.push(range.clone());
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.to_string()),
                    CodeBlockKind::Indented => None,
                };
                let content = range.start..range.start;
                self.open_block(BlockKind::Code { info, content }, range);
            }
            Tag::HtmlBlock => {
                self.out.html.push(Html {
                    range: range.clone(),
                    block: true,
                    heading: false,
                });
                self.open_block(BlockKind::Html, range);
            }
            Tag::Table(_) => self.open_block(BlockKind::Table(Table::default()), range),
            Tag::TableHead => {}
            Tag::TableRow => {
                self.push_text("\n", range.start..range.start);
                if let Some(table) = self.table() {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => {
                self.cell = Some(Cell {
                    text: String::new(),
                    range,
                })
            }
            Tag::Strong | Tag::Strikethrough => self.open_span(&range),
            Tag::Link { .. } => {
                self.out.links.push(range.clone());
                self.open_span(&range);
            }
            Tag::Image { .. } => {
                self.out.links.push(range.clone());
                self.ensure_paragraph(&range);
                self.tag_in_line();
                if let Some(block) = &mut self.block {
                    block.picture = true;
                }
                self.skip = Some(Skip {
                    depth: 0,
                    picture: true,
                });
            }
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => {
                self.ensure_paragraph(&range);
                self.tag_in_line();
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.close_block()
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => self.leave(),
            TagEnd::Item => {
                self.leave();
                self.items.pop();
            }
            TagEnd::DefinitionListTitle => {
                self.close_block();
                if let Some(id) = self
                    .term
                    .take()
                    .and_then(|term| self.ids.give_term(&term.text))
                {
                    self.out.terms.push(id);
                }
            }
            TagEnd::TableCell => self.close_cell(range),
            TagEnd::Strong => self.close_span(|block| &mut block.strong),
            TagEnd::Strikethrough => self.close_span(|block| &mut block.struck),
            TagEnd::Link => self.close_span(|block| &mut block.links),
            TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript => self.tag_in_line(),
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.close_block();
        self.containers.push(container);
    }

    fn leave(&mut self) {
        self.close_block();
        self.containers.pop();
    }

    fn new_block(&mut self, kind: BlockKind, range: Range<usize>) -> Block {
        let depth = |kind| self.containers.iter().filter(|&&c| c == kind).count();
        let block = Block {
            kind,
            range,
            text: String::new(),
            runs: Vec::new(),
            strong: Vec::new(),
            struck: Vec::new(),
            links: Vec::new(),
            tags: Vec::new(),
            picture: false,
            quotes: depth(Container::Quote),
            lists: depth(Container::List),
            item: self.items.last().copied(),
        };
        if let Some(item) = self.items.last_mut() {
            item.first = false;
        }
        block
    }

    fn open_block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close_block();
        let block = self.new_block(kind, range);
        self.block = Some(block);
    }

    /// Text directly in a list item or definition has no paragraph around it.
    fn ensure_paragraph(&mut self, range: &Range<usize>) {
        if self.block.is_none() && self.heading.is_none() {
            self.open_block(BlockKind::Paragraph, range.clone());
        }
        if let Some(block) = &mut self.block {
            block.range.end = block.range.end.max(range.end);
        }
    }

    fn close_block(&mut self) {
        self.opened.clear();
        if let Some(block) = self.block.take() {
            self.out.blocks.push(block);
        }
    }

    fn close_heading(&mut self) {
        let Some((mut heading, id)) = self.heading.take() else {
            return;
        };
        let line = &self.text[heading.range.clone()];
        heading.range.end = heading.range.start + line.trim_end().len();
        heading.setext = !line.starts_with('#');
        if !heading.custom_id {
            heading.id = self.ids.give(&id.text);
        }
        self.out.headings.push(heading);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(id) = self.id_text() {
            id.push(text);
        }
        self.push_text(text, range);
    }

    fn push_text(&mut self, text: &str, range: Range<usize>) {
        if let Some((heading, _)) = &mut self.heading {
            heading.text.push_str(text);
            return;
        }
        self.ensure_paragraph(&range);
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
        let Some(block) = &mut self.block else {
            return;
        };
        if let BlockKind::Code { content, .. } = &mut block.kind {
            if block.runs.is_empty() {
                content.start = range.start;
            }
            content.end = range.end;
        }
        let verbatim = self.text.get(range.clone()) == Some(text);
        if !(verbatim && extends_last_run(block, range.start)) {
            block.runs.push(Run {
                at: block.text.len(),
                range,
            });
        } else if let Some(run) = block.runs.last_mut() {
            run.range.end = range.end;
        }
        block.text.push_str(text);
    }

    /// A tag inside a line is part of the block's text, marked as such: it may well be a word that
    /// its author did not mean as a tag.
    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        self.out.html.push(Html {
            range: range.clone(),
            block: false,
            heading: self.heading.is_some(),
        });
        if let Some(id) = self.id_text() {
            id.html(html);
        }
        if self.heading.is_some() {
            return;
        }
        self.ensure_paragraph(&range);
        if let Some(block) = &mut self.block {
            let at = block.text.len();
            block.tags.push(at..at + html.len());
            block.runs.push(Run { at, range });
            block.text.push_str(html);
        }
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(html);
        }
    }

    fn footnote_reference(&mut self, name: &str) {
        let next = self.footnotes.len() + 1;
        let number = *self.footnotes.entry(name.to_owned()).or_insert(next);
        if let Some(id) = self.id_text() {
            id.push_footnote(number);
        }
    }

    /// Anything that stands between two footnote references keeps them apart.
    fn tag_in_line(&mut self) {
        if let Some(id) = self.id_text() {
            id.after_footnote = false;
        }
    }

    /// The text of the heading or term that is open, as its id is made of it.
    fn id_text(&mut self) -> Option<&mut IdText> {
        match &mut self.heading {
            Some((_, id)) => Some(id),
            None => self.term.as_mut(),
        }
    }

    fn open_span(&mut self, range: &Range<usize>) {
        self.ensure_paragraph(range);
        self.tag_in_line();
        if let Some(block) = &self.block {
            self.opened.push(block.text.len());
        }
    }

    fn close_span(&mut self, spans: impl Fn(&mut Block) -> &mut Vec<Range<usize>>) {
        self.tag_in_line();
        if let (Some(block), Some(start)) = (&mut self.block, self.opened.pop()) {
            let end = block.text.len();
            spans(block).push(start..end);
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        match &mut self.block.as_mut()?.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        }
    }

    fn close_cell(&mut self, range: Range<usize>) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        self.push_text("\t", range.end..range.end);
        if let Some(table) = self.table() {
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.columns.push(cell),
            }
        }
    }
}

/// Whether text that stands at `start` goes on where the block's last run ends, byte for byte. What
/// stands behind a tag is a run of its own.
fn extends_last_run(block: &Block, start: usize) -> bool {
    let end = block.text.len();
    let behind_tag = block.tags.last().is_some_and(|tag| tag.end == end);
    !behind_tag
        && block
            .runs
            .last()
            .is_some_and(|run| run.range.end == start && run.range.len() == end - run.at)
}
