//! What to ask before building: three to six questions about real occasions.
//!
//! Each names its gap, goes to the one who lived it or answers for it, and
//! serves a decision or an assumption (handbook of methods §1.7, §1.8). What
//! a participant has answered already is shown with the quote instead.

mod addressee;
mod edges;
mod people_gaps;
mod word_gaps;

use super::assumptions::{Plan as AssumptionPlan, weighed_plans};
use super::claims::Claims;
use super::listening::{Polarity, Sides, Testimony, polarity_of};
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Strength;
use crate::domain::question::{Question, Serves};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::llm::Embedder;
use crate::proposer::{Brief, Heard};
use addressee::Addressee;
use std::collections::BTreeSet;

/// Questions shown for one item.
const MOST: usize = 6;
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
    let Some(claims) = Claims::read(brief) else { return Vec::new() };
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

/// Three to six questions about an item, the most urgent first; none when the item cannot be read.
pub async fn questions(brief: &Brief, heard: &Heard, encoder: &dyn Embedder) -> Vec<Suggestion<Draft>> {
    let Some(claims) = Claims::read(brief) else { return Vec::new() };
    let testimony = Testimony::take(heard, encoder).await;
    let weighed = weighed_plans(brief, &testimony, encoder).await;
    let mut gaps = word_gaps::gaps(brief, &claims);
    gaps.extend(edges::gaps(brief, &claims));
    gaps.extend(people_gaps::gaps(brief, &claims, &weighed, &testimony));
    let mut drafts = Vec::new();
    for gap in choose(gaps) {
        let answers = answers_to(&gap, &testimony, encoder).await;
        drafts.push(draft(&brief.item.key, gap, answers, testimony.searched));
    }
    drafts.sort_by_key(|(is_answered, _)| *is_answered);
    drafts.into_iter().map(|(_, draft)| draft).collect()
}

/// The heaviest gaps, one question a text and at most two a person who is not the customer.
fn choose(mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.weight));
    let mut texts = BTreeSet::new();
    let mut subjects = BTreeSet::new();
    gaps.retain(|gap| texts.insert(gap.text.clone()) && subjects.insert(gap.about.clone()));
    gaps.truncate(MOST);
    gaps
}

/// Deeds of participants that answer the gap already, the nearest first.
async fn answers_to(gap: &Gap, testimony: &Testimony, encoder: &dyn Embedder) -> Vec<Quote> {
    if gap.answer.is_empty() {
        return Vec::new();
    }
    testimony
        .about(&gap.answer, encoder)
        .await
        .into_iter()
        .filter(|(near, excerpt)| *near >= ANSWERS && excerpt.quote.strength <= Strength::Workaround)
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
            format!("Decides {decision}. {}", super::phrase::capitalise(&gap.to.why))
        }
        (Serves::Assumption(_), _) => {
            format!("Tests an assumption of this item. {}", super::phrase::capitalise(&gap.to.why))
        }
    };
    let people: BTreeSet<&str> =
        gap.heard.iter().chain(&answered_by).map(|quote| quote.source.as_str()).collect();
    let evidence =
        Evidence { participants: people.len(), supporting: gap.heard.clone(), against: Vec::new(), searched };
    let body = Question {
        text: gap.text,
        about: gap.about,
        addressee: gap.to.name,
        why_them: gap.to.why,
        serves: gap.serves,
        answered_by,
    };
    let mut draft = Suggestion::draft(body, item, title);
    draft.why = if draft_ends(&why) { why } else { format!("{why}.") };
    draft.evidence = evidence;
    (is_answered, draft)
}

fn draft_ends(text: &str) -> bool {
    text.ends_with(['.', '?', '!'])
}

/// Whether two people tell the same matter differently: one eased, one hindered.
fn disagreement(sides: &Sides) -> Option<(&Quote, &Quote)> {
    let clear = |quote: &&Quote, polarity| {
        polarity_of(&quote.text) == polarity && quote.strength < Strength::Hypothetical
    };
    let hindered =
        sides.supporting.iter().chain(&sides.against).find(|e| clear(&&e.quote, Polarity::Obstacle))?;
    let eased = sides
        .supporting
        .iter()
        .chain(&sides.against)
        .find(|e| clear(&&e.quote, Polarity::Ease) && e.person != hindered.person)?;
    Some((&eased.quote, &hindered.quote))
}

/// The statement of the first weighed plan that a gap can serve.
fn serves_first(
    weighed: &[(AssumptionPlan, Sides)],
    kind: crate::domain::assumption::AssumptionKind,
) -> Option<Serves> {
    weighed
        .iter()
        .find(|(plan, _)| plan.kind == kind)
        .map(|(plan, _)| Serves::Assumption(plan.statement.clone()))
}

#[cfg(test)]
mod tests;
