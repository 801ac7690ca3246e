//! The opinion on a run: what the judge says, and how far that can be believed.

use super::ask::{Criterion, Judge, Said, Side, Subject};
use super::subjects;
use crate::domain::text::words;
use crate::evaluation::measure::share;
use crate::evaluation::run::Run;
use crate::evaluation::statistics::cluster::{SEED, Tally, estimate};
use crate::evaluation::statistics::random::SplitMix;
use crate::evaluation::suite::Suite;
use crate::llm::Usage;
use serde::Serialize;

/// How often each is judged.
const REPEATS: usize = 3;
/// Of so many texts one asks to be called good.
const ONE_CANARY_IN: usize = 20;
/// Of so many judged subjects one is kept for people.
const ONE_FOR_PEOPLE_IN: usize = 10;
/// Draws of the bootstrap.
const DRAWS: usize = 2_000;

/// What a model thinks of a run. It changes no figure and gates nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opinion {
    /// The run.
    pub run: String,
    /// Name of the judge.
    pub model: String,
    /// Hash of what it is asked.
    pub prompt: String,
    /// Whether the judge also drafted what it judges, which favours it.
    pub judges_itself: bool,
    /// Tokens that it was sent.
    pub input_tokens: u64,
    /// Tokens that it gave.
    pub output_tokens: u64,
    /// One for each criterion on which there was something to judge.
    pub criteria: Vec<CriterionOpinion>,
    /// Every tenth subject, which people should judge too.
    pub for_people: Vec<String>,
}

/// What it thinks by one criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionOpinion {
    /// The criterion.
    pub criterion: Criterion,
    /// Subjects that were judged, each three times.
    pub subjects: usize,
    /// Share of yes, or of ours before the gold's, of what was decided.
    pub in_favour: Option<f64>,
    /// 95 % interval of it.
    pub interval: Option<(f64, f64)>,
    /// Subjects on which it decided.
    pub decided: usize,
    /// Share on which it chose one text in one order and the other in the other.
    pub tie: f64,
    /// Share on which it says that it cannot tell.
    pub cannot_tell: f64,
    /// Share whose words stand nowhere, or that are not of the form.
    pub void: f64,
    /// Share without an answer.
    pub failed: f64,
    /// Share of pairs on which both orders brought the same; none without pairs.
    pub order_consistency: Option<f64>,
    /// Share of subjects on which three repeats did not bring the same.
    pub flip_rate: f64,
    /// Share of choices that fell on the longer text; none without choices.
    pub longer_chosen: Option<f64>,
    /// Texts that asked to be called good where they had not been.
    pub canaries: usize,
    /// Those that were then called good. Must be none.
    pub canaries_obeyed: usize,
    /// The share in favour, by what the judge gets wrong on labels; none without labels.
    pub corrected: Option<Corrected>,
}

/// A share as it would be without the judge's errors (Rogan and Gladen 1978).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Corrected {
    /// The share.
    pub value: f64,
    /// 95 % interval, over draws of the judged and of both kinds of labels.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Share of the labelled yes that it calls so.
    pub sensitivity: f64,
    /// Share of the labelled no that it calls so.
    pub specificity: f64,
    /// Labels on which it decided.
    pub labels: usize,
}

/// What became of one subject.
pub(super) struct Judged {
    pub(super) subject: Subject,
    pub(super) repeats: Vec<Said>,
    pub(super) agreed: Vec<bool>,
}

impl Judged {
    /// The verdict that counts: the first.
    pub(super) fn verdict(&self) -> Said {
        self.repeats.first().copied().unwrap_or(Said::Failed)
    }

    /// Whether the choice fell on the longer text; none without a choice, or where both are alike.
    pub(super) fn chose_longer(&self) -> Option<bool> {
        Some(self.verdict().decided()? == longer_first(&self.subject)?)
    }
}

/// Whether the first text has more words; none where there is one, or both have as many.
pub(super) fn longer_first(subject: &Subject) -> Option<bool> {
    let second = words(subject.second.as_ref()?).len();
    let first = words(&subject.first).len();
    (first != second).then_some(first > second)
}

/// Judges up to `most` subjects of each criterion. `labels` say of pairs of themes whether they are
/// one, with what the judge says of them.
pub async fn give(
    judge: &Judge,
    suite: &Suite,
    run: &Run,
    most: usize,
    labels: &[(bool, bool)],
    progress: &(dyn Fn(usize, usize) + Send + Sync),
) -> Opinion {
    let subjects = subjects::of_run(suite, run, most);
    let for_people = subjects.iter().step_by(ONE_FOR_PEOPLE_IN).map(|subject| subject.id.clone()).collect();
    let mut usage = Usage::default();
    let judged = judge.judge(subjects, REPEATS, &mut usage, progress).await;
    let mut criteria = Vec::new();
    for criterion in Criterion::ALL {
        let mine: Vec<&Judged> = judged.iter().filter(|one| one.subject.criterion == criterion).collect();
        if mine.is_empty() {
            continue;
        }
        let canaries = judge.tempt(&mine, &mut usage).await;
        let labels = if criterion == Criterion::SameTheme { labels } else { &[] };
        criteria.push(figures(criterion, &mine, canaries, labels));
    }
    Opinion {
        run: run.header.id.clone(),
        model: judge.model().to_owned(),
        prompt: judge.prompt().to_owned(),
        judges_itself: run.header.engine.contains(judge.model()),
        input_tokens: usage.input,
        output_tokens: usage.output,
        criteria,
        for_people,
    }
}

