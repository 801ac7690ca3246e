//! What a PO sees of assumptions and questions: readable, testable, proved, the same each time.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail loudly")]

use hone::domain::body::Body;
use hone::domain::check::{Check, Outcome};
use hone::domain::evidence::{EvidencePool, FoundPassage};
use hone::domain::id::SourceId;
use hone::domain::interview::{Role, Turn};
use hone::domain::item::Item;
use hone::domain::stakeholder::Stakeholder;
use hone::domain::suggestion::{Draft, Suggestion};
use hone::llm::HashedEmbedder;
use hone::proposer::playbook::{assumptions, questions};
use hone::proposer::{Brief, Heard};
use hone::verification::{assumptions::check_assumption, questions::check_question};

/// Stories of several trades, in the forms in which backlogs have them.
const STORIES: [(&str, &str); 16] = [
    (
        "As a ward nurse, I want to see which patients can go home today, so that I can order transport in time.",
        "",
    ),
    (
        "As a customer, I want to change the delivery window of my parcel on my phone, so that I am at home.",
        "",
    ),
    (
        "As a tenant, I want to see my electricity consumption per hour, so that I can find out what uses so much.",
        "",
    ),
    (
        "As a parent, I want to report my child absent by app before 8 am, so that the school does not call me.",
        "",
    ),
    (
        "Freeze a lost card",
        "As a customer I want to freeze my lost card immediately so that nobody pays with it. It can be unfrozen within 24 hours, optionally by a code.",
    ),
    ("Reserve a book that is on loan", ""),
    ("Sell tickets for a time slot", "Visitors can buy a ticket for a time slot online, etc."),
    ("In order to sell more\nAs an administrator\nI want to set up a discount for several products", ""),
    ("As a person who buys a fishing permit, I want to show it on my phone, so that I need no printer.", ""),
    (
        "As an archivist, I want to import only the agents of a file, so that I don't have to clean up afterwards.",
        "",
    ),
    (
        "Allow drivers to swap two shifts",
        "It is not driven by requests of the drivers. Perhaps with a note to the planner.",
    ),
    ("As a user, I want a flexible pick up time, so that I can more easily use the service.", ""),
    ("As a moderator, I want to invite someone to join, so that they can start contributing.", ""),
    ("As a clerk, we need labels for purpose of sorting.", ""),
    ("As a teacher, I want to be notified when a pupil is missing, so that I can call the parents.", ""),
    ("As a grid operator, I want to find out which meters are silent, so that I can send a technician.", ""),
];

const SAID: [(&str, Role, &str); 6] = [
    (
        "P1",
        Role::Participant,
        "Last Tuesday I had to call the desk three times about the transport. It took twenty minutes.",
    ),
    ("P2", Role::Participant, "The list of patients is never up to date, so we keep our own list on paper."),
    ("P3", Role::Participant, "For me the list of patients works well, it is easy to find."),
    (
        "P4",
        Role::Participant,
        "The planner closes the schedule at six, so after that I can't swap a shift. It would be great to swap shifts.",
    ),
    (
        "Sam",
        Role::Interviewer,
        "So you can never find the list of patients, and the delivery is always late, right?",
    ),
    (
        "P5",
        Role::Participant,
        "I changed the delivery of my parcel twice last month and lost a day. My permit was wet and nobody could read it.",
    ),
];

fn register() -> Vec<Stakeholder> {
    let one = |name: &str, role: &str, needs: &str, incentives: &str, power: &str| Stakeholder {
        name: name.into(),
        role: role.into(),
        needs: needs.into(),
        incentives: incentives.into(),
        power: power.into(),
        ..Stakeholder::default()
    };
    vec![
        one(
            "Compliance",
            "data protection officer",
            "an audit trail of who read a record",
            "no findings",
            "medium",
        ),
        one(
            "Dispatch",
            "planners of routes and shifts",
            "stable routes after six",
            "stops per hour",
            "medium",
        ),
        one("Finance", "controller", "each refund explained", "cost per case", "high"),
    ]
}

fn brief(title: &str, text: &str) -> Brief {
    let item = Item { key: "T-1".into(), ..Item::of(title, text) };
    Brief { stakeholders: register(), ..Brief::alone(item) }
}

fn heard() -> Heard {
    let passages = SAID
        .iter()
        .enumerate()
        .map(|(index, (speaker, role, words))| FoundPassage {
            id: SourceId::derive(&[speaker]),
            source: format!("talk-{speaker}"),
            person: (*speaker).to_owned(),
            segment: None,
            date: None,
            turns: vec![Turn {
                index,
                speaker: (*speaker).to_owned(),
                role: *role,
                start_ms: None,
                end_ms: None,
                text: (*words).to_owned(),
                start: 0,
                end: words.len(),
                cues: vec![],
            }],
            score: 1.0,
            topics: vec![0],
        })
        .collect();
    Heard { topics: vec![], pool: EvidencePool { passages, searched: SAID.len(), pending: 0 } }
}

