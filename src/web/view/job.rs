//! How far work is that goes on in the background.

use super::url;
use crate::use_case::{Job, JobState};
use serde::Serialize;

/// A job as a page shows it.
#[derive(Debug, Serialize)]
pub(crate) struct JobPage {
    id: String,
    heading: String,
    step: String,
    done: i64,
    /// 0 when it is not known.
    total: i64,
    pub(crate) is_over: bool,
    failure: Option<String>,
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
            ("themes", ..) => ("/insights".to_owned(), "Open the insights"),
            ("summarize", _, Some(key)) => (url::interview(key), "Open the interview"),
            (_, Some(key), _) if !to_inbox => (url::item(key), "Open the item"),
            _ => ("/".to_owned(), "Open the inbox"),
        };
        Self {
            id: job.id.to_string(),
            heading: heading(&job.kind, item),
            step: step(job),
            done: job.done,
            total: job.total,
            is_over: matches!(job.state, JobState::Finished | JobState::Failed),
            failure: (job.state == JobState::Failed)
                .then(|| job.outcome.as_str().unwrap_or("it failed").to_owned()),
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
        (JobState::Running, _) if job.total > 0 => format!("{} of {} done.", job.done, job.total),
        (JobState::Running, "refine") => {
            "Looks for voices for and against, cuts it in different ways, and proves every quote.".into()
        }
        (JobState::Running, _) => "At work.".into(),
    }
}
