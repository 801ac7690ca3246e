//! The eleven bad splits, told from titles alone where nothing else is given.
//!
//! A rule whose input is absent is silent. High precision first: a wrong alarm
//! costs more trust than a missed one.

use super::groundwork::{groundwork, tends_lists};
use super::scope;
use super::signs::Sign;
use super::stages::is_stage_split;
use crate::domain::craft::{self, Activity};
use crate::domain::item::Item;
use crate::domain::split::{BadSplit, Pattern, Slice};
use crate::domain::story::Form;
use crate::domain::text;
use crate::proposer::playbook::reading::{PartKind, Reading, grammar};
use crate::proposer::playbook::split::{gate, refusal};
use std::collections::BTreeSet;

/// More slices than this are more than the next handful.
const HANDFUL: usize = 7;

/// One bad-split code with the words that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitFinding {
    /// Which bad split.
    pub code: BadSplit,
    /// 0-based index of the slice; none when it is about the whole.
    pub slice: Option<usize>,
    /// Words that triggered it.
    pub words: String,
    /// One sentence with what to do.
    pub message: String,
}

/// A given split with all that the rules read from it.
pub(super) struct Given<'a> {
    parent: &'a str,
    text: &'a str,
    pub(super) slices: &'a [Slice],
    pub(super) signs: Vec<Sign>,
    pattern: Option<Pattern>,
    reading: Reading,
    item: Item,
}

/// Names the bad splits in a given split, in the order of their codes; each code once.
pub fn lint_split(
    parent_title: &str,
    parent_text: Option<&str>,
    slices: &[Slice],
    pattern: Option<Pattern>,
) -> Vec<SplitFinding> {
    if slices.is_empty() {
        return Vec::new();
    }
    let item = Item::of(parent_title, parent_text.unwrap_or_default());
    let parent_words = text::words(parent_title);
    let given = Given {
        parent: parent_title,
        text: parent_text.unwrap_or_default(),
        slices,
        signs: slices.iter().map(|slice| Sign::of(slice, &parent_words)).collect(),
        pattern,
        reading: Reading::of(&item),
        item,
    };
    let rules = [
        horizontal,
        by_task,
        by_stage,
        by_component,
        no_pattern,
        bad_spike,
        worthless_first,
        invented_scope,
        lost_scope,
        not_a_story,
        over_enumerated,
    ];
    rules.iter().filter_map(|rule| rule(&given)).collect()
}

fn finding(code: BadSplit, slice: Option<usize>, words: impl Into<String>, message: &str) -> SplitFinding {
    SplitFinding { code, slice, words: words.into(), message: message.to_owned() }
}

fn horizontal(given: &Given<'_>) -> Option<SplitFinding> {
    let tasks = by_task(given).is_some();
    let layers: Vec<(usize, &String)> = given
        .signs
        .iter()
        .enumerate()
        .filter(|(_, sign)| sign.is_sure_layer || !tasks)
        .filter_map(|(index, sign)| Some((index, sign.layer.as_ref()?)))
        .collect();
    let names: Vec<&str> = layers.iter().map(|(_, layer)| layer.as_str()).collect();
    let distinct: BTreeSet<String> = names.iter().map(|name| text::stem(name)).collect();
    (layers.len() >= 2 && distinct.len() >= 2).then_some(())?;
    Some(finding(
        BadSplit::Horizontal,
        Some(layers[0].0),
        names.join(", "),
        "Each of these is one layer; cut so that every slice goes through all of them to something a user sees.",
    ))
}

/// The layer that a slice is about, unless all slices are about it because the parent is: what an
/// API's users are given is an API.
fn own_layer<'a>(given: &Given<'_>, sign: &'a Sign) -> Option<&'a String> {
    let layer = sign.layer.as_ref()?;
    let is_of_the_parent = scope::stems(given.parent).contains(&text::stem(layer));
    let is_everywhere = given.signs.iter().all(|sign| sign.layer.as_ref() == Some(layer));
    (!(is_of_the_parent && is_everywhere)).then_some(layer)
}

fn by_task(given: &Given<'_>) -> Option<SplitFinding> {
    let tasks: Vec<(usize, Activity)> =
        given.signs.iter().enumerate().filter_map(|(index, sign)| Some((index, sign.activity?))).collect();
    let distinct: BTreeSet<Activity> = tasks.iter().map(|(_, activity)| *activity).collect();
    let sure = distinct.iter().any(|activity| {
        matches!(
            activity,
            Activity::Test | Activity::Document | Activity::Deploy | Activity::Design | Activity::Analyse
        )
    });
    (tasks.len() >= 2 && distinct.len() >= 2 && sure).then_some(())?;
    let words =
        tasks.iter().map(|(index, _)| given.slices[*index].title.as_str()).collect::<Vec<_>>().join("; ");
    Some(finding(
        BadSplit::ByTask,
        Some(tasks[0].0),
        words,
        "These are activities of the team; every slice includes its own design, building and testing.",
    ))
}

