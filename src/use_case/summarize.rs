//! Reads one interview and puts it on one page.

use super::refine::{Beside, transcripts};
use super::{Copilot, Error, Refinement};
use crate::domain::access::Scope;
use crate::domain::interview::{Interview, SourceKind};
use crate::domain::language::Language;
use crate::domain::suggestion::{Draft, Kind, Suggestion};
use crate::proposer::playbook::snapshot::snapshot;
use crate::verification::understanding::check_understanding;

/// Turns whose language is looked at.
const GLANCE: usize = 60;

impl Copilot {
    /// Proposes the snapshot of an interview: facts, quotes, story, opportunities, ways around.
    /// A model words it and notes more, where one drafts.
    ///
    /// The same interview gives the same snapshot; one that is no longer proposed becomes stale
    /// and what a person has decided stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown interview; [`Error::Invalid`] when nobody in it may be
    /// quoted, or it is in a language that the rules do not read.
    pub async fn summarize(&self, scope: &Scope, key: &str) -> Result<Refinement, Error> {
        let since = self.means.clock.now_ms();
        let interview = self.store.interview(&scope.workspace, key).await?;
        let page = page_of(&interview)?;
        let written = self.ask_for_page(scope, &interview).await?;
        let (notices, silent) = (written.notices(), written.silent());
        // A model takes its time: what went or changed meanwhile must not be quoted.
        let shelf = self.library().await?.open(&scope.workspace).await?;
        let transcripts = transcripts(&shelf);
        let receipt = self.receipt(scope, since).await?;
        let check = |draft: &mut Suggestion<Draft>| check_understanding(draft, &transcripts);
        let mut beside = Beside::default();
        if !silent.is_empty() {
            beside.standing = self.standing_of_model(scope, &interview.key, Kind::Snapshot).await?;
        }
        let drafts = if beside.standing.is_empty() {
            let (page, withheld) = self.with_page_of_model(page, &interview, written, &transcripts);
            beside.withheld = withheld;
            vec![page]
        } else {
            Vec::new()
        };
        let kinds = [Kind::Snapshot];
        let kept = self.keep(scope, (&interview.key, &kinds), drafts, beside, &receipt, check).await?;
        Ok(Refinement { notices, ..kept })
    }
}

fn page_of(interview: &Interview) -> Result<Suggestion<Draft>, Error> {
    if !reads_english(interview) {
        return Err(Error::invalid(
            "interview",
            format!("{} is not in English, and the rules read nothing else", interview.key),
            "translate it, or use an engine with a language model",
        ));
    }
    snapshot(interview).ok_or_else(|| {
        let (why, hint) = nobody_speaks(interview);
        Error::invalid("interview", format!("{}: {why}", interview.key), hint)
    })
}

/// Whether what participants say is English, as far as one can tell.
pub(super) fn reads_english(interview: &Interview) -> bool {
    let said: Vec<&str> = interview
        .turns
        .iter()
        .filter(|turn| turn.role.testifies())
        .take(GLANCE)
        .map(|turn| turn.text.as_str())
        .collect();
    Language::detect(&said.join(" ")) == Language::English
}

/// Why there is nobody to quote, and what to do.
fn nobody_speaks(interview: &Interview) -> (&'static str, String) {
    if interview.kind != SourceKind::Interview {
        return (
            "these are somebody's notes, not speech",
            "take in the transcript of the conversation".into(),
        );
    }
    if interview.turns.iter().any(|turn| turn.role.testifies()) {
        return ("the participant says nothing that could be quoted", "look at it with hone show".into());
    }
    let voices: Vec<&str> =
        interview.roles.iter().map(|one| one.speaker.as_str()).filter(|label| !label.is_empty()).collect();
    let who = voices.first().copied().unwrap_or("NAME");
    if voices.is_empty() {
        return (
            "no speaker is named",
            "add labels to the transcript, such as “Bea: …” and “Nadia: …”".into(),
        );
    }
    let hint = format!("say who it is: hone interviews roles {} --map \"{who}=participant\"", interview.key);
    ("no voice is known as a participant's", hint)
}
