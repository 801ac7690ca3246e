//! Lint for questions: what makes a person answer politely instead of truly.
//!
//! The faults are those of the published catalogues of interviewers' mistakes
//! (handbook of methods §1.8) as far as wording shows them. Works on drafts and
//! on a PO's own interview guide.

use super::assumptions::pattern;
use super::leading;
use crate::domain::body::Body;
use crate::domain::check::{Check, Outcome, Report};
use crate::domain::question::Serves;
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::proposer::Brief;
use regex::Regex;
use std::sync::LazyLock;

/// Most words of a question that can be asked in one breath.
const MOST_WORDS: usize = 35;

/// What is wrong with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionFault {
    /// Puts the answer into the other's mouth.
    Leading,
    /// Asks what somebody would do.
    Hypothetical,
    /// Asks two things, or lists answers.
    Compound,
    /// Can be answered by yes or no.
    Closed,
    /// Asks the other to design.
    SolutionAsking,
    /// Uses the makers' words.
    Jargon,
    /// Too long for one breath.
    TooLong,
    /// Asks for a habit or an opinion where an occasion would tell.
    General,
    /// Asks for a number on a scale.
    Rating,
    /// Has no words to answer to.
    Empty,
}

impl QuestionFault {
    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Leading => "leading",
            Self::Hypothetical => "hypothetical",
            Self::Compound => "compound",
            Self::Closed => "closed",
            Self::SolutionAsking => "solution-asking",
            Self::Jargon => "jargon",
            Self::TooLong => "too-long",
            Self::General => "general",
            Self::Rating => "rating",
            Self::Empty => "empty",
        }
    }

    /// What to do instead, in one sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Leading => "Take your own opinion out; ask what they saw or did.",
            Self::Hypothetical => "Ask about the last time it really happened.",
            Self::Compound => "Ask one thing; keep the other for afterwards.",
            Self::Closed => "Begin with what, how, which, or tell me about the last time.",
            Self::SolutionAsking => "Ask for the problem, not for its solution.",
            Self::Jargon => "Say it in the words of the person you ask.",
            Self::TooLong => "Say it in one breath: at most 35 words.",
            Self::General => "Ask for one occasion instead of the usual case.",
            Self::Rating => "Ask what they did; a number on a scale hides the reason.",
            Self::Empty => "Write the question.",
        }
    }

    /// Whether a draft with this fault may not be shown.
    fn bars(self) -> bool {
        !matches!(self, Self::General | Self::Jargon)
    }
}

/// A fault with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyWords {
    /// What is wrong.
    pub fault: QuestionFault,
    /// The words that show it.
    pub words: String,
}

static BY_WORDS: LazyLock<Vec<(QuestionFault, Regex)>> = LazyLock::new(|| {
    [
        (QuestionFault::Hypothetical, r"(?ix)\b(?:would|could|might)\s+(?:you|they|people|users|customers|it|that|this|be|help)\b|\bif\s+(?:you|we|there|it)\s+(?:had|were|could|offered|gave|built|was)\b|\bin\s+case\s+you\b|\bimagine\b|\bsuppose\b|\bwhat\s+if\b|\bhow\s+(?:likely|often\s+would)\b|\b(?:will|'ll)\s+you\b|\bwould\s+like\b"),
        (QuestionFault::SolutionAsking, r"(?ix)\b(?:what|which)\s+(?:features?|functions?|functionality|improvements?|changes?|solution)\s+(?:do|would|should|could|are|is)|\b(?:(?:what|how|which\s+\w+|where)\s+should|how\s+\w+\s+(?:or\s+\w+\s+)?should|should\s+(?:it|this|that|there|the|we\s+(?:add|build|offer|change|make))|would\s+you\s+like|like\s+(?:us|them)\s+to|want\s+(?:us|them)\s+to|what\s+do\s+you\s+want|how\s+should|what\s+should|how\s+can\s+we\s+improve|like\s+them\s+to\s+improve|be\s+improved)"),
        (QuestionFault::Jargon, r"(?i)\b(?:api|endpoint|backend|back-end|frontend|front-end|database|schema|json|xml|mvp|mmf|epic|user\s+story|acceptance\s+criteria|sprint|backlog|microservice|latency|throughput|stakeholder|kpi|okr|ux|ui|crud|use\s+case|persona|persist(?:ed|ence)?|cach(?:e|ing)|queue|payload|idempotent)\b"),
        (QuestionFault::General, r"(?ix)\b(?:usually|generally|normally|typically|in\s+general|do\s+you\s+think|how\s+do\s+you\s+feel|your\s+opinion|do\s+you\s+(?:like|prefer))\b"),
        (QuestionFault::Rating, r"(?ix)\b(?:on\s+a\s+scale|from\s+(?:1|one)\s+to|rate\s+(?:the|this|your|how)|how\s+(?:satisfied|important|likely|happy)\s+(?:are|is|would))\b"),
    ]
    .into_iter()
    .map(|(fault, source)| (fault, pattern(source)))
    .collect()
});

