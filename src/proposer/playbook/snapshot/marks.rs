//! The words by which a sentence shows that it matters: cost, feeling, denial, wish, a way around.

use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// A question that holds its own answer.
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:would\s+(?:it|you|that|this|a|an|the)\b|(?:i|we)\s+suppose\s+you|so\s+you(?:'d|\s+would|\s+want|\s+like|\s+prefer)|you(?:'d|\s+would)\s+(?:like|want|prefer|use)
        |don't\s+you|isn't\s+it|wouldn't\s+(?:it|you)|(?:right|correct|yes|no)\?\s*$|if\s+(?:guests|people|users|customers|you|there|we)\b.*\b(?:would|could)\b|so\s+(?:giving|having|that|the|it)\b.*\bhas\s+to\b)",
    )
});
/// How a participant takes an answer back that was put into their mouth.
static CORRECTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:hm+|well|oh),?\s+)?(?:but\b|no\b|not\s+really|though\b|however\b|i(?:'d|\s+would)\s+rather\b|truth\s+is\b|only\s+if\b|i'm\s+not\b)|,\s*but\b",
    )
});
static ASKS_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:and|so|okay|ok|but|um|mm|hm)[,.]?\s+)*(?:what|when|where|who|whom|why|how|which|tell|would|do|does|did|has|have|is|are|can|could|let)\b",
    )
});
static DENIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|no|never|nobody|nothing|none|nowhere|neither|nor|without|cannot|hardly)\b|n['’]t\b",
    )
});
static LEANS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:and|but|so|or|well|um|because|which|then)[,\s]+)*(?:it|it's|that|that's|this|these|those|they|they're|he|she|he's|she's|which|him|her|them|because|so|otherwise|instead)\b",
    )
});
static COSTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:\b\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|several|dozens?|half)(?:[-\s]\w+)?)\s+
        (?:\w+\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?|pounds?|euros?|dollars?|per\s*cent|percent|people|persons?|times|calls?|places?|families|customers|e-?mails?|pages?|steps?|tickets?|systems?|tools?)\b
        |[$€£%]|\b(?:money|paid|pays?|charged?|fees?|costs?|salary|bill(?:ed)?|out\s+of\s+my\s+(?:own\s+)?pocket)\b",
    )
});
static FEELS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:cr(?:y|ied|ying)|terribl[ey]|awful|hate[ds]?|angry|annoy\w*|frustrat\w*|worr(?:y|ied|ies)|scar(?:ed|y)|afraid|nervous|swore|went\s+cold|worst|nightmare|embarrass\w*|asham\w*|shame
        |exhaust\w*|stress\w*|panic\w*|laughed|sick\s+of|fed\s+up|sad|upset|painful|hurts?|uncomfortable|drives?\s+me|felt|feel\s+bad|dread|horribl\w*|tense)\b",
    )
});
static WANTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:i|we|they|you)\s+(?:really\s+|just\s+|still\s+|only\s+|also\s+|always\s+)*(?:want|need|wanted|needed)\b|i\s+don't\s+want|(?:i|we)'d\s+(?:have\s+)?(?:like|liked|love|loved|rather|pay|prefer)\b|(?:i|we)\s+would\s+(?:have\s+)?(?:like|liked|love|loved|rather|pay|prefer)\b
        |(?:has|have|it'd\s+have|needs?)\s+to\s+be\b|should\s+(?:just\s+)?(?:be|have|not)|not\s+(?:my|our)\s+job|if\s+(?:i|we)(?:'d|\s+had|\s+could|\s+knew)\b|if\s+(?:somebody|someone|they)\s+had\b|don't\s+make\b|i\s+wish|we\s+wish|if\s+only|would\s+be\s+(?:great|nice|good|lovely|helpful|useful|better)|it\s+would\s+(?:help|be))",
    )
});
static DREAMS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:i|we)(?:'d|\s+would)\s+(?:really\s+)?(?:love|like|pay|prefer|rather)\b|i\s+wish|we\s+wish|if\s+only|would\s+be\s+(?:great|nice|good|lovely|cool|ideal|awesome|helpful|useful)|i'm\s+glad\s+when|ideally|dream|i\s+hope|looking\s+forward|don't\s+make\s+it)",
    )
});
static CONTRASTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:but|instead|whereas|still|yet|even\s+though|although|(?:quicker|faster|easier|more|less|better|worse|rather)\s+(?:\w+\s+){0,6}than)\b",
    )
});
static TOTALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:nobody|no\s+one|nothing|never|none|no\s+idea|the\s+only|always|every\w*|the\s+last\s+to|all\s+(?:of|the)|whole|again|any(?:body|one)\s+could)\b",
    )
});
static WAY_AROUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:by\s+hand|manual(?:ly)?|(?:my|our|his|her|their)\s+own\b|spreadsheets?|excel|google\s+docs?|screenshots?|on\s+paper|notebooks?|pencil|biro|post-?its?|sticky\s+notes?|whats\s?app|slack\s+channel|work-?arounds?|worked\s+around|hack(?:s|ed|y)?
        |ended\s+up|in\s+shifts|on\s+(?:my|the\s+back\s+of)\b|copy(?:ing)?\s+and\s+past\w+|scripts?|forked|wrappers?|home-?(?:grown|made|built)|kept?\s+a\s+\w+|print\s+(?:everything|it|them)|in\s+a\s+chat|tally
        |(?:i|we)\s+(?:\w+ly\s+|just\s+)?(?:made|built|wrote|reserve|bought\s+new|put\s+in|rigged|patched)\b|instead\s+of\b|(?:i|we)\s+(?:just\s+)?(?:ask|rang?|call(?:ed)?)\s+(?:my|a\s+friend|around))",
    )
});
static ODD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:nobody\s+(?:noticed|minds|checks|asked)|no\s+one\s+(?:noticed|checks)|surpris\w*|turn(?:s|ed)\s+out|(?:didn't|did\s+not|never)\s+expect\w*|funn(?:y|ily)|strange\w*|weird\w*|ironic\w*|silly|don't\s+tell|not\s+put\s+my\s+name|believe\s+it\s+or\s+not|in\s+theory|that's\s+the\s+theory|secretly|cheat\w*|pretend\w*|faked?|lied|laughed|with\s+just\s+the\b|instead\s+of\s+me|polite)\b",
    )
});

