//! What only tells how a thing is: a condition on a part, nothing that can be delivered by itself.

use super::grammar;
use super::parts::{Part, PartKind, pattern};
use crate::domain::craft;
use regex::Regex;
use std::sync::LazyLock;

/// A state, a content, a demand: "the list is not sorted", "the call requires a name".
static STATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:[\w'’/-]+\s+){1,8}?(?:
          (?:is|are)\s+(?:not\b|no\b|an?\b|only\b|still\b|left\s+out|included\b|limited\b|constrained\b|required\b|consistent|named\b|part\s+of)
        | (?:requires?|contains?|consists?|includes?|works?\s+like|behaves?\s+like|looks?\s+like|stays?|remains?|does\s+not|do\s+not)\b )",
    )
});
/// A case that is refused: no value of its own, a criterion of what it refuses.
static REFUSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:being\s+(?:unable|prevented|not\s+able)|be\s+(?:unable|prevented|not\s+able)|prevent(?:ing)?\b|trying\s+to\b|try\s+to\b|not\s+being\s+able|inability\s+(?:of|to)\b|no\s+\w+\s+(?:is|are)\b)",
    )
});

/// Software as such, by whatever name.
const WHOLES: &str = "\
    app application client component dashboard environment feature functionality interface library mechanism module \
    platform portal service site system tool tools ui utility website";

impl Part {
    /// Whether it only says that software shall be built: the whole in other words, no part of it.
    pub fn names_the_whole(&self) -> bool {
        let is_told = matches!(self.kind, PartKind::Bullet | PartKind::Sentence);
        let makes = self.verb().is_some_and(|verb| craft::is_making(&verb) || verb == "provide");
        let object = grammar::object_of(&self.phrase).unwrap_or_default().to_lowercase();
        let head = object.split(' ').next_back().unwrap_or_default();
        is_told && makes && WHOLES.split_ascii_whitespace().any(|whole| whole == head)
    }

    /// Whether it says how something is or what is refused, and so belongs to another part as a criterion.
    pub fn is_property(&self) -> bool {
        match self.kind {
            PartKind::Act | PartKind::Thing | PartKind::Open => false,
            PartKind::Criterion => REFUSED.is_match(&self.phrase),
            PartKind::Bullet | PartKind::Sentence => {
                self.names_the_whole()
                    || REFUSED.is_match(&self.phrase)
                    || grammar::leading_verb(&self.phrase).is_none() && STATE.is_match(&self.phrase)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::part;
    use super::*;

    fn is_property(kind: PartKind, words: &str) -> bool {
        part("text", words, 0..words.len(), kind, words.to_owned()).is_property()
    }

    #[test]
    fn a_state_is_told_from_what_happens() {
        for words in
            ["the list of lorries is not sorted", "a ticket requires a weight", "no lorry is weighed twice"]
        {
            assert!(is_property(PartKind::Sentence, words), "{words}");
        }
        for words in ["the ticket is printed at the gate", "weigh a lorry", "the driver receives a copy"] {
            assert!(!is_property(PartKind::Sentence, words), "{words}");
        }
    }

    #[test]
    fn a_tool_to_be_built_is_the_whole_and_what_it_makes_is_a_part() {
        assert!(is_property(PartKind::Sentence, "create a tool for weighing lorries"));
        assert!(!is_property(PartKind::Sentence, "create a ticket for each lorry"));
    }

    #[test]
    fn a_refused_case_is_a_criterion_of_another() {
        assert!(is_property(PartKind::Criterion, "Being unable to weigh a lorry without a plate"));
        assert!(!is_property(PartKind::Criterion, "Weighing a lorry with a trailer"));
    }
}
