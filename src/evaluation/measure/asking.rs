//! The form of a question to a stakeholder, rule by rule.

use crate::domain::text::words;

/// Longest question, in words.
const MOST_WORDS: usize = 35;
/// Words with which an open question or an invitation to tell begins.
const OPENERS: [&str; 20] = [
    "what", "how", "why", "which", "when", "who", "whom", "whose", "where", "tell", "walk", "take", "show",
    "describe", "explain", "think", "talk", "give", "name", "list",
];
/// Words that put the answer into the mouth.
const LEADING: [&str; 14] = [
    "don't you",
    "doesn't it",
    "isn't it",
    "aren't you",
    "wouldn't you",
    "wouldn't it",
    "shouldn't",
    "won't you",
    "agree that",
    "surely",
    "obviously",
    "so you ",
    "of course",
    ", right?",
];

/// A rule for one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionRule {
    /// Exactly one question mark.
    OneMark,
    /// Cannot be answered with yes or no.
    Open,
    /// Does not suggest its answer.
    NotLeading,
    /// Asks one thing.
    OneTopic,
    /// At most 35 words.
    Length,
}

impl QuestionRule {
    /// Whether a question meets the rule.
    pub fn is_met(self, question: &str) -> bool {
        let lower = question.to_lowercase().replace('\u{2019}', "'");
        match self {
            Self::OneMark => lower.matches('?').count() == 1,
            Self::Open => is_open(&lower),
            Self::NotLeading => !LEADING.iter().any(|phrase| leads(&lower, phrase)),
            Self::OneTopic => lower.matches('?').count() <= 1 && !asks_twice(&lower),
            Self::Length => words(&lower).len() <= MOST_WORDS,
        }
    }
}

/// The phrase at the beginning of a word.
fn leads(lower: &str, phrase: &str) -> bool {
    lower.match_indices(phrase).any(|(at, _)| !lower[..at].ends_with(char::is_alphanumeric))
}

/// An opener among the first three words of a clause: "Within how many days …".
fn is_open(lower: &str) -> bool {
    lower.split(['.', ',', ';', ':', '?', '!']).any(|clause| {
        let closed = ["is", "are", "was", "were", "do", "does", "did", "have", "has", "can", "could", "will"];
        let first = words(clause);
        !first.first().is_some_and(|word| closed.contains(&word.as_str()))
            && first.iter().take(3).any(|word| OPENERS.contains(&word.as_str()))
    })
}

/// "… and how …": a second question word after a joint, inside one sentence.
fn asks_twice(lower: &str) -> bool {
    let asking = ["what", "how", "why", "which", "where", "who"];
    lower.split(['.', '?', '!']).any(|sentence| {
        let words = words(sentence);
        let joint = words
            .windows(2)
            .position(|pair| matches!(pair[0].as_str(), "and" | "or") && asking.contains(&pair[1].as_str()));
        joint.is_some_and(|at| words[..at].iter().any(|word| asking.contains(&word.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_tells_its_own_fault() {
        let met = |rule: QuestionRule, question: &str| rule.is_met(question);
        assert!(met(QuestionRule::Open, "Within how many days must a fare be paid back?"));
        assert!(met(QuestionRule::Open, "On the last day you did not sail, whom did you tell?"));
        assert!(!met(QuestionRule::Open, "Do you know how refunds are paid?"));
        assert!(met(QuestionRule::NotLeading, "What did you do when the boat was full?"));
        assert!(!met(QuestionRule::NotLeading, "Wouldn’t you rather do it online?"));
        assert!(met(QuestionRule::OneTopic, "What did the last refund wait for?"));
        assert!(!met(QuestionRule::OneTopic, "What did it wait for, and who was told?"));
        assert!(!met(QuestionRule::OneMark, "Where were you? When was it?"));
        assert!(!met(QuestionRule::Length, &"why ".repeat(36)));
    }
}
