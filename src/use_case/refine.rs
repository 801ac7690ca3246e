//! Refines an item: search, draft, verify, keep what passes.

use super::library::Shelf;
use super::search::hear;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::item::Item;
use crate::domain::split::{self, Split};
use crate::domain::suggestion::{Body, Draft, Kind, Receipt, Stored, Suggestion, Verified, Withheld};
use crate::proposer::playbook::{assumptions, questions, split as splitting};
use crate::proposer::{Brief, Heard};
use crate::store::SuggestionFilter;
use crate::verification::quotes::{Transcripts, check_quotes};
use crate::verification::split::{check_split, lint_split};
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
    /// Proposes a split, assumptions and questions for an item from what the interviews say.
    ///
    /// What is refused as no story gets no assumptions and no questions of its own.
    ///
    /// The same item and interviews give the same suggestions; what is no longer
    /// proposed becomes stale and what a person has decided stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown item; nothing is kept when anything fails.
    pub async fn refine(&self, scope: &Scope, key: &str) -> Result<Refinement, Error> {
        let brief = self.brief(scope, key).await?;
        let library = self.library().await?;
        let shelf = library.open(&scope.workspace).await?;
        library.embed(&scope.workspace, self.means.patience, &|_, _| ()).await?;
        let mut topics = splitting::topics(&brief);
        topics.extend(assumptions::topics(&brief));
        topics.extend(questions::topics(&brief));
        let pool = hear(library, scope, &shelf, &topics).await?;
        let heard = Heard { topics, pool };
        let mut split = splitting::split(&brief, &heard, &*library.encoder).await;
        let refused = warn(&mut split, &brief.item) == Some(split::Verdict::Refuse);
        let mut drafts = vec![split];
        if !refused {
            let (assumptions, questions) =
                questions::assumptions_and_questions(&brief, &heard, &*library.encoder).await;
            drafts.extend(assumptions);
            drafts.extend(questions);
        }
        let (kept, withheld) = Self::verify(&brief, &heard, &shelf, drafts);
        let kinds = [Kind::Split, Kind::Assumption, Kind::Question];
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
        shelf: &Shelf,
        drafts: Vec<Suggestion<Draft>>,
    ) -> (Vec<Suggestion<Verified>>, Vec<Withheld>) {
        let mut transcripts = Transcripts::default();
        for interview in shelf.interviews.values() {
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
                Kind::Split => check_split(&draft, brief, heard),
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

/// Notes the bad-split codes of each candidate; the verdict, when the draft is a split.
fn warn(draft: &mut Suggestion<Draft>, item: &Item) -> Option<split::Verdict> {
    let Body::Split(Split { verdict, candidates, .. }) = &mut draft.body else { return None };
    for candidate in candidates {
        let text = (!item.record.text.is_empty()).then_some(item.record.text.as_str());
        let found = lint_split(&item.record.title, text, &candidate.slices, Some(candidate.pattern));
        candidate.warnings.extend(found.into_iter().map(|finding| finding.code));
        candidate.warnings.sort_unstable();
        candidate.warnings.dedup();
    }
    Some(*verdict)
}
