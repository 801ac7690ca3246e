//! Refines an item: search, draft, verify, keep what passes.

use super::library::{Shelf, unavailable};
use super::refined::{Ground, Merged, merge};
use super::search::hear;
use super::{Copilot, Error};
use crate::clock::day;
use crate::domain::access::Scope;
use crate::domain::check::Report;
use crate::domain::evidence::FoundPassage;
use crate::domain::interview::Turn;
use crate::domain::item::Item;
use crate::domain::split::{self, Split};
use crate::domain::suggestion::{Body, Draft, Kind, Receipt, Stored, Suggestion, Verified, Withheld};
use crate::llm::{EmbedError, Embedder};
use crate::proposer::model::Told;
use crate::proposer::playbook::{assumptions, questions, split as splitting};
use crate::proposer::{Brief, Heard};
use crate::store::Spent;
use crate::verification::ledger::{Ledger, Rejection};
use crate::verification::model::check_model_draft;
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
    /// Sentences for the PO about the model: what went wrong, and what it took.
    pub notices: Vec<String>,
    /// What the model took for them, whatever came of it.
    pub spent: Spent,
}

/// What is kept beside the drafts of a refinement without being drafted by it.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Proposals that stay as they are.
    pub(super) standing: Vec<Suggestion<Verified>>,
    /// Drafts that were held back already.
    pub(super) withheld: Vec<Withheld>,
}

/// The kinds that a refinement proposes.
pub const REFINED: [Kind; 3] = [Kind::Split, Kind::Assumption, Kind::Question];

/// Steps of a refinement.
const REFINE_STEPS: usize = 5;

impl Copilot {
    /// Proposes a split, assumptions and questions for an item from what the interviews say;
    /// only the given kinds.
    ///
    /// What is refused as no story gets no assumptions and no questions of its own.
    ///
    /// The same item and interviews give the same suggestions; what is no longer
    /// proposed becomes stale and what a person has decided stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown item; [`Error::Unavailable`] when the encoder fails;
    /// [`Error::Changed`] when the item changed while a model was asked.
    /// Nothing is kept when anything fails.
    pub async fn refine(&self, scope: &Scope, key: &str, kinds: &[Kind]) -> Result<Refinement, Error> {
        self.refine_in_steps(scope, key, kinds, &|_, _| ()).await
    }

