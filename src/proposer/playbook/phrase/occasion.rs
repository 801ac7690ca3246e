//! The event that sets off a wish, told as something that happened.

use super::{Act, Person, before_any, is_plural, shift_person, third_person, with_article};
use crate::domain::text;

impl Act {
    /// The event after "when" as the past: `when my boat is called off` → `your boat was called off`.
    ///
    /// None when nothing sets it off, or when English needs more than a rule.
    pub fn occasion(&self, person: Person) -> Option<String> {
        const JOINTS: [&str; 5] = [" when ", " whenever ", " once ", " as soon as ", " if "];
        let source = self.source();
        let (at, joint) = JOINTS.iter().filter_map(|joint| source.find(joint).map(|at| (at, joint))).min()?;
        let clause = before_any(&source[at + joint.len()..], &[", ", " and ", " or ", " so "]);
        let clause = shift_person(clause, person);
        let told = in_the_past(&clause)?;
        let leans = ["it ", "this ", "that ", "these ", "those "].iter().any(|lead| told.starts_with(lead));
        (!leans && (3..=12).contains(&text::words(&told).len())).then_some(told)
    }

    /// The same of somebody, without saying whose: `a boat was called off`.
    pub fn occasion_of_somebody(&self) -> Option<String> {
        let told = self.occasion(Person::ThirdPlural)?;
        let Some(rest) = told.strip_prefix("their ") else {
            return (!told.starts_with("they ")).then_some(told);
        };
        let ends =
            |word: &&str| ["was", "were"].contains(word) || EVENTS.iter().any(|(_, past)| past == word);
        let head = rest.split(' ').take_while(|word| !ends(word)).last().unwrap_or(rest);
        Some(if is_plural(head) { format!("some {rest}") } else { with_article(rest) })
    }
}

/// What happens, as it was the last time; none for a verb that no rule knows.
fn in_the_past(clause: &str) -> Option<String> {
    const BE: [(&str, &str); 2] = [(" is ", " was "), (" are ", " were ")];
    if let Some((now, past)) = BE.into_iter().find(|(now, _)| clause.contains(now)) {
        return Some(clause.replacen(now, past, 1));
    }
    let words: Vec<&str> = clause.split(' ').collect();
    let past_at = |at: usize| {
        let word = words.get(at)?;
        EVENTS.iter().find(|(now, _)| word == now || *word == third_person(now)).map(|(_, past)| *past)
    };
    let at = (1..words.len()).find(|at| past_at(*at).is_some())?;
    let before = if words[at - 1] == "will" { at - 1 } else { at };
    let past = past_at(at)?;
    Some([&words[..before], &[past], &words[at + 1..]].concat().join(" "))
}

/// Verbs of what happens to somebody, with their past.
const EVENTS: [(&str, &str); 24] = [
    ("appear", "appeared"),
    ("arrive", "arrived"),
    ("become", "became"),
    ("begin", "began"),
    ("break", "broke"),
    ("change", "changed"),
    ("close", "closed"),
    ("come", "came"),
    ("drop", "dropped"),
    ("end", "ended"),
    ("expire", "expired"),
    ("fail", "failed"),
    ("fall", "fell"),
    ("finish", "finished"),
    ("go", "went"),
    ("happen", "happened"),
    ("leave", "left"),
    ("lose", "lost"),
    ("miss", "missed"),
    ("open", "opened"),
    ("reach", "reached"),
    ("return", "returned"),
    ("rise", "rose"),
    ("start", "started"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::story::Wish;

    #[test]
    fn what_sets_a_wish_off_is_told_as_the_last_time() {
        let occasion = |want: &str| Act::read(want, Wish::Act)?.occasion(Person::Second);
        assert_eq!(
            occasion("get a message when my parcel is held at the border").as_deref(),
            Some("your parcel was held at the border")
        );
        assert_eq!(occasion("weigh a lorry"), None);
        assert_eq!(
            occasion("be told when a barge will arrive on a later tide").as_deref(),
            Some("a barge arrived on a later tide")
        );
        assert_eq!(
            occasion("be warned when my lorries come by another road").as_deref(),
            Some("your lorries came by another road")
        );
        let of_somebody = |want: &str| Act::read(want, Wish::Act)?.occasion_of_somebody();
        assert_eq!(
            of_somebody("get a message when my parcel is held at the border").as_deref(),
            Some("a parcel was held at the border")
        );
        assert_eq!(
            of_somebody("be warned when my lorries come by another road").as_deref(),
            Some("some lorries came by another road")
        );
    }
}
