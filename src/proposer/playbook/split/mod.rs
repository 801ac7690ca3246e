//! Proposes splits by the three gates: is it a story, which pattern, is it good.

mod axes;
mod criteria;
mod cues;
mod evidence;
mod flow;
pub mod gate;
mod kinds;
mod merge;
mod plan;
mod quality;
pub mod refusal;
mod team_work;
mod told;
mod whole;
mod wording;

use super::reading::{Part, PartKind, Reading, grammar, marks};
use crate::domain::check::Outcome;
use crate::domain::slicing;
use crate::domain::split::{BadSplit, Candidate, Dropped, Evaluation, Pattern, Split, Verdict};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::llm::{EmbedError, Embedder};
use crate::proposer::{Brief, Heard};
use plan::Plan;
use std::collections::BTreeMap;

/// Candidates shown for one item.
const MOST_CANDIDATES: usize = 3;

/// Likeness from which a prototype speaks without a cue word.
const CLEARLY_ALIKE: f64 = 0.45;

/// What the interviews should be searched for before the item is split.
pub fn topics(brief: &Brief) -> Vec<String> {
    let reading = Reading::of(&brief.item);
    let mut topics = vec![brief.item.record.title.clone()];
    if !reading.want.is_empty() {
        topics.push(reading.want.clone());
    }
    topics.extend(
        reading
            .parts
            .iter()
            .filter(|part| part.kind != PartKind::Open)
            .map(|part| part.phrase.clone())
            .take(6),
    );
    let mut seen = std::collections::BTreeSet::new();
    topics.retain(|topic| !topic.trim().is_empty() && seen.insert(topic.to_lowercase()));
    topics
}

