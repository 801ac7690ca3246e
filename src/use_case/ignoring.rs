//! Findings of the lint that a person does not heed, with the reason, and how often each rule is not.

use super::error::only_one;
use super::lint::{Families, GuideFinding, LintFinding};
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::counting::wilson;
use crate::domain::ignoring::Ignored;
use crate::domain::journal::{Book, lines_of};
use crate::domain::text;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What every finding has, whatever rule it is of.
pub trait Finding {
    /// The same for the same rule, place and words.
    fn id(&self) -> &str;
    /// Family and code of the rule.
    fn rule(&self) -> (&'static str, &'static str);
}

impl Finding for LintFinding {
    fn id(&self) -> &str {
        &self.id
    }

    fn rule(&self) -> (&'static str, &'static str) {
        (self.family, self.code)
    }
}

impl Finding for GuideFinding {
    fn id(&self) -> &str {
        &self.id
    }

    fn rule(&self) -> (&'static str, &'static str) {
        (self.family, self.code)
    }
}

/// A finding that is not heeded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct IgnoredFinding<F> {
    /// What was found.
    #[serde(flatten)]
    pub finding: F,
    /// Why it is not heeded.
    pub reason: String,
    /// Who said so.
    pub by: String,
}

/// Findings by whether they are heeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted<F> {
    /// To be looked at.
    pub open: Vec<F>,
    /// Not heeded, with the reasons.
    pub ignored: Vec<IgnoredFinding<F>>,
}

/// How often a rule is not heeded.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RuleRate {
    /// Family of the rule.
    pub family: String,
    /// Code of the rule.
    pub code: String,
    /// Findings: what the backlog has now, and what was ever ignored.
    pub found: usize,
    /// Those that are not heeded.
    pub ignored: usize,
    /// Share of those.
    pub rate: f64,
    /// 95 % interval of the share (Wilson).
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Copilot {
    /// Tells findings that are heeded from those that are not.
    pub async fn heeded<F: Finding + Send>(&self, scope: &Scope, found: Vec<F>) -> Result<Sorted<F>, Error> {
        let book: Book<Ignored> = self.store.book(&scope.workspace).await?;
        let mut sorted = Sorted { open: Vec::new(), ignored: Vec::new() };
        for finding in found {
            match lines_of(&book, finding.id()).last() {
                None => sorted.open.push(finding),
                Some(line) => sorted.ignored.push(IgnoredFinding {
                    finding,
                    reason: line.entry.reason.clone(),
                    by: line.by.clone(),
                }),
            }
        }
        Ok(sorted)
    }

    /// Leaves the finding with this id or unique beginning of one out from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a reason; [`Error::NotFound`] when it is none of `found`;
    /// [`Error::Conflict`] when it is left out already.
    pub async fn ignore<F: Finding + Sync>(
        &self,
        scope: &Scope,
        found: &[F],
        id: &str,
        reason: &str,
    ) -> Result<(), Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let reason = text::one_line(reason);
        if reason.is_empty() {
            return Err(Error::invalid("reason", "it is empty", "say why the finding does not apply"));
        }
        let fits: BTreeMap<&str, &F> = found
            .iter()
            .filter(|one| !id.is_empty() && one.id().starts_with(id))
            .map(|one| (one.id(), one))
            .collect();
        let fits = fits.into_iter().map(|(id, one)| (id.to_owned(), one)).collect();
        let finding = only_one("finding", id, "the ids stand before what `hone lint` finds", fits)?;
        let (family, code) = finding.rule();
        let entry = Ignored { family: family.to_owned(), code: code.to_owned(), reason };
        let decide = |book: &Book<Ignored>| {
            if lines_of(book, finding.id()).is_empty() {
                return Ok(entry);
            }
            let hint = "`hone lint --heed ID` shows it again".to_owned();
            Err(Error::Conflict { why: "this finding is left out already".into(), hint })
        };
        self.store.write_line(&scope.workspace, finding.id(), &by, decide).await??;
        Ok(())
    }

    /// Shows a finding again that was left out.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no such finding is left out; [`Error::Ambiguous`] when the
    /// beginning of an id fits several.
    pub async fn heed(&self, scope: &Scope, id: &str) -> Result<(), Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let book: Book<Ignored> = self.store.book(&scope.workspace).await?;
        let fits = book
            .iter()
            .filter(|(known, lines)| !id.is_empty() && known.starts_with(id) && !lines.is_empty())
            .map(|(known, _)| (known.clone(), known))
            .collect();
        let known = only_one("finding", id, "`hone lint --ignored` lists what is left out", fits)?;
        self.store.take_back::<Ignored>(&scope.workspace, known, &by).await?;
        Ok(())
    }

    /// How often each rule is not heeded, the least heeded first.
    pub async fn rule_rates(&self, scope: &Scope) -> Result<Vec<RuleRate>, Error> {
        let book: Book<Ignored> = self.store.book(&scope.workspace).await?;
        let mut seen: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for finding in self.lint(scope, None, Families::SplitAndForm).await? {
            let rule = (finding.family.to_owned(), finding.code.to_owned());
            seen.entry(rule).or_default().insert(finding.id);
        }
        for (id, lines) in &book {
            for line in lines {
                let rule = (line.entry.family.clone(), line.entry.code.clone());
                seen.entry(rule).or_default().insert(id.clone());
            }
        }
        let mut rates: Vec<RuleRate> = seen
            .into_iter()
            .map(|((family, code), ids)| {
                let ignored = ids.iter().filter(|id| !lines_of(&book, id).is_empty()).count();
                let (hits, of) = (ignored as f64, ids.len() as f64);
                let (low, high) = wilson(hits, of);
                RuleRate { family, code, found: ids.len(), ignored, rate: hits / of, low, high }
            })
            .collect();
        rates.sort_by(|a, b| b.rate.total_cmp(&a.rate).then_with(|| b.found.cmp(&a.found)));
        Ok(rates)
    }
}
