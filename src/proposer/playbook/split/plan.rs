//! Gate 2: how each pattern would cut the parts of an item.

use super::super::reading::{Part, PartKind, Reading, grammar};
use super::gate;
use super::{kinds, quality};
use crate::domain::split::Pattern;
use crate::domain::text;

/// More slices than this are held back as one-line variations.
const MOST_SLICES: usize = 7;

/// One slice before it has criteria.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Step {
    /// What somebody can do: an imperative in lower case.
    pub phrase: String,
    /// Narrowing that is said aloud: `by hand`, `for one order`.
    pub note: String,
    /// Ids of the parts that it covers.
    pub covers: Vec<String>,
    /// Could be done last or never.
    pub is_optional: bool,
    /// Questions of a spike.
    pub questions: Vec<String>,
}

impl Step {
    pub(super) fn new(phrase: impl Into<String>, covers: &[&Part]) -> Self {
        let is_optional = !covers.is_empty() && covers.iter().all(|part| part.put_off.is_some());
        let covers = covers.iter().map(|part| part.unit.id.clone()).collect();
        Self { phrase: phrase.into(), covers, is_optional, ..Self::default() }
    }

    pub(super) fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    pub(super) fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }
}

/// One way to cut an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// The named move.
    pub pattern: Pattern,
    /// What is most likely to surprise.
    pub core: String,
    /// What there is many of.
    pub variations: Vec<String>,
    /// The one that the first slice keeps.
    pub reduced_to: String,
    /// Slices in order, the first one first.
    pub steps: Vec<Step>,
}

/// The cut of an item by one pattern, if it fits.
pub(super) fn plan(pattern: Pattern, reading: &Reading, favoured: &[String]) -> Option<Plan> {
    let parts: Vec<&Part> = reading.parts.iter().filter(|part| part.kind != PartKind::Open).collect();
    let plan = match pattern {
        Pattern::Operations => operations(reading, &parts),
        Pattern::WorkflowSteps => workflow(&parts),
        Pattern::BusinessRules => rules(reading, &parts, favoured),
        Pattern::DataVariations => kinds::data(reading, &parts, favoured),
        Pattern::InterfaceVariations => kinds::interfaces(reading, &parts, favoured),
        Pattern::MajorEffort => kinds::major_effort(reading, &parts, favoured),
        Pattern::SimpleComplex => simple_core(reading, &parts),
        Pattern::DeferPerformance => quality::works_first(reading, &parts),
        Pattern::Spike => quality::spike(reading, &parts),
    }?;
    (plan.steps.len() > 1).then(|| capped(plan))
}

/// Parts with those that interviews ask for in front; the order of the text otherwise.
pub(super) fn by_evidence<'a>(parts: &[&'a Part], favoured: &[String]) -> Vec<&'a Part> {
    let mut ordered = parts.to_vec();
    ordered.sort_by_key(|part| {
        let rank = favoured.iter().position(|id| *id == part.unit.id).unwrap_or(usize::MAX);
        (part.put_off.is_some(), rank)
    });
    ordered
}

pub(super) fn variations(parts: &[&Part]) -> Vec<String> {
    parts.iter().map(|part| text::one_line(&part.unit.text)).take(12).collect()
}

/// Verbs that keep records; a row of them is no flow.
pub(super) fn is_record_keeping(verb: &str) -> bool {
    [
        "add", "create", "view", "see", "list", "edit", "change", "update", "rename", "delete", "remove",
        "archive", "close", "restore",
    ]
    .contains(&verb)
}

/// Looking changes nothing, so it goes first; taking away goes last.
pub(super) fn operation_rank(verb: &str) -> usize {
    match verb {
        "see" | "view" | "list" | "find" | "search" | "look" | "show" | "display" | "browse" | "read"
        | "check" | "monitor" | "track" | "inspect" | "get" => 0,
        "add" | "create" | "record" | "enter" | "register" | "import" | "run" | "start" | "send" | "book"
        | "request" => 1,
        "delete" | "remove" | "close" | "archive" | "cancel" | "deactivate" | "reset" => 3,
        _ => 2,
    }
}

