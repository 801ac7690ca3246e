//! Acceptance criteria: in a field of their own, under a heading, or as a task list.

use super::pattern::Pattern;

static HEADING: Pattern = Pattern::new(
    r"(?i)^\W*(?:acceptance criteri(?:a|on)|acceptance tests?|ac|akzeptanzkriterien|crit[èe]res d.acceptation|criterios de aceptaci[óo]n)\W*$",
);
static BULLET: Pattern = Pattern::new(r"^\s*(?:[-*+•–]|\d{1,3}[.)])\s+(.*\S)\s*$");
static TASK: Pattern = Pattern::new(r"^\[([ xX])\]\s+(.*\S)\s*$");
/// The line that begins a scenario; the group is there when it names one.
static SCENARIO: Pattern = Pattern::new(r"(?i)^\s*(?:(scenario(?: outline)?\b)|given\b|angenommen\b)");

/// The text of a bullet or numbered line, without its mark.
pub(super) fn bullet(line: &str) -> Option<&str> {
    BULLET.group(line, 1)
}

/// Whether a line is a heading over acceptance criteria.
pub(super) fn is_heading(line: &str) -> bool {
    HEADING.is_match(line)
}

/// The entries of the task lists in a plain text, and whether each is ticked.
pub(super) fn tasks(text: &str) -> Vec<(String, bool)> {
    text.lines()
        .filter_map(bullet)
        .filter_map(|line| Some((TASK.group(line, 2)?.to_owned(), TASK.group(line, 1)? != " ")))
        .collect()
}

/// The criteria in a field that holds nothing else: bullets, scenarios, else lines.
pub(super) fn of_field(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    gather(&lines)
}

/// The criteria under a heading inside a description; none when there is no such heading.
pub(super) fn of_section(text: &str) -> Vec<String> {
    let mut after =
        text.lines().skip_while(|line| !is_heading(line)).skip(1).skip_while(|line| line.trim().is_empty());
    let Some(first) = after.next() else { return Vec::new() };
    let mut lines = vec![first];
    let listed = bullet(first).is_some();
    for line in after {
        let blank = line.trim().is_empty();
        let belongs = if listed {
            blank || bullet(line).is_some() || line.starts_with(' ')
        } else {
            !blank || SCENARIO.is_match(first)
        };
        if !belongs {
            break;
        }
        if !blank {
            lines.push(line);
        }
    }
    gather(&lines)
}

/// Joins lines that belong to one criterion.
fn gather(lines: &[&str]) -> Vec<String> {
    let listed = lines.iter().any(|line| bullet(line).is_some());
    let told = !listed && lines.iter().any(|line| SCENARIO.is_match(line));
    let mut criteria: Vec<String> = Vec::new();
    let mut complete = true;
    for line in lines {
        let text = bullet(line).unwrap_or(line.trim());
        let text = TASK.group(text, 2).unwrap_or(text);
        let begins_scenario = SCENARIO.is_match(text);
        let begins = match (listed, told) {
            (true, _) => bullet(line).is_some(),
            (_, true) => begins_scenario && (complete || SCENARIO.group(text, 1).is_some()),
            _ => true,
        };
        complete = !begins_scenario;
        match criteria.last_mut() {
            Some(last) if !begins => {
                last.push(if told { '\n' } else { ' ' });
                last.push_str(text);
            }
            _ => criteria.push(text.to_owned()),
        }
    }
    criteria
}

/// All criteria of an item, each once, in the order of their sources.
pub(super) fn merged(sources: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut merged: Vec<String> = Vec::new();
    for criterion in sources.into_iter().flatten() {
        if !criterion.trim().is_empty() && !merged.contains(&criterion) {
            merged.push(criterion);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_below_the_heading_are_criteria_and_the_rest_is_not() {
        let text = "Why: - not this\n\nAcceptance Criteria:\n- refund in full\n  within a day\n1. e-mail\n\nNotes\n- later";
        assert_eq!(of_section(text), ["refund in full within a day", "e-mail"]);
        assert_eq!(of_section("no such heading\n- a"), Vec::<String>::new());
    }

    #[test]
    fn a_scenario_is_one_criterion() {
        let field = "Given a stay > 24h away\nWhen I cancel\nThen I am refunded\nGiven a late stay\nWhen I cancel\nThen I pay";
        assert_eq!(
            of_field(field),
            [
                "Given a stay > 24h away\nWhen I cancel\nThen I am refunded",
                "Given a late stay\nWhen I cancel\nThen I pay"
            ]
        );
        assert_eq!(of_field("Scenario: late\nGiven a\nThen b"), ["Scenario: late\nGiven a\nThen b"]);
        assert_eq!(of_field("one\n\ntwo"), ["one", "two"]);
    }

    #[test]
    fn ticks_are_kept() {
        assert_eq!(
            tasks("- [ ] refund\n- [x] e-mail\n- other"),
            [("refund".into(), false), ("e-mail".into(), true)]
        );
    }
}
