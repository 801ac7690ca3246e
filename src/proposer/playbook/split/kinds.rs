//! Cuts along one variation: kinds of data, places to ask, one of several alike.

use super::super::phrase::{plural_phrase, starts_determined};
use super::super::reading::{Part, PartKind, Reading, grammar, marks};
use super::plan::{Plan, Step, by_evidence, one_by_one, short, variations};
use super::quality::{self, Kinds};
use super::whole::whole_phrase;
use crate::domain::split::Pattern;
use crate::domain::text;

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
    let of_first_act = parts.first().filter(|part| part.kind == PartKind::Act);
    let Kinds { before, one, after, words } = of_first_act
        .and_then(|part| quality::unnamed_kinds(&part.phrase))
        .or_else(|| quality::unnamed_kinds(&reading.want))?;
    let (first, rest): (Vec<&Part>, Vec<&Part>) =
        parts.split_first().map_or((Vec::new(), Vec::new()), |(first, rest)| (vec![*first], rest.to_vec()));
    let mut steps = vec![Step::new(format!("{before}one {one}{after}"), &first)];
    steps.extend(rest.iter().map(|part| Step::new(&part.phrase, &[part])));
    let others = match grammar::first_word(&words).to_lowercase().as_str() {
        "multiple" | "several" if !one.starts_with("kind of ") => {
            let at_once = if after.is_empty() { " at once" } else { "" };
            format!("{before}several {}{at_once}{after}", plural_phrase(&one))
        }
        _ => format!("{before}every other {one}{after}"),
    };
    steps.push(Step::new(others, &first).optional());
    Some(Plan {
        pattern: Pattern::DataVariations,
        core: format!("one {one}, true to the last detail"),
        variations: vec![format!("the {one}; the item names none: which one comes first?")],
        reduced_to: format!("one {one}, to be chosen"),
        steps,
    })
}

/// Places and means by which people see and enter things.
const INTERFACES: &str = "web|website|phone|mobile|app|tablet|command line|shell|console|api|rest|email|e-mail|sms|text message|letter|screen|page|ui|user interface|machine|kiosk|voice|barcode|map|calendar|dialog|desktop|browser|counter|paper|post|fax|print|printed|chat|social media|link";

/// Words of a place in a list of places.
const MOST_WORDS_OF_A_PLACE: usize = 4;

const RICH: [&str; 6] =
    ["graphically", "graphical", "interactively", "interactive", "drag and drop", "drag-and-drop"];

pub(super) fn interfaces(reading: &Reading, parts: &[&Part], favoured: &[String]) -> Option<Plan> {
    let rich = RICH.into_iter().find(|word| marks::contains_words(&reading.lower, word));
    let things: Vec<&Part> = parts.iter().copied().filter(|part| part.kind != PartKind::Act).collect();
    let is_shown = |part: &&Part| {
        let lower = part.unit.text.to_lowercase();
        INTERFACES.split('|').any(|place| marks::contains_words(&lower, place))
    };
    if things.len() >= 2 && rich.is_none() {
        let ordered = by_evidence(parts, favoured);
        if let Some(plan) = place_by_place(reading, &ordered) {
            return Some(plan);
        }
        let is_way = |part: &&Part| part.phrase.contains(" via ") || part.phrase.contains(" through ");
        return things.iter().any(|part| is_shown(part) || is_way(part)).then(|| {
            one_by_one(
                Pattern::InterfaceVariations,
                "the same data in every place where it is asked for",
                reading,
                &ordered,
            )
        });
    }
    let word = rich?;
    let core = parts.iter().copied().find(|part| part.phrase.to_lowercase().contains(word));
    let whole = core.map_or_else(|| reading.want.clone(), |part| part.phrase.clone());
    let plain = text::one_line(&whole.replacen(word, "", 1));
    let core: Vec<&Part> = core.or_else(|| parts.first().copied()).into_iter().collect();
    let mut steps = vec![Step::new(&plain, &core).noted("as plain rows")];
    let rest = parts.iter().filter(|part| core.iter().all(|core| core.unit.id != part.unit.id));
    steps.extend(rest.map(|part| Step::new(&part.phrase, &[part])));
    let richer = if plain == whole { format!("{plain}, {word}") } else { whole };
    steps.push(Step::new(richer, &core).optional());
    Some(Plan {
        pattern: Pattern::InterfaceVariations,
        core: "what must be seen at all before it looks well".into(),
        variations: vec!["plain rows".into(), word.to_owned()],
        reduced_to: "plain rows, read only".into(),
        steps,
    })
}

/// The act of the item in the first of the places that one part lists, the other parts, then the
/// act in each further place.
fn place_by_place(reading: &Reading, parts: &[&Part]) -> Option<Plan> {
    let (list, places) = parts.iter().find_map(|part| Some((*part, places_in(&part.unit.text)?)))?;
    let act = reading.act()?;
    let others: Vec<&Part> = parts.iter().copied().filter(|part| part.unit.id != list.unit.id).collect();
    let mut steps = vec![Step::new(format!("{act}, on {}", places[0]), &[list])];
    steps.extend(others.iter().map(|part| Step::new(&part.phrase, &[part])));
    steps.extend(places.iter().skip(1).map(|place| Step::new(format!("{act}, on {place} too"), &[list])));
    if let Some(last) = steps.last_mut() {
        last.is_optional = true;
    }
    Some(Plan {
        pattern: Pattern::InterfaceVariations,
        core: "the same data in every place where it is asked for".into(),
        reduced_to: places[0].clone(),
        variations: places,
        steps,
    })
}

/// The places that a part lists: "works on phone, web and ticket machine".
fn places_in(text: &str) -> Option<Vec<String>> {
    const LEADS: [&str; 3] = [" on ", " via ", " by "];
    let lower = text::one_line(text).to_lowercase();
    let at = LEADS.iter().filter_map(|lead| Some(lower.find(lead)? + lead.len())).min()?;
    let list = lower[at..].trim_end_matches('.').replace(" and ", ", ").replace(" or ", ", ");
    let places: Vec<String> =
        list.split(',').map(|place| place.trim().to_owned()).filter(|place| !place.is_empty()).collect();
    let is_place = |place: &String| {
        text::words(place).len() <= MOST_WORDS_OF_A_PLACE
            && INTERFACES.split('|').any(|listed| marks::contains_words(place, listed))
    };
    let named = |place: &String| {
        let is_named = starts_determined(place) || place.starts_with("paper");
        if is_named { place.clone() } else { format!("the {place}") }
    };
    (places.len() > 1 && places.iter().all(is_place)).then(|| places.iter().map(named).collect())
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
    let (alike, others): (Vec<&Part>, Vec<&Part>) = ordered
        .iter()
        .partition(|part| part.kind == PartKind::Thing || !grammar::says_something(&part.phrase));
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
