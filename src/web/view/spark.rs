//! Voices by month, as small bars.

use crate::domain::interview::Interview;
use crate::domain::theme::Theme;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Months that are drawn, and the width of one.
const MONTHS: usize = 6;
const STEP: usize = 15;
/// Height of a voice, and where the bars stand.
const VOICE: f64 = 4.5;
const FOOT: f64 = 26.0;

/// Bars for each month in which somebody was heard.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Spark {
    /// The same in words.
    label: String,
    bars: Vec<Bar>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Bar {
    x: usize,
    y: f64,
    height: f64,
    against: bool,
}

/// Voices for and against a theme in the last months; none when fewer than two months are known.
pub(crate) fn spark(theme: &Theme, interviews: &[Interview]) -> Option<Spark> {
    let month_of: BTreeMap<&str, &str> = interviews
        .iter()
        .filter_map(|one| Some((one.key.as_str(), one.date.as_deref()?.get(..7)?)))
        .collect();
    let months: BTreeSet<&str> = month_of.values().copied().collect();
    let months: Vec<&str> = months.iter().rev().take(MONTHS).rev().copied().collect();
    let (first, last) = (months.first()?, months.last()?);
    if first == last {
        return None;
    }
    let heard = |quotes: &[crate::domain::evidence::Quote], month: &str| {
        let sources: BTreeSet<&str> = quotes.iter().map(|quote| quote.source.as_str()).collect();
        sources.into_iter().filter(|source| month_of.get(source) == Some(&month)).count()
    };
    let voices: Vec<(usize, usize)> =
        months.iter().map(|month| (heard(&theme.quotes, month), heard(&theme.against, month))).collect();
    let most = voices.iter().map(|(one, other)| one + other).max().unwrap_or(0).max(1);
    let unit = VOICE.min(FOOT / most as f64);
    let words: Vec<String> =
        voices.iter().map(|(one, other)| format!("{one} for, {other} against")).collect();
    Some(Spark {
        label: format!("Voices by month, {} to {}: {}", named(first), named(last), words.join("; ")),
        bars: voices.iter().enumerate().flat_map(|(at, voices)| bars(at, *voices, unit)).collect(),
    })
}

fn bars(at: usize, (supporting, against): (usize, usize), unit: f64) -> Vec<Bar> {
    let (low, high) = (supporting as f64 * unit, against as f64 * unit);
    let x = 2 + at * STEP;
    let below = Bar { x, y: FOOT - low, height: low, against: false };
    let above = Bar { x, y: FOOT - low - high, height: high, against: true };
    [below, above].into_iter().filter(|bar| bar.height > 0.0).collect()
}

fn named(month: &str) -> String {
    let day = format!("{month}-01").parse::<Date>();
    day.map_or_else(|_| month.to_owned(), |day| day.strftime("%B %Y").to_string())
}