/// A mark and what it is worth.
pub(super) type Mark = (fn(&str) -> bool, f64);

/// What the marks of a sentence are worth together.
pub(super) fn worth(words: &str, marks: &[Mark]) -> f64 {
    marks.iter().filter(|(holds, _)| holds(words)).map(|(_, worth)| worth).sum()
}

fn plain(words: &str) -> String {
    words.replace('\u{2019}', "'")
}

macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident: $pattern:ident),+ $(,)?) => {
        $($(#[$doc])* pub(super) fn $name(words: &str) -> bool { $pattern.is_match(&plain(words)) })+
    };
}
asks! {
    /// Whether the question puts its answer into somebody's mouth.
    is_leading: LEADING,
    /// Whether the answer takes back what the question suggested.
    corrects: CORRECTS,
    /// Whether the turn asks for something new, and is no echo.
    asks_on: ASKS_ON,
    /// Whether the sentence denies something.
    denies: DENIES,
    /// Whether the sentence leans on the one before.
    leans: LEANS,
    /// Whether it names time, money or a number of people.
    costs: COSTS,
    /// Whether it tells a feeling.
    feels: FEELS,
    /// Whether it says what is wanted.
    wants: WANTS,
    /// Whether what it wants is a wish, not a must.
    dreams: DREAMS,
    /// Whether it sets two things against each other.
    contrasts: CONTRASTS,
    /// Whether it speaks of all or none.
    totals: TOTALS,
    /// Whether it tells of a way around.
    goes_around: WAY_AROUND,
    /// Whether the speaker themselves finds it odd.
    is_odd: ODD,
}
