//! Outputs that try to look good: each is made from the gold, and each is caught.
#![expect(clippy::unwrap_used, reason = "a broken sample fails the test")]

use super::score::{expected, metric, sample};
use hone::domain::form::StoryRule;
use hone::domain::interview::Role;
use hone::domain::split::Verdict;
use hone::evaluation::score::{CaseOutput, Metric, score};
use hone::evaluation::suite::{Case, Suite, Task};
use serde_json::{Value, json};

/// The metrics of the gold, after a change to the outputs of one task.
fn with(suite: &Suite, task: Task, change: impl Fn(&Case, &mut Value)) -> Vec<Metric> {
    let mut outputs = expected(suite);
    for CaseOutput { case, output, .. } in &mut outputs {
        let case = suite.case(case).unwrap();
        if case.task() == task {
            change(case, output.as_mut().unwrap());
        }
    }
    score(suite, &outputs)
}

fn value(metrics: &[Metric], id: &str) -> f64 {
    metric(metrics, id).value.unwrap()
}

/// Every turn of an interview as a hit.
fn turns_of(suite: &Suite) -> Vec<Value> {
    let interviews = suite.corpus.interviews.iter();
    interviews
        .flat_map(|interview| {
            let id = &interview.about.id;
            interview
                .turns
                .iter()
                .map(move |turn| json!({"source": id, "turn": turn.index, "text": turn.text}))
        })
        .collect()
}

#[test]
fn returning_everything_finds_no_more_in_the_places_that_are_looked_at() {
    let suite = sample();
    let all = turns_of(&suite);
    let metrics = with(&suite, Task::Retrieval, |_, output| *output = json!(all));
    for id in ["retrieval.capped_recall_10", "retrieval.budget_coverage", "retrieval.precision_5"] {
        assert!(value(&metrics, id) < 0.25, "{id} {}", value(&metrics, id));
    }
    let assumed = with(&suite, Task::Assumptions, |_, output| {
        let more: Vec<Value> = output.as_array().unwrap().iter().cycle().take(24).cloned().collect();
        *output = json!(more);
    });
    assert!(value(&assumed, "assumption.within_cap") < 0.01);
    assert!(value(&assumed, "assumption.precision") < 0.25);
}

