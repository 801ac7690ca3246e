//! What kind of trouble a sentence tells of, whatever it is about: waiting, not being told, money,
//! work done twice. Two people who were let down in the same way say so in different words.

use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A kind of trouble, from the most telling to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trouble {
    /// They decide without knowing the price.
    PriceUnknown,
    /// They learn of it too late, or not at all.
    Untold,
    /// Nobody answers.
    Unreached,
    /// Something stays empty or goes to waste.
    Waste,
    /// Anybody can do it in another's name.
    Unchecked,
    /// Two places do not say the same.
    Differing,
    /// It is done again, or in several places.
    Repeated,
    /// Somebody else has to do it.
    Dependent,
    /// They get by with lists and work of their own.
    ByHand,
    /// Money is lost, late, or asked for without a reason.
    Money,
    /// They do not understand it, or do not find it.
    Unclear,
    /// They wait.
    Waiting,
    /// There is more than one can take in.
    Overload,
    /// It breaks, is wrong or gets lost.
    Faulty,
    /// What they need is not there.
    Lacking,
    /// It takes too much time or work.
    Laborious,
}

use Trouble::{
    ByHand, Dependent, Differing, Faulty, Laborious, Lacking, Money, Overload, PriceUnknown, Repeated,
    Unchecked, Unclear, Unreached, Untold, Waiting, Waste,
};

/// Each kind with the words that tell it, and how it is said of a thing and of nothing in particular.
struct Sign {
    trouble: Trouble,
    told_by: Regex,
    of: &'static str,
    plain: &'static str,
}

