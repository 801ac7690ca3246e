//! Jira's wiki markup to plain text.

use super::super::pattern::Pattern;
use super::{list_mark, tidy};

static VERBATIM: Pattern = Pattern::new(r"\{(?:code|noformat)(?::[^}\n]*)?\}");
static MACRO: Pattern = Pattern::new(
    r"\{(?:quote|panel|color|expand|info|note|tip|warning|section|column|anchor)(?::[^}\n]*)?\}",
);
static HEADING: Pattern = Pattern::new(r"^\s*(?:h[1-6]|bq)\.\s*");
static RULE: Pattern = Pattern::new(r"^\s*-{4,}\s*$");
static LIST: Pattern = Pattern::new(r"^\s*([*#]+|-)\s+(.*)$");
static TABLE: Pattern = Pattern::new(r"^\s*\|.*\|\s*$");
static CELLS: Pattern = Pattern::new(r"\s*\|+\s*");
static NAMED_LINK: Pattern = Pattern::new(r"\[([^\[\]|\n]+)\|[^\[\]\n]+\]");
static MENTION: Pattern = Pattern::new(r"\[~(?:accountid:)?([^\]\n]+)\]");
static BARE_LINK: Pattern = Pattern::new(r"\[((?:https?://|mailto:|#)[^\[\]\n]+)\]");
static IMAGE: Pattern = Pattern::new(r"!([^\s!|]+\.[A-Za-z0-9]{2,5})(?:\|[^!\n]*)?!");
static MONOSPACE: Pattern = Pattern::new(r"\{\{([^}\n]+)\}\}");
static BOLD: Pattern = Pattern::new(r#"(^|[\s("'\[,;:|])\*([^\s*](?:[^*\n]*[^\s*])?)\*($|[\s)"'\],;:.!?|])"#);
static ITALIC: Pattern = Pattern::new(r#"(^|[\s("'\[,;:|])_([^\s_](?:[^_\n]*[^\s_])?)_($|[\s)"'\],;:.!?|])"#);
static ESCAPED: Pattern = Pattern::new(r"\\([{}\[\]*_!|#+^~-])");

/// Plain text of wiki markup. Code and preformatted blocks stay as they are.
pub(in super::super) fn to_plain(markup: &str) -> String {
    let mut plain = String::with_capacity(markup.len());
    let mut rest = markup;
    let mut verbatim = false;
    loop {
        let mark = VERBATIM.captures(rest).and_then(|found| found.get(0)).map(|found| found.range());
        let block = &rest[..mark.as_ref().map_or(rest.len(), |mark| mark.start)];
        if verbatim {
            plain.push_str(block);
        } else {
            push_markup(&mut plain, block);
        }
        let Some(mark) = mark else { return tidy(&plain) };
        rest = &rest[mark.end..];
        verbatim = !verbatim;
    }
}

fn push_markup(plain: &mut String, block: &str) {
    let mut number = 0;
    for (index, line) in block.split('\n').enumerate() {
        if index > 0 {
            plain.push('\n');
        }
        if RULE.is_match(line) {
            continue;
        }
        let line = MACRO.replace_all(line, "");
        let line = HEADING.replace_all(&line, "");
        // A line that only continues after a code block is no entry of a list.
        let entry = LIST.captures(&line).filter(|_| index > 0 || plain.is_empty() || plain.ends_with('\n'));
        let Some(entry) = entry else {
            number = 0;
            plain.push_str(&inline(&line));
            continue;
        };
        let marks = &entry[1];
        number = if marks.ends_with('#') { number + 1 } else { 0 };
        plain.push_str(&list_mark(marks.len() - 1, (number > 0).then_some(number)));
        plain.push_str(&inline(&entry[2]));
    }
}

fn inline(line: &str) -> String {
    let row = TABLE.is_match(line).then(|| CELLS.replace_all(line, " | "));
    let line = row.as_deref().map_or(line, |row| row.trim_matches([' ', '|']));
    let line = MENTION.replace_all(line, "@$1");
    let line = NAMED_LINK.replace_all(&line, "$1");
    let line = BARE_LINK.replace_all(&line, "$1");
    let line = IMAGE.replace_all(&line, "$1");
    let line = MONOSPACE.replace_all(&line, "$1");
    // Twice, because two neighbours share the space between them.
    let line = BOLD.replace_all(&line, "$1$2$3");
    let line = BOLD.replace_all(&line, "$1$2$3");
    let line = ITALIC.replace_all(&line, "$1$2$3");
    let line = ITALIC.replace_all(&line, "$1$2$3");
    ESCAPED.replace_all(&line.replace("\\\\", "\n"), "$1").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_and_emphasis_become_lines() {
        let markup = "h3. Context\n* guest opens *My stays*, _now_ *again*\n** deeper\n# first\n# second\n----\nsnake_case_name 2*3*4";
        let plain = "Context\n- guest opens My stays, now again\n  - deeper\n1. first\n2. second\n\nsnake_case_name 2*3*4";
        assert_eq!(to_plain(markup), plain);
    }

    #[test]
    fn code_is_left_alone_and_links_keep_their_text() {
        assert_eq!(to_plain("{code:java}\n* a_b_ *c*\n{code}\nsee"), "* a_b_ *c*\n\nsee");
        assert_eq!(
            to_plain(
                "[policy|http://x] [http://y] [~accountid:55:aa] !shot.png|thumbnail! {{cmd}} {color:red}hot{color}"
            ),
            "policy http://y @55:aa shot.png cmd hot"
        );
    }

    #[test]
    fn a_table_keeps_its_rows() {
        assert_eq!(to_plain("||hours||fee||\n|24|none|"), "hours | fee\n24 | none");
    }
}
