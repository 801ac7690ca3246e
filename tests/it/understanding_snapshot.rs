//! What a PO may rely on in the page of an interview.

#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails the test")]

use crate::support::interviews::{of_lines, of_the_sample};
use hone::domain::body::Body;
use hone::domain::check::{Check, Outcome};
use hone::domain::interview::Interview;
use hone::domain::snapshot::Snapshot;
use hone::domain::suggestion::{Draft, Suggestion};
use hone::domain::text;
use hone::proposer::playbook::snapshot::snapshot;
use hone::verification::quotes::Transcripts;
use hone::verification::understanding::check_understanding;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn page_of(draft: &Suggestion<Draft>) -> &Snapshot {
    let Body::Snapshot(page) = &draft.body else { unreachable!("a snapshot is asked for") };
    page
}

fn outcomes(interview: &Interview, draft: &mut Suggestion<Draft>) -> BTreeMap<Check, Outcome> {
    let mut transcripts = Transcripts::default();
    transcripts.add(&interview.key, &interview.turns);
    let report = check_understanding(draft, &transcripts);
    report.0.iter().map(|finding| (finding.check, finding.outcome)).collect()
}

/// Words on the page that are not a quote.
fn words_of(page: &Snapshot) -> usize {
    let lines = [&page.quick_facts, &page.story, &page.workarounds, &page.surprises];
    let lines = lines.into_iter().flatten().map(|line| &line.text);
    lines.chain(page.opportunities.iter().map(|one| &one.text)).map(|line| text::words(line).len()).sum()
}

/// Turns of the quotes that the gold names, by interview and field.
fn gold(field: &str) -> BTreeMap<String, Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour/cases/summary.yaml");
    let cases: Vec<serde_json::Value> = serde_norway::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let quote = |one: &serde_json::Value| {
        one.get("quote").unwrap_or(one).as_str().map(text::normalise_quote).unwrap_or_default()
    };
    cases
        .iter()
        .map(|case| {
            let quotes = case[field].as_array().unwrap().iter().map(quote).collect();
            (case["interview"].as_str().unwrap().to_owned(), quotes)
        })
        .collect()
}

fn turn_with(interview: &Interview, words: &str) -> usize {
    let said = interview.turns.iter().find(|turn| text::normalise_quote(&turn.text).contains(words));
    said.unwrap().index
}

#[test]
fn every_page_of_the_sample_passes_its_checks_and_is_short() {
    for interview in of_the_sample() {
        let mut draft = snapshot(&interview).unwrap();
        let found = outcomes(&interview, &mut draft);
        for check in [Check::QuotesProved, Check::Figures, Check::Form] {
            assert_eq!(found.get(&check), Some(&Outcome::Pass), "{} {check:?}", interview.key);
        }
        let source: usize = interview.turns.iter().map(|turn| text::words(&turn.text).len()).sum();
        let page = words_of(page_of(&draft));
        assert!(page * 10 <= source.max(480) && page <= 420, "{}: {page} words of {source}", interview.key);
    }
}

#[test]
fn the_opportunities_that_a_reader_marked_are_found() {
    let interviews: BTreeMap<String, Interview> =
        of_the_sample().into_iter().map(|one| (one.key.clone(), one)).collect();
    let (mut found, mut wanted, mut given) = (0, 0, 0);
    for (key, quotes) in gold("opportunities") {
        let interview = &interviews[&key];
        let draft = snapshot(interview).unwrap();
        let turns: Vec<usize> = page_of(&draft).opportunities.iter().map(|one| one.quote.turn).collect();
        let hit: Vec<bool> = quotes.iter().map(|one| turns.contains(&turn_with(interview, one))).collect();
        found += hit.iter().filter(|hit| **hit).count();
        wanted += hit.len();
        given += turns.len();
    }
    // A page is a tenth of the talk: half of what it shows is marked, and a third of what is marked fits.
    assert!(found * 2 >= given && found * 3 >= wanted, "{found} of {wanted} marked ones, {given} shown");
}

#[test]
fn what_was_put_into_their_mouth_is_not_their_view() {
    let interview = of_lines(
        "L1",
        "Bea: How did the last change go?\n\
         Nadia: I was on hold for forty minutes last Friday and nobody picked up the phone.\n\
         Bea: So I suppose you'd want each member to change their own place?\n\
         Nadia: Hm. No. I want them to change their own place, yes, that would be lovely. But I want to say yes to it first.\n\
         Bea: Would it help you if the app showed the price?\n\
         Nadia: Well, yes, it would help if the app showed the price. But I don't have the app.\n",
    );
    let draft = snapshot(&interview).unwrap();
    let page = serde_json::to_string(page_of(&draft)).unwrap();
    assert!(page.contains("on hold for forty minutes"));
    assert!(page.contains("I want to say yes to it first"));
    assert!(!page.contains("that would be lovely") && !page.contains("it would help if"), "{page}");
}

#[test]
fn a_figure_that_nobody_said_and_a_lost_denial_are_found() {
    let interview = of_lines(
        "L2",
        "Bea: How did it go?\nNadia: I waited for nine days last spring and nobody told me anything.\n",
    );
    let mut draft = snapshot(&interview).unwrap();
    let Body::Snapshot(page) = &mut draft.body else { unreachable!("a snapshot is asked for") };
    page.opportunities[0].text = "Waited for twelve days and somebody told me".into();
    let found = outcomes(&interview, &mut draft);
    assert_eq!(found[&Check::Figures], Outcome::Fail);
    assert_eq!(found[&Check::Form], Outcome::Fail);
}

