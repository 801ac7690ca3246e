//! Cuts along a flow: beginning and end first, what lies between later.

use super::super::reading::{Part, PartKind, Reading, grammar};
use super::plan::{Plan, Step, core_of, is_record_keeping, is_told, short, variations};
use crate::domain::split::Pattern;
use crate::domain::text;
use std::collections::BTreeSet;

/// The thin path through the flow, then its steps; told in prose, the act of the title in one go comes first.
pub(super) fn workflow(reading: &Reading, parts: &[&Part]) -> Option<Plan> {
    let moves = |part: &Part| {
        part.verb().is_some()
            || (part.kind != PartKind::Thing && grammar::verb_of_sentence(&part.phrase).is_some())
    };
    let acts: Vec<&Part> = parts.iter().copied().filter(|part| moves(part)).collect();
    let verbs: BTreeSet<String> =
        acts.iter().filter_map(|part| grammar::verb_of_sentence(&part.phrase)).collect();
    if acts.len() < 3 || verbs.len() < 3 || verbs.iter().all(|verb| is_record_keeping(verb)) {
        return None;
    }
    let is_prose = acts.iter().all(|part| is_told(part));
    let are_cases = acts.iter().all(|part| part.kind == PartKind::Criterion);
    if are_cases && !goes_on_in_time(reading) {
        return None;
    }
    if is_prose && (core_of(reading, &acts).is_none() || !goes_on_in_time(reading)) {
        return None;
    }
    let mut steps = Vec::new();
    let mut taken: Vec<&Part> = Vec::new();
    if let Some(core) = core_of(reading, &acts).filter(|_| is_prose) {
        taken.push(core);
        steps.push(Step::new(&core.phrase, &[core]).noted("in one go"));
    } else {
        let (first, last) = (acts[0], acts[acts.len() - 1]);
        taken.extend([first, last]);
        let both = format!("{}, then {}", first.phrase, last.phrase);
        steps.push(Step::new(both, &[first, last]).noted("with the steps between done by hand"));
    }
    let is_rest = |part: &&&Part| !taken.iter().any(|other| other.unit.id == part.unit.id);
    let rest: Vec<&Part> = parts.iter().filter(is_rest).copied().collect();
    steps.extend(rest.iter().map(|part| Step::new(&part.phrase, &[part])));
    Some(Plan {
        pattern: Pattern::WorkflowSteps,
        core: format!(
            "getting from “{}” to “{}” at all",
            short(&acts[0].phrase),
            short(&acts[acts.len() - 1].phrase)
        ),
        variations: variations(&acts),
        reduced_to: steps.first()?.phrase.clone(),
        steps,
    })
}

/// Whether two sentences or clauses begin with a word that says what comes when.
fn goes_on_in_time(reading: &Reading) -> bool {
    let joints = ["when", "once", "after", "then", "otherwise", "finally", "next", "afterwards"];
    let begins = |words: &str| joints.contains(&grammar::first_word(words));
    let sentences =
        text::sentences(&reading.lower).into_iter().filter(|range| begins(&reading.lower[range.clone()]));
    let clauses =
        reading.lower.split(", ").skip(1).map(|clause| clause.strip_prefix("and ").unwrap_or(clause));
    sentences.count() >= 2 || clauses.filter(|clause| begins(clause)).count() >= 2
}
