//! The pass itself: events in, [`Markdown`] out.
//!
//! [`Builder`] passes over what mdBook passes over, and gives headings and terms their ids; `blocks`
//! writes everything else.

mod blocks;
mod id_text;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use mdbook_markdown::new_cmark_parser;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::{BlockKind, Code, Heading, Html, Markdown, ParseOptions, SpanKind};
use crate::document::ids::Ids;
use blocks::{Blocks, Container};
use id_text::IdText;

pub(super) fn build(text: &Arc<str>, part: Range<usize>, options: ParseOptions) -> Markdown {
    let mut builder = Builder {
        text,
        out: Markdown::default(),
        ids: Ids::new(options.ids),
        footnotes: HashMap::new(),
        defined: HashSet::new(),
        skip: None,
        blocks: Blocks::new(text),
        heading: None,
        term: None,
    };
    let options = options.markdown();
    let start = part.start;
    for (event, range) in new_cmark_parser(&text[part], &options).into_offset_iter() {
        builder.event(event, range.start + start..range.end + start);
    }
    builder.out.blocks = builder.blocks.finish();
    let mut out = builder.out;
    out.links.sort_by_key(|range| range.start);
    out.headings.shrink_to_fit();
    out.code.shrink_to_fit();
    out.html.shrink_to_fit();
    out.links.shrink_to_fit();
    out
}

/// What is skipped, and how deep inside we are.
struct Skip {
    depth: usize,
    /// A picture's text: not seen, but part of the heading's events.
    picture: bool,
}

/// A heading whose end has not come.
struct OpenHeading {
    heading: Heading,
    id: IdText,
    /// It has begun with text, and that is all there is so far: most headings are no more.
    plain: bool,
    /// The inline events of its content, where they are anything else.
    events: Vec<Event<'static>>,
}

impl OpenHeading {
    fn is_empty(&self) -> bool {
        !self.plain && self.events.is_empty()
    }

    /// Keeps an event, whose text is not in the heading's yet.
    fn keep(&mut self, event: &Event<'_>) {
        if self.is_empty() && matches!(event, Event::Text(_)) {
            self.plain = true;
            return;
        }
        if std::mem::take(&mut self.plain) {
            let text = self.heading.text.clone().into();
            self.events.push(Event::Text(text));
        }
        self.events.push(event.clone().into_static());
    }
}

