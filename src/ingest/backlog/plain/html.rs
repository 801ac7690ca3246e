//! HTML of Azure Boards to plain text, however broken the tags are.

use super::page::Page;

/// Tags that end the line before and after them.
const BLOCKS: [&str; 19] = [
    "p",
    "div",
    "br",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "hr",
    "section",
    "dl",
    "dt",
    "dd",
    "li",
];
/// Named characters that trackers write.
const ENTITIES: [(&str, char); 15] = [
    ("nbsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
];

/// Plain text of HTML: blocks become lines, list entries keep a mark, cells of a row are parted by ` | `.
pub(in super::super) fn to_plain(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.say_collapsed(&decode_entities(&rest[..at]));
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.find("-->").map_or("", |end| &after[end + 3..]);
            continue;
        }
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        if let Some(end) = rest.find('>').filter(|_| is_tag) {
            let name = tag_name(&rest[1..end]);
            rest = &rest[end + 1..];
            if matches!(name.as_str(), "script" | "style") {
                rest = after_element(rest, &name);
            } else {
                tag(&mut page, &name);
            }
        } else {
            page.say("<");
            rest = &rest[1..];
        }
    }
    page.say_collapsed(&decode_entities(rest));
    page.finish()
}

fn tag_name(tag: &str) -> String {
    let closing = tag.starts_with('/');
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("{}{}", if closing { "/" } else { "" }, name.to_ascii_lowercase())
}

fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    rest.to_ascii_lowercase().find(&format!("</{name}")).map_or("", |at| &rest[at..])
}

fn tag(page: &mut Page, name: &str) {
    match name {
        "ul" => page.open_list(None),
        "ol" => page.open_list(Some(1)),
        "/ul" | "/ol" => page.close_list(),
        "li" => page.begin_entry(),
        "td" | "th" => page.begin_cell(),
        _ if BLOCKS.contains(&name) => page.begin_block(),
        _ if name.strip_prefix('/').is_some_and(|name| BLOCKS.contains(&name)) => page.end_line(),
        _ => {}
    }
}

/// Replaces entities by their characters; what is no entity stays as it is.
fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        if let Some((character, end)) = end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            decoded.push(character);
            rest = &rest[end + 1..];
        } else {
            decoded.push('&');
            rest = &rest[1..];
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => return ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character),
    };
    char::from_u32(code).filter(|character| !character.is_control() || *character == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        assert_eq!(to_plain("<div><b>Why</b>&nbsp;guests ask</div>"), "Why guests ask");
        assert_eq!(to_plain("<p>line 1<br>line 2</p>"), "line 1\nline 2");
        assert_eq!(to_plain("a < b &amp; c &#8217;&#x2019;&unknown; <"), "a < b & c ’’&unknown; <");
        assert_eq!(to_plain("<style>p{}</style>x<!-- no -->y<script>z"), "xy");
    }

    #[test]
    fn lists_and_tables_keep_their_shape() {
        assert_eq!(
            to_plain("<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c<li>d</ol>"),
            "- a\n  - b\n1. c\n2. d"
        );
        assert_eq!(to_plain("<table><tr><th>hours</th><td>24</td></tr><tr><td>x</table>"), "hours | 24\nx");
    }
}
