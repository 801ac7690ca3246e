//! Speech that is made up, the same each time.

/// Turns of a generated interview; each passage begins two turns after the one before.
pub(super) const TURNS: usize = 132;
pub(super) const PASSAGES_PER_INTERVIEW: usize = 65;

pub(super) fn interview(number: usize) -> String {
    let turn = |turn: usize| {
        let speaker = if turn.is_multiple_of(2) { "Interviewer" } else { "Participant" };
        let words: Vec<String> = (0..32).map(|at| word(number * 7919 + turn * 104_729 + at * 31)).collect();
        format!("{speaker}: {}.\n", words.join(" "))
    };
    (0..TURNS).map(turn).collect()
}

/// One of 30,000 made-up words; small numbers come often.
pub(super) fn word(seed: usize) -> String {
    let syllables = ["ka", "ro", "mi", "te", "lu", "so", "ne", "pa", "di", "vo", "gu", "ze"];
    let mut left = (seed.wrapping_mul(2_654_435_761) % 30_000).pow(2) / 30_000 + 12;
    let mut word = String::new();
    while left > 0 {
        word.push_str(syllables[left % 12]);
        left /= 12;
    }
    word
}
