//! Assumptions on the map, and the tests that move them.

use super::error::only_one;
use super::{AskedQuestion, Copilot, Error, RegisteredAssumption};
use crate::clock::day;
use crate::domain::access::Scope;
use crate::domain::asking::NotedAnswer;
use crate::domain::assumption::{Certainty, Importance};
use crate::domain::assumption_map::{Place, rank};
use crate::domain::experiment::{AT_ONCE, Course, LearningCard, Refusal, Step, TestCard, Trial};
use crate::domain::journal::{Book, lines_of};
use crate::domain::question::Serves;
use serde::Serialize;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// How much evidence was found, for and against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, utoipa::ToSchema)]
pub struct EvidenceCount {
    /// Quotes for.
    #[serde(rename = "for")]
    pub supporting: usize,
    /// Quotes against.
    pub against: usize,
    /// Passages that were searched.
    pub searched: usize,
    /// Distinct participants among the quotes.
    pub participants: usize,
    /// Quotes that were here until the people who said them were forgotten.
    #[serde(skip_serializing_if = "crate::domain::evidence::is_zero")]
    pub withdrawn: usize,
}

/// An assumption of the register, where it stands on the map.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MapPoint {
    /// The assumption as it was accepted.
    #[serde(flatten)]
    pub registered: RegisteredAssumption,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// What hangs on it, in the last judgement of a person.
    pub importance: Importance,
    /// Why.
    pub importance_why: String,
    /// From evidence and tests only.
    pub certainty: Certainty,
    /// What was found.
    pub evidence: EvidenceCount,
    /// Answers that were noted to questions which serve it: to read, never a customer's voice.
    pub notes: Vec<NotedAnswer>,
    /// From 1: which to test now; none for what can wait.
    pub leap: Option<u8>,
    /// Its tests, oldest first.
    pub trials: Vec<Trial>,
    /// Whether a test runs beyond its time box.
    pub is_overdue: bool,
    /// Whether the backlog no longer has the item.
    pub item_is_gone: bool,
}

impl Copilot {
    /// The accepted assumptions in the order of the work, leaps of faith first; at most three
    /// are numbered as those to test now.
    pub async fn assumption_map(&self, scope: &Scope) -> Result<Vec<MapPoint>, Error> {
        self.map_beside(scope, &self.questions(scope).await?).await
    }

    /// The same, with the accepted questions at hand.
    pub(super) async fn map_beside(
        &self,
        scope: &Scope,
        asked: &[AskedQuestion],
    ) -> Result<Vec<MapPoint>, Error> {
        let register = self.store.assumptions(&scope.workspace).await?;
        let book: Book<Step> = self.store.book(&scope.workspace).await?;
        let found = self.store.evidence_of_register(&scope.workspace).await?;
        let keys = self.store.item_keys(&scope.workspace).await?;
        let now = self.means.clock.now_ms();
        let points = register.into_iter().map(|registered| {
            let course = Course::of(lines_of(&book, registered.id.as_str()));
            let evidence = found.get(&registered.id).map(|found| EvidenceCount {
                supporting: found.supporting.len(),
                against: found.against.len(),
                searched: found.searched,
                participants: found.participants,
                withdrawn: found.withdrawn,
            });
            let item_is_gone = !keys.contains(&registered.item);
            let serving = asked.iter().filter(|question| serves(question, &registered));
            let notes = serving.filter_map(|question| question.answer.clone()).collect();
            let point = point(registered, course, evidence.unwrap_or_default(), now);
            MapPoint { notes, item_is_gone, ..point }
        });
        Ok(in_order(points.collect()))
    }

    /// The accepted assumption with this id or unique beginning of one.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::Ambiguous`].
    pub async fn assumption(&self, scope: &Scope, id: &str) -> Result<MapPoint, Error> {
        let all = self.assumption_map(scope).await?.into_iter();
        let fits = all.filter(|point| !id.is_empty() && point.registered.id.as_str().starts_with(id));
        let fits = fits.map(|point| (point.registered.id.to_string(), point)).collect();
        only_one("assumption", id, "`hone assumptions` lists those that were accepted", fits)
    }

    /// A person weighs an assumption anew; its certainty stays what the evidence allows.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a reason.
    pub async fn weigh(
        &self,
        scope: &Scope,
        id: &str,
        importance: Importance,
        why: &str,
    ) -> Result<MapPoint, Error> {
        let why = why.to_owned();
        self.step(scope, id, |_| Step::Importance { importance, why }).await
    }

    /// Opens a test, or changes it while it has no data.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a card that could not be lost; [`Error::CriteriaLocked`] once there
    /// is data; [`Error::Conflict`] when three are under test, or the item is gone.
    pub async fn open_test(&self, scope: &Scope, id: &str, card: TestCard) -> Result<MapPoint, Error> {
        let shown = self.assumption(scope, id).await?;
        if shown.item_is_gone {
            return Err(Error::Conflict {
                why: format!(
                    "the backlog no longer has {}, which this assumption is about",
                    shown.registered.item
                ),
                hint: "import the item again; a test without an item decides nothing".into(),
            });
        }
        self.step(scope, shown.registered.id.as_str(), |_| Step::Card { card }).await
    }

