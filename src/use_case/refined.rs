//! Brings the drafts of both engines together, each draft of the model checked on its own.

use super::Error;
use super::ask_model::{Engine, Written};
use super::library::unavailable;
use super::refine::{check, warn};
use crate::domain::check::{Check, Outcome};
use crate::domain::suggestion::{Body, Draft, Kind, Suggestion, Withheld};
use crate::llm::Embedder;
use crate::proposer::model::Told;
use crate::proposer::{Brief, Heard};
use crate::verification::merging::{add_candidate, without_repeats};
use crate::verification::model::{REQUIRED_OF_A_MODEL, check_model_draft};
use crate::verification::quotes::Transcripts;

/// What both engines propose, without repeats, and what the rules held back of the model's.
pub(super) struct Merged {
    pub(super) drafts: Vec<Suggestion<Draft>>,
    pub(super) withheld: Vec<Withheld>,
}

/// Everything that a draft is checked against.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) brief: &'a Brief,
    pub(super) heard: &'a Heard,
    pub(super) transcripts: &'a Transcripts<'a>,
    pub(super) encoder: &'a dyn Embedder,
}

/// Adds what the model wrote to the playbook's drafts; with [`Engine::Model`] the playbook's
/// stay only where the model brought nothing that holds.
pub(super) async fn merge(
    mut playbook: Vec<Suggestion<Draft>>,
    written: Written,
    engine: Engine,
    ground: Ground<'_>,
) -> Result<Merged, Error> {
    for draft in &mut playbook {
        draft.receipt.fallback = written.fallback(draft.kind()).into();
    }
    let asked: Vec<Kind> = written.runs.iter().map(|run| run.kind).collect();
    let (mut sound, mut withheld) = (Vec::new(), Vec::new());
    for run in written.runs {
        for draft in run.drafts {
            match look_at(draft, &run.told, ground) {
                Ok(draft) => sound.push(draft),
                Err(reason) => withheld.push(*reason),
            }
        }
    }
    for draft in playbook.iter_mut().filter(|draft| asked.contains(&draft.kind())) {
        let is_silent = !sound.iter().any(|one: &Suggestion<Draft>| one.kind() == draft.kind());
        if is_silent && draft.receipt.fallback.is_empty() {
            draft.receipt.fallback = "withheld".into();
        }
    }
    let (candidates, others): (Vec<_>, Vec<_>) =
        sound.into_iter().partition(|draft| draft.kind() == Kind::Split);
    if engine == Engine::Model {
        let spoke = |kind: Kind| others.iter().any(|draft| draft.kind() == kind);
        playbook.retain(|draft| draft.kind() == Kind::Split || !spoke(draft.kind()));
    }
    let new = without_repeats(&playbook, others, ground.encoder).await.map_err(|_| unavailable())?;
    add_candidates(&mut playbook, candidates, engine);
    playbook.extend(new);
    Ok(Merged { drafts: playbook, withheld })
}

/// The draft, if it passes what its kind and a model's draft must pass; the ledger is asked later.
fn look_at(
    mut draft: Suggestion<Draft>,
    told: &Told,
    ground: Ground<'_>,
) -> Result<Suggestion<Draft>, Box<Withheld>> {
    warn(&mut draft, &ground.brief.item);
    let mut report = check(&mut draft, ground.brief, ground.heard, ground.transcripts);
    check_model_draft(&draft, ground.brief, told, &mut report);
    report.add(Check::Ledger, Outcome::NotApplicable, "asked at the end");
    draft.clone().verify_with(report, REQUIRED_OF_A_MODEL)?;
    Ok(draft)
}

/// Puts candidates of the model into the one split of the item, those of the playbook first.
fn add_candidates(drafts: &mut [Suggestion<Draft>], candidates: Vec<Suggestion<Draft>>, engine: Engine) {
    let Some(split) = drafts.iter_mut().find(|draft| draft.kind() == Kind::Split) else { return };
    let Body::Split(body) = &mut split.body else { return };
    let own = std::mem::take(&mut body.candidates);
    if engine == Engine::Both {
        body.candidates.clone_from(&own);
    }
    let mut added = 0;
    for other in candidates {
        let Body::Split(candidate) = other.body else { continue };
        if !add_candidate(body, candidate) {
            continue;
        }
        added += 1;
        for quote in other.evidence.supporting {
            if !split.evidence.supporting.contains(&quote) {
                split.evidence.supporting.push(quote);
            }
        }
        let playbooks = std::mem::replace(&mut split.receipt, other.receipt);
        split.receipt.fallback = playbooks.fallback;
        if added == 1 && (engine == Engine::Model || own.is_empty()) {
            split.title = other.title;
            split.why.clone_from(&body.reason);
        }
    }
    if added == 0 {
        body.candidates = own;
    } else if engine == Engine::Both && !own.is_empty() {
        split.receipt.engine = "both".into();
    }
}
