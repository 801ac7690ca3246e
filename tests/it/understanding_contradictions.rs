//! How many of the contradictions that somebody marked are found, and what is taken for one that is none.

#![expect(clippy::unwrap_used, reason = "an encoder that cannot be loaded fails the test")]

use crate::support::interviews::of_lines;
use hone::domain::contradiction::Against;
use hone::domain::interview::Interview;
use hone::llm::MiniLm;
use hone::proposer::playbook::themes::understand;

/// Two people of whom one denies what the other says.
const OPPOSED: [(&str, &str); 9] = [
    (
        "The paper calendar in the hall is never right.",
        "The paper calendar in the hall is always right, I look at it first.",
    ),
    ("I hate the phone line and I never ring it.", "I always ring the phone line, because I like a voice."),
    (
        "Nobody prints the passenger list at the gangway.",
        "They print the passenger list at the gangway, I have seen it.",
    ),
    ("It is hard to find the invoice in the portal.", "The invoice in the portal is easy to find."),
    ("Guests don't read the welcome letter.", "Guests read the welcome letter, it lies open on the table."),
    ("I don't want reminders by text.", "I like the reminders by text."),
    (
        "The refund of the deposit is slow and a problem each spring.",
        "The refund of the deposit was quick and no problem at all.",
    ),
    ("I won't use the booking app.", "I'm happy to use the booking app on the train."),
    (
        "Our volunteers never fill in the timesheet.",
        "Our volunteers always fill in the timesheet before they go home.",
    ),
];

/// Two people who speak of one thing, or of two, and do not deny each other.
const AGREED: [(&str, &str); 8] = [
    ("I never eat on the boat.", "I always stand on the boat."),
    ("I could not find the key of the shed.", "I found the key of the gate under a stone."),
    ("I don't want somebody to move my booking.", "I like to move my booking myself."),
    ("The list is not wrong very often.", "The list is right, as far as I know."),
    ("I never got an answer to my letter.", "I always write a letter when the ramp is missing."),
    ("The new quay is hard to find in the dark.", "The new phone is easy to hold and quick."),
    ("Nobody told me about the fare.", "My sister told me about the film."),
    ("The ferry is late and I lose my bus.", "The bus is quick and easy for my sister."),
];

fn one_says(key: &str, words: &str) -> Interview {
    of_lines(key, &format!("Bea: How is that for you?\n{key}: {words}\n"))
}

async fn found(one: &str, other: &str) -> usize {
    let interviews = [one_says("B1", one), one_says("B2", other)];
    let all: Vec<&Interview> = interviews.iter().collect();
    understand(&all, &[], &[], &MiniLm::load().unwrap()).await.unwrap().contradictions.len()
}

#[tokio::test]
async fn most_of_the_marked_contradictions_are_found_and_none_besides() {
    let mut missed = Vec::new();
    for (one, other) in OPPOSED {
        if found(one, other).await == 0 {
            missed.push(one);
        }
    }
    let mut made_up = Vec::new();
    for (one, other) in AGREED {
        if found(one, other).await > 0 {
            made_up.push(one);
        }
    }
    assert!(missed.len() <= 2 && made_up.is_empty(), "missed {missed:#?}, made up {made_up:#?}");
}

#[tokio::test]
async fn somebody_who_contradicts_themselves_is_shown_with_both_sentences() {
    let lines = "Bea: How do you look things up?\nB1: I never open the booking calendar on my phone.\n\
                 Bea: And last Monday?\nB1: I open the booking calendar on my phone every day, Monday too.\n";
    let interview = of_lines("B1", lines);
    let found = understand(&[&interview], &[], &[], &MiniLm::load().unwrap()).await.unwrap().contradictions;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(matches!(&found[0].against, Against::OneInterview { against } if against.turn == 3));
    assert!(found[0].about.contains("calendar"), "{}", found[0].about);
}
