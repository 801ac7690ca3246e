//! The page that a converter writes: lines, and lists with their marks.

use super::{list_mark, tidy};

/// Plain text in the making.
#[derive(Default)]
pub(super) struct Page {
    text: String,
    /// The open lists: the number of the next entry, or none where entries have no numbers.
    lists: Vec<Option<u64>>,
}

impl Page {
    /// The text, with the white space that nobody sees taken off.
    pub(super) fn finish(self) -> String {
        tidy(&self.text)
    }

    pub(super) fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text in which, as in HTML, a run of white space is one space.
    pub(super) fn say_collapsed(&mut self, text: &str) {
        for character in text.chars() {
            if !character.is_whitespace() {
                self.text.push(character);
            } else if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        }
    }

    /// A break inside a paragraph; in a list the next line is indented under its entry.
    pub(super) fn line_break(&mut self) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(self.lists.len()));
    }

    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Begins a block: on a new line, but right after the mark of the entry that it opens.
    pub(super) fn begin_block(&mut self) {
        let line = self.text.rsplit('\n').next().unwrap_or_default().trim();
        let is_mark =
            line == "-" || line.strip_suffix('.').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if !is_mark {
            self.end_line();
        }
    }

    /// A blank line before a block that stands in no list.
    pub(super) fn blank_line(&mut self) {
        if self.lists.is_empty() {
            self.end_line();
            self.text.push('\n');
        }
    }

    /// Begins the next cell of a row.
    pub(super) fn begin_cell(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.say(" | ");
        }
    }

    /// Opens a list whose first entry has this number, or a list without numbers.
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.end_line();
        self.lists.push(first);
    }

    pub(super) fn close_list(&mut self) {
        self.end_line();
        self.lists.pop();
    }

    /// Begins the next entry of the innermost list.
    pub(super) fn begin_entry(&mut self) {
        self.end_line();
        let around = self.lists.len().saturating_sub(1);
        let number = self.lists.last_mut().and_then(|next| {
            let number = *next;
            *next = next.map(|number| number.saturating_add(1));
            number
        });
        self.say(&list_mark(around, number));
    }
}