    /// Records a data point of the open test; the first one fixes the criteria. `seen` may name
    /// the digest of the criteria that it was measured against.
    ///
    /// # Errors
    /// [`Error::CriteriaLocked`] when the criteria are others than those that were seen;
    /// [`Error::Conflict`] without an open test.
    pub async fn add_data(
        &self,
        scope: &Scope,
        id: &str,
        value: f64,
        note: &str,
        seen: Option<&str>,
    ) -> Result<MapPoint, Error> {
        let note = note.to_owned();
        let data = |course: &Course| {
            let open = course.open().map(|trial| trial.criteria_sha256.clone());
            let criteria = seen.map(str::to_owned).or(open).unwrap_or_default();
            Step::Data { value, note, criteria }
        };
        self.step(scope, id, data).await
    }

    /// Ends the open test with what it taught.
    ///
    /// # Errors
    /// [`Error::Conflict`] without an open test, or without data.
    pub async fn learn(&self, scope: &Scope, id: &str, card: LearningCard) -> Result<MapPoint, Error> {
        self.step(scope, id, |_| Step::Learned { card }).await
    }

    /// Takes the last step on an assumption back.
    ///
    /// # Errors
    /// [`Error::Conflict`] when there is none.
    pub async fn take_back_step(&self, scope: &Scope, id: &str) -> Result<MapPoint, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let id = self.assumption(scope, id).await?.registered.id;
        self.store.take_back::<Step>(&scope.workspace, id.as_str(), &by).await?;
        self.assumption(scope, id.as_str()).await
    }

    async fn step(
        &self,
        scope: &Scope,
        id: &str,
        make: impl FnOnce(&Course) -> Step + Send,
    ) -> Result<MapPoint, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let id = self.assumption(scope, id).await?.registered.id;
        let decide = |book: &Book<Step>| {
            let course = Course::of(lines_of(book, id.as_str()));
            let step = make(&course);
            course.may_take(&step)?;
            let under_test = book.values().filter(|lines| Course::of(lines).open().is_some()).count();
            let opens_another = matches!(step, Step::Card { .. }) && course.open().is_none();
            if opens_another && under_test >= AT_ONCE { Err(Refusal::TooMany) } else { Ok(step) }
        };
        self.store.write_line(&scope.workspace, id.as_str(), &by, decide).await?.map_err(refused)?;
        self.assumption(scope, id.as_str()).await
    }
}

fn point(registered: RegisteredAssumption, course: Course, evidence: EvidenceCount, now: i64) -> MapPoint {
    let accepted = &registered.assumption;
    let (importance, importance_why) =
        course.importance.clone().unwrap_or_else(|| (accepted.importance, accepted.importance_why.clone()));
    let due = course.open().map(|trial| trial.opened_at + i64::from(trial.card.days) * DAY);
    MapPoint {
        place: Place::of(importance, accepted.certainty, &course),
        certainty: course.certainty(accepted.certainty),
        importance,
        importance_why,
        evidence,
        leap: None,
        is_overdue: due.is_some_and(|due| due < now),
        notes: Vec::new(),
        item_is_gone: false,
        trials: course.trials,
        registered,
    }
}

/// Whether a question was asked for the sake of an assumption.
pub(super) fn serves(question: &AskedQuestion, registered: &RegisteredAssumption) -> bool {
    let Serves::Assumption(served) = &question.queued.question.serves else { return false };
    registered.id.as_str() == served || registered.assumption.statement == *served
}

fn in_order(points: Vec<MapPoint>) -> Vec<MapPoint> {
    let runs = |point: &MapPoint| point.trials.last().is_some_and(|trial| trial.learning.is_none());
    let places: Vec<(Place, bool)> = points.iter().map(|point| (point.place, runs(point))).collect();
    let mut points: Vec<Option<MapPoint>> = points.into_iter().map(Some).collect();
    let ranked = rank(&places).into_iter();
    ranked.filter_map(|(index, leap)| points[index].take().map(|point| MapPoint { leap, ..point })).collect()
}

fn refused(refusal: Refusal) -> Error {
    let why = refusal.to_string();
    match refusal {
        Refusal::CriteriaLocked { since } => Error::CriteriaLocked { since: day(since) },
        Refusal::Missing(_) => Error::invalid("card", why, "write it in one sentence"),
        Refusal::NoNumber => Error::invalid("criteria", why, "write for example: at least 4 of 5 skippers"),
        Refusal::TimeBox => Error::invalid("days", why, "name the days that it may take"),
        Refusal::NotANumber => Error::invalid("value", why, "write for example 4 or 0.8"),
        Refusal::NoTest => {
            Error::Conflict { why, hint: "open one with `hone assumptions test ID --criteria …`".into() }
        }
        Refusal::NoData => {
            Error::Conflict { why, hint: "record what was seen with `hone assumptions data ID VALUE`".into() }
        }
        Refusal::TooMany => Error::Conflict {
            why,
            hint: "learn from one of them first; `hone assumptions` lists them".into(),
        },
    }
}
