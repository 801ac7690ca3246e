//! Addresses of pages: ids and keys alone, never a customer's words.

use super::paging::PAGE;
use std::fmt::Write;

/// The page of an item.
pub(crate) fn item(key: &str) -> String {
    format!("/items/{}", segment(key))
}

/// The page of an interview.
pub(crate) fn interview(key: &str) -> String {
    format!("/interviews/{}", segment(key))
}

/// What the rules find on an item.
pub(crate) fn findings(key: &str) -> String {
    format!("/findings?item={}", segment(key))
}

/// A turn of an interview, by its 0-based index, on the page of the transcript that holds it.
pub(crate) fn turn(key: &str, index: usize) -> String {
    let part = match index - index % PAGE {
        0 => String::new(),
        from => format!("?from={from}"),
    };
    format!("{}{part}#t{}", interview(key), index + 1)
}

/// A part of a path: everything but letters, digits and `-._` as %XX.
pub(crate) fn segment(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_key_holds_it_stays_one_part_of_a_path() {
        assert_eq!(item("HAR-13/2"), "/items/HAR-13%2F2");
        assert_eq!(turn("P0?é\"", 0), "/interviews/P0%3F%C3%A9%22#t1");
        assert_eq!(turn("P01", 120), "/interviews/P01?from=100#t121");
    }
}
