//! How well evidence is found: the AMI gold, window and weights chosen without the team they are
//! judged on.
//!
//!     cargo bench --bench retrieval_ami -- FOLDER
//!
//! FOLDER holds `gold/retrieval_qmsum_ami.jsonl` and the meetings that it names.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod gold;
mod measure;

use anyhow::{Result, ensure};
use gold::{Asked, Gold};
use hone::domain::id::WorkspaceId;
use hone::domain::interview::Interview;
use hone::llm::{Embedder, MiniLm};
use hone::retrieval::vector::exact::Exact;
use hone::retrieval::vector::{Near, Point};
use hone::retrieval::{
    Corpus, Filter, Owner, Passage, Tag, WEIGHTS, WINDOWING, Weights, Windowing, passages_of_interview,
};
use measure::{Score, fixed_windows, interval, score};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Hits that are ranked for a question; more than ten windows or 2,000 tokens ever need.
const HITS: usize = 60;
/// What nDCG@10 should reach.
const NDCG_GOAL: f64 = 0.44;
/// What turn coverage@10 should reach.
const COVERAGE_GOAL: f64 = 0.47;

/// A way of cutting passages.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// Eight turns, four apart: the windows on which everything is scored.
    Fixed,
    /// As the service cuts them.
    Pieces(Windowing),
}

const CUTS: [Cut; 4] = [
    Cut::Fixed,
    Cut::Pieces(WINDOWING),
    Cut::Pieces(Windowing { turns: 12, ..WINDOWING }),
    Cut::Pieces(Windowing { turns: usize::MAX, ..WINDOWING }),
];

/// A corpus of every meeting, cut in one way, with what the vector index says of each question.
struct Prepared {
    cut: Cut,
    corpora: BTreeMap<String, Corpus>,
    near: Vec<Vec<Near>>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("skipped: say which folder holds the gold (cargo bench --bench retrieval_ami -- FOLDER)");
        return Ok(());
    };
    let gold = gold::read(&PathBuf::from(folder))?;
    let embedder = MiniLm::load()?;
    println!("{} questions, {} meetings, {}", gold.questions.len(), gold.meetings.len(), embedder.version());
    let mut prepared = Vec::new();
    for cut in CUTS {
        prepared.push(prepare(&gold, cut, &embedder).await?);
    }
    print_legs(&gold, &prepared[0]);
    print_choice(&gold, &prepared);
    for cut in &prepared {
        print_row(&format!("in use, {}", name(cut.cut)), &gold, &run(&gold, cut, &WEIGHTS, true));
    }
    Ok(())
}

async fn prepare(gold: &Gold, cut: Cut, embedder: &dyn Embedder) -> Result<Prepared> {
    let index = Exact::new(embedder.dimension());
    let mut corpora = BTreeMap::new();
    for (name, meeting) in &gold.meetings {
        let passages = passages_of(meeting, cut);
        let tag = Tag::of_interview(meeting);
        let texts: Vec<String> = passages.iter().map(|passage| passage.text.clone()).collect();
        let vectors = embedder.embed(&texts).await?;
        ensure!(vectors.len() == passages.len(), "a passage got no vector");
        let shared = Arc::new(tag.clone());
        let points: Vec<Point> = passages
            .iter()
            .zip(vectors)
            .map(|(passage, vector)| Point {
                passage: passage.id.clone(),
                tag: Arc::clone(&shared),
                vector,
                terms: Vec::new(),
            })
            .collect();
        index.upsert(&WorkspaceId::new(name), &points)?;
        corpora.insert(name.clone(), Corpus::build(vec![(tag, passages)], None));
    }
    let questions: Vec<String> = gold.questions.iter().map(|asked| asked.text.clone()).collect();
    let vectors = embedder.embed(&questions).await?;
    let near = gold.questions.iter().zip(vectors).map(|(asked, vector)| {
        index.search(&WorkspaceId::new(&asked.meeting), &vector, &Filter::default(), usize::MAX / 2)
    });
    Ok(Prepared { cut, near: near.collect::<Result<_, _>>()?, corpora })
}

fn passages_of(meeting: &Interview, cut: Cut) -> Vec<Passage> {
    let Cut::Pieces(windowing) = cut else {
        return fixed_windows(meeting.turns.len()).into_iter().map(|window| fixed(meeting, window)).collect();
    };
    passages_of_interview(meeting, windowing)
}

fn fixed(meeting: &Interview, window: std::ops::Range<usize>) -> Passage {
    let words = |turns: &[hone::domain::interview::Turn]| {
        turns.iter().map(|turn| turn.text.split_whitespace().count()).sum()
    };
    let turns = &meeting.turns[window.clone()];
    let text: Vec<&str> = turns.iter().map(|turn| turn.text.trim()).collect();
    let speakers: BTreeSet<String> = turns.iter().map(|turn| turn.speaker.clone()).collect();
    let owner = Owner::Source(meeting.id.clone());
    Passage {
        position: words(&meeting.turns[..window.start]),
        speakers: speakers.into_iter().collect(),
        ..Passage::new(owner, window.start, window.end - 1, text.join("\n"))
    }
}

