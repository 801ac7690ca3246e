//! A list after its lead-in, each member said together with the words before the list.

use super::grammar;
use super::parts::{Part, PartKind, is_open, part, pattern};
use crate::domain::text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that a member and the words before it may have together.
const LONGEST: usize = 14;

static GENERIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:the following|these|different|various|several|a variety of|multiple|many|all kinds of|other|any)\s+)[a-z-]+(?:\s+(?:types?|kinds?|formats?|methods?|channels?|ways))?\b",
    )
});
/// What is told of a thing, as a word that stands for all of it.
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the\s+)?(?:aspects|attributes|characteristics|details|facts|fields|information|metadata|properties)\b",
    )
});

/// One part for each member of the list.
pub(super) fn list_parts(source: &str, members: &[Range<usize>], stem: &str, field: &str) -> Vec<Part> {
    members
        .iter()
        .map(|range| {
            let words = &source[range.clone()];
            if is_open(words) {
                return part(field, source, range.clone(), PartKind::Open, words.to_owned());
            }
            let own = grammar::imperative(words);
            if grammar::base_of_gerund(grammar::first_word(words)).is_some() {
                return part(field, source, range.clone(), PartKind::Act, own);
            }
            part(field, source, range.clone(), PartKind::Thing, joined(stem, words))
        })
        .collect()
}

/// "set the following dates on a news item" + "Start Date" → "set the Start Date on a news item".
fn joined(stem: &str, member: &str) -> String {
    let the = if member.starts_with(char::is_uppercase) && member.contains(' ') { "the " } else { "" };
    if let Some(found) = GENERIC.find(stem) {
        return format!("{}{the}{member}{}", &stem[..found.start()], &stem[found.end()..]);
    }
    let room = LONGEST.saturating_sub(text::words(member).len());
    if text::words(stem).len() <= room {
        return format!("{stem}: {member}");
    }
    if let Some(found) = ABOUT.find(stem) {
        let (before, after) = (&stem[..found.start()], &stem[found.end()..]);
        let after = within(after, room.saturating_sub(text::words(before).len() + 1));
        return format!("{before}the {member}{after}");
    }
    format!("{}: {member}", within(stem, room))
}

/// The beginning of a phrase up to a joint, in so many words or fewer.
fn within(phrase: &str, most: usize) -> &str {
    const JOINTS: [&str; 10] =
        [", ", " and ", " for ", " in ", " of ", " so ", " that ", " useful ", " which ", " with "];
    let mut kept = phrase;
    while text::words(kept).len() > most {
        let Some(at) = JOINTS.iter().filter_map(|joint| kept.rfind(joint)).max() else { break };
        kept = &kept[..at];
    }
    kept.trim_end_matches([',', ' ']).trim_end_matches(" useful")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_member_is_said_with_what_stands_before_the_list() {
        assert_eq!(joined("set the following dates on a sack", "Start Date"), "set the Start Date on a sack");
        assert_eq!(joined("grind grain", "rye"), "grind grain: rye");
    }

    #[test]
    fn a_long_lead_gives_way_to_the_member() {
        let lead =
            "show to millers aspects of a millstone useful for knowing how long it will last, and its wear";
        assert_eq!(joined(lead, "weight"), "show to millers the weight of a millstone");
        let lead =
            "choose the mill that grinds the rye of this week in the valley behind the old river with care";
        assert_eq!(joined(lead, "by price"), "choose the mill that grinds the rye of this week: by price");
    }
}
