//! A person changes a suggestion: the new body is checked as a draft is, and is not accepted yet.

use super::refine::{check, transcripts};
use super::{Copilot, Error, Seen};
use crate::domain::access::Scope;
use crate::domain::check::{Check, Outcome};
use crate::domain::decision::Verdict;
use crate::domain::suggestion::{Body, Kind, Stored, Suggestion};
use crate::proposer::Heard;
use crate::store::Effect;
use crate::verification::understanding::check_understanding;

impl Copilot {
    /// Puts `body` in the place of a suggestion's body, when it passes the checks of its kind.
    ///
    /// # Errors
    /// [`Error::Withheld`] names the check that is not met; [`Error::Invalid`] when the body is
    /// not one of its kind; else as [`Copilot::accept`].
    pub async fn edit(
        &self,
        scope: &Scope,
        seen: impl Into<Seen<'_>>,
        body: &serde_json::Value,
    ) -> Result<Stored, Error> {
        let (by, shown) = self.opened(scope, seen.into()).await?;
        let kind = shown.suggestion.kind();
        let body = Body::parse(kind, &body.to_string()).map_err(|error| {
            Error::invalid("body", error.to_string(), format!("write the body of a {}", kind.id()))
        })?;
        if body == shown.suggestion.body {
            return Ok(shown);
        }
        let title = title_of(&body).unwrap_or(&shown.suggestion.title).to_owned();
        let mut draft = Suggestion::draft(body, &*shown.suggestion.item, title);
        draft.why.clone_from(&shown.suggestion.why);
        draft.evidence = shown.suggestion.evidence.clone();
        draft.receipt = shown.suggestion.receipt.clone();
        let shelf = self.library().await?.open(&scope.workspace).await?;
        let transcripts = transcripts(&shelf);
        let mut report = match kind {
            Kind::Snapshot | Kind::Theme => check_understanding(&mut draft, &transcripts),
            _ => {
                let brief = self.brief(scope, &draft.item).await?;
                check(&mut draft, &brief, &Heard::default(), &transcripts)
            }
        };
        report.add(Check::Ledger, Outcome::NotApplicable, "a person wrote it");
        let edited = draft
            .verify(report)
            .map_err(|withheld| Error::Withheld { check: withheld.check, reason: withheld.reason })?;
        self.rule(scope, &by, &shown, &Verdict::Edit, "", &Effect::None, Some(&edited)).await
    }

    /// Puts a suggestion off until a day, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that is none, or is over; else as [`Copilot::accept`].
    pub async fn defer(
        &self,
        scope: &Scope,
        seen: impl Into<Seen<'_>>,
        until: &str,
    ) -> Result<Stored, Error> {
        let day: jiff::civil::Date = until.parse().map_err(|_| {
            Error::invalid("until", format!("{until:?} is no day"), "write it like 2027-01-31")
        })?;
        let day = day.to_string();
        if day <= self.means.clock.today() {
            return Err(Error::invalid("until", "that day is not to come", "name a day after today"));
        }
        let (by, shown) = self.opened(scope, seen.into()).await?;
        self.rule(scope, &by, &shown, &Verdict::Defer { until: day }, "", &Effect::None, None).await
    }
}

/// The line under which a body is listed, where the body itself is a line.
fn title_of(body: &Body) -> Option<&str> {
    match body {
        Body::Assumption(assumption) => Some(&assumption.statement),
        Body::Question(question) => Some(&question.text),
        Body::Theme(theme) => Some(&theme.label),
        _ => None,
    }
}
