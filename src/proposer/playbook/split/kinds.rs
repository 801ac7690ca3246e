//! Cuts along one variation: kinds of data, places to ask, one of several alike.

use super::super::reading::{Part, PartKind, Reading, grammar, marks};
use super::plan::{Plan, Step, by_evidence, one_by_one, short, variations, whole_phrase};
use super::quality;
use crate::domain::split::Pattern;

pub(super) fn data(reading: &Reading, parts: &[&Part], favoured: &[String]) -> Option<Plan> {
    let things: Vec<&Part> = parts.iter().copied().filter(|part| part.kind != PartKind::Act).collect();
    if things.len() >= 2 {
        let ordered = by_evidence(parts, favoured);
        return Some(one_by_one(
            Pattern::DataVariations,
            "one kind of data through from beginning to end",
            reading,
            &ordered,
        ));
    }
    let (before, noun, after) = quality::unnamed_kinds(&reading.want)?;
    let (first, rest): (Vec<&Part>, Vec<&Part>) =
        parts.split_first().map_or((Vec::new(), Vec::new()), |(first, rest)| (vec![*first], rest.to_vec()));
    let mut steps = vec![Step::new(format!("{before}one kind of {noun}{after}"), &first)];
    steps.extend(rest.iter().map(|part| Step::new(&part.phrase, &[part])));
    steps.push(Step::new(format!("{before}every other kind of {noun}{after}"), &first).optional());
    Some(Plan {
        pattern: Pattern::DataVariations,
        core: format!("one kind of {noun}, true to the last detail"),
        variations: vec![format!("the kind of {noun}; the item names none: which one comes first?")],
        reduced_to: format!("one kind of {noun}, to be chosen"),
        steps,
    })
}

pub(super) fn interfaces(reading: &Reading, parts: &[&Part], favoured: &[String]) -> Option<Plan> {
    let things: Vec<&Part> = parts.iter().copied().filter(|part| part.kind != PartKind::Act).collect();
    if things.len() >= 2 {
        let ordered = by_evidence(parts, favoured);
        return Some(one_by_one(
            Pattern::InterfaceVariations,
            "the same data in every place where it is asked for",
            reading,
            &ordered,
        ));
    }
    let rich = ["graphically", "graphical", "interactive", "drag and drop", "drag-and-drop"];
    let word = rich.into_iter().find(|word| marks::contains_words(&reading.lower, word))?;
    let plain = reading
        .want
        .to_lowercase()
        .contains(word)
        .then(|| reading.want.replacen(word, "", 1).replace("  ", " "));
    let core = plain.unwrap_or_else(|| reading.want.clone());
    let mut steps = vec![
        Step::new(core.trim(), &parts.iter().take(1).copied().collect::<Vec<_>>()).noted("as plain rows"),
    ];
    steps.extend(parts.iter().skip(1).map(|part| Step::new(&part.phrase, &[part])));
    steps.push(
        Step::new(format!("{}, {word}", core.trim()), &parts.iter().take(1).copied().collect::<Vec<_>>())
            .optional(),
    );
    Some(Plan {
        pattern: Pattern::InterfaceVariations,
        core: "what must be seen at all before it looks well".into(),
        variations: vec!["plain rows".into(), word.to_owned()],
        reduced_to: "plain rows, read only".into(),
        steps,
    })
}

pub(super) fn major_effort(reading: &Reading, parts: &[&Part], favoured: &[String]) -> Option<Plan> {
    let things: Vec<&Part> = parts
        .iter()
        .copied()
        .filter(|part| part.kind != PartKind::Act || reading.parts.iter().all(|p| p.kind == PartKind::Act))
        .collect();
    if things.len() < 3 {
        return None;
    }
    let ordered = by_evidence(parts, favoured);
    let all_alike = ordered.iter().all(|part| grammar::says_something(&part.phrase));
    let (alike, others): (Vec<&Part>, Vec<&Part>) = ordered.iter().partition(|part| {
        all_alike || part.kind == PartKind::Thing || !grammar::says_something(&part.phrase)
    });
    let (first, rest) = alike.split_first().filter(|(_, rest)| rest.len() > 1)?;
    let names =
        |parts: &[&Part]| parts.iter().map(|part| short(&part.unit.text)).collect::<Vec<_>>().join(", ");
    let (near, far) = rest.split_at(rest.len().div_ceil(2));
    let mut steps = vec![Step::new(whole_phrase(reading, first), &[first])];
    steps.extend(others.iter().map(|part| Step::new(&part.phrase, &[part])));
    steps.push(Step::new(format!("do the same for {}", names(near)), near).noted("given the first"));
    steps.push(Step::new(format!("do the same for {}", names(far)), far).noted("given the first").optional());
    Some(Plan {
        pattern: Pattern::MajorEffort,
        core: "whichever comes first pays for the rest".into(),
        variations: variations(&ordered),
        reduced_to: first.unit.text.clone(),
        steps,
    })
}
