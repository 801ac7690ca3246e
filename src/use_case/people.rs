//! The register of stakeholders, and the Big Idea.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::big_idea::BigIdea;
use crate::domain::stakeholder::Stakeholder;

impl Copilot {
    /// The register, by name.
    pub async fn stakeholders(&self, scope: &Scope) -> Result<Vec<Stakeholder>, Error> {
        Ok(self.store.stakeholders(&scope.workspace).await?)
    }

    /// The stakeholder of this name.
    pub async fn stakeholder(&self, scope: &Scope, name: &str) -> Result<Stakeholder, Error> {
        let register = self.stakeholders(scope).await?;
        register
            .into_iter()
            .find(|one| one.name == name)
            .ok_or_else(|| Error::not_found("stakeholder", name, "`hone stakeholders` lists the register"))
    }

    /// Puts a stakeholder in the register, in place of the one of the same name.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a name, or for a power, interest or impact that is none of
    /// high, medium and low.
    pub async fn save_stakeholder(&self, scope: &Scope, stakeholder: &Stakeholder) -> Result<(), Error> {
        if stakeholder.name.trim().is_empty() {
            return Err(Error::invalid("name", "a stakeholder needs a name", "name a person or a group"));
        }
        let degrees = [
            ("power", &stakeholder.power),
            ("interest", &stakeholder.interest),
            ("impact", &stakeholder.impact),
        ];
        for (field, degree) in degrees {
            if !["", "high", "medium", "low"].contains(&degree.as_str()) {
                return Err(Error::invalid(field, format!("{degree:?} is no degree"), "high, medium or low"));
            }
        }
        Ok(self.store.save_stakeholder(&scope.workspace, stakeholder).await?)
    }

    /// Writes the stakeholder of this name anew, who may get another name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none; else as [`Copilot::save_stakeholder`].
    pub async fn change_stakeholder(
        &self,
        scope: &Scope,
        name: &str,
        changed: &Stakeholder,
    ) -> Result<(), Error> {
        self.stakeholder(scope, name).await?;
        self.save_stakeholder(scope, changed).await?;
        if changed.name != name {
            self.remove_stakeholder(scope, name).await?;
        }
        Ok(())
    }

    /// Takes a stakeholder out of the register.
    pub async fn remove_stakeholder(&self, scope: &Scope, name: &str) -> Result<(), Error> {
        Ok(self.store.remove_stakeholder(&scope.workspace, name).await?)
    }

    /// The outcome that everything serves; empty until somebody writes it.
    pub async fn big_idea(&self, scope: &Scope) -> Result<BigIdea, Error> {
        Ok(self.store.workspace(scope.workspace.as_str()).await?.big_idea)
    }

    /// Writes the Big Idea.
    pub async fn save_big_idea(&self, scope: &Scope, big_idea: &BigIdea) -> Result<(), Error> {
        Ok(self.store.save_big_idea(&scope.workspace, big_idea).await?)
    }
}
