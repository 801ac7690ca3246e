//! What wording and a whole guide show beyond the faults of a single draft.

use super::GuideQuestion;
use crate::domain::text;
use crate::verification::assumptions::pattern;
use crate::verification::questions::QuestionFault;
use regex::Regex;
use std::sync::LazyLock;

/// The published mistakes of interviewers, as far as a guide can show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mistake {
    /// What the other takes for granted is not questioned.
    Assumptions,
    /// Other ways are not asked for.
    Alternatives,
    /// What is unclear is left unclear.
    Clarify,
    /// What the other knows without saying it is not drawn out.
    Tacit,
    /// It would fit any product.
    DomainSpecific,
    /// Too long.
    Length,
    /// Words that the other does not use.
    Jargon,
    /// Asks for technology.
    Technical,
    /// Asks the other to design.
    Solutions,
    /// Several things at once.
    OneAtATime,
    /// Can be understood in more than one way.
    Interpretations,
    /// Has no meaning that could be answered.
    Meaning,
}

impl Mistake {
    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Assumptions => "justify-assumptions",
            Self::Alternatives => "consider-alternatives",
            Self::Clarify => "clarify-when-unclear",
            Self::Tacit => "elicit-tacit-knowledge",
            Self::DomainSpecific => "be-domain-specific",
            Self::Length => "appropriate-length",
            Self::Jargon => "no-jargon",
            Self::Technical => "no-technical-question",
            Self::Solutions => "no-asking-for-solutions",
            Self::OneAtATime => "one-requirement-at-a-time",
            Self::Interpretations => "no-multiple-interpretations",
            Self::Meaning => "no-question-without-meaning",
        }
    }

    /// The mistake that a fault of wording stands for; none for those of other catalogues.
    pub fn of(fault: QuestionFault) -> Option<Self> {
        match fault {
            QuestionFault::Compound => Some(Self::OneAtATime),
            QuestionFault::SolutionAsking => Some(Self::Solutions),
            QuestionFault::Jargon => Some(Self::Jargon),
            QuestionFault::TooLong => Some(Self::Length),
            QuestionFault::Empty => Some(Self::Meaning),
            _ => None,
        }
    }
}

/// What a guide shows that a single draft does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuideFault {
    /// Would fit any product.
    Generic,
    /// A word that everybody measures differently.
    Ambiguous,
    /// Asks how something is built.
    Technical,
    /// Stands in the guide twice.
    Repeated,
    /// Nothing asks for a real occasion.
    NoOccasion,
    /// Nothing asks why.
    NoReasons,
    /// Nothing asks what else was tried.
    NoAlternatives,
    /// Nothing asks what somebody means, or for an example.
    NoClarifying,
}

impl GuideFault {
    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Ambiguous => "ambiguous",
            Self::Technical => "technical",
            Self::Repeated => "repeated",
            Self::NoOccasion => "no-occasion",
            Self::NoReasons => "no-reasons",
            Self::NoAlternatives => "no-alternatives",
            Self::NoClarifying => "no-clarifying",
        }
    }

    /// What to do instead, in one sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Generic => "Name the work that you ask about; this would fit any product.",
            Self::Ambiguous => "Ask for what they saw or counted; everybody measures this word differently.",
            Self::Technical => "Ask what they do and see, not how it is built.",
            Self::Repeated => "Ask it once.",
            Self::NoOccasion => "Ask for the last time that it really happened, before anything else.",
            Self::NoReasons => "Plan one question that asks why they did it that way.",
            Self::NoAlternatives => "Plan one question for what else they tried, or do instead.",
            Self::NoClarifying => "Plan one question for an example, or for what they mean by a word.",
        }
    }

    /// The published mistake that it stands for.
    pub fn mistake(self) -> Option<Mistake> {
        match self {
            Self::Generic => Some(Mistake::DomainSpecific),
            Self::Ambiguous => Some(Mistake::Interpretations),
            Self::Technical => Some(Mistake::Technical),
            Self::Repeated => None,
            Self::NoOccasion => Some(Mistake::Tacit),
            Self::NoReasons => Some(Mistake::Assumptions),
            Self::NoAlternatives => Some(Mistake::Alternatives),
            Self::NoClarifying => Some(Mistake::Clarify),
        }
    }
}

/// Words that every guide has: a question of these alone names no work.
const COMMON: &str = "
    anyth anything biggest box challeng custom current day do everyday else expect experi face fact featur feel
    find frustrat general goal help import improv issu kind least lot main miss most need new often overal pain
    part person point problem process product prefer question requir role share softwar solut solv system task team
    tell thought tool top type typic us use user usual want wish work yourself
";

