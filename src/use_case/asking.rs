//! Accepted questions on their way: asked, answered by a note, or told in an interview already.

use super::error::only_one;
use super::{Copilot, Error, QueuedQuestion};
use crate::domain::access::Scope;
use crate::domain::asking::{ANSWER_FORMAT, Asking, NotedAnswer, Stage};
use crate::domain::evidence::Quote;
use crate::domain::id::{SourceId, sha256_hex};
use crate::domain::interview::{Interview, MaskedSpan, Role, SourceKind, SpeakerRole, Turn};
use crate::domain::journal::{Book, Line, lines_of};
use crate::domain::question::Question;
use crate::domain::text;
use crate::ingest::masking::mask;
use crate::store::{Added, NewInterview, StoreError};
use serde::Serialize;

/// An accepted question, and how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AskedQuestion {
    /// The question as it was accepted.
    #[serde(flatten)]
    pub queued: QueuedQuestion,
    /// How far it is.
    pub stage: Stage,
    /// When it was asked, in milliseconds since the epoch.
    pub asked_at: Option<i64>,
    /// What participants have told of it already, also since it was accepted.
    pub told: Vec<Quote>,
    /// The answer, as far as its note was not forgotten.
    pub answer: Option<NotedAnswer>,
}

impl Copilot {
    /// The accepted questions, oldest first, each with how far it is.
    pub async fn questions(&self, scope: &Scope) -> Result<Vec<AskedQuestion>, Error> {
        let book: Book<Asking> = self.store.book(&scope.workspace).await?;
        let proposed = self.store.questions_beside_queue(&scope.workspace).await?;
        let mut asked = Vec::new();
        for queued in self.store.questions(&scope.workspace).await? {
            let lines = lines_of(&book, queued.id.as_str());
            let told = told_of(&queued, &proposed);
            asked.push(AskedQuestion {
                stage: Stage::of(lines, !told.is_empty()),
                asked_at: lines.iter().rev().find_map(asked_at),
                answer: self.noted(scope, lines).await?,
                told,
                queued,
            });
        }
        Ok(asked)
    }

    /// The accepted question with this id or unique beginning of one.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::Ambiguous`].
    pub async fn question(&self, scope: &Scope, id: &str) -> Result<AskedQuestion, Error> {
        let all = self.questions(scope).await?.into_iter();
        let fits = all.filter(|one| !id.is_empty() && one.queued.id.as_str().starts_with(id));
        let fits = fits.map(|one| (one.queued.id.to_string(), one)).collect();
        only_one("question", id, "`hone questions` lists those that were accepted", fits)
    }

    /// Says that a question was put to somebody; to its addressee where nobody is named.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is answered.
    pub async fn mark_asked(
        &self,
        scope: &Scope,
        id: &str,
        whom: Option<&str>,
    ) -> Result<AskedQuestion, Error> {
        let shown = self.question(scope, id).await?;
        let whom = addressee(&shown, whom);
        self.write_asking(scope, &shown, Asking::Asked { whom }).await
    }

