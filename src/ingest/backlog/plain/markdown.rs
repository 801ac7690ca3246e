//! Markdown to plain text: GitHub, Linear, Trello and pages of one's own.

use super::page::Page;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Plain text of Markdown. HTML comments count as nothing; other HTML loses its tags.
pub(in super::super) fn to_plain(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut page = Page::default();
    let mut html = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => page.say(&text),
            Event::Html(part) => html.push_str(&part),
            Event::InlineHtml(tag) if tag.starts_with("<br") => page.line_break(),
            Event::SoftBreak | Event::HardBreak => page.line_break(),
            Event::TaskListMarker(done) => page.say(if done { "[x] " } else { "[ ] " }),
            Event::Start(tag) => start(&mut page, &tag),
            Event::End(TagEnd::HtmlBlock) => {
                let plain = super::html::to_plain(&std::mem::take(&mut html));
                if !plain.is_empty() {
                    page.blank_line();
                    page.say(&plain);
                    page.end_line();
                }
            }
            Event::End(tag) => end(&mut page, tag),
            _ => {}
        }
    }
    page.finish()
}

fn start(page: &mut Page, tag: &Tag<'_>) {
    match tag {
        Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) => {
            page.begin_block();
            page.blank_line();
        }
        Tag::Table(_) => page.blank_line(),
        Tag::List(first) => {
            page.blank_line();
            page.open_list(*first);
        }
        Tag::Item => page.begin_entry(),
        Tag::TableCell => page.begin_cell(),
        _ => {}
    }
}

fn end(page: &mut Page, tag: TagEnd) {
    match tag {
        TagEnd::List(_) => page.close_list(),
        TagEnd::Item
        | TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::CodeBlock
        | TagEnd::TableHead
        | TagEnd::TableRow => page.end_line(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_lists_stay() {
        let markdown = "## Why\nMarkdown **body** with `code`\nand [a link](http://x)\n- [ ] refund\n- [x] *e-mail*\n  - at once\n\n1. one\n2. two";
        let plain = "Why\n\nMarkdown body with code\nand a link\n\n- [ ] refund\n- [x] e-mail\n  - at once\n\n1. one\n2. two";
        assert_eq!(to_plain(markdown), plain);
    }

    #[test]
    fn comments_of_a_template_count_as_nothing() {
        assert_eq!(
            to_plain("<!-- Describe\n\nthe bug -->\nIt <!-- no --> fails<br>often\n\n<p>kept</p>"),
            "It  fails\noften\n\nkept"
        );
    }

    #[test]
    fn a_table_keeps_its_rows() {
        assert_eq!(to_plain("|hours|fee|\n|-|-|\n|24|none|"), "hours | fee\n24 | none");
    }
}
