//! Gate 2: how each pattern would cut the parts of an item.

use super::super::reading::{Part, PartKind, Reading, grammar};
use super::whole::{begin_with_the_act, is_fragment, whole_phrase};
use super::{axes, flow, gate, kinds, quality};
use crate::domain::split::Pattern;
use crate::domain::text;
use std::collections::BTreeSet;

/// More slices than this are held back as one-line variations.
pub(super) const MOST_SLICES: usize = 7;

/// Words of a first slice that is said in two parts.
const LONGEST_PAIR: usize = 14;

/// One slice before it has criteria.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Step {
    /// What somebody can do: an imperative in lower case.
    pub phrase: String,
    /// What was joined to it.
    pub also: Vec<String>,
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

    /// Its phrase and those that were joined to it.
    pub(super) fn words(&self) -> String {
        std::iter::once(&self.phrase).chain(&self.also).cloned().collect::<Vec<_>>().join(" ")
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
    let named: Vec<&Part> = reading.parts.iter().filter(|part| part.kind != PartKind::Open).collect();
    let (mut properties, mut parts): (Vec<&Part>, Vec<&Part>) =
        named.iter().copied().partition(|part| part.is_property());
    if parts.len() < 2 {
        (properties, parts) = (Vec::new(), named.clone());
    }
    let mut plan = match pattern {
        Pattern::Operations => operations(reading, &parts),
        Pattern::WorkflowSteps => flow::workflow(reading, &parts),
        Pattern::BusinessRules => rules(reading, &parts, favoured),
        Pattern::DataVariations => kinds::data(reading, &parts, favoured),
        Pattern::InterfaceVariations => kinds::interfaces(reading, &parts, favoured),
        Pattern::MajorEffort => kinds::major_effort(reading, &parts, favoured),
        Pattern::SimpleComplex => simple_core(reading, &parts),
        Pattern::DeferPerformance => quality::works_first(reading, &parts),
        Pattern::Spike => quality::spike(reading, &parts),
    }?;
    plan.steps = axes::joined(plan.steps, parts.len());
    for property in properties {
        let at = axes::likest(&plan.steps, property);
        plan.steps[at].covers.push(property.unit.id.clone());
    }
    (plan.steps.len() > 1).then_some(plan)
}

/// Parts with those that interviews ask for in front; the order of the text otherwise. What only
/// tells of another part never leads.
pub(super) fn by_evidence<'a>(parts: &[&'a Part], favoured: &[String]) -> Vec<&'a Part> {
    let mut ordered = parts.to_vec();
    ordered.sort_by_key(|part| {
        let rank = favoured.iter().position(|id| *id == part.unit.id).unwrap_or(usize::MAX);
        (part.put_off.is_some(), rank)
    });
    begin_with_the_act(&mut ordered);
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
    let ranks: BTreeSet<usize> =
        verbs.iter().filter(|verb| is_record_keeping(verb)).map(|verb| operation_rank(verb)).collect();
    let are_told = acts.iter().any(|part| is_told(part));
    if acts.len() >= 2 && verbs.len() >= 2 && (ranks.len() >= 2 || !are_told || have_one_object(&acts)) {
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

/// Whether a part was told in prose, where a verb alone makes no step and no operation.
pub(super) fn is_told(part: &Part) -> bool {
    let own = grammar::leading_verb(&part.unit.text);
    part.kind == PartKind::Sentence || part.kind == PartKind::Bullet && (own.is_none() || own != part.verb())
}

/// Whether all acts have the same object.
fn have_one_object(acts: &[&Part]) -> bool {
    let objects: BTreeSet<Option<String>> =
        acts.iter().map(|part| grammar::object_of(&part.phrase)).collect();
    objects.len() == 1 && !objects.contains(&None)
}

/// The part that says what the title says, when one does.
pub(super) fn core_of<'a>(reading: &Reading, parts: &[&'a Part]) -> Option<&'a Part> {
    let title: BTreeSet<String> = text::content_stems(&reading.title).into_iter().collect();
    let shared = |part: &Part| {
        let own: BTreeSet<String> = text::content_stems(&part.phrase).into_iter().collect();
        own.intersection(&title).count()
    };
    let mut best: Option<(usize, &Part)> = None;
    for part in parts {
        let count = shared(part);
        if count >= 2 && count * 2 >= title.len() && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, part));
        }
    }
    best.map(|(_, part)| part)
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
            " dependent on ",
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
    let turning = quality::turning_on(&rule);
    let note =
        turning.map_or_else(|| "with the rule kept by hand".to_owned(), |noun| format!("for one {noun}"));
    let steps = vec![Step::new(&core, &covered).noted(note.clone()), Step::new(format!("{core}{rule}"), &[])];
    Some(Plan {
        pattern: Pattern::BusinessRules,
        core: format!("the rule “{}”", rule.trim()),
        variations: vec![rule.trim().to_owned()],
        reduced_to: format!("the usual case, {note}"),
        steps,
    })
}

