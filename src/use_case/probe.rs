//! What a model endpoint can do, found out by asking it twice.

use super::ask_model::ModelMeans;
use super::{Copilot, Error, Part};
use crate::domain::access::Scope;
use crate::llm::{ChatAnswer, ChatRequest, ChatStop, Outcome, Usage, count_tokens, with_margin};
use serde_json::{Value, json};

/// The only value that the schema of the first question allows; the question asks for another.
const ALLOWED: &str = "blue";
/// A sentence that makes the second question long.
const FILLER: &str = "The harbour keeps a list of berths and of boats. ";
const FILLERS: usize = 90;
/// The word at the beginning of the long question, which its end asks for.
const NEEDLE: &str = "pelican";

impl Copilot {
    /// Asks the model whether it keeps to a schema and gets long prompts whole; nothing where none is configured.
    pub(super) async fn probe_model(&self, scope: &Scope) -> Option<Part> {
        let means = self.means.model.as_ref()?;
        let part = |works, detail: String| {
            Some(Part::new("model", works, format!("{}: {detail}", means.chat.name())))
        };
        let (short, long) = (forbidden_value(), needle());
        let first = match self.probe(scope, means, &short).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(stop)) => return part(false, stop.outcome.sentence()),
            Err(error) => return part(false, error.to_string()),
        };
        let second = match self.probe(scope, means, &long).await {
            Ok(second) => second,
            Err(error) => return part(false, error.to_string()),
        };
        let schema = if keeps_to_schema(&first.text) {
            "keeps to a schema"
        } else {
            "does not keep to a schema (answers are checked here)"
        };
        let usage = if first.usage_is_reported {
            "reports its tokens"
        } else {
            "reports no tokens (they are counted here)"
        };
        let length = count_tokens(&long.user);
        let prompt = match &second {
            Ok(answer) if answer.text.to_lowercase().contains(NEEDLE) => {
                format!("reads a prompt of {length} tokens whole")
            }
            Ok(_) => format!("takes a prompt of {length} tokens, but did not find what stood first in it"),
            Err(stop) => format!("fails on a prompt of {length} tokens: {}", stop.outcome.sentence()),
        };
        part(second.is_ok(), format!("{schema}, {usage}, {prompt}"))
    }

    /// One request of the probe, paid from the budget of the workspace like any other.
    async fn probe(
        &self,
        scope: &Scope,
        means: &ModelMeans,
        request: &ChatRequest,
    ) -> Result<Result<ChatAnswer, ChatStop>, Error> {
        let tokens = with_margin(count_tokens(&request.system) + count_tokens(&request.user));
        let most = Usage {
            input: u64::try_from(tokens).unwrap_or(u64::MAX),
            output: u64::from(request.max_tokens) + u64::from(means.thinking),
        };
        let (workspace, name) = (&scope.workspace, means.chat.name());
        let estimate = means.prices.of(most);
        let reserved = self.store.reserve_spending(workspace, name, "probe", estimate, means.budget).await?;
        let Some(reservation) = reserved else { return Ok(Err(Outcome::OverBudget.into())) };
        let answer = means.chat.ask(request).await;
        let (outcome, usage) = match &answer {
            Ok(answer) => (Outcome::Ok, answer.usage),
            Err(stop) => (stop.outcome, stop.usage),
        };
        self.store.settle_spending(workspace, reservation, outcome.id(), means.prices.of(usage)).await?;
        Ok(answer)
    }
}

fn question(user: String, word: &Value) -> ChatRequest {
    ChatRequest {
        system: "Answer with JSON of the form {\"word\": \"…\"}.".into(),
        user,
        schema_name: "word",
        schema: json!({
            "type": "object", "properties": {"word": word}, "required": ["word"], "additionalProperties": false,
        }),
        max_tokens: 60,
    }
}

fn forbidden_value() -> ChatRequest {
    question("Say the word red.".into(), &json!({"type": "string", "enum": [ALLOWED]}))
}

fn needle() -> ChatRequest {
    let filler = FILLER.repeat(FILLERS);
    let user = format!("The secret word is {NEEDLE}. {filler}What is the secret word?");
    question(user, &json!({"type": "string"}))
}

/// Whether the answer has the value that the schema allows, although another was asked for.
fn keeps_to_schema(answer: &str) -> bool {
    serde_json::from_str::<Value>(answer).is_ok_and(|answer| answer["word"] == ALLOWED)
}
