//! The playbook's splits, on products nobody has tuned for.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail loudly")]

use hone::domain::check::{Check, Outcome, Report};
use hone::domain::evidence::{EvidencePool, FoundPassage};
use hone::domain::id::{ItemId, SourceId};
use hone::domain::interview::{Role, Turn};
use hone::domain::item::{Item, ItemRecord};
use hone::domain::split::{Pattern, Split, Verdict};
use hone::domain::suggestion::Body;
use hone::llm::HashedEmbedder;
use hone::proposer::playbook::split::split;
use hone::proposer::{Brief, Heard};
use hone::verification::split::check_split;

/// A brief for one item with nothing around it.
pub(crate) fn brief(title: &str, text: &str, criteria: &[&str]) -> Brief {
    let record = ItemRecord {
        key: "K-1".into(),
        title: title.into(),
        text: text.into(),
        criteria: criteria.iter().map(ToString::to_string).collect(),
        ..ItemRecord::default()
    };
    let item = Item {
        id: ItemId::derive(&["K-1"]),
        key: "K-1".into(),
        system: "test".into(),
        position: 0,
        version: 1,
        replaced_by_slices: false,
        record,
    };
    Brief::alone(item)
}

pub(crate) fn propose(brief: &Brief) -> (Split, Report) {
    let heard = Heard::default();
    let draft = futures::executor::block_on(split(brief, &heard, &HashedEmbedder)).unwrap();
    let report = check_split(&draft, brief, &heard);
    let Body::Split(body) = draft.body else { unreachable!("a split was asked for") };
    (body, report)
}

pub(crate) fn titles(body: &Split) -> Vec<&str> {
    body.candidates[0].slices.iter().map(|slice| slice.title.as_str()).collect()
}

#[test]
fn a_list_of_operations_begins_with_the_one_that_changes_nothing() {
    let (body, report) = propose(&brief(
        "As a librarian, I want to renew loans, view loans, cancel loans and transfer loans, so that readers are served",
        "",
        &[],
    ));
    assert_eq!(body.verdict, Verdict::Split);
    assert_eq!(body.candidates[0].pattern, Pattern::Operations);
    assert_eq!(titles(&body), ["View loans", "Renew loans", "Transfer loans", "Cancel loans"]);
    assert_eq!(report.first_unmet(&[Check::NoInventedScope, Check::NoLostScope]), None);
}

#[test]
fn a_quality_is_put_off_and_the_rest_comes_first() {
    let (body, report) = propose(&brief(
        "As a planner, I want to import thousands of meter readings within ten seconds, so that bills are on time",
        "",
        &[],
    ));
    assert_eq!(body.candidates[0].pattern, Pattern::DeferPerformance);
    assert_eq!(body.candidates[0].slices[0].title, "Import a few meter readings, however slowly");
    assert_eq!(report.outcome(Check::NoInventedScope), Outcome::Pass);
}

#[test]
fn work_of_the_team_is_refused_and_the_other_half_is_named() {
    let mut one = brief("As a user, I want backend changes for merging patient records", "", &[]);
    let mut other = one.item.clone();
    other.id = ItemId::derive(&["K-2"]);
    other.key = "K-2".into();
    other.record.title = "As a user, I want frontend changes for merging patient records".into();
    one.backlog.push(other);
    let (body, report) = propose(&one);
    assert_eq!((body.verdict, body.merge_with), (Verdict::Refuse, vec!["K-2".to_owned()]));
    assert_eq!(report.first_unmet(&[Check::NoInventedScope, Check::NoLostScope]), None);
}

#[test]
fn tasks_of_any_team_role_are_refused_and_a_user_who_develops_is_not() {
    for task in [
        "As a tester, I want regression tests for the checkout, so that every build is safe",
        "As a solution architect, I want the service boundaries drawn, so that the modules are decoupled",
        "As a developer, I want a maintenance branch, so that I can commit small fixes",
        "As a QA lead, I want the test environment to start by itself",
    ] {
        assert_eq!(propose(&brief(task, "", &[])).0.verdict, Verdict::Refuse, "{task}");
    }
    for story in [
        "As a developer, I want to tell patients which letter made the form fail",
        "As a landscape architect, I want to print the plan of a garden",
    ] {
        assert_ne!(propose(&brief(story, "", &[])).0.verdict, Verdict::Refuse, "{story}");
    }
}