/// Scores every question; without `dense`, words alone decide.
fn run(gold: &Gold, prepared: &Prepared, weights: &Weights, dense: bool) -> Vec<Score> {
    let one = |(asked, near): (&Asked, &Vec<Near>)| {
        let corpus = &prepared.corpora[&asked.meeting];
        let near = dense.then_some(near.as_slice());
        let hits = corpus.rank(&asked.text, near, &Filter::default(), HITS, weights);
        score(asked, gold.meetings[&asked.meeting].turns.len(), hits)
    };
    gold.questions.iter().zip(&prepared.near).map(one).collect()
}

fn print_legs(gold: &Gold, fixed: &Prepared) {
    let plain = Weights { own: 1.0, repeat: 1.0, ..WEIGHTS };
    print_row("lexical, fixed windows", gold, &run(gold, fixed, &plain, false));
    print_row("dense, fixed windows", gold, &run(gold, fixed, &Weights { lexical: 0.0, ..plain }, true));
    print_row("fused, fixed windows", gold, &run(gold, fixed, &plain, true));
    print_row("and neighbours", gold, &run(gold, fixed, &Weights { repeat: 1.0, ..WEIGHTS }, true));
}

/// For each team the best of the grid on the other four, judged on the one left out.
///
/// The best is the one whose worse measure is nearest to its goal: lists that
/// repeat the same turns win nDCG only, scattered lists coverage only.
fn print_choice(gold: &Gold, prepared: &[Prepared]) {
    let grid: Vec<(String, Vec<Score>)> = prepared[1..]
        .iter()
        .flat_map(|cut| candidates().into_iter().map(move |weights| (cut, weights)))
        .map(|(cut, weights)| (format!("{} {weights:?}", name(cut.cut)), run(gold, cut, &weights, true)))
        .collect();
    let teams: BTreeSet<&str> = gold.questions.iter().map(Asked::team).collect();
    let mut left_out = vec![Score::default(); gold.questions.len()];
    for team in teams {
        let is_out = |at: usize| gold.questions[at].team() == team;
        let value = |scores: &[Score]| {
            let judged = scores.iter().enumerate().filter(|(at, _)| !is_out(*at));
            let (count, ndcg, coverage) = judged.fold((0.0, 0.0, 0.0), |(n, ndcg, cover), (_, s)| {
                (n + 1.0, ndcg + s.ndcg, cover + s.coverage)
            });
            (ndcg / count / NDCG_GOAL).min(coverage / count / COVERAGE_GOAL)
        };
        let best =
            grid.iter().reduce(|best, other| if value(&other.1) > value(&best.1) { other } else { best });
        let Some((chosen, scores)) = best else { continue };
        println!("  without {team}: {chosen}");
        for (at, score) in scores.iter().enumerate().filter(|(at, _)| is_out(*at)) {
            left_out[at] = *score;
        }
    }
    print_row("chosen without the team, fused", gold, &left_out);
}

fn candidates() -> Vec<Weights> {
    let mut all = Vec::new();
    for lexical in [0.3, 0.4, 0.5, 0.6, 0.7] {
        for own in [0.0, 0.2, 0.4] {
            for reach in [120.0, 160.0, 200.0, 250.0] {
                for repeat in [1.0, 0.97, 0.95, 0.9] {
                    all.push(Weights { lexical, own, reach, repeat });
                }
            }
        }
    }
    all
}

fn print_row(name: &str, gold: &Gold, scores: &[Score]) {
    let column = |pick: fn(&Score) -> f64| {
        let values: Vec<(String, f64)> = gold
            .questions
            .iter()
            .zip(scores)
            .map(|(asked, score)| (asked.meeting.clone(), pick(score)))
            .collect();
        let (mean, low, high) = interval(&values);
        format!("{mean:.3} [{low:.3}, {high:.3}]")
    };
    let (ndcg, coverage, budget) = (column(|s| s.ndcg), column(|s| s.coverage), column(|s| s.budget));
    println!("{name:<40} nDCG@10 {ndcg}  coverage@10 {coverage}  budget {budget}");
    let mut teams: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (asked, score) in gold.questions.iter().zip(scores) {
        let (sum, count) = teams.entry(asked.team()).or_default();
        *sum += score.ndcg;
        *count += 1.0;
    }
    let means: Vec<String> =
        teams.iter().map(|(team, (sum, count))| format!("{team} {:.3}", sum / count)).collect();
    println!("{:<40} nDCG@10 by team: {}", "", means.join("  "));
}

fn name(cut: Cut) -> String {
    match cut {
        Cut::Fixed => "fixed windows".to_owned(),
        Cut::Pieces(Windowing { turns: usize::MAX, pieces }) => format!("{pieces} pieces"),
        Cut::Pieces(Windowing { turns, pieces }) => format!("{turns} turns, {pieces} pieces"),
    }
}
