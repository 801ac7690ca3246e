//! What the last reading of all interviews found, as it stands now.

use super::refine::transcripts;
use super::themes::{Themes, found, is_proved};
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::contradiction::Contradiction;
use crate::domain::evidence::Quote;
use crate::domain::suggestion::{Kind, Status};
use crate::domain::tree::Tree;
use crate::store::{FINDINGS, Spent, SuggestionFilter, TREE};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a reading found beside its themes; kept until the next, or until an interview is forgotten.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Findings {
    pub(super) anomalies: Vec<Quote>,
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) unread: Vec<String>,
}

impl Copilot {
    /// Themes, anomalies and contradictions of the last [`Copilot::themes`], without reading anew;
    /// none when nothing was read yet. Quotes that are not found any more are left out.
    pub async fn insights(&self, scope: &Scope) -> Result<Option<Themes>, Error> {
        let Some(findings) = self.kept::<Findings>(scope, FINDINGS).await? else { return Ok(None) };
        let shelf = self.library().await?.open(&scope.workspace).await?;
        let transcripts = transcripts(&shelf);
        let filter = SuggestionFilter { kind: Some(Kind::Theme), ..SuggestionFilter::default() };
        let themes = self.store.suggestions(&scope.workspace, filter).await?;
        Ok(Some(Themes {
            themes: themes.into_iter().filter(|one| one.status != Status::Stale).filter_map(found).collect(),
            anomalies: findings.anomalies.iter().filter_map(|quote| transcripts.prove(quote).ok()).collect(),
            contradictions: findings
                .contradictions
                .into_iter()
                .filter(|one| is_proved(one, &transcripts))
                .collect(),
            withheld: 0,
            notices: Vec::new(),
            spent: Spent::default(),
            unread: findings.unread,
        }))
    }

    /// The tree that [`Copilot::tree`] drew last, without drawing it anew.
    pub async fn last_tree(&self, scope: &Scope) -> Result<Option<Tree>, Error> {
        self.kept(scope, TREE).await
    }

    /// Keeps what was found under a name; finding the same again writes nothing.
    pub(super) async fn keep_found(
        &self,
        scope: &Scope,
        name: &str,
        what: &impl Serialize,
    ) -> Result<(), Error> {
        let text = serde_json::to_string(what).map_err(|error| Error::Internal(Box::new(error)))?;
        let workspace = self.store.workspace(scope.workspace.as_str()).await?;
        if workspace.settings.get(name) == Some(&text) {
            return Ok(());
        }
        Ok(self.store.change_setting(&scope.workspace, name, |_| Some(text)).await?)
    }

    pub(super) async fn kept<T: DeserializeOwned>(
        &self,
        scope: &Scope,
        name: &str,
    ) -> Result<Option<T>, Error> {
        let workspace = self.store.workspace(scope.workspace.as_str()).await?;
        Ok(workspace.settings.get(name).and_then(|text| serde_json::from_str(text).ok()))
    }
}