static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    let sign = |trouble, told_by, of, plain| Sign { trouble, told_by: pattern(told_by), of, plain };
    vec![
        sign(
            PriceUnknown,
            r"(?ix)\b(?:(?:not|n't|never|nobody|no\s+one|hard\s+to)\s+(?:\w+\s+){0,3}(?:know|knew|tell|told|say|said|see|saw|guess)\b[^.?!]*\b(?:costs?|price|fees?|charged?|for\s+nothing)
            |if\s+(?:somebody|someone|anybody|i|we)\b[^.?!]*\b(?:told|known|knew)\b[^.?!]*\b(?:costs?|price|fees?)|\bwhat\s+(?:it|that|this|they|a\s+\w+)(?:'d|'ll|\s+would|\s+will)?\s+costs?\b[^.?!]*\b(?:not|n't|never|nobody))",
            "People decide about {} without knowing what it costs",
            "People decide without knowing what it costs",
        ),
        sign(
            Untold,
            r"(?ix)\b(?:(?:nobody|no\s+one|never|not|n't)\s+(?:\w+\s+){0,2}(?:told|tells?|informed|inform|said\s+anything|heard|warned|warn|notified|announce\w*)\b|(?:did\s+not|didn't|never)\s+(?:even\s+)?(?:know|knew|hear|realise|realize|notice)\b
            |found\s+out|find\s+out\s+(?:by|from|when|only|after)|no\s+(?:word|notice|news|warning)|too\s+late|last\s+(?:minute|moment)|(?:the\s+)?last\s+to\s+(?:know|hear)|by\s+(?:chance|accident)|only\s+(?:heard|learned|learnt|saw)|out\s+of\s+the\s+blue|kept\s+in\s+the\s+dark|if\s+i(?:'d|\s+had)\s+known)\b",
            "News of {} comes too late or not at all",
            "News comes too late or not at all",
        ),
        sign(
            Unreached,
            r"(?ix)\b(?:on\s+hold|engaged|nobody\s+(?:answers?|answered|picks?\s+up|picked\s+up|gets?\s+back)|no\s+(?:answer|reply|response)|n't\s+(?:answer|reply|respond|get\s+through|reach|pick\s+up)|never\s+(?:answer\w*|repl\w+|respond\w*|got\s+back)|voice\s?mail|(?:i|we)\s+(?:rang|ring|called|phoned)|phone\s+lines?|unreachable|ring\s+back|rang\s+(?:off|three|twice|again)|the\s+(?:desk|office|line|phone)\s+(?:is|was)\s+(?:shut|closed|busy))\b",
            "Where {} is concerned, nobody can be reached in time",
            "Nobody can be reached in time",
        ),
        sign(
            Waste,
            r"(?ix)\b(?:(?:half|nearly|almost|always|still|was|were|is|are|stay\w*|stood|sail\w*|run|ran|left)\s+empty|unused|not\s+used|nobody\s+(?:uses|used|slept|sat|turned\s+up|came|joined)|n't\s+(?:use[ds]?|turn(?:ed)?\s+up|show(?:ed)?\s+up)|wast(?:e|es|ed|ing)|for\s+nothing|thrown?\s+away|no-?shows?|spare\s+\w+|goes?\s+to\s+waste|give\s+(?:something|it|them)\s+back)\b",
            "Much of {} stays empty or goes to waste",
            "Much stays empty or goes to waste",
        ),
        sign(
            Unchecked,
            r"(?ix)\b(?:nobody\s+(?:checks?|checked|asks?|asked|noticed|looks|looked)|no\s+one\s+(?:checks?|checked|asked|noticed)|any(?:body|one)\s+(?:can|could)|never\s+(?:asked|checked)|without\s+(?:asking|checking)|n't\s+(?:check|ask\s+(?:for|who)|verify)|(?:my|the|a)\s+(?:name|number|surname|reference)\s+(?:is|was|and)\s+(?:enough|all|that\s+was)|(?:gave|give|read\s+out|shared?)\s+(?:her|him|them|it|my|the)\s+(?:the\s+)?(?:name|number|code|password|reference)|password|pretend\w*)\b",
            "Nobody checks who uses or changes {}",
            "Nobody checks who it is",
        ),
        sign(
            Differing,
            r"(?ix)\b(?:(?:do|does|did)(?:\s+not|n't)\s+(?:match|agree|add\s+up|fit)|out\s+of\s+(?:step|sync|date)|two\s+(?:\w+\s+)?(?:systems|lists|versions|places|numbers)|inconsisten\w+|not\s+the\s+same|differs?|contradict\w*|says?\s+(?:one|something)\s+(?:thing|else)|was\s+out\s+by|mismatch\w*|which\s+(?:one\s+)?is\s+(?:right|true))\b",
            "What is said of {} differs from place to place",
            "One place says this and another that",
        ),
        sign(
            Repeated,
            r"(?ix)\b(?:(?:twice|three\s+times|four\s+times|several\s+times|again\s+and\s+again|over\s+and\s+over|once\s+more|start(?:ed)?\s+(?:all\s+)?(?:over|again)|one\s+by\s+one|each\s+one|separate(?:ly)?|all\s+over\s+again|(?:two|three|four|five|six|several|many)\s+(?:\w+\s+)?(?:calls|bookings|forms|e-?mails|steps|clicks|changes|systems|tools|logins|places)|both\s+(?:the|of)|re-?(?:enter|type|do)\w*|duplicat\w+))\b",
            "One change to {} has to be made several times",
            "The same thing has to be done several times",
        ),
        sign(
            Dependent,
            r"(?ix)\b(?:(?:have|had|has)\s+to\s+(?:ask|go\s+through|wait\s+for|go\s+to|write\s+to|beg)|only\s+(?:she|he|they|the\s+\w+|one\s+person|somebody|someone)\s+(?:can|could|knows?)|(?:can|could)(?:not|n't|\s+not)\s+(?:\w+\s+)?(?:do|change|move|cancel|book|see|fix|add|edit|get)\b|not\s+allowed|permission|depends?\s+on|depending\s+on|sign-?off|approv\w+|bottleneck|the\s+only\s+(?:one|person)|not\s+(?:us|ours)|have\s+to\s+ring)\b",
            "When it comes to {}, people cannot settle it themselves",
            "People cannot do it themselves",
        ),
        sign(
            ByHand,
            r"(?ix)\b(?:by\s+hand|manual(?:ly)?|spreadsheets?|excel|on\s+paper|notebook|pencil|(?:my|our|his|her|their)\s+own\s+(?:\w+\s+)?(?:list|count|sheet|notes?|copy|scripts?|tools?|wrapper\w*)|copy(?:ing)?\s+(?:and\s+)?past\w+|post-?its?|tally|print(?:ed|s)?\s+(?:it|them|everything|out)|work-?arounds?|worked\s+around|scripts?|wrappers?|home-?(?:grown|made|built))\b",
            "People keep track of {} by hand",
            "People keep track by hand",
        ),
        sign(
            Money,
            r"(?ix)(?:[$€£]|\b(?:pounds?|euros?|dollars?|money|refund\w*|paid|pay(?:s|ing)?|charged?|fees?|fines?|invoice[ds]?|bill(?:ed|s)?|expens\w+|out\s+of\s+(?:my|our)\s+(?:own\s+)?pocket|tenner|budget\w*|costs?|costly|price[ds]?|salary|cheap\w*)\b)",
            "Money for {} is lost, late or without a reason",
            "Money is lost, late or without a reason",
        ),
        sign(
            Unclear,
            r"(?ix)\b(?:confus\w+|(?:not|n't|never|hardly)\s+(?:\w+\s+)?(?:understand|understood|clear|sure|obvious|intuitive|see\s+where|find|figure)|unclear|no\s+idea|(?:can|could)(?:not|n't)\s+(?:\w+\s+)?(?:tell|find|see|work\s+out)|(?:not|n't)\s+know\s+(?:what|where|which|how|who|why|if|whether)|makes?\s+no\s+sense|hard\s+to\s+(?:\w+\s+)?(?:find|read|see|understand|follow|tell|know|learn)|jargon|vocabulary|wonder(?:ed|ing)?\s+(?:what|where|why|if)|learning\s+curve|steep|lost\s+in|hidden|buried|guess(?:ing)?)\b",
            "It is hard to find or understand {}",
            "It is hard to find or understand",
        ),
        sign(
            Waiting,
            r"(?ix)\b(?:wait(?:ed|ing|s)?|queue[ds]?|queuing|delay\w*|(?:minutes|hours|days|weeks)\s+(?:late|later|on\s+hold)|kept\s+me|held\s+up)\b",
            "People are kept waiting for {}",
            "People are kept waiting",
        ),
        sign(
            Overload,
            r"(?ix)\b(?:too\s+(?:many|much)|so\s+(?:many|much)\s+\w+|overwhelm\w*|drown\w*|flood\w*|churn|noise|noisy|piles?\s+(?:of|up)|keep\s+up|hundreds\s+of|thousands\s+of|nine\s+e-?mails|cluttered|endless|backlog)\b",
            "There is more of {} than people can keep up with",
            "There is more than people can keep up with",
        ),
        sign(
            Faulty,
            r"(?ix)\b(?:wrong|mistakes?|errors?|bugs?|broken?|breaks|crash\w*|fail(?:s|ed|ing|ures?)?|(?:not|n't|never)\s+(?:\w+\s+)?work(?:s|ed|ing)?|lost|lose[sd]?|missing|disappear\w*|gone|glitch\w*|unreliable|fell\s+(?:over|off)|mess(?:ed|y)?|mixed\s+up|double-?book\w*)\b",
            "Things go wrong with {}",
            "Things go wrong or get lost",
        ),
        sign(
            Lacking,
            r"(?ix)\b(?:there(?:'s|\s+is|\s+was|\s+are|\s+were)\s+no\b|(?:is|was|are|were)(?:n't|\s+not)\s+(?:any|a|there)\b|no\s+way\s+(?:to|of)|(?:did|does|do)(?:\s+not|n't)\s+(?:have|exist|support|offer|show)|lack(?:s|ed|ing)?|without\s+(?:a|any)|never\s+had|(?:i|we)(?:'d|\s+would)?\s+(?:\w+\s+)?(?:need|want|wish|love|like)\b|if\s+only|to-?do)\b",
            "What people need of {} is not there",
            "What people need is not there",
        ),
        sign(
            Laborious,
            r"(?ix)\b(?:takes?\s+(?:too|so|me|us|for|a\s+(?:long|lot|whole)|hours|days|weeks|forever|ages)|took\s+(?:too|so|me|us|for|a\s+(?:long|lot|whole)|hours|days|weeks|several|ages)|slow(?:er|ly)?|hours|(?:whole|entire)\s+(?:day|morning|evening|afternoon|week)|tedious|cumbersome|painful|a\s+lot\s+of\s+(?:work|time|effort)|time-?consuming|struggl\w+|challeng\w+|difficult\w*|hard)\b",
            "Too much time and work goes into {}",
            "It takes too much time and work",
        ),
    ]
});

