//! A report as a comment on a change: what gates, what moved, what is broken.

use super::{Comparison, Report, interval, number, table::range};

/// A comment with the gates and the leading figures.
pub fn comment(report: &Report) -> String {
    let mut lines = vec![
        format!("### {}: {}", report.suite, report.verdict.id()),
        String::new(),
        "| metric | value | 95 % | null | trick | n | since baseline | verdict |".to_owned(),
        "|---|--:|---|--:|--:|--:|---|---|".to_owned(),
    ];
    for metric in &report.metrics {
        let figure = &metric.figure;
        if figure.value.is_none() || (figure.verdict.is_none() && !is_leading(figure.id)) {
            continue;
        }
        let since = metric
            .since_baseline
            .as_ref()
            .map_or("–".to_owned(), |moved| format!("{:+.3} ({})", moved.difference, range(moved)));
        lines.push(format!(
            "| {} | {} | {} | {} | {} | {} | {since} | {} |",
            figure.id,
            number(figure.value),
            interval(figure),
            number(figure.baseline),
            number(figure.cheap_trick),
            figure.n,
            figure.verdict.map_or("", |verdict| verdict.id())
        ));
    }
    lines.push(String::new());
    let tasks: Vec<&str> = report.not_measured.iter().map(|task| task.id()).collect();
    if !tasks.is_empty() {
        lines.push(format!("Not measured: {}.", tasks.join(", ")));
    }
    for error in &report.errors {
        lines.push(format!("- broken: `{}`: {}", error.case, one_line(&error.error)));
    }
    for returned in &report.returned {
        lines.push(format!("- turned down and back again: `{}` on {}", returned.rejected, returned.item));
    }
    for flaky in &report.flaky {
        lines.push(format!("- flaky: `{}` in {}", flaky.case, flaky.metric));
    }
    lines.push(format!("`{}` · gold `{}`", report.run, &report.gold.hash[..12]));
    lines.join("\n") + "\n"
}

fn is_leading(id: &str) -> bool {
    crate::evaluation::suite::Task::ALL.into_iter().any(|task| super::leading_metric(task) == id)
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '|', '<', '>'], " ")
}

/// A comment with what moved between two runs.
pub fn comparison_comment(found: &Comparison) -> String {
    let mut lines = vec![
        format!("### {} → {}", found.a, found.b),
        String::new(),
        "| metric | A | B | B − A | 95 % | wins/ties/losses | p | p, Holm |".to_owned(),
        "|---|--:|--:|--:|---|--:|--:|--:|".to_owned(),
    ];
    for moved in &found.differences {
        lines.push(format!(
            "| {} | {:.3} | {:.3} | {:+.3} | {} | {}/{}/{} | {:.3} | {} |",
            moved.id,
            moved.before,
            moved.after,
            moved.difference,
            range(moved),
            moved.wins,
            moved.ties,
            moved.losses,
            moved.p,
            number(moved.adjusted_p)
        ));
    }
    lines.push(String::new());
    for change in found.cases.iter().map(|case| &case.change) {
        lines.push(format!(
            "- `{}` {}: {:.3} → {:.3}",
            change.case, change.metric, change.before, change.after
        ));
    }
    lines.join("\n") + "\n"
}
