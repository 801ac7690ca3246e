//! How far work is that goes on in the background.

use super::url;
use crate::use_case::{Job, JobState};
use serde::Serialize;

/// The steps of a refinement, in the order in which they are told.
const REFINING: [&str; 5] = [
    "Read the item and its family",
    "Look for voices for it and against it",
    "Cut it in different ways, say what must be true and whom to ask",
    "Ask the language model, where there is one",
    "Prove every quote and check every draft",
];

/// A job as a page shows it.
#[derive(Debug, Serialize)]
pub(crate) struct JobPage {
    id: String,
    pub(crate) heading: String,
    step: String,
    /// What is done one after the other; empty for work that is counted.
    steps: &'static [&'static str],
    done: i64,
    /// 0 when it is not known.
    total: i64,
    pub(crate) is_over: bool,
    failure: Option<String>,
    /// What is kept of what a person stopped.
    stopped: Option<String>,
    to_inbox: bool,
    /// Where to go on when it has ended.
    pub(crate) then: String,
    then_words: &'static str,
}

impl JobPage {
    /// The page of a job that leads on to the inbox, or else to what it worked on.
    pub(crate) fn of(job: &Job, to_inbox: bool) -> Self {
        let of = |name: &str| job.payload.get(name).and_then(|key| key.as_str());
        let item = of("item");
        let (then, then_words) = match (job.kind.as_str(), item, of("interview")) {
            ("import", ..) => (format!("/imports/{}", job.id), "See what came in"),
            ("evaluate", ..) => ("/evaluate".to_owned(), "Open the evaluations"),
            ("duplicates", ..) => ("/duplicates".to_owned(), "Open the duplicates"),
            ("themes", ..) => ("/insights".to_owned(), "Open the insights"),
            ("summarize", _, Some(key)) => (url::interview(key), "Open the interview"),
            (_, Some(key), _) if !to_inbox => (url::item(key), "Open the item"),
            _ => ("/".to_owned(), "Open the inbox"),
        };
        Self {
            id: job.id.to_string(),
            heading: heading(&job.kind, item),
            step: step(job),
            steps: if job.kind == "refine" { &REFINING } else { &[] },
            done: job.done,
            total: job.total,
            is_over: matches!(job.state, JobState::Finished | JobState::Failed | JobState::Cancelled),
            failure: (job.state == JobState::Failed)
                .then(|| job.outcome.as_str().unwrap_or("it failed").to_owned()),
            stopped: (job.state == JobState::Cancelled).then(|| kept(job)),
            to_inbox,
            then,
            then_words,
        }
    }
}

fn heading(kind: &str, item: Option<&str>) -> String {
    match (kind, item) {
        ("refine", Some(key)) => format!("Refining {key}"),
        ("refine_many", _) => "Refining the backlog".into(),
        ("import", _) => "Bringing files in".into(),
        ("evaluate", _) => "Running a suite".into(),
        ("duplicates", _) => "Looking for duplicates".into(),
        ("themes", _) => "Reading all interviews together".into(),
        ("summarize", _) => "Putting the interview on one page".into(),
        _ => "Getting ready to search".into(),
    }
}

fn step(job: &Job) -> String {
    match (job.state, job.kind.as_str()) {
        (JobState::Waiting, _) => "Waits for its turn.".into(),
        (JobState::Finished, _) => "Done.".into(),
        (JobState::Failed, _) => "It did not come to an end.".into(),
        (JobState::Cancelled, _) => "Stopped.".into(),
        (JobState::Running, "refine") => {
            let done = usize::try_from(job.done).unwrap_or_default();
            format!("{}. Step {} of 5.", REFINING[done.min(4)], done.min(4) + 1)
        }
        (JobState::Running, _) if job.total > 0 => format!("{} of {} done.", job.done, job.total),
        (JobState::Running, _) => "At work.".into(),
    }
}

/// What was done before it was stopped, and that it is kept.
fn kept(job: &Job) -> String {
    match job.kind.as_str() {
        "refine_many" if job.done > 0 => {
            format!("{} of {} items were refined; what was proposed on them is kept.", job.done, job.total)
        }
        "import" if job.done > 0 => {
            format!(
                "{} of {} files were brought in and are kept. Import the others when you like; nothing is doubled.",
                job.done, job.total
            )
        }
        "import" => "No file was brought in.".into(),
        "refine" | "refine_many" | "summarize" | "themes" => "Nothing new was proposed.".into(),
        "evaluate" => "The run has no result.".into(),
        "duplicates" => "What the last look found stays.".into(),
        _ => "Hone gets ready to search by itself, later.".into(),
    }
}