impl Trouble {
    /// The kinds of trouble that the words tell of.
    pub(super) fn all_in(words: &str) -> BTreeSet<Self> {
        let words = words.replace('\u{2019}', "'");
        SIGNS.iter().filter(|sign| sign.told_by.is_match(&words)).map(|sign| sign.trouble).collect()
    }

    /// The trouble as a sentence that somebody could deny, about a thing where there is one.
    pub(super) fn sentence(self, thing: Option<&str>) -> String {
        let sign = SIGNS.iter().find(|sign| sign.trouble == self);
        sign.map_or_else(String::new, |sign| match thing {
            Some(thing) => sign.of.replace("{}", thing),
            None => sign.plain.to_owned(),
        })
    }

    /// Whether the sentence says something only when it names a thing: "it is hard" does not.
    pub(super) fn is_vague(self) -> bool {
        matches!(self, Differing | Repeated | Dependent | Unclear | Overload | Faulty | Lacking | Laborious)
    }

    /// Whether this word is part of how the words tell of the trouble, so that it names nothing beside
    /// it: "hold" in "on hold".
    pub(super) fn is_told_by(self, word: &str, words: &str) -> bool {
        let stem = text::stem(&word.to_lowercase());
        let holds = |told: &str| text::words(told).iter().any(|one| text::stem(one) == stem);
        SIGNS
            .iter()
            .filter(|sign| sign.trouble == self)
            .any(|sign| sign.told_by.find_iter(words).any(|told| holds(told.as_str())))
    }
}

