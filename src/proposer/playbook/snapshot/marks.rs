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
static NAMES_A_PROBLEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:challeng(?:e|es|ing)|problems?|issues?|pain(?:s|ful)?|difficult(?:y|ies)?|struggl\w+|annoy\w+|frustrat\w+)\b",
    )
});
/// Denials and duties that are good news.
static RELIEVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:nobody|no\s+one|none\s+of\s+\w+)\s+(?:\w+\s+){0,3}(?:against|minds?|minded|complain\w*|objected)|(?:never\s+would|would\s+never)\s+have\s+(?:considered|found|met|hired|thought|tried)|should\s+be\s+(?:so\s+)?(?:much\s+)?fun|no\s+(?:bother|problems?|trouble|issues?|complaints?)|(?:don't|doesn't|didn't|won't|no\s+longer)\s+(?:even\s+)?(?:have|need)\s+to)\b",
    )
});
static WAY_AROUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:by\s+hand|manual(?:ly)?|(?:my|our|his|her|their)\s+own\b|spreadsheets?|excel|google\s+docs?|screenshots?|on\s+paper|notebooks?|pencil|biro|post-?its?|sticky\s+notes?|whats\s?app|work-?arounds?|worked\s+around|hack(?:s|ed|y)?
        |ended\s+up|in\s+shifts|on\s+(?:my\s+hand|the\s+back\s+of)\b|copy(?:ing)?\s+and\s+past\w+|scripts?|forked|wrappers?|home-?(?:grown|made|built)|kept?\s+a\s+\w+|print\s+(?:everything|it|them)|in\s+a\s+chat|tally
        |(?:i|we)\s+(?:\w+ly\s+|just\s+)?(?:made\s+(?:my|our|a\s+(?:list|sheet|copy|note))|built|wrote|reserve|bought\s+new|put\s+in|rigged|patched)\b|instead\s+of\b|(?:i|we)\s+(?:just\s+)?(?:ask|rang?|call(?:ed)?)\s+(?:my|a\s+friend|around))",
    )
});
static ODD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:nobody\s+(?:noticed|minds|checks|asked)|no\s+one\s+(?:noticed|checks)|surpris\w*|turn(?:s|ed)\s+out|(?:didn't|did\s+not|never)\s+expect\w*|funnily|funny\s+(?:thing|enough|part)|strange\w*|weird\w*|ironic\w*|silly|don't\s+tell|not\s+put\s+my\s+name|believe\s+it\s+or\s+not|in\s+theory|that's\s+the\s+theory|secretly|cheat\w*|pretend\w*|faked?|lied|laughed|with\s+just\s+the\b|instead\s+of\s+me|polite)\b",
    )
});

/// "It" that stands for what follows, not for what was said before.
static LOOKS_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:(?:and|but|so|or|well|um)[,\s]+)*(?:it(?:'s|'d|\s+is|\s+was|\s+would\s+be|\s+has|\s+had|\s+takes?|\s+took)\s+(?:\w+\s+){0,4}(?:to|that|when|if|for)\b
        |because\s+(?:half|most|some|all|nobody|no\s+one|every\w*|the|we|i|my|our)\b)",
    )
});
/// The short answer that leans on its question: "I wasn't, …", "I did not"; and what only judges
/// something said before: "It's an ongoing challenge."
static ELLIPTIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:and|but|so|no|yes|well|oh)[,\s]+)*(?:i|we|he|she|they|it)\s+(?:was|were|did|do|does|had|have|has|is|am|are|could|would|can)(?:n't|\s+not)?\s*(?:[,.;!?]|$)|\b(?:could|did|would|do|does|is|was|are|were|can|ca|wo)(?:n't|\s+not)\W*$|^(?:never|not|no)\s+(?:when|if|in|on|at|for|with|since|again)\b|^(?:(?:and|but|so|well)[,\s]+)*(?:it|that|this)(?:'s|\s+is|\s+was)\s+(?:still\s+|just\s+|really\s+|always\s+)*(?:an?|the|one)\s+(?:\w+\s+){0,2}(?:challenge|problem|issue|pain|struggle|thing|concern|shame|pity|nightmare|mess)\W*$",
    )
});
/// A rule of how things are, not one occasion.
static GENERAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:is|are|isn't|aren't|'s|'re|has|have|hasn't|haven't|does|do|doesn't|don't|can|can't|cannot|goes|go|comes|come|stays|gets|get|takes|take|makes|make|keeps|keep|needs|need|wants|want|costs|cost|knows|know|spends?|means?|happens?)\b",
    )
});
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:was|were|wasn't|weren't|had|hadn't|did|didn't|went|got|took|made|found|told|said|saw|came|left|paid|bought|sent|gave|rang|started|wanted|waited|tried|could\s+have|[a-z]{3,}[^e\W]ed)\b",
    )
});
static WHAT_WAS_WANTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:everything|anything|what(?:ever)?|all|things?|those|the\s+\w+)\s+(?:that\s+)?(?:i|we|they|you)\s+(?:want|need)\w*|\b(?:asks?|asked|asking|know|knew|see|wonder\w*)\s+(?:if|whether)\b.*",
    )
});
/// Talk about the talk.
static TALKS_ABOUT_TALK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:to|can)\s+say\s+that|(?:great|good)\s+questions?|as\s+i\s+(?:said|mentioned)|i(?:'ll|\s+will)\s+(?:talk|get\s+to|come\s+back|share)|let\s+me\s+(?:\w+\s+)?(?:explain|say|see|think|share)|hang\s+on|no,?\s+wait|(?:go|get)\s+into\s+that|going\s+to\s+be\s+honest|what\s+was\s+the\s+question|i\s+want\s+to\s+(?:say|mention|add|share|talk|clarify|emphasi[sz]e)|(?:next|last)\s+slide|didn't\s+discuss)\b",
    )
});
/// What the listener says to something well put.
static PRAISES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:that(?:'s|\s+is)\s+(?:quite|very\s+(?:clear|helpful|interesting)|really\s+\w+|interesting|wonderful|fascinating|powerful|good\s+to\s+know|an?\s+(?:great|good|nice|lovely|powerful|wonderful|striking)\s+\w+)|writing\s+that\s+down|(?:well|nicely)\s+(?:put|said)|good\s+point|love\s+that|great\s+(?:quote|way|point))\b",
    )
});
/// Two halves that answer each other.
static ANSWERS_ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:\b(?:first|last)\b.*\b(?:last|first)\b|\bone\b.*\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)\b|\b(?:i|me|my|we|our)\b.*\b(?:you|your|they)\b.*\b(?:don't|not|never|nobody|no)\b
        |\b(?:knows?|sees?|hears?)\b.*\bbefore\b|\b(?:can|could)\b.*\bbut\b.*\bn(?:o|')t\b|\bnot\b.*\bbut\b|\bmore\b.*\bless\b|\b(?:quicker|faster|easier|cheaper|harder|better|worse|slower)\b.*\bthan\b|\b(?:they're|it's|i'm)\s+not\b.*\b(?:they're|it's|i'm)\b)",
    )
});

