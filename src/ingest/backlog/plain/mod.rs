//! Markup of trackers to plain text: lists keep their marks, tables their rows, nothing is dropped but tags.

pub(super) mod adf;
pub(super) mod html;
pub(super) mod markdown;
mod page;
pub(super) mod wiki;

/// Takes white space off the ends of lines and of the text, and leaves one blank line where there are more.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        tidied.push_str(line);
    }
    tidied
}

/// The mark of a list entry: a dash, or its number, after two spaces for each list around it.
fn list_mark(lists_around: usize, number: Option<u64>) -> String {
    let indent = "  ".repeat(lists_around);
    number.map_or_else(|| format!("{indent}- "), |number| format!("{indent}{number}. "))
}
