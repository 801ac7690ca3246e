//! How much a spoken sentence proves, by its wording (handbook of methods §1.8).
//!
//! "I usually" is not an occasion; a wish is not a deed; praise proves nothing.

use crate::domain::interview::Strength;
use regex::Regex;
use std::sync::LazyLock;

/// Compiles a pattern of this folder.
pub(super) fn pattern(source: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants of this folder, compiled by its tests"
    )]
    Regex::new(source).expect("a constant pattern")
}

static PRAISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:love\s+(?:it|this|that|the)|(?:looks?|sounds?)\s+(?:really\s+|very\s+)?(?:great|good|nice|cool|amazing)
        |awesome|amazing|fantastic|brilliant|wonderful|impress(?:ed|ive)|great\s+(?:job|work|idea|product|team|tool)|good\s+(?:job|idea)
        |thank(?:s|\s+you)|congratulations|well\s+done|nice\s+(?:work|idea|one)|i(?:\s+really)?\s+like\s+(?:it|this|that)|kudos)\b",
    )
});

static HYPOTHETICAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:would(?:n't)?|i'd|we'd|they'd|could|might|should|maybe|perhaps|hopefully|imagine|suppose|wish
        |if\s+(?:i|we|you|it|they|there|the)|(?:i|we)(?:'ll|\s+will)\s+(?:probably|likely)|(?:i|we)\s+(?:hope|plan)|going\s+to\s+(?:try|use))\b",
    )
});

static HABIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:usually|always|often|normally|typically|generally|mostly|sometimes|tend\s+to|most\s+of\s+the\s+time
        |every\s+(?:day|time|week|month|morning|evening|night|shift|year|single)|each\s+(?:day|time|week|morning|night)|from\s+time\s+to\s+time
        |whenever|these\s+days|nowadays|on\s+a\s+daily\s+basis)\b",
    )
});

static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:yesterday|last\s+(?:night|week|month|year|spring|summer|autumn|fall|winter|time|january|february|march|april|may|june|july
        |august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|season|term|quarter)
        |(?:days?|weeks?|months?|years?|hours?)\s+ago|the\s+other\s+(?:day|week|night)|one\s+(?:time|day|night|morning|evening|patient|customer)|once\b
        |this\s+(?:morning|week)|in\s+(?:20\d\d|january|february|march|april|june|july|august|september|october|november|december)
        |on\s+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|back\s+(?:in|when))\b",
    )
});

/// A first person with a verb in the past, or something that was done to that person.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we)\s+(?:(?:also|then|just|actually|even|finally|eventually|really|never|only|initially|both|once|all|first|quickly|originally|mostly)\s+){0,2}
        (?:[a-z]{2,}ed|was|were|had|did(?:n't)?|wasn't|weren't|couldn't|went|got|took|made|found|thought|told|said|saw|came|left|lost|paid|bought|sent|spent
        |kept|wrote|began|ran|built|brought|knew|felt|gave|chose|drove|forgot|met|put|read|sat|stood|started|understood|held|fell|broke|spoke|waited|grew|set\s+up
        |cut|let|tore|threw|rang|slept|ate|hid|meant|taught|caught|fought|sold|wore|won)\b
        |\b(?:took|cost|told|asked|sent|gave|left|made|let|charged|called|rang|helped|kept)\s+(?:me|us)\b
        |\b(?:i|we)'d\s+(?:already|just|never|been|had|gone|done)\b",
    )
});

static DAILY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we|they|people|you)\s+(?:(?:just|still|then|usually|always|often|normally|typically|mostly|generally|sometimes|also|currently|only|basically)\s+){0,2}
        (?:use|call|ring|phone|print|write|keep|copy|send|email|e-mail|text|ask|check|go|walk|run|do|take|put|make|look|type|enter|export|download
        |scan|log|rely|share|save|store|track|pull|create|build|add|count|carry|drive|open|start|switch|skip|move|paste|wait|bring|have\s+(?:to|a|an|one)|need\s+to)\b
        |\b(?:instead\s+(?:i|we)|by\s+hand|manually|work(?:s|ed|ing)?\s*-?around|on\s+paper|post-?its?|sticky\s+notes?|whats\s?app|spreadsheets?|excel)\b
        |\b(?:have|has)\s+to\b",
    )
});

static THINKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:i|we)\s+(?:think|believe|feel|guess|suppose|reckon|assume|find|expect|prefer)\b")
});

/// The grade of one sentence that a participant said.
///
/// Past occasion before wish, wish before habit: "I had to print it last week" is
/// a deed, "I would have to print it" is not, "I usually print it" is how it is done.
pub fn strength_of(sentence: &str) -> Strength {
    let sentence = sentence.replace('\u{2019}', "'");
    let told = TOLD.is_match(&sentence);
    if PRAISE.is_match(&sentence) && !told && super::polarity_of(&sentence) != super::Polarity::Obstacle {
        return Strength::Compliment;
    }
    if told && !HABIT.is_match(&sentence) && (!leads_with_a_wish(&sentence) || OCCASION.is_match(&sentence)) {
        return Strength::PastBehaviour;
    }
    if HYPOTHETICAL.is_match(&sentence) {
        return Strength::Hypothetical;
    }
    let states_a_problem = super::polarity_of(&sentence) == super::Polarity::Obstacle;
    if DAILY.is_match(&sentence) && !THINKS.is_match(&sentence) {
        return Strength::Workaround;
    }
    if told && HABIT.is_match(&sentence) {
        return Strength::Workaround;
    }
    if states_a_problem { Strength::StatedProblem } else { Strength::Opinion }
}

/// Whether the first conditional word stands before the first deed.
fn leads_with_a_wish(sentence: &str) -> bool {
    match (HYPOTHETICAL.find(sentence), TOLD.find(sentence)) {
        (Some(wish), Some(deed)) => wish.start() < deed.start(),
        _ => false,
    }
}
