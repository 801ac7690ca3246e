//! Scores what people did with suggestions: kept, changed, turned down, taken back.
//!
//! Only this says whether a suggestion was of use. It is measured on a workspace, not on a suite.

use super::metric::{Definition, Metric};
use super::wire::strings;
use super::{CaseScore, SAME, confidence, metrics_of};
use crate::domain::counting::edit_ratio;
use crate::domain::decision::{Decision, Verdict, standing};
use crate::domain::item::Item;
use crate::domain::split::Slice;
use crate::domain::suggestion::{Body, Status, Stored};
use crate::evaluation::measure::confidence::Forecast;
use crate::evaluation::measure::decision::{accepted_per_item, missed};
use crate::evaluation::measure::similarity::Lexicon;
use crate::evaluation::suite::Task;
use crate::use_case::History;
use serde_json::Value;
use std::collections::BTreeMap;

/// Whoever changes more of the words than this has written it anew.
const REWRITTEN: f64 = 0.5;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// No case of a suite is decided on by people.
const ON: &[Task] = &[];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("po.acceptance", ON, 1.0).of_shares(),
    Definition::higher("po.unchanged", ON, 1.0).of_shares(),
    Definition::lower("po.edit", ON, REWRITTEN),
    Definition::higher("po.survival_14", ON, 1.0).of_shares(),
    Definition::higher("po.survival_30", ON, 1.0).of_shares(),
    Definition::higher("po.yield", ON, 1.0),
    Definition::lower("po.missed", ON, 0.0).of_shares(),
    Definition::lower("cost.micros_per_accepted", ON, f64::INFINITY),
];

/// A suggestion that people saw, with the decisions on it, oldest first.
struct Life<'a> {
    stored: &'a Stored,
    log: Vec<&'a Decision>,
}

impl<'a> Life<'a> {
    fn decided(&self) -> Option<&'a Decision> {
        let is_final =
            |one: &&Decision| matches!(one.verdict, Verdict::Accept { .. } | Verdict::Reject { .. });
        standing(self.log.iter().copied()).into_iter().rfind(is_final)
    }

    /// How much was changed; none where nothing was, or the words are forgotten.
    fn edit(&self) -> Option<f64> {
        let standing = standing(self.log.iter().copied());
        let mut edits = standing.into_iter().filter(|one| one.verdict == Verdict::Edit);
        let first = edits.next()?;
        let (shown, kept) = (&first.shown, &edits.next_back().unwrap_or(first).kept);
        (!shown.is_empty() && !kept.is_empty()).then(|| edit_ratio(&text_of(shown), &text_of(kept)))
    }

    /// Accepted, and not written anew before.
    fn is_accepted(&self) -> bool {
        let yes = self.decided().is_some_and(|one| matches!(one.verdict, Verdict::Accept { .. }));
        yes && self.edit().is_none_or(|edit| edit <= REWRITTEN)
    }

    /// Who decided; for what nobody did, the item.
    fn cluster(&self) -> &str {
        self.decided().map_or(&self.stored.suggestion.item, |decision| &decision.by)
    }

    /// Whether it still stands so many days after it was accepted; none when they are not over.
    fn survives(&self, days: i64, items: &BTreeMap<&str, &Item>, now: i64) -> Option<bool> {
        let accepted = self.log.iter().find(|one| matches!(one.verdict, Verdict::Accept { .. }))?;
        let until = accepted.at + days * DAY_MS;
        let taken_back =
            |one: &&&Decision| one.verdict == Verdict::Undo && one.seq > accepted.seq && one.at <= until;
        (now >= until).then(|| !self.log.iter().any(|one| taken_back(&one)) && self.is_in(items))
    }

    /// Most of the slices of an accepted split are items, more or less in the same words.
    fn is_in(&self, items: &BTreeMap<&str, &Item>) -> bool {
        let slices = self.accepted_slices();
        let is_there = |(number, slice): &(usize, &Slice)| {
            let key = format!("{}/{number}", self.stored.suggestion.item);
            let item = items.get(key.as_str());
            item.is_some_and(|item| edit_ratio(&slice.title, &item.record.title) <= REWRITTEN)
        };
        2 * (1..).zip(slices).filter(is_there).count() >= slices.len()
    }

    fn accepted_slices(&self) -> &'a [Slice] {
        let Body::Split(split) = &self.stored.suggestion.body else { return &[] };
        match self.decided().map(|decision| &decision.verdict) {
            Some(Verdict::Accept { candidate: Some(chosen) }) => {
                split.candidates.get(*chosen).map_or(&[], |candidate| &candidate.slices)
            }
            _ => &[],
        }
    }
}

/// The words of a body.
fn text_of(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    strings(&body).join(" ")
}