static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:what|how|why|which|where|whom?|whose|when\s+(?:did|was|were|do|does|you)|when\b|tell\s+(?:me|us)|walk\s+(?:me|us)|take\s+(?:me|us)\s+through|show\s+(?:me|us)|describe|think\s+of|talk\s+(?:me|us)\s+through|explain|give\s+(?:me|us)\s+an\s+example)\b",
    )
});
static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:^|[.,;]\s+|\b(?:and|so|ok(?:ay)?|then|but|good\s+to\s+know)\s+)(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|may)\s+(?:you|your|it|this|that|there|they|the|a|an|anything|any|anyone|we|people|he|she|i)\b",
    )
});
static SECOND_ASK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:and|or)\s+(?:(?:what|how|why|which|where|who|when)\s+(?:did|do|does|is|are|was|were|would|many|much|long|often|else)\b|(?:do|does|did|is|are|would|can)\s+(?:you|it|they|there)\b)",
    )
});
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:like|such\s+as|maybe|for\s+example)\b[^?.]*\b(?:or|and)\b|\bor\s+is\s+it\b|\bor\s+just\b",
    )
});

/// A request in the form of a question: "could you describe …" asks for no yes and no wish.
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:can|could|would|will)\s+you\s+(?:(?:also|please|maybe|just|perhaps|then|briefly|like\s+to)\s+)*(tell|describe|explain|elaborate|comment|share|show|give|walk|talk|take|say|name|list|start|begin|introduce)\b
        |\byou(?:'d|\s+would)\s+like\s+to\s+(share|add|say|tell|mention)\b",
    )
});

/// The faults of one question, each once, worst first.
pub fn lint_question(question: &str) -> Vec<FaultyWords> {
    let question = question.replace('\u{2019}', "'");
    let question = POLITE.replace_all(&question, "please $1$2").into_owned();
    let mut found: Vec<FaultyWords> = Vec::new();
    let mut add = |fault, words: &str| found.push(FaultyWords { fault, words: words.trim().to_owned() });
    let words = text::words(&question);
    if words.len() < 3 {
        add(QuestionFault::Empty, &question);
        return found;
    }
    let own = leading::without_quotes(&question);
    if let Some(hit) = leading::leading_words(&own) {
        add(QuestionFault::Leading, &hit);
    }
    for (fault, cue) in BY_WORDS.iter() {
        if let Some(hit) = cue.find(&own) {
            add(*fault, hit.as_str());
        }
    }
    if let Some(hit) = compound(&question) {
        add(QuestionFault::Compound, &hit);
    }
    if let Some(hit) = closed(&question) {
        add(QuestionFault::Closed, &hit);
    }
    if words.len() > MOST_WORDS {
        add(QuestionFault::TooLong, &format!("{} words", words.len()));
    }
    found.sort_by_key(|faulty| faulty.fault);
    found
}

