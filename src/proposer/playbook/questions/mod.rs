//! What to ask before building: at most four short questions about real occasions.
//!
//! Each names its gap, goes to the one who lived it or answers for it, and
//! serves a decision or an assumption (handbook of methods §1.7, §1.8). What
//! a participant has answered already is shown with the quote instead.

mod addressee;
mod by_deed;
mod edges;
mod people_gaps;
mod word_gaps;

use super::assumptions::{Plan as AssumptionPlan, drafts_of, weighed};
use super::claims::Claims;
use super::listening::{Excerpt, Polarity, Sides, Testimony, leans, polarity_of};
use super::phrase::as_sentence;
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Strength;
use crate::domain::question::{Question, Serves};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::llm::{EmbedError, Embedder};
use crate::proposer::{Brief, Heard};
use addressee::Addressee;
use std::collections::{BTreeMap, BTreeSet};

/// Questions shown for one item.
const MOST: usize = 4;
/// Questions to the same person, while there are enough others.
const MOST_EACH: usize = 2;
/// Questions below which the same person is asked more.
const FEWEST: usize = 3;
/// Questions of a shape that was used, which are asked rather than none.
const FILL: usize = 1;
/// Longest question, in words: what takes more is not asked in passing.
const LONGEST: usize = 30;
/// Similarity of a sentence and a gap from which the sentence answers it.
const ANSWERS: f64 = 0.62;

/// A question before it was asked of the interviews.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gap {
    about: String,
    text: String,
    to: Addressee,
    serves: Serves,
    /// The larger, the earlier it is asked.
    weight: u8,
    /// Words that an answer would have; empty when no interview can answer it.
    answer: String,
    /// What was said that makes it a question.
    heard: Vec<Quote>,
}

/// What to search the interviews for: each gap in its own words.
pub fn topics(brief: &Brief) -> Vec<String> {
    let Some(claims) = read(brief) else { return Vec::new() };
    let mut topics: Vec<String> = word_gaps::gaps(brief, &claims)
        .into_iter()
        .chain(edges::gaps(brief, &claims))
        .filter(|gap| !gap.answer.is_empty())
        .map(|gap| gap.answer)
        .collect();
    topics.dedup();
    topics.truncate(5);
    topics
}

/// At most four questions about an item, the most urgent first; none when the item cannot be read.
///
/// # Errors
/// When the encoder fails: a question that was answered already would be asked again.
pub async fn questions(
    brief: &Brief,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<Vec<Suggestion<Draft>>, EmbedError> {
    let Some((testimony, plans)) = weighed(brief, heard, encoder).await? else { return Ok(Vec::new()) };
    asked_of(brief, &testimony, &plans, encoder).await
}

/// Both at once, at half the cost: what must be true, and what to ask; neither of what is no story.
///
/// # Errors
/// When the encoder fails.
pub async fn assumptions_and_questions(
    brief: &Brief,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<(Vec<Suggestion<Draft>>, Vec<Suggestion<Draft>>), EmbedError> {
    let Some((testimony, plans)) = weighed(brief, heard, encoder).await? else {
        return Ok((Vec::new(), Vec::new()));
    };
    let questions = asked_of(brief, &testimony, &plans, encoder).await?;
    Ok((drafts_of(brief, plans), questions))
}

async fn asked_of(
    brief: &Brief,
    testimony: &Testimony,
    weighed: &[(AssumptionPlan, Sides)],
    encoder: &dyn Embedder,
) -> Result<Vec<Suggestion<Draft>>, EmbedError> {
    let Some(claims) = read(brief) else { return Ok(Vec::new()) };
    let mut gaps = word_gaps::gaps(brief, &claims);
    gaps.extend(edges::gaps(brief, &claims));
    gaps.extend(people_gaps::gaps(brief, &claims, weighed));
    let gaps = choose(gaps);
    let wanted: Vec<String> = gaps.iter().map(|gap| gap.answer.clone()).collect();
    let answers = testimony.about_each(&wanted, encoder).await?;
    let mut drafts: Vec<(bool, Suggestion<Draft>)> = gaps
        .into_iter()
        .zip(answers)
        .map(|(gap, near)| {
            let answers = answers_among(near, &gap.to);
            draft(&brief.item.key, gap, answers, testimony.searched)
        })
        .collect();
    drafts.sort_by_key(|(is_answered, _)| *is_answered);
    Ok(drafts.into_iter().map(|(_, draft)| draft).collect())
}

/// The claims of an item in a few words, fit to be said to somebody.
fn read(brief: &Brief) -> Option<Claims> {
    Claims::read(brief)?.in_brief()
}

/// The heaviest gaps, one question a text, at most two to the same person.
fn choose(mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.retain(|gap| text::words(&gap.text).len() <= LONGEST);
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.weight));
    let mut texts = BTreeSet::new();
    let mut subjects = BTreeSet::new();
    gaps.retain(|gap| texts.insert(opening(&gap.text)) && subjects.insert(gap.about.clone()));
    let mut shapes = BTreeSet::new();
    let (fresh, alike): (Vec<Gap>, Vec<Gap>) =
        gaps.into_iter().partition(|gap| shapes.insert(shape(&gap.text)));
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut is_asked_enough = |gap: &Gap| {
        let times = asked.entry(gap.to.name.clone()).or_default();
        *times += 1;
        *times > MOST_EACH
    };
    let (more, mut chosen): (Vec<Gap>, Vec<Gap>) = fresh.into_iter().partition(&mut is_asked_enough);
    chosen.truncate(MOST);
    let others = alike.into_iter().filter(|gap| !is_asked_enough(gap)).take(FILL);
    chosen.extend(others.take(MOST.saturating_sub(chosen.len())));
    chosen.extend(more.into_iter().take(FEWEST.saturating_sub(chosen.len())));
    chosen
}