/// Something that stands before the sentence, not in it: "You can't put that on a form."
static POINTS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:it|that|this|them|those|these|then|there|so|too)\W*$|\b(?:put|do|doing|say|know|use|used|have|did|tell|asked\s+for|told|find)\s+(?:it|that|this|them|those)\b",
    )
});
/// What comes again: each time, half of the work, a whole evening.
static RECURS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\bevery\s+\w+\b|\beach\s+(?:time|day|week|month|year|one|new|morning|evening)\b|\bwhenever\b|\b(?:half|most)\s+of\s+(?:what|the|my|our)\b|\ba\s+whole\s+(?:day|evening|morning|afternoon|week|night)\b",
    )
});
/// A picture: "I could have rowed there", "the list is a polite suggestion".
static PICTURES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we|you)\s+could(?:'ve|\s+have)\s+\w+(?:ed|n|t)\b|\bas\s+if\b|\blike\s+an?\s+\w+|^the\s+(?:\w+\s+){1,4}(?:is|are|was)\s+an?\s+\w+(?:\s+\w+)?\W*$|\bthinks?\s+(?:there\s+(?:is|are)|i'm|i\s+am|we're)\b|\bit's\s+like\b",
    )
});
static OWN_VOICE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:i|i'\w+|me|my|we|we'\w+|us|our)\b"));

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
        $($(#[$doc])* pub(in crate::proposer::playbook) fn $name(words: &str) -> bool { $pattern.is_match(&plain(words)) })+
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
    /// Whether it begins with a word that leans on the sentence before.
    begins_leaning: LEANS,
    /// Whether its "it" stands for what follows.
    looks_ahead: LOOKS_AHEAD,
    /// Whether it is the short form of an answer.
    is_elliptic: ELLIPTIC,
    /// Whether it has a verb of how things are.
    speaks_of_now: GENERAL,
    /// Whether it has a verb of what was.
    speaks_of_then: OCCASION,
    /// Whether it is about the conversation itself.
    talks_about_talk: TALKS_ABOUT_TALK,
    /// Whether a listener says that something was well put.
    praises: PRAISES,
    /// Whether its halves answer each other.
    answers_itself: ANSWERS_ITSELF,
    /// Whether it names time, money or a number of people.
    costs: COSTS,
    /// Whether it tells a feeling.
    feels: FEELS,
    /// Whether it says what is wanted.
    speaks_of_wanting: WANTS,
    /// Whether what it wants is a wish, not a must.
    dreams: DREAMS,
    /// Whether it sets two things against each other.
    contrasts: CONTRASTS,
    /// Whether it speaks of all or none.
    totals: TOTALS,
    /// Whether it calls something a problem.
    names_a_problem: NAMES_A_PROBLEM,
    /// Whether what it denies is a burden.
    relieves: RELIEVES,
    /// Whether it tells of a way around.
    goes_around: WAY_AROUND,
    /// Whether the speaker themselves finds it odd.
    is_odd: ODD,
    /// Whether a word of it stands for something said before.
    points_back: POINTS_BACK,
    /// Whether it says that something comes again and again.
    recurs: RECURS,
    /// Whether it draws a picture.
    pictures: PICTURES,
    /// Whether the speakers speak of themselves.
    is_own_voice: OWN_VOICE,
}

/// Whether the sentence needs the one before to be understood.
pub(in crate::proposer::playbook) fn leans(words: &str) -> bool {
    begins_leaning(words) && !looks_ahead(words)
}

/// Whether the sentence says what is wanted; "everything we wanted" does not.
pub(in crate::proposer::playbook) fn wants(words: &str) -> bool {
    speaks_of_wanting(&WHAT_WAS_WANTED.replace_all(words, " "))
}

/// Whether it says how things are, whenever one looks.
pub(in crate::proposer::playbook) fn is_general(words: &str) -> bool {
    speaks_of_now(words) && !speaks_of_then(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_judges_something_said_before_needs_it() {
        assert!(is_elliptic("It's an ongoing challenge."));
        assert!(is_elliptic("And that is still the main problem."));
        assert!(!is_elliptic("It's a problem that the list is printed twice."));
        assert!(!is_elliptic("The list is an ongoing challenge."));
    }
}
