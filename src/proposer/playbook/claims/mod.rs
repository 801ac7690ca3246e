//! What an item claims: who does what, what for, and where its words leave gaps.
//!
//! Read once, used by the assumptions and by the questions.

mod benefit;
mod cues;
mod gaps;
mod makers;
mod people;
mod pronouns;
mod register;
mod subject;

pub use benefit::{Benefit, Promise};
pub use cues::{CHANNEL_WORDS, Channel, Cues, Deed};
pub use gaps::{Figure, Gaps, Vague, Vagueness};
pub use makers::{is_builders_word, is_somebody, is_tending};
pub use people::{is_at_work, roles_in, same_people};
pub use register::{
    Fit, OWN_MATTER, best_fit, hears_users, say_name, speaks_for, stake, watches_money, watches_rules,
};

use super::heading::is_heading;
use super::phrase::{Act, Actor};
use crate::domain::item::Item;
use crate::domain::story::{Form, Language, Phrase, Story};
use crate::domain::text;
use crate::proposer::Brief;

/// What one item says, as far as rules can read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claims {
    /// Title, text and criteria, one below the other.
    pub text: String,
    /// Who acts; `users` when the item names nobody.
    pub actor: Actor,
    /// Whether the item names who acts.
    pub names_actor: bool,
    /// What they want to do.
    pub act: Act,
    /// Whether the act comes from the item's own verb, not from a thing that is "used".
    pub has_verb: bool,
    /// What for.
    pub benefit: Option<Benefit>,
    /// Money, data, channels, numbers of cases.
    pub cues: Cues,
    /// What the words leave open.
    pub gaps: Gaps,
    /// Sentences and criteria of the description, for searching, eight at most.
    pub details: Vec<String>,
    /// Roles that the text names beside the one who acts.
    pub others: Vec<String>,
    /// The matter in a few of its own words.
    topic: String,
}

impl Claims {
    /// Reads the item of a brief; none when it is not English, a defect, or a task of the makers.
    pub fn read(brief: &Brief) -> Option<Self> {
        let text = brief.item.full_text();
        let says_nothing = text::content_words(&text).is_empty() || is_heading(brief);
        if says_nothing
            || Language::detect(&text) == Language::Other
            || text.len() > 12_000
            || is_a_log(&text)
        {
            return None;
        }
        let story = subject::story_of(&brief.item);
        let mut subject = subject::read(&story)?;
        if let Some(act) =
            subject::act_in_text(&brief.item).filter(|_| !subject.has_verb && story.role.is_none())
        {
            (subject.act, subject.has_verb) = (act, true);
        }
        if let Some(thing) = story.role.as_ref().and_then(|role| subject::thing_in_role(&role.text)) {
            subject.act = subject.act.about(&thing);
        }
        if subject.actor.is_none()
            && story.role.is_none()
            && makers::is_for_builders(&brief.item, &subject.act)
        {
            return None;
        }
        let is_named = |role: &&Phrase| story.form != Form::Statement || is_somebody(&role.text);
        let role = story.role.as_ref().filter(is_named);
        let named = subject.actor.or_else(|| role.map(|role| Actor::read(&role.text)));
        let actor = named.clone().unwrap_or_else(|| Actor::read("user"));
        let named = named.or_else(|| subject::somebody_in(&brief.item.record.text));
        let actor = named.clone().unwrap_or(actor);
        let benefit = story.benefit.as_ref().and_then(|benefit| Benefit::read(&benefit.text, &subject.act));
        Some(Self {
            cues: Cues::read(&text, &core_of(brief, &subject.act, benefit.as_ref()), &subject.act),
            details: details_of(&brief.item),
            gaps: Gaps::read(&brief.item, &subject.act),
            others: roles_in(&text).into_iter().filter(|role| !same_people(role, &actor.singular)).collect(),
            topic: format!("{} {}", actor.plural, subject.act.base()),
            actor,
            names_actor: named.is_some(),
            act: subject.act,
            has_verb: subject.has_verb,
            benefit,
            text,
        })
    }

    /// Those who act and do something: `guests who cancel a stay`.
    pub fn those_who(&self, clause: &str) -> String {
        let is_told = [" who ", " whose "].iter().any(|joint| self.actor.plural.contains(joint));
        let joint = if is_told { "and" } else { "who" };
        format!("{} {joint} {clause}", self.actor.plural)
    }

    /// Whether the act is finished by somebody else: asked for, sent, or named with another role.
    pub fn hands_over(&self) -> bool {
        matches!(self.cues.deed, Deed::Requests | Deed::Shares | Deed::Pays) || !self.others.is_empty()
    }

    /// The matter of the item in a few of its own words: `guests cancel their stay`.
    pub fn topic(&self) -> String {
        self.topic.clone()
    }

    /// The same claims with the act in a few words; none when the act is a clause that cannot be shortened.
    pub fn in_brief(&self) -> Option<Self> {
        Some(Self { act: self.act.brief()?, ..self.clone() })
    }

    /// The words of the item without those who act, by which others on the register are found.
    pub fn without_actor(&self) -> String {
        let own = text::content_stems(&format!("{} {}", self.actor.singular, self.actor.plural));
        let others =
            text::content_words(&self.text).into_iter().filter(|word| !own.contains(&text::stem(word)));
        others.collect::<Vec<_>>().join(" ")
    }

    /// How many words of `said` the item has too, by their stems.
    pub fn shared_with(&self, said: &str) -> usize {
        let own = text::content_stems(&self.text);
        text::content_stems(said).iter().filter(|stem| own.contains(stem)).count()
    }

    /// The thing acted on, or the act itself: a noun phrase for "about".
    pub fn matter(&self) -> String {
        self.act.object().unwrap_or_else(|| self.act.gerund())
    }
}

fn details_of(item: &Item) -> Vec<String> {
    let record = &item.record;
    let sentences = text::sentences(&record.text).into_iter().map(|range| record.text[range].to_owned());
    sentences
        .chain(record.criteria.iter().cloned())
        .filter(|part| text::content_words(part).len() >= 3)
        .take(8)
        .collect()
}

/// The item in a line: title without the role, act and benefit.
fn core_of(brief: &Brief, act: &Act, benefit: Option<&Benefit>) -> String {
    let title = &brief.item.record.title;
    let title = if Story::parse(title).role.is_some() { "" } else { title };
    format!("{title}\n{}\n{}", act.base(), benefit.map(Benefit::words).unwrap_or_default())
}

/// Whether the text is a pasted log or a program, not prose.
pub fn is_a_log(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let odd = lines
        .iter()
        .filter(|line| {
            let signs = line.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
            line.contains("at java.") || line.contains("Exception") || signs * 4 > line.len().max(1)
        })
        .count();
    lines.len() >= 6 && odd * 2 > lines.len() && !text::words(text).is_empty()
}

#[cfg(test)]
pub(crate) mod tests;
