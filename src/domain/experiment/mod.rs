//! Testing an assumption: a card with criteria that are fixed before the first data point, the
//! data, and what was learned (test and learning cards after Strategyzer; handbook of methods §1.9).

use super::assumption::{Certainty, Importance};
use super::id::sha256_hex;
use super::journal::{Entry, Line};
use super::text;
use serde::{Deserialize, Serialize};

/// Assumptions that may be under test at once.
pub const AT_ONCE: usize = 3;
/// Longest time box, in days.
const LONGEST: u32 = 90;
/// Data points from which a supported assumption is certain.
const ENOUGH: usize = 3;
/// Words for numbers that a criterion may use instead of digits.
const NUMBERS: [&str; 24] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
    "thirty", "forty", "fifty", "hundred", "dozen", "half", "third", "quarter", "twice", "none", "nobody",
    "zero",
];

/// How an assumption is put to the test; written before anything is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TestCard {
    /// "We believe that …"
    pub hypothesis: String,
    /// "To verify it, we will …"
    pub test: String,
    /// "And measure …"
    pub metric: String,
    /// "We are right if …", with a number.
    pub criteria: String,
    /// Days that the test may take.
    pub days: u32,
}

impl TestCard {
    /// Whether a test could be run by it and lost.
    ///
    /// # Errors
    /// [`Refusal`] names the part that is missing or says nothing.
    pub fn check(&self) -> Result<(), Refusal> {
        let parts = [("hypothesis", &self.hypothesis), ("test", &self.test), ("metric", &self.metric)];
        if let Some((part, _)) = parts.into_iter().find(|(_, words)| text::words(words).is_empty()) {
            return Err(Refusal::Missing(part));
        }
        if !states_a_number(&self.criteria) {
            return Err(Refusal::NoNumber);
        }
        if !(1..=LONGEST).contains(&self.days) {
            return Err(Refusal::TimeBox);
        }
        Ok(())
    }

    /// SHA-256 over metric and criteria: what must not change once there is data.
    pub fn digest(&self) -> String {
        sha256_hex(format!("{}\u{1f}{}", self.metric, self.criteria).as_bytes())
    }
}

/// Whether a text holds a number, in digits or in words.
fn states_a_number(words: &str) -> bool {
    text::words(words)
        .iter()
        .any(|word| word.contains(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word.as_str()))
}

/// What the data say of the criteria, in the judgement of the one who learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TestOutcome {
    /// The criteria are met.
    Supported,
    /// They are not.
    Refuted,
    /// The data do not tell.
    Inconclusive,
}

/// What is done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextMove {
    /// Go on as planned.
    Persevere,
    /// Try another way.
    Pivot,
    /// Give the idea up.
    Retire,
    /// Test again.
    KeepTesting,
}

/// What a test taught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LearningCard {
    /// Whether the criteria were met.
    pub outcome: TestOutcome,
    /// "We observed …"
    pub observed: String,
    /// "From that we learned …"
    pub learned: String,
    /// "Therefore we will …"
    pub next: NextMove,
}

/// One line in the journal of an assumption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A person weighs it anew.
    Importance {
        /// What hangs on it now.
        importance: Importance,
        /// Why.
        why: String,
    },
    /// A card is opened, or changed while it has no data.
    Card {
        /// The card.
        card: TestCard,
    },
    /// A data point.
    Data {
        /// What was measured.
        value: f64,
        /// On what occasion.
        note: String,
        /// Digest of the criteria that it is measured against.
        criteria: String,
    },
    /// The test is over.
    Learned {
        /// What it taught.
        card: LearningCard,
    },
}

impl Entry for Step {
    const BOOK: &'static str = "assumption";
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A part of the card has no words.
    #[error("the {0} is empty")]
    Missing(&'static str),
    /// Nothing observed could prove it wrong.
    #[error("the criteria hold no number: nothing observed could fail them")]
    NoNumber,
    /// No days, or too many.
    #[error("the time box must be 1 to 90 days")]
    TimeBox,
    /// A value that is no number.
    #[error("a data point is a number")]
    NotANumber,
    /// The criteria are fixed since the first data point.
    #[error("the criteria are fixed since the first data point")]
    CriteriaLocked {
        /// When that was, in milliseconds since the epoch.
        since: i64,
    },
    /// There is no open card.
    #[error("no test is open for this assumption")]
    NoTest,
    /// Nothing was measured yet.
    #[error("the test has no data point yet")]
    NoData,
    /// As many as can be cared for are under test.
    #[error("three assumptions are under test already")]
    TooMany,
}

/// A data point with its time.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct DataPoint {
    /// What was measured.
    pub value: f64,
    /// On what occasion.
    pub note: String,
    /// When it was recorded, in milliseconds since the epoch.
    pub at: i64,
}

