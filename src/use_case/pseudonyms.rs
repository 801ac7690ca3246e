//! Pseudonyms in the place of names: who gets which, and who is who for the one who may know.

use super::{Copilot, Error, ImportContent, InterviewDetails, JobRequest};
use crate::domain::access::Scope;
use crate::domain::import::FileReport;
use crate::domain::interview::{Role, SpeakerRole};
use crate::ingest::names::{Names, is_form_of, is_name};
use crate::ingest::transcript::{self, Transcript, TranscriptOptions, rename_report};
use crate::store::{Job, KnownName, NewName};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A person behind a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Participant {
    /// What stands for the person.
    pub pseudonym: String,
    /// Keys of the interviews in which the person speaks.
    pub interviews: Vec<String>,
    /// Every form of the name that is known; left out unless it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

impl Copilot {
    /// The same copilot; with `always`, pseudonyms stand for names in every import.
    pub fn with_pseudonyms(self, always: bool) -> Self {
        Self { pseudonyms: always, ..self }
    }

    /// Whether pseudonyms stand for names in every import.
    pub fn always_hides_names(&self) -> bool {
        self.pseudonyms
    }

    /// Whether pseudonyms stand for names in this import.
    pub fn hides_names(&self, details: &InterviewDetails) -> bool {
        details.pseudonyms || self.pseudonyms
    }

    /// Gives the speakers of a transcript pseudonyms before any file of the same import is kept,
    /// so that who is spoken of in one and speaks in another is named in neither; says where names
    /// that were not known before may stand in what came in earlier.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn learn_names(
        &self,
        scope: &Scope,
        path: &str,
        bytes: &[u8],
        details: &InterviewDetails,
    ) -> Result<Option<String>, Error> {
        let options = TranscriptOptions {
            limits: self.means.limits,
            roles: details.roles.clone(),
            path: path.to_owned(),
        };
        let (_, Some(transcript)) = transcript::read(path, bytes, &options) else { return Ok(None) };
        let workspace = &scope.workspace;
        let before = readable(self.store.known_names(workspace).await?);
        self.store.name_people(workspace, &people_of(&transcript.roles, details)).await?;
        let known = readable(self.store.known_names(workspace).await?);
        let new: Vec<(String, String)> = known.into_iter().filter(|one| !before.contains(one)).collect();
        self.mentioned_before(scope, &new).await
    }

    /// Puts pseudonyms in the place of names in a transcript and in what is told of it; gives what
    /// is known of the interview, without names.
    pub(super) async fn hide_names(
        &self,
        scope: &Scope,
        transcript: &mut Transcript,
        report: &mut FileReport,
        details: &InterviewDetails,
    ) -> Result<InterviewDetails, Error> {
        let workspace = &scope.workspace;
        let people = people_of(&transcript.roles, details);
        self.store.name_people(workspace, &people).await?;
        let known = readable(self.store.known_names(workspace).await?);
        let said: Vec<&str> = transcript.turns.iter().map(|turn| turn.text.as_str()).collect();
        let names = Names::of(&known, &said);
        transcript.rename(&names);
        rename_report(report, &names);
        let mut hidden = details.clone();
        if let Some(stands_for) = details.participant.as_deref().and_then(|name| names.label(name)) {
            hidden.participant = Some(stands_for.to_owned());
        }
        let one = the_participant(&transcript.roles).map(|role| role.speaker.clone());
        if let (Some(here), Some(label)) = (&hidden.participant, one)
            && *here != label
            && known.iter().any(|(_, pseudonym)| *pseudonym == label)
        {
            report.warnings.push(format!(
                "who is {here} here is {label} in other interviews; with --participant {label} they count as one person"
            ));
        }
        Ok(hidden)
    }

    /// Where names that are known only now may stand in what was kept before.
    async fn mentioned_before(
        &self,
        scope: &Scope,
        new: &[(String, String)],
    ) -> Result<Option<String>, Error> {
        if new.is_empty() {
            return Ok(None);
        }
        let names = Names::of(new, &[]);
        let all = self.store.interviews_with_turns(&scope.workspace).await?;
        let mentions =
            all.iter().filter(|one| one.turns.iter().any(|turn| !names.veil(&turn.text).edits.is_empty()));
        let keys: Vec<&str> = mentions.map(|one| one.key.as_str()).collect();
        let who: Vec<&str> = new.iter().map(|(_, pseudonym)| pseudonym.as_str()).collect();
        Ok((!keys.is_empty()).then(|| {
            format!(
                "the name of {} may stand in what came in before: {}; delete these and import them again",
                who.join(" or "),
                keys.join(", ")
            )
        }))
    }

    /// What was asked for, without the names that an import with pseudonyms brought; none for
    /// every other job.
    pub(super) fn without_names(&self, job: &Job) -> Option<Value> {
        let JobRequest::Import { mut files, content: ImportContent::Interviews(details) } =
            serde_json::from_value(job.payload.clone()).ok()?
        else {
            return None;
        };
        if !self.hides_names(&details) {
            return None;
        }
        for (number, file) in (1..).zip(&mut files) {
            file.name = format!("file {number}");
        }
        let (segment, date) = (details.segment, details.date);
        let details = InterviewDetails { segment, date, pseudonyms: true, ..InterviewDetails::default() };
        serde_json::to_value(JobRequest::Import { files, content: ImportContent::Interviews(details) }).ok()
    }

    /// The people behind pseudonyms; their names only when they are asked for by a person.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when a program asks for names.
    pub async fn participants(&self, scope: &Scope, with_names: bool) -> Result<Vec<Participant>, Error> {
        if with_names {
            scope.person.decider().ok_or(Error::Forbidden)?;
        }
        let mut people: BTreeMap<String, Participant> = BTreeMap::new();
        for KnownName { pseudonym, name } in self.store.known_names(&scope.workspace).await? {
            let person = people.entry(pseudonym.clone()).or_insert_with(|| Participant {
                pseudonym,
                interviews: Vec::new(),
                names: Vec::new(),
            });
            let unreadable = || "(sealed with another names.key)".to_owned();
            person.names.extend(with_names.then(|| name.unwrap_or_else(unreadable)));
        }
        for interview in self.store.interviews(&scope.workspace).await? {
            let labels = interview.roles.iter().map(|role| role.speaker.as_str());
            for label in labels.chain(interview.participant.as_deref()) {
                if let Some(person) = people.get_mut(label)
                    && person.interviews.last() != Some(&interview.key)
                {
                    person.interviews.push(interview.key.clone());
                }
            }
        }
        Ok(people.into_values().collect())
    }
}

