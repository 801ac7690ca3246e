//! Times as a page shows them; script draws them anew in the reader's own zone.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// A moment: for machines, and for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Moment {
    /// RFC 3339.
    pub(crate) exact: String,
    /// "24 November, 09:12 UTC".
    pub(crate) words: String,
}

/// A time in milliseconds since the epoch.
pub(crate) fn moment(ms: i64) -> Moment {
    let at = Timestamp::from_millisecond(ms).unwrap_or_default();
    Moment { exact: at.to_string(), words: at.strftime("%-d %B, %H:%M UTC").to_string() }
}

/// A day, `YYYY-MM-DD`, in words.
pub(crate) fn day(day: &str) -> String {
    day.parse::<Date>().map_or_else(|_| day.to_owned(), |date| date.strftime("%A, %-d %B").to_string())
}

/// A day of some year, `YYYY-MM-DD`, in words.
pub(crate) fn date(day: &str) -> String {
    day.parse::<Date>().map_or_else(|_| day.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

/// A sentence with its days, `YYYY-MM-DD`, in words.
pub(crate) fn with_dates(sentence: &str) -> String {
    let worded = sentence.split_inclusive(' ').map(|word| match word.get(..10).map(|day| (day, date(day))) {
        Some((day, words)) if words != day => format!("{words}{}", &word[10..]),
        _ => word.to_owned(),
    });
    worded.collect()
}

/// Minutes and seconds into a recording.
pub(crate) fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// Days on which something may wait again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Later {
    /// The day after today.
    pub(crate) tomorrow: String,
    /// The Monday after today.
    pub(crate) monday: String,
    /// The same in words.
    pub(crate) monday_words: String,
}

/// The days to choose from when today is this day, `YYYY-MM-DD`.
pub(crate) fn later(today: &str) -> Later {
    let today: Date = today.parse().unwrap_or_default();
    let tomorrow = today.tomorrow().unwrap_or(today);
    let monday = today.nth_weekday(1, jiff::civil::Weekday::Monday).unwrap_or(tomorrow);
    Later {
        tomorrow: tomorrow.to_string(),
        monday: monday.to_string(),
        monday_words: monday.strftime("%-d %B").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_week_begins_on_a_monday_that_is_to_come() {
        assert_eq!(later("2026-11-24").monday, "2026-11-30");
        assert_eq!(later("2026-11-30").monday, "2026-12-07");
        assert_eq!(later("2026-12-31").tomorrow, "2027-01-01");
    }

    #[test]
    fn days_within_a_sentence_are_in_words() {
        let said = with_dates("Heard on 2026-02-03, last on 2026-02-17. Nothing from 2026-2-3 or P02.");
        assert_eq!(said, "Heard on 3 February 2026, last on 17 February 2026. Nothing from 2026-2-3 or P02.");
        assert_eq!(with_dates("einen Tag spätestens übermorgen"), "einen Tag spätestens übermorgen");
    }

    #[test]
    fn times_are_in_words() {
        assert_eq!(clock(401_000), "06:41");
        assert_eq!(clock(3_601_000), "1:00:01");
        assert_eq!(moment(0).words, "1 January, 00:00 UTC");
        assert_eq!(day("2026-11-30"), "Monday, 30 November");
        assert_eq!(day("soon"), "soon");
        assert_eq!(date("2026-03-02"), "2 March 2026");
    }
}