/// How much the troubles of two sentences have in common, 0 to 1.
pub(super) fn in_common(a: &BTreeSet<Trouble>, b: &BTreeSet<Trouble>) -> f64 {
    a.intersection(b).count() as f64 / a.union(b).count().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_trouble_is_heard_in_different_words() {
        let told = [
            (Untold, "Nobody told the school that the bus had been moved."),
            (Untold, "We found out from the neighbours, when it was over."),
            (Unreached, "I was on hold for half an hour and then it cut me off."),
            (Unreached, "I rang the clinic three times and no answer."),
            (PriceUnknown, "Nobody can say what the repair will cost."),
            (PriceUnknown, "If somebody had told me what it costs I'd have stayed."),
            (Waste, "Two rooms were empty and nobody used them."),
            (Repeated, "You change it in one form and then again in three forms."),
            (ByHand, "I keep my own list of the patients in a notebook."),
            (Unclear, "I couldn't tell which of the two buttons sends it."),
            (Unchecked, "Nobody checks a name at the gate."),
            (Differing, "The two lists don't match on Mondays."),
            (Waiting, "I stood in the queue until ten."),
            (Overload, "There are too many e-mails to read."),
        ];
        for (trouble, words) in told {
            assert!(Trouble::all_in(words).contains(&trouble), "{trouble:?}: {words}");
        }
        assert!(Trouble::all_in("We eat soup at noon and walk home.").is_empty());
    }

    #[test]
    fn every_trouble_can_be_said_with_and_without_a_thing() {
        for sign in SIGNS.iter() {
            assert!(sign.of.contains("{}") && !sign.plain.contains("{}"), "{:?}", sign.trouble);
            assert!(sign.trouble.sentence(Some("the bus")).contains("the bus"));
        }
        assert!(Money.is_told_by("refund", "No refunds for the bus."));
        assert!(!Money.is_told_by("bus", "No refunds for the bus."));
        assert!(Unreached.is_told_by("hold", "I was on hold."));
    }
}
