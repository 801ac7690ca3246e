//! Values of cells: dates whose order the file decides, numbers with a decimal comma, levels.

use super::pattern::Pattern;
use crate::domain::item::Level;
use jiff::civil::Date;

static SLASHED: Pattern = Pattern::new(r"^\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b");
static NAMED_MONTH: Pattern = Pattern::new(r"^\s*(\d{1,2})[/. -]+(\p{L}{3,9})\.?[/. -]+(\d{4}|\d{2})\b");
static DOTTED: Pattern = Pattern::new(r"^\s*(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b");
static ISO: Pattern = Pattern::new(r"^\s*(\d{4})-(\d{2})-(\d{2})");

/// Beginnings of month names in English, German, French and Spanish, lower case.
const MONTHS: [(&str, i8); 35] = [
    ("jan", 1),
    ("jän", 1),
    ("ene", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("mae", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("juin", 6),
    ("jul", 7),
    ("juil", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("gen", 1),
    ("mag", 5),
];

/// Which of day and month a file writes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrder {
    DayFirst,
    MonthFirst,
    /// No cell decides, or the cells contradict each other.
    Ambiguous,
}

impl DateOrder {
    /// Decides for a whole file from the cells in which only one order is possible.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for [first, second, _] in cells.filter_map(|cell| numbers(&SLASHED, cell)) {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Ambiguous,
        }
    }
}

fn numbers(shape: &Pattern, cell: &str) -> Option<[i16; 3]> {
    let found = shape.captures(cell)?;
    Some([found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?])
}

/// A date as `YYYY-MM-DD`; none when the cell is no date, or one of two.
pub(super) fn date(cell: &str, order: DateOrder) -> Option<String> {
    if let Some([year, month, day]) = numbers(&ISO, cell) {
        return civil(year, month, day);
    }
    if let Some([day, month, year]) = numbers(&DOTTED, cell) {
        return civil(year, month, day);
    }
    if let Some([first, second, year]) = numbers(&SLASHED, cell) {
        return match order {
            DateOrder::DayFirst => civil(year, second, first),
            DateOrder::MonthFirst => civil(year, first, second),
            DateOrder::Ambiguous if first == second => civil(year, first, second),
            DateOrder::Ambiguous => None,
        };
    }
    let found = NAMED_MONTH.captures(cell)?;
    let name = found[2].to_lowercase();
    let longest =
        MONTHS.iter().filter(|(start, _)| name.starts_with(start)).max_by_key(|(start, _)| start.len())?;
    civil(found[3].parse().ok()?, i16::from(longest.1), found[1].parse().ok()?)
}

fn civil(year: i16, month: i16, day: i16) -> Option<String> {
    let year = if year < 100 { year + 2000 } else { year };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date.to_string())
}

/// A number with a point or a comma before its decimals.
pub(super) fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let pointed = if cell.contains('.') { cell.to_owned() } else { cell.replacen(',', ".", 1) };
    pointed.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The level that a tracker's type of issue stands for.
pub(super) fn level(issue_type: &str) -> Level {
    match issue_type.trim().to_lowercase().as_str() {
        "initiative" => Level::BigIdea,
        "epic" | "feature" => Level::Mmf,
        "story" | "user story" | "product backlog item" | "task" | "bug" | "sub-task" | "subtask" => {
            Level::Slice
        }
        _ => Level::Unlevelled,
    }
}

/// The parts of a cell that joins several values, trimmed, without empty ones.
pub(super) fn parts(cell: &str, separators: &[char]) -> Vec<String> {
    cell.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_clear_date_decides_for_the_whole_file() {
        assert_eq!(DateOrder::of(["3/4/26", "31/03/2026"].into_iter()), DateOrder::DayFirst);
        assert_eq!(DateOrder::of(["3/4/26", "6/21/2025 16:14"].into_iter()), DateOrder::MonthFirst);
        assert_eq!(DateOrder::of(["3/4/26"].into_iter()), DateOrder::Ambiguous);
        assert_eq!(DateOrder::of(["31/1/26", "1/31/26"].into_iter()), DateOrder::Ambiguous);
    }

    #[test]
    fn dates_of_every_tracker_are_read() {
        let read = |cell| date(cell, DateOrder::Ambiguous);
        let march = Some("2026-03-12".to_owned());
        assert_eq!(read("12/Mar/26 9:41 AM"), march);
        assert_eq!(read("12/März/26"), march);
        assert_eq!(read("2026-03-12 09:41"), march);
        assert_eq!(read("12.03.2026 09:41"), march);
        assert_eq!(read("5/Juil/26"), Some("2026-07-05".into()));
        assert_eq!(read("3/4/26"), None);
        assert_eq!(read("31/Feb/26"), None);
        assert_eq!(date("3/4/26", DateOrder::MonthFirst), Some("2026-03-04".into()));
    }

    #[test]
    fn a_decimal_comma_is_a_point() {
        assert_eq!(
            [number("2,5"), number("3.0"), number("L"), number("inf")],
            [Some(2.5), Some(3.0), None, None]
        );
    }
}
