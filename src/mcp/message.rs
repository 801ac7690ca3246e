//! Messages of JSON-RPC 2.0, as far as a server needs them.

use serde_json::{Value, json};

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Message {
    /// Something that wants an answer.
    Request(Request),
    /// The client no longer wants the answer to the request with this id.
    Cancelled(Value),
    /// Something that wants none.
    Other,
}

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    /// Number or text, given back with the answer.
    pub(super) id: Value,
    pub(super) method: String,
    pub(super) params: Value,
}

/// Why a request has no result.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    code: i32,
    message: String,
    data: Option<Value>,
}

impl Fault {
    /// What came in is no JSON.
    pub(super) fn no_json() -> Self {
        Self { code: -32_700, message: "this is no JSON".into(), data: None }
    }

    /// What came in is no message of the protocol.
    pub(super) fn no_message() -> Self {
        Self { code: -32_600, message: "this is no message of JSON-RPC 2.0".into(), data: None }
    }

    /// There is no such method.
    pub(super) fn no_method() -> Self {
        Self { code: -32_601, message: "there is no such method".into(), data: None }
    }

    /// The parameters do not name what the method needs.
    pub(super) fn bad_params(message: impl Into<String>) -> Self {
        Self { code: -32_602, message: message.into(), data: None }
    }

    /// The client speaks a revision of the protocol that is not spoken here.
    pub(super) fn other_version(requested: &str, supported: &[&str]) -> Self {
        let data = json!({ "requested": requested, "supported": supported });
        Self { code: -32_022, message: "this revision is not supported".into(), data: Some(data) }
    }
}

impl Message {
    /// Reads one message.
    ///
    /// # Errors
    /// The answer to what is no message.
    pub(super) fn read(value: Value) -> Result<Self, Value> {
        let Value::Object(mut fields) = value else { return Err(failure(&Value::Null, Fault::no_message())) };
        let id = fields.remove("id").unwrap_or(Value::Null);
        let is_answer = fields.contains_key("result") || fields.contains_key("error");
        let speaks = fields.get("jsonrpc").is_some_and(|version| version == "2.0");
        let params = fields.remove("params").unwrap_or_else(|| json!({}));
        match (fields.remove("method"), id) {
            (Some(Value::String(method)), Value::Null) if speaks => Ok(Self::notice(&method, &params)),
            (Some(Value::String(method)), id) if speaks && (id.is_string() || id.is_number()) => {
                Ok(Self::Request(Request { id, method, params }))
            }
            (None, _) if speaks && is_answer => Ok(Self::Other),
            (_, id) => Err(failure(&id, Fault::no_message())),
        }
    }

    fn notice(method: &str, params: &Value) -> Self {
        match method {
            "notifications/cancelled" => Self::Cancelled(params["requestId"].clone()),
            _ => Self::Other,
        }
    }
}

/// The answer to a request that was met.
pub(super) fn success(id: &Value, result: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// The answer to one that was not.
pub(super) fn failure(id: &Value, fault: Fault) -> Value {
    let mut error = json!({ "code": fault.code, "message": fault.message });
    if let Some(data) = fault.data {
        error["data"] = data;
    }
    json!({ "jsonrpc": "2.0", "id": id, "error": error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wants_an_answer_is_told_from_what_does_not() {
        let read = |value: Value| Message::read(value).unwrap();
        let request = read(json!({"jsonrpc": "2.0", "id": 7, "method": "ping"}));
        let wanted = Request { id: 7.into(), method: "ping".into(), params: json!({}) };
        assert_eq!(request, Message::Request(wanted));
        let cancelled =
            json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 7}});
        assert_eq!(read(cancelled), Message::Cancelled(7.into()));
        for other in [
            json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
            json!({"jsonrpc": "2.0", "id": 1, "result": {}}),
        ] {
            assert_eq!(read(other), Message::Other);
        }
    }

    #[test]
    fn what_is_no_message_is_refused_with_its_id() {
        for (value, id) in [
            (json!([]), Value::Null),
            (json!({"id": 3, "method": "ping"}), json!(3)),
            (json!({"jsonrpc": "1.0", "id": "a", "method": "ping"}), json!("a")),
            (json!({"jsonrpc": "2.0", "id": 3, "method": 4}), json!(3)),
        ] {
            let refused = Message::read(value).unwrap_err();
            assert_eq!((&refused["id"], &refused["error"]["code"]), (&id, &json!(-32_600)));
        }
    }
}
