//! Keeps what a model was asked and what it answered, and gives it again without the model.
//!
//! An exchange is a file named by a hash of the whole request, so that a changed prompt, form or
//! model never gets the answer to another. Nothing of the endpoint is in it: no address, no
//! header; what looks like a key in a text is taken out.

use super::{ChatAnswer, ChatModel, ChatRequest, ChatStop, Outcome, SharedChatModel};
use crate::domain::id::content_hash;
use futures::future::BoxFuture;
use regex::Regex;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What stands where a secret stood.
const BLANK: &str = "[secret]";

/// Keys of the usual makers, tokens, and passwords in addresses.
#[expect(clippy::unwrap_used, reason = "a test loads it")]
static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,} | \bgh[pousr]_[A-Za-z0-9]{20,} | \bxox[abprs]-[A-Za-z0-9-]{10,}
        | \bAKIA[0-9A-Z]{16}\b | \beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,} | (?i:bearer)\s+[\w.~+/=-]{16,}
        | ://[^/\s:@]+:[^/\s@]+@",
    )
    .unwrap()
});

/// One request with what came of it.
#[derive(Serialize, Deserialize)]
struct Exchange<'a> {
    model: Cow<'a, str>,
    form: Cow<'a, str>,
    max_tokens: u32,
    system: Cow<'a, str>,
    user: Cow<'a, str>,
    outcome: Result<ChatAnswer, ChatStop>,
}

/// The file of a request to a model.
fn file_of(folder: &Path, model: &str, request: &ChatRequest) -> PathBuf {
    let schema = request.schema.to_string();
    let most = request.max_tokens.to_string();
    let parts = [model, request.schema_name, &most, &request.system, &request.user, &schema];
    folder.join(format!("{}.json", content_hash(&parts)))
}

/// A model whose every exchange is kept.
pub struct Recorded {
    model: SharedChatModel,
    folder: PathBuf,
    key: SecretString,
}

impl Recorded {
    /// Keeps the exchanges with `model` in `folder`, without the endpoint's key wherever it stands.
    pub fn new(model: SharedChatModel, folder: &Path, key: SecretString) -> Self {
        Self { model, folder: folder.to_owned(), key }
    }

    async fn keep(&self, request: &ChatRequest, outcome: Result<ChatAnswer, ChatStop>) -> io::Result<()> {
        let outcome =
            outcome.map(|answer| ChatAnswer { text: self.scrub(&answer.text).into_owned(), ..answer });
        let exchange = Exchange {
            model: self.model.name().into(),
            form: request.schema_name.into(),
            max_tokens: request.max_tokens,
            system: self.scrub(&request.system),
            user: self.scrub(&request.user),
            outcome,
        };
        let path = file_of(&self.folder, self.model.name(), request);
        let half = path.with_extension("half");
        tokio::fs::create_dir_all(&self.folder).await?;
        tokio::fs::write(&half, serde_json::to_vec_pretty(&exchange)?).await?;
        tokio::fs::rename(half, path).await
    }

    fn scrub<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let key = self.key.expose_secret();
        if !key.is_empty() && text.contains(key) {
            return SECRET.replace_all(&text.replace(key, BLANK), BLANK).into_owned().into();
        }
        SECRET.replace_all(text, BLANK)
    }
}

impl ChatModel for Recorded {
    fn name(&self) -> &str {
        self.model.name()
    }

    fn ask<'a>(&'a self, request: &'a ChatRequest) -> BoxFuture<'a, Result<ChatAnswer, ChatStop>> {
        Box::pin(async move {
            let outcome = self.model.ask(request).await;
            if let Err(error) = self.keep(request, outcome.clone()).await {
                tracing::warn!(%error, "an exchange with the model was not recorded");
            }
            outcome
        })
    }
}

/// A recording in the place of a model; asks nobody.
pub struct Replayed {
    model: String,
    folder: PathBuf,
}

impl Replayed {
    /// Answers from `folder` what the model of this name was asked.
    pub fn new(model: &str, folder: &Path) -> Self {
        Self { model: model.to_owned(), folder: folder.to_owned() }
    }
}

impl ChatModel for Replayed {
    fn name(&self) -> &str {
        &self.model
    }

    fn ask<'a>(&'a self, request: &'a ChatRequest) -> BoxFuture<'a, Result<ChatAnswer, ChatStop>> {
        Box::pin(async move {
            let kept = tokio::fs::read(file_of(&self.folder, &self.model, request)).await;
            let exchange = kept.ok().and_then(|bytes| serde_json::from_slice::<Exchange<'_>>(&bytes).ok());
            exchange.map_or(Err(Outcome::Unrecorded.into()), |exchange| exchange.outcome)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::llm::{Scripted, Usage};
    use serde_json::json;
    use std::sync::Arc;
    use std::time::Duration;

    fn request(user: &str) -> ChatRequest {
        ChatRequest {
            system: "You help.".into(),
            user: user.into(),
            schema_name: "answer",
            schema: json!({"type": "object"}),
            max_tokens: 40,
        }
    }

    fn answers(rule: fn(&ChatRequest) -> Result<String, Outcome>) -> Arc<Scripted> {
        Arc::new(Scripted::new(move |request| {
            let text = rule(request)?;
            Ok(ChatAnswer { text, usage: Usage { input: 9, output: 2 }, usage_is_reported: true })
        }))
    }

    #[tokio::test]
    async fn what_was_recorded_is_given_again_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let model = answers(|request| match request.user.as_str() {
            "busy" => Err(Outcome::RateLimited(Some(Duration::from_secs(9)))),
            other => Ok(format!("heard {other}")),
        });
        let recorded = Recorded::new(model, folder.path(), "".into());
        let replayed = Replayed::new("scripted", folder.path());
        for user in ["one", "busy"] {
            let first = recorded.ask(&request(user)).await;
            assert_eq!(replayed.ask(&request(user)).await, first, "{user}");
        }
        let unrecorded = Err(Outcome::Unrecorded.into());
        for other in [
            request("two"),
            ChatRequest { system: "Other.".into(), ..request("one") },
            ChatRequest { max_tokens: 41, ..request("one") },
            ChatRequest { schema: json!({}), ..request("one") },
        ] {
            assert_eq!(replayed.ask(&other).await, unrecorded);
        }
        assert_eq!(Replayed::new("other", folder.path()).ask(&request("one")).await, unrecorded);
    }

    #[tokio::test]
    async fn no_secret_is_written_down() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = [
            "the-very-key",
            "sk-abcdefghijklmnop1234",
            "ghp_abcdefghijklmnopqrst12",
            "Bearer abcdefghijklmnop1234",
            "AKIAABCDEFGHIJKLMNOP",
            "postgres://ada:lovelace@host/db",
        ];
        let recorded =
            Recorded::new(answers(|request| Ok(request.user.clone())), folder.path(), secrets[0].into());
        recorded.ask(&request(&secrets.join(" and "))).await.unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let kept = std::fs::read_to_string(file).unwrap();
        for secret in secrets {
            assert!(!kept.contains(secret), "{secret} in {kept}");
        }
        assert!(!kept.contains("lovelace") && kept.matches(BLANK).count() == 2 * secrets.len(), "{kept}");
    }
}
