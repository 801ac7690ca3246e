//! Whether a judge may be believed: it is held against what people chose, and against rules that
//! know nothing. One that is not admitted is shown, and gates nothing; nor does any other yet.

use super::ask::{Criterion, Judge, Said, Subject};
use super::opinion::{Judged, longer_first, rate};
use super::subjects::labels;
use crate::evaluation::measure::decision::cohen_kappa;
use crate::evaluation::measure::{mean, share};
use crate::evaluation::pairs::Pair;
use crate::evaluation::statistics::cluster::over_clusters;
use crate::evaluation::statistics::compare::{holm, sign_flip};
use crate::llm::Usage;
use serde::{Deserialize, Serialize};

/// Agreement with people beyond chance that a judge must reach.
const LEAST_KAPPA: f64 = 0.6;
/// Labels on which it must reach it.
const LEAST_LABELS: usize = 200;
/// What a difference may owe to chance.
const CHANCE: f64 = 0.05;
/// Two texts are about as long: the longer has up to so many times the words.
const AS_LONG: f64 = 1.2;

/// A choice of a person between two questions, as its makers published it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Preference {
    id: String,
    interviewee: String,
    criterion: String,
    q1: String,
    q2: String,
    better: String,
    q1_origin: String,
}

/// How a judge does on labels of people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Admission {
    /// The criterion.
    pub criterion: Criterion,
    /// Labels.
    pub labels: usize,
    /// Situations that they are from.
    pub clusters: usize,
    /// Share on which the judge says what people said; undecided counts half.
    pub agreement: f64,
    /// The same where both texts are about as long; none where there are no such pairs.
    pub as_long: Option<f64>,
    /// Share of its choices that fell on the longer text.
    pub longer_chosen: Option<f64>,
    /// Agreement beyond chance; undecided agrees with nobody.
    pub kappa: Option<f64>,
    /// 95 % interval of it.
    pub interval: Option<(f64, f64)>,
    /// Share on which it decided.
    pub decided: f64,
    /// Share on which it says that it cannot tell.
    pub cannot_tell: f64,
    /// Share whose words stand nowhere, or that are not of the form.
    pub void: f64,
    /// Share without an answer.
    pub failed: f64,
    /// Share of pairs on which both orders brought the same.
    pub order_consistency: Option<f64>,
    /// Rules that know nothing.
    pub rivals: Vec<Rival>,
    /// Whether it may be believed on this criterion.
    pub admitted: bool,
    /// Label and verdict wherever it decided.
    #[serde(skip)]
    pub answers: Vec<(bool, bool)>,
}

/// A rule that knows nothing of the texts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rival {
    /// What it always says.
    pub rule: &'static str,
    /// Labels that it meets, and labels on which it says something.
    pub right: (usize, usize),
    /// How much more the judge agrees.
    pub ahead: f64,
    /// How likely that is by chance, over whole situations, for all rivals together (Holm).
    pub p: f64,
}

/// A label, what the judge says, and what each rival says; none is undecided.
struct Labelled {
    label: bool,
    judged: Judged,
    rivals: Vec<Option<bool>>,
}

/// Holds a judge against choices between questions, one a line as JSON.
///
/// # Errors
/// A sentence that names the line that cannot be read.
pub async fn of_preferences(
    judge: &Judge,
    text: &str,
    most: usize,
    progress: &(dyn Fn(usize, usize) + Send + Sync),
) -> Result<Admission, String> {
    let read = |(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1));
    let all: Vec<Preference> = text.lines().enumerate().map(read).collect::<Result<_, _>>()?;
    let chosen: Vec<Preference> =
        all.into_iter().filter(|one| ["1", "2"].contains(&one.better.as_str())).take(most).collect();
    let subjects = chosen.iter().map(|one| Subject {
        id: one.id.clone(),
        cluster: one.interviewee.clone(),
        criterion: Criterion::Usefulness,
        measure: one.criterion.clone(),
        given: vec![one.interviewee.clone()],
        first: one.q1.clone(),
        second: Some(one.q2.clone()),
    });
    let judged = judge.judge(subjects.collect(), 1, &mut Usage::default(), progress).await;
    let labelled = chosen.iter().zip(judged).map(|(one, judged)| Labelled {
        label: one.better == "1",
        rivals: vec![Some(one.q1_origin == "llm"), longer_first(&judged.subject)],
        judged,
    });
    let rules = ["always the model's", "always the longer"];
    Ok(held_against(Criterion::Usefulness, &labelled.collect::<Vec<_>>(), &rules))
}

