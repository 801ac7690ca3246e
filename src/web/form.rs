//! A form that was posted: who sent it, that this server drew it, and what its fields say.

use super::Web;
use super::visit::Visit;
use crate::problem::Problem;
use crate::use_case::Seen;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Redirect, Response};

/// Fields of a form that passed the check of its token.
pub(super) struct Posted {
    pub(super) visit: Visit,
    pub(super) fields: Fields,
}

/// The fields of a form, in order; a name may stand more than once.
#[derive(Debug, Default)]
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    /// Reads the body of a request.
    pub(super) async fn read(request: Request) -> Result<Self, Problem> {
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let Form(fields) = form.map_err(|rejection| {
            let refused = Problem::new("malformed", "the form cannot be read", "load it again");
            Problem::of_status(rejection.status().as_u16()).unwrap_or(refused)
        })?;
        Ok(Self(fields))
    }

    /// The first value of this name, with no space around it; none when it is empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.all(name).next().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Every value of this name.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// A number, where there is one.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.text(name)?.parse().ok()
    }

    /// The suggestion in the version from which the form was drawn.
    pub(super) fn seen<'a>(&self, id: &'a str) -> Result<Seen<'a>, Problem> {
        let version = self.number("version");
        let version = version.ok_or_else(|| {
            Problem::new(
                "precondition_required",
                "the form does not say what it was drawn from",
                "load it again",
            )
        })?;
        Ok(Seen { id, version: Some(version) })
    }
}

impl FromRequest<Web> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, web).await?;
        let fields = Fields::read(Request::from_parts(parts, body)).await?;
        visit.token.check(fields.text("form_token"))?;
        Ok(Self { visit, fields })
    }
}

/// Leads on to a page, which is then read and not sent again.
pub(super) fn go(place: &str) -> Response {
    Redirect::to(place).into_response()
}
