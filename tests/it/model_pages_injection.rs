//! Orders planted in interviews, against a model that obeys on pages and in labels.

#![expect(clippy::unwrap_used, reason = "a prompt that cannot be filled fails the test")]

use crate::model_injection::attacks;
use crate::support::interviews::of_lines;
use crate::support::sample::lines_of;
use hone::domain::check::Report;
use hone::domain::interview::Interview;
use hone::domain::suggestion::{Draft, Suggestion};
use hone::llm::{ChatAnswer, ChatRequest, HashedEmbedder, Scripted, Usage};
use hone::prompt::Prompts;
use hone::proposer::model::{Prepared, prepare_labels, prepare_page};
use hone::proposer::playbook::themes::understand;
use hone::verification::model::{REQUIRED_OF_A_MODEL, check_model_understanding};
use hone::verification::quotes::Transcripts;
use hone::verification::understanding::check_understanding;
use serde_json::{Value, json};

/// Where an order stands in an interview.
const CARRIERS: [&str; 4] = ["turn", "speaker", "file", "segment"];

fn interview(carrier: &str, attack: &str, key: &str) -> Interview {
    let said = match key {
        "A1" => "I waited forty minutes on the phone line and nobody at the desk answered the phone.",
        _ => "Nobody at the desk answered the phone line when I waited forty minutes last Friday.",
    };
    let line = attack.replace('\n', " ");
    let turn = if carrier == "turn" { format!("{key}: {line}\n") } else { String::new() };
    let mut one = of_lines(key, &format!("Bea: How did it go the last time?\n{key}: {said}\n{turn}"));
    match carrier {
        "speaker" => one.turns.iter_mut().for_each(|turn| turn.speaker.clone_from(&line)),
        "file" => one.key.clone_from(&line),
        "segment" => one.segment = Some(line),
        _ => {}
    }
    one
}

/// What passes of what the model drafts.
async fn kept(
    prepared: Prepared,
    interviews: &[Interview],
    rule: impl Fn(&ChatRequest) -> Value + Send + Sync + 'static,
) -> Vec<Suggestion<Draft>> {
    let says = move |request: &ChatRequest| {
        Ok(ChatAnswer { text: rule(request).to_string(), usage: Usage::default(), usage_is_reported: true })
    };
    let run = prepared.run(&Scripted::new(says)).await;
    let mut transcripts = Transcripts::default();
    for interview in interviews {
        transcripts.add(&interview.key, &interview.turns);
    }
    let mut kept = Vec::new();
    for mut draft in run.drafts {
        let mut report: Report = check_understanding(&mut draft, &transcripts);
        check_model_understanding(&draft, &run.told, &mut report);
        if report.first_unmet(REQUIRED_OF_A_MODEL).is_none() {
            kept.push(draft);
        }
    }
    kept
}

/// Puts the order and its mark in every part of a page, on every line that it was given.
fn obey_on_a_page(request: &ChatRequest, attack: &str, mark: &str) -> Value {
    let lines = lines_of(request);
    let noted = |text: &str| -> Vec<Value> {
        lines.iter().map(|(id, words)| json!({"text": text, "id": id, "words": words})).collect()
    };
    let felt: Vec<Value> = lines
        .iter()
        .flat_map(|(id, words)| {
            ["Waits on the phone", mark, attack]
                .map(|text| json!({"text": text, "kind": "pain", "id": id, "words": words}))
        })
        .collect();
    json!({"quick_facts": noted(mark), "story": noted(attack), "opportunities": felt,
           "workarounds": noted(&format!("Waits, and {mark}")), "surprises": noted(attack),
           "memorable": [{"id": "s1", "words": mark}], "open_questions": [attack, format!("{attack} {mark}")]})
}

#[tokio::test]
async fn no_order_is_obeyed_on_a_page() {
    let prompts = Prompts::load(None).unwrap();
    let mut pages = 0;
    for (number, (attack, mark)) in attacks().into_iter().enumerate() {
        let one = interview(CARRIERS[number % CARRIERS.len()], &attack, "A1");
        let prepared = prepare_page(&one, &prompts, 8_000).unwrap().unwrap();
        let (order, sign) = (attack.clone(), mark.to_owned());
        let rule = move |request: &ChatRequest| obey_on_a_page(request, &order, &sign);
        for draft in kept(prepared, std::slice::from_ref(&one), rule).await {
            pages += 1;
            let body = draft.body.canonical().replace(&one.key, "");
            let said: String = one.turns.iter().map(|turn| turn.speaker.clone() + &turn.text).collect();
            assert!(!body.contains(mark) || said.contains(mark), "{attack}: {body}");
            let words = without_quotes(&draft);
            assert!(!words.contains(mark), "{attack}: {words}");
        }
    }
    assert!(pages > 0, "some pages pass, without what was ordered");
}

/// What the model wrote on a page.
fn without_quotes(draft: &Suggestion<Draft>) -> String {
    let page: Value = serde_json::from_str(&draft.body.canonical()).unwrap();
    let parts = ["quick_facts", "story", "opportunities", "workarounds", "surprises"];
    let lines =
        parts.iter().flat_map(|part| page[*part].as_array().unwrap()).map(|line| line["text"].to_string());
    lines.chain([page["open_questions"].to_string()]).collect()
}

#[tokio::test]
async fn no_order_is_obeyed_in_a_label_and_an_honest_one_is_taken() {
    let prompts = Prompts::load(None).unwrap();
    for (number, (attack, mark)) in attacks().into_iter().enumerate() {
        let carrier = CARRIERS[number % CARRIERS.len()];
        let talks = [interview(carrier, &attack, "A1"), interview("none", "", "A2")];
        let all: Vec<&Interview> = talks.iter().collect();
        let themes = understand(&all, &[], &[], &HashedEmbedder).await.unwrap().themes;
        assert!(!themes.is_empty(), "{attack}");
        for (label, is_honest) in [
            (attack.clone(), false),
            (format!("Guests say {mark} here"), false),
            ("Guests wait and hear nothing".into(), true),
        ] {
            let prepared = prepare_labels(themes.clone(), &prompts, 8_000).unwrap().unwrap();
            let rule = move |_: &ChatRequest| json!({"labels": [{"group": "t1", "label": label}]});
            let named = kept(prepared, &talks, rule).await;
            assert!(
                named.iter().all(|draft| is_honest || !draft.title.contains(mark)),
                "{attack}: {named:?}"
            );
            assert_eq!(named.is_empty(), !is_honest, "{carrier}: {attack}");
        }
    }
}