#[test]
fn a_refused_item_is_joined_with_what_shares_its_rare_words_and_not_with_another_activity() {
    let mut one = brief("As a user, I want backend changes for merging patient records", "", &[]);
    for (key, title) in [
        ("K-2", "As a registrar, I want to join two records of one patient when the merged one is right"),
        ("K-3", "As a UX designer, I want sign-off from the board for the patient records mock-ups"),
        ("K-4", "As a cook, I want to see tomorrow's menu"),
        ("K-5", "As a cook, I want to order vegetables"),
    ] {
        let mut other = one.item.clone();
        (other.id, other.key) = (ItemId::derive(&[key]), key.into());
        other.record.title = title.into();
        one.backlog.push(other);
    }
    assert_eq!(propose(&one).0.merge_with, ["K-2"]);
}

#[test]
fn prose_is_cut_by_what_it_makes_possible_and_its_background_is_left_out() {
    let (body, report) = propose(&brief(
        "Weigh many lorries with one ticket",
        "This came up at lunch: it is not asked for by drivers, but it seemed that it would be handy. \
         The idea is that it might be useful to be able to weigh many lorries with one ticket. \
         This would be especially useful at harvest time. \
         You could choose lorries either by a number plate or a list of owners. \
         You would ask for a ticket and immediately receive a number. \
         When the last lorry is weighed, the driver would receive a message with the total weight. \
         Once the total had been checked and paid the clerk could then remove the ticket. \
         If nobody paid after a week, the ticket would be removed automatically.",
        &[],
    ));
    assert_eq!(body.candidates[0].pattern, Pattern::WorkflowSteps);
    assert_eq!(titles(&body)[0], "Weigh many lorries with one ticket, in one go");
    let all = titles(&body).join("\n");
    for left_out in ["lunch", "handy", "harvest"] {
        assert!(!all.contains(left_out), "{all}");
    }
    for kept in ["by a number plate", "list of owners", "message with the total weight"] {
        assert!(all.contains(kept), "{kept} in {all}");
    }
    assert_eq!(report.first_unmet(&[Check::NoInventedScope, Check::NoLostScope]), None);
}

#[test]
fn many_criteria_are_put_on_axes_and_the_bare_one_is_not_first_alone() {
    let criteria = [
        "Creating a voucher only with a code",
        "Creating an enabled voucher",
        "Creating a disabled voucher",
        "Creating a voucher for a shop",
        "Creating a voucher for a brand",
        "Creating a voucher with one rule and one price",
        "Creating a voucher with start and end date",
        "Adding a lone voucher to a lone voucher with higher priority",
        "Adding a lone voucher to a lone voucher with lower priority",
        "Adding a lone voucher to a plain voucher with higher priority",
        "Adding a lone voucher to a plain voucher with lower priority",
    ];
    let (body, _) = propose(&brief("As a seller, I want to configure vouchers", "", &criteria));
    let best = &body.candidates[0];
    assert_eq!(best.pattern, Pattern::BusinessRules);
    assert_eq!(best.slices[0].title, "Create a voucher with one rule and one price");
    assert_eq!(best.slices[0].covers.len(), 2, "{:?}", titles(&body));
    assert!(best.slices.len() <= 7);
    let lone = best.slices.iter().filter(|slice| slice.title.contains("lone")).count();
    assert_eq!(lone, 1, "{:?}", titles(&body));
}

#[test]
fn what_names_only_a_thing_to_build_is_asked_about_and_not_called_small() {
    for title in [
        "As a publisher, I want an integration with the archive, so that I copy less",
        "As a nurse, I want to communicate with other wards",
        "As a nurse, I want full access to everything on the ward",
    ] {
        let (body, _) = propose(&brief(title, "", &[]));
        assert_eq!(body.verdict, Verdict::Unknown, "{title}");
        assert!(!body.instead.is_empty(), "{title}");
    }
}

#[test]
fn remarks_under_an_item_are_no_parts() {
    let (body, _) = propose(&brief(
        "Weigh lorries",
        "At the gate:\n* weigh a full lorry\n* weigh an empty lorry\n* print the difference\n\n\
         Some further thoughts:\n* the old scale could be reused\n* ask the supplier of the scale\n\n\
         Example configuration:\n* scale=gate-1",
        &[],
    ));
    assert_eq!(body.units.len(), 3, "{:?}", body.units);
}

