//! Reads one interview and puts it on one page.

use super::refine::{Beside, transcripts};
use super::{Copilot, Error, Refinement};
use crate::domain::access::Scope;
use crate::domain::interview::{Interview, Role, SourceKind, SpeakerRole};
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
        let (notices, silent, spent) = (written.notices(), written.silent(), written.spent);
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
        Ok(Refinement { notices, spent, ..kept })
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

/// Whether every voice that is known is an interviewer's.
fn only_asks(roles: &[SpeakerRole]) -> bool {
    !roles.is_empty() && roles.iter().all(|role| role.role == Role::Interviewer)
}

/// How many of a hundred turns of a voice ask something.
fn asking_percent(interview: &Interview, voice: &str) -> usize {
    let own = interview.turns.iter().filter(|turn| turn.speaker == voice);
    let (turns, asking) =
        own.fold((0, 0), |(turns, asking), turn| (turns + 1, asking + usize::from(turn.text.contains('?'))));
    asking * 100 / usize::max(turns, 1)
}

/// What a person should know of an interview before they ask for its page.
pub(super) fn notes_on(interview: &Interview) -> Option<String> {
    if interview.kind != SourceKind::Interview {
        return None;
    }
    if only_asks(&interview.roles) {
        return Some("only the interviewer speaks: there is nothing to quote".into());
    }
    let testifies = interview.turns.iter().any(|turn| turn.role.testifies());
    (testifies && !reads_english(interview)).then(|| {
        "not in English: it is kept and searched, but pages and themes are made of English alone".into()
    })
}

/// Why there is nobody to quote, and what to do.
fn nobody_speaks(interview: &Interview) -> (&'static str, String) {
    match interview.kind {
        SourceKind::Note => {
            let hint = "take in the transcript of the conversation";
            return ("these are somebody's notes, not speech", hint.into());
        }
        SourceKind::Document => {
            let hint = "if it is a transcript, put a label before each turn, such as “Bea: …” and “Nadia: …”, and take it in again";
            return ("nobody is named as speaking in it, so nothing can be quoted", hint.into());
        }
        SourceKind::Interview => {}
    }
    if interview.turns.iter().any(|turn| turn.role.testifies()) {
        return ("the participant says nothing that could be quoted", "look at it with hone show".into());
    }
    if only_asks(&interview.roles) {
        let hint =
            "take in the whole transcript; or, if they are the customer, say so with hone interviews roles";
        return ("only the interviewer speaks, and a question is nobody's testimony", hint.into());
    }
    let voices: Vec<&str> =
        interview.roles.iter().map(|one| one.speaker.as_str()).filter(|label| !label.is_empty()).collect();
    // Who asks least is the likeliest to be the one who answers.
    let who = voices.iter().copied().min_by_key(|voice| asking_percent(interview, voice)).unwrap_or("NAME");
    if voices.is_empty() {
        return (
            "no speaker is named",
            "add labels to the transcript, such as “Bea: …” and “Nadia: …”".into(),
        );
    }
    let hint = format!("say who it is: hone interviews roles {} --map \"{who}=participant\"", interview.key);
    ("no voice is known as a participant's", hint)
}
