//! Queries that people asked about meetings, answered within the meeting.

use super::{GoldError, GoldSet, bytes, evaluator, figures, lines};
use crate::domain::interview::Role;
use crate::domain::text::words;
use crate::evaluation::measure::retrieval::{hit_at, ndcg_at, precision_at, reciprocal_rank_at};
use crate::evaluation::score::CaseScore;
use crate::use_case::{Copilot, Filter, InterviewDetails, PassageKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const QUERIES: &str = "gold/retrieval_qmsum_ami.jsonl";
/// Turns of the file in a window, and between the beginnings of two: the units that are ranked.
const WINDOW: usize = 8;
const STRIDE: usize = 4;
/// Hits of a search.
const HITS: usize = 100;

#[derive(Deserialize)]
struct Query {
    id: String,
    #[serde(rename = "query")]
    text: String,
    scope: Sources,
    relevant: Vec<Span>,
}

#[derive(Deserialize)]
struct Sources {
    sources: Vec<String>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Meeting {
    meeting_transcripts: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    speaker: String,
    content: String,
}

/// A meeting as it was taken in.
struct TakenIn {
    key: String,
    /// For each turn that it has here, the turns of the file that are in it.
    turns: Vec<Vec<usize>>,
    in_file: usize,
}

/// Searches each query within its meeting.
pub(super) async fn retrieval(
    copilot: &Copilot,
    folder: &Path,
    progress: &(dyn Fn(usize, usize) + Send + Sync),
) -> Result<GoldSet, GoldError> {
    let queries: Vec<Query> = lines(folder, QUERIES)?;
    let scope = copilot.init(evaluator(), "meetings").await?.scope;
    let mut meetings: BTreeMap<&str, TakenIn> = BTreeMap::new();
    for source in queries.iter().flat_map(|query| &query.scope.sources) {
        if !meetings.contains_key(source.as_str()) {
            meetings.insert(source, take_in(copilot, &scope, folder, source).await?);
        }
    }
    copilot.reindex(&scope, &|_, _| ()).await?;
    let mut scores = Vec::new();
    for (done, query) in queries.iter().enumerate() {
        let Some((source, meeting)) =
            query.scope.sources.first().and_then(|source| Some((source, meetings.get(source.as_str())?)))
        else {
            return Err(GoldError::file(QUERIES, format!("{} names no meeting", query.id)));
        };
        let filter = Filter {
            kind: Some(PassageKind::Turn),
            participant: Some(meeting.key.clone()),
            ..Filter::default()
        };
        let hits = copilot.search(&scope, &query.text, &filter, HITS).await?.hits;
        let turns: Vec<usize> = hits.iter().map(|hit| hit.turn).collect();
        scores.extend(score(query, source, meeting, &turns));
        progress(done + 1, queries.len());
    }
    Ok(GoldSet {
        set: QUERIES,
        grade: "human",
        about: "within the meeting, by windows of eight turns, four apart, in the order in which the search names \
                their turns; bigger passages of the index are not credited",
        cases: queries.len(),
        metrics: figures(&scores),
    })
}

async fn take_in(
    copilot: &Copilot,
    scope: &crate::domain::access::Scope,
    folder: &Path,
    source: &str,
) -> Result<TakenIn, GoldError> {
    let bytes = bytes(folder, source)?;
    let meeting: Meeting = serde_json::from_slice(&bytes).map_err(|error| GoldError::file(source, error))?;
    let name = Path::new(source).file_stem().and_then(|stem| stem.to_str()).unwrap_or(source);
    let said = &meeting.meeting_transcripts;
    let details = InterviewDetails {
        participant: Some(name.to_owned()),
        roles: said.iter().map(|said| (said.speaker.clone(), Role::Participant)).collect(),
        ..InterviewDetails::default()
    };
    let report = copilot.add_interview(scope, source, &bytes, &details).await?;
    let key = report.interview.ok_or_else(|| GoldError::file(source, "no speech found"))?;
    let turns = joined(said);
    let here = copilot.interview(scope, &key).await?.turns.len();
    if here == turns.len() {
        Ok(TakenIn { key, turns, in_file: said.len() })
    } else {
        let why = format!("{here} turns were taken in where {} were expected", turns.len());
        Err(GoldError::file(source, why))
    }
}

/// The turns of the file in each turn of the import: sounds are none, and what one speaker
/// says without a break is one.
fn joined(said: &[Said]) -> Vec<Vec<usize>> {
    let mut turns: Vec<Vec<usize>> = Vec::new();
    let mut last = "";
    for (at, one) in said.iter().enumerate() {
        if words(&without_sounds(&one.content)).is_empty() {
            continue;
        }
        match turns.last_mut().filter(|_| one.speaker == last) {
            Some(turn) => turn.push(at),
            None => turns.push(vec![at]),
        }
        last = &one.speaker;
    }
    turns
}

/// `{vocalsound}` is no word.
fn without_sounds(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

fn score(query: &Query, source: &str, meeting: &TakenIn, hits: &[usize]) -> Vec<CaseScore> {
    let gold: BTreeSet<usize> = query.relevant.iter().flat_map(|span| span.start..=span.end).collect();
    let last = meeting.in_file.saturating_sub(WINDOW).div_ceil(STRIDE);
    let relevant = |window: usize| {
        let turns = window * STRIDE..(window * STRIDE + WINDOW).min(meeting.in_file);
        2 * turns.clone().filter(|turn| gold.contains(turn)).count() >= turns.len()
    };
    let gain: BTreeMap<usize, f64> =
        (0..=last).filter(|window| relevant(*window)).map(|window| (window, 1.0)).collect();
    let mut ranked: Vec<usize> = Vec::new();
    for turn in hits.iter().filter_map(|turn| meeting.turns.get(*turn)?.first()) {
        // The window in whose middle the turn stands.
        let window = (turn.saturating_sub(STRIDE / 2) / STRIDE).min(last);
        if !ranked.contains(&window) {
            ranked.push(window);
        }
    }
    let of = |metric, value| CaseScore::of(&query.id, source, metric, (value, 1.0));
    [
        of("retrieval.ndcg10", ndcg_at(&ranked, &gain, 10)),
        of("retrieval.mrr", reciprocal_rank_at(&ranked, &gain, HITS)),
        of("retrieval.hit_5", hit_at(&ranked, &gain, 5)),
        of("retrieval.precision_5", precision_at(&ranked, &gain, 5)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
