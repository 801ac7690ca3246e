//! What a server takes of a request: guessed from its address, then learned from its refusals.
//!
//! OpenAI's models that think take neither a temperature nor `max_tokens`, whatever their
//! deployment is called; most other servers know nothing but `max_tokens`; and some take no schema.
//! Every prompt shows the form of its answer, so that a server without schemas can be asked too.

use crate::llm::endpoint::{Failure, Field, Said};
use serde_json::{Value, json};

/// How a server is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    limit: &'static str,
    temperature: bool,
    schema: bool,
    effort: bool,
}

const OLD_LIMIT: &str = "max_tokens";
const NEW_LIMIT: &str = "max_completion_tokens";

impl Dialect {
    /// The one that suits most servers at such an address and most models of such a name.
    pub(super) fn guessed(base_url: &str, model: &str) -> Self {
        Self {
            limit: if is_openai(base_url) { NEW_LIMIT } else { OLD_LIMIT },
            temperature: !reasons(model),
            schema: true,
            effort: true,
        }
    }

    /// The one to try after a refusal; none if another would not be taken either.
    ///
    /// A refusal that names no field is most often about the schema: a server that has none, or
    /// that cannot enforce this one.
    pub(super) fn after(self, failure: Failure) -> Option<Self> {
        let field = match failure {
            Failure::Status { said: Said::Unsupported(field), .. } => field,
            Failure::Status { code: 400 | 422 | 501, said: Said::Nothing, .. } => Field::Schema,
            _ => return None,
        };
        let next = match field {
            Field::Limit if self.limit == OLD_LIMIT => Self { limit: NEW_LIMIT, ..self },
            Field::Limit => Self { limit: OLD_LIMIT, ..self },
            Field::Temperature => Self { temperature: false, ..self },
            Field::Schema => Self { schema: false, ..self },
            Field::Effort => Self { effort: false, ..self },
        };
        (next != self).then_some(next)
    }

    /// Adds to a request what the server takes.
    pub(super) fn write(self, body: &mut Value, limit: u32, schema: &Value, effort: &str) {
        body[self.limit] = limit.into();
        if self.temperature {
            body["temperature"] = 0.into();
        }
        if self.schema {
            body["response_format"] = json!({"type": "json_schema", "json_schema": schema});
        }
        if self.effort && !effort.is_empty() {
            body["reasoning_effort"] = effort.into();
        }
    }
}

/// Whether the address is OpenAI's or Azure's, whose newer models know only the newer name of the limit.
fn is_openai(base_url: &str) -> bool {
    let host = base_url.split('/').nth(2).unwrap_or_default();
    host == "api.openai.com" || host.ends_with(".azure.com")
}

/// Whether it is one of OpenAI's models that take no temperature.
fn reasons(model: &str) -> bool {
    let name = model.rsplit('/').next().unwrap_or_default();
    ["o1", "o3", "o4", "gpt-5"].iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dialect: Dialect) -> Value {
        let mut body = json!({});
        dialect.write(&mut body, 40, &json!({"name": "answer"}), "low");
        body
    }

    fn refused(code: u16, said: Said) -> Failure {
        Failure::Status { code, retry_after: None, said }
    }

    #[test]
    fn the_address_and_the_name_of_a_model_say_how_to_ask_first() {
        let openai = written(Dialect::guessed("https://api.openai.com/v1", "gpt-4.1-mini"));
        assert_eq!(
            (&openai[NEW_LIMIT], &openai["temperature"], &openai[OLD_LIMIT]),
            (&json!(40), &json!(0), &Value::Null)
        );
        let thinking = written(Dialect::guessed("https://r.openai.azure.com/openai/v1", "gpt-5-mini"));
        assert_eq!((&thinking[NEW_LIMIT], &thinking["temperature"]), (&json!(40), &Value::Null));
        let local = written(Dialect::guessed("http://127.0.0.1:11434/v1", "qwen3:8b"));
        assert_eq!((&local[OLD_LIMIT], &local["reasoning_effort"]), (&json!(40), &json!("low")));
        assert_eq!(local["response_format"]["json_schema"]["name"], "answer");
    }

    #[test]
    fn a_refusal_takes_off_what_it_names_and_the_schema_if_it_names_nothing() {
        let start = Dialect::guessed("http://127.0.0.1/v1", "mine");
        let after = |said| start.after(refused(400, said)).map(written);
        let bare = after(Said::Nothing).unwrap();
        assert_eq!((&bare["response_format"], &bare["temperature"]), (&Value::Null, &json!(0)));
        assert_eq!(after(Said::Unsupported(Field::Limit)).unwrap()[NEW_LIMIT], 40);
        assert_eq!(after(Said::Unsupported(Field::Temperature)).unwrap()["temperature"], Value::Null);
        assert_eq!(after(Said::Unsupported(Field::Effort)).unwrap()["reasoning_effort"], Value::Null);
        let without = start.after(refused(400, Said::Nothing)).unwrap();
        assert_eq!(without.after(refused(400, Said::Nothing)), None, "nothing is left to take off");
    }

    #[test]
    fn what_another_request_would_not_change_is_final() {
        let start = Dialect::guessed("http://127.0.0.1/v1", "mine");
        for failure in [
            refused(401, Said::Nothing),
            refused(404, Said::Nothing),
            refused(400, Said::ContextExceeded),
            refused(400, Said::Filtered),
            refused(429, Said::QuotaSpent),
            refused(500, Said::Nothing),
            Failure::TimedOut,
        ] {
            assert_eq!(start.after(failure), None, "{failure:?}");
        }
    }
}
