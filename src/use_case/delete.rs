//! Deletes an item or forgets an interview, and corrects who has which part in one.

use super::{Copilot, Error, copies};
use crate::domain::access::Scope;
use crate::domain::asking::ANSWER_FORMAT;
use crate::domain::evidence::is_zero;
use crate::domain::interview::{Interview, MaskedSpan, Role, Turn};
use crate::domain::text;
use crate::ingest::spoken_of::people_spoken_of;
use crate::retrieval::{Passage, WINDOWING, passages_of_interview, passages_of_item};
use crate::store::{Dependants, StoreError};
use serde::Serialize;
use std::collections::BTreeMap;

/// What goes with an item or an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Preview {
    /// `item` or `interview`.
    pub what: &'static str,
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What depends on it.
    #[serde(flatten)]
    pub dependants: Dependants,
    /// Files beside the database that hold words of an interview and go with it: recordings of a
    /// model, and runs of suites with their reports.
    #[serde(skip_serializing_if = "is_zero")]
    pub copies: usize,
}

/// A place where personal data was hidden before the text was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// `email`, `phone`, `iban`, `card`, `key` or `name`; `perhaps_name` is not hidden.
    pub kind: String,
    /// 0-based index of the turn.
    pub turn: usize,
    /// Byte offset in the turn's text.
    pub start: usize,
    /// Byte offset of the end in the turn's text.
    pub end: usize,
    /// The sentence, with what was hidden covered.
    pub around: String,
}

