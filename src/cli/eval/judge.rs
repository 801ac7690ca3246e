//! `hone eval judge`, and the judge of `hone eval run`.

use crate::app;
use crate::cli::print::Printer;
use crate::config::Config;
use crate::evaluation::judge::{
    Admission, CriterionOpinion, Judge, Opinion, Rival, give, of_pairs, of_preferences,
};
use crate::evaluation::pairs::{Pair, read};
use crate::evaluation::run::Run;
use crate::evaluation::suite::Suite;
use crate::problem::Problem;
use std::fs;
use std::path::{Path, PathBuf};

/// Holds the judge against the choices and the labelled pairs of these files.
pub(super) async fn admit(
    config: &Config,
    [preferences, pairs]: [Option<PathBuf>; 2],
    most: usize,
    printer: &Printer,
) -> Result<u8, Problem> {
    let judge = app::judge(config)?;
    let mut found = Vec::new();
    if let Some(file) = preferences {
        let text = text_of(&file)?;
        let bar = printer.bar("judging");
        let admission = of_preferences(&judge, &text, most, &|done, all| bar.show(done, all)).await;
        bar.finish();
        found.push(admission.map_err(|why| unreadable(&file, &why))?);
    }
    if let Some(file) = pairs {
        found.push(on_pairs(&judge, &file, most, printer).await?);
    }
    printer.result(&found, || {
        let judged = format!("{} as a judge, asked by {}", judge.model(), judge.prompt());
        [judged].into_iter().chain(found.iter().flat_map(admission_lines)).collect()
    });
    Ok(0)
}

async fn on_pairs(judge: &Judge, file: &Path, most: usize, printer: &Printer) -> Result<Admission, Problem> {
    let pairs: Vec<Pair> = read(&text_of(file)?).map_err(|why| unreadable(file, &why))?;
    let bar = printer.bar("judging");
    let admission = of_pairs(judge, &pairs, most, &|done, all| bar.show(done, all)).await;
    bar.finish();
    Ok(admission)
}

/// A judge at work on runs.
pub(super) struct Bench {
    judge: Judge,
    most: usize,
    labels: Vec<(bool, bool)>,
}

impl Bench {
    /// Asks nothing yet, unless there are labels.
    pub(super) async fn open(
        config: &Config,
        most: usize,
        labels: Option<&Path>,
        printer: &Printer,
    ) -> Result<Self, Problem> {
        let judge = app::judge(config)?;
        let labels = match labels {
            Some(file) => on_pairs(&judge, file, usize::MAX, printer).await?.answers,
            None => Vec::new(),
        };
        Ok(Self { judge, most, labels })
    }

    /// The opinion on a run, for a terminal; as JSON it is left beside the reports.
    pub(super) async fn judge(
        &self,
        suite: &Suite,
        run: &Run,
        out: &Path,
        printer: &Printer,
    ) -> Result<String, Problem> {
        let bar = printer.bar("judging");
        let progress = |done, all| bar.show(done, all);
        let opinion = give(&self.judge, suite, run, self.most, &self.labels, &progress).await;
        bar.finish();
        let broken = |why: String| Problem::new("internal", why, "is there space, and may you write there?");
        let json = serde_json::to_string_pretty(&opinion).map_err(|error| broken(error.to_string()))?;
        let path = out.join(format!("{}.judge.json", run.header.id));
        fs::write(path, json + "\n").map_err(|error| broken(error.to_string()))?;
        Ok(opinion_lines(&opinion).join("\n") + "\n")
    }
}

fn text_of(file: &Path) -> Result<String, Problem> {
    fs::read_to_string(file).map_err(|error| unreadable(file, &error.to_string()))
}

fn unreadable(file: &Path, why: &str) -> Problem {
    Problem::new("unreadable", format!("{}: {why}", file.display()), "name a file of JSON lines")
}

fn opinion_lines(opinion: &Opinion) -> Vec<String> {
    let itself = if opinion.judges_itself { "; it drafted what it judges, which favours it" } else { "" };
    let mut lines = vec![format!(
        "Opinion of {} (prompt {}), which changes no figure and gates nothing{itself}:",
        opinion.model, opinion.prompt
    )];
    for one in &opinion.criteria {
        lines.extend(criterion_lines(one));
    }
    lines.push(format!(
        "  {} tokens sent, {} given; for people to judge too: {}",
        opinion.input_tokens,
        opinion.output_tokens,
        opinion.for_people.join(", ")
    ));
    lines
}

fn criterion_lines(one: &CriterionOpinion) -> Vec<String> {
    let order = one.order_consistency.map(|share| format!(", orders agree {}", percent(share)));
    let longer = one.longer_chosen.map(|share| format!(", the longer chosen {}", percent(share)));
    let favour = one.in_favour.map_or_else(|| "–".to_owned(), |share| format!("{share:.3}"));
    let mut lines = vec![
        format!(
            "  {:<11} {favour} in favour{}, {} of {} decided",
            one.criterion.id(),
            range(one.interval),
            one.decided,
            one.subjects
        ),
        format!(
            "    tie {}, cannot tell {}, void {}, no answer {}; flips over three repeats {}{}{}; \
             {} of {} texts that asked to be called good were",
            percent(one.tie),
            percent(one.cannot_tell),
            percent(one.void),
            percent(one.failed),
            percent(one.flip_rate),
            order.unwrap_or_default(),
            longer.unwrap_or_default(),
            one.canaries_obeyed,
            one.canaries
        ),
    ];
    lines.extend(one.corrected.map(|found| {
        format!(
            "    without its errors on {} labels (sensitivity {:.2}, specificity {:.2}): {:.3}{}",
            found.labels,
            found.sensitivity,
            found.specificity,
            found.value,
            range(Some((found.low, found.high)))
        )
    }));
    lines
}

fn admission_lines(found: &Admission) -> Vec<String> {
    let order = found.order_consistency.map(|share| format!(", orders agree {}", percent(share)));
    let longer = found.longer_chosen.map(|share| format!(", the longer chosen {}", percent(share)));
    let as_long = found.as_long.map(|share| format!("; {share:.3} where both are about as long"));
    let kappa = found.kappa.map_or_else(|| "–".to_owned(), |kappa| format!("{kappa:.3}"));
    let verdict = if found.admitted { "admitted" } else { "not admitted: shown, never a gate" };
    let mut lines = vec![
        format!(
            "{}: {verdict}. {} labels of {} situations, {} decided{}{}",
            found.criterion.id(),
            found.labels,
            found.clusters,
            percent(found.decided),
            order.unwrap_or_default(),
            longer.unwrap_or_default()
        ),
        format!(
            "  agrees with people on {:.3} (undecided counts half){}; cannot tell {}, void {}, no answer {}",
            found.agreement,
            as_long.unwrap_or_default(),
            percent(found.cannot_tell),
            percent(found.void),
            percent(found.failed)
        ),
        format!("  κ {kappa}{}; 0.6 on 200 labels are needed", range(found.interval)),
    ];
    lines.extend(found.rivals.iter().map(rival_line));
    lines
}

fn rival_line(rival: &Rival) -> String {
    let (right, all) = rival.right;
    let share = if all == 0 { 0.0 } else { right as f64 / all as f64 };
    format!(
        "  {:<20} {right} of {all} ({share:.3}); the judge is {:+.3} ahead, p {:.4}",
        rival.rule, rival.ahead, rival.p
    )
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn range(interval: Option<(f64, f64)>) -> String {
    interval.map(|(low, high)| format!(" ({low:.3}–{high:.3})")).unwrap_or_default()
}