/// One slice per part, the best supported first.
pub(super) fn one_by_one(pattern: Pattern, core: &str, reading: &Reading, parts: &[&Part]) -> Plan {
    let mut ordered = parts.to_vec();
    let bare = (ordered.len() > 3).then(|| ordered.iter().position(|part| leaves_out(part))).flatten();
    let bare = bare.map(|at| ordered.remove(at));
    if bare.is_some()
        && let Some(at) = ordered.iter().position(|part| part.unit.text.contains(" one "))
    {
        let single = ordered.remove(at);
        ordered.insert(0, single);
    }
    let mut steps: Vec<Step> = ordered.iter().map(|part| Step::new(&part.phrase, &[part])).collect();
    if let (Some(first), Some(part)) = (steps.first_mut(), ordered.first()) {
        first.phrase = whole_phrase(reading, part);
        first.covers.splice(0..0, bare.iter().map(|part| part.unit.id.clone()));
    }
    Plan {
        pattern,
        core: core.to_owned(),
        variations: variations(parts),
        reduced_to: ordered.first().map_or_else(String::new, |part| part.unit.text.clone()),
        steps,
    }
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
    let core = core_of(reading, parts).unwrap_or(parts[0]);
    let mut ordered: Vec<&Part> = vec![core];
    ordered.extend(parts.iter().copied().filter(|part| part.unit.id != core.unit.id));
    ordered[1..].sort_by_key(|part| part.put_off.is_some());
    let is_bare = leaves_out(core);
    let act = reading.act().filter(|_| is_fragment(core));
    let most = if act.is_some() { 4 } else { 3 };
    let is_wide = ordered.len() > most && (is_bare || core.kind != PartKind::Sentence);
    let (cores, extras) = ordered.split_at(if is_wide { 2 } else { 1 });
    let mut first = whole_phrase(reading, core);
    for part in &cores[1..] {
        let pair = format!("{first}, and {}", part.phrase);
        if text::words(&pair).len() <= LONGEST_PAIR {
            first = pair;
        }
    }
    let mut steps = vec![Step::new(first, cores)];
    steps.extend(extras.iter().map(|part| Step::new(whole_phrase(reading, part), &[part])));
    if let Some(last) = steps.last_mut() {
        last.is_optional = true;
    }
    Some(Plan {
        pattern: Pattern::SimpleComplex,
        core: format!("“{}” with everything that belongs to it", short(&core.unit.text)),
        variations: variations(extras),
        reduced_to: core.unit.text.clone(),
        steps,
    })
}

/// Whether a part is the bare form of the others: nothing in it, so nothing comes of it alone.
pub(super) fn leaves_out(part: &Part) -> bool {
    let lower = part.unit.text.to_lowercase();
    ["only with", "with only", "without any", "empty", "only the"].iter().any(|mark| lower.contains(mark))
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
