//! The form of a story, rule by rule (QUS; Lucassen et al. 2016; INVEST, Wake 2003).
//!
//! Each rule is reported for itself. People's own stories meet most of them
//! nearly always, so form can veto and never win.

use super::craft;
use super::story::{Form, Story};
use super::text::{content_stems, sentences, words};
use std::collections::BTreeSet;

/// Verbs by which a story joins a second wish to the first.
const ACTS: &str = "
    add approve archive assign book cancel change check choose close confirm copy create delete download
    edit enter export filter find get give import invite join list mark move pay pick print publish read
    receive record refund register reject remove rename reply report reserve reset restore save search see
    select send set share show sort split start stop submit tag track update upload use view write
";

/// A rule for one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StoryRule {
    /// A role and a want in the template.
    WellFormed,
    /// A benefit of at least three words.
    HasEnds,
    /// One wish.
    Atomic,
    /// No brackets, no notes, one sentence.
    Minimal,
    /// 8 to 50 words.
    Length,
    /// No word that promises something without saying how much.
    Unambiguous,
    /// No technical word in the want of a role that is not technical.
    ProblemOriented,
    /// The benefit says something that the want does not.
    EndsBeyondMeans,
}

impl StoryRule {
    /// All rules.
    pub const ALL: [Self; 8] = [
        Self::WellFormed,
        Self::HasEnds,
        Self::Atomic,
        Self::Minimal,
        Self::Length,
        Self::Unambiguous,
        Self::ProblemOriented,
        Self::EndsBeyondMeans,
    ];

    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::WellFormed => "well-formed",
            Self::HasEnds => "has-ends",
            Self::Atomic => "atomic",
            Self::Minimal => "minimal",
            Self::Length => "length",
            Self::Unambiguous => "unambiguous",
            Self::ProblemOriented => "problem-oriented",
            Self::EndsBeyondMeans => "ends-beyond-means",
        }
    }

    /// What to do about a story that does not meet it, in one sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::WellFormed => "Say who wants what: As a …, I want …",
            Self::HasEnds => "Say what it is good for: so that …, or In order to … at the front.",
            Self::Atomic => "Two wishes: write a story for each.",
            Self::Minimal => "Move remarks and brackets to the description; keep the story one sentence.",
            Self::Length => "Say it in 8 to 50 words.",
            Self::Unambiguous => {
                "Say how much, or what one would see; everybody measures this word differently."
            }
            Self::ProblemOriented => "Say what the person gets, not what it is built from.",
            Self::EndsBeyondMeans => "The reason repeats the wish: say what it is good for.",
        }
    }

    /// Whether a story meets the rule; none where the rule has nothing to look at.
    pub fn is_met(self, text: &str) -> Option<bool> {
        Some(self.fault(text, &Story::parse(text))?.is_none())
    }

    /// The words that break the rule, nothing when it is met; none where the rule has nothing to look at.
    pub fn fault(self, text: &str, story: &Story) -> Option<Option<String>> {
        let want = story.want.as_ref().map(|phrase| phrase.text.as_str());
        let benefit = story.benefit.as_ref().map(|phrase| phrase.text.as_str());
        let whole = |is_met: bool| Some((!is_met).then(|| text.to_owned()));
        match self {
            Self::WellFormed => whole(story.form == Form::Template && story.is_complete()),
            Self::HasEnds => match benefit {
                Some(benefit) if words(benefit).len() < 3 => Some(Some(benefit.to_owned())),
                Some(_) => Some(None),
                None => whole(false),
            },
            Self::Atomic => want.map(second_act),
            Self::Minimal => Some(extra(text)),
            Self::Length => {
                let count = words(text).len();
                Some((!(8..=50).contains(&count)).then(|| format!("{count} words")))
            }
            Self::Unambiguous => Some(words(text).into_iter().find(|word| craft::is_vague(word))),
            Self::ProblemOriented => {
                let technical = story.role.as_ref().is_some_and(|role| {
                    craft::is_team_role(&role.text) || craft::is_making_customer(&role.text)
                });
                let layer =
                    |want: &str| words(want).into_iter().find(|word| !technical && craft::is_layer(word));
                want.map(layer)
            }
            Self::EndsBeyondMeans => {
                let (want, benefit) = want.zip(benefit)?;
                Some((!goes_beyond(benefit, want)).then(|| benefit.to_owned()))
            }
        }
    }
}