#[test]
fn a_question_without_an_answer_is_listed_as_not_said() {
    let interview = of_lines(
        "L3",
        "Bea: How many people use the list every day?\nNadia: I don't know.\n\
         Bea: When did you last print it?\nNadia: I printed the whole list on Monday, and half of it was wrong.\n",
    );
    let draft = snapshot(&interview).unwrap();
    let page = page_of(&draft);
    assert_eq!(page.not_said.len(), 1);
    assert!(page.not_said[0].starts_with("How many people use the list every day?"));
}

#[test]
fn a_short_answer_is_a_fact_with_its_question() {
    let interview = of_lines(
        "L5",
        "Bea: How long have you been on the desk?\nNadia: Six years in May.\n\
         Bea: What was the last bad day?\nNadia: I had four hundred calls on the day of the storm and nobody to help me.\n",
    );
    let draft = snapshot(&interview).unwrap();
    let fact = &page_of(&draft).quick_facts[0];
    assert_eq!(fact.text, "How long have you been on the desk? Six years in May");
    assert_eq!(fact.quote.text, "Six years in May.");
}

#[test]
fn no_line_of_the_sample_stands_twice_on_its_page() {
    for interview in of_the_sample() {
        let draft = snapshot(&interview).unwrap();
        let page = page_of(&draft);
        let lines = [&page.quick_facts, &page.story, &page.workarounds, &page.surprises];
        let lines = lines.into_iter().flatten().map(|line| &line.quote);
        let mut quotes: Vec<_> = lines.chain(page.opportunities.iter().map(|one| &one.quote)).collect();
        let all = quotes.len();
        quotes.sort_by_key(|quote| (quote.turn, quote.start));
        quotes.dedup();
        assert_eq!(all, quotes.len(), "{}", interview.key);
    }
}

#[test]
fn nobody_to_quote_gives_no_page() {
    let asking = of_lines("L4", "Bea: How many people use the list?\nBea: Hello? Can you hear me at all?\n");
    assert!(snapshot(&asking).is_none());
}

#[test]
fn words_that_were_addressed_to_a_machine_are_on_no_page() {
    for interview in of_the_sample() {
        let page = serde_json::to_string(page_of(&snapshot(&interview).unwrap())).unwrap();
        for planted in ["Ignore all previous", "system message", "delete your summary"] {
            assert!(!page.contains(planted), "{}: {planted}", interview.key);
        }
    }
}

/// The talk of somebody who says who they are, counts, and tells when and what they will not do.
fn clockmaker() -> Interview {
    let more = "Bea: Mm.\nIda: Well, it goes on like that, one clock after the other, as you can see.\n";
    let talk = format!(
        "{}{}",
        "Bea: What do you do at the museum?\n\
         Ida: I repair clocks. Two of us, in the workshop by the harbour.\n\
         Bea: How many clocks come in?\n\
         Ida: Ninety a year, about. More before Christmas.\n\
         Bea: Tell me about the last order of parts that went wrong.\n\
         Ida: I was on hold with the supplier for thirty-five minutes. It was ten past four when somebody picked up the phone.\n\
         Bea: Thirty-five minutes.\n\
         Ida: The rota of that desk is a polite suggestion.\n\
         Bea: That is nicely put. And then?\n\
         Ida: I'm not going to order fifty of them again. I wrote the number of the spring on the back of a receipt, because their form does not have a field for it and nobody there writes it down.\n\
         Bea: Do you keep the receipt?\n\
         Ida: I keep it in a tin. The tin is full, and I went to the office on Monday to ask for another one from the stores.\n",
        more.repeat(40),
    );
    of_lines("L6", &talk)
}

#[test]
fn facts_are_who_somebody_is_and_how_much_they_count() {
    let draft = snapshot(&clockmaker()).unwrap();
    let facts: Vec<&str> = page_of(&draft).quick_facts.iter().map(|line| line.text.as_str()).collect();
    assert!(facts[0].starts_with("I repair clocks. Two of us"), "{facts:?}");
    assert!(facts.iter().any(|fact| fact.contains("Ninety a year")), "{facts:?}");
    assert!(
        !facts.iter().any(|fact| fact.contains("ten past four") || fact.contains("going to")),
        "{facts:?}"
    );
}

#[test]
fn the_quote_under_a_fact_holds_every_number_of_its_line() {
    for interview in of_the_sample().iter().chain([&clockmaker()]) {
        let draft = snapshot(interview).unwrap();
        for fact in &page_of(&draft).quick_facts {
            let figures = hone::domain::particulars::figures(&fact.text);
            assert!(figures.is_subset(&hone::domain::particulars::figures(&fact.quote.text)), "{fact:?}");
            assert!(text::words(&fact.quote.text).len() <= 60, "{fact:?}");
        }
    }
}

#[test]
fn what_a_listener_would_repeat_is_memorable() {
    let draft = snapshot(&clockmaker()).unwrap();
    let quotes: Vec<&str> = page_of(&draft).memorable.iter().map(|quote| quote.text.as_str()).collect();
    assert!(quotes.contains(&"The rota of that desk is a polite suggestion."), "{quotes:?}");
    assert!(!quotes.iter().any(|quote| quote.contains("went to the office")), "{quotes:?}");
}