/// The metrics of a workspace: what people did with what was proposed there.
pub fn of_decisions(history: &History, items: &[Item]) -> Vec<Metric> {
    let shown = |stored: &&Stored| {
        stored.status != Status::Stale || history.decisions.iter().any(|one| one.suggestion == stored.id)
    };
    let life = |stored| Life {
        stored,
        log: history.decisions.iter().filter(|one| one.suggestion == stored.id).collect(),
    };
    let lives: Vec<Life> = history.suggestions.iter().filter(shown).map(life).collect();
    let by_key: BTreeMap<&str, &Item> = items.iter().map(|item| (item.key.as_str(), item)).collect();
    let mut scores: Vec<CaseScore> =
        lives.iter().flat_map(|life| of_one(life, &by_key, history.read_at)).collect();
    scores.extend(of_items(&lives, items));
    scores.extend(price(&lives));
    let forecasts: Vec<(String, Forecast)> = lives
        .iter()
        .filter_map(|life| {
            let stated = life.stored.suggestion.confidence?;
            life.decided().map(|_| (life.cluster().to_owned(), (stated, life.is_accepted())))
        })
        .collect();
    scores.extend(forecasts.iter().enumerate().filter_map(|(at, (cluster, forecast))| {
        let figure = confidence::score(&[*forecast])?;
        CaseScore::of(&format!("forecast {at}"), cluster, figure.metric, (figure.part, figure.whole))
    }));
    let mut metrics = metrics_of(&scores);
    confidence::complete(&mut metrics, &forecasts);
    metrics.retain(|metric| {
        METRICS.iter().any(|own| own.id == metric.id) || metric.id.starts_with("confidence.")
    });
    metrics
}

fn of_one(life: &Life<'_>, items: &BTreeMap<&str, &Item>, now: i64) -> Vec<CaseScore> {
    let share = |so: bool| if so { 1.0 } else { 0.0 };
    let accepted = life.is_accepted();
    let mut figures =
        vec![("po.acceptance", share(accepted)), ("po.unchanged", share(accepted && life.edit().is_none()))];
    let kept = life.decided().is_some_and(|one| matches!(one.verdict, Verdict::Accept { .. }));
    figures.extend(life.edit().filter(|_| kept).map(|edit| ("po.edit", edit)));
    for (metric, days) in [("po.survival_14", 14), ("po.survival_30", 30)] {
        figures.extend(life.survives(days, items, now).map(|stands| (metric, share(stands))));
    }
    let (case, cluster) = (life.stored.id.short(), life.cluster());
    figures
        .into_iter()
        .filter_map(|(metric, value)| CaseScore::of(case, cluster, metric, (value, 1.0)))
        .collect()
}

/// What an item got out of its suggestions, and what people had to add to it by hand.
fn of_items(lives: &[Life<'_>], items: &[Item]) -> Vec<CaseScore> {
    let lexicon =
        Lexicon::of(items.iter().flat_map(|item| [item.record.title.as_str(), item.record.text.as_str()]));
    let mut by_item: BTreeMap<&str, Vec<&Life>> = BTreeMap::new();
    for life in lives {
        by_item.entry(&life.stored.suggestion.item).or_default().push(life);
    }
    let mut scores = Vec::new();
    for (key, lives) in by_item {
        let accepted = lives.iter().filter(|life| life.is_accepted()).count();
        scores.extend(CaseScore::of(key, key, "po.yield", (accepted_per_item(&[accepted]), 1.0)));
        let proposed: Vec<&str> = lives.iter().flat_map(|life| titles(life)).collect();
        let ours = format!("{key}/");
        let added: Vec<&str> = items
            .iter()
            .filter(|item| item.record.parent.as_deref() == Some(key) && !item.key.starts_with(&ours))
            .map(|item| item.record.title.as_str())
            .collect();
        if proposed.is_empty() {
            continue;
        }
        let alike = |a: &&str, b: &&str| lexicon.similarity(a, b) >= SAME;
        let count = added.len() as f64;
        scores.extend(
            missed(&added, &proposed, alike)
                .and_then(|unsaid| CaseScore::of(key, key, "po.missed", (unsaid * count, count))),
        );
    }
    scores
}

/// The titles of every slice that a split proposes.
fn titles<'a>(life: &Life<'a>) -> Vec<&'a str> {
    let Body::Split(split) = &life.stored.suggestion.body else { return Vec::new() };
    let slices = split.candidates.iter().flat_map(|candidate| &candidate.slices);
    slices.map(|slice| slice.title.as_str()).collect()
}

/// What a language model cost for each suggestion that was accepted.
fn price(lives: &[Life<'_>]) -> Option<CaseScore> {
    let micros: u64 = lives.iter().map(|life| life.stored.suggestion.receipt.cost_micros).sum();
    let accepted = lives.iter().filter(|life| life.is_accepted()).count();
    let figure = (micros as f64, accepted as f64);
    (micros > 0).then(|| CaseScore::of("all", "all", "cost.micros_per_accepted", figure)).flatten()
}
