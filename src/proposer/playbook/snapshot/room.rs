//! How much of the page each part may take: a page is a tenth of what was spoken, and one page.

use crate::domain::text;

/// Words that a page has however little was spoken, and however much.
const SHORTEST: usize = 48;
const LONGEST: usize = 420;
/// One word of the page for so many spoken.
const SPOKEN: usize = 10;

/// The words of the page, and how many are taken.
pub(super) struct Room {
    words: usize,
    taken: usize,
}

impl Room {
    /// The page of a talk of so many words.
    pub(super) fn of(spoken: usize) -> Self {
        Self { words: (spoken / SPOKEN).clamp(SHORTEST, LONGEST), taken: 0 }
    }

    /// Words that may be taken until so many hundredths of the page are full; what one part leaves,
    /// the next may take.
    pub(super) fn until(&self, hundredths: usize) -> usize {
        (self.words * hundredths / 100).saturating_sub(self.taken)
    }

    /// Takes the lines as they are.
    pub(super) fn take<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        self.taken += lines.into_iter().map(|line| text::words(line).len()).sum::<usize>();
    }

    /// Takes the lines that fit, in order, and the first `always`.
    pub(super) fn fit(&mut self, hundredths: usize, always: usize, lines: Vec<String>) -> Vec<String> {
        let mut fitting = Vec::new();
        for (nth, line) in lines.into_iter().enumerate() {
            if nth < always || text::words(&line).len() <= self.until(hundredths) {
                self.take([line.as_str()]);
                fitting.push(line);
            }
        }
        fitting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_part_leaves_the_next_may_take_and_no_more() {
        let mut room = Room::of(1_000);
        assert_eq!((room.until(50), room.until(100)), (50, 100));
        room.take(["ten words are taken here, and forty more are not"]);
        assert_eq!((room.until(50), room.until(60)), (40, 50));
        let lines = vec!["a ".repeat(51), "four words do fit".into()];
        assert_eq!(room.fit(60, 0, lines), ["four words do fit"]);
        assert_eq!((Room::of(0).until(100), Room::of(90_000).until(100)), (SHORTEST, LONGEST));
    }
}