#[test]
fn the_way_to_a_defect_is_no_list_of_parts() {
    let (body, _) = propose(&brief(
        "The weighing page shows the wrong lorry",
        "To reproduce:\n1. Select a lorry.\n2. Weigh the lorry.\n3. Print the ticket.",
        &[],
    ));
    assert_eq!((body.verdict, body.candidates.len()), (Verdict::Small, 0));
}

#[test]
fn a_thing_is_nobody_who_wants_something() {
    let (body, _) = propose(&brief(
        "Monitor the scale",
        "A scale can be moved. The scale must be watched at night. The driver would see the last weight. \
         The clerk would print the ticket. The driver would receive a copy of the ticket.",
        &[],
    ));
    assert_eq!(body.verdict, Verdict::Split);
    let narratives = body.candidates[0].slices.iter().filter_map(|slice| slice.narrative.as_deref());
    assert_eq!(narratives.filter(|words| words.contains("As a scale")).count(), 0);
}

#[test]
fn a_criterion_never_fits_anything() {
    let (body, _) =
        propose(&brief("As a porter, I want to load crates, open gates, pack boxes and lock doors", "", &[]));
    assert!(!body.candidates.is_empty());
    for slice in body.candidates.iter().flat_map(|candidate| &candidate.slices) {
        for criterion in &slice.acceptance_criteria {
            assert!(!criterion.contains("from beginning to end"), "{criterion}");
            assert!(!criterion.contains("It can be seen in one agreed example"), "{criterion}");
        }
    }
}

#[test]
fn one_reaction_to_one_event_is_left_alone() {
    let (body, _) = propose(&brief(
        "As a nurse, I want the alarm to fall silent as soon as the bed is lowered, so that the patient can sleep",
        "",
        &[],
    ));
    assert_eq!((body.verdict, body.candidates.len()), (Verdict::Small, 0));
}

#[test]
fn doubt_that_is_written_down_becomes_a_spike_with_questions() {
    let (body, _) = propose(&brief(
        "As a curator, I want to date a painting from a photo, so that I need no sample",
        "It is unclear whether the camera of a phone sees the craquelure.",
        &[],
    ));
    let spike = &body.candidates[0];
    assert_eq!(spike.pattern, Pattern::Spike);
    assert_eq!(spike.slices[0].questions, ["Is it true that the camera of a phone sees the craquelure?"]);
    assert!(spike.slices[0].time_box.is_some());
}

#[test]
fn another_language_is_not_applicable_and_nothing_is_proposed() {
    let (body, report) = propose(&brief(
        "Als Pflegekraft möchte ich die Schicht tauschen, verschieben und absagen, damit ich frei habe",
        "",
        &[],
    ));
    assert_eq!((body.verdict, body.candidates.len()), (Verdict::Unknown, 0));
    assert_eq!(report.outcome(Check::Language), Outcome::NotApplicable);
}

#[test]
fn hostile_and_odd_texts_give_one_split_each_and_the_same_twice() {
    let long = "The clerk can add, move and void a line; then it is printed. ".repeat(400);
    let odd = ["", "x", "Fix it", "🚲🚲", "- \n- \n-", "As a , I want , so that ,", "]|[http://", &long];
    for text in odd {
        let one = brief(text, text, &[text]);
        assert_eq!(propose(&one), propose(&one), "{text}");
    }
}

#[test]
fn the_parts_of_an_item_are_cited_byte_for_byte() {
    let one = brief(
        "Weigh lorries",
        "At the gate:\n- weigh a full lorry\n- weigh an empty lorry\n- print the difference",
        &[],
    );
    let (body, _) = propose(&one);
    assert_eq!(body.units.len(), 3);
    for unit in &body.units {
        assert_eq!(
            one.item.field(&unit.field).map(|field| &field[unit.start..unit.end]),
            Some(unit.text.as_str())
        );
    }
}

#[test]
fn a_part_that_no_slice_covers_is_lost() {
    let one = brief("As a librarian, I want to view loans, renew loans and cancel loans", "", &[]);
    let heard = Heard::default();
    let mut draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    if let Body::Split(body) = &mut draft.body {
        body.candidates[0].slices.pop();
    }
    assert_eq!(check_split(&draft, &one, &heard).outcome(Check::NoLostScope), Outcome::Fail);
}

