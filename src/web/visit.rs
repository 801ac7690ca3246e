//! A person who looks at a page: in which workspace, and how their browser wants it.

use super::cookies::{FORM, KEYS, THEME, cookie, set};
use super::credential::same;
use super::page::{Frame, Place, render};
use super::view::toast::Toast;
use super::{Answer, Web};
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, WaitingCounts};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most that is decided at a time.
pub(super) const SEVERAL: usize = 50;

/// Text that proves of a form that this server drew it for this browser.
#[derive(Debug, Clone)]
pub(super) struct FormToken {
    text: String,
    /// Whether the browser does not have it yet.
    is_new: bool,
}

impl FormToken {
    /// The token of this browser, or a new one.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let given = cookie(headers, FORM).filter(|text| Uuid::try_parse(text).is_ok());
        match given {
            Some(text) => Self { text: text.to_owned(), is_new: false },
            None => Self { text: Uuid::new_v4().to_string(), is_new: true },
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Refuses a form that does not carry the token of this browser.
    pub(super) fn check(&self, given: Option<&str>) -> Result<(), Problem> {
        if !self.is_new && given.is_some_and(|given| same(given, &self.text)) {
            return Ok(());
        }
        Err(Problem::new("stale_form", "the form does not carry the token of this browser", "load it again"))
    }

    /// A page with this token, which the browser gets if it does not have it.
    pub(super) fn page(&self, status: StatusCode, html: String) -> Response {
        const POLICY: HeaderValue = HeaderValue::from_static("same-origin");
        let mut response = (status, [(header::REFERRER_POLICY, POLICY)], Html(html)).into_response();
        if self.is_new {
            let cookie = set(FORM, &self.text).map(|cookie| (header::SET_COOKIE, cookie));
            response.headers_mut().extend(cookie);
        }
        response
    }
}

/// Somebody who looks at a page of the current workspace.
pub(super) struct Visit {
    pub(super) copilot: Copilot,
    pub(super) scope: Scope,
    pub(super) token: FormToken,
    workspace: String,
    counts: WaitingCounts,
    look: Look,
    /// What was decided just now.
    done: Done,
}

/// How this browser wants its pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    theme: &'static str,
    keys: bool,
}

impl Look {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let theme = match cookie(headers, THEME) {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "",
        };
        Self { theme, keys: cookie(headers, KEYS) != Some("off") }
    }

    /// The frame as this browser wants it.
    pub(super) fn dress(self, frame: Frame) -> Frame {
        Frame { theme: self.theme, keys: self.keys, ..frame }
    }
}

/// What was decided just now, as the address says it.
#[derive(Default, Deserialize)]
struct Done {
    /// Ids of suggestions, with commas between.
    done: Option<String>,
    /// How many more should have been, where several were decided together.
    late: Option<usize>,
}

impl Done {
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.done.iter().flat_map(|ids| ids.split(',')).take(SEVERAL)
    }
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let scope = web.copilot.enter(web.person.clone(), None).await?;
        let done =
            Query::<Done>::try_from_uri(&parts.uri).map_or_else(|_| Done::default(), |Query(done)| done);
        Ok(Self {
            workspace: web.copilot.workspace(&scope).await?.name,
            counts: web.copilot.waiting_counts(&scope).await?,
            copilot: web.copilot.clone(),
            token: FormToken::of(&parts.headers),
            look: Look::of(&parts.headers),
            scope,
            done,
        })
    }
}

impl Visit {
    /// The page of a template, at a place of the navigation.
    pub(super) async fn show(
        &self,
        place: Place,
        template: &str,
        title: impl Into<String>,
        page: &impl Serialize,
    ) -> Answer {
        self.show_with(StatusCode::OK, place, template, title, page).await
    }

    /// The same with another status than "here it is".
    pub(super) async fn show_with(
        &self,
        status: StatusCode,
        place: Place,
        template: &str,
        title: impl Into<String>,
        page: &impl Serialize,
    ) -> Answer {
        let frame = Frame {
            place: place.id,
            workspace: Some(self.workspace.clone()),
            counts: self.counts,
            toast: self.toast().await?,
            ..self.look.dress(Frame::bare(title, self.token.text()))
        };
        Ok(self.token.page(status, render(template, &frame, page)?))
    }

    /// What was done just now, with the way back.
    async fn toast(&self) -> Result<Option<Toast>, Problem> {
        let mut decided = Vec::new();
        for id in self.done.ids() {
            let Ok(stored) = self.copilot.suggestion(&self.scope, id).await else { continue };
            if let Some(decision) = self.copilot.last_decision(&self.scope, &stored).await? {
                decided.push((stored, decision));
            }
        }
        Ok(match decided.as_slice() {
            [(stored, decision)] if self.done.late.is_none() => Some(Toast::of(stored, decision)),
            several => Toast::of_several(several, self.done.late.unwrap_or_default()),
        })
    }
}
