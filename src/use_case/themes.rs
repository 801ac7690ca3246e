//! Reads all interviews together: themes, anomalies, contradictions.

use super::insights::Findings;
use super::library::{Shelf, unavailable};
use super::refine::{Beside, transcripts};
use super::summarize::reads_english;
use super::understood::Labelled;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::{Quote, is_zero};
use crate::domain::id::SuggestionId;
use crate::domain::interview::Interview;
use crate::domain::item::Item;
use crate::domain::suggestion::{Body, Draft, Kind, Status, Stored, Suggestion};
use crate::domain::theme::Theme;
use crate::proposer::playbook::themes::{Understanding, understand};
use crate::store::{FINDINGS, Spent};
use crate::verification::quotes::Transcripts;
use crate::verification::understanding::check_understanding;
use serde::Serialize;

/// What all interviews say together.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Themes {
    /// Those of most people first.
    pub themes: Vec<FoundTheme>,
    /// Far from every theme, and not to be averaged away.
    pub anomalies: Vec<Quote>,
    /// What does not agree.
    pub contradictions: Vec<Contradiction>,
    /// Drafts that did not pass a required check.
    #[serde(skip)]
    pub withheld: usize,
    /// Sentences for the PO about the model: what went wrong, and what it took.
    #[serde(skip)]
    pub notices: Vec<String>,
    /// What the model took for the labels, whatever came of it.
    #[serde(skip)]
    pub spent: Spent,
    /// Interviews in a language that the rules do not read.
    #[serde(skip)]
    pub unread: Vec<String>,
}

/// A theme with the id under which it is decided on.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct FoundTheme {
    /// Id of the suggestion.
    pub id: SuggestionId,
    /// Label, people, quotes.
    #[serde(flatten)]
    pub theme: Theme,
    /// How many of how many, since when, and who was silent.
    #[serde(skip)]
    pub why: String,
    /// What a person has decided.
    #[serde(skip)]
    pub status: Status,
    /// Quotes that were here until the people who said them were forgotten.
    #[serde(skip_serializing_if = "is_zero")]
    pub withdrawn: usize,
}

impl Copilot {
    /// Proposes themes of all interviews, and finds what only one says and what does not agree.
    ///
    /// The same interviews give the same themes; what a person chose about them is kept.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the encoder fails; nothing is kept then.
    pub async fn themes(&self, scope: &Scope) -> Result<Themes, Error> {
        let since = self.means.clock.now_ms();
        let library = self.library().await?;
        let shelf = library.open(&scope.workspace).await?;
        let (read, unread) = interviews_of(&shelf);
        let choices = self.theme_choices(scope).await?;
        let mut items: Vec<&Item> = shelf.items.values().map(AsRef::as_ref).collect();
        items.sort_by_key(|item| (item.position, &item.key));
        let understood = understand(&read, &items, &choices, &*library.encoder).await;
        let Understanding { themes, anomalies, contradictions } = understood.map_err(|_| unavailable())?;
        let transcripts = transcripts(&shelf);
        let Labelled { themes, notices, withheld, spent } =
            self.with_labels_of_model(scope, themes, &choices, &transcripts).await?;
        let receipt = self.receipt(scope, since).await?;
        let check = |draft: &mut Suggestion<Draft>| check_understanding(draft, &transcripts);
        let beside = Beside { withheld, ..Beside::default() };
        let kept = self.keep(scope, ("", &[Kind::Theme]), themes, beside, &receipt, check).await?;
        let findings = Findings {
            anomalies: anomalies.iter().filter_map(|quote| transcripts.prove(quote).ok()).collect(),
            contradictions: contradictions.into_iter().filter(|one| is_proved(one, &transcripts)).collect(),
            unread,
        };
        self.keep_found(scope, FINDINGS, &findings).await?;
        let Findings { anomalies, contradictions, unread } = findings;
        let themes = kept.suggestions.into_iter().filter_map(found).collect();
        Ok(Themes { themes, anomalies, contradictions, withheld: kept.withheld, notices, spent, unread })
    }
}

/// Interviews by key, and the keys of those in a language that the rules do not read.
fn interviews_of(shelf: &Shelf) -> (Vec<&Interview>, Vec<String>) {
    let mut interviews: Vec<&Interview> = shelf.interviews.values().map(AsRef::as_ref).collect();
    interviews.sort_by(|a, b| a.key.cmp(&b.key));
    let (read, unread): (Vec<&Interview>, Vec<&Interview>) =
        interviews.into_iter().partition(|interview| reads_english(interview));
    (read, unread.into_iter().map(|interview| interview.key.clone()).collect())
}

pub(super) fn found(stored: Stored) -> Option<FoundTheme> {
    let Body::Theme(theme) = stored.suggestion.body else { return None };
    Some(FoundTheme {
        id: stored.id,
        theme,
        why: stored.suggestion.why,
        status: stored.status,
        withdrawn: stored.suggestion.evidence.withdrawn,
    })
}

pub(super) fn is_proved(contradiction: &Contradiction, transcripts: &Transcripts<'_>) -> bool {
    let proved = |quote: &Quote| transcripts.prove(quote).is_ok();
    proved(&contradiction.quote)
        && match &contradiction.against {
            Against::Participants { against } | Against::OneInterview { against } => proved(against),
            Against::ParticipantAndItem { .. } => true,
        }
}
