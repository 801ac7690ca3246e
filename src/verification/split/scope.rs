//! Scope by set difference: what came in from nowhere, what went missing.

use crate::domain::craft;
use crate::domain::split::{Candidate, Slice, Split};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::reading::grammar;
use std::collections::BTreeSet;

/// Stems that a slice may use.
pub(super) type Vocabulary = BTreeSet<String>;

/// Words of the playbook's own criteria: they say how a result is seen, not what there is.
const CRAFT_WORDS: &str = "
    according nowhere wrong chosen found stays tries works whole afterwards anything goes ones seen shows instant case between however need slice whoever looked agreed allowed alone answer anything beforehand before beginning case cases content criterion days decided decision delivered
    delivery doubt else end entered example examples fail false fully gone half half-filled happens known means missing moment most needed none
    nothing otherwise outcome partly person people question questions quickly rest result rows rule satisfied so someone somebody something spike state
    step steps team time told together true twice unknown user usual usually way whichever working yet given kind sort others lost";

/// Everything that the item, its family and the cited or searched voices say.
pub(super) fn sources(brief: &Brief, draft: &Suggestion<Draft>) -> Vocabulary {
    let mut texts = vec![brief.item.full_text()];
    texts.extend(brief.item.record.comments.iter().map(|comment| comment.body.clone()));
    texts.extend(brief.parent.iter().chain(&brief.children).map(crate::domain::item::Item::full_text));
    let parent = brief.item.record.parent.as_ref();
    let siblings =
        brief.backlog.iter().filter(|other| parent.is_some() && other.record.parent.as_ref() == parent);
    texts.extend(siblings.map(crate::domain::item::Item::full_text));
    texts.extend(draft.evidence.quotes().map(|quote| quote.text.clone()));
    texts.iter().flat_map(|text| stems(text)).collect()
}

/// The first two slices that say the same, whatever their case and punctuation.
pub(super) fn repeated(slices: &[Slice]) -> Option<(usize, usize)> {
    let said = |slice: &Slice| {
        let criteria = slice.acceptance_criteria.join(" ");
        text::words(&format!("{} {} {criteria}", slice.title, slice.narrative.as_deref().unwrap_or_default()))
    };
    let words: Vec<Vec<String>> = slices.iter().map(said).collect();
    (1..words.len()).find_map(|at| Some((words[..at].iter().position(|other| *other == words[at])?, at)))
}

/// Words in a slice without an ancestor from which it is about something else.
const STRANGE: usize = 3;

/// The one slice that shares no word of content with the parent nor with another slice, where all others do.
///
/// Long enough to be a wish of its own: a short title may only name what the reader knows.
pub(super) fn stranger(slices: &[Slice], parent: &Vocabulary) -> Option<usize> {
    let own: Vec<BTreeSet<String>> = slices
        .iter()
        .map(|slice| {
            let words = text::content_words(&slice.title).into_iter().filter(|word| !craft::is_neutral(word));
            words.map(|word| text::stem(&word)).collect()
        })
        .collect();
    let is_kin = |at: usize| {
        let others = own.iter().enumerate().filter(|(other, _)| *other != at);
        !own[at].is_disjoint(parent) || others.into_iter().any(|(_, other)| !other.is_disjoint(&own[at]))
    };
    let strangers: Vec<usize> = (0..own.len()).filter(|at| !is_kin(*at)).collect();
    match strangers[..] {
        [at] if slices.len() > 2 && own[at].len() >= STRANGE => Some(at),
        _ => None,
    }
}

/// Stems of all words, those of a hyphenated word beside the whole.
pub(super) fn stems(text: &str) -> Vec<String> {
    text::words(text).iter().map(|word| text::stem(word)).collect()
}

/// The words of a slice that have no ancestor in the vocabulary, each once.
pub fn invented_words(slice: &Slice, sources: &Vocabulary) -> Vec<String> {
    let texts = std::iter::once(&slice.title)
        .chain(&slice.narrative)
        .chain(&slice.acceptance_criteria)
        .chain(&slice.questions);
    let mut invented = Vec::new();
    for word in texts.flat_map(|text| text::words(text)) {
        let is_free = craft::is_neutral(&word)
            || CRAFT_WORDS.split_ascii_whitespace().any(|allowed| allowed == word)
            || grammar::base_form(&word).is_some();
        if !is_free && !sources.contains(&text::stem(&word)) && !invented.contains(&word) {
            invented.push(word);
        }
    }
    invented
}

/// Texts of the units that a candidate neither covers nor drops.
pub fn lost_units(candidate: &Candidate, split: &Split) -> Vec<String> {
    let covered: BTreeSet<&str> =
        candidate.slices.iter().flat_map(|slice| &slice.covers).map(String::as_str).collect();
    let dropped: BTreeSet<&str> = split.dropped.iter().map(|dropped| dropped.unit.as_str()).collect();
    let lost = split
        .units
        .iter()
        .filter(|unit| !covered.contains(unit.id.as_str()) && !dropped.contains(unit.id.as_str()));
    lost.map(|unit| unit.text.clone()).collect()
}
