//! Markdown to blocks of plain text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An entry of a list.
    Item,
    /// A part of a block quotation.
    Quotation,
}

/// A block without its markup; soft line breaks are kept as LF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// The words.
    pub(super) text: String,
    /// The bold words that begin it.
    pub(super) bold_lead: Option<String>,
    /// Whether all of it is emphasised.
    pub(super) emphasised: bool,
}

/// Front matter and the blocks after it.
pub(super) fn parse_blocks(text: &str) -> (Option<&str>, Vec<Block>) {
    let (front, body) = split_front_matter(text);
    let mut gatherer = Gatherer::default();
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        gatherer.take(&event);
    }
    gatherer.flush();
    (front, gatherer.blocks)
}

fn split_front_matter(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text) };
    match rest.split_once("\n---\n") {
        Some((front, body)) => (Some(front), body),
        None => (None, text),
    }
}

#[derive(Default)]
struct Gatherer {
    blocks: Vec<Block>,
    text: String,
    bold: Option<usize>,
    bold_lead: Option<String>,
    emphasis: usize,
    plain: bool,
    heading: bool,
    items: usize,
    quotations: usize,
}

impl Gatherer {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.shut(*tag),
            Event::Text(words) | Event::Code(words) => {
                self.plain |= self.emphasis == 0 && words.chars().any(char::is_alphanumeric);
                self.text.push_str(words);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold = Some(self.text.len()),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Heading { .. } => {
                self.flush();
                self.heading = true;
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotations += 1;
            }
            Tag::Paragraph | Tag::List(_) | Tag::CodeBlock(_) | Tag::TableRow | Tag::TableHead => {
                self.flush();
            }
            Tag::TableCell => self.text.push(' '),
            _ => {}
        }
    }

    fn shut(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => {
                if let Some(start) = self.bold.take()
                    && start == 0
                    && self.bold_lead.is_none()
                {
                    self.bold_lead = self.text.get(start..).map(str::to_owned);
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = false;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableRow | TagEnd::TableHead => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let bold_lead = self.bold_lead.take();
        let emphasised = !std::mem::take(&mut self.plain);
        self.bold = None;
        if text.trim().is_empty() {
            return;
        }
        let kind = match self {
            Self { heading: true, .. } => BlockKind::Heading,
            Self { quotations: 1.., .. } => BlockKind::Quotation,
            Self { items: 1.., .. } => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        self.blocks.push(Block { kind, text: text.trim().to_owned(), bold_lead, emphasised });
    }
}
