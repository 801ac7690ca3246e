//! Refines an item: search, draft, verify, keep what passes.

use super::search::Library;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::suggestion::{Draft, Kind, Receipt, Stored, Suggestion, Verified, Withheld};
use crate::proposer::playbook::{assumptions, questions};
use crate::proposer::{Brief, Heard};
use crate::store::SuggestionFilter;
use crate::verification::quotes::{Transcripts, check_quotes};
use crate::verification::{assumptions::check_assumption, questions::check_question};

/// What a refinement brought.
#[derive(Debug, Clone, PartialEq)]
pub struct Refinement {
    /// The suggestions, in order.
    pub suggestions: Vec<Stored>,
    /// Drafts that did not pass a required check.
    pub withheld: usize,
}

impl Copilot {
    /// Proposes assumptions and questions for an item from what the interviews say.
    ///
    /// The same item and interviews give the same suggestions; what is no longer
    /// proposed becomes stale and what a person has decided stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown item; nothing is kept when anything fails.
    pub async fn refine(&self, scope: &Scope, key: &str) -> Result<Refinement, Error> {
        let brief = self.brief(scope, key).await?;
        let library = self.library(scope).await?;
        let mut topics = assumptions::topics(&brief);
        topics.extend(questions::topics(&brief));
        let pool = self.hear(scope, &library, &topics).await?;
        let heard = Heard { topics, pool };
        let mut drafts = assumptions::assumptions(&brief, &heard, &*self.encoder).await;
        drafts.extend(questions::questions(&brief, &heard, &*self.encoder).await);
        let (kept, withheld) = Self::verify(&brief, &heard, &library, drafts);
        let kinds = [Kind::Assumption, Kind::Question];
        let recorded =
            self.store.record_refinement(&scope.workspace, &brief.item.key, &kinds, &kept, &withheld).await?;
        let mut suggestions = Vec::new();
        for id in recorded.ids {
            suggestions.push(self.store.suggestion(&scope.workspace, &id).await?);
        }
        Ok(Refinement { suggestions, withheld: withheld.len() })
    }

    /// What waits for a decision, in the order in which it was proposed.
    pub async fn inbox(&self, scope: &Scope) -> Result<Vec<Stored>, Error> {
        let all = self.store.suggestions(&scope.workspace, SuggestionFilter::default()).await?;
        Ok(all.into_iter().filter(|stored| stored.status.is_open()).collect())
    }

    async fn brief(&self, scope: &Scope, key: &str) -> Result<Brief, Error> {
        let item = self.store.item(&scope.workspace, key).await?;
        let backlog = self.store.items(&scope.workspace).await?;
        let parent =
            item.record.parent.as_ref().and_then(|key| backlog.iter().find(|one| one.key == *key)).cloned();
        let workspace = self.store.workspace(scope.workspace.as_str()).await?;
        Ok(Brief {
            children: self.store.children(&scope.workspace, &item.key).await?,
            backlog: backlog.into_iter().filter(|other| other.id != item.id).collect(),
            big_idea: workspace.big_idea,
            stakeholders: self.store.stakeholders(&scope.workspace).await?,
            velocity: workspace.velocity,
            parent,
            item,
        })
    }

    fn verify(
        brief: &Brief,
        heard: &Heard,
        library: &Library,
        drafts: Vec<Suggestion<Draft>>,
    ) -> (Vec<Suggestion<Verified>>, Vec<Withheld>) {
        let mut transcripts = Transcripts::default();
        for interview in &library.interviews {
            transcripts.add(&interview.key, &interview.turns);
        }
        let retrieved: Vec<String> =
            heard.pool.passages.iter().map(|passage| passage.id.to_string()).collect();
        let (mut kept, mut withheld) = (Vec::new(), Vec::new());
        for mut draft in drafts {
            draft.receipt = Receipt {
                engine: "playbook".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                retrieved: retrieved.clone(),
                ..Receipt::default()
            };
            let mut report = match draft.kind() {
                Kind::Assumption => check_assumption(&draft, brief),
                _ => check_question(&draft, brief),
            };
            check_quotes(&mut draft, &transcripts, &mut report);
            match draft.verify(report) {
                Ok(suggestion) => kept.push(suggestion),
                Err(reason) => withheld.push(*reason),
            }
        }
        (kept, withheld)
    }
}