fn operations(reading: &Reading, parts: &[&Part]) -> Option<Plan> {
    let mut acts: Vec<&Part> = parts.iter().copied().filter(|part| part.verb().is_some()).collect();
    let verbs: std::collections::BTreeSet<String> = acts.iter().filter_map(|part| part.verb()).collect();
    if acts.len() >= 2 && verbs.len() >= 2 {
        acts.sort_by_key(|part| operation_rank(&part.verb().unwrap_or_default()));
        let rest: Vec<&Part> = parts.iter().copied().filter(|part| part.verb().is_none()).collect();
        let mut steps: Vec<Step> = acts.iter().map(|part| Step::new(&part.phrase, &[part])).collect();
        steps.extend(rest.iter().map(|part| Step::new(&part.phrase, &[part])));
        return Some(Plan {
            pattern: Pattern::Operations,
            core: format!("“{}” changes what somebody else relies on.", acts.last()?.phrase),
            variations: variations(&acts),
            reduced_to: acts.first()?.phrase.clone(),
            steps,
        });
    }
    if !gate::is_broad(reading) || parts.len() > 1 {
        return None;
    }
    let object = grammar::object_of(&reading.want).filter(|object| grammar::is_plural(object))?;
    let one = grammar::singular(&object);
    let article = grammar::article(&one);
    let all: Vec<&Part> = parts.to_vec();
    let steps = vec![
        Step::new(format!("see the {object} that are there"), &all),
        Step::new(format!("add {article} {one}"), &[]),
        Step::new(format!("change {article} {one}"), &[]),
        Step::new(format!("remove {article} {one}"), &[]).optional(),
    ];
    Some(Plan {
        pattern: Pattern::Operations,
        core: format!("what may be changed of {article} {one}, and by whom; the item does not say"),
        variations: ["see", "add", "change", "remove"].map(str::to_owned).to_vec(),
        reduced_to: "look, change nothing".into(),
        steps,
    })
}

fn workflow(parts: &[&Part]) -> Option<Plan> {
    let moves = |part: &Part| {
        part.verb().is_some()
            || (part.kind != PartKind::Thing && grammar::verb_of_sentence(&part.phrase).is_some())
    };
    let acts: Vec<&Part> = parts.iter().copied().filter(|part| moves(part)).collect();
    let verbs: std::collections::BTreeSet<String> =
        acts.iter().filter_map(|part| grammar::verb_of_sentence(&part.phrase)).collect();
    if acts.len() < 3 || verbs.len() < 3 || verbs.iter().all(|verb| is_record_keeping(verb)) {
        return None;
    }
    let (first, last) = (acts[0], acts[acts.len() - 1]);
    let both = format!("{}, then {}", first.phrase, last.phrase);
    let mut steps = vec![Step::new(both, &[first, last]).noted("with the steps between done by hand")];
    steps.extend(
        acts[1..acts.len() - 1].iter().map(|part| Step::new(&part.phrase, &[part]).noted("on the way")),
    );
    steps.extend(parts.iter().filter(|part| !moves(part)).map(|part| Step::new(&part.phrase, &[part])));
    Some(Plan {
        pattern: Pattern::WorkflowSteps,
        core: "getting from the first step to the last at all".into(),
        variations: variations(&acts),
        reduced_to: "the first and the last step, with nothing between them".into(),
        steps,
    })
}