fn by_stage(given: &Given<'_>) -> Option<SplitFinding> {
    is_stage_split(given).then_some(())?;
    let verbs = given.signs.iter().filter_map(|sign| sign.verb.clone()).collect::<Vec<_>>().join(", ");
    Some(finding(
        BadSplit::ByStage,
        Some(0),
        verbs,
        "Nobody gets anything until the last step; begin with first and last step together, by the shortest way.",
    ))
}

fn by_component(given: &Given<'_>) -> Option<SplitFinding> {
    (!is_stage_split(given)).then_some(())?;
    let named: Vec<&String> = given.signs.iter().filter_map(|sign| sign.component.as_ref()).collect();
    let distinct: BTreeSet<&&String> = named.iter().collect();
    (distinct.len() >= 2 && named.len() * 2 >= given.signs.len()).then_some(())?;
    let seen = given.signs.iter().filter(|sign| sign.is_seen).count();
    (seen * 2 < given.signs.len()).then_some(())?;
    let words = named.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    Some(finding(
        BadSplit::ByComponent,
        None,
        words,
        "Each slice ends at the border of a system or team; cut through them to something a user sees.",
    ))
}

fn no_pattern(given: &Given<'_>) -> Option<SplitFinding> {
    let ordinals: Vec<(usize, &String)> = given
        .signs
        .iter()
        .enumerate()
        .filter_map(|(index, sign)| Some((index, sign.ordinal.as_ref()?)))
        .collect();
    let distinct: BTreeSet<&String> = ordinals.iter().map(|(_, words)| *words).collect();
    if distinct.len() < 2 {
        let (first, second) = scope::repeated(given.slices)?;
        let message = format!(
            "Slice {} says the same as slice {}: keep one, or say what tells them apart.",
            second + 1,
            first + 1
        );
        return Some(finding(
            BadSplit::NoPattern,
            Some(second),
            given.slices[second].title.clone(),
            &message,
        ));
    }
    let words = ordinals.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(", ");
    Some(finding(
        BadSplit::NoPattern,
        Some(ordinals[0].0),
        words,
        "A number does not say what a part is good for; name the pattern by which the story is cut.",
    ))
}

fn bad_spike(given: &Given<'_>) -> Option<SplitFinding> {
    let (index, _) = given.signs.iter().enumerate().find(|(_, sign)| sign.spike == Some(false))?;
    Some(finding(
        BadSplit::BadSpike,
        Some(index),
        given.slices[index].title.clone(),
        "A spike answers one to three named questions in a time box; without them it never ends.",
    ))
}

fn worthless_first(given: &Given<'_>) -> Option<SplitFinding> {
    if not_a_story(given).is_some() {
        return None;
    }
    let sign = given.signs.first()?;
    let title = &given.slices[0].title;
    let lower = title.to_lowercase();
    let parent = given.parent.to_lowercase();
    let foundation = groundwork(&lower, &parent, sign.is_seen);
    let staged = is_stage_split(given);
    let tends = tends_lists(&sign.words, &given.parent.to_lowercase());
    let task = sign
        .activity
        .filter(|activity| *activity != Activity::Build && sign.spike.is_none())
        .filter(|_| by_task(given).is_some());
    let cut_off = [horizontal, by_task, by_component]
        .iter()
        .any(|rule| covers_nearly_all(rule(given).is_some(), given));
    let is_part = cut_off && !sign.is_seen && sign.spike.is_none();
    let words = if own_layer(given, sign).is_some() && !sign.is_seen
        || task.is_some()
        || is_part
        || staged
        || tends
    {
        title.clone()
    } else {
        foundation?.to_owned()
    };
    Some(finding(
        BadSplit::WorthlessFirst,
        Some(0),
        words,
        "Nobody can use the first slice alone; begin with a thin one that ends in something a user sees.",
    ))
}

/// Whether a cut that leaves nothing usable takes in at least two of three slices.
fn covers_nearly_all(found: bool, given: &Given<'_>) -> bool {
    let useless = given
        .signs
        .iter()
        .filter(|sign| sign.layer.is_some() || sign.activity.is_some() || sign.component.is_some());
    found && useless.count() * 3 >= given.signs.len() * 2
}

