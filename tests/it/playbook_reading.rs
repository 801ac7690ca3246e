//! What the playbook reads as parts of an item, and what it leaves to another part or to a question.

use super::playbook_split::{brief, propose, titles};
use hone::domain::check::{Check, Outcome};
use hone::domain::split::{Pattern, Slice, Verdict};

#[test]
fn words_joined_by_slashes_are_parts_and_other_slashes_are_not() {
    let (body, _) = propose(&brief(
        "As a curator, I want to view/print a label in old scripts such as Sütterlin",
        "",
        &[],
    ));
    let units: Vec<&str> = body.units.iter().map(|unit| unit.text.as_str()).collect();
    assert_eq!(units[0], "view");
    let (body, _) = propose(&brief(
        "As a curator, I want to have a shelf for lending labels/prints/sketches to other museums",
        "",
        &[],
    ));
    assert_eq!((body.verdict, body.units.len()), (Verdict::Split, 3));
    let (body, _) = propose(&brief("As a curator, I want to print the and/or sign", "", &[]));
    assert!(body.units.is_empty(), "{:?}", body.units);
}

#[test]
fn two_ways_to_the_same_are_two_slices() {
    let (body, _) = propose(&brief(
        "As a reader, I want to find a print through the museum's catalogue and the city library",
        "",
        &[],
    ));
    assert_eq!(body.verdict, Verdict::Split);
    assert_eq!(titles(&body)[0], "Find a print through the museum's catalogue");
}

#[test]
fn a_variation_without_members_is_reduced_to_one_that_somebody_chooses() {
    let (body, _) =
        propose(&brief("As a reader, I want to search for prints based on a few fields", "", &[]));
    assert_eq!(body.verdict, Verdict::Split);
    let of_data = body.candidates.iter().find(|one| one.pattern == Pattern::DataVariations).unwrap();
    assert_eq!(of_data.slices[0].title, "Search for prints based on one field");
    assert!(of_data.variations[0].contains("which one comes first?"), "{:?}", of_data.variations);
    let (body, _) =
        propose(&brief("As a curator, I want to hang several prints of one plate side by side", "", &[]));
    assert!(
        body.candidates.iter().all(|one| one.pattern != Pattern::DataVariations),
        "{:?}",
        body.candidates
    );
}

#[test]
fn a_rule_that_turns_on_a_noun_begins_with_one_of_it() {
    let (body, _) =
        propose(&brief("As a curator, I want to lend a print dependent on its insurance", "", &[]));
    assert_eq!(body.verdict, Verdict::Split);
    let of_rules = body.candidates.iter().find(|one| one.pattern == Pattern::BusinessRules).unwrap();
    assert_eq!(of_rules.slices[0].title, "Lend a print, for one insurance");
}

#[test]
fn what_only_tells_how_a_thing_is_becomes_a_criterion_of_the_slice_that_it_concerns() {
    let (body, report) = propose(&brief(
        "Weight slips",
        "The driver would print a slip at the gate. The slip should not be valid without a stamp. \
         The clerk would file the slips of a day. The dispatcher would receive a list of missing lorries.",
        &[],
    ));
    let slices = &body.candidates[0].slices;
    assert!(slices.iter().all(|slice| !slice.title.contains("not valid")), "{slices:?}");
    let holds_it = |slice: &&Slice| {
        slice.acceptance_criteria.iter().any(|criterion| criterion.contains("not be valid without a stamp"))
    };
    assert!(slices.iter().any(|slice| holds_it(&slice)), "{slices:?}");
    assert_eq!(report.outcome(Check::NoLostScope), Outcome::Pass);
}

#[test]
fn a_criterion_says_more_than_the_title() {
    let (body, _) = propose(&brief(
        "As a curator, I want to edit a label",
        "",
        &[
            "Editing the script of a label",
            "Editing the frame of a label",
            "Editing the place of a label",
            "Being unable to edit the number of a label",
        ],
    ));
    for slice in body.candidates.iter().flat_map(|candidate| &candidate.slices) {
        assert!(!slice.title.contains("unable"), "{}", slice.title);
        let echo = slice.title.replace("Edit ", "Editing ");
        assert!(slice.acceptance_criteria.iter().all(|criterion| *criterion != echo), "{slice:?}");
    }
}

#[test]
fn values_of_a_program_are_no_parts() {
    let (body, _) = propose(&brief(
        "Take more names of a script",
        "- script=suetterlin\n- script=old_german\n- script=OLD_GERMAN",
        &[],
    ));
    assert!(body.units.is_empty() && body.candidates.is_empty(), "{body:?}");
}

#[test]
fn what_is_asked_before_a_split_is_in_the_words_of_the_item() {
    let (body, _) =
        propose(&brief("As a curator, I want to do all the other things on all of my floors", "", &[]));
    assert_eq!(body.verdict, Verdict::Unknown);
    assert_eq!(body.instead[0], "What belongs to “all the other things”, and which of it was missed last?");
    assert!(body.instead.iter().all(|question| !question.contains("that came up")), "{:?}", body.instead);
}

#[test]
fn cases_of_a_feature_are_no_flow() {
    let (body, _) = propose(&brief(
        "As a curator, I want to set up a show",
        "",
        &[
            "Setting the place of a show",
            "Hanging a print in a show after it was lent",
            "Removing a print from a show",
            "Opening a show before its day",
        ],
    ));
    assert!(body.candidates.iter().all(|one| one.pattern != Pattern::WorkflowSteps), "{:?}", body.candidates);
}

