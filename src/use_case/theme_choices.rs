//! What a person makes of themes: merges, splits and names them, for every later time.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::suggestion::{Body, Kind};
use crate::domain::theme::{Spot, THEME_CHOICES, Theme, ThemeChoice};

impl Copilot {
    /// Makes themes one.
    ///
    /// # Errors
    /// [`Error::Invalid`] for fewer than two; [`Error::NotFound`] for an unknown theme.
    pub async fn merge_themes(&self, scope: &Scope, ids: &[String]) -> Result<(), Error> {
        if ids.len() < 2 {
            return Err(Error::invalid("themes", "one theme cannot be merged", "name two themes or more"));
        }
        let mut quotes = Vec::new();
        for id in ids {
            quotes.extend(self.theme(scope, id).await?.quotes.iter().map(Spot::of));
        }
        self.choose(scope, ThemeChoice::Merge { quotes }).await
    }

    /// Takes quotes of a theme, by their number from 1, out of it: they are a theme of their own.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a number that the theme does not have, or for all of them.
    pub async fn split_theme(&self, scope: &Scope, id: &str, numbers: &[usize]) -> Result<(), Error> {
        let theme = self.theme(scope, id).await?;
        let count = theme.quotes.len();
        let is_there = |number: &usize| (1..=count).contains(number);
        let leaving: std::collections::BTreeSet<usize> = numbers.iter().copied().filter(is_there).collect();
        if leaving.is_empty() || leaving.len() == count || !numbers.iter().all(is_there) {
            let hint = format!("name some of its {count} quotes by number, from 1, and not all");
            return Err(Error::invalid("quote", "that does not divide the theme", hint));
        }
        let quotes = leaving.iter().map(|number| Spot::of(&theme.quotes[number - 1])).collect();
        self.choose(scope, ThemeChoice::Split { quotes }).await
    }

    /// Names a theme.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty name; [`Error::NotFound`] for an unknown theme.
    pub async fn rename_theme(&self, scope: &Scope, id: &str, label: &str) -> Result<(), Error> {
        let label = crate::domain::text::one_line(label);
        if label.is_empty() {
            return Err(Error::invalid("label", "it is empty", "write a sentence that someone could deny"));
        }
        let quotes = self.theme(scope, id).await?.quotes.iter().map(Spot::of).collect();
        self.choose(scope, ThemeChoice::Rename { quotes, label }).await
    }

    async fn theme(&self, scope: &Scope, id: &str) -> Result<Theme, Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        let id = self.suggestion_id(scope, id).await?;
        let stored = self.store.suggestion(&scope.workspace, &id).await?;
        match stored.suggestion.body {
            Body::Theme(theme) => Ok(theme),
            other => {
                let why = format!("{} is a {}", id.short(), Kind::id(other.kind()));
                Err(Error::invalid("theme", why, "`hone themes` lists the themes"))
            }
        }
    }

    async fn choose(&self, scope: &Scope, choice: ThemeChoice) -> Result<(), Error> {
        let add = |known: Option<&str>| {
            let mut choices = read_choices(known);
            choices.push(choice);
            serde_json::to_string(&choices).ok()
        };
        Ok(self.store.change_setting(&scope.workspace, THEME_CHOICES, add).await?)
    }

    pub(super) async fn theme_choices(&self, scope: &Scope) -> Result<Vec<ThemeChoice>, Error> {
        let workspace = self.store.workspace(scope.workspace.as_str()).await?;
        Ok(read_choices(workspace.settings.get(THEME_CHOICES).map(String::as_str)))
    }
}

fn read_choices(known: Option<&str>) -> Vec<ThemeChoice> {
    known.and_then(|known| serde_json::from_str(known).ok()).unwrap_or_default()
}
