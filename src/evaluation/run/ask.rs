//! Asks the engine what a case asks, through the use case that the command of its task has.

use crate::domain::access::Scope;
use crate::domain::suggestion::Kind;
use crate::evaluation::score::CaseOutput;
use crate::evaluation::suite::{Case, LintCase, Suite, Task};
use crate::use_case::{Copilot, Error, Families, Filter, GivenSlice, GivenSplit, REFINED, lint_given};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// Hits of a search: more than the budget of a prompt has room for.
const HITS: usize = 100;

/// Whether the engine has a use case for this task.
pub(super) fn is_possible(task: Task) -> bool {
    !matches!(task, Task::Summary | Task::Themes)
}

/// Asks in one workspace.
pub(super) struct Asker<'a> {
    copilot: &'a Copilot,
    scope: &'a Scope,
    /// What refining every item gave: the same for every planted order.
    everything: Option<Value>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(copilot: &'a Copilot, scope: &'a Scope) -> Self {
        Self { copilot, scope, everything: None }
    }

    /// What the command of the case's task prints with `--json`.
    pub(super) async fn ask(&mut self, case: &Case) -> Result<Value, Error> {
        match case {
            Case::SplitCase(gold) => self.refine(&gold.item, &[Kind::Split]).await,
            Case::AssumptionsCase(gold) => self.refine(&gold.item, &[Kind::Assumption]).await,
            Case::QuestionsCase(gold) => self.refine(&gold.item, &[Kind::Question]).await,
            Case::RetrievalCase(gold) => {
                let answer = self.copilot.search(self.scope, &gold.query, &Filter::default(), HITS).await?;
                if answer.degraded {
                    return Err(Error::Unavailable {
                        what: "the sentence encoder",
                        hint: "a search by words alone is not what is measured".into(),
                    });
                }
                wire(&answer.hits)
            }
            Case::LintCase(gold) => wire(&lint_given(given(gold), Families::Split)?),
            Case::DuplicatesCase(_) => wire(&self.copilot.duplicates(self.scope).await?),
            Case::InjectionCase(_) => self.refine_everything().await,
            Case::SummaryCase(_) | Case::ThemesCase(_) => Err(Error::Unavailable {
                what: "this engine",
                hint: "it has no such task; its cases are left out".into(),
            }),
        }
    }

    /// What is proposed on the items on which something was turned down before.
    pub(super) async fn turned_down(&self, suite: &Suite, repeat: usize) -> Vec<CaseOutput> {
        let items: BTreeSet<&String> = suite.must_not.iter().map(|rejected| &rejected.item).collect();
        let mut outputs = Vec::new();
        for item in items {
            let output = self.refine(item, &REFINED).await.map_err(|error| error.to_string());
            outputs.push(CaseOutput { case: format!("must-not {item}"), repeat, output, ms: 0 });
        }
        outputs
    }

    async fn refine(&self, item: &str, kinds: &[Kind]) -> Result<Value, Error> {
        wire(&self.copilot.refine(self.scope, item, kinds).await?.suggestions)
    }

    /// Every suggestion on every item, where an order in an interview would show.
    async fn refine_everything(&mut self) -> Result<Value, Error> {
        if let Some(known) = &self.everything {
            return Ok(known.clone());
        }
        let mut all = Vec::new();
        for item in self.copilot.items(self.scope).await? {
            all.extend(self.copilot.refine(self.scope, &item.key, &REFINED).await?.suggestions);
        }
        let all = wire(&all)?;
        self.everything = Some(all.clone());
        Ok(all)
    }
}

fn given(gold: &LintCase) -> GivenSplit {
    let slices = gold.slices.iter().cloned().map(GivenSlice::Title).collect();
    GivenSplit { title: gold.title.clone(), text: None, slices }
}

fn wire(printed: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(printed).map_err(|error| Error::Internal(Box::new(error)))
}
