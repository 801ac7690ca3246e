//! Whether a sentence tells of an obstacle or of ease, of a need or of none.

use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// What a sentence says of its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// It hinders.
    Obstacle,
    /// It works.
    Ease,
    /// It does not say, or says both.
    Neutral,
}

/// Ease that contains the words of an obstacle; taken out first.
static NO_OBSTACLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:no|not\s+an?|never\s+(?:had\s+)?an?y?|without\s+(?:an?y?\s+)?|hardly\s+an?y?|isn't\s+an?|wasn't\s+an?)\s*(?:real\s+|big\s+)?
        (?:problems?|issues?|trouble|difficult(?:y|ies)|complaints?|errors?|doubt)\b
        |\b(?:solv(?:e|es|ed|ing)|resolv(?:e|es|ed|ing)|fix(?:es|ed|ing)?)\s+(?:(?:this|the|that|these|those|a|an|our|my|such|some)\s+)?(?:\w+\s+)?(?:problems?|issues?|errors?)\b
        |\b(?:not|isn't|wasn't|never|n't)\s+(?:that\s+|so\s+|too\s+|very\s+|really\s+|been\s+)?(?:hard|difficult|bad|slow|expensive|confusing|complicated)\b",
    )
});

/// Obstacle that contains the words of ease; taken out second.
static NO_EASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:not|isn't|wasn't|aren't|don't|doesn't|didn't|can't|cannot|couldn't|never|hardly|barely)\s+(?:(?:really|very|that|always|so|too|even|at\s+all|been|as)\s+)*
        (?:easy|clear|obvious|simple|work(?:s|ing|ed)?|helpful|useful|intuitive|reliable|accurate|up\s+to\s+date|enough|know|able|allowed|possible|find|see|tell|trust|understand)\b",
    )
});

static OBSTACLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:can't|cannot|can\s+not|couldn't|could\s+not|won't|unable|impossible|hard\s+to|harder|hard\s+part|difficult(?:y|ies)?|problem(?:s|atic)?|issues?
        |pain(?:ful)?|pain\s+point|confus\w+|complicated|complex(?:ity)?|daunting|tedious|cumbersome|clunky|slow(?:er|ly)?|never|nobody|no\s+one|no\s+way|don't\s+know|didn't\s+know
        |missing|missed|lack(?:s|ed|ing)?|struggl\w+|annoy\w+|frustrat\w+|worr(?:y|ied|ies)|nervous|afraid|scared|error\w*|fail\w*|los(?:e|es|ing|t)|wrong|mistakes?|broken|broke|breaks
        |too\s+(?:much|many|long|late|small|big|slow|hard|expensive|often|few|little)|challeng\w+|expensive|complain\w*|wast(?:e|es|ed|ing)|forg[eo]t\w*|stuck|overwhelm\w+
        |burden|risk\w*|barriers?|unclear|inconsisten\w+|duplicat\w+|manual(?:ly)?|by\s+hand|the\s+only\s+way|have\s+to|had\s+to|has\s+to|takes?\s+(?:me|us|forever|ages|hours|days|too)|took\s+(?:me|us|forever|ages|hours|days|weeks)
        |ages|hours\s+on|out\s+of\s+date|outdated|stale|delay\w*|wait(?:ed|ing)|late|downside|concern\w*|(?:to\s+)guess|guessing|distrust|don't\s+trust|reuse\s+it|closed|refus\w+|reject\w*|double-?book\w*|no\s+idea)\b",
    )
});

static EASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:easy|easily|easier|simple|straightforward|smooth(?:ly)?|quick(?:ly|er)?|fast(?:er)?|works?(?:\s+(?:well|fine|great))|worked(?:\s+(?:well|fine|great|for))?|clear(?:ly)?|obvious
        |helpful|helped|useful|reliable|accurate|no\s+problem|managed\s+to|was\s+able\s+to|were\s+able\s+to|could\s+(?:see|find|tell|do)|comfortable|confident|trust|saved?\s+(?:me|us|time|a)
        |fine(?:[.,!;\s]|$)|happy|good\s+enough|responsive|already\s+(?:known|there|have|has|exists?|on))\b",
    )
});

