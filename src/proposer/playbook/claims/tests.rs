use super::*;
use crate::domain::item::Item;
use crate::domain::stakeholder::Stakeholder;

pub(crate) fn brief(title: &str, text: &str) -> Brief {
    Brief::alone(Item { key: "T-1".into(), ..Item::of(title, text) })
}

fn read(title: &str, text: &str) -> Option<[String; 3]> {
    let claims = Claims::read(&brief(title, text))?;
    let benefit = claims.benefit.map(|benefit| benefit.clause()).unwrap_or_default();
    Some([claims.actor.plural, claims.act.base(), benefit])
}

#[test]
fn an_item_is_read_as_who_does_what_and_what_for() {
    let cases = [
        (
            "As a guest, I want to cancel my stay, so that I get my deposit back.",
            "",
            ["guests", "cancel their stay", "they get their deposit back"],
        ),
        ("Allow guests to cancel a stay", "", ["guests", "cancel a stay", ""]),
        ("Cancel a trip", "Everything a guest can settle alone.", ["users", "cancel a trip", ""]),
        ("Add a JPEG2K viewer", "", ["users", "use a JPEG2K viewer", ""]),
        ("Restricted streaming", "", ["users", "use the restricted streaming", ""]),
        (
            "Cancel a stay",
            "As a night porter I need to cancel a stay so that the room is free.",
            ["night porters", "cancel a stay", "the room is free"],
        ),
        (
            "In order to sell more\nAs an Administrator\nI want to set up a discount",
            "",
            ["administrators", "set up a discount", "they sell more"],
        ),
    ];
    for (title, text, expected) in cases {
        assert_eq!(read(title, text), Some(expected.map(str::to_owned)), "{title}");
    }
}

#[test]
fn defects_tasks_and_other_languages_claim_nothing() {
    for title in [
        "Incorrect redirects from http to https",
        "Remove ActiveMQ",
        "Als Pflegekraft möchte ich die Schicht tauschen, damit ich frei habe.",
    ] {
        assert_eq!(read(title, ""), None, "{title}");
    }
}

#[test]
fn gaps_are_found_with_the_noun_that_they_hide() {
    let claims = Claims::read(&brief(
        "As a user, I want to have a flexible pick up time within 24 hours, so that I can use it.",
        "It is not driven by user requests. Optionally a range of addresses.",
    ))
    .unwrap();
    let [vague] = &claims.gaps.vague[..] else { panic!("{:?}", claims.gaps.vague) };
    assert_eq!(
        (vague.word.as_str(), vague.class, vague.noun.as_str()),
        ("flexible", Vagueness::Bends, "pick up time")
    );
    assert_eq!(
        claims.gaps.figures,
        [Figure {
            text: "24 hours".into(),
            is_time: true,
            said_in: claims.text.lines().next().unwrap().into()
        }]
    );
    assert_eq!(claims.gaps.doubts, ["It is not driven by user requests"]);
    assert_eq!(claims.gaps.optional, ["a range of addresses"]);
}

#[test]
fn roles_in_a_text_are_found_once() {
    assert_eq!(
        roles_in("Ask the night porter, then the billing team; the night porters know."),
        ["night porter", "billing team"]
    );
}

fn one(name: &str, role: &str, needs: &str) -> Stakeholder {
    Stakeholder { name: name.into(), role: role.into(), needs: needs.into(), ..Stakeholder::default() }
}

#[test]
fn a_matter_goes_to_whom_the_register_says() {
    let register = [
        one("Compliance", "data protection officer", "an audit trail of who read a record"),
        one("Billing", "accounts clerk", "every refund explained"),
    ];
    let first = |matter: &str| best_fit(matter, &register).first().map(|fit| fit.stakeholder.name.clone());
    assert_eq!(first("refunds of deposits").as_deref(), Some("Billing"));
    assert_eq!(first("who may read the patient record").as_deref(), Some("Compliance"));
    assert_eq!(first("weather in March"), None);
}