fn readable(known: Vec<KnownName>) -> Vec<(String, String)> {
    known.into_iter().filter_map(|one| Some((one.name?, one.pseudonym))).collect()
}

/// The one speaker who is interviewed; none where there are several.
fn the_participant(roles: &[SpeakerRole]) -> Option<&SpeakerRole> {
    let mut told = roles.iter().filter(|role| role.role == Role::Participant);
    told.next().filter(|_| told.next().is_none())
}

/// Who needs a pseudonym: speakers with names, who was interviewed, and who else is named.
fn people_of(roles: &[SpeakerRole], details: &InterviewDetails) -> Vec<NewName> {
    let participant = details.participant.as_deref();
    let one = the_participant(roles).map(|role| role.speaker.as_str());
    let mut people = Vec::new();
    let mut is_there = false;
    for role in roles.iter().filter(|role| is_name(&role.speaker)) {
        let mut person = NewName {
            forms: vec![role.speaker.clone()],
            letter: if role.role == Role::Interviewer { 'I' } else { 'P' },
            wish: None,
        };
        if let Some(given) = participant
            && one == Some(role.speaker.as_str())
        {
            if !is_name(given) {
                person.wish = Some(given.to_owned());
            } else if is_form_of(given, &role.speaker) {
                person.forms.push(given.to_owned());
                is_there = true;
            }
        }
        people.push(person);
    }
    let others = participant.filter(|given| !is_there && is_name(given)).map(str::to_owned);
    people.extend(
        others
            .into_iter()
            .chain(details.names.iter().filter(|name| is_name(name)).cloned())
            .map(|name| NewName { forms: vec![name], letter: 'P', wish: None }),
    );
    people
}
