//! Checks on what is read out of interviews: quotes first, then figures and denials of each line.

use super::quotes::{Transcripts, check_quotes};
use crate::domain::body::Body;
use crate::domain::check::{Check, Outcome, Report};
use crate::domain::evidence::Quote;
use crate::domain::particulars::figures;
use crate::domain::snapshot::Snapshot;
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use std::collections::BTreeSet;

/// Words that a page holds at most, quotes left out.
const PAGE: usize = 450;

/// Proves the quotes of a snapshot or theme; on a snapshot also says whether each figure of a line
/// is in its quote, whether no denial was lost, and whether it is one page.
pub fn check_understanding(draft: &mut Suggestion<Draft>, transcripts: &Transcripts<'_>) -> Report {
    let mut report = Report::default();
    check_quotes(draft, transcripts, &mut report);
    if let Body::Snapshot(page) = &draft.body {
        check_figures(page, &mut report);
        check_page(page, &mut report);
    }
    report
}

/// Each line of the page beside the words that prove it.
fn lines(page: &Snapshot) -> impl Iterator<Item = (&str, &Quote)> {
    let plain = [&page.quick_facts, &page.story, &page.workarounds, &page.surprises];
    plain
        .into_iter()
        .flatten()
        .map(|line| (line.text.as_str(), &line.quote))
        .chain(page.opportunities.iter().map(|one| (one.text.as_str(), &one.quote)))
}

fn check_figures(page: &Snapshot, report: &mut Report) {
    let invented: BTreeSet<String> = lines(page)
        .flat_map(|(line, quote)| {
            let said = figures(&quote.text);
            figures(line).into_iter().filter(move |figure| !said.contains(figure))
        })
        .collect();
    if invented.is_empty() {
        report.add(Check::Figures, Outcome::Pass, "each figure of a line is in the words it cites");
    } else {
        let list = invented.into_iter().collect::<Vec<_>>().join(", ");
        report.add(Check::Figures, Outcome::Fail, format!("not in the words that are cited: {list}"));
    }
}

fn check_page(page: &Snapshot, report: &mut Report) {
    let turned =
        lines(page).find(|(line, quote)| denials(&quote.text) > 0 && is_cut_short(line, &quote.text));
    let words: usize = lines(page).map(|(line, _)| text::words(line).len()).sum::<usize>()
        + page.memorable.iter().map(|quote| text::words(&quote.text).len()).sum::<usize>()
        + page.open_questions.iter().chain(&page.not_said).map(|line| text::words(line).len()).sum::<usize>();
    match turned {
        Some((line, _)) => {
            report.add(Check::Form, Outcome::Fail, format!("a denial of the quote is missing: {line}"));
        }
        None if words > PAGE => {
            report.add(Check::Form, Outcome::Fail, format!("{words} words are more than a page"));
        }
        None => report.add(Check::Form, Outcome::Pass, format!("{words} words on the page")),
    }
}

/// Whether the line is the end or the middle of a sentence of which a denial was left out.
fn is_cut_short(line: &str, quote: &str) -> bool {
    let wanted = text::words(line);
    let held = text::sentences(quote).into_iter().map(|range| &quote[range]);
    let of: Option<&str> = held.max_by_key(|sentence| {
        let said = text::words(sentence);
        wanted.iter().filter(|word| said.contains(word)).count()
    });
    of.is_some_and(|sentence| denials(sentence) > denials(line) + opening_no(sentence))
}

/// A "no" that opens a sentence answers a question and denies nothing in the sentence itself.
fn opening_no(sentence: &str) -> usize {
    usize::from(text::words(sentence).first().is_some_and(|word| word == "no"))
}

fn denials(words: &str) -> usize {
    const DENIALS: [&str; 9] =
        ["not", "no", "never", "nobody", "nothing", "none", "without", "cannot", "nowhere"];
    text::words(words).iter().filter(|word| DENIALS.contains(&word.as_str()) || word.ends_with("n't")).count()
}
