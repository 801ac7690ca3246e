//! The event that sets off a wish, told as something that happened.

use super::{Act, Person, before_any, is_plural, shift_person, with_article};
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
        let (present, past) =
            [(" is ", " was "), (" are ", " were ")].into_iter().find(|(now, _)| clause.contains(now))?;
        let told = clause.replacen(present, past, 1);
        let leans = ["it ", "this ", "that ", "these ", "those "].iter().any(|lead| told.starts_with(lead));
        (!leans && (3..=12).contains(&text::words(&told).len())).then_some(told)
    }

    /// The same of somebody, without saying whose: `a boat was called off`.
    pub fn occasion_of_somebody(&self) -> Option<String> {
        let told = self.occasion(Person::ThirdPlural)?;
        let Some(rest) = told.strip_prefix("their ") else {
            return (!told.starts_with("they ")).then_some(told);
        };
        let head = rest.split(" was ").next().and_then(|noun| noun.split(" were ").next()).unwrap_or(rest);
        Some(if is_plural(head) { format!("some {rest}") } else { with_article(rest) })
    }
}

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
        let of_somebody = |want: &str| Act::read(want, Wish::Act)?.occasion_of_somebody();
        assert_eq!(
            of_somebody("get a message when my parcel is held at the border").as_deref(),
            Some("a parcel was held at the border")
        );
    }
}
