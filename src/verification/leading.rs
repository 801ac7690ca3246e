//! Whether a question puts the answer into the other's mouth.
//!
//! What a word does depends on where it stands: "so you wait?" leads, "what did
//! you do so you could travel?" does not. Words of somebody else in quotation
//! marks lead nobody.

use super::assumptions::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Where a clause of the asker begins.
const CLAUSE: &str = r"(?:^|[.,;:!?]\s+)(?:(?:ok(?:ay)?|yeah|yes|right|well|and|but|so|then)[\s,]+)*";

/// Words that lead wherever their clause stands.
static LEADS: LazyLock<[Regex; 7]> = LazyLock::new(|| {
    [
        pattern(r"(?i),\s*(?:right|correct|yes|no|agreed)\s*\?"),
        pattern(&format!(
            r"(?i){CLAUSE}(?:do|does|is|are|was|were|would|wo|ca|could|should|did|has|have)n't\s+(?:you|it|they|that|this|we|there|he|she|the)\b"
        )),
        pattern(
            r"(?i)\b(?:(?:do|would|surely)\s+you\s+(?:all\s+|also\s+|not\s+)*agree|you(?:'d|\s+would)\s+agree)\b|\bagree\s+that\b",
        ),
        pattern(&format!(
            r"(?i){CLAUSE}(?:surely|obviously|of\s+course|clearly)\b|\bas\s+we\s+(?:all\s+)?know\b"
        )),
        // "Everybody prints it, so …": what all are said to do leaves the other no way out.
        pattern(&format!(
            r"(?i){CLAUSE}(?:everybody|everyone|nobody|no\s+one|all\s+(?:of\s+)?(?:you|people|\w+s))\s+\w+[^?.!]*,\s*(?:so|then|and)\b"
        )),
        pattern(&format!(r"(?i){CLAUSE}you\s*(?:could|would|'d)\s+say\b")),
        pattern(
            r"(?i)\bhow\s+(?:bad|great|annoying|frustrating|painful|useful|helpful|wonderful|terrible|nice|easy|hard|difficult)\s+(?:is|was|are|were|would)\b",
        ),
    ]
});

/// A conclusion that the asker draws for the other.
static CONCLUDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[.;:!?]\s+|^(?:ok(?:ay)?|yeah|right|well)[\s,]+)so,?\s+you(?:'re|'ve|'d)?\s+(\w+)(?:\s+(\w+))?",
    )
});

/// The asker's own opinion.
static OPINION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i){CLAUSE}(?:i\s+(?:really\s+)?(?:think|assume|guess|believe|suppose|bet)|i'm\s+(?:pretty\s+|quite\s+)?sure|in\s+my\s+opinion)\s+(?:that\s+)?(\w[\w']*)"
    ))
});

static QUOTED: LazyLock<Regex> =
    LazyLock::new(|| pattern("\u{ab}[^\u{bb}]*\u{bb}|\u{201c}[^\u{201d}]*\u{201d}|\"[^\"]*\""));

/// The question with the words of others taken out.
pub(super) fn without_quotes(question: &str) -> String {
    QUOTED.replace_all(question, "X").into_owned()
}

/// The words that lead, the first kind that is found.
pub(super) fn leading_words(question: &str) -> Option<String> {
    if let Some(hit) = LEADS.iter().find_map(|cue| cue.find(question)) {
        return Some(edge_free(hit.as_str()));
    }
    concludes(question).or_else(|| opinion(question))
}

/// "So you find it slow?" concludes; "so you mentioned the list" only comes back to what was said.
fn concludes(question: &str) -> Option<String> {
    const COMES_BACK: [&str; 13] = [
        "mentioned",
        "did",
        "said",
        "told",
        "described",
        "talked",
        "were",
        "brought",
        "called",
        "wrote",
        "showed",
        "spoke",
        "started",
    ];
    let found = CONCLUDES.captures(question)?;
    let comes_back = |index: usize| {
        found.get(index).is_some_and(|word| COMES_BACK.contains(&word.as_str().to_lowercase().as_str()))
    };
    (!comes_back(1) && !comes_back(2)).then(|| edge_free(&found[0]))
}

/// "I think it is slow. What do you say?" leads; "I think we are done" is a courtesy.
fn opinion(question: &str) -> Option<String> {
    const COURTESY: [&str; 9] = ["we", "we're", "we've", "i", "i've", "that's", "you", "you've", "that"];
    let found = OPINION.captures(question)?;
    let is_courtesy = COURTESY.contains(&found[1].to_lowercase().as_str());
    (!is_courtesy && question.contains('?')).then(|| edge_free(&found[0]))
}

fn edge_free(words: &str) -> String {
    words.trim_matches([',', '.', ';', ':', '!', '?', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(question: &str) -> bool {
        leading_words(&without_quotes(question)).is_some()
    }

    #[test]
    fn what_puts_the_answer_into_the_others_mouth_leads() {
        for question in [
            "So you find it annoying when the list is late?",
            "Okay, so you're waiting for the planner every time?",
            "Wouldn't you agree that paper is slower?",
            "Don't you think the list is too long?",
            "Tell me about the list. Isn't it confusing?",
            "You wait for hours at the gate, right?",
            "Do you agree the form is too long?",
            "I think the form is slow. How do you see it?",
            "Surely the last trip took longer?",
            "How annoying was the last change of the plan?",
            "How easy was it to find the gate?",
            "And you would say it takes too long?",
        ] {
            assert!(leads(question), "{question}");
        }
    }

    #[test]
    fn words_that_lead_elsewhere_do_not_lead_here() {
        for question in [
            "What did you do last week so you could travel all the same?",
            "When did you last agree on a price with the carrier?",
            "Which entries turned out to be obviously wrong, and who saw it?",
            "Who decided that the list shouldn't be printed?",
            "What would you say to a colleague who takes over your shift tonight?",
            "So you mentioned the yellow sheet. What happened to the last one?",
            "What did the planner mean by \u{ab}so you just wait, right?\u{bb}",
            "How hard did it rain when the last boat was called off?",
            "What happened the last time the message didn't arrive?",
            "Which rule of course booking stopped the last pupil?",
            "I think we have two minutes left: what did you do with the last refund?",
            "What did they do when you guessed the right time?",
        ] {
            assert!(!leads(question), "{question}: {:?}", leading_words(question));
        }
    }
}
