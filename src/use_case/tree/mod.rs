//! Draws the opportunity solution tree, as Markdown or SVG.

mod markdown;
mod svg;

use super::library::unavailable;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::item::Item;
use crate::domain::suggestion::Status;
use crate::domain::theme::Theme;
use crate::domain::tree::{Branch, Leaf, Tree};
use crate::proposer::playbook::themes::served;
use crate::store::{RegisteredAssumption, TREE};
pub use markdown::to_markdown;
pub use svg::to_svg;

impl Copilot {
    /// The tree of the workspace: outcome, themes that nobody turned down, open items, assumptions.
    ///
    /// # Errors
    /// As [`Copilot::themes`].
    pub async fn tree(&self, scope: &Scope) -> Result<Tree, Error> {
        let found = self.themes(scope).await?;
        let outcome = self.store.workspace(scope.workspace.as_str()).await?.big_idea.better_future;
        let assumptions = self.store.assumptions(&scope.workspace).await?;
        let items = self.store.items(&scope.workspace).await?;
        let items: Vec<&Item> = items.iter().filter(|item| !item.replaced_by_slices).collect();
        let kept: Vec<_> = found.themes.iter().filter(|theme| theme.status != Status::Rejected).collect();
        let themes: Vec<&Theme> = kept.iter().map(|found| &found.theme).collect();
        let encoder = &*self.library().await?.encoder;
        let serves = served(&items, &themes, encoder).await.map_err(|_| unavailable())?;
        let mut opportunities: Vec<Branch> = kept
            .iter()
            .map(|found| Branch {
                theme: found.id.clone(),
                label: found.theme.label.clone(),
                participants: found.theme.participants.clone(),
                items: Vec::new(),
                withdrawn: found.withdrawn > 0,
            })
            .collect();
        let mut unasked = Vec::new();
        let mut placed: Vec<_> = items.iter().zip(serves).collect();
        placed.sort_by(|a, b| b.1.map_or(0.0, |one| one.1).total_cmp(&a.1.map_or(0.0, |one| one.1)));
        for (item, serves) in placed {
            let leaf = leaf_of(item, &assumptions);
            match serves {
                Some((theme, _)) => opportunities[theme].items.push(leaf),
                None => unasked.push(leaf),
            }
        }
        let tree = Tree { outcome, opportunities, unasked };
        self.keep_found(scope, TREE, &tree).await?;
        Ok(tree)
    }
}

fn leaf_of(item: &Item, assumptions: &[RegisteredAssumption]) -> Leaf {
    let own = assumptions.iter().filter(|one| one.item == item.key);
    Leaf {
        item: item.key.clone(),
        title: item.record.title.clone(),
        assumptions: own.map(|one| one.assumption.statement.clone()).collect(),
    }
}
