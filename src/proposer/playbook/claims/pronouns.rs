//! What "them", "it" and "the ones" of a benefit stand for, so that it can be repeated alone.

use crate::domain::text;
use crate::proposer::playbook::phrase::{Act, is_plural};

/// Words before a noun that say whose it is, or which.
const DETERMINERS: [&str; 12] =
    ["a", "an", "the", "my", "our", "their", "your", "all", "any", "each", "every", "some"];

/// The benefit with the object of the act in place of its pronouns; none when one stays that nobody can read.
pub(super) fn named(benefit: &str, act: &Act) -> Option<String> {
    let object = act.object().map(|object| without_determiner(&object));
    let head = object.as_deref().and_then(|object| object.split(' ').next_back()).unwrap_or_default();
    let many = object.clone().filter(|_| is_plural(head));
    let one = object.clone().filter(|_| !is_plural(head)).map(|object| format!("the {object}"));
    let owner = object.as_deref().and_then(|object| object.split_once("'s ")).map(|(owner, _)| owner);
    let mut words: Vec<String> = Vec::new();
    let mut tokens = benefit.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        let replacement = match bare.to_lowercase().as_str() {
            "them" | "these" | "those" if ends_there(tokens.peek().copied()) => Some(many.clone()?),
            "the" if tokens.peek().is_some_and(|next| next.trim_matches([',', '.']) == "ones") => {
                tokens.next();
                Some(format!("the {}", many.clone()?))
            }
            "it" if !words.is_empty() => Some(one.clone()?),
            "their" => Some(format!("that {}'s", owner?)),
            _ => None,
        };
        words.push(replacement.map_or_else(|| token.to_owned(), |noun| token.replacen(bare, &noun, 1)));
    }
    Some(words.join(" "))
}

/// Whether no noun follows, so that "those" stands alone.
fn ends_there(next: Option<&str>) -> bool {
    next.is_none_or(|next| {
        let next = next.trim_matches(|c: char| !c.is_alphanumeric());
        text::is_stop_word(next)
            || next.ends_with("ed")
            || next.ends_with("ly")
            || ["later", "again"].contains(&next)
    })
}

fn without_determiner(object: &str) -> String {
    match object.split_once(' ') {
        Some((first, rest)) if DETERMINERS.contains(&first) => rest.to_owned(),
        _ => object.to_owned(),
    }
}
