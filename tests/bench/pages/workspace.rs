//! A large workspace in the words of the sample.

use anyhow::{Context, Result};
use hone::app;
use hone::config::Config;
use hone::domain::access::{Person, Scope};
use hone::domain::decision::RejectCode;
use hone::domain::suggestion::{Body, Kind, Stored};
use hone::use_case::{Copilot, InterviewDetails, REFINED, WantedRun, sample_files};
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Times the backlog of the sample.
const BACKLOGS: usize = 5;
/// Answers of one generated interview.
const ANSWERS: usize = 60;
/// Interviews that get their page.
const SUMMARIZED: usize = 3;

/// What was made, and where its pages are.
pub(super) struct Made {
    pub(super) about: String,
    pub(super) paths: Vec<String>,
}

/// Makes the workspace in a data folder; what cannot be decided stays open.
pub(super) async fn make(data: &Path, passages: usize, suggestions: usize) -> Result<Made> {
    let copilot = copilot(data).await?;
    let start = Instant::now();
    let sample = copilot.demo(Person::named("bench")).await?.scope;
    let exchanges = exchanges(&copilot, &sample).await?;
    let scope = copilot.init(Person::named("bench"), "large").await?.scope;
    let mut searched = 0;
    for number in 0.. {
        let text = interview(number, &exchanges);
        let details = InterviewDetails {
            segment: Some(["guest", "islander", "host", "group organiser"][number % 4].into()),
            date: Some(format!("2026-{:02}-{:02}", 1 + number % 9, 1 + number % 28)),
            ..InterviewDetails::default()
        };
        copilot.add_interview(&scope, &format!("P{number:03}.txt"), text.as_bytes(), &details).await?;
        if number % 20 == 19 {
            let found = copilot.search(&scope, "booking", &hone::use_case::Filter::default(), 1).await?;
            searched = found.searched;
            if searched >= passages {
                break;
            }
        }
    }
    for copy in 0..BACKLOGS {
        copilot.add_backlog(&scope, &format!("{copy}.csv"), backlog(copy)?.as_bytes(), None, false).await?;
    }
    copilot.embed_pending(&scope, &|_, _| ()).await?;
    let refined = refine(&copilot, &scope, suggestions).await?;
    let decided = decide(&copilot, &scope).await?;
    let interviews = copilot.interviews(&scope).await?;
    for interview in interviews.iter().take(SUMMARIZED) {
        copilot.summarize(&scope, &interview.key).await?;
    }
    copilot.themes(&scope).await?;
    let wanted =
        WantedRun { suite: "dev-harbour".into(), engine: hone::use_case::Engine::Playbook, repeats: 1 };
    (copilot.evaluations()?.run)(&wanted, &|_, _| ()).await?;
    let about = format!(
        "{searched} passages of {} interviews, {} items, {refined} suggestions, {decided} decided; made in {:.0?}",
        interviews.len(),
        copilot.items(&scope).await?.len(),
        start.elapsed()
    );
    Ok(Made { about, paths: paths(&copilot, &scope).await? })
}

async fn copilot(data: &Path) -> Result<Copilot> {
    let variables = |name: &str| match name {
        "HONE_DATA" => Some(data.display().to_string()),
        "HONE_EMBEDDINGS_MODEL" => Some("words".into()),
        _ => None,
    };
    Ok(app::build(&Config::load(None, variables)?, Duration::ZERO).await?)
}

/// Questions of the sample's interviews, each with the answer that follows.
async fn exchanges(copilot: &Copilot, scope: &Scope) -> Result<Vec<(String, String)>> {
    let mut exchanges = Vec::new();
    for interview in copilot.interviews(scope).await? {
        let turns = copilot.interview(scope, &interview.key).await?.turns;
        for pair in turns.windows(2) {
            if !pair[0].role.testifies() && pair[1].role.testifies() {
                exchanges.push((pair[0].text.clone(), pair[1].text.clone()));
            }
        }
    }
    Ok(exchanges)
}