#[test]
fn larger_chunks_cover_no_more_turns_and_eat_the_budget() {
    let suite = sample();
    let whole = |id: &str| {
        let turns = &suite.corpus.interview(id).unwrap().turns;
        turns.iter().map(|turn| turn.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let chunks: Vec<Value> = suite
        .corpus
        .interviews
        .iter()
        .map(|interview| json!({"source": interview.about.id, "turn": 0, "text": whole(&interview.about.id)}))
        .collect();
    let metrics = with(&suite, Task::Retrieval, |_, output| *output = json!(chunks));
    assert!(value(&metrics, "retrieval.hit_5") > 0.9, "the trap is that the hit rate rises");
    assert!(value(&metrics, "retrieval.turn_coverage_10") < 0.05);
    assert!(value(&metrics, "retrieval.budget_coverage") < 0.6);
}

/// Changes every quote that stands for or against an assumption.
fn requote(suite: &Suite, change: impl Fn(&mut Value)) -> Vec<Metric> {
    with(suite, Task::Assumptions, |_, output| {
        for suggestion in output.as_array_mut().unwrap() {
            for side in ["for", "against"] {
                suggestion["evidence"][side].as_array_mut().unwrap().iter_mut().for_each(&change);
            }
        }
    })
}

#[test]
fn three_words_the_interviewer_and_the_machines_summary_are_no_evidence() {
    let suite = sample();
    let of_assumptions = |metrics: &[Metric], id| metric(metrics, id).failed;
    let short = requote(&suite, |quote| quote["text"] = json!("the boat"));
    assert_eq!(of_assumptions(&short, "citation.exact"), 9);
    assert!(value(&short, "citation.too_short") > 0.2);
    let asking = requote(&suite, |quote| {
        let turns = &suite.corpus.interview(quote["source"].as_str().unwrap()).unwrap().turns;
        let asked = turns.iter().find(|turn| turn.role == Role::Interviewer && turn.text.len() > 40).unwrap();
        *quote = json!({
            "source": quote["source"], "turn": asked.index, "start": 0, "end": asked.text.len(),
            "text": asked.text, "speaker": asked.speaker, "role": "participant", "at": null, "strength": "opinion",
        });
    });
    assert_eq!(of_assumptions(&asking, "citation.exact"), 0, "an interviewer can be quoted to the letter");
    assert_eq!(of_assumptions(&asking, "citation.speaker_ok"), 9);
    let summarised = requote(&suite, |quote| {
        quote["text"] = json!("The guest said that changing a ferry booking takes too long on the phone.");
    });
    assert!(value(&summarised, "citation.fabricated") > 0.2);
    assert_eq!(of_assumptions(&summarised, "citation.exact"), 9);
}

#[test]
fn stitched_and_tidied_quotes_are_told_from_exact_ones() {
    let suite = sample();
    let stitched = requote(&suite, |quote| {
        let turns = &suite.corpus.interview(quote["source"].as_str().unwrap()).unwrap().turns;
        let long: Vec<&str> =
            turns.iter().filter(|turn| turn.text.len() > 80).map(|turn| turn.text.as_str()).collect();
        let head = |text: &str| text.split_inclusive(' ').take(6).collect::<String>().trim_end().to_owned();
        quote["text"] = json!(format!("{} … {}", head(long[0]), head(long[1])));
    });
    assert_eq!(metric(&stitched, "citation.stitched").failed, 9);
    assert_eq!(metric(&stitched, "citation.exact").failed, 9);
    let tidied = requote(&suite, |quote| {
        let words = quote["text"].as_str().unwrap().replacen(' ', " really ", 1);
        quote["text"] = json!(words);
    });
    assert_eq!(metric(&tidied, "citation.exact").passed + 9, metric(&tidied, "citation.exact").n);
}

#[test]
fn citing_everything_for_each_claim_costs_precision_and_breaks_the_cap() {
    let suite = sample();
    let gold = score(&suite, &expected(&suite));
    let metrics = with(&suite, Task::Assumptions, |_, output| {
        let suggestions = output.as_array_mut().unwrap();
        let all: Vec<Value> = suggestions
            .iter()
            .flat_map(|one| ["for", "against"].map(|side| one["evidence"][side].as_array().unwrap().clone()))
            .flatten()
            .collect();
        for suggestion in suggestions {
            suggestion["evidence"]["for"] = json!(all);
        }
    });
    assert!(value(&metrics, "support.span_precision") < 0.6 * value(&gold, "support.span_precision"));
    assert!(value(&metrics, "support.citations_ok") < 0.5);
}

#[test]
fn template_stories_with_an_empty_so_that_fail_the_rule_and_win_nothing() {
    let suite = sample();
    let metrics = with(&suite, Task::Split, |_, output| {
        for candidate in output[0]["body"]["candidates"].as_array_mut().unwrap() {
            for slice in candidate["slices"].as_array_mut().unwrap() {
                slice["narrative"] =
                    json!("As a guest, I want to manage my trip, so that I can manage my trip");
            }
        }
    });
    assert!(value(&metrics, "story.well_formed") > 0.99, "the trap is that the form is perfect");
    assert!(value(&metrics, "story.ends_beyond_means") < 0.01);
    assert!(value(&metrics, "story.unique") < 0.3);
    let gold = score(&suite, &expected(&suite));
    assert!(value(&metrics, "split.match_f1") <= value(&gold, "split.match_f1"));
    assert!(form_is_no_gate(&metrics));
    let empty = "As a guest, I want to cancel a stay, so that I can do it";
    assert_eq!(StoryRule::EndsBeyondMeans.is_met(empty), Some(false));
}

/// Form can veto, and is never what a run passes by.
fn form_is_no_gate(metrics: &[Metric]) -> bool {
    metrics.iter().filter(|metric| metric.id.starts_with("story.")).all(|metric| metric.gate.is_none())
}

/// The metrics after the recommended slices are replaced by these titles.
fn resliced(suite: &Suite, titles: impl Fn(&str) -> Vec<String>) -> Vec<Metric> {
    with(suite, Task::Split, |case, output| {
        let Case::SplitCase(gold) = case else { return };
        let slices: Vec<Value> = titles(&gold.item)
            .into_iter()
            .enumerate()
            .map(|(at, title)| json!({"title": title, "first": at == 0}))
            .collect();
        for candidate in output[0]["body"]["candidates"].as_array_mut().unwrap() {
            candidate["slices"] = json!(slices);
        }
    })
}

#[test]
fn numbered_parts_copied_criteria_and_everything_else_are_no_split() {
    let suite = sample();
    let item = |key: &str| suite.corpus.item(key).unwrap();
    let numbered = resliced(&suite, |key| {
        vec![format!("{}, part 1", item(key).title), format!("{}, part 2", item(key).title)]
    });
    assert!(value(&numbered, "split.numbered") > 0.99);
    assert!(value(&numbered, "split.accepted") < 0.01);
    let copied = resliced(&suite, |key| item(key).criteria.clone());
    let with_criteria = suite.cases_of(Task::Split).filter(|case| {
        matches!(case, Case::SplitCase(gold) if gold.expect == Verdict::Split && !item(&gold.item).criteria.is_empty())
    });
    let caught = metric(&copied, "split.copied").failed;
    assert_eq!(caught, with_criteria.count());
    assert!(metric(&copied, "split.unit_coverage").passed >= caught, "the trap is that nothing is lost");
    assert!(value(&copied, "split.accepted") < 0.01);
    let rest = resliced(&suite, |key| {
        vec![item(key).criteria.first().cloned().unwrap_or_default(), "Everything else".to_owned()]
    });
    assert!(value(&rest, "split.catch_all") > 0.99);
    assert!(value(&rest, "split.accepted") < 0.01);
    let layers = resliced(&suite, |_| vec!["Change page (frontend)".into(), "Change page (backend)".into()]);
    assert!(value(&layers, "split.layer_set") > 0.99);
    assert!(value(&layers, "split.vertical") < 0.01);
    assert!(value(&layers, "split.accepted") < 0.01);
}

#[test]
fn ten_paraphrases_of_one_assumption_score_once() {
    let suite = sample();
    let gold = score(&suite, &expected(&suite));
    let metrics = with(&suite, Task::Assumptions, |_, output| {
        let first = output[0].clone();
        let statement = first["body"]["statement"].as_str().unwrap().to_owned();
        let again = |at: usize| {
            let mut one = first.clone();
            one["body"]["statement"] =
                json!(format!("{} {statement}", ["Surely", "Indeed", "Likely"][at % 3]));
            one
        };
        *output = json!((0..10).map(again).collect::<Vec<_>>());
    });
    assert!(value(&metrics, "assumption.recall") < 0.5 && value(&metrics, "assumption.precision") < 0.25);
    assert!(value(&metrics, "assumption.diversity") < 0.3 * value(&gold, "assumption.diversity"));
}

#[test]
fn platitudes_are_generic_and_no_better_than_the_gold_of_another_item() {
    let suite = sample();
    let metrics = with(&suite, Task::Assumptions, |_, output| {
        for (at, suggestion) in output.as_array_mut().unwrap().iter_mut().enumerate() {
            let said =
                ["Users will understand the new feature", "The team can build the new feature in time"];
            suggestion["body"]["statement"] = json!(said[at % 2]);
        }
    });
    assert!(value(&metrics, "assumption.generic") > 0.99);
    let found = metric(&metrics, "assumption.f1");
    assert!(found.value.unwrap() <= found.baseline.unwrap() + 0.05, "{:?} {:?}", found.value, found.baseline);
}

#[test]
fn cutting_the_transcript_into_equal_parts_needs_the_right_label_too() {
    let suite = sample();
    let metrics = with(&suite, Task::Summary, |case, output| {
        let Case::SummaryCase(gold) = case else { return };
        let interview = suite.corpus.interview(&gold.interview).unwrap();
        let spoken: Vec<_> = interview
            .turns
            .iter()
            .filter(|turn| turn.role == Role::Participant && turn.text.len() > 40)
            .collect();
        let size = (spoken.len() / gold.opportunities.len()).max(1);
        let quote = |at: usize| {
            let turn = spoken[(at * size).min(spoken.len() - 1)];
            json!({
                "source": gold.interview, "turn": turn.index, "start": 0, "end": turn.text.len(),
                "text": turn.text, "speaker": turn.speaker, "role": "participant", "at": null, "strength": "opinion",
            })
        };
        let opportunities: Vec<Value> = (0..gold.opportunities.len())
            .map(|at| json!({"text": format!("Topic {at}"), "kind": "need", "quote": quote(at)}))
            .collect();
        output["body"]["opportunities"] = json!(opportunities);
    });
    assert!(value(&metrics, "citation.exact") > 0.99, "the trap is that every quote is true");
    assert!(value(&metrics, "summary.theme_f1") < 0.05);
    let trick = metric(&metrics, "summary.theme_f1").cheap_trick.unwrap();
    assert!(trick < 0.2, "equal parts are shown beside the engine: {trick}");
    assert!(value(&metrics, "summary.skill") < 0.05, "{}", value(&metrics, "summary.skill"));
    let gold = score(&suite, &expected(&suite));
    for id in ["summary.skill", "summary.minority", "summary.middle_recall"] {
        assert!((value(&gold, id) - 1.0).abs() < 1e-9, "{id}");
    }
}

#[test]
fn voices_that_are_averaged_away_and_contradictions_that_are_none_are_seen() {
    let mut suite = sample();
    suite.cases.retain(|case| case.task() == Task::Themes);
    let alone = |output: &Value| output["anomalies"].as_array().unwrap().clone();
    let dropped = with(&suite, Task::Themes, |_, output| output["anomalies"] = json!([]));
    assert!(value(&dropped, "theme.minority").abs() < 1e-9);
    let merged = with(&suite, Task::Themes, |_, output| {
        output["themes"][0]["quotes"] = json!(alone(output));
        output["anomalies"] = json!([]);
    });
    assert!((value(&merged, "theme.minority") - 1.0).abs() < 1e-9, "they are shown, though not set apart");
    assert!(value(&merged, "theme.anomaly_recall").abs() < 1e-9);
    let against = |pick: fn(&[Value]) -> Value| {
        with(&suite, Task::Themes, |_, output| {
            let voices = alone(output);
            let one = json!({
                "about": "boats", "quote": voices[0], "between": "participants", "against": pick(&voices),
            });
            output["contradictions"] = json!([one]);
        })
    };
    let proved = |metrics: &[Metric]| value(metrics, "theme.contradiction_proved");
    assert!((proved(&against(|voices| voices[1].clone())) - 1.0).abs() < 1e-9);
    assert!(proved(&against(|voices| voices[0].clone())).abs() < 1e-9, "nothing contradicts itself");
    let invented = against(|voices| {
        let mut quote = voices[1].clone();
        quote["text"] = json!("Nobody ever reserves a boat for the way home.");
        quote
    });
    assert!(proved(&invented).abs() < 1e-9 && metric(&invented, "citation.exact").failed == 1);
}

#[test]
fn longer_summaries_and_longer_questions_are_seen_to_be_longer() {
    let suite = sample();
    let gold = score(&suite, &expected(&suite));
    let padding = "and there is more to say about this than was said in this line ".repeat(4);
    let metrics = with(&suite, Task::Summary, |_, output| {
        for opportunity in output["body"]["opportunities"].as_array_mut().unwrap() {
            opportunity["text"] = json!(format!("{} {padding}", opportunity["text"].as_str().unwrap()));
        }
    });
    assert!(value(&metrics, "summary.compression") > 0.1);
    assert!(metric(&metrics, "summary.compression").passed < metric(&gold, "summary.compression").passed);
    assert!(value(&metrics, "summary.theme_f1") <= value(&gold, "summary.theme_f1"));
    let asked = with(&suite, Task::Questions, |_, output| {
        for suggestion in output.as_array_mut().unwrap() {
            let text = suggestion["body"]["text"].as_str().unwrap();
            suggestion["body"]["text"] = json!(format!("{padding} {text}"));
        }
    });
    assert!(value(&asked, "question.length_ok") < 0.01);
    assert!(value(&asked, "question.gap_f1") <= value(&gold, "question.gap_f1"));
}
