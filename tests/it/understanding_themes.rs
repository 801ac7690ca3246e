//! What a PO may rely on in themes: people are counted, choices are kept, what one says is not lost.

#![expect(clippy::unwrap_used, reason = "an encoder of words alone always answers")]

use crate::support::interviews::{of_lines, of_the_sample};
use hone::domain::body::Body;
use hone::domain::contradiction::Against;
use hone::domain::interview::Interview;
use hone::domain::theme::{Spot, Theme, ThemeChoice};
use hone::llm::{Embedder, HashedEmbedder};
use hone::proposer::playbook::themes::{Understanding, understand};
use std::collections::BTreeSet;

async fn read(interviews: &[Interview], choices: &[ThemeChoice]) -> (Vec<Theme>, Understanding) {
    let all: Vec<&Interview> = interviews.iter().collect();
    let found = understand(&all, &[], choices, &HashedEmbedder as &dyn Embedder).await.unwrap();
    let body = |body: &Body| if let Body::Theme(theme) = body { Some(theme.clone()) } else { None };
    (found.themes.iter().filter_map(|draft| body(&draft.body)).collect(), found)
}

fn three_people() -> Vec<Interview> {
    let said = [
        ("A1", "I waited forty minutes on the phone line and nobody at the desk answered the phone."),
        ("A2", "Nobody at the desk answered the phone line when I waited forty minutes last Friday."),
        ("A3", "The invoice for the cabin was wrong and I paid eleven pounds too much last month."),
    ];
    said.iter()
        .map(|(key, words)| of_lines(key, &format!("Bea: How did it go the last time?\n{key}: {words}\n")))
        .collect()
}

#[tokio::test]
async fn two_people_make_a_theme_and_one_does_not() {
    let (themes, _) = read(&three_people(), &[]).await;
    assert_eq!(themes.len(), 1, "{themes:?}");
    assert_eq!(themes[0].participants, ["A1", "A2"]);
    assert_eq!(themes[0].label, "Where the desk is concerned, nobody can be reached in time");
}

#[tokio::test]
async fn one_person_repeated_or_one_transcript_twice_adds_nothing() {
    let (before, _) = read(&three_people(), &[]).await;
    let mut more = three_people();
    let mut copy = more[0].clone();
    copy.key = "A1-copy".into();
    copy.participant = None;
    more.push(copy);
    let again = "Bea: And the last time?\nA1: I waited forty minutes on the phone line, nobody at the desk answered the phone.\n";
    let mut repeated = of_lines("A1-2", again);
    repeated.participant = Some("A1".into());
    more.push(repeated);
    let (after, _) = read(&more, &[]).await;
    assert_eq!(before.len(), after.len());
    assert_eq!(before[0].participants, after[0].participants);
    assert_eq!(after[0].quotes.len(), 2, "one quote a person");
}

#[tokio::test]
async fn what_a_person_chose_is_kept_when_themes_are_computed_anew() {
    let (before, _) = read(&three_people(), &[]).await;
    let spots: Vec<Spot> = before[0].quotes.iter().map(Spot::of).collect();
    let named = ThemeChoice::Rename { quotes: spots.clone(), label: "The desk cannot be reached".into() };
    let mut more = three_people();
    more.push(of_lines(
        "A4",
        "Bea: How was it?\nA4: I waited an hour on the phone line and nobody at the desk answered the phone.\n",
    ));
    let (themes, _) = read(&more, std::slice::from_ref(&named)).await;
    assert_eq!((themes[0].label.as_str(), themes[0].participants.len()), ("The desk cannot be reached", 3));
    let (split, _) = read(&three_people(), &[ThemeChoice::Split { quotes: spots[..1].to_vec() }]).await;
    assert!(split.iter().all(|theme| theme.participants.len() == 1), "{split:?}");
    let whole = [ThemeChoice::Split { quotes: spots[..1].to_vec() }, ThemeChoice::Merge { quotes: spots }];
    let (merged, _) = read(&three_people(), &whole).await;
    assert_eq!(merged[0].participants, ["A1", "A2"]);
}

#[tokio::test]
async fn people_who_do_not_agree_are_shown_side_by_side() {
    let interviews = [
        of_lines(
            "B1",
            "Bea: And?\nB1: The printed list of the passengers is never right and I lost two seats by it.\n",
        ),
        of_lines(
            "B2",
            "Bea: And?\nB2: For me the printed list of the passengers is accurate and easy to trust.\n",
        ),
    ];
    let (_, found) = read(&interviews, &[]).await;
    let one = &found.contradictions[0];
    assert_eq!(one.quote.source, "B1");
    assert!(matches!(&one.against, Against::Participants { against } if against.source == "B2"));
    assert!(one.about.contains("passengers"));
}

#[tokio::test]
async fn one_word_in_common_is_no_contradiction() {
    let interviews = [
        of_lines(
            "B1",
            "Bea: And?\nB1: Learning the new timetable is a big problem for our whole team. It was hard to find the new quay in the dark.\n",
        ),
        of_lines(
            "B2",
            "Bea: And?\nB2: The new phone is easy to hold and quick. I could find the timetable of the clinic online.\n",
        ),
    ];
    assert_eq!(read(&interviews, &[]).await.1.contradictions, []);
}

#[tokio::test]
async fn what_only_one_person_did_is_not_averaged_away() {
    let mut interviews = three_people();
    interviews.push(of_lines(
        "A9",
        "Bea: What did you do?\nA9: I bought new tickets and secretly sold the old ones in a chat for a tenner each, nobody noticed.\n",
    ));
    let (themes, found) = read(&interviews, &[]).await;
    assert!(found.anomalies.iter().any(|quote| quote.source == "A9"), "{:?}", found.anomalies);
    assert!(themes.iter().all(|theme| !theme.participants.contains(&"A9".to_owned())));
}

#[tokio::test]
async fn the_sample_gives_the_same_themes_each_time_and_counts_people() {
    let interviews = of_the_sample();
    let (first, found) = read(&interviews, &[]).await;
    let mut turned = interviews;
    turned.reverse();
    turned.sort_by(|a, b| a.key.cmp(&b.key));
    assert_eq!(found, read(&turned, &[]).await.1);
    for theme in first {
        let cited: BTreeSet<&str> = theme.quotes.iter().map(|quote| quote.source.as_str()).collect();
        assert!(theme.participants.len() >= 2 && cited.len() == theme.quotes.len(), "{theme:?}");
    }
}