/// Two question marks, a second question word after "and", or answers in a list.
fn compound(question: &str) -> Option<String> {
    let marks = question.matches('?').count();
    if marks > 1 {
        return Some(format!("{marks} question marks"));
    }
    SECOND_ASK.find(question).or_else(|| LISTED.find(question)).map(|hit| hit.as_str().to_owned())
}

/// A yes-or-no opening with no open word before it.
fn closed(question: &str) -> Option<String> {
    let first_closed = CLOSED.find(question)?;
    let opened =
        OPENS.find(question).is_some_and(|open| open.start() < first_closed.start() + first_closed.len());
    (!opened).then(|| first_closed.as_str().trim_matches([',', '.', ';', ' ']).to_owned())
}

/// Adds what the rules find on a question; other kinds are left alone.
pub fn check_question(draft: &Suggestion<Draft>, brief: &Brief) -> Report {
    let mut report = Report::default();
    let Body::Question(question) = &draft.body else { return report };
    let faults = lint_question(&question.text);
    let served = match &question.serves {
        Serves::Assumption(words) | Serves::Decision(words) => !words.trim().is_empty(),
    };
    let is_known = question.addressee == "customer"
        || question.addressee.starts_with("unlisted: ")
        || brief.stakeholders.iter().any(|one| one.name == question.addressee);
    if let Some(faulty) = faults.iter().find(|faulty| faulty.fault.bars()) {
        let detail = format!("{}: «{}». {}", faulty.fault.id(), faulty.words, faulty.fault.advice());
        report.add(Check::Form, Outcome::Fail, detail);
    } else if !served {
        report.add(Check::Form, Outcome::Fail, "it serves no decision and no assumption");
    } else if !is_known {
        report.add(Check::Form, Outcome::Fail, format!("«{}» is not on the register", question.addressee));
    } else {
        let detail = faults.first().map_or_else(
            || "one topic, open, about an occasion".to_owned(),
            |faulty| format!("advice: {}: «{}»", faulty.fault.id(), faulty.words),
        );
        report.add(Check::Form, Outcome::Pass, detail);
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(question: &str) -> Vec<&'static str> {
        lint_question(question).iter().map(|faulty| faulty.fault.id()).collect()
    }

    #[test]
    fn each_fault_is_named_by_its_words() {
        let cases = [
            ("So you find it annoying when the list is late?", "leading"),
            ("Wouldn't you agree that paper is slower?", "leading"),
            ("In case you had a call, would you use the other road?", "hypothetical"),
            ("What features would you like to have?", "solution-asking"),
            ("What do you take with you, like maybe a map or a torch?", "compound"),
            ("What did you do, and why did you do it?", "compound"),
            ("Do you consider the price?", "closed"),
            ("Is the list complete?", "closed"),
            ("How important is safety to you?", "rating"),
            ("What do you usually do then?", "general"),
            ("Which endpoint of the backend did you call?", "jargon"),
        ];
        for (question, fault) in cases {
            assert!(faults(question).contains(&fault), "{question}: {:?}", faults(question));
        }
    }

    #[test]
    fn questions_about_one_occasion_are_clean() {
        for question in [
            "Tell me about the last time a pick-up did not suit you. What had you planned?",
            "Walk me through the last file you had to keep from open streaming.",
            "Take me through the last permit you doubted. What did you look at, in what order?",
            "Show me how you entered the last permit for two trees.",
            "What did it cost us the last time nobody was home?",
            "When you last went to cut a tree, what did you have with you to show that you had paid?",
            "Which number, seen in the first two weeks, made you stop?",
            "Could you please describe the last permit that you doubted?",
            "Can you walk me through the morning of the last flood?",
            "Could you start by describing the last permit that you turned down?",
            "Why should a ranger carry two stamps, and not one?",
        ] {
            assert_eq!(faults(question), Vec::<&str>::new(), "{question}");
        }
    }
}