/// Holds a judge against labelled pairs of themes.
pub async fn of_pairs(
    judge: &Judge,
    pairs: &[Pair],
    most: usize,
    progress: &(dyn Fn(usize, usize) + Send + Sync),
) -> Admission {
    let themes: Vec<&Pair> = pairs.iter().filter(|pair| pair.kind == "theme").take(most).collect();
    let subjects =
        themes.iter().map(|pair| Subject { cluster: pair.a.clone(), ..labels("pair", &pair.a, &pair.b) });
    let judged = judge.judge(subjects.collect(), 1, &mut Usage::default(), progress).await;
    let labelled = themes.iter().zip(judged).map(|(pair, judged)| Labelled {
        label: pair.same,
        rivals: vec![Some(true), Some(false)],
        judged,
    });
    held_against(Criterion::SameTheme, &labelled.collect::<Vec<_>>(), &["always the same", "never the same"])
}

fn held_against(criterion: Criterion, labelled: &[Labelled], rules: &[&'static str]) -> Admission {
    let said = |one: &Labelled| one.judged.verdict().decided();
    let right = |said: Option<bool>, label: bool| said.map_or(0.5, |said| f64::from(u8::from(said == label)));
    let agreement =
        |all: &[&Labelled]| mean(&all.iter().map(|one| right(said(one), one.label)).collect::<Vec<_>>());
    let cluster = |one: &Labelled| one.judged.subject.cluster.clone();
    let known: Vec<(String, (bool, Option<bool>))> =
        labelled.iter().map(|one| (cluster(one), (one.label, said(one)))).collect();
    let kappa = over_clusters(&known, |all| {
        let (labels, said): (Vec<_>, Vec<_>) = all.iter().map(|(label, said)| (Some(*label), *said)).unzip();
        cohen_kappa(&labels, &said)
    });
    let ahead = |rival: usize| -> Vec<(String, f64)> {
        let more = |one: &Labelled| right(said(one), one.label) - right(one.rivals[rival], one.label);
        labelled.iter().map(|one| (cluster(one), more(one))).collect()
    };
    let p = holm(&(0..rules.len()).map(|rival| sign_flip(&ahead(rival))).collect::<Vec<_>>());
    let rival = |(at, rule): (usize, &&'static str)| {
        let says = labelled.iter().filter_map(|one| Some(one.rivals[at]? == one.label));
        let met: Vec<bool> = says.collect();
        Rival {
            rule,
            right: (met.iter().filter(|met| **met).count(), met.len()),
            ahead: mean(&ahead(at).into_iter().map(|(_, more)| more).collect::<Vec<_>>()),
            p: p[at],
        }
    };
    let rivals: Vec<Rival> = rules.iter().enumerate().map(rival).collect();
    let beats = |rival: &Rival| rival.ahead > 0.0 && rival.p < CHANCE;
    let agrees = kappa.is_some_and(|kappa| kappa.value >= LEAST_KAPPA);
    let all: Vec<&Labelled> = labelled.iter().collect();
    let alike: Vec<&Labelled> = labelled.iter().filter(|one| is_as_long(&one.judged.subject)).collect();
    let answers: Vec<(bool, bool)> =
        labelled.iter().filter_map(|one| Some((one.label, said(one)?))).collect();
    let longer: Vec<bool> = labelled.iter().filter_map(|one| one.judged.chose_longer()).collect();
    let agreed: Vec<bool> = labelled.iter().flat_map(|one| one.judged.agreed.iter().copied()).collect();
    let part = |said: Said| {
        let such = labelled.iter().filter(|one| one.judged.verdict() == said).count();
        share(such as f64, labelled.len() as f64)
    };
    Admission {
        criterion,
        labels: labelled.len(),
        clusters: kappa.map_or(0, |kappa| kappa.clusters),
        agreement: agreement(&all),
        as_long: (!alike.is_empty()).then(|| agreement(&alike)),
        longer_chosen: rate(&longer).filter(|_| criterion == Criterion::Usefulness),
        kappa: kappa.map(|kappa| kappa.value),
        interval: kappa.and_then(|kappa| kappa.interval),
        decided: share(answers.len() as f64, labelled.len() as f64),
        cannot_tell: part(Said::CannotTell),
        void: part(Said::Void),
        failed: part(Said::Failed),
        order_consistency: rate(&agreed),
        admitted: labelled.len() >= LEAST_LABELS && agrees && rivals.iter().all(beats),
        rivals,
        answers,
    }
}

fn is_as_long(subject: &Subject) -> bool {
    let length = |text: &str| crate::domain::text::words(text).len().max(1) as f64;
    let (one, other) = (length(&subject.first), length(subject.second.as_deref().unwrap_or_default()));
    one.max(other) <= AS_LONG * one.min(other)
}