/// A conversation of many, in an order of its own, with something that is said in no other.
fn interview(number: usize, exchanges: &[(String, String)]) -> String {
    let mut text = String::new();
    for at in 0..ANSWERS {
        let (question, answer) = &exchanges[(number * 7919 + at * (2 * number + 31)) % exchanges.len()];
        let (question, answer) = (question.replace('\n', " "), answer.replace('\n', " "));
        writeln!(text, "Interviewer: {question}\nParticipant: {answer} That was on day {number}.\n").ok();
    }
    text
}

/// The backlog of the sample under other keys.
fn backlog(copy: usize) -> Result<String> {
    let (_, bytes) = sample_files().find(|(path, _)| *path == "backlog.csv").context("a backlog")?;
    let key = format!("{}-", ["HAR", "BAY", "COVE", "KEY", "PIER", "QUAY"][copy % 6]);
    Ok(std::str::from_utf8(bytes)?.replace("HAR-", &key).replace(",10", &format!(",{copy}10")))
}

/// Refines items until there are as many suggestions as wanted.
async fn refine(copilot: &Copilot, scope: &Scope, wanted: usize) -> Result<usize> {
    let mut refined = 0;
    for item in copilot.items(scope).await? {
        refined += copilot.refine(scope, &item.key, &REFINED).await?.suggestions.len();
        if refined >= wanted {
            break;
        }
    }
    Ok(refined)
}

/// Accepts a quarter of what waits, turns a quarter down, puts a few off.
async fn decide(copilot: &Copilot, scope: &Scope) -> Result<usize> {
    let mut decided = 0;
    for (at, stored) in copilot.inbox(scope, None).await?.iter().enumerate() {
        let id = stored.id.as_str();
        let is_split = stored.suggestion.kind() == Kind::Split;
        let done = match at % 8 {
            0 | 1 => copilot.accept(scope, id, is_split.then_some(1)).await.is_ok(),
            2 | 3 => copilot.reject(scope, id, RejectCode::Unclear, "who is meant?").await.is_ok(),
            4 if at % 3 == 0 => copilot.defer(scope, id, "2099-01-01").await.is_ok(),
            _ => false,
        };
        decided += usize::from(done);
    }
    Ok(decided)
}

/// Every page, those of one thing for a thing that has much.
async fn paths(copilot: &Copilot, scope: &Scope) -> Result<Vec<String>> {
    let fixed = [
        "/",
        "/inbox?kind=assumption",
        "/inbox?from=100",
        "/several?kind=question",
        "/items",
        "/items?faulty=yes",
        "/items?text=refund",
        "/duplicates",
        "/interviews",
        "/import",
        "/insights",
        "/assumptions",
        "/questions",
        "/search",
        "/search?q=cancel+a+booking",
        "/search?q=phone&kind=items",
        "/decisions",
        "/decisions?from=200",
        "/ledger",
        "/evaluate",
        "/evaluate/new",
        "/settings",
        "/help",
    ];
    let mut paths: Vec<String> = fixed.into_iter().map(Into::into).collect();
    let waiting = copilot.inbox(scope, None).await?;
    for kind in [Kind::Split, Kind::Assumption, Kind::Question] {
        let one = waiting.iter().rev().find(|stored| is_whole(stored, kind)).context("one that waits")?;
        let id = &one.id;
        paths.extend([
            format!("/inbox?at={id}"),
            format!("/suggestions/{id}"),
            format!("/suggestions/{id}/trace"),
            format!("/suggestions/{id}/edit"),
        ]);
        if kind == Kind::Split {
            paths.push(format!("/items/{}", one.suggestion.item));
        }
    }
    if let Some(point) = copilot.assumption_map(scope).await?.first() {
        paths.push(format!("/assumptions/{}", point.registered.id));
    }
    let interview = copilot.interviews(scope).await?.into_iter().next().context("an interview")?;
    paths.push(format!("/interviews/{}", interview.key));
    Ok(paths)
}

/// Whether it is of this kind, and for a split, whether there is a way to choose.
fn is_whole(stored: &Stored, kind: Kind) -> bool {
    match &stored.suggestion.body {
        Body::Split(split) => kind == Kind::Split && !split.candidates.is_empty(),
        body => body.kind() == kind,
    }
}
