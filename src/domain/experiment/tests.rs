use super::*;

fn card(criteria: &str) -> TestCard {
    TestCard {
        hypothesis: "Skippers report a late boat from the quay".into(),
        test: "Watch the quay office for two weeks".into(),
        metric: "reports before the boat is in".into(),
        criteria: criteria.into(),
        days: 14,
    }
}

fn learned(outcome: TestOutcome) -> Step {
    let card = LearningCard {
        outcome,
        observed: "four of five reported".into(),
        learned: "they do".into(),
        next: NextMove::Persevere,
    };
    Step::Learned { card }
}

fn data(value: f64, criteria: &str) -> Step {
    Step::Data { value, note: String::new(), criteria: card(criteria).digest() }
}

/// Takes the steps one after the other, one millisecond apart.
fn take(steps: &[Step]) -> Result<Course, Refusal> {
    let mut lines = Vec::new();
    for (at, step) in (1..).zip(steps) {
        Course::of(&lines).may_take(step)?;
        lines.push(Line { seq: at, at, by: "Ada".into(), entry: step.clone() });
    }
    Ok(Course::of(&lines))
}

const BAR: &str = "at least 4 of 5 boats";

fn opened(criteria: &str) -> Step {
    Step::Card { card: card(criteria) }
}

#[test]
fn a_criterion_without_a_number_is_refused_and_one_in_words_is_not() {
    for vague in ["most boats report", "", "they like it"] {
        assert_eq!(card(vague).check(), Err(Refusal::NoNumber), "{vague}");
    }
    for firm in [BAR, "half of the boats", "nobody rings twice", "more than 60 %"] {
        assert_eq!(card(firm).check(), Ok(()), "{firm}");
    }
    assert_eq!(TestCard { metric: " - ".into(), ..card(BAR) }.check(), Err(Refusal::Missing("metric")));
    assert_eq!(TestCard { days: 0, ..card(BAR) }.check(), Err(Refusal::TimeBox));
    assert_eq!(TestCard { days: 91, ..card(BAR) }.check(), Err(Refusal::TimeBox));
}

#[test]
fn criteria_change_until_the_first_data_point_and_not_after() {
    let changed = take(&[opened("at least 3 of 5 boats"), opened(BAR)]).unwrap();
    assert_eq!((changed.trials.len(), changed.trials[0].card.criteria.as_str()), (1, BAR));
    let late = take(&[opened(BAR), data(4.0, BAR), opened("at least 3 of 5 boats")]);
    assert_eq!(late, Err(Refusal::CriteriaLocked { since: 2 }));
    let moved = take(&[opened(BAR), data(4.0, "at least 3 of 5 boats")]);
    assert!(matches!(moved, Err(Refusal::CriteriaLocked { .. })), "measured against other criteria");
}

#[test]
fn nothing_is_learned_without_a_test_and_its_data() {
    assert_eq!(take(&[learned(TestOutcome::Supported)]), Err(Refusal::NoTest));
    assert_eq!(take(&[data(1.0, BAR)]), Err(Refusal::NoTest));
    assert_eq!(take(&[opened(BAR), learned(TestOutcome::Supported)]), Err(Refusal::NoData));
    assert_eq!(take(&[opened(BAR), data(f64::NAN, BAR)]), Err(Refusal::NotANumber));
}

#[test]
fn only_data_makes_an_assumption_certain() {
    let points = |count: usize, outcome| {
        let mut steps = vec![opened(BAR)];
        steps.extend((0..count).map(|_| data(4.0, BAR)));
        steps.push(learned(outcome));
        take(&steps).unwrap().certainty(Certainty::Weak)
    };
    assert_eq!(points(3, TestOutcome::Supported), Certainty::Strong);
    assert_eq!(points(1, TestOutcome::Supported), Certainty::Medium);
    assert_eq!(points(3, TestOutcome::Refuted), Certainty::None);
    assert_eq!(points(3, TestOutcome::Inconclusive), Certainty::Weak);
    let weighed = Step::Importance { importance: Importance::Low, why: "a rare case".into() };
    assert_eq!(take(&[weighed]).unwrap().certainty(Certainty::Weak), Certainty::Weak);
}

#[test]
fn a_later_test_that_tells_overrules_an_earlier_one() {
    let again = [
        opened(BAR),
        data(4.0, BAR),
        learned(TestOutcome::Supported),
        opened(BAR),
        data(1.0, BAR),
        learned(TestOutcome::Refuted),
    ];
    let course = take(&again).unwrap();
    assert_eq!((course.trials.len(), course.verdict()), (2, Some((TestOutcome::Refuted, 1))));
    assert_eq!(course.open(), None);
}