fn rules(reading: &Reading, parts: &[&Part], favoured: &[String]) -> Option<Plan> {
    if parts.len() >= 2 {
        let ordered = by_evidence(parts, favoured);
        return Some(one_by_one(
            Pattern::BusinessRules,
            "what happens when two of the rules meet",
            reading,
            &ordered,
        ));
    }
    let (core, rule) = quality::cut_at(
        reading,
        &[
            " unless ",
            " depending on ",
            " only if ",
            " only when ",
            " according to ",
            " based on ",
            " that will only ",
            " after ",
            " until ",
            " within ",
            " if ",
            " when ",
        ],
    )?;
    let covered: Vec<&Part> = parts.to_vec();
    let steps = vec![
        Step::new(&core, &covered).noted("with the rule kept by hand"),
        Step::new(format!("{core}{rule}"), &[]),
    ];
    Some(Plan {
        pattern: Pattern::BusinessRules,
        core: format!("the rule “{}”", rule.trim()),
        variations: vec![rule.trim().to_owned()],
        reduced_to: "the usual case, with the rule kept by hand".into(),
        steps,
    })
}

/// One slice per part, the best supported first.
pub(super) fn one_by_one(pattern: Pattern, core: &str, reading: &Reading, parts: &[&Part]) -> Plan {
    Plan {
        pattern,
        core: core.to_owned(),
        variations: variations(parts),
        reduced_to: parts.first().map_or_else(String::new, |part| part.unit.text.clone()),
        steps: parts
            .iter()
            .enumerate()
            .map(|(index, part)| {
                Step::new(if index == 0 { whole_phrase(reading, part) } else { part.phrase.clone() }, &[part])
            })
            .collect(),
    }
}

/// A part that names no act, with the act of the item before it.
pub(super) fn whole_phrase(reading: &Reading, part: &Part) -> String {
    if part.kind == PartKind::Thing || grammar::says_something(&part.phrase) {
        return part.phrase.clone();
    }
    reading.act().map_or_else(|| part.phrase.clone(), |act| format!("{act}: {}", part.phrase))
}

fn simple_core(reading: &Reading, parts: &[&Part]) -> Option<Plan> {
    if parts.len() < 2 {
        let (core, extra) = quality::cut_at(
            reading,
            &[
                " including ",
                " as well as ",
                ", also ",
                " plus ",
                " along with ",
                " and optionally ",
                " with the option ",
            ],
        )?;
        let steps = vec![Step::new(&core, parts), Step::new(format!("{core}{extra}"), &[]).optional()];
        return Some(Plan {
            pattern: Pattern::SimpleComplex,
            core: core.clone(),
            variations: vec![extra.trim().to_owned()],
            reduced_to: core,
            steps,
        });
    }
    let mut ordered = parts.to_vec();
    ordered.sort_by_key(|part| part.put_off.is_some());
    let (cores, extras) = ordered.split_at(if ordered.len() > 3 { 2 } else { 1 });
    let core = cores.first()?;
    let act =
        reading.act().filter(|_| core.kind != PartKind::Thing && !grammar::says_something(&core.phrase));
    let both = act
        .unwrap_or_else(|| cores.iter().map(|part| part.phrase.clone()).collect::<Vec<_>>().join(", and "));
    let mut steps = vec![Step::new(both, cores).noted("nothing else yet")];
    steps.extend(extras.iter().map(|part| Step::new(&part.phrase, &[part])));
    if let Some(last) = steps.last_mut() {
        last.is_optional = true;
    }
    Some(Plan {
        pattern: Pattern::SimpleComplex,
        core: format!("“{}” from beginning to end", short(&core.unit.text)),
        variations: variations(extras),
        reduced_to: core.unit.text.clone(),
        steps,
    })
}

/// The first words of a part, for a list.
pub(super) fn short(words: &str) -> String {
    words
        .split_whitespace()
        .take(7)
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches([',', ':', '.'])
        .to_owned()
}

/// At most seven slices: the last ones share.
fn capped(mut plan: Plan) -> Plan {
    while plan.steps.len() > MOST_SLICES {
        let Some(index) = (1..plan.steps.len() - 1)
            .min_by_key(|&index| plan.steps[index].covers.len() + plan.steps[index + 1].covers.len())
        else {
            break;
        };
        let next = plan.steps.remove(index + 1);
        let step = &mut plan.steps[index];
        step.phrase = format!("{}; {}", step.phrase, next.phrase);
        step.covers.extend(next.covers);
        step.is_optional = step.is_optional && next.is_optional;
    }
    plan
}