/// The first three words, by which two questions sound alike.
fn shape(text: &str) -> String {
    text.split_whitespace().take(3).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The first sentence, by which two questions are the same.
fn opening(text: &str) -> String {
    text.split(['.', ',', '?']).next().unwrap_or(text).to_lowercase()
}

/// Deeds of participants that answer a gap already, the nearest first: told by those who are asked.
fn answers_among(near: Vec<(f64, &Excerpt)>, to: &Addressee) -> Vec<Quote> {
    near.into_iter()
        .filter(|(near, excerpt)| {
            let is_eased = polarity_of(&excerpt.quote.text) == Polarity::Ease;
            let is_a_deed = excerpt.quote.strength <= Strength::Workaround && !is_eased;
            *near >= ANSWERS && is_a_deed && !leans(excerpt) && to.is_among(excerpt.segment.as_deref())
        })
        .map(|(_, excerpt)| excerpt.quote.clone())
        .take(2)
        .collect()
}

fn draft(item: &str, gap: Gap, answered_by: Vec<Quote>, searched: usize) -> (bool, Suggestion<Draft>) {
    let is_answered = !answered_by.is_empty();
    let title = if is_answered { format!("Already answered: {}", gap.about) } else { gap.text.clone() };
    let why = match (&gap.serves, is_answered) {
        (_, true) => format!("A participant has told of {}; read the quote before asking again.", gap.about),
        (Serves::Decision(decision), _) => {
            format!("Decides {decision}. {}", as_sentence(&gap.to.why))
        }
        (Serves::Assumption(_), _) => {
            format!("Tests an assumption of this item. {}", as_sentence(&gap.to.why))
        }
    };
    let people: BTreeSet<&str> =
        gap.heard.iter().chain(&answered_by).map(|quote| quote.source.as_str()).collect();
    let evidence = Evidence {
        participants: people.len(),
        supporting: gap.heard.clone(),
        searched,
        ..Evidence::default()
    };
    let body = Question {
        text: gap.text,
        about: gap.about,
        addressee: gap.to.name,
        why_them: gap.to.why,
        serves: gap.serves,
        answered_by,
    };
    let mut draft = Suggestion::draft(body, item, title);
    draft.why = as_sentence(&why);
    draft.evidence = evidence;
    (is_answered, draft)
}

/// Whether two people tell the same matter differently: one eased, one hindered.
fn disagreement(sides: &Sides) -> Option<(&Quote, &Quote)> {
    let clear = |quote: &&Quote, polarity| {
        polarity_of(&quote.text) == polarity && quote.strength < Strength::Hypothetical
    };
    let voices = || sides.supporting.iter().chain(&sides.against);
    voices().filter(|eased| clear(&&eased.quote, Polarity::Ease)).find_map(|eased| {
        let hindered = voices().find(|other| {
            other.person != eased.person
                && clear(&&other.quote, Polarity::Obstacle)
                && !other.stems.is_disjoint(&eased.stems)
        })?;
        Some((&eased.quote, &hindered.quote))
    })
}

#[cfg(test)]
mod tests;
