//! Asks the engine what a case asks, through the use case that the command of its task has.

use crate::domain::access::{Person, Scope};
use crate::domain::suggestion::{Kind, Stored};
use crate::evaluation::score::{CaseOutput, Spent};
use crate::evaluation::suite::{Case, LintCase, Suite, Task};
use crate::use_case::{
    self, Copilot, Engine, Error, Families, Filter, GivenSlice, GivenSplit, Opened, REFINED, lint_given,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;
use tokio::sync::OnceCell;

/// Hits of a search: more than the budget of a prompt has room for.
const HITS: usize = 100;

/// Whether what the engine does shows in this task: a model alone drafts, and does nothing else.
pub(super) fn is_possible(engine: Engine, task: Task) -> bool {
    let drafted = [Task::Split, Task::Assumptions, Task::Questions, Task::Summary, Task::Injection];
    engine != Engine::Model || drafted.contains(&task)
}

/// What was printed, and what it took of a model where that is known beyond the receipts.
struct Answer {
    output: Value,
    spent: Option<Spent>,
}

impl From<Value> for Answer {
    fn from(output: Value) -> Self {
        Self { output, spent: None }
    }
}

impl Answer {
    /// With what it took, of which dropped drafts leave no receipt.
    fn that_took(output: Value, spent: use_case::Spent) -> Self {
        let use_case::Spent { input_tokens, output_tokens, cost_micros } = spent;
        let spent = Spent { input_tokens, output_tokens, micros: cost_micros };
        Self { output, spent: (spent != Spent::default()).then_some(spent) }
    }
}

/// Asks in one workspace, which holds the corpus of a suite.
pub(super) struct Asker<'a> {
    copilot: &'a Copilot,
    engine: Engine,
    scope: Scope,
    /// Keys of the interviews in the workspace, by their ids in the suite.
    interviews: BTreeMap<&'a str, String>,
    /// What everything gave that can be asked: the same for every planted order.
    everything: OnceCell<Value>,
}

impl<'a> Asker<'a> {
    /// Takes the corpus into a workspace of its own, made as `hone init --from` makes it.
    pub(super) async fn enter(
        copilot: &'a Copilot,
        engine: Engine,
        suite: &'a Suite,
        repeat: usize,
    ) -> Result<Self, Error> {
        let name = format!("{}-{repeat}", suite.manifest.suite);
        let read = |path: &str| std::fs::read(suite.folder.join(path));
        let opened = copilot.init_from(Person::agent("evaluation"), &name, &suite.manifest, &read).await?;
        let Opened { scope, files, .. } = opened;
        let refused = files.iter().find_map(|file| Some((&file.path, file.error.as_ref()?)));
        if let Some((path, why)) = refused {
            return Err(Error::Unreadable {
                path: path.clone(),
                why: why.clone(),
                hint: "the suite's corpus has to be taken in whole".into(),
            });
        }
        // One report for each interview, in their order.
        let ids = suite.manifest.interviews.iter().map(|interview| interview.id.as_str());
        let interviews = ids.zip(files).filter_map(|(id, file)| Some((id, file.interview?))).collect();
        Ok(Self { copilot, engine, scope, interviews, everything: OnceCell::new() })
    }

    /// Gives every text its vector; the encoder that made them.
    pub(super) async fn index(&self) -> Result<String, Error> {
        Ok(self.copilot.reindex(&self.scope, &|_, _| ()).await?.encoder)
    }

    /// What the command of the case's task prints with `--json`, and how long that took.
    pub(super) async fn output(&self, case: &Case, repeat: usize) -> CaseOutput {
        let since = Instant::now();
        let answer = self.ask(case).await;
        let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
        output_of(case.id().to_owned(), repeat, answer, ms)
    }

