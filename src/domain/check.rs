//! Checks on a draft and the report that they make together.

use serde::{Deserialize, Serialize};

/// What a check found. Unknown is never pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The check ran and found nothing wrong.
    Pass,
    /// The check ran and found a fault.
    Fail,
    /// The check could not tell, or did not run.
    Unknown,
    /// The check has no meaning here.
    NotApplicable,
}

/// Every check that Hone knows, by the name it has on the wire.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Every quote is found, byte for byte, in a turn of a participant.
    QuotesProved,
    /// No content that is in neither the parent nor cited evidence.
    NoInventedScope,
    /// Every unit of the parent is in a slice or in `dropped`.
    NoLostScope,
    /// Whether the item can be split at all.
    Gate1,
    /// Whether at least two patterns were tried where two fit.
    Gate2,
    /// Bad-split codes of the candidates.
    BadSplit,
    /// Numbers of a claim occur in its evidence or its item.
    Figures,
    /// Form of the text: residue of templates, length, one topic.
    Form,
    /// Not a copy of an open or decided suggestion.
    NotDuplicate,
    /// Not near what was rejected.
    Ledger,
    /// The statement can be proved wrong.
    Falsifiable,
    /// No instruction of a source is repeated.
    Injection,
    /// The text is in a language that the rules handle.
    Language,
    /// The phase of the initiative has room for it.
    Phase,
}

impl Check {
    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::QuotesProved => "quotes_proved",
            Self::NoInventedScope => "no_invented_scope",
            Self::NoLostScope => "no_lost_scope",
            Self::Gate1 => "gate1",
            Self::Gate2 => "gate2",
            Self::BadSplit => "bad_split",
            Self::Figures => "figures",
            Self::Form => "form",
            Self::NotDuplicate => "not_duplicate",
            Self::Ledger => "ledger",
            Self::Falsifiable => "falsifiable",
            Self::Injection => "injection",
            Self::Language => "language",
            Self::Phase => "phase",
        }
    }
}

/// One check with what it found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// What it found.
    pub outcome: Outcome,
    /// Why, in one sentence a PO can act on.
    pub detail: String,
}

/// Everything that was checked on one draft.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Report(pub Vec<Finding>);

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, check: Check, outcome: Outcome, detail: impl Into<String>) {
        self.0.push(Finding { check, outcome, detail: detail.into() });
    }

    /// What `check` found; [`Outcome::Unknown`] when it did not run.
    pub fn outcome(&self, check: Check) -> Outcome {
        self.0
            .iter()
            .find(|finding| finding.check == check)
            .map_or(Outcome::Unknown, |finding| finding.outcome)
    }

    /// The first of `required` that did not pass: failed, unknown, or not run.
    pub fn first_unmet(&self, required: &[Check]) -> Option<Finding> {
        required.iter().find_map(|&check| {
            let finding = self.0.iter().find(|finding| finding.check == check);
            match finding {
                Some(finding) if matches!(finding.outcome, Outcome::Pass | Outcome::NotApplicable) => None,
                Some(finding) => Some(finding.clone()),
                None => Some(Finding {
                    check,
                    outcome: Outcome::Unknown,
                    detail: "this check did not run".into(),
                }),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_check_that_did_not_run_is_unmet() {
        let report = Report::default();
        let unmet = report.first_unmet(&[Check::QuotesProved]);
        assert_eq!(unmet.map(|finding| finding.outcome), Some(Outcome::Unknown));
    }

    #[test]
    fn a_required_check_that_is_unknown_is_unmet() {
        let mut report = Report::default();
        report.add(Check::NoLostScope, Outcome::Unknown, "no units");
        assert!(report.first_unmet(&[Check::NoLostScope]).is_some());
    }
}