fn invented_scope(given: &Given<'_>) -> Option<SplitFinding> {
    (names_a_behaviour(given) && by_component(given).is_none()).then_some(())?;
    let parent: BTreeSet<String> =
        scope::stems(given.parent).into_iter().chain(scope::stems(given.text)).collect();
    for (index, sign) in given.signs.iter().enumerate() {
        let plated = sign
            .words
            .iter()
            .find(|word| craft::is_gold_plating(word) && !parent.contains(&text::stem(word)));
        if let Some(word) = plated {
            return Some(finding(
                BadSplit::InventedScope,
                Some(index),
                word.clone(),
                "Neither the parent nor a quote asks for this; leave it out or say who wants it.",
            ));
        }
    }
    let is_plain = |index: &usize| {
        let sign = &given.signs[*index];
        let prepares = groundwork(&given.slices[*index].title.to_lowercase(), "", false).is_some();
        let is_cut_off = sign.layer.is_some() || sign.activity.is_some() || sign.ordinal.is_some();
        sign.spike.is_none() && !is_cut_off && !prepares
    };
    let index = scope::stranger(given.slices, &parent).filter(is_plain)?;
    Some(finding(
        BadSplit::InventedScope,
        Some(index),
        given.slices[index].title.clone(),
        "Neither the parent nor a quote asks for this; leave it out or say who wants it.",
    ))
}

fn lost_scope(given: &Given<'_>) -> Option<SplitFinding> {
    let cut_elsewhere =
        [horizontal, by_task, by_stage, by_component, not_a_story].iter().any(|rule| rule(given).is_some());
    if cut_elsewhere {
        return None;
    }
    let mut said: BTreeSet<String> = BTreeSet::new();
    for slice in given.slices {
        said.extend(scope::stems(&slice.title));
        said.extend(
            slice.narrative.iter().chain(&slice.acceptance_criteria).flat_map(|text| scope::stems(text)),
        );
    }
    let everything = ["rest", "other", "remain", "remaining", "all", "every", "everyth", "others"];
    if given
        .slices
        .iter()
        .any(|slice| text::words(&slice.title).iter().any(|word| everything.contains(&word.as_str())))
    {
        return None;
    }
    let common = common_stems(&given.reading);
    let (mut kept, mut missing) = (0_usize, 0_usize);
    let mut lost: Option<&str> = None;
    for part in given.reading.parts.iter().filter(|part| part.kind != PartKind::Open) {
        let own: Vec<String> =
            text::content_stems(&part.unit.text).into_iter().filter(|stem| !common.contains(stem)).collect();
        if own.is_empty() {
            continue;
        }
        if own.iter().any(|stem| said.contains(stem)) {
            kept += 1;
        } else {
            missing += 1;
            lost = lost.or(Some(&part.unit.text));
        }
    }
    let few =
        given.slices.len() < given.reading.parts.iter().filter(|part| part.kind != PartKind::Open).count();
    let lost = lost.filter(|_| kept >= missing && few)?;
    Some(finding(
        BadSplit::LostScope,
        None,
        lost,
        "No slice has this part of the parent; put it in one, or drop it aloud with a reason.",
    ))
}

/// Stems that several parts share: they tell no part from another.
fn common_stems(reading: &Reading) -> BTreeSet<String> {
    let mut once = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for part in &reading.parts {
        let own: BTreeSet<String> = text::content_stems(&part.unit.text).into_iter().collect();
        for stem in own {
            if !once.insert(stem.clone()) {
                twice.insert(stem);
            }
        }
    }
    twice
}

fn not_a_story(given: &Given<'_>) -> Option<SplitFinding> {
    let (reason, _) = refusal::refusal(&given.item, &given.reading)?;
    Some(finding(BadSplit::NotAStory, None, given.parent, &reason))
}

/// Share of the slices that must work on the parent's own object for the work to be known work.
const NEARLY_ALL: f64 = 0.75;

/// Whether the slices are what is done with one known thing: ordered work, which may be listed whole.
///
fn lists_one_object(given: &Given<'_>) -> bool {
    let parent: BTreeSet<String> = text::content_words(given.parent)
        .into_iter()
        .filter(|word| grammar::base_of_gerund(word).is_none() && !gate::BROAD_VERBS.contains(&word.as_str()))
        .map(|word| text::stem(&word))
        .collect();
    if !names_a_behaviour(given) {
        return true;
    }
    let on_it = given
        .slices
        .iter()
        .filter(|slice| text::content_stems(&slice.title).iter().any(|stem| parent.contains(stem)));
    on_it.count() as f64 >= NEARLY_ALL * given.slices.len() as f64
}

/// Whether the parent says what somebody does: a bare name of an area leaves nothing to compare with.
fn names_a_behaviour(given: &Given<'_>) -> bool {
    let is_told = !given.text.trim().is_empty() || given.reading.story.form != Form::Title;
    is_told || text::words(given.parent).len() > 1 && grammar::verb_of_sentence(given.parent).is_some()
}

fn over_enumerated(given: &Given<'_>) -> Option<SplitFinding> {
    let count = given.slices.len();
    let after_spike = given.pattern == Some(Pattern::Spike) && count > 4;
    (count > HANDFUL && !lists_one_object(given) || after_spike).then_some(())?;
    Some(finding(
        BadSplit::OverEnumerated,
        None,
        format!("{count} slices"),
        "More than the next handful: keep those that teach or earn first, hold the rest as one line each.",
    ))
}
