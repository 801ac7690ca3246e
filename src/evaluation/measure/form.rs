//! The form of a story, rule by rule (QUS; Lucassen et al. 2016).
//!
//! Each rule is reported for itself. People's own stories meet most of them
//! nearly always, so form can veto and never win.

use super::similarity::{jaccard, stems};
use crate::domain::craft;
use crate::domain::story::{Form, Story};
use crate::domain::text::{sentences, words};

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

    /// Whether a story meets the rule; none where the rule has nothing to look at.
    pub fn is_met(self, text: &str) -> Option<bool> {
        let story = Story::parse(text);
        let want = story.want.as_ref().map(|phrase| phrase.text.as_str());
        let benefit = story.benefit.as_ref().map(|phrase| phrase.text.as_str());
        match self {
            Self::WellFormed => Some(story.form == Form::Template && story.is_complete()),
            Self::HasEnds => Some(benefit.is_some_and(|benefit| words(benefit).len() >= 3)),
            Self::Atomic => want.map(|want| !joins_two_acts(want)),
            Self::Minimal => Some(is_minimal(text)),
            Self::Length => Some((8..=50).contains(&words(text).len())),
            Self::Unambiguous => Some(!words(text).iter().any(|word| craft::is_vague(word))),
            Self::ProblemOriented => {
                let technical = story.role.as_ref().is_some_and(|role| craft::is_team_role(&role.text));
                want.map(|want| technical || !words(want).iter().any(|word| craft::is_layer(word)))
            }
            Self::EndsBeyondMeans => want.zip(benefit).map(|(want, benefit)| goes_beyond(benefit, want)),
        }
    }
}

fn joins_two_acts(want: &str) -> bool {
    let words = words(want);
    let joined = words.windows(2).any(|pair| matches!(pair[0].as_str(), "and" | "or") && is_act(&pair[1]));
    joined || want.contains(';')
}

fn is_act(word: &str) -> bool {
    ACTS.split_ascii_whitespace().any(|act| act == word)
}

fn is_minimal(text: &str) -> bool {
    let lower = text.to_lowercase();
    let noted = ["(", "[", "e.g.", "i.e.", "note:", "nb:"].iter().any(|mark| lower.contains(mark));
    !noted && sentences(text).len() <= 1
}

/// A benefit whose words are all in the want, or nearly, is no reason.
fn goes_beyond(benefit: &str, want: &str) -> bool {
    let (ends, means) = (stems(benefit), stems(want));
    !ends.is_subset(&means) && jaccard(&ends, &means) < 0.6
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
            ("Cancel a stay so that the deposit is back soon", StoryRule::WellFormed),
            ("As a guest, I want to cancel a stay at night", StoryRule::HasEnds),
            ("As a guest, I want to cancel a stay and move it, so that I keep my deposit", StoryRule::Atomic),
            ("As a guest, I want to cancel a stay (any), so that I get money back", StoryRule::Minimal),
            ("As a guest, I want to cancel quickly, so that my deposit is back", StoryRule::Unambiguous),
            ("As a guest, I want an API for stays, so that my deposit is back", StoryRule::ProblemOriented),
            ("As a guest, I want to cancel a stay, so that I can do it", StoryRule::EndsBeyondMeans),
        ];
        for (text, rule) in faults {
            assert_eq!(unmet(text), [rule], "{text}");
        }
        assert_eq!(unmet("As a guest, I want more"), [StoryRule::HasEnds, StoryRule::Length]);
    }
}