/// A card with what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Trial {
    /// The card.
    #[serde(flatten)]
    pub card: TestCard,
    /// When it was opened or last changed, in milliseconds since the epoch.
    pub opened_at: i64,
    /// SHA-256 over metric and criteria.
    pub criteria_sha256: String,
    /// When the first data point fixed the criteria.
    pub locked_at: Option<i64>,
    /// What was measured, oldest first.
    pub data: Vec<DataPoint>,
    /// What was learned, once the test is over.
    pub learning: Option<LearningCard>,
}

/// What the journal of an assumption adds up to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// What a person made of its importance, with the reason.
    pub importance: Option<(Importance, String)>,
    /// Its tests, oldest first.
    pub trials: Vec<Trial>,
}

impl Course {
    /// Adds the lines up.
    pub fn of(lines: &[Line<Step>]) -> Self {
        let mut course = Self::default();
        for line in lines {
            course.add(line);
        }
        course
    }

    fn add(&mut self, line: &Line<Step>) {
        match &line.entry {
            Step::Importance { importance, why } => self.importance = Some((*importance, why.clone())),
            Step::Card { card } => {
                if self.open().is_some() {
                    self.trials.pop();
                }
                self.trials.push(Trial {
                    criteria_sha256: card.digest(),
                    card: card.clone(),
                    opened_at: line.at,
                    locked_at: None,
                    data: Vec::new(),
                    learning: None,
                });
            }
            Step::Data { value, note, .. } => {
                if let Some(trial) = self.trials.last_mut() {
                    trial.locked_at.get_or_insert(line.at);
                    trial.data.push(DataPoint { value: *value, note: note.clone(), at: line.at });
                }
            }
            Step::Learned { card } => {
                if let Some(trial) = self.trials.last_mut() {
                    trial.learning = Some(card.clone());
                }
            }
        }
    }

    /// The test that runs.
    pub fn open(&self) -> Option<&Trial> {
        self.trials.last().filter(|trial| trial.learning.is_none())
    }

    /// Whether `step` may follow.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    pub fn may_take(&self, step: &Step) -> Result<(), Refusal> {
        match step {
            Step::Importance { why, .. } if text::words(why).is_empty() => Err(Refusal::Missing("reason")),
            Step::Importance { .. } => Ok(()),
            Step::Card { card } => match self.open().and_then(|trial| trial.locked_at) {
                Some(since) => Err(Refusal::CriteriaLocked { since }),
                None => card.check(),
            },
            Step::Data { value, criteria, .. } => {
                let open = self.open().ok_or(Refusal::NoTest)?;
                if !value.is_finite() {
                    return Err(Refusal::NotANumber);
                }
                let changed = Refusal::CriteriaLocked { since: open.opened_at };
                if *criteria == open.criteria_sha256 { Ok(()) } else { Err(changed) }
            }
            Step::Learned { card } => {
                let open = self.open().ok_or(Refusal::NoTest)?;
                let parts = [("observation", &card.observed), ("lesson", &card.learned)];
                match parts.into_iter().find(|(_, words)| text::words(words).is_empty()) {
                    Some((part, _)) => Err(Refusal::Missing(part)),
                    None if open.data.is_empty() => Err(Refusal::NoData),
                    None => Ok(()),
                }
            }
        }
    }

    /// What the last test that told anything says.
    pub fn verdict(&self) -> Option<(TestOutcome, usize)> {
        self.trials.iter().rev().find_map(|trial| {
            let outcome = trial.learning.as_ref()?.outcome;
            (outcome != TestOutcome::Inconclusive).then_some((outcome, trial.data.len()))
        })
    }

    /// What may be believed: what the quotes allow, as far as no test has told.
    pub fn certainty(&self, from_quotes: Certainty) -> Certainty {
        match self.verdict() {
            Some((TestOutcome::Supported, points)) if points >= ENOUGH => Certainty::Strong,
            Some((TestOutcome::Supported, _)) => from_quotes.max(Certainty::Medium),
            Some(_) => Certainty::None,
            None => from_quotes,
        }
    }
}

#[cfg(test)]
mod tests;