/// Politeness and irony that turn a sentence's words around.
static TRAP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\bnot\s+that\s+(?:i|we|it)\b|\byeah,?\s+right\b|\bas\s+if\b|\boh,?\s+(?:great|sure|wonderful|brilliant)\b|\bgood\s+luck\s+with\b|\bin\s+theory\b|\bsupposed(?:ly)?\s+(?:to\s+be\s+)?easy\b",
    )
});

static NEED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we|they|you)\s+(?:really\s+|just\s+|also\s+)?(?:need|want|wish|miss|asked\s+for)(?:ed|s)?\b|would\s+(?:love|be\s+(?:helpful|useful|great|nice|good))|if\s+only|(?:wanted|needed)\s+(?:to|an?|the)\b
        |instead\b|work\s*-?around|ended\s+up|by\s+hand|manually|have\s+to|had\s+to|spent\b|waited|chas(?:e|ed|ing)|tried\s+to",
    )
});

static NO_NEED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:don't|didn't|never|not)\s+(?:really\s+)?(?:need(?:ed)?|care|bother|want(?:ed)?\s+(?:to|it|that|this|an?|any)\b|use\s+(?:it|that|this|the))|no\s+need|wouldn't\s+(?:use|bother|want|trust|pay)|not\s+interested
        |(?:i|we)(?:'d|\s+would)?\s+rather|(?:i|we)(?:'d|\s+would)?\s+prefer|prefer\s+(?:to\s+(?:call|phone|talk|ask|print|pay)|paper|the\s+(?:phone|old))|(?:is|are|was|works?|worked)\s+(?:just\s+|perfectly\s+)?fine|good\s+enough
        |(?:nobody|no\s+one|hardly\s+any(?:one|body)|few\s+people)\s+(?:ever\s+|even\s+|really\s+)*(?:asks?|bothers?|buys?|cares?|checks?|looks?\s+at|needs?|opens?|reads?|takes?|uses?|wants?)
        |happy\s+with|rarely|hardly\s+ever|once\s+in\s+a\s+blue\s+moon|only\s+(?:once|twice)|not\s+(?:that\s+)?often|not\s+worth|enough\s+for\s+(?:me|us)|easier\s+to\s+(?:call|ring|ask|print|phone))\b",
    )
});

/// What the sentence says of its matter; doubtful politeness and irony are neutral.
pub fn polarity_of(sentence: &str) -> Polarity {
    let sentence = sentence.replace('\u{2019}', "'");
    if TRAP.is_match(&sentence) {
        return Polarity::Neutral;
    }
    let negated_obstacles = NO_OBSTACLE.find_iter(&sentence).count();
    let rest = NO_OBSTACLE.replace_all(&sentence, " ");
    let negated_ease = NO_EASE.find_iter(&rest).count();
    let rest = NO_EASE.replace_all(&rest, " ");
    let obstacles = OBSTACLE.find_iter(&rest).count() + negated_ease;
    let eases = EASE.find_iter(&rest).count() + negated_obstacles;
    match (obstacles, eases) {
        (0, 0) => Polarity::Neutral,
        (o, e) if o > e => Polarity::Obstacle,
        (o, e) if e > o => Polarity::Ease,
        _ => Polarity::Neutral,
    }
}

/// Whether the sentence tells of a need: something wanted, missed, or worked around.
pub fn voices_a_need(sentence: &str) -> bool {
    let sentence = sentence.replace('\u{2019}', "'");
    !TRAP.is_match(&sentence)
        && !NO_NEED.is_match(&sentence)
        && (NEED.is_match(&sentence) || polarity_of(&sentence) == Polarity::Obstacle)
}

/// Whether the sentence says that nothing is needed, or that another way is preferred.
pub fn rejects_the_need(sentence: &str) -> bool {
    let sentence = sentence.replace('\u{2019}', "'");
    !TRAP.is_match(&sentence) && NO_NEED.is_match(&sentence)
}