/// The joint and the verb of a second wish.
fn second_act(want: &str) -> Option<String> {
    let words = words(want);
    let joins = |pair: &&[String]| matches!(pair[0].as_str(), "and" | "or") && is_act(&pair[1]);
    let joined = words.windows(2).find(joins).map(|pair| pair.join(" "));
    joined.or_else(|| want.contains(';').then(|| ";".to_owned()))
}

fn is_act(word: &str) -> bool {
    ACTS.split_ascii_whitespace().any(|act| act == word)
}

/// A bracket, a note, or a second sentence.
fn extra(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let noted = ["(", "[", "e.g.", "i.e.", "note:", "nb:"].into_iter().find(|mark| lower.contains(mark));
    let second = || sentences(text).get(1).map(|range| text[range.clone()].to_owned());
    noted.map(str::to_owned).or_else(second)
}

/// A benefit whose words are all in the want, or nearly, is no reason.
fn goes_beyond(benefit: &str, want: &str) -> bool {
    let [ends, means] = [benefit, want].map(|text| content_stems(text).into_iter().collect::<BTreeSet<_>>());
    let all = ends.union(&means).count();
    let common = ends.intersection(&means).count();
    !ends.is_subset(&means) && (all == 0 || (common as f64) / (all as f64) < 0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "As a guest, I want to cancel a stay, so that I get my deposit back";

    fn unmet(text: &str) -> Vec<StoryRule> {
        StoryRule::ALL.into_iter().filter(|rule| rule.is_met(text) == Some(false)).collect()
    }

    #[test]
    fn a_good_story_meets_every_rule_and_each_fault_breaks_its_own() {
        assert_eq!(unmet(GOOD), []);
        let faults = [
            ("Cancel a stay so that the deposit is back soon", StoryRule::WellFormed, "Cancel a stay"),
            ("As a guest, I want to cancel a stay at night", StoryRule::HasEnds, "at night"),
            (
                "As a guest, I want to cancel a stay and move it, so that I keep my deposit",
                StoryRule::Atomic,
                "and move",
            ),
            ("As a guest, I want to cancel a stay (any), so that I get money back", StoryRule::Minimal, "("),
            (
                "As a guest, I want to cancel quickly, so that my deposit is back",
                StoryRule::Unambiguous,
                "quickly",
            ),
            (
                "As a guest, I want an API for stays, so that my deposit is back",
                StoryRule::ProblemOriented,
                "api",
            ),
            (
                "As a guest, I want to cancel a stay, so that I can do it",
                StoryRule::EndsBeyondMeans,
                "I can do it",
            ),
        ];
        for (text, rule, words) in faults {
            assert_eq!(unmet(text), [rule], "{text}");
            let found = rule.fault(text, &Story::parse(text)).flatten().unwrap();
            assert!(found.contains(words), "{found}");
        }
        assert_eq!(unmet("As a guest, I want more"), [StoryRule::HasEnds, StoryRule::Length]);
    }

    #[test]
    fn the_template_that_begins_with_its_reason_is_as_good() {
        let front = "In order to get my deposit back, as a guest, I want to cancel a stay";
        assert_eq!(unmet(front), []);
        let lines = "In order to get my deposit back\nAs a guest\nI want to cancel a stay";
        assert!(
            !unmet(lines).contains(&StoryRule::WellFormed) && !unmet(lines).contains(&StoryRule::HasEnds)
        );
    }
}