    async fn ask(&self, case: &Case) -> Result<Answer, Error> {
        match case {
            Case::SplitCase(gold) => self.refine(&gold.item, &[Kind::Split]).await,
            Case::AssumptionsCase(gold) => self.refine(&gold.item, &[Kind::Assumption]).await,
            Case::QuestionsCase(gold) => self.refine(&gold.item, &[Kind::Question]).await,
            Case::SummaryCase(gold) => self.summarize(&gold.interview).await,
            Case::RetrievalCase(gold) => Ok(self.search(&gold.query).await?.into()),
            Case::ThemesCase(_) => self.themes().await,
            Case::LintCase(gold) => Ok(wire(&lint_given(given(gold), Families::Split)?)?.into()),
            Case::DuplicatesCase(_) => Ok(wire(&self.copilot.duplicates(&self.scope).await?)?.into()),
            Case::InjectionCase(_) => {
                Ok(self.everything.get_or_try_init(|| self.ask_everything()).await?.clone().into())
            }
        }
    }

    /// What is proposed on the items on which something was turned down before.
    pub(super) async fn turned_down(&self, suite: &Suite, repeat: usize) -> Vec<CaseOutput> {
        let items: BTreeSet<&String> = suite.must_not.iter().map(|rejected| &rejected.item).collect();
        let mut outputs = Vec::new();
        for item in items {
            let answer = self.refine(item, &REFINED).await;
            outputs.push(output_of(format!("must-not {item}"), repeat, answer, 0));
        }
        outputs
    }

    async fn refine(&self, item: &str, kinds: &[Kind]) -> Result<Answer, Error> {
        let refined = self.copilot.refine(&self.scope, item, kinds).await?;
        Ok(Answer::that_took(self.own(&refined.suggestions)?, refined.spent))
    }

    async fn themes(&self) -> Result<Answer, Error> {
        let themes = self.copilot.themes(&self.scope).await?;
        Ok(Answer::that_took(wire(&themes)?, themes.spent))
    }

    /// What the engine itself proposes: where a model alone is measured, nothing that the rules said
    /// in its place.
    fn own(&self, suggestions: &[Stored]) -> Result<Value, Error> {
        let is_own =
            |one: &&Stored| self.engine != Engine::Model || one.suggestion.receipt.fallback.is_empty();
        wire(&suggestions.iter().filter(is_own).collect::<Vec<_>>())
    }

    /// The page of an interview; nothing where it is held back, or the engine cannot read the
    /// interview and says so.
    async fn summarize(&self, id: &str) -> Result<Answer, Error> {
        let key = self.interviews.get(id).map_or(id, String::as_str);
        match self.copilot.summarize(&self.scope, key).await {
            Ok(pages) => Ok(Answer::that_took(self.own(&pages.suggestions)?, pages.spent)),
            Err(Error::Invalid { .. }) => Ok(Value::Array(Vec::new()).into()),
            Err(error) => Err(error),
        }
    }

    async fn search(&self, query: &str) -> Result<Value, Error> {
        let answer = self.copilot.search(&self.scope, query, &Filter::default(), HITS).await?;
        if answer.degraded {
            return Err(Error::Unavailable {
                what: "the sentence encoder",
                hint: "a search by words alone is not what is measured".into(),
            });
        }
        wire(&answer.hits)
    }

    /// Every suggestion on every item, every page and the themes: wherever an order in an
    /// interview would show.
    async fn ask_everything(&self) -> Result<Value, Error> {
        let mut all = Vec::new();
        for item in self.copilot.items(&self.scope).await? {
            all.extend(several(self.refine(&item.key, &REFINED).await?.output));
        }
        for id in self.interviews.keys() {
            all.extend(several(self.summarize(id).await?.output));
        }
        all.push(self.themes().await?.output);
        Ok(Value::Array(all))
    }
}

fn output_of(case: String, repeat: usize, answer: Result<Answer, Error>, ms: u64) -> CaseOutput {
    let (output, spent) = match answer {
        Ok(Answer { output, spent }) => (Ok(output), spent),
        Err(error) => (Err(error.to_string()), None),
    };
    CaseOutput { case, repeat, output, ms, spent }
}

fn several(printed: Value) -> Vec<Value> {
    if let Value::Array(all) = printed { all } else { vec![printed] }
}

fn given(gold: &LintCase) -> GivenSplit {
    let slices = gold.slices.iter().cloned().map(GivenSlice::Title).collect();
    GivenSplit { title: gold.title.clone(), text: None, slices }
}

fn wire(printed: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(printed).map_err(|error| Error::Internal(Box::new(error)))
}
