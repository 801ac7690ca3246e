//! How long searching takes, over generated speech and seeded unit vectors, with SQLite's FTS5 beside it.
//!
//!     cargo bench --bench retrieval_speed -- [PASSAGES…]
//!
//! Printed, never asserted. Quality is measured elsewhere, on real text.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use anyhow::Result;
use hone::domain::id::{SourceId, WorkspaceId};
use hone::evaluation::statistics::random::SplitMix;
use hone::retrieval::vector::exact::Exact;
use hone::retrieval::{Corpus, Filter, Owner, Passage, Question, Retrieval, Tag};
use sqlx::{Connection, SqliteConnection};
use std::time::{Duration, Instant};

const DIMENSION: usize = 384;
const PASSAGES_PER_SOURCE: usize = 65;
const WORDS: usize = 120;
const VOCABULARY: u64 = 30_000;
const QUESTIONS: usize = 200;

/// Words and vectors that a seed repeats.
struct Seeded(SplitMix);

impl Seeded {
    fn share(&mut self) -> f64 {
        (self.0.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A word by a Zipf-like law: rank r about as often as 1/r.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank below the vocabulary"
    )]
    fn word(&mut self) -> String {
        let rank = (VOCABULARY as f64).powf(self.share()) as u64;
        let syllables = ["ka", "ro", "mi", "te", "lu", "so", "ne", "pa", "di", "vo", "gu", "ze"];
        let mut left = rank * 7 + 1;
        let mut word = String::new();
        while left > 0 {
            word.push_str(syllables[usize::try_from(left % 12).unwrap_or(0)]);
            left /= 12;
        }
        word
    }

    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    #[expect(clippy::cast_possible_truncation, reason = "a vector holds f32")]
    fn vector(&mut self) -> Vec<f32> {
        let numbers: Vec<f64> = (0..DIMENSION).map(|_| self.share() - 0.5).collect();
        let length = numbers.iter().map(|x| x * x).sum::<f64>().sqrt();
        numbers.iter().map(|x| (x / length) as f32).collect()
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    for size in sizes {
        measure(size).await?;
    }
    Ok(())
}

async fn measure(size: usize) -> Result<()> {
    let mut seeded = Seeded(SplitMix::seeded(7));
    let owners: Vec<(Tag, Vec<Passage>)> =
        (0..size.div_ceil(PASSAGES_PER_SOURCE)).map(|number| source(number, size, &mut seeded)).collect();
    let questions: Vec<String> = (0..QUESTIONS).map(|_| seeded.text(6)).collect();
    println!("{size} passages");
    let folder = std::env::temp_dir().join(format!("hone-retrieval-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let cache = folder.join("lexical");
    let start = Instant::now();
    drop(Corpus::build(owners.clone(), None));
    print_once("lexical index, built", start.elapsed());
    drop(Corpus::build(owners.clone(), Some(&cache)));
    let start = Instant::now();
    let corpus = Corpus::build(owners.clone(), Some(&cache));
    print_once("lexical index, from its cache", start.elapsed());
    std::fs::remove_dir_all(&folder)?;
    let everything = Filter::default();
    print_each(
        "search by words",
        &mut questions.iter().map(|question| {
            timed(|| drop(corpus.rank(question, None, &everything, 10, &hone::retrieval::WEIGHTS)))
        }),
    );
    both(owners.clone(), &questions, &mut seeded).await?;
    full_text(&owners, &questions).await
}

fn source(number: usize, size: usize, seeded: &mut Seeded) -> (Tag, Vec<Passage>) {
    let owner = Owner::Source(SourceId::derive(&[number.to_string()]));
    let tag = Tag { owner: owner.clone(), segment: None, participant: None, date: None };
    let count = PASSAGES_PER_SOURCE.min(size - number * PASSAGES_PER_SOURCE);
    let passages = (0..count).map(|turn| Passage {
        position: turn * WORDS / 2,
        ..Passage::new(owner.clone(), turn, turn, seeded.text(WORDS))
    });
    (tag, passages.collect())
}

async fn both(owners: Vec<(Tag, Vec<Passage>)>, questions: &[String], seeded: &mut Seeded) -> Result<()> {
    let workspace = WorkspaceId::new("bench");
    let retrieval = Retrieval::new("seeded", DIMENSION, None);
    let vectors: Vec<(String, Vec<f32>)> = owners
        .iter()
        .flat_map(|(_, passages)| passages)
        .map(|passage| (passage.text_hash(), seeded.vector()))
        .collect();
    retrieval.fill(&workspace, owners, None);
    let start = Instant::now();
    retrieval.add_vectors(&workspace, "seeded", &vectors).await?;
    print_once("vectors, taken in", start.elapsed());
    let filter = Filter::default();
    let mut times = Vec::new();
    for question in questions {
        let vector = seeded.vector();
        let question = Question { text: question, vector: Some(&vector), filter: &filter, limit: 10 };
        let start = Instant::now();
        retrieval.search(&workspace, question).await?;
        times.push(start.elapsed());
    }
    print_each("search by words and meaning", &mut times.into_iter());
    let index = Exact::new(DIMENSION);
    let tag = std::sync::Arc::new(Tag {
        owner: Owner::Source(SourceId::new("all")),
        segment: None,
        participant: None,
        date: None,
    });
    let points: Vec<hone::retrieval::vector::Point> = vectors
        .into_iter()
        .map(|(passage, vector)| hone::retrieval::vector::Point {
            passage,
            tag: std::sync::Arc::clone(&tag),
            vector,
            terms: Vec::new(),
        })
        .collect();
    index.upsert(&workspace, &points)?;
    let asked: Vec<Vec<f32>> = questions.iter().map(|_| seeded.vector()).collect();
    print_each(
        "nearest ten by vector alone",
        &mut asked.iter().map(|vector| timed(|| drop(index.search(&workspace, vector, &filter, 10)))),
    );
    Ok(())
}

/// The baseline: FTS5's own BM25, the question's words joined by OR.
async fn full_text(owners: &[(Tag, Vec<Passage>)], questions: &[String]) -> Result<()> {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::query("CREATE VIRTUAL TABLE text USING fts5(body, tokenize = 'porter')")
        .execute(&mut connection)
        .await?;
    let start = Instant::now();
    let mut transaction = connection.begin().await?;
    for passage in owners.iter().flat_map(|(_, passages)| passages) {
        sqlx::query("INSERT INTO text (body) VALUES (?)")
            .bind(&passage.text)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    print_once("FTS5, filled", start.elapsed());
    let mut times = Vec::new();
    for question in questions {
        let words = question.split(' ').collect::<Vec<_>>().join(" OR ");
        let start = Instant::now();
        sqlx::query("SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank LIMIT 10")
            .bind(words)
            .fetch_all(&mut connection)
            .await?;
        times.push(start.elapsed());
    }
    print_each("FTS5, words joined by OR", &mut times.into_iter());
    Ok(())
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn print_once(name: &str, time: Duration) {
    println!("  {name:<34} {:>9.1} ms", time.as_secs_f64() * 1e3);
}

fn print_each(name: &str, times: &mut dyn Iterator<Item = Duration>) {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("  {name:<34} p50 {:>7.3} ms  p99 {:>7.3} ms", at(50), at(99));
}
