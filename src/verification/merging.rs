//! Two engines on one item: what both propose is proposed once.

use super::ledger::{SAME_MEANING, SAME_WORDS, gist, overlap};
use crate::domain::check::Outcome;
use crate::domain::evidence::Quote;
use crate::domain::snapshot::Snapshot;
use crate::domain::split::{Candidate, Evaluation, Split, Verdict};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::llm::{EmbedError, Embedder, cosine};

/// Ways to split that are shown for one item.
const MOST_CANDIDATES: usize = 4;

/// The drafts of `others` that say nothing that `first` or an earlier one of them says.
///
/// # Errors
/// [`EmbedError`] when the encoder fails.
pub async fn without_repeats(
    first: &[Suggestion<Draft>],
    others: Vec<Suggestion<Draft>>,
    encoder: &dyn Embedder,
) -> Result<Vec<Suggestion<Draft>>, EmbedError> {
    let texts: Vec<String> = first.iter().chain(&others).map(|draft| gist(&draft.body)).collect();
    let vectors = encoder.embed(&texts).await?;
    let kinds: Vec<_> = first.iter().chain(&others).map(Suggestion::kind).collect();
    let mut kept: Vec<usize> = (0..first.len()).collect();
    let mut new = Vec::new();
    for (index, draft) in (first.len()..).zip(others) {
        let repeats = kept.iter().any(|&known| {
            kinds[known] == kinds[index]
                && (cosine(&vectors[known], &vectors[index]) >= SAME_MEANING
                    || overlap(&texts[known], &texts[index]) >= SAME_WORDS)
        });
        if !repeats {
            kept.push(index);
            new.push(draft);
        }
    }
    Ok(new)
}

/// Adds a checked candidate to a split, unless it is there in other words or worse than what is; says whether it did.
pub fn add_candidate(split: &mut Split, other: Split) -> bool {
    let Some(candidate) = other.candidates.into_iter().next() else { return false };
    if matches!(split.verdict, Verdict::Refuse | Verdict::Small) || split.candidates.len() >= MOST_CANDIDATES
    {
        return false;
    }
    let is_there = split.candidates.iter().any(|known| begin_alike(known, &candidate));
    let is_worse = !passes(&candidate) && split.candidates.iter().any(passes);
    if is_there || is_worse {
        return false;
    }
    if split.verdict != Verdict::Split {
        split.verdict = Verdict::Split;
        split.reason = other.reason;
        split.instead.clear();
        split.units = other.units;
        split.dropped = other.dropped;
    }
    split.candidates.push(candidate);
    true
}

/// Puts a checked page of a model into the playbook's: the model's words where both rest on the same
/// sentence, and what only the model noted as far as a page has room. Says whether it took anything.
pub fn join_pages(own: &mut Snapshot, other: Snapshot) -> bool {
    let before = own.clone();
    join(&mut own.quick_facts, other.quick_facts, 5, |line| &line.quote);
    join(&mut own.story, other.story, 6, |line| &line.quote);
    join(&mut own.opportunities, other.opportunities, 8, |one| &one.quote);
    join(&mut own.workarounds, other.workarounds, 4, |line| &line.quote);
    join(&mut own.surprises, other.surprises, 3, |line| &line.quote);
    join(&mut own.memorable, other.memorable, 3, |quote| quote);
    for question in other.open_questions {
        let is_there = own.open_questions.iter().any(|known| overlap(known, &question) >= SAME_WORDS);
        if !is_there && own.open_questions.len() < 3 {
            own.open_questions.push(question);
        }
    }
    *own != before
}

fn join<T>(own: &mut Vec<T>, others: Vec<T>, most: usize, quote_of: impl Fn(&T) -> &Quote) {
    for other in others {
        match own.iter().position(|known| quote_of(known).overlaps(quote_of(&other))) {
            Some(at) => own[at] = other,
            None if own.len() < most => own.push(other),
            None => {}
        }
    }
}

/// Whether two ways to split have the same slices and the same first one, in other words or not.
fn begin_alike(known: &Candidate, other: &Candidate) -> bool {
    let first =
        |candidate: &Candidate| candidate.slices.first().map(|slice| slice.title.clone()).unwrap_or_default();
    overlap(&titles(known), &titles(other)) >= SAME_WORDS
        && overlap(&first(known), &first(other)) >= SAME_WORDS
}

fn titles(candidate: &Candidate) -> String {
    candidate.slices.iter().map(|slice| slice.title.as_str()).collect::<Vec<_>>().join(". ")
}

fn passes(candidate: &Candidate) -> bool {
    [Evaluation::E3, Evaluation::E5]
        .iter()
        .all(|question| candidate.evaluation.get(question) != Some(&Outcome::Fail))
}
