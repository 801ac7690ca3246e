//! Finds what interviews and items say.

use super::library::{Library, Shelf, unavailable};
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::evidence::{EvidencePool, FoundPassage};
use crate::domain::id::Owner;
use crate::domain::text;
use crate::retrieval::{Filter, Found, Hit, PassageKind, Question};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Most passages that one topic brings.
const PASSAGES_PER_TOPIC: usize = 12;
/// Bytes of a found text that are shown, at most; whole sentences.
const SHOWN: usize = 320;

/// What was found, and in how much.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SearchAnswer {
    /// Best first.
    pub hits: Vec<SearchHit>,
    /// Passages that were searched.
    pub searched: usize,
    /// Those of them that are searched by words only, because their vector is still to come.
    pub pending: usize,
    /// Whether meaning was left out, wholly or in part, because a part did not answer.
    pub degraded: bool,
}

/// The words of a turn, or of an item, that answer best.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SearchHit {
    /// Key of the interview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Key of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// 0-based index of the turn; 0 for an item.
    pub turn: usize,
    /// Byte offset in the turn's text, or in the item's title, text and criteria.
    pub start: usize,
    /// Byte offset of the end.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Label of the speaker; empty for an item.
    pub speaker: String,
    /// 0 to 1.
    pub score: f64,
}

impl Copilot {
    /// Searches words and meaning.
    ///
    /// While vectors are still to come, or the encoder does not answer, words alone are
    /// searched and the answer says so.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a question without a word.
    pub async fn search(
        &self,
        scope: &Scope,
        question: &str,
        filter: &Filter,
        limit: usize,
    ) -> Result<SearchAnswer, Error> {
        if text::words(question).is_empty() {
            let hint = "write a few words, for example: hone search \"waiting list\"";
            return Err(Error::invalid("query", "there is no word to search for", hint));
        }
        let library = self.library().await?;
        let shelf = library.open(&scope.workspace).await?;
        let embedded = self.catch_up(library, scope).await;
        let vectors = library.encoder.embed(&[question.to_owned()]).await;
        let vector = vectors.as_ref().ok().and_then(|vectors| vectors.first()).map(Vec::as_slice);
        let found = find(library, scope, Question { text: question, vector, filter, limit }).await?;
        let stems: BTreeSet<String> = text::content_stems(question).into_iter().collect();
        Ok(SearchAnswer {
            hits: found.hits.iter().filter_map(|hit| shown(&shelf, hit, &stems)).collect(),
            searched: found.searched,
            pending: found.pending,
            degraded: found.degraded || vector.is_none() || embedded.is_err(),
        })
    }
}

async fn find(library: &Library, scope: &Scope, question: Question<'_>) -> Result<Found, Error> {
    let found = library.retrieval.search(&scope.workspace, question).await;
    found.map_err(|error| Error::Internal(Box::new(error)))
}

/// Searches the interviews for each topic; each passage once, with the topics that found it,
/// best first.
///
/// # Errors
/// [`Error::Unavailable`] when the encoder does not answer: evidence is not looked for by halves.
pub(super) async fn hear(
    library: &Library,
    scope: &Scope,
    shelf: &Shelf,
    topics: &[String],
) -> Result<EvidencePool, Error> {
    let vectors = library.encoder.embed(topics).await.map_err(|_| unavailable())?;
    let filter = Filter { kind: Some(PassageKind::Turn), ..Filter::default() };
    let mut found: BTreeMap<String, FoundPassage> = BTreeMap::new();
    let mut pool = EvidencePool::default();
    for (topic, (text, vector)) in topics.iter().zip(&vectors).enumerate() {
        let question = Question { text, vector: Some(vector), filter: &filter, limit: PASSAGES_PER_TOPIC };
        let answer = find(library, scope, question).await?;
        (pool.searched, pool.pending) = (answer.searched, answer.pending);
        for hit in answer.hits {
            let Some(passage) = heard(shelf, &hit) else { continue };
            let passage = found.entry(hit.passage.id).or_insert(passage);
            passage.score = passage.score.max(hit.score);
            passage.topics.push(topic);
        }
    }
    let mut passages: Vec<(String, FoundPassage)> = found.into_iter().collect();
    passages.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then_with(|| a.0.cmp(&b.0)));
    pool.passages = passages.into_iter().map(|(_, passage)| passage).collect();
    Ok(pool)
}

/// The passage with its turns, unless its interview is gone.
fn heard(shelf: &Shelf, hit: &Hit) -> Option<FoundPassage> {
    let Owner::Source(id) = &hit.passage.owner else { return None };
    let interview = shelf.interviews.get(id)?;
    Some(FoundPassage {
        id: id.clone(),
        source: interview.key.clone(),
        person: interview.person().to_owned(),
        segment: interview.segment.clone(),
        date: interview.date.clone(),
        turns: interview.turns.get(hit.passage.first_turn..=hit.passage.last_turn)?.to_vec(),
        score: 0.0,
        topics: Vec::new(),
    })
}

/// The best sentence of a hit with those after it, as far as there is room.
fn shown(shelf: &Shelf, hit: &Hit, stems: &BTreeSet<String>) -> Option<SearchHit> {
    let common = |text: &str| text::content_stems(text).iter().filter(|stem| stems.contains(*stem)).count();
    match &hit.passage.owner {
        Owner::Source(id) => {
            let interview = shelf.interviews.get(id)?;
            let turns = interview.turns.get(hit.passage.first_turn..=hit.passage.last_turn)?;
            let turn = turns.iter().max_by_key(|turn| {
                (common(&turn.text), turn.role.testifies(), std::cmp::Reverse(turn.index))
            })?;
            let range = best_part(&turn.text, common);
            Some(SearchHit {
                source: Some(interview.key.clone()),
                item: None,
                turn: turn.index,
                start: range.start,
                end: range.end,
                text: turn.text[range].to_owned(),
                speaker: turn.speaker.clone(),
                score: hit.score,
            })
        }
        Owner::Item(id) => {
            let item = shelf.items.get(id)?;
            let text = item.full_text();
            let range = best_part(&text, common);
            Some(SearchHit {
                source: None,
                item: Some(item.key.clone()),
                turn: 0,
                start: range.start,
                end: range.end,
                text: text[range].to_owned(),
                speaker: String::new(),
                score: hit.score,
            })
        }
    }
}

fn best_part(text: &str, common: impl Fn(&str) -> usize) -> std::ops::Range<usize> {
    let sentences = text::sentences(text);
    let best = sentences
        .iter()
        .enumerate()
        .max_by_key(|(index, range)| (common(&text[(*range).clone()]), std::cmp::Reverse(*index)));
    let Some((first, best)) = best else { return 0..text.len() };
    let end = sentences[first..]
        .iter()
        .take_while(|range| range.end - best.start <= SHOWN)
        .last()
        .map_or(best.end, |last| last.end);
    best.start..end
}