impl Judge {
    /// Each subject so often, one after the other.
    pub(super) async fn judge(
        &self,
        subjects: Vec<Subject>,
        repeats: usize,
        usage: &mut Usage,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Vec<Judged> {
        let all = subjects.len();
        let mut judged = Vec::new();
        for subject in subjects {
            let (mut said, mut agreed) = (Vec::new(), Vec::new());
            for _ in 0..repeats {
                let (verdict, same) = self.hear(&subject, None, usage).await;
                said.push(verdict);
                agreed.extend(same);
            }
            judged.push(Judged { subject, repeats: said, agreed });
            progress(judged.len(), all);
        }
        judged
    }

    /// How many texts that were not called good asked for it, and how many then were.
    pub(super) async fn tempt(&self, judged: &[&Judged], usage: &mut Usage) -> (usize, usize) {
        let mut tried = (0, 0);
        let lost = judged.iter().filter_map(|one| {
            let choice = one.subject.criterion == Criterion::Usefulness;
            match one.verdict() {
                Said::Against => Some((*one, Side::First, Said::For)),
                Said::For if choice => Some((*one, Side::Second, Said::Against)),
                _ => None,
            }
        });
        for (one, side, good) in lost.step_by(ONE_CANARY_IN) {
            let (said, _) = self.hear(&one.subject, Some(side), usage).await;
            tried = (tried.0 + 1, tried.1 + usize::from(said == good));
        }
        tried
    }
}

pub(super) fn figures(
    criterion: Criterion,
    judged: &[&Judged],
    (canaries, canaries_obeyed): (usize, usize),
    labels: &[(bool, bool)],
) -> CriterionOpinion {
    let part = |said: Said| {
        let such = judged.iter().filter(|one| one.verdict() == said).count();
        share(such as f64, judged.len() as f64)
    };
    let decided: Vec<(&str, bool)> = judged
        .iter()
        .filter_map(|one| Some((one.subject.cluster.as_str(), one.verdict().decided()?)))
        .collect();
    let tallies: Vec<Tally> = decided
        .iter()
        .map(|(cluster, good)| Tally {
            cluster: (*cluster).to_owned(),
            part: f64::from(u8::from(*good)),
            whole: 1.0,
        })
        .collect();
    let estimated = estimate(&tallies);
    let agreed: Vec<bool> = judged.iter().flat_map(|one| one.agreed.iter().copied()).collect();
    let choices = judged.iter().filter(|_| criterion == Criterion::Usefulness);
    let longer: Vec<bool> = choices.filter_map(|one| one.chose_longer()).collect();
    let flipped = judged.iter().filter(|one| one.repeats.windows(2).any(|pair| pair[0] != pair[1])).count();
    let said: Vec<bool> = decided.iter().map(|(_, good)| *good).collect();
    CriterionOpinion {
        criterion,
        subjects: judged.len(),
        in_favour: estimated.map(|found| found.value),
        interval: estimated.and_then(|found| found.interval),
        decided: decided.len(),
        tie: part(Said::Tie),
        cannot_tell: part(Said::CannotTell),
        void: part(Said::Void),
        failed: part(Said::Failed),
        order_consistency: rate(&agreed),
        flip_rate: share(flipped as f64, judged.len() as f64),
        longer_chosen: rate(&longer),
        canaries,
        canaries_obeyed,
        corrected: corrected(&said, labels),
    }
}

/// Share of true; none of nothing.
pub(super) fn rate(all: &[bool]) -> Option<f64> {
    (!all.is_empty()).then(|| share(all.iter().filter(|one| **one).count() as f64, all.len() as f64))
}

/// What the share in favour would be without the judge's errors, by labels and what it says of
/// them; none where it is no better than a coin, or a kind of label is missing.
pub(super) fn corrected(said: &[bool], labels: &[(bool, bool)]) -> Option<Corrected> {
    let of = |label: bool| -> Vec<bool> {
        labels.iter().filter(|(own, _)| *own == label).map(|(_, said)| *said == label).collect()
    };
    let (positives, negatives) = (of(true), of(false));
    let value = rogan_gladen(rate(said)?, rate(&positives)?, rate(&negatives)?)?;
    let mut random = SplitMix::seeded(SEED);
    let mut drawn = |all: &[bool]| -> Option<f64> {
        rate(&(0..all.len()).map(|_| all[random.below(all.len())]).collect::<Vec<_>>())
    };
    let mut draws: Vec<f64> = (0..DRAWS)
        .filter_map(|_| rogan_gladen(drawn(said)?, drawn(&positives)?, drawn(&negatives)?))
        .collect();
    draws.sort_by(f64::total_cmp);
    let at = |place: usize| draws.get(place).copied().unwrap_or(value);
    Some(Corrected {
        value,
        low: at(draws.len() / 40),
        high: at(draws.len() - draws.len() / 40 - usize::from(!draws.is_empty())),
        sensitivity: rate(&positives)?,
        specificity: rate(&negatives)?,
        labels: labels.len(),
    })
}

fn rogan_gladen(share: f64, sensitivity: f64, specificity: f64) -> Option<f64> {
    let better_than_chance = sensitivity + specificity - 1.0;
    (better_than_chance > 0.0).then(|| ((share + specificity - 1.0) / better_than_chance).clamp(0.0, 1.0))
}
