use super::*;
use crate::domain::story::Wish;

fn act(want: &str) -> Act {
    Act::read(want, Wish::Act).unwrap()
}

#[test]
fn an_act_is_said_in_every_form() {
    let cases = [
        (
            "cancel my stay",
            "cancel their stay",
            "cancels their stay",
            "cancelling their stay",
            "cancel your stay",
        ),
        (
            "search and filter orders",
            "search and filter orders",
            "searches and filters orders",
            "searching and filtering orders",
            "search and filter orders",
        ),
        (
            "be notified when I am late",
            "be notified when they are late",
            "is notified when they are late",
            "being notified when they are late",
            "be notified when you are late",
        ),
        (
            "quickly tie a label",
            "quickly tie a label",
            "quickly ties a label",
            "quickly tying a label",
            "quickly tie a label",
        ),
        (
            "enter my zip code and get a list of nearby centres",
            "enter their zip code",
            "enters their zip code",
            "entering their zip code",
            "enter your zip code",
        ),
    ];
    for (want, base, third, gerund, you) in cases {
        let act = act(want);
        assert_eq!(
            [act.base(), act.third(), act.gerund(), act.to_you()],
            [base, third, gerund, you],
            "{want}"
        );
    }
}

#[test]
fn a_wish_to_have_is_an_act_of_having() {
    assert_eq!(
        Act::read("a flexible pick up time", Wish::Have).unwrap().base(),
        "use a flexible pick up time"
    );
    assert_eq!(
        Act::read("each one's hash checked by default", Wish::Have).unwrap().base(),
        "have each one's hash checked by default"
    );
    assert_eq!(
        Act::read("know the dates of a permission", Wish::Have).unwrap().base(),
        "know the dates of a permission"
    );
}

#[test]
fn what_is_no_act_is_not_forced_into_one() {
    assert_eq!(Act::read("JPEG2K viewer", Wish::Act), None);
    assert_eq!(Act::read("restricted streaming", Wish::Act), None);
}

#[test]
fn the_object_is_a_noun_phrase_or_nothing() {
    assert_eq!(act("print a label for a parcel").object().as_deref(), Some("a label"));
    assert_eq!(
        act("get the hours of each recycling facility").object().as_deref(),
        Some("the hours of each recycling facility")
    );
    assert_eq!(act("know whether a bed is free").object(), None);
}

#[test]
fn roles_have_two_numbers_and_an_article() {
    let cases = [
        ("guest", "a guest", "guests"),
        ("Archivist", "an archivist", "archivists"),
        ("user", "a user", "users"),
        ("HR manager", "an HR manager", "HR managers"),
        ("ward nurses", "a ward nurse", "ward nurses"),
        (
            "person who buys a permit online",
            "a person who buys a permit online",
            "people who buy a permit online",
        ),
        ("head of department", "a head of department", "heads of department"),
        ("library staff member", "a library staff member", "library staff members"),
        ("support staff", "one of the support staff", "support staff"),
        ("guests who cancel", "a guest who cancels", "guests who cancel"),
        ("Data Publishing User", "a Data Publishing User", "Data Publishing Users"),
    ];
    for (role, one, many) in cases {
        let actor = Actor::read(role);
        assert_eq!((actor.one().as_str(), actor.plural.as_str()), (one, many), "{role}");
    }
}

#[test]
fn plurals_follow_the_spelling() {
    for (one, many) in
        [("copy", "copies"), ("box", "boxes"), ("day", "days"), ("child", "children"), ("data", "data")]
    {
        assert_eq!(plural(one), many);
    }
}

#[test]
fn the_first_person_becomes_another() {
    assert_eq!(
        shift_person("I was told where I am with my bag", Person::ThirdPlural),
        "they were told where they are with their bag"
    );
    assert_eq!(shift_person("I'm sure it helps me", Person::Second), "you are sure it helps you");
}
#[test]
fn a_long_act_ends_where_it_stays_true() {
    let cases = [
        (
            "view the shared calendars of the group via the web page of the ward as well as on my mobile device",
            "view the shared calendars of the group via the web page of the ward",
        ),
        (
            "upload an item to the shelf of the house that will only become visible after a year of waiting at home",
            "upload an item to the shelf of the house",
        ),
        ("explicitly name \"error channels\"", "explicitly name \"error channels\""),
        ("set the following dates on a notice: start date, end date", "set the dates on a notice"),
    ];
    for (want, act) in cases {
        assert_eq!(Act::read_after_to(want).map(|act| act.base()).as_deref(), Some(act));
    }
}

#[test]
fn an_act_is_said_in_a_few_words_or_not_at_all() {
    let brief = |want: &str| Act::read_after_to(want).unwrap().brief().map(|act| act.base());
    let cases = [
        ("hide a recipe that I have shared with the guild by mistake", Some("hide a recipe")),
        ("bake a loaf", Some("bake a loaf")),
        (
            "paint the doors of the old mills in the colours of my own guild",
            Some("paint the doors of the old mills"),
        ),
        ("file any name that belongs to the old mill", Some("file any name that belongs to the old mill")),
        ("say that a miller has the keys of the mill this week", None),
        ("know whether a mill is free", Some("know whether a mill is free")),
    ];
    for (want, expected) in cases {
        assert_eq!(brief(want).as_deref(), expected, "{want}");
    }
    assert_eq!(Act::read("display of loaves with no name", Wish::Act), None);
}

#[test]
fn a_number_is_a_number_and_no_canteen() {
    let number = pattern(r"(?i)\b(?:{number})\b");
    for word in ["two", "twelve", "thirteen", "Fifteen", "forty", "ninety-nine", "a thousand"] {
        assert!(number.is_match(word), "{word}");
    }
    for word in ["canteen", "teen", "seventies", "tent", "fortify", "umpteen"] {
        assert!(!number.is_match(word), "{word}");
    }
}