struct Builder<'text> {
    text: &'text str,
    out: Markdown,
    ids: Ids,
    /// Number of each footnote, in the order of first reference: it is part of a heading's text.
    footnotes: HashMap<String, usize>,
    defined: HashSet<String>,
    skip: Option<Skip>,
    blocks: Blocks<'text>,
    heading: Option<OpenHeading>,
    term: Option<IdText>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipped(&event) {
            return;
        }
        self.keep_for_heading(&event, &range);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                self.out.code.push(range.clone());
                self.text(&code, range);
            }
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => self.push(&html, range),
            Event::SoftBreak => self.text("\n", range),
            Event::HardBreak => {
                self.between();
                self.push("\n", range);
            }
            Event::Rule => {
                self.blocks.open(BlockKind::Rule, range);
                self.blocks.close();
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(ticked) => self.blocks.tick(ticked, &range),
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
                if picture && let Some(open) = &mut self.heading {
                    open.keep(&Event::End(TagEnd::Image));
                }
            }
            _ => {}
        }
        true
    }

    fn keep_for_heading(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Some(open) = &mut self.heading
            && !matches!(event, Event::End(TagEnd::Heading(_)))
        {
            let begins = open.is_empty();
            let content = &mut open.heading.content;
            if begins {
                content.start = range.start;
            }
            content.end = content.end.max(range.end);
            open.keep(event);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.blocks.open(BlockKind::Paragraph, range),
            Tag::Heading { .. } => self.open_heading(tag, range),
            Tag::BlockQuote(_) => self.blocks.enter(Container::Quote),
            Tag::List(_) => self.blocks.enter(Container::List),
            Tag::Item => self.blocks.enter_item(range.start),
            Tag::FootnoteDefinition(name) => self.footnote(&name),
            Tag::DefinitionList | Tag::DefinitionListDefinition => {
                self.blocks.enter(Container::Other);
            }
            Tag::DefinitionListTitle => {
                self.blocks.open(BlockKind::Term, range);
                self.term = Some(IdText::default());
            }
            Tag::CodeBlock(kind) => self.open_code(kind, range),
            Tag::HtmlBlock => {
                self.html(&range, true);
                self.blocks.open(BlockKind::Html, range);
            }
            Tag::Table(_) => self.blocks.open(BlockKind::Table(Box::default()), range),
            Tag::TableRow => self.blocks.open_row(&range),
            Tag::TableCell => self.blocks.open_cell(range),
            Tag::Strong | Tag::Strikethrough => self.open_span(&range),
            Tag::Link { .. } => {
                self.out.links.push(range.clone());
                self.open_span(&range);
            }
            Tag::Image { .. } => self.picture(range),
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => {
                self.between();
                if self.heading.is_none() {
                    self.blocks.ensure_paragraph(&range);
                }
            }
            Tag::TableHead | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.blocks.close();
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => self.blocks.leave(),
            TagEnd::DefinitionListTitle => self.close_term(),
            TagEnd::TableCell => self.blocks.close_cell(range),
            TagEnd::Strong => self.close_span(SpanKind::Strong),
            TagEnd::Strikethrough => self.close_span(SpanKind::Struck),
            TagEnd::Link => self.close_span(SpanKind::Link),
            TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript => self.between(),
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open_heading(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let Tag::Heading {
            level,
            id,
            classes,
            attrs,
        } = tag
        else {
            return;
        };
        self.blocks.close();
        let attribute = attrs.into_iter().find(|(name, _)| name.as_ref() == "id");
        let empty = || CowStr::from("");
        let id = id.or_else(|| attribute.map(|(_, value)| value.unwrap_or_else(empty)));
        let heading = Heading {
            level: level as u8,
            content: range.start..range.start,
            range,
            text: String::new(),
            custom_id: id.is_some(),
            id: id.map(|id| id.to_string()).unwrap_or_default(),
            classes: classes.iter().map(ToString::to_string).collect(),
            nested: self.blocks.nested(),
            setext: false,
            marked_up: Box::default(),
        };
        self.heading = Some(OpenHeading {
            heading,
            id: IdText::default(),
            plain: false,
            events: Vec::new(),
        });
    }

    fn close_heading(&mut self) {
        let Some(open) = self.heading.take() else {
            return;
        };
        let is_empty = open.is_empty();
        let OpenHeading {
            mut heading,
            id,
            events,
            ..
        } = open;
        let line = &self.text[heading.range.clone()];
        heading.range.end = heading.range.start + line.trim_end().len();
        heading.setext = !line.starts_with('#');
        heading.content = super::heading::content(self.text, &heading, is_empty);
        if !heading.custom_id {
            heading.id = self.ids.give(&id.text);
        }
        heading.marked_up = events.into();
        self.out.headings.push(heading);
    }

    fn close_term(&mut self) {
        self.blocks.close();
        let id = self
            .term
            .take()
            .and_then(|term| self.ids.give_term(&term.text));
        self.out.terms.extend(id);
    }

    fn open_code(&mut self, kind: CodeBlockKind<'_>, range: Range<usize>) {
        self.out.code.push(range.clone());
        let info = match kind {
            CodeBlockKind::Fenced(info) => Some(info.into_string().into_boxed_str()),
            CodeBlockKind::Indented => None,
        };
        let content = range.start..range.start;
        let code = Box::new(Code { info, content });
        self.blocks.open(BlockKind::Code(code), range);
    }

    fn footnote(&mut self, name: &str) {
        if self.defined.insert(name.to_owned()) {
            self.blocks.enter(Container::Other);
        } else {
            self.blocks.close();
            self.skip = Some(Skip {
                depth: 0,
                picture: false,
            });
        }
    }

    fn picture(&mut self, range: Range<usize>) {
        self.between();
        if self.heading.is_none() {
            self.blocks.picture(&range);
        }
        self.out.links.push(range);
        self.skip = Some(Skip {
            depth: 0,
            picture: true,
        });
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(id) = self.id_text() {
            id.push(text);
        }
        self.push(text, range);
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        match &mut self.heading {
            Some(open) => open.heading.text.push_str(text),
            None => self.blocks.push(text, range),
        }
    }

    /// A tag inside a line is part of the block's text, marked as such: it may well be a word that
    /// its author did not mean as a tag.
    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        self.html(&range, false);
        if let Some(id) = self.id_text() {
            id.html(html);
        }
        if self.heading.is_none() {
            self.blocks.push_tag(html, range);
        }
    }

    fn html(&mut self, range: &Range<usize>, block: bool) {
        self.out.html.push(Html {
            range: range.clone(),
            block,
            heading: self.heading.is_some(),
        });
    }

    fn footnote_reference(&mut self, name: &str) {
        let next = self.footnotes.len() + 1;
        let number = *self.footnotes.entry(name.to_owned()).or_insert(next);
        if let Some(id) = self.id_text() {
            id.push_footnote(number);
        }
    }

    fn between(&mut self) {
        if let Some(id) = self.id_text() {
            id.between();
        }
    }

    /// The text of the heading or term that is open, as its id is made of it.
    fn id_text(&mut self) -> Option<&mut IdText> {
        match &mut self.heading {
            Some(open) => Some(&mut open.id),
            None => self.term.as_mut(),
        }
    }

    fn open_span(&mut self, range: &Range<usize>) {
        self.between();
        if self.heading.is_none() {
            self.blocks.open_span(range);
        }
    }

    fn close_span(&mut self, kind: SpanKind) {
        self.between();
        if self.heading.is_none() {
            self.blocks.close_span(kind);
        }
    }
}