#[test]
fn a_single_word_of_what_somebody_needs_does_not_make_a_matter_theirs() {
    let register = [
        one("Rye Sales", "sells to bakeries", "one settled list per bakery"),
        one("Millers", "grind what is ordered", "a grinding list that matches the sacks"),
    ];
    let own = |matter: &str| -> Vec<String> {
        let fits = best_fit(matter, &register).into_iter().filter(|fit| fit.score >= OWN_MATTER);
        fits.map(|fit| fit.stakeholder.name.clone()).collect()
    };
    assert!(own("a waiting list for the oven").is_empty());
    assert_eq!(own("the grinding list does not match the sacks"), ["Millers"]);
    assert!(hears_users(&one("Mill Office", "answers calls", "")));
    assert!(!hears_users(&one("Guild Audit", "answers for weights", "")));
}

#[test]
fn names_stand_well_inside_a_sentence() {
    for (name, said) in [
        ("Compliance", "Compliance"),
        ("Front desk", "the front desk"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ward nurses", "the ward nurses"),
        ("Billing Team", "the billing team"),
    ] {
        assert_eq!(say_name(name), said);
    }
}

#[test]
fn a_title_that_names_a_thing_takes_its_act_from_the_text() {
    let item = brief(
        "Gate - Weight tickets",
        "The driver would print the ticket at the gate. The clerk would file the ticket.",
    );
    let claims = Claims::read(&item).unwrap();
    assert_eq!((claims.act.base().as_str(), claims.has_verb), ("print the ticket at the gate", true));
}

#[test]
fn the_noun_of_a_vague_word_is_a_noun_or_nothing() {
    let nouns = |title: &str| -> Vec<String> {
        let claims = Claims::read(&brief(title, "")).unwrap();
        claims.gaps.vague.into_iter().map(|vague| vague.noun).collect()
    };
    assert_eq!(nouns("As a clerk, I want to file a large number of tickets"), ["tickets"]);
    assert!(nouns("As a clerk, I want to file tickets in a similar fashion").is_empty());
}

#[test]
fn a_promise_is_repeated_with_the_noun_that_its_pronoun_stands_for() {
    let failed = |title: &str| Claims::read(&brief(title, "")).unwrap().benefit.unwrap().failed_to_you;
    assert_eq!(
        failed("As a baker, I want to keep old recipes on a list, so that I can bake them later").as_deref(),
        Some("you could not bake old recipes later")
    );
    assert_eq!(
        failed("As a baker, I want to look through flours, so that I can find the ones I need").as_deref(),
        Some("you could not find the flours you need")
    );
    assert_eq!(
        failed("As a baker, I want to see a miller's stall, so that I can taste their flour").as_deref(),
        Some("you could not taste that miller's flour")
    );
    assert_eq!(failed("As a baker, I want to speak with millers, so that I can tell them of my plans"), None);
    assert_eq!(
        failed("As a baker, I want to grind rye, in order to sell bread").as_deref(),
        Some("you could not sell bread")
    );
}

#[test]
fn a_word_of_money_before_a_place_is_no_money() {
    let money = |title: &str| Claims::read(&brief(title, "")).unwrap().cues.money;
    assert_eq!(money("As a donor, I want to find donation centres near me"), None);
    assert_eq!(money("As a donor, I want to split a donation").as_deref(), Some("donation"));
}

#[test]
fn what_is_not_a_verb_is_no_act() {
    assert!(Claims::read(&brief("As a clerk, I want to submission lists to be right", "")).is_none());
    assert!(Claims::read(&brief("As a clerk, I want to stamp lists", "")).is_some());
}

#[test]
fn a_thing_that_acts_is_not_asked_what_it_wants() {
    let claims = Claims::read(&brief("A printer can stamp a label", "")).unwrap();
    assert_ne!(claims.actor.singular, "printer");
}

#[test]
fn a_role_before_a_part_of_the_product_is_nobody() {
    let claims = Claims::read(&brief("As a clerk, I want to stamp lists", "In the admin panel.")).unwrap();
    assert!(claims.others.is_empty(), "{:?}", claims.others);
}
