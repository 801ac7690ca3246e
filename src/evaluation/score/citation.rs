//! Scores every quote of an output: is it there, whose is it, how is it false?

use super::metric::Definition;
use super::{Bench, Figure};
use crate::domain::evidence::Quote;
use crate::domain::text::words;
use crate::evaluation::measure::citation::CitationClass;
use crate::evaluation::suite::Task;
use std::collections::BTreeSet;

/// Longest quote, in words; more is no longer picked.
const MOST_WORDS: usize = 60;

const ON: &[Task] = &[Task::Split, Task::Assumptions, Task::Questions, Task::Summary, Task::Themes];
const CLAIMING: &[Task] = &[Task::Assumptions, Task::Summary, Task::Themes];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("citation.exact", ON, 1.0).of_shares().for_every_case(),
    Definition::lower("citation.wrong_turn", ON, 0.0).of_shares(),
    Definition::lower("citation.wrong_source", ON, 0.0).of_shares(),
    Definition::lower("citation.stitched", ON, 0.0).of_shares(),
    Definition::lower("citation.too_short", ON, 0.0).of_shares(),
    Definition::lower("citation.fabricated", ON, 0.0).of_shares(),
    Definition::higher("citation.offset_ok", ON, 1.0).of_shares(),
    Definition::higher("citation.speaker_ok", ON, 1.0).of_shares().for_every_case(),
    Definition::higher("citation.length_ok", ON, 1.0).of_shares(),
    Definition::higher("citation.diversity", ON, 0.0),
    Definition::higher("citation.per_claim", CLAIMING, 0.5),
];

/// Figures of the quotes of a case; none without a quote.
pub(super) fn score(quotes: &[&Quote], bench: &Bench<'_>) -> Vec<Figure> {
    let count = |holds: &dyn Fn(&Quote) -> bool| quotes.iter().filter(|quote| holds(quote)).count();
    let of_class = |class| count(&|quote| classify(quote, bench) == class);
    let sources: BTreeSet<&str> = quotes.iter().map(|quote| quote.source.as_str()).collect();
    let counted = [
        ("citation.exact", of_class(CitationClass::Exact)),
        ("citation.wrong_turn", of_class(CitationClass::WrongTurn)),
        ("citation.wrong_source", of_class(CitationClass::WrongSource)),
        ("citation.stitched", of_class(CitationClass::Stitched)),
        ("citation.too_short", of_class(CitationClass::TooShort)),
        ("citation.fabricated", of_class(CitationClass::Fabricated)),
        ("citation.offset_ok", count(&|quote| is_at_its_offset(quote, bench))),
        ("citation.speaker_ok", count(&|quote| is_its_speaker(quote, bench))),
        ("citation.length_ok", count(&|quote| words(&quote.text).len() <= MOST_WORDS)),
        ("citation.diversity", sources.len()),
    ];
    counted.into_iter().filter_map(|(id, part)| Figure::share(id, part, quotes.len())).collect()
}

/// Share of the claims that at least one exact quote stands behind.
pub(super) fn per_claim<'a>(
    claims: impl Iterator<Item = Vec<&'a Quote>>,
    bench: &Bench<'_>,
) -> Option<Figure> {
    let proved: Vec<bool> = claims.map(|quotes| quotes.iter().any(|quote| is_exact(quote, bench))).collect();
    Figure::share("citation.per_claim", proved.iter().filter(|proved| **proved).count(), proved.len())
}

/// Whether a quote stands where it says.
pub(super) fn is_exact(quote: &Quote, bench: &Bench<'_>) -> bool {
    classify(quote, bench) == CitationClass::Exact
}

fn classify(quote: &Quote, bench: &Bench<'_>) -> CitationClass {
    let source = bench.interview_id(&quote.source).unwrap_or(&quote.source);
    bench.texts.classify(&quote.text, source, Some(quote.turn)).0
}

/// The stored text from `start` to `end` is the quote, byte for byte.
fn is_at_its_offset(quote: &Quote, bench: &Bench<'_>) -> bool {
    bench.turn(quote).and_then(|turn| turn.text.get(quote.start..quote.end)) == Some(quote.text.as_str())
}

/// The speaker of the turn is named, and is a participant: an interviewer's words are no customer's voice.
fn is_its_speaker(quote: &Quote, bench: &Bench<'_>) -> bool {
    bench.turn(quote).is_some_and(|turn| turn.speaker == quote.speaker && turn.role.testifies())
}