impl Copilot {
    /// What goes, or loses its ground, with the item or interview of this key.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is neither.
    pub async fn preview_delete(&self, scope: &Scope, key: &str) -> Result<Preview, Error> {
        let workspace = &scope.workspace;
        match self.store.item(workspace, key).await {
            Ok(item) => Ok(Preview {
                what: "item",
                dependants: self.store.item_dependants(workspace, &item.key).await?,
                key: item.key,
                title: item.record.title,
                copies: 0,
            }),
            Err(StoreError::NotFound { .. }) => {
                let interview = match self.store.interview(workspace, key).await {
                    Err(StoreError::NotFound { .. }) => {
                        let hint = "`hone items` and `hone interviews` list what is there";
                        return Err(Error::not_found("item or interview", key, hint));
                    }
                    found => found?,
                };
                Ok(Preview {
                    what: "interview",
                    dependants: self.store.interview_dependants(workspace, &interview.key).await?,
                    copies: self.copies_of(scope, std::slice::from_ref(&interview)).await?.len(),
                    key: interview.key,
                    title: interview.title,
                })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes an item, or forgets an interview with its words wherever they stand, in one step.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a program; [`Error::NotFound`] when there is neither.
    pub async fn delete(&self, scope: &Scope, key: &str) -> Result<Preview, Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        let preview = self.preview_delete(scope, key).await?;
        let workspace = &scope.workspace;
        if preview.what == "item" {
            let item = self.store.item(workspace, &preview.key).await?;
            let texts = hashes(&passages_of_item(&item, WINDOWING));
            self.store.delete_item(workspace, &preview.key, &texts).await?;
        } else {
            let interview = self.store.interview(workspace, &preview.key).await?;
            let texts = hashes(&passages_of_interview(&interview, WINDOWING));
            let copies = self.copies_of(scope, std::slice::from_ref(&interview)).await?;
            self.store.forget_interview(workspace, &preview.key, &texts).await?;
            copies::remove(&copies);
            self.library().await?.discard(workspace).await;
        }
        Ok(preview)
    }

    /// What goes, or loses its ground, with everything that a participant said, who is named by
    /// key, pseudonym or name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nobody of that name was interviewed; [`Error::Conflict`] when they
    /// were heard only together with others.
    pub async fn preview_forget(&self, scope: &Scope, participant: &str) -> Result<Vec<Preview>, Error> {
        let mut previews = Vec::new();
        for key in self.interviews_with(scope, participant).await? {
            previews.push(self.preview_delete(scope, &key).await?);
        }
        Ok(previews)
    }

    /// Forgets every interview of a participant, in one step; what quotes them stands, marked and
    /// without the words.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a program; else as [`Copilot::preview_forget`].
    pub async fn forget(&self, scope: &Scope, participant: &str) -> Result<Vec<Preview>, Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        let previews = self.preview_forget(scope, participant).await?;
        let mut interviews = Vec::new();
        for preview in &previews {
            let interview = self.store.interview(&scope.workspace, &preview.key).await?;
            let texts = hashes(&passages_of_interview(&interview, WINDOWING));
            interviews.push((interview, texts));
        }
        let theirs: Vec<Interview> = interviews.iter().map(|(interview, _)| interview.clone()).collect();
        let copies = self.copies_of(scope, &theirs).await?;
        self.store.forget_interviews(&scope.workspace, &interviews).await?;
        copies::remove(&copies);
        self.library().await?.discard(&scope.workspace).await;
        Ok(previews)
    }

    async fn interviews_with(&self, scope: &Scope, participant: &str) -> Result<Vec<String>, Error> {
        let behind = self.store.pseudonym_of(&scope.workspace, participant).await?;
        let wanted = behind.as_deref().unwrap_or(participant);
        let all = self.store.interviews(&scope.workspace).await?;
        let keys = |is_in: &dyn Fn(&Interview) -> bool| -> Vec<String> {
            all.iter().filter(|one| is_in(one)).map(|one| one.key.clone()).collect()
        };
        let own = keys(&|one| one.person() == wanted || is_the_voice(one, wanted));
        let shared = keys(&|one| one.person() != wanted && speaks(one, wanted) && !is_the_voice(one, wanted));
        if own.is_empty() && !shared.is_empty() {
            return Err(Error::Conflict {
                why: format!("{wanted} was heard only together with others, in {}", shared.join(", ")),
                hint: format!("hone delete {} forgets the whole conversation", shared[0]),
            });
        }
        if own.is_empty() {
            let hint = "`hone interviews --json` names the participant of each";
            return Err(Error::not_found("participant", participant, hint));
        }
        Ok(own)
    }

    /// Where personal data was hidden in an interview: the kind, and the text around it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown interview.
    pub async fn masking(&self, scope: &Scope, key: &str) -> Result<Vec<Hidden>, Error> {
        let interview = self.store.interview(&scope.workspace, key).await?;
        let spans = self.store.masking(&scope.workspace, &interview.id).await?;
        Ok(spans.into_iter().filter_map(|span| hidden(&interview, span)).collect())
    }

    /// Where somebody who is only spoken of may be named in an interview, for a person to look at.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown interview.
    pub async fn perhaps_named(&self, scope: &Scope, key: &str) -> Result<Vec<Hidden>, Error> {
        let interview = self.store.interview(&scope.workspace, key).await?;
        let in_turn = |turn: &Turn| {
            let spans = people_spoken_of(&turn.text).into_iter();
            let around = |start: usize| {
                let sentences = text::sentences(&turn.text);
                let one = sentences.into_iter().find(|one| one.start <= start && start < one.end);
                one.map_or_else(String::new, |one| turn.text[one].to_owned())
            };
            let kind = || "perhaps_name".to_owned();
            spans
                .map(|span| Hidden {
                    kind: kind(),
                    turn: turn.index,
                    around: around(span.start),
                    start: span.start,
                    end: span.end,
                })
                .collect::<Vec<_>>()
        };
        Ok(interview.turns.iter().flat_map(in_turn).collect())
    }

    /// Says who has which part in an interview; suggestions that quote a voice whose part
    /// changed become stale, and their number is returned.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a label that the interview does not have.
    pub async fn correct_roles(
        &self,
        scope: &Scope,
        key: &str,
        roles: &BTreeMap<String, Role>,
    ) -> Result<(Interview, u64), Error> {
        let interview = self.store.interview(&scope.workspace, key).await?;
        let labels: Vec<&str> = interview.roles.iter().map(|known| known.speaker.as_str()).collect();
        if let Some(label) = roles.keys().find(|label| !labels.contains(&label.as_str())) {
            let why = format!("nobody is labelled {label:?} in {}", interview.key);
            return Err(Error::invalid("map", why, format!("its labels are {}", labels.join(", "))));
        }
        if interview.format == ANSWER_FORMAT && roles.values().any(|role| role.testifies()) {
            let hint = "interview them, and import the transcript";
            return Err(Error::invalid("map", "a noted answer is nobody's voice", hint));
        }
        Ok(self.store.correct_roles(&scope.workspace, &interview.key, roles).await?)
    }
}

/// Whether a label is that of one who answers.
fn speaks(interview: &Interview, label: &str) -> bool {
    interview.roles.iter().any(|role| role.speaker == label && role.role != Role::Interviewer)
}

/// Whether nobody but this label answers in an interview.
fn is_the_voice(interview: &Interview, label: &str) -> bool {
    let mut others = interview.roles.iter().filter(|role| role.role != Role::Interviewer);
    speaks(interview, label) && others.all(|role| role.speaker == label)
}

/// The place of a span in its turn, with the sentence that it stands in.
fn hidden(interview: &Interview, span: MaskedSpan) -> Option<Hidden> {
    let turn = interview.turns.iter().find(|turn| turn.start <= span.start && span.end <= turn.end)?;
    let (start, end) = (span.start - turn.start, span.end - turn.start);
    let around = text::sentences(&turn.text).into_iter().find(|one| one.start <= start && start < one.end)?;
    Some(Hidden { kind: span.kind, turn: turn.index, start, end, around: turn.text[around].to_owned() })
}

fn hashes(passages: &[Passage]) -> Vec<String> {
    passages.iter().map(Passage::text_hash).collect()
}
