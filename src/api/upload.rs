//! Files in a request: as a form with several, or as the bytes of one.

use super::extract::Query;
use crate::problem::Problem;
use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{HeaderMap, header};

/// What one request may bring: files, and what the client says of them.
pub(super) struct Upload {
    /// Names and bytes, in order.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Fields of the form, or parameters behind the question mark.
    fields: Vec<(String, String)>,
}

impl Upload {
    /// The last value of a field.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        self.all(name).last().filter(|value| !value.is_empty()).map(ToOwned::to_owned)
    }

    /// Every value of a field.
    pub(super) fn all(&self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    async fn take(&mut self, field: Field<'_>) -> Result<(), MultipartError> {
        if let Some(name) = field.file_name().map(ToOwned::to_owned) {
            self.files.push((name, field.bytes().await?.to_vec()));
        } else {
            let name = field.name().unwrap_or_default().to_owned();
            self.fields.push((name, field.text().await?));
        }
        Ok(())
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = kind_of(request.headers()).to_owned();
        let (mut head, body) = request.into_parts();
        let query: Query<Vec<(String, String)>> = Query::from_request_parts(&mut head, state).await?;
        let mut upload = Self { files: Vec::new(), fields: query.0 };
        let request = Request::from_parts(head, body);
        match kind.as_str() {
            "multipart/form-data" => {
                let form = Multipart::from_request(request, state).await;
                let mut form = form.map_err(|_| Problem::new("malformed", "the form has no boundary", ""))?;
                while let Some(field) = form.next_field().await? {
                    upload.take(field).await?;
                }
            }
            "application/octet-stream" => {
                let name = upload.field("name").ok_or_else(|| {
                    Problem::new("invalid", "the file has no name", "add ?name=FILE to the address")
                })?;
                upload.files.push((name, body_of(request, state).await?.to_vec()));
            }
            _ => {
                let hint =
                    "send multipart/form-data, or one file as application/octet-stream with ?name=FILE";
                return Err(Problem::new("unsupported_media", "files do not come in this type", hint));
            }
        }
        Ok(upload)
    }
}

/// The lines of an export.
pub(super) struct Export(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for Export {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if kind_of(request.headers()) != "application/x-ndjson" {
            let hint = "send Content-Type: application/x-ndjson";
            return Err(Problem::new("unsupported_media", "an export is JSON by lines", hint));
        }
        Ok(Self(body_of(request, state).await?))
    }
}

fn kind_of(headers: &HeaderMap) -> &str {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim()
}

async fn body_of<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| refused(rejection.status().as_u16()))
}

impl From<MultipartError> for Problem {
    fn from(error: MultipartError) -> Self {
        refused(error.status().as_u16())
    }
}

fn refused(status: u16) -> Problem {
    Problem::of_status(status).unwrap_or_else(|| Problem::new("malformed", "the upload cannot be read", ""))
}
