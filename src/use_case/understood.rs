//! What a model reads out of interviews, joined with what the rules read.
//!
//! The rules always read; the model words a page and notes more, and names themes. Each of its
//! lines is proved before it is taken, and what it cannot do leaves the rules' page as it is.

use super::ask_model::{ModelMeans, Written};
use super::{Copilot, Engine, Error};
use crate::domain::access::Scope;
use crate::domain::check::{Check, Outcome, Report};
use crate::domain::interview::Interview;
use crate::domain::snapshot::Snapshot;
use crate::domain::suggestion::{Body, Draft, Kind, Receipt, Stored, Suggestion, Withheld};
use crate::domain::theme::{Theme, ThemeChoice};
use crate::proposer::model::{Run, prepare_labels, prepare_page};
use crate::proposer::playbook::snapshot::draft_of;
use crate::store::{Spent, SuggestionFilter};
use crate::verification::merging::join_pages;
use crate::verification::model::{REQUIRED_OF_A_MODEL, check_model_understanding};
use crate::verification::quotes::Transcripts;
use crate::verification::understanding::check_understanding;

/// Themes with their labels.
#[derive(Default)]
pub(super) struct Labelled {
    pub(super) themes: Vec<Suggestion<Draft>>,
    /// Sentences for the PO about the model.
    pub(super) notices: Vec<String>,
    /// Labels that did not pass a check.
    pub(super) withheld: Vec<Withheld>,
    /// What the model took for them.
    pub(super) spent: Spent,
}

impl Copilot {
    /// The model, where it may draft.
    fn drafter(&self) -> Option<&ModelMeans> {
        self.means.model.as_ref().filter(|_| self.engine != Engine::Playbook)
    }

    /// Asks the model to put an interview on a page; nothing where it may not draft.
    pub(super) async fn ask_for_page(&self, scope: &Scope, interview: &Interview) -> Result<Written, Error> {
        let Some(means) = self.drafter() else { return Ok(Written::default()) };
        let prepared = prepare_page(interview, &means.prompts, means.window);
        Ok(self.run_prepared(scope, Kind::Snapshot, prepared, means).await?.into())
    }

    /// Joins the page that the model wrote with the rules' page, if it passes its checks.
    pub(super) fn with_page_of_model(
        &self,
        own: Suggestion<Draft>,
        interview: &Interview,
        written: Written,
        transcripts: &Transcripts<'_>,
    ) -> (Suggestion<Draft>, Vec<Withheld>) {
        let mut draft = own;
        draft.receipt.fallback = written.fallback(Kind::Snapshot).into();
        let Looked { sound, withheld } = look_at(written, transcripts);
        if !withheld.is_empty() {
            draft.receipt.fallback = "withheld".into();
        }
        let Some(other) = sound.into_iter().next() else { return (draft, withheld) };
        let (Body::Snapshot(own), Body::Snapshot(page)) = (&draft.body, other.body) else {
            return (draft, withheld);
        };
        let mut joined = own.clone();
        let mut receipt = other.receipt;
        if self.engine == Engine::Both {
            if !join_pages(&mut joined, page) {
                return (draft, withheld);
            }
            receipt.engine = "both".into();
        } else {
            joined = Snapshot { not_said: joined.not_said, ..page };
        }
        let mut draft = draft_of(interview, joined, draft.evidence.searched);
        draft.receipt = receipt;
        (draft, withheld)
    }

    /// Gives themes the labels of the model: those that it gave before, and those that it is asked for now.
    pub(super) async fn with_labels_of_model(
        &self,
        scope: &Scope,
        mut themes: Vec<Suggestion<Draft>>,
        choices: &[ThemeChoice],
        transcripts: &Transcripts<'_>,
    ) -> Result<Labelled, Error> {
        let Some(means) = self.drafter() else { return Ok(Labelled { themes, ..Labelled::default() }) };
        let filter = SuggestionFilter { kind: Some(Kind::Theme), ..SuggestionFilter::default() };
        let known = self.store.suggestions(&scope.workspace, filter).await?;
        for theme in themes.iter_mut().filter(|theme| !is_chosen(theme, choices)) {
            if let Some(before) = known.iter().find(|known| is_named_before(known, theme, means)) {
                name(theme, &before.suggestion.title, before.suggestion.receipt.clone());
            }
        }
        let waits = |theme: &&Suggestion<Draft>| theme.receipt.model.is_empty() && !is_chosen(theme, choices);
        let waiting: Vec<Suggestion<Draft>> = themes.iter().filter(waits).cloned().collect();
        if waiting.is_empty() {
            return Ok(Labelled { themes, ..Labelled::default() });
        }
        let prepared = prepare_labels(waiting, &means.prompts, means.window);
        let written = Written::from(self.run_prepared(scope, Kind::Theme, prepared, means).await?);
        let (notices, spent) = (written.notices(), written.spent);
        let Looked { sound, withheld } = look_at(written, transcripts);
        for named in sound {
            let mut receipt = named.receipt.clone();
            receipt.engine = "both".into();
            if let Some(theme) = themes.iter_mut().find(|theme| same_quotes(theme, &named.body)) {
                name(theme, &named.title, receipt);
            }
        }
        Ok(Labelled { themes, notices, withheld, spent })
    }
}

/// What a model drafted, looked at: the ledger is asked later.
struct Looked {
    sound: Vec<Suggestion<Draft>>,
    withheld: Vec<Withheld>,
}

fn look_at(written: Written, transcripts: &Transcripts<'_>) -> Looked {
    let mut looked = Looked { sound: Vec::new(), withheld: Vec::new() };
    for Run { drafts, told, .. } in written.runs {
        for mut draft in drafts {
            let mut report: Report = check_understanding(&mut draft, transcripts);
            check_model_understanding(&draft, &told, &mut report);
            report.add(Check::Ledger, Outcome::NotApplicable, "asked at the end");
            match draft.clone().verify_with(report, REQUIRED_OF_A_MODEL) {
                Ok(_) => looked.sound.push(draft),
                Err(reason) => looked.withheld.push(*reason),
            }
        }
    }
    looked
}

fn name(theme: &mut Suggestion<Draft>, label: &str, receipt: Receipt) {
    if let Body::Theme(body) = &mut theme.body {
        label.clone_into(&mut body.label);
        label.clone_into(&mut theme.title);
        theme.receipt = receipt;
    }
}

fn body_of(theme: &Suggestion<Draft>) -> Option<&Theme> {
    match &theme.body {
        Body::Theme(body) => Some(body),
        _ => None,
    }
}

fn same_quotes(theme: &Suggestion<Draft>, other: &Body) -> bool {
    matches!((&theme.body, other), (Body::Theme(a), Body::Theme(b)) if a.quotes == b.quotes)
}

/// Whether this model named the theme before, from the same quotes.
fn is_named_before(known: &Stored, theme: &Suggestion<Draft>, means: &ModelMeans) -> bool {
    known.suggestion.receipt.model == means.chat.name() && same_quotes(theme, &known.suggestion.body)
}

/// Whether a person gave the theme its label.
fn is_chosen(theme: &Suggestion<Draft>, choices: &[ThemeChoice]) -> bool {
    let label = body_of(theme).map(|body| &body.label);
    choices
        .iter()
        .any(|choice| matches!(choice, ThemeChoice::Rename { label: chosen, .. } if Some(chosen) == label))
}
