//! What handlers take out of a request, each with a refusal that says what to do.

use super::Api;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::Copilot;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

/// A body in JSON.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Problem))]
pub(super) struct Body<T>(pub(super) T);

/// The parameters behind the question mark.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Problem))]
pub(super) struct Query<T>(pub(super) T);

/// What stands in the path, by name.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Problem))]
pub(super) struct Path<T>(pub(super) T);

/// The key, id or name at the end of a path.
#[derive(serde::Deserialize)]
pub(super) struct Named {
    #[serde(alias = "key", alias = "id")]
    pub(super) name: String,
}

/// A person inside the workspace of the path; `current` is the current one.
pub(super) struct Inside {
    pub(super) copilot: Copilot,
    pub(super) scope: Scope,
}

impl FromRequestParts<Api> for Inside {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, api)
            .await
            .map_err(|_| Problem::new("malformed", "the path is not UTF-8", ""))?;
        let name = params.iter().find(|(name, _)| *name == "workspace").map(|(_, value)| value);
        let scope = api.copilot.enter(api.person.clone(), name.filter(|name| *name != "current")).await?;
        Ok(Self { copilot: api.copilot.clone(), scope })
    }
}

/// The version that the client has seen.
pub(super) enum IfMatch {
    /// It does not say.
    Silent,
    /// Whatever there is.
    Any,
    /// This one.
    Version(i64),
}

impl IfMatch {
    /// The version, where one is named.
    pub(super) fn version(&self) -> Option<i64> {
        match self {
            Self::Version(version) => Some(*version),
            Self::Silent | Self::Any => None,
        }
    }

    /// The same where it must be said.
    pub(super) fn required(&self) -> Result<Option<i64>, Problem> {
        match self {
            Self::Silent => {
                let hint = "read it, and send the ETag of the answer as If-Match";
                Err(Problem::new("precondition_required", "the header If-Match is missing", hint))
            }
            _ => Ok(self.version()),
        }
    }

    fn read(headers: &HeaderMap) -> Option<Self> {
        let Some(value) = headers.get(header::IF_MATCH) else { return Some(Self::Silent) };
        let value = value.to_str().ok()?.trim();
        if value == "*" {
            return Some(Self::Any);
        }
        value.strip_prefix('"')?.strip_suffix('"')?.parse().ok().map(Self::Version)
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(&parts.headers).ok_or_else(|| {
            Problem::new("malformed", "If-Match is not an ETag from here", "send it as it was received")
        })
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        let place = place_of(&rejection).unwrap_or_default();
        let hint = "/api/openapi.json has the fields";
        match rejection {
            JsonRejection::JsonDataError(_) => {
                Self::new("invalid", format!("the JSON does not have the right fields{place}"), hint)
            }
            JsonRejection::JsonSyntaxError(_) => {
                Self::new("malformed", format!("this is no JSON{place}"), hint)
            }
            JsonRejection::MissingJsonContentType(_) => {
                Self::new("unsupported_media", "the body must be JSON", "send Content-Type: application/json")
            }
            other => Self::of_status(other.status().as_u16())
                .unwrap_or_else(|| Self::new("malformed", "the body cannot be read", hint)),
        }
    }
}

/// Where in the JSON the fault is. What stands there is the client's and is not repeated.
fn place_of(rejection: &JsonRejection) -> Option<String> {
    let text = rejection.body_text();
    let (line, column) = text.rsplit_once(" at line ")?.1.split_once(" column ")?;
    let numbers = [line, column].map(|number| number.parse::<usize>().ok());
    matches!(numbers, [Some(_), Some(_)]).then(|| format!(" at line {line}, column {column}"))
}

impl From<QueryRejection> for Problem {
    fn from(_: QueryRejection) -> Self {
        let hint = "/api/openapi.json has the parameters";
        Self::new("invalid", "a parameter behind the question mark cannot be used", hint)
    }
}

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Self {
        Self::new("malformed", "the path cannot be read", "encode a slash in a key as %2F")
    }
}