    /// The same; told to `progress` is how many of the steps are done: the item read, voices
    /// found, drafts made, a model asked where there is one, everything checked.
    ///
    /// # Errors
    /// As [`Copilot::refine`].
    pub async fn refine_in_steps(
        &self,
        scope: &Scope,
        key: &str,
        kinds: &[Kind],
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<Refinement, Error> {
        let since = self.means.clock.now_ms();
        let brief = self.brief(scope, key).await?;
        let library = self.library().await?;
        let shelf = library.open(&scope.workspace).await?;
        self.catch_up(library, scope).await?;
        progress(1, REFINE_STEPS);
        let mut topics = splitting::topics(&brief);
        topics.extend(assumptions::topics(&brief));
        topics.extend(questions::topics(&brief));
        let pool = hear(library, scope, &shelf, &topics).await?;
        let heard = Heard { topics, pool };
        progress(2, REFINE_STEPS);
        let (drafts, verdict) = draft(&brief, &heard, &*library.encoder).await.map_err(|_| unavailable())?;
        let drafts = drafts.into_iter().filter(|draft| kinds.contains(&draft.kind())).collect();
        progress(3, REFINE_STEPS);
        let asks: Vec<Kind> =
            kinds.iter().copied().filter(|kind| self.engine.may_draft(*kind, verdict)).collect();
        let written = self.ask_model(scope, &brief, &heard, &asks).await?;
        progress(4, REFINE_STEPS);
        let (notices, silent, spent) = (written.notices(), written.silent(), written.spent);
        // A model takes its time: what went or changed meanwhile must not be quoted.
        let shelf = library.open(&scope.workspace).await?;
        if self.store.item(&scope.workspace, &brief.item.key).await?.version != brief.item.version {
            return Err(Error::Changed { what: format!("item {}", brief.item.key) });
        }
        let transcripts = transcripts(&shelf);
        let ground =
            Ground { brief: &brief, heard: &heard, transcripts: &transcripts, encoder: &*library.encoder };
        let Merged { drafts, withheld } = merge(drafts, written, self.engine, ground).await?;
        let receipt = Receipt {
            retrieved: heard.pool.passages.iter().map(place).collect(),
            ..self.receipt(scope, since).await?
        };
        let check = |draft: &mut Suggestion<Draft>| {
            let mut report = check(draft, &brief, &heard, &transcripts);
            if draft.receipt.engine == "model" && draft.kind() != Kind::Split {
                check_model_draft(draft, &brief, &Told::default(), &mut report);
            }
            report
        };
        let mut beside = Beside { standing: Vec::new(), withheld };
        for kind in silent {
            beside.standing.extend(self.standing_of_model(scope, &brief.item.key, kind).await?);
        }
        let refined = self.keep(scope, (&brief.item.key, kinds), drafts, beside, &receipt, check).await?;
        progress(REFINE_STEPS, REFINE_STEPS);
        Ok(Refinement { notices, spent, ..refined })
    }

    /// A receipt of the playbook for what was begun at `since`, without what was retrieved.
    pub(super) async fn receipt(&self, scope: &Scope, since: i64) -> Result<Receipt, Error> {
        Ok(Receipt {
            engine: "playbook".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            corpus: self.store.corpus_hash(&scope.workspace).await?,
            ms: u64::try_from(self.means.clock.now_ms() - since).unwrap_or(0),
            ..Receipt::default()
        })
    }

    /// Compares drafts on one item, of these kinds, with what was turned down, checks them, and
    /// keeps what passes.
    pub(super) async fn keep(
        &self,
        scope: &Scope,
        (item, kinds): (&str, &[Kind]),
        mut drafts: Vec<Suggestion<Draft>>,
        beside: Beside,
        receipt: &Receipt,
        check: impl Fn(&mut Suggestion<Draft>) -> Report,
    ) -> Result<Refinement, Error> {
        let encoder = &*self.library().await?.encoder;
        let compared =
            self.remembered(scope).await?.compare(&mut drafts, encoder).await.map_err(|_| unavailable())?;
        let (mut kept, mut withheld) = (Vec::new(), beside.withheld);
        for (mut draft, comparison) in drafts.into_iter().zip(compared) {
            draft.receipt = of_this_run(draft.receipt, receipt);
            let mut report = check(&mut draft);
            comparison.note(&mut report);
            match draft.verify(report) {
                Ok(suggestion) => kept.push(suggestion),
                Err(reason) => withheld.push(Withheld { ledger_entry: comparison.entry, ..*reason }),
            }
        }
        kept.extend(beside.standing);
        let recorded = self.store.record_refinement(&scope.workspace, item, kinds, &kept, &withheld).await?;
        let mut suggestions = Vec::new();
        let room = self.room(scope).await?;
        for id in recorded.ids {
            suggestions.push(room.shown(self.store.suggestion(&scope.workspace, &id).await?));
        }
        let (withheld, notices) = (withheld.len(), Vec::new());
        Ok(Refinement { suggestions, withheld, notices, spent: Spent::default() })
    }

    /// The rejections that stand, with what was added since each.
    async fn remembered(&self, scope: &Scope) -> Result<Ledger, Error> {
        let entries = self.store.ledger(&scope.workspace).await?;
        let added = self.store.interviews_added(&scope.workspace).await?;
        let oldest = self.oldest_rejection(scope).await?;
        let since = |at: i64| added.iter().filter(move |(_, added_at)| *added_at > at);
        let rejections = entries.into_iter().map(|entry| Rejection {
            added_since: since(entry.at).map(|(key, _)| key.clone()).collect(),
            is_expired: oldest.is_some_and(|oldest| entry.at < oldest),
            seq: entry.seq,
            item: entry.item,
            body: entry.body,
            code: entry.code,
            day: day(entry.at),
        });
        Ok(Ledger::of(rejections.collect()))
    }

    pub(super) async fn brief(&self, scope: &Scope, key: &str) -> Result<Brief, Error> {
        let item = self.store.item(&scope.workspace, key).await?;
        let backlog = self.store.items(&scope.workspace).await?;
        let parent =
            item.record.parent.as_ref().and_then(|key| backlog.iter().find(|one| one.key == *key)).cloned();
        let workspace = self.store.workspace(scope.workspace.as_str()).await?;
        Ok(Brief {
            children: backlog
                .iter()
                .filter(|one| one.record.parent.as_ref() == Some(&item.key))
                .cloned()
                .collect(),
            backlog: backlog.into_iter().filter(|other| other.id != item.id).collect(),
            big_idea: workspace.big_idea,
            stakeholders: self.store.stakeholders(&scope.workspace).await?,
            velocity: workspace.velocity,
            parent,
            item,
        })
    }
}

/// Drafts of every kind; what is no story has a split alone. Says too what gate 1 found.
async fn draft(
    brief: &Brief,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<(Vec<Suggestion<Draft>>, Option<split::Verdict>), EmbedError> {
    let mut split = splitting::split(brief, heard, encoder).await?;
    let verdict = warn(&mut split, &brief.item);
    let (assumptions, questions) = questions::assumptions_and_questions(brief, heard, encoder).await?;
    let drafts = std::iter::once(split).chain(assumptions).chain(questions).collect();
    Ok((drafts, verdict))
}

/// What all drafts of a refinement share, with what is a model's own.
fn of_this_run(own: Receipt, shared: &Receipt) -> Receipt {
    if own.model.is_empty() {
        return Receipt { fallback: own.fallback, ..shared.clone() };
    }
    Receipt {
        version: shared.version.clone(),
        retrieved: shared.retrieved.clone(),
        corpus: shared.corpus.clone(),
        ..own
    }
}

/// Where a passage stands, as a receipt names it.
fn place(passage: &FoundPassage) -> String {
    let turn = |turn: Option<&Turn>| turn.map_or(0, |turn| turn.index);
    format!("{}:{}-{}", passage.source, turn(passage.turns.first()), turn(passage.turns.last()))
}

/// Notes the bad-split codes of each candidate; the verdict, when the draft is a split.
pub(super) fn warn(draft: &mut Suggestion<Draft>, item: &Item) -> Option<split::Verdict> {
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

/// Every stored turn, for the proof of quotes.
pub(super) fn transcripts(shelf: &Shelf) -> Transcripts<'_> {
    let mut transcripts = Transcripts::default();
    for interview in shelf.interviews.values() {
        transcripts.add(&interview.key, &interview.turns);
    }
    transcripts
}

/// Checks a draft by the rules of its kind, then proves its quotes.
pub(super) fn check(
    draft: &mut Suggestion<Draft>,
    brief: &Brief,
    heard: &Heard,
    transcripts: &Transcripts<'_>,
) -> Report {
    let mut report = match draft.kind() {
        Kind::Split => check_split(draft, brief, heard),
        Kind::Assumption => check_assumption(draft, brief),
        _ => check_question(draft, brief),
    };
    check_quotes(draft, transcripts, &mut report);
    report
}