    /// Records an answer as a note: searched and shown as such, never quoted as a customer's voice.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an answer without words; [`Error::Conflict`] when it is answered.
    pub async fn record_answer(
        &self,
        scope: &Scope,
        id: &str,
        answer: &str,
        whom: Option<&str>,
    ) -> Result<AskedQuestion, Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        if text::words(answer).is_empty() {
            return Err(Error::invalid(
                "answer",
                "it has no words",
                "write what was said, or that nobody knows",
            ));
        }
        let shown = self.question(scope, id).await?;
        unanswered(&shown)?;
        let whom = addressee(&shown, whom);
        let (note, written, masking) = note_of(scope, &shown, answer.trim(), &whom, self.means.clock.today());
        let new =
            NewInterview { interview: &note, text: &written, raw: written.as_bytes(), masking: &masking };
        let (Added::New(key) | Added::Known(key)) = self.store.add_interview(&scope.workspace, new).await?;
        self.write_asking(scope, &shown, Asking::Answered { whom, note: key }).await
    }

    /// Takes the last step on a question back; a note that was written stays until it is deleted.
    ///
    /// # Errors
    /// [`Error::Conflict`] when there is none.
    pub async fn take_back_asking(&self, scope: &Scope, id: &str) -> Result<AskedQuestion, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let id = self.question(scope, id).await?.queued.id;
        self.store.take_back::<Asking>(&scope.workspace, id.as_str(), &by).await?;
        self.question(scope, id.as_str()).await
    }

    async fn write_asking(
        &self,
        scope: &Scope,
        shown: &AskedQuestion,
        step: Asking,
    ) -> Result<AskedQuestion, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let id = shown.queued.id.as_str();
        let decide = |book: &Book<Asking>| match Stage::of(lines_of(book, id), false) {
            Stage::Answered => Err(answered_already(id)),
            _ => Ok(step),
        };
        self.store.write_line(&scope.workspace, id, &by, decide).await??;
        self.question(scope, id).await
    }

    /// The answer that the last line names; none when its note is gone.
    async fn noted(&self, scope: &Scope, lines: &[Line<Asking>]) -> Result<Option<NotedAnswer>, Error> {
        let Some(Asking::Answered { note, .. }) = lines.last().map(|line| &line.entry) else {
            return Ok(None);
        };
        let source = match self.store.interview(&scope.workspace, note).await {
            Ok(source) => source,
            Err(StoreError::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(source.turns.iter().find(|turn| turn.role == Role::Other).map(|turn| NotedAnswer {
            source: source.key.clone(),
            turn: turn.index,
            start: 0,
            end: turn.text.len(),
            text: turn.text.clone(),
            speaker: turn.speaker.clone(),
            role: turn.role,
        }))
    }
}

fn asked_at(line: &Line<Asking>) -> Option<i64> {
    matches!(line.entry, Asking::Asked { .. }).then_some(line.at)
}

fn addressee(shown: &AskedQuestion, whom: Option<&str>) -> String {
    let named = whom.map(text::one_line).filter(|name| !name.is_empty());
    named.unwrap_or_else(|| shown.queued.stakeholder.trim_start_matches("unlisted: ").to_owned())
}

fn unanswered(shown: &AskedQuestion) -> Result<(), Error> {
    if shown.stage == Stage::Answered { Err(answered_already(shown.queued.id.as_str())) } else { Ok(()) }
}

fn answered_already(id: &str) -> Error {
    let id: String = id.chars().take(6).collect();
    Error::Conflict {
        why: format!("question {id} is answered already"),
        hint: format!("`hone questions undo {id}` takes the answer back"),
    }
}

/// Quotes that answer the question, in it or in a later proposal of the same question.
fn told_of(queued: &QueuedQuestion, proposed: &[(String, Question)]) -> Vec<Quote> {
    let mut told = queued.question.answered_by.clone();
    let of_same = proposed.iter().filter_map(|(item, question)| {
        (*item == queued.item && question.text == queued.question.text).then_some(&question.answered_by)
    });
    for quote in of_same.flatten() {
        if !told.contains(quote) {
            told.push(quote.clone());
        }
    }
    told
}

/// The note with the question before the answer, its text, and what was hidden in it.
fn note_of(
    scope: &Scope,
    shown: &AskedQuestion,
    answer: &str,
    whom: &str,
    today: String,
) -> (Interview, String, Vec<MaskedSpan>) {
    let question = text::one_line(&shown.queued.question.text);
    let (answer, hidden) = mask(answer);
    let at = question.len() + 1;
    let written = format!("{question}\n{answer}");
    let turn = |index, speaker: &str, role, start, text: &str| Turn {
        index,
        speaker: speaker.to_owned(),
        role,
        start_ms: None,
        end_ms: None,
        text: text.to_owned(),
        start,
        end: start + text.len(),
        cues: Vec::new(),
    };
    let known = |speaker: &str, role, why: &str| SpeakerRole {
        speaker: speaker.to_owned(),
        role,
        confidence: 1.0,
        why: why.to_owned(),
    };
    let by = scope.person.name.as_str();
    let name = text::words(whom).join("-");
    let note = Interview {
        id: SourceId::derive(&[scope.workspace.as_str(), ANSWER_FORMAT, &sha256_hex(written.as_bytes())]),
        key: format!("note-{name}"),
        title: format!("Answer of {whom} on {}", shown.queued.question.about),
        kind: SourceKind::Note,
        participant: None,
        segment: None,
        date: Some(today),
        format: ANSWER_FORMAT.to_owned(),
        version: 1,
        roles: vec![
            known(by, Role::Interviewer, "asked the question"),
            known(whom, Role::Other, "the answer was noted, not recorded"),
        ],
        turns: vec![turn(0, by, Role::Interviewer, 0, &question), turn(1, whom, Role::Other, at, &answer)],
        asides: Vec::new(),
        warnings: Vec::new(),
    };
    let span = |(range, kind): (std::ops::Range<usize>, &str)| MaskedSpan {
        start: at + range.start,
        end: at + range.end,
        kind: kind.to_owned(),
    };
    (note, written, hidden.into_iter().map(span).collect())
}
