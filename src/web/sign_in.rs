//! Signing a browser in, where the server has a token.

use super::form::{Fields, go};
use super::visit::FormToken;
use super::{Answer, Web};
use crate::problem::Problem;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::routing::get;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/sign-in", get(ask).post(sign_in))
}

/// Asks for the token, as every page does while the browser is not signed in.
async fn ask(State(web): State<Web>, headers: HeaderMap) -> Answer {
    if web.credential.is_signed_in(&headers) { Ok(go("/")) } else { Err(refusal()) }
}

/// Takes the token and leads on to where the person wanted to go.
async fn sign_in(State(web): State<Web>, request: Request) -> Answer {
    let token = FormToken::of(request.headers());
    let fields = Fields::read(request).await?;
    token.check(fields.text("form_token"))?;
    if !fields.text("token").is_some_and(|given| web.credential.is_token(given)) {
        return Err(refusal());
    }
    let mut answer = go(own_place(fields.text("next")));
    let session = web.credential.session().map(|session| (header::SET_COOKIE, session));
    answer.headers_mut().extend(session);
    Ok(answer)
}

fn refusal() -> Problem {
    Problem::new("unauthorized", "the token is missing or wrong", "it stands in the settings")
}

/// A place of this server, and of no other.
fn own_place(next: Option<&str>) -> &str {
    let is_own = |place: &&str| {
        let mut letters = place.chars();
        letters.next() == Some('/')
            && !matches!(letters.next(), Some('/' | '\\'))
            && !place.starts_with("/sign-in")
    };
    next.filter(is_own).unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_no_other_host() {
        for place in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/sign-in"] {
            assert_eq!(own_place(Some(place)), "/", "{place}");
        }
        assert_eq!(own_place(Some("/items/HAR-1?done=ab")), "/items/HAR-1?done=ab");
        assert_eq!(own_place(None), "/");
    }
}
