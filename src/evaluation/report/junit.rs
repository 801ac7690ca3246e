//! A report for a build server: a gate is a test, a case that did not run is an error.

use super::Report;
use crate::evaluation::statistics::verdict::Verdict;
use std::fmt::Write;

/// JUnit XML: fail is a failure, inconclusive is skipped with a message, broken is an error.
pub fn junit(report: &Report) -> String {
    let gates: Vec<_> = report.metrics.iter().filter(|metric| metric.figure.verdict.is_some()).collect();
    let count = |verdict| gates.iter().filter(|metric| metric.figure.verdict == Some(verdict)).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" errors=\"{}\" time=\"{:.3}\">",
        escaped(&report.suite),
        gates.len() + report.errors.len() + report.returned.len(),
        count(Verdict::Fail) + report.returned.len(),
        count(Verdict::Inconclusive),
        count(Verdict::Broken) + report.errors.len(),
        report.cost.total_ms as f64 / 1000.0
    );
    for metric in gates {
        let figure = &metric.figure;
        let message = format!("{} {}, n {}", super::number(figure.value), super::interval(figure), figure.n);
        let inner = match figure.verdict {
            Some(Verdict::Fail) => Some("failure"),
            Some(Verdict::Inconclusive) => Some("skipped"),
            Some(Verdict::Broken) => Some("error"),
            Some(Verdict::Pass) | None => None,
        };
        let _ = write!(xml, "  <testcase classname=\"{}\" name=\"{}\"", escaped(&report.suite), figure.id);
        let _ = match inner {
            Some(element) => writeln!(xml, "><{element} message=\"{}\"/></testcase>", escaped(&message)),
            None => writeln!(xml, "/>"),
        };
    }
    for returned in &report.returned {
        let (suite, entry) = (escaped(&report.suite), escaped(&returned.rejected));
        let message = escaped(&format!("proposed again on {}", returned.item));
        let _ = writeln!(
            xml,
            "  <testcase classname=\"{suite}\" name=\"{entry}\"><failure message=\"{message}\"/></testcase>"
        );
    }
    for error in &report.errors {
        let (suite, case) = (escaped(&report.suite), escaped(&error.case));
        let message = escaped(&error.error);
        let _ = writeln!(
            xml,
            "  <testcase classname=\"{suite}\" name=\"{case} ({})\"><error message=\"{message}\"/></testcase>",
            error.repeat
        );
    }
    xml.push_str("</testsuite>\n");
    xml
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
