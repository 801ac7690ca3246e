//! Clock times and days as transcripts write them.

use regex::Regex;
use std::sync::LazyLock;

/// Reads `m:ss`, `h:mm:ss` or `h:mm:ss.fff` (comma allowed, padding not needed) as milliseconds.
pub(super) fn parse_clock(text: &str) -> Option<u64> {
    let (clock, fraction) = match text.trim().split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text.trim(), None),
    };
    let parts = clock.split(':').map(parse_part).collect::<Option<Vec<u64>>>()?;
    let seconds = match parts[..] {
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(seconds * 1000 + fraction.map_or(Some(0), parse_fraction)?)
}

fn parse_part(part: &str) -> Option<u64> {
    let digits = (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| part.parse().ok()).flatten()
}

fn parse_fraction(fraction: &str) -> Option<u64> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{fraction:0<3}").get(..3)?.parse().ok()
}

/// Reads `h:mm:ss:ff`, whose last field counts frames of an unknown rate, to the whole second.
pub(super) fn parse_frames(text: &str) -> Option<u64> {
    let (clock, frames) = text.trim().rsplit_once(':')?;
    parse_part(frames)?;
    if clock.matches(':').count() == 2 { parse_clock(clock) } else { None }
}

/// Reads a cue's time line, `start --> end [settings]`.
pub(super) fn parse_cue_times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((parse_clock(start)?, parse_clock(end)?))
}

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?:^|[^0-9]) (?P<y>20\d\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2}) (?:$|[^0-9])
        | (?P<name>January|February|March|April|May|June|July|August|September|October|November|December)
          [\ -](?P<day>\d{1,2})_?,?[\ -]+(?:and-[A-Z][a-z]+-\d+_?-)?(?P<year>20\d\d)",
    )
    .ok()
});

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Finds the first unambiguous day in `text`, as `YYYY-MM-DD`.
pub(super) fn find_day(text: &str) -> Option<String> {
    let found = DAY.as_ref()?.captures(text)?;
    let number = |name: &str| found.name(name).and_then(|part| part.as_str().parse::<usize>().ok());
    let (year, month, day) = match found.name("name") {
        Some(name) => {
            let month = MONTHS.iter().position(|month| *month == name.as_str())? + 1;
            (number("year")?, month, number("day")?)
        }
        None => (number("y")?, number("m")?, number("d")?),
    };
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_padded_or_not() {
        assert_eq!(parse_clock("0:0:3.147"), Some(3_147));
        assert_eq!(parse_clock("1:02:15"), Some(3_735_000));
        assert_eq!(parse_clock("00:00:04,2"), Some(4_200));
        assert_eq!(parse_clock("10:75"), None);
        assert_eq!(parse_clock("99999999:00"), None);
    }

    #[test]
    fn frames_are_not_hundredths() {
        assert_eq!(parse_frames("00:00:31:44"), Some(31_000));
    }

    #[test]
    fn days_are_found_in_names_and_titles() {
        assert_eq!(find_day("Guest research - 2026/03/02 10:00 GMT").as_deref(), Some("2026-03-02"));
        assert_eq!(find_day("March 2, 2026, 10:00AM").as_deref(), Some("2026-03-02"));
        assert_eq!(find_day("results-January-3-2018.md").as_deref(), Some("2018-01-03"));
        assert_eq!(find_day("20230702T174637Z-talk.md"), None);
    }
}
