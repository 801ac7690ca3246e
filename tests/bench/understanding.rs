//! How long it takes to understand fifty interviews of an hour: taking in, reading, one page each,
//! and the page over all.
//!
//!     cargo bench --bench understanding -- [FOLDER] [INTERVIEWS]
//!
//! The talk is that of the transcripts in FOLDER, put together anew until each interview has an
//! hour of it; without a folder it is made up. Printed, never asserted. Beside the time on the clock
//! stands that of the processor, which other work on the machine changes less.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use anyhow::Result;
use hone::app;
use hone::config::Config;
use hone::domain::access::Person;
use hone::domain::interview::Role;
use hone::ingest::transcript::{self, TranscriptOptions};
use hone::llm::Embedder;
use hone::use_case::{Copilot, InterviewDetails};
use std::path::Path;
use std::time::{Duration, Instant};

/// Words that two people speak in an hour.
const HOUR: usize = 9_000;
const INTERVIEWS: usize = 50;

/// What one of the two says.
struct Said {
    asks: bool,
    words: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with("--")).collect();
    let count = arguments.iter().find_map(|one| one.parse().ok()).unwrap_or(INTERVIEWS);
    let folder = arguments.iter().find(|one| one.parse::<usize>().is_err());
    let talk = folder.map_or_else(made_up, |folder| talk_of(Path::new(folder)));
    anyhow::ensure!(!talk.is_empty(), "no transcript with two roles in the folder");
    println!("{count} interviews of {HOUR} words, from {} turns of talk", talk.len());

    let data = tempfile::tempdir()?;
    let variables = |name: &str| (name == "HONE_DATA").then(|| data.path().display().to_string());
    let copilot: Copilot = app::build(&Config::load(None, variables)?, Duration::ZERO).await?;
    let scope = copilot.init(Person::named("bench"), "bench").await?.scope;

    let cold = Watch::start();
    for number in 0..count {
        let text = an_hour(&talk, number);
        copilot
            .add_interview(&scope, &format!("I{number:02}.txt"), text.as_bytes(), &details(number))
            .await?;
    }
    println!("taken in: {}", cold.read());
    let watch = Watch::start();
    let start = Instant::now();
    let progress = |done, all| {
        if done % 1_000 < 32 {
            println!("  {done} of {all} passages read, {:.0?}", start.elapsed());
        }
    };
    copilot.embed_pending(&scope, &progress).await?;
    println!("read by the encoder: {}", watch.read());

    let start = Watch::start();
    let mut pages = 0;
    for number in 0..count {
        pages += copilot.summarize(&scope, &format!("P{number:02}")).await?.suggestions.len();
        if number % 10 == 9 {
            println!("  {} pages, {}", number + 1, start.read());
        }
    }
    println!("{pages} pages: {}", start.read());
    let of_themes = Watch::start();
    let found = copilot.themes(&scope).await?;
    println!(
        "the page over all: {}; {} themes, {} anomalies, {} contradictions",
        of_themes.read(),
        found.themes.len(),
        found.anomalies.len(),
        found.contradictions.len()
    );
    println!("all pages once vectors are ready: {}; from a cold import: {}", start.read(), cold.read());
    let words: Vec<String> =
        WORDS.iter().flat_map(|one| WORDS.map(|other| format!("{one}{other}"))).collect();
    let of_words = Watch::start();
    hone::llm::MiniLm::load()?.embed(&words).await?;
    println!("vectors of {} words, as the page over all compares them: {}", words.len(), of_words.read());
    Ok(())
}

/// Pieces of words, for as many words as are compared.
const WORDS: [&str; 35] = [
    "list", "bill", "ferry", "cabin", "phone", "form", "card", "fund", "date", "mail", "desk", "group",
    "boat", "seat", "name", "key", "door", "rule", "plan", "week", "host", "rate", "fee", "line", "code",
    "page", "file", "note", "bank", "team", "tool", "data", "map", "log", "view",
];

/// The time on the clock and that of the processor.
struct Watch {
    clock: Instant,
    processor: Option<f64>,
}

impl Watch {
    fn start() -> Self {
        Self { clock: Instant::now(), processor: processor_seconds() }
    }

    fn read(&self) -> String {
        let clock = format!("{:.1?}", self.clock.elapsed());
        match (self.processor, processor_seconds()) {
            (Some(before), Some(now)) => format!("{clock} ({:.1} s of the processor)", now - before),
            _ => clock,
        }
    }
}

/// Seconds that the processor has worked for this program; none where the system does not say.
fn processor_seconds() -> Option<f64> {
    let state = std::fs::read_to_string("/proc/self/stat").ok()?;
    let ticks = state.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
    Some(ticks.filter_map(|one| one.parse::<f64>().ok()).sum::<f64>() / 100.0)
}

fn details(number: usize) -> InterviewDetails {
    InterviewDetails {
        participant: Some(format!("P{number:02}")),
        roles: [("Bea".to_owned(), Role::Interviewer), ("Nadia".to_owned(), Role::Participant)].into(),
        ..InterviewDetails::default()
    }
}

/// An hour of the talk from a place of its own; each turn ends with a name that no other interview has,
/// so that no text is met twice.
fn an_hour(talk: &[Said], number: usize) -> String {
    let mut text = String::new();
    let place = number.to_string();
    let mut words = 0;
    for said in talk.iter().cycle().skip(number * talk.len() / INTERVIEWS) {
        let speaker = if said.asks { "Bea" } else { "Nadia" };
        text.extend([speaker, ": ", &said.words, " That was at place ", &place, ".\n"]);
        words += said.words.split_whitespace().count() + 5;
        if words >= HOUR {
            break;
        }
    }
    text
}

/// The turns of all transcripts in a folder that have an interviewer and a participant.
fn talk_of(folder: &Path) -> Vec<Said> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|one| one.path()).collect();
    paths.sort();
    let mut talk = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let options = TranscriptOptions { path: name.clone(), ..TranscriptOptions::default() };
        let bytes = std::fs::read(&path).unwrap_or_default();
        let (_, Some(read)) = transcript::read(&name, &bytes, &options) else { continue };
        let role = |wanted: Role| read.turns.iter().any(|turn| turn.role == wanted);
        if role(Role::Interviewer) && role(Role::Participant) {
            let turns = read.turns.iter().filter(|turn| turn.text.split_whitespace().count() >= 3);
            talk.extend(turns.map(|turn| Said {
                asks: turn.role == Role::Interviewer,
                words: turn.text.split_whitespace().collect::<Vec<_>>().join(" "),
            }));
        }
    }
    talk
}

/// Talk that says nothing, where there is none to read.
fn made_up() -> Vec<Said> {
    const THINGS: [&str; 12] = [
        "list", "invoice", "ferry", "cabin", "phone", "form", "ticket", "refund", "calendar", "message",
        "desk", "group",
    ];
    let thing = |at: usize| THINGS[at % THINGS.len()];
    (0..400)
        .map(|at| {
            let (one, other) = (thing(at * 7), thing(at / 3 + 5));
            let words = match at % 4 {
                0 => format!("When did you last need the {one} with the {other}, and what happened then?"),
                1 => format!("I waited {at} minutes for the {one} because nobody had told me about the {other}, and I lost the morning."),
                2 => format!("And the {one}, how often do you use it?"),
                _ => format!("We keep our own {one} on paper. I can't see the {other} until it is too late, so I have to ring them."),
            };
            Said { asks: at % 2 == 0, words }
        })
        .collect()
}
