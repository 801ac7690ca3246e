//! `hone assumptions`: the map, test cards, data points, what was learned.

use super::card::wrapped;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::asking::NotedAnswer;
use crate::domain::assumption::Importance;
use crate::domain::assumption_map::{Colour, Zone};
use crate::domain::experiment::{LearningCard, NextMove, TestCard, TestOutcome, Trial};
use crate::problem::Problem;
use crate::use_case::{Copilot, MapPoint};
use clap::{Args, Subcommand};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as NoSuchId, StrDeserializer};

#[derive(Debug, Subcommand)]
pub(super) enum AssumptionCommand {
    /// Say anew how much hangs on one.
    Weigh {
        /// Id, or its first characters.
        id: String,
        /// high, medium or low.
        #[arg(value_parser = of_id::<Importance>)]
        importance: Importance,
        /// Why.
        #[arg(long)]
        why: String,
    },
    /// Open a test card, or change it while it has no data point.
    Test(TestArguments),
    /// Record a data point; the first one fixes the criteria.
    Data {
        /// Id, or its first characters.
        id: String,
        /// What was measured.
        #[arg(allow_negative_numbers = true)]
        value: f64,
        /// On what occasion.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// End the test with what it taught.
    Learn(LearnArguments),
    /// Take the last step back.
    Undo {
        /// Id, or its first characters.
        id: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    /// Id, or its first characters.
    id: String,
    /// We believe that …; the statement itself if left out.
    #[arg(long)]
    hypothesis: Option<String>,
    /// To verify it, we will …
    #[arg(long)]
    test: String,
    /// And measure …
    #[arg(long)]
    metric: String,
    /// We are right if …, with a number.
    #[arg(long)]
    criteria: String,
    /// Days that the test may take.
    #[arg(long, default_value_t = 14)]
    days: u32,
}

#[derive(Debug, Args)]
pub(super) struct LearnArguments {
    /// Id, or its first characters.
    id: String,
    /// supported, refuted or inconclusive.
    #[arg(long, value_parser = of_id::<TestOutcome>)]
    outcome: TestOutcome,
    /// We observed …
    #[arg(long)]
    observed: String,
    /// From that we learned …
    #[arg(long)]
    learned: String,
    /// persevere, pivot, retire or keep_testing.
    #[arg(long, value_parser = of_id::<NextMove>)]
    next: NextMove,
}

/// Reads the id of a value as the wire has it.
pub(super) fn of_id<T: DeserializeOwned>(id: &str) -> Result<T, String> {
    T::deserialize(StrDeserializer::<NoSuchId>::new(id)).map_err(|error| {
        let said = error.to_string().replace('`', "");
        let known = said.split_once("expected ").map(|(_, known)| known.trim_start_matches("one of "));
        known.map_or(said.clone(), |known| format!("use {known}"))
    })
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    command: Option<AssumptionCommand>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let moved = match command {
        None => {
            let map = copilot.assumption_map(scope).await?;
            printer.result(&map, || map_lines(&map));
            return Ok(0);
        }
        Some(AssumptionCommand::Weigh { id, importance, why }) => {
            copilot.weigh(scope, &id, importance, &why).await?
        }
        Some(AssumptionCommand::Test(given)) => test(copilot, scope, given).await?,
        Some(AssumptionCommand::Data { id, value, note }) => {
            copilot.add_data(scope, &id, value, &note, None).await?
        }
        Some(AssumptionCommand::Learn(given)) => {
            let LearnArguments { id, outcome, observed, learned, next } = given;
            copilot.learn(scope, &id, LearningCard { outcome, observed, learned, next }).await?
        }
        Some(AssumptionCommand::Undo { id }) => copilot.take_back_step(scope, &id).await?,
    };
    printer.result(&moved, || point_lines(&moved));
    Ok(0)
}

async fn test(copilot: &Copilot, scope: &Scope, given: TestArguments) -> Result<MapPoint, Problem> {
    let hypothesis = match given.hypothesis {
        Some(hypothesis) => hypothesis,
        None => copilot.assumption(scope, &given.id).await?.registered.assumption.statement,
    };
    let TestArguments { id, test, metric, criteria, days, .. } = given;
    let card = TestCard { hypothesis, test, metric, criteria, days };
    Ok(copilot.open_test(scope, &id, card).await?)
}

fn map_lines(map: &[MapPoint]) -> Vec<String> {
    if map.is_empty() {
        return vec!["No assumption is registered: accept one with hone accept ID".into()];
    }
    map.iter().flat_map(point_lines).collect()
}

fn point_lines(point: &MapPoint) -> Vec<String> {
    let registered = &point.registered;
    let zone = match point.place.zone {
        Zone::LeapOfFaith => "leap of faith",
        Zone::Monitor => "watch",
        Zone::Park => "park",
        Zone::Refuted => "refuted",
    };
    let colour = match point.place.colour {
        Colour::Red => "red",
        Colour::Amber => "amber",
        Colour::Green => "green",
        Colour::Grey => "grey",
    };
    let number = point.leap.map_or_else(|| "  ".to_owned(), |leap| format!("{leap}."));
    let head = format!("{number} {}  {zone}, {colour}  {}", registered.id.short(), registered.item);
    let gone = if point.item_is_gone { " (the backlog no longer has it)" } else { "" };
    let mut lines = vec![head + gone];
    lines.extend(wrapped("     ", &registered.assumption.statement));
    let found = &point.evidence;
    lines.push(format!(
        "     quotes: {} for, {} against; people: {}; passages searched: {}",
        found.supporting, found.against, found.participants, found.searched
    ));
    let noted = |note: &NotedAnswer| {
        let text = format!("\u{ab}{}\u{bb} {}, noted in {}", note.text, note.speaker, note.source);
        wrapped("     note: ", &text)
    };
    lines.extend(point.notes.iter().flat_map(noted));
    lines.extend(point.trials.iter().flat_map(|trial| trial_lines(trial, point.is_overdue)));
    lines
}

fn trial_lines(trial: &Trial, is_overdue: bool) -> Vec<String> {
    let mut lines = wrapped("     test: ", &trial.card.test);
    let fixed = if trial.locked_at.is_some() { "fixed" } else { "open to change" };
    lines.extend(wrapped("     right if ", &format!("{} ({fixed})", trial.card.criteria)));
    let values: Vec<String> = trial.data.iter().map(|point| point.value.to_string()).collect();
    if !values.is_empty() {
        lines.extend(wrapped("     measured: ", &values.join(", ")));
    }
    match &trial.learning {
        Some(card) => lines.extend(wrapped("     learned: ", &card.learned)),
        None if is_overdue => lines.push("     its time box is over: hone assumptions learn ID".into()),
        None => {}
    }
    lines
}
