//! Templates and the frame around every page.
//!
//! Templates are part of the program, an unknown name in one is an error, and every text is
//! escaped by one formatter, which also draws control characters instead of obeying them.

use super::assets;
use super::view::toast::Toast;
use crate::problem::{Cause, Problem};
use crate::use_case::WaitingCounts;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};
use serde::Serialize;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("templates/", $name)))),+]
    };
}

const TEMPLATES: &[(&str, &str)] = &templates![
    "assumption.html",
    "assumptions.html",
    "backlog.html",
    "base.html",
    "bare.html",
    "sheet.html",
    "compare.html",
    "parts.html",
    "evaluate.html",
    "evidence.html",
    "decision.html",
    "body.html",
    "split.html",
    "decisions.html",
    "duplicates.html",
    "findings.html",
    "help.html",
    "import.html",
    "imported.html",
    "inbox.html",
    "insights.html",
    "interview.html",
    "interviews.html",
    "suggestion.html",
    "trace.html",
    "edit.html",
    "item.html",
    "job.html",
    "ledger.html",
    "new_run.html",
    "problem.html",
    "questions.html",
    "receipt.html",
    "remove.html",
    "search.html",
    "settings.html",
    "several.html",
    "sign_in.html",
];

/// A place in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    /// The name by which a page says that it belongs here.
    pub(super) id: &'static str,
    /// Where it is.
    pub(super) url: &'static str,
    /// Its name for a person.
    pub(super) word: &'static str,
    /// Its picture in the sprite.
    pub(super) icon: &'static str,
}

/// What waits for a decision.
pub(super) const INBOX: Place = Place { id: "inbox", url: "/", word: "Inbox", icon: "inbox" };
/// Items.
pub(super) const BACKLOG: Place = Place { id: "backlog", url: "/items", word: "Backlog", icon: "list" };
/// Who said what, in which words.
pub(super) const INTERVIEWS: Place =
    Place { id: "interviews", url: "/interviews", word: "Interviews", icon: "voice" };
/// What several people say, and who disagrees.
pub(super) const INSIGHTS: Place =
    Place { id: "insights", url: "/insights", word: "Insights", icon: "insight" };
/// What is bet on without being known.
pub(super) const ASSUMPTIONS: Place =
    Place { id: "assumptions", url: "/assumptions", word: "Assumptions", icon: "map" };
/// Whom to talk to next.
pub(super) const QUESTIONS: Place =
    Place { id: "questions", url: "/questions", word: "Questions", icon: "ask" };
/// How far all this can be relied on.
pub(super) const EVALUATE: Place =
    Place { id: "evaluate", url: "/evaluate", word: "Evaluate", icon: "gauge" };
/// Where it says so; its field stands over the places.
pub(super) const SEARCH: Place = Place { id: "search", url: "/search", word: "Search", icon: "find" };
/// What was decided.
pub(super) const DECISIONS: Place =
    Place { id: "decisions", url: "/decisions", word: "Decisions", icon: "log" };
/// How this browser wants its pages.
pub(super) const SETTINGS: Place = Place { id: "settings", url: "/settings", word: "Settings", icon: "gear" };
/// Keys, and the words of the craft.
pub(super) const HELP: Place = Place { id: "help", url: "/help", word: "Help", icon: "ask" };
/// What comes in and goes out.
pub(super) const IMPORT: Place = Place { id: "import", url: "/import", word: "Import", icon: "up" };

/// The places that are always in sight.
const PLACES: &[Place] = &[INBOX, BACKLOG, INTERVIEWS, INSIGHTS, ASSUMPTIONS, QUESTIONS, EVALUATE];
/// The places that are seldom needed.
const RARE_PLACES: &[Place] = &[DECISIONS, IMPORT, SETTINGS, HELP];

/// What stands around a page.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) place: &'static str,
    pub(super) places: &'static [Place],
    pub(super) rare_places: &'static [Place],
    /// Name of the workspace; none where nobody may know it yet.
    pub(super) workspace: Option<String>,
    pub(super) counts: WaitingCounts,
    /// `light`, `dark`, or empty when the system decides.
    pub(super) theme: &'static str,
    /// Whether single keys do anything.
    pub(super) keys: bool,
    pub(super) form_token: String,
    pub(super) toast: Option<Toast>,
    pub(super) styles: String,
    pub(super) script: String,
}

impl Frame {
    /// A frame that tells nothing of what is inside.
    pub(super) fn bare(title: impl Into<String>, form_token: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            place: "",
            places: PLACES,
            rare_places: RARE_PLACES,
            workspace: None,
            counts: WaitingCounts::default(),
            theme: "",
            keys: true,
            form_token: form_token.into(),
            toast: None,
            styles: assets::url("hone.css"),
            script: assets::url("hone.js"),
        }
    }
}

#[derive(Serialize)]
struct Sheet<'a, T> {
    frame: &'a Frame,
    page: &'a T,
}

/// Fills a template; in it, `frame` is what stands around and `page` is what it is about.
pub(super) fn render(template: &str, frame: &Frame, page: &impl Serialize) -> Result<String, Problem> {
    let filled = ENVIRONMENT.get_template(template);
    filled.and_then(|template| template.render(Serde(Sheet { frame, page }))).map_err(|error| {
        let place = format!("{}:{}", error.name().unwrap_or(template), error.line().unwrap_or(0));
        let problem = Problem::new("internal", "this page could not be drawn", "run `hone doctor`");
        Problem { cause: Some(Arc::new(Cause(format!("{place}: {}", error.kind())))), ..problem }
    })
}

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(write);
    #[expect(clippy::expect_used, reason = "the delimiters are the usual ones")]
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().expect("a syntax");
    environment.set_syntax(syntax);
    environment.add_global("icons", assets::url("icons.svg"));
    for &(name, text) in TEMPLATES {
        #[expect(clippy::expect_used, reason = "the templates are constants, read by the tests below")]
        environment.add_template(name, text).expect("a template that can be read");
    }
    environment
});

/// Writes a text escaped, with a picture in the place of each character that would act on its own;
/// what is no text needs neither, and what is safe was written here before.
fn write(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return escape_formatter(out, state, value);
    };
    let escaped = |out: &mut Output| text.chars().try_for_each(|c| write_one(out, c));
    escaped(out).map_err(|error| Error::from(ErrorKind::WriteFailure).with_source(error))
}

fn write_one(out: &mut Output, c: char) -> std::fmt::Result {
    match c {
        '<' => out.write_str("&lt;"),
        '>' => out.write_str("&gt;"),
        '&' => out.write_str("&amp;"),
        '"' => out.write_str("&quot;"),
        '\'' => out.write_str("&#39;"),
        '\0'..='\u{1f}' if acts(c) => {
            out.write_char(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'))
        }
        c if acts(c) => out.write_char('\u{fffd}'),
        c => out.write_char(c),
    }
}

/// Whether a character changes how others are shown, or cannot be seen.
fn acts(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c == '\u{feff}' || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_read() {
        for (name, _) in TEMPLATES {
            assert!(ENVIRONMENT.get_template(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn text_of_others_is_escaped_and_what_acts_is_drawn() {
        let context = minijinja::context! { said => "<b>\u{202e}evil\u{7}\n</b>" };
        let shown = ENVIRONMENT.render_named_str("x.html", "{{ said }}", context).unwrap();
        assert_eq!(shown, "&lt;b&gt;\u{fffd}evil\u{2407}\n&lt;/b&gt;");
    }
}
