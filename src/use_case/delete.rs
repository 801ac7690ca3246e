//! Deletes an item or forgets an interview, and corrects who has which part in one.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::interview::{Interview, Role};
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
            }),
            Err(StoreError::NotFound { .. }) => {
                let interview = self.store.interview(workspace, key).await?;
                Ok(Preview {
                    what: "interview",
                    dependants: self.store.interview_dependants(workspace, &interview.key).await?,
                    key: interview.key,
                    title: interview.title,
                })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes an item, or forgets an interview with every quote of it, in one step.
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
            self.store.forget_interview(workspace, &preview.key, &texts).await?;
        }
        Ok(preview)
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
        Ok(self.store.correct_roles(&scope.workspace, &interview.key, roles).await?)
    }
}

fn hashes(passages: &[Passage]) -> Vec<String> {
    passages.iter().map(Passage::text_hash).collect()
}