#[test]
fn a_slice_promises_only_what_it_brings() {
    let (body, _) = propose(&brief(
        "As a curator, I want to scan a print and write its owner on it, so that the owner is plain to all",
        "",
        &[],
    ));
    let slices = &body.candidates[0].slices;
    let scan = slices.iter().find(|slice| slice.title.starts_with("Scan")).unwrap();
    assert_eq!(scan.narrative.as_deref(), Some("As a curator, I want to scan a print."));
}

#[test]
fn a_tool_to_be_built_is_no_slice() {
    let (body, _) = propose(&brief(
        "Weighing tool for the gate",
        "This work is to create a tool which helps at the gate. The driver would weigh a lorry without a clerk. \
         A light should be provided which shows that the scale is free.",
        &[],
    ));
    for slice in body.candidates.iter().flat_map(|candidate| &candidate.slices) {
        assert!(!slice.title.to_lowercase().contains("create a tool"), "{slice:?}");
        assert!(slice.acceptance_criteria.iter().all(|words| !words.contains("create a tool")), "{slice:?}");
    }
}

#[test]
fn nobody_is_asked_when_they_last_needed_to_build_something() {
    let (body, _) = propose(&brief("Provide clear messages and all of the help for drivers", "", &[]));
    assert!(
        body.instead.iter().all(|question| !question.contains("needed to provide")),
        "{:?}",
        body.instead
    );
}

#[test]
fn an_item_of_three_words_is_asked_about_or_left_and_never_cut() {
    for title in ["Improve weighing speed", "Lorry scale dashboard", "Weigh empty lorries"] {
        let (body, _) = propose(&brief(title, "", &[]));
        assert!(
            matches!(body.verdict, Verdict::Unknown | Verdict::Small | Verdict::Refuse),
            "{title}: {body:?}"
        );
        assert!(
            body.candidates.is_empty() && !body.instead.is_empty() && !body.reason.is_empty(),
            "{body:?}"
        );
    }
}

#[test]
fn an_item_of_twenty_thousand_characters_gives_a_handful_of_slices() {
    let line = "The driver would weigh a lorry at gate number and the clerk would file the slip of it. ";
    let text: String = (0..240).map(|gate| line.replace("number", &gate.to_string())).collect();
    assert!(text.len() > 20_000);
    let (body, report) = propose(&brief("Weigh lorries at every gate", &text, &[]));
    for candidate in &body.candidates {
        assert!((2..=7).contains(&candidate.slices.len()), "{}", candidate.slices.len());
        assert!(candidate.slices.iter().all(|slice| slice.acceptance_criteria.len() <= 6), "{candidate:?}");
    }
    assert!(body.units.len() <= 24);
    assert_eq!(report.first_unmet(&[Check::NoInventedScope, Check::NoLostScope]), None);
}

#[test]
fn a_pasted_log_is_no_wish() {
    let log = "[12:00:01] ERROR scale.Reader (gate-1) :: {code=17, raw=0x3F, t=00:01}\n\
               [12:00:02] WARN  scale.Reader (gate-1) :: {code=18, raw=0x40, t=00:02}\n"
        .repeat(6);
    let (body, _) = propose(&brief("Scale at the gate stops", &log, &[]));
    assert_eq!((body.verdict, body.candidates.len()), (Verdict::Unknown, 0));
    assert!(body.reason.contains("log"), "{}", body.reason);
}

#[test]
fn names_inside_the_program_and_lists_of_tasks_are_no_stories() {
    let insides = brief(
        "Create LorryReader to feed WeightEvents",
        "A LorryReader is a decorator for the reader of the scale. It writes events to a queue.",
        &[],
    );
    let tasks = brief(
        "Publish the scale library",
        "This item includes the following tasks:\n- open a namespace\n- check the licences\n- write a script",
        &[],
    );
    for item in [insides, tasks] {
        let (body, _) = propose(&item);
        assert_eq!((body.verdict, body.candidates.len()), (Verdict::Refuse, 0), "{body:?}");
    }
    let used = brief(
        "Create LorryReader",
        "With a LorryReader a driver can weigh a lorry and print a slip at night.",
        &[],
    );
    assert_ne!(propose(&used).0.verdict, Verdict::Refuse);
}

#[test]
fn a_single_example_is_no_part() {
    let (body, _) = propose(&brief(
        "As a driver, I want to know the end of a run, e.g., lorry seven was sent back",
        "",
        &[],
    ));
    assert!(body.units.is_empty() && body.candidates.is_empty(), "{body:?}");
}

#[test]
fn a_part_ends_before_a_loose_joint_and_all_other_things_are_asked_for() {
    let (body, _) = propose(&brief(
        "As a curator, I want to export the labels, the prints, or, and all other pertinent papers or",
        "",
        &[],
    ));
    let loose = |text: &str| text.ends_with(" or") || text.ends_with(" and") || text.starts_with("or ");
    assert!(body.units.iter().all(|unit| !loose(&unit.text)), "{:?}", body.units);
    let slices = body.candidates.iter().flat_map(|candidate| &candidate.slices);
    assert!(slices.clone().count() > 0 && slices.clone().all(|slice| !slice.title.contains("all other")));
    assert!(
        body.dropped.iter().any(|dropped| dropped.why.contains("all other pertinent papers")),
        "{body:?}"
    );
}