/// Exactly one draft per item, whatever the verdict.
///
/// # Errors
/// When the encoder fails: the same item would get another split than yesterday.
pub async fn split(
    brief: &Brief,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<Suggestion<Draft>, EmbedError> {
    let item = &brief.item;
    let reading = Reading::of(item);
    let cues = cues::cues_of(&reading);
    let judgement = gate::heading(brief).unwrap_or_else(|| gate::judge(item, &reading, &cues));
    let evidence::Found { evidence, favoured, told } = evidence::gather(&reading, heard, encoder).await?;
    let mut body = Split {
        verdict: judgement.verdict,
        reason: judgement.reason,
        instead: judgement.instead,
        merge_with: Vec::new(),
        units: reading.parts.iter().map(|part| part.unit.clone()).collect(),
        dropped: Vec::new(),
        candidates: Vec::new(),
    };
    match body.verdict {
        Verdict::Refuse => name_merges(&mut body, brief),
        Verdict::Split => {
            let likeness = cues::likeness(&reading, &item.full_text(), encoder).await?;
            body.candidates = candidates(&reading, &cues, &likeness, &favoured);
            if let Some(best) = body.candidates.first_mut() {
                best.variations.extend(told);
            }
            body.dropped = open_parts(&reading);
            if body.candidates.is_empty() {
                let judged = gate::uncut(item, &reading);
                (body.verdict, body.reason, body.instead) = (judged.verdict, judged.reason, judged.instead);
            }
        }
        Verdict::Unknown => {
            body.instead.extend(told.iter().map(|told| format!("Is it part of this item? It is {told}")));
        }
        Verdict::Small => {}
    }
    if body.verdict != Verdict::Split {
        body.dropped.clear();
        body.units.clear();
    }
    let title = title_of(&body, item.key.as_str());
    let why = why(&body, evidence.participants);
    let mut draft = Suggestion::draft(body, item.key.clone(), title);
    draft.why = why;
    draft.evidence = evidence;
    draft.receipt.engine = "playbook".into();
    Ok(draft)
}

fn name_merges(body: &mut Split, brief: &Brief) {
    body.merge_with = merge::merge_candidates(&brief.item, &brief.backlog);
    let advice = if body.merge_with.is_empty() {
        "No item was found in the backlog to combine it with.".to_owned()
    } else {
        format!(
            "Combine it with {} into one story that somebody can use, then split that.",
            body.merge_with.join(", ")
        )
    };
    body.instead.insert(0, advice);
}

fn open_parts(reading: &Reading) -> Vec<Dropped> {
    let open = reading.parts.iter().filter(|part| part.kind == PartKind::Open);
    open.map(|part| Dropped {
        unit: part.unit.id.clone(),
        why: format!(
            "“{}” names nothing: ask what else there is before anything is built for it.",
            part.unit.text
        ),
    })
    .collect()
}

/// Patterns in the order in which their words, structure and likeness speak.
fn ranked(
    cues: &BTreeMap<Pattern, Vec<String>>,
    likeness: &BTreeMap<Pattern, f64>,
    reading: &Reading,
) -> Vec<(Pattern, f64)> {
    let mut scores: Vec<(Pattern, f64)> = Pattern::ALL
        .into_iter()
        .map(|pattern| {
            let words = cues.get(&pattern).map_or(0, Vec::len) as f64;
            let like = likeness.get(&pattern).copied().unwrap_or(0.0);
            (pattern, words.min(4.0) * 0.5 + like * 2.0 + structure(pattern, reading))
        })
        .collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scores
}

/// What the kinds of parts say for a pattern.
fn structure(pattern: Pattern, reading: &Reading) -> f64 {
    let count = |kind: PartKind| reading.parts.iter().filter(|part| part.kind == kind).count();
    let acts = reading.parts.iter().filter(|part| part.verb().is_some()).count();
    let ranks: std::collections::BTreeSet<usize> = reading
        .parts
        .iter()
        .filter_map(Part::verb)
        .filter(|verb| plan::is_record_keeping(verb))
        .map(|verb| plan::operation_rank(&verb))
        .collect();
    let records = ranks.len();
    let examples = marks::contains_words(&reading.lower, "examples of these")
        || marks::contains_words(&reading.lower, "for example");
    let things = count(PartKind::Thing);
    match pattern {
        Pattern::Operations if gate::is_broad(reading) && (records != 1 || reading.parts.len() < 3) => 2.0,
        Pattern::Operations if records >= 2 || acts_on_one_thing(reading) => 1.5,
        Pattern::Operations if acts >= 2 => 0.5,
        Pattern::WorkflowSteps if acts >= 3 && count(PartKind::Act) >= 3 => 0.8,
        Pattern::WorkflowSteps if is_a_chain(reading) => 1.2,
        Pattern::DataVariations if quality::unnamed_kinds(&reading.want).is_some() => 0.8,
        Pattern::DataVariations | Pattern::MajorEffort if things >= 3 => 0.7,
        Pattern::InterfaceVariations if things >= 2 => 0.3,
        Pattern::MajorEffort if examples && reading.parts.len() >= 3 => 0.8,
        Pattern::SimpleComplex if !reading.parts.is_empty() && things == 0 => 0.3,
        _ => 0.0,
    }
}

/// Whether three or more acts have the same object.
fn acts_on_one_thing(reading: &Reading) -> bool {
    let acts: Vec<&Part> =
        reading.parts.iter().filter(|part| part.kind == PartKind::Act && part.verb().is_some()).collect();
    let objects: std::collections::BTreeSet<String> = acts
        .iter()
        .filter_map(|part| grammar::object_of(&part.phrase))
        .map(|object| grammar::singular(&object))
        .collect();
    acts.len() >= 3 && objects.len() == 1
}

/// Whether the parts follow each other in time: three or more are done by different people, or joined by "then".
fn is_a_chain(reading: &Reading) -> bool {
    let actors: std::collections::BTreeSet<String> = reading
        .parts
        .iter()
        .filter(|part| part.verb().is_none() && grammar::verb_of_sentence(&part.phrase).is_some())
        .map(|part| part.phrase.split_whitespace().take(2).collect::<Vec<_>>().join(" ").to_lowercase())
        .collect();
    let joints = ["then", "once", "after", "afterwards", "next", "finally"];
    let joined = joints.iter().filter(|joint| marks::contains_words(&reading.lower, joint)).count();
    reading.parts.len() >= 3 && (actors.len() >= 2 && joined >= 1 || joined >= 3)
}

/// Up to three candidates that begin differently; a spike only if nothing else passes, or doubt is written down.
fn candidates(
    reading: &Reading,
    cues: &BTreeMap<Pattern, Vec<String>>,
    likeness: &BTreeMap<Pattern, f64>,
    favoured: &[String],
) -> Vec<Candidate> {
    let doubts = cues.get(&Pattern::Spike).map_or(0, Vec::len);
    let mut found: Vec<Candidate> = Vec::new();
    let mut spare: Option<Candidate> = None;
    for (pattern, _) in ranked(cues, likeness, reading) {
        if found.len() == MOST_CANDIDATES || (pattern == Pattern::Spike && doubts == 0) {
            continue;
        }
        let needs_words = match pattern {
            Pattern::BusinessRules | Pattern::InterfaceVariations | Pattern::WorkflowSteps => true,
            Pattern::MajorEffort | Pattern::DataVariations => {
                reading.parts.iter().all(|part| part.kind != PartKind::Thing)
                    && quality::unnamed_kinds(&reading.want).is_none()
            }
            _ => false,
        };
        let is_spoken_of =
            cues.contains_key(&pattern) || likeness.get(&pattern).is_some_and(|like| *like > CLEARLY_ALIKE);
        if needs_words && !is_spoken_of {
            continue;
        }
        let Some(plan) = plan::plan(pattern, reading, favoured) else { continue };
        let mut triggers = cues.get(&pattern).cloned().unwrap_or_default();
        if pattern == Pattern::DataVariations && triggers.is_empty() {
            triggers.extend(quality::unnamed_kinds(&reading.want).map(|kinds| kinds.words));
        }
        let candidate = write(reading, plan, triggers);
        let begins_alike = found.iter().any(|other| first_of(other) == first_of(&candidate));
        if !begins_alike {
            found.push(candidate);
        } else if spare.is_none() && found.iter().all(|other| other.slices.len() != candidate.slices.len()) {
            spare = Some(candidate);
        }
    }
    if found.len() == 1 {
        found.extend(spare);
    }
    let passes = |candidate: &Candidate| {
        let failed = |question| candidate.evaluation.get(&question) == Some(&Outcome::Fail);
        !failed(Evaluation::E3) && !failed(Evaluation::E5)
    };
    if found.iter().any(passes) {
        found.retain(passes);
    }
    if doubts < 2 && found.len() > 1 {
        found.sort_by_key(|candidate| candidate.pattern == Pattern::Spike);
    }
    found
}

/// What the first slice covers; its title where no part is named.
fn first_of(candidate: &Candidate) -> Option<String> {
    let first = candidate.slices.iter().find(|slice| slice.first)?;
    Some(if first.covers.is_empty() { first.title.clone() } else { first.covers.join(" ") })
}

fn write(reading: &Reading, plan: Plan, triggers: Vec<String>) -> Candidate {
    let slices = plan
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| wording::slice(reading, step, index == 0))
        .collect::<Vec<_>>();
    let mut deprioritise: Vec<usize> =
        (1..slices.len()).filter(|index| plan.steps[*index].is_optional).collect();
    if deprioritise.is_empty() && slices.len() > 2 {
        deprioritise.push(slices.len() - 1);
    }
    let mut candidate = Candidate {
        pattern: plan.pattern,
        triggers,
        core_complexity: plan.core,
        variations: plan.variations,
        reduced_to: plan.reduced_to,
        slices,
        deprioritise,
        evaluation: BTreeMap::new(),
        why_not: BTreeMap::new(),
        warnings: Vec::new(),
    };
    (candidate.evaluation, candidate.why_not) = slicing::evaluate(&candidate);
    if candidate.evaluation.get(&Evaluation::E5) == Some(&Outcome::Fail) {
        candidate.warnings.push(BadSplit::WorthlessFirst);
    }
    candidate
}

fn title_of(body: &Split, key: &str) -> String {
    match (body.verdict, body.candidates.first()) {
        (Verdict::Split, Some(candidate)) => {
            format!("Split {key} into {} slices by {}", candidate.slices.len(), candidate.pattern.id())
        }
        (Verdict::Refuse, _) => format!("Do not split {key}: not a story yet"),
        (Verdict::Small, _) => format!("Leave {key} as it is: small enough"),
        _ => format!("Ask before splitting {key}"),
    }
}

fn why(body: &Split, participants: usize) -> String {
    let mut why = body.reason.clone();
    if let Some(candidate) = body.candidates.first() {
        if !candidate.triggers.is_empty() {
            let words = candidate.triggers.join(", ");
            why = format!("{why} The words that point to {}: {words}.", candidate.pattern.id());
        }
        why.push_str(match participants {
            0 => " The slices are in the order of the text; no evidence was found for another.",
            _ => " The slices that interviews ask for come first.",
        });
    }
    why
}