static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:is|are|was|were|feels?|seems?|looks?|works?|run)\s+(?:it\s+|they\s+|this\s+|that\s+)?(?:really\s+|very\s+|too\s+|quite\s+|often\s+|usually\s+|always\s+)?
          (?:good|bad|fine|easy|simple|fast|quick|slow|well|ok(?:ay)?|efficient|convenient|user[\s-]friendly|intuitive|reasonable|appropriate)
        |(?:how\s+)?(?:regularly|frequently|recently|quickly|properly|effectively|efficiently|and\s+so\s+on|etc\.?|or\s+(?:things|stuff|something)\s+like\s+that))(?:\b|$)",
    )
});
static TECHNICAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:which|what)\s+(?:(?:kind|type|sort)s?\s+of\s+)?(?:technolog(?:y|ies)|framework|programming\s+language|protocol|architecture|data\s*base|server|browser\s+version|file\s+format|algorithm|tech\s+stack|operating\s+system|version)\b
        |\bhow\s+(?:is|are|was|were|do|does|did)\s+(?:\w+\s+){1,4}(?:implemented|integrated|deployed|hosted|coded|configured|encrypted|synchroni[sz]ed)\b
        |\b(?:my\s?sql|postgres(?:ql)?|mongo\s?db|oracle\s+database|sql\s+server|kubernetes|docker|kafka|redis|node\.?js|react|angular|spring\s+boot|graphql|open\s?api|typescript|javascript)\b",
    )
});
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:last|latest|most\s+recent|recent|previous)\s+(?:\w+\s+){0,2}(?:time|occasion|day|week|month|year|one|case|trip|visit|order|call|shift|night|\w+)\b
        |\b(?:when|where)\s+did\s+you\b|\bwhat\s+happened\b|\bwhat\s+did\s+you\s+(?:do|see|use|try|look)\b|\bthink\s+back\b|\ba\s+time\s+(?:when|that)\b|\byesterday\b|\bstory\b",
    )
});
static REASONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:why|how\s+come|what\s+(?:made|makes|led|leads|brought|prompted|kept|stopped)\s+(?:you|them|it)|for\s+what\s+reason|reasons?\s+(?:for|behind|that|why)|how\s+did\s+you\s+(?:decide|choose|come\s+to)|what\s+(?:were|are)\s+you\s+(?:hoping|trying)|so\s+that\s+what)\b",
    )
});
static ALTERNATIVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:what\s+else|how\s+else|who\s+else|where\s+else|which\s+other|what\s+other|any\s+other|other\s+(?:ways?|options?|tools?|means)|instead|alternatives?|work(?:ed)?\s*-?around|before\s+(?:that|you\s+had)|get\s+around|got\s+around|ways?\s+around|compare[ds]?)\b",
    )
});
static CLARIFYING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:what\s+(?:do|did|does)\s+(?:you|they|that|it)\s+mean|mean\s+by|(?:an?|another|one|some)\s+(?:\w+\s+)?examples?|for\s+instance|say\s+(?:a\s+bit\s+|a\s+little\s+)?more|tell\s+(?:me|us)\s+more|show\s+(?:me|us)|elaborate|what\s+exactly|walk\s+(?:me|us)\s+through|take\s+(?:me|us)\s+through|step\s+by\s+step|what\s+happened\s+(?:next|then|after)|and\s+then)\b",
    )
});

/// What the words of one question show.
pub(super) fn wording_of(question: &str) -> Vec<(GuideFault, String)> {
    let mut found = Vec::new();
    if let Some(hit) = TECHNICAL.find(question) {
        found.push((GuideFault::Technical, hit.as_str().to_owned()));
    }
    // "How quickly did it come?" asks for the measure itself.
    if let Some(hit) = VAGUE.find_iter(question).find(|hit| !hit.as_str().to_lowercase().starts_with("how")) {
        found.push((GuideFault::Ambiguous, hit.as_str().to_owned()));
    }
    if names_no_work(question) {
        found.push((GuideFault::Generic, question.to_owned()));
    }
    found
}

/// Whether every content word could stand in any guide. A question that leans on the one before
/// it ("what happened then?") names its work there.
fn names_no_work(question: &str) -> bool {
    let stems = text::content_stems(question);
    let leans = OCCASION.is_match(question)
        || REASONS.is_match(question)
        || CLARIFYING.is_match(question)
        || ALTERNATIVES.is_match(question);
    !leans
        && stems.len() >= 2
        && stems.iter().all(|stem| COMMON.split_ascii_whitespace().any(|one| one == stem))
}

/// What no question of the guide asks for.
pub(super) fn missing_of(questions: &[GuideQuestion]) -> Vec<GuideFault> {
    let asks = |cue: &Regex| questions.iter().any(|question| cue.is_match(&question.text));
    let wanted: [(GuideFault, &Regex); 4] = [
        (GuideFault::NoOccasion, &OCCASION),
        (GuideFault::NoReasons, &REASONS),
        (GuideFault::NoAlternatives, &ALTERNATIVES),
        (GuideFault::NoClarifying, &CLARIFYING),
    ];
    wanted.into_iter().filter(|(_, cue)| !asks(cue)).map(|(fault, _)| fault).collect()
}
