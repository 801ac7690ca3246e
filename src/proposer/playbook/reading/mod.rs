//! Reads what the text of an item says: its story, its parts, its marks.

mod asked;
mod bullets;
mod clauses;
pub mod grammar;
mod list;
pub mod marks;
mod members;
pub mod parts;
mod property;

use super::claims::is_somebody;
use crate::domain::item::Item;
use crate::domain::story::{Form, Language, Story, Wish};
use crate::domain::text;
pub use parts::{Part, PartKind};

/// What an item says, before any judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Whether the rules apply at all.
    pub language: Language,
    /// Who wants what, and what for.
    pub story: Story,
    /// Field in which the story stands: `title` or `text`.
    pub story_field: &'static str,
    /// The want as an imperative in the base form, for example `cancel a stay`.
    pub want: String,
    /// What there is several of, in the order of the text.
    pub parts: Vec<Part>,
    /// The first act that the text tells, for a title that only names a thing.
    pub told: Option<String>,
    /// The title as it stands.
    pub title: String,
    /// Title, text and criteria as one text.
    pub whole: String,
    /// The same in lower case.
    pub lower: String,
}

impl Reading {
    /// Reads an item.
    pub fn of(item: &Item) -> Self {
        let record = &item.record;
        let (story, story_field) = read_story(&record.title, &record.text);
        let want = story.want.as_ref().map_or_else(String::new, |want| grammar::imperative(&want.text));
        let parts = parts::read_parts(item, &story, story_field);
        let whole = item.full_text();
        Self {
            language: Language::detect(&whole),
            story,
            story_field,
            want,
            parts,
            told: bullets::behaviours(&record.text)
                .into_iter()
                .find(|part| part.verb().is_some() && !part.names_the_whole())
                .map(|part| part.phrase),
            title: record.title.clone(),
            lower: whole.to_lowercase(),
            whole,
        }
    }

    /// The role with its article, or none.
    pub fn actor(&self) -> Option<String> {
        let role = self.story.role.as_ref()?;
        if self.story.form == Form::Statement && !is_somebody(&role.text) {
            return None;
        }
        if text::words(&role.text).iter().any(|word| matches!(word.as_str(), "who" | "whose"))
            && role.text.starts_with(char::is_uppercase)
        {
            return None;
        }
        Some(format!("{} {}", grammar::article(&role.text), role.text))
    }

    /// The want as something to do: a thing that is wanted is a thing to get.
    pub fn act(&self) -> Option<String> {
        if grammar::leading_verb(&self.want).is_some() {
            return Some(self.want.clone());
        }
        let names_a_thing = self.story.wish == Wish::Have && !grammar::says_something(&self.want);
        if names_a_thing { Some(format!("get {}", self.want)) } else { self.told.clone() }
    }
}

/// The story of the title if it is a template, else of the text, else of the title.
fn read_story(title: &str, text: &str) -> (Story, &'static str) {
    let of_title = Story::parse(title);
    if of_title.form == Form::Template {
        return (of_title, "title");
    }
    let of_text = Story::parse(text);
    match of_text.form {
        Form::Statement if grammar::leading_verb(title).is_some() => (of_title, "title"),
        Form::Template | Form::Statement if of_title.form != Form::Statement => (of_text, "text"),
        _ if of_title.want.is_some() => (of_title, "title"),
        _ => (of_text, "text"),
    }
}