#[test]
fn a_noun_from_nowhere_is_invented() {
    let one = brief("As a librarian, I want to view loans, renew loans and cancel loans", "", &[]);
    let heard = Heard::default();
    let mut draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    if let Body::Split(body) = &mut draft.body {
        body.candidates[0].slices[0].title = "View loans in a dashboard".into();
    }
    let report = check_split(&draft, &one, &heard);
    assert_eq!(report.outcome(Check::NoInventedScope), Outcome::Fail);
    assert_eq!(
        report.first_unmet(&[Check::NoInventedScope]).map(|finding| finding.detail),
        Some("neither the item nor a quote has: dashboard".into())
    );
}

#[test]
fn only_a_participant_is_quoted_and_what_they_ask_for_comes_first() {
    let one =
        brief("As a librarian, I want to send reminders by letter, by email or by text message", "", &[]);
    let turn = |index: usize, role: Role, text: &str| Turn {
        index,
        speaker: "S".into(),
        role,
        start_ms: None,
        end_ms: None,
        text: text.into(),
        start: 0,
        end: text.len(),
        cues: Vec::new(),
    };
    let asked = turn(0, Role::Interviewer, "Would a text message be better than a letter?");
    let told = turn(
        1,
        Role::Participant,
        "Yes. Last week I missed the text message about my reminders. The letter came late.",
    );
    let passage = FoundPassage {
        id: SourceId::derive(&["P01"]),
        source: "P01".into(),
        person: "P01".into(),
        segment: None,
        date: None,
        turns: vec![asked, told],
        score: 1.0,
        topics: vec![0],
    };
    let heard = Heard {
        topics: vec!["reminders".into()],
        pool: EvidencePool { passages: vec![passage], searched: 1, pending: 0 },
    };
    let draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    let quotes: Vec<&str> = draft.evidence.supporting.iter().map(|quote| quote.text.as_str()).collect();
    assert_eq!(quotes, ["Last week I missed the text message about my reminders."]);
    let quote = &draft.evidence.supporting[0];
    assert_eq!(&heard.pool.passages[0].turns[1].text[quote.start..quote.end], quote.text);
    assert_eq!((quote.turn, draft.evidence.participants), (1, 1));
    let Body::Split(body) = &draft.body else { unreachable!("a split was asked for") };
    assert_eq!(body.candidates[0].slices[0].title, "Send reminders by text message");
}

/// One sentence of one participant, as a search brings it.
fn heard_from(person: &str, told: &str) -> Heard {
    let turn = Turn {
        index: 0,
        speaker: person.into(),
        role: Role::Participant,
        start_ms: None,
        end_ms: None,
        text: told.into(),
        start: 0,
        end: told.len(),
        cues: Vec::new(),
    };
    let passage = FoundPassage {
        id: SourceId::derive(&[person]),
        source: person.into(),
        person: person.into(),
        segment: None,
        date: None,
        turns: vec![turn],
        score: 1.0,
        topics: vec![0],
    };
    let pool = EvidencePool { passages: vec![passage], searched: 1, pending: 0 };
    Heard { topics: vec!["reminders".into()], pool }
}

#[test]
fn a_voice_about_another_matter_is_not_cited_though_it_has_two_words_of_the_item() {
    let one = brief("As a librarian, I want to send reminders by letter or by text message", "", &[]);
    let told = "I had to read every letter that the school sends about the summer fair before I could find \
                the dates of the swimming lessons for my two boys.";
    let heard = heard_from("P02", told);
    let draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    assert_eq!((draft.evidence.supporting.len(), draft.evidence.searched), (0, 1));
}

#[test]
fn a_rule_that_only_customers_tell_of_is_shown_with_their_words() {
    let one = brief("As a librarian, I want to send reminders by letter or by text message", "", &[]);
    let told = "I had to send the reminders by letter before noon.";
    let heard = heard_from("P03", told);
    let draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    let Body::Split(body) = draft.body else { unreachable!("a split was asked for") };
    let said = format!("a rule that P03 tells of: «{told}»");
    assert!(body.candidates[0].variations.contains(&said), "{:?}", body.candidates[0].variations);
}
