//! One line out of a spoken sentence: the participant's own words, less what speech adds.
//!
//! Words are only left out, never put in, and no denial is lost on the way.

use super::marks;
use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Words above which a line is cut at a joint.
const LONG: usize = 16;
/// Words that a line has at least after a cut.
const SHORT: usize = 7;
/// Content words without which the beginning of a sentence says nothing yet.
const SAYS_SOMETHING: usize = 3;
/// Words that no line exceeds.
const LONGEST: usize = 22;

static OPENERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:and|but|so|because|then|which|well|oh|yeah|yes|no|okay|ok|right|i\s+mean|you\s+know|um|uh|er|hm+|like|actually|honestly|look|mm|ah|aye|to\s+be\s+honest|i\s+think|i\s+guess|however|for\s+example|mostly|also)\s*,\s*|(?:and|but|so|because|well|oh|um|uh|er|hm+|meaning)\s+)+",
    )
});
static FILLERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i),\s*(?:um|uh|er|hm|you\s+know|i\s+mean|like|honestly|what|sort\s+of|kind\s+of)\s*,|\b(?:um|uh)\b,?\s*",
    )
});
static JOINTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[;,]\s|\s[-–—]\s)\s*(?:(?:and|so|because|which|who|when|then|where)\b)?\s*|\s+(?:because|so\s+that|which|and\s+then)\s+",
    )
});

/// The sentence as one line.
pub(super) fn line_of(sentence: &str) -> String {
    let spoken = text::one_line(sentence);
    let mut line = FILLERS.replace_all(&spoken, " ").into_owned();
    let opened = OPENERS.find(&line).map_or(0, |found| found.end());
    // "And so did four hundred others" keeps its "so".
    let is_turned = line[opened..].starts_with("did ") || line[opened..].starts_with("do ");
    if text::words(&line[opened..]).len() >= 3 && !is_turned {
        line = line[opened..].to_owned();
    }
    line = text::one_line(&line);
    let line = shortened(&line).trim_end_matches(['.', ',', ';', ':', ' ', '-', '–', '—']).to_owned();
    text::capitalise(&line)
}

/// The line up to a joint, when it is long and nothing that follows turns it round.
fn shortened(line: &str) -> String {
    let words = |part: &str| text::words(part).len();
    if words(line) <= LONG {
        return line.to_owned();
    }
    let cut = JOINTS
        .find_iter(line)
        .filter(|joint| (SHORT..=LONG).contains(&words(&line[..joint.start()])))
        .filter(|joint| text::content_words(&line[..joint.start()]).len() >= SAYS_SOMETHING)
        .filter(|joint| !turns_round(&line[joint.start()..]) && stands(&line[..joint.start()]))
        .last();
    match cut {
        Some(joint) => line[..joint.start()].to_owned(),
        None if words(line) <= LONGEST || turns_round(line) => line.to_owned(),
        None => format!("{} …", line.split_whitespace().take(LONGEST).collect::<Vec<_>>().join(" ")),
    }
}

/// Whether the beginning says by itself what the whole says: it names its matter, and is no condition
/// or reason whose main clause is still to come.
fn stands(beginning: &str) -> bool {
    let opens = ["if", "when", "because", "although", "since", "unless", "while", "whenever", "once", "as"];
    let first = text::words(beginning).into_iter().next().unwrap_or_default();
    let awaits_more = opens.contains(&first.as_str()) && !beginning.contains(',');
    !awaits_more && !marks::points_back(beginning)
}

/// Whether leaving the words out could change what is said.
fn turns_round(rest: &str) -> bool {
    marks::denies(rest)
        || rest.split_whitespace().any(|word| ["but", "unless", "except", "if"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_out_what_speech_adds_and_keeps_what_is_denied() {
        assert_eq!(
            line_of("And, um, I had to start again from the back of the queue."),
            "I had to start again from the back of the queue"
        );
        assert_eq!(
            line_of("No, I didn't want to, with everybody listening."),
            "I didn't want to, with everybody listening"
        );
        let long = "We moved the whole thing to the new system in the spring of that year with a lot of help, but it did not work for anyone at all";
        assert!(line_of(long).ends_with("it did not work for anyone at all"));
        let waits =
            "If I'd known at noon there was one at half past one on the other side, I'd have been on it";
        assert_eq!(line_of(waits), waits);
        let tail = "I found the booking in one of the nine e-mails that I had from you, because the reference was in there somewhere";
        assert_eq!(line_of(tail), "I found the booking in one of the nine e-mails that I had from you");
    }
}