async fn drafts(brief: &Brief) -> (Vec<Suggestion<Draft>>, Vec<Suggestion<Draft>>) {
    questions::assumptions_and_questions(brief, &heard(), &HashedEmbedder).await.unwrap()
}

#[tokio::test]
async fn each_item_gets_at_most_three_assumptions_and_four_questions_and_they_pass_their_checks() {
    for (title, text) in STORIES {
        let brief = brief(title, text);
        let (assumptions, questions) = drafts(&brief).await;
        assert!((1..=3).contains(&assumptions.len()), "{title}: {} assumptions", assumptions.len());
        assert!((1..=4).contains(&questions.len()), "{title}: {} questions", questions.len());
        for draft in &assumptions {
            let report = check_assumption(draft, &brief);
            assert_eq!(report.outcome(Check::Falsifiable), Outcome::Pass, "{}: {report:?}", draft.title);
            assert_eq!(report.outcome(Check::Form), Outcome::Pass, "{}: {report:?}", draft.title);
        }
        for draft in &questions {
            let report = check_question(draft, &brief);
            assert_eq!(report.outcome(Check::Form), Outcome::Pass, "{}: {report:?}", draft.title);
        }
    }
}

#[tokio::test]
async fn no_residue_of_a_template_is_left() {
    let residue = [
        "  ",
        " to to ",
        "{",
        "}",
        " the the ",
        " a a ",
        " a the ",
        " an the ",
        "the a ",
        " ,",
        "..",
        " i ",
        " my ",
        " that that ",
        "user will find",
        "«»",
        " who who ",
    ];
    for (title, text) in STORIES {
        let (assumptions, questions) = drafts(&brief(title, text)).await;
        for draft in assumptions.iter().chain(&questions) {
            let words = match &draft.body {
                Body::Assumption(one) => format!("{} | {}", one.statement, one.importance_why),
                Body::Question(one) => format!("{} | {} | {}", one.text, one.about, one.why_them),
                other => panic!("{other:?}"),
            };
            let own: Vec<&str> = words.split('«').map(|part| part.rsplit('»').next().unwrap()).collect();
            let own = own.join("X");
            for left in residue {
                assert!(!own.contains(left), "«{left}» in: {words}");
            }
        }
    }
}

#[tokio::test]
async fn every_quote_stands_in_a_turn_of_a_participant() {
    let mut quotes = 0;
    for (title, text) in STORIES {
        let (assumptions, questions) = drafts(&brief(title, text)).await;
        for quote in assumptions.iter().chain(&questions).flat_map(|draft| draft.evidence.quotes()) {
            let (speaker, role, words) = SAID[quote.turn];
            assert_eq!((quote.speaker.as_str(), role), (speaker, Role::Participant));
            assert_eq!(&words[quote.start..quote.end], quote.text);
            quotes += 1;
        }
    }
    assert!(quotes >= 2, "{quotes}");
}

#[tokio::test]
async fn the_same_input_gives_the_same_drafts() {
    for (title, text) in STORIES {
        let brief = brief(title, text);
        let once = drafts(&brief).await;
        assert_eq!(once, drafts(&brief).await);
        assert_eq!(once.0, assumptions::assumptions(&brief, &heard(), &HashedEmbedder).await.unwrap());
        assert_eq!(once.1, questions::questions(&brief, &heard(), &HashedEmbedder).await.unwrap());
    }
}

#[tokio::test]
async fn awkward_items_give_nothing_rather_than_nonsense() {
    let log = "at java.lang.Thread.run(Thread.java:745)\n".repeat(40);
    let long = "As a guest, I want to cancel a stay. ".repeat(600);
    for (title, text) in [
        ("", ""),
        ("Fix", ""),
        ("Als Gast möchte ich meinen Aufenthalt stornieren, damit ich meine Anzahlung zurückbekomme.", ""),
        ("Crash on start", log.as_str()),
        ("Remove the old message queue", ""),
        ("Cancel a stay", long.as_str()),
    ] {
        let (assumptions, questions) = drafts(&brief(title, text)).await;
        assert_eq!((assumptions.len(), questions.len()), (0, 0), "{title}");
    }
}

#[tokio::test]
async fn the_hidden_stakeholder_is_asked_by_name() {
    let (_, questions) = drafts(&brief("Allow drivers to swap two shifts", "")).await;
    let asked: Vec<&str> = questions
        .iter()
        .filter_map(|draft| match &draft.body {
            Body::Question(question) => Some(question.addressee.as_str()),
            _ => None,
        })
        .collect();
    assert!(asked.contains(&"Dispatch"), "{asked:?}");
}
