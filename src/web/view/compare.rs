//! Two runs of a suite side by side: what moved and how surely, and every case that changed.

use super::evaluate::{LEFT, WIDTH, drafted_by, ending};
use super::measures::named;
use super::time::date;
use super::words::{counted, pattern};
use crate::domain::split::Pattern;
use crate::domain::text::capitalise;
use crate::evaluation::archive::RunEntry;
use crate::evaluation::compare::Difference;
use crate::evaluation::report::{CaseBeside, Comparison, Shown};
use crate::evaluation::score::Better;
use crate::evaluation::statistics::verdict::Verdict;
use serde::Serialize;

/// The smallest difference that reaches the end of the drawing.
const REACH: f64 = 0.1;

/// The page of a comparison.
#[derive(Debug, Serialize)]
pub(crate) struct ComparePage {
    pub(crate) suite: String,
    before: String,
    after: String,
    about: String,
    /// How far the drawings reach, as "0.20".
    reach: String,
    moved: Vec<MoveRow>,
    /// Measures that are the same in both.
    same: usize,
    cases: Vec<CaseCard>,
}

/// A measure that moved.
#[derive(Debug, Serialize)]
struct MoveRow {
    name: String,
    before: String,
    after: String,
    change: String,
    range: String,
    cases: String,
    class: &'static str,
    word: &'static str,
    label: String,
    low: f64,
    high: f64,
    point: f64,
    zero: f64,
}

/// A case that changed.
#[derive(Debug, Serialize)]
struct CaseCard {
    case: String,
    asks: String,
    measure: String,
    change: String,
    class: &'static str,
    word: &'static str,
    /// Heading and lines: the gold, the run before, the run after.
    columns: [(&'static str, Vec<Shown>); 3],
}

impl ComparePage {
    pub(crate) fn of(runs: [&RunEntry; 2], found: &Comparison, cases: Vec<CaseBeside>) -> Self {
        // What a run took is in units of its own, and is other every time.
        let measures: Vec<&Difference> =
            found.differences.iter().filter(|one| !one.id.starts_with("cost.")).collect();
        let moved: Vec<&Difference> = measures.iter().copied().filter(|one| has_moved(one)).collect();
        let ends = moved.iter().flat_map(|one| [Some(one.difference), one.low, one.high]).flatten();
        let reach = ends.fold(REACH, |reach, end| reach.max(end.abs()));
        let word =
            |run: &RunEntry| format!("{}, {} ({})", date(&run.day), drafted_by(&run.engine), ending(&run.id));
        let better = cases.iter().filter(|case| case.is_better).count();
        Self {
            suite: found.suite.clone(),
            before: word(runs[0]),
            after: word(runs[1]),
            about: match found.cases.len() {
                0 => "No case changed.".into(),
                all if all > cases.len() => {
                    format!("{}; the {} that changed most are shown.", changed(all), cases.len())
                }
                all => format!("{}: {better} better, {} worse.", changed(all), all - better),
            },
            reach: format!("{reach:.2}"),
            same: measures.len() - moved.len(),
            moved: moved.into_iter().map(|one| MoveRow::of(one, reach)).collect(),
            cases: cases.into_iter().map(CaseCard::of).collect(),
        }
    }
}

fn has_moved(one: &Difference) -> bool {
    one.difference != 0.0 || one.wins + one.losses > 0
}

fn changed(cases: usize) -> String {
    format!("{} changed", counted(cases, "case", "cases"))
}

impl MoveRow {
    fn of(one: &Difference, reach: f64) -> Self {
        let at = |value: f64| LEFT + WIDTH * f64::midpoint((value / reach).clamp(-1.0, 1.0), 1.0);
        let signed = |value: f64| format!("{value:+.2}").replace('-', "\u{2212}");
        let range = one.low.zip(one.high);
        let has_gained = (one.difference > 0.0) == (one.better == Better::Higher);
        let (class, word) = match one.verdict {
            Some(Verdict::Pass) => ("pass", "Not worse"),
            Some(Verdict::Fail) => ("fail", "Worse"),
            Some(_) => ("unknown", "Not decided"),
            None if one.difference == 0.0 => ("", "The same"),
            None if has_gained => ("", "Better, no gate"),
            None => ("", "Worse, no gate"),
        };
        let likely = range.map(|(low, high)| format!("{} to {}", signed(low), signed(high)));
        let mut label = vec![format!("changed by {}", signed(one.difference))];
        label.extend(likely.iter().map(|likely| format!("likely {likely}")));
        let (low, high) = range.unwrap_or((one.difference, one.difference));
        Self {
            name: named(&one.id),
            before: format!("{:.2}", one.before),
            after: format!("{:.2}", one.after),
            change: signed(one.difference),
            range: likely.unwrap_or_default(),
            cases: format!("{} better, {} worse, {} the same", one.wins, one.losses, one.ties),
            class,
            word,
            label: label.join(", "),
            low: at(low),
            high: at(high),
            point: at(one.difference),
            zero: at(0.0),
        }
    }
}

impl CaseCard {
    fn of(case: CaseBeside) -> Self {
        let (class, word) = if case.is_better { ("pass", "Better") } else { ("fail", "Worse") };
        Self {
            measure: named(&case.metric),
            change: format!("{:.2} \u{2192} {:.2}", case.before, case.after),
            class,
            word,
            columns: [("Expected", case.gold), ("Before", case.a), ("After", case.b)]
                .map(|(heading, lines)| (heading, lines.into_iter().map(in_words).collect())),
            asks: capitalise(&case.asks),
            case: case.case,
        }
    }
}

/// A line of an output with the words of the craft in the place of their ids.
fn in_words(line: Shown) -> Shown {
    let text = match line.text.trim_end_matches([':', ' ']) {
        "(nothing)" => "Nothing".to_owned(),
        text => match Pattern::ALL.into_iter().find(|one| one.id() == text) {
            Some(found) => pattern(found).0.to_owned(),
            None => capitalise(text),
        },
    };
    Shown { text, ..line }
}
