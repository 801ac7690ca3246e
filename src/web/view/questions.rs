//! Whom to talk to next, about what; what was asked, and what they said.

use super::evidence::QuoteView;
use super::time::{Moment, moment};
use super::url;
use super::words::counted;
use crate::domain::asking::Stage;
use crate::domain::question::Serves;
use crate::use_case::{Agenda, AskedQuestion};
use serde::Serialize;

/// Questions answered that are shown, the latest first.
const ANSWERED: usize = 20;

/// Accepted questions, by the person who is asked.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionsPage {
    about: String,
    people: Vec<PersonCard>,
    answered: Vec<AnswerRow>,
    answered_in_all: usize,
}

/// The next conversation with one person.
#[derive(Debug, Serialize)]
struct PersonCard {
    name: String,
    role: String,
    next_conversation: String,
    groups: Vec<Group>,
    /// The same as plain text, to be copied.
    agenda: String,
}

#[derive(Debug, Serialize)]
struct Group {
    heading: &'static str,
    questions: Vec<QuestionRow>,
}

#[derive(Debug, Serialize)]
struct QuestionRow {
    id: String,
    text: String,
    about: String,
    serves: String,
    item: String,
    item_url: String,
    asked: Option<Moment>,
    told: Vec<QuoteView>,
}

/// An answer as somebody noted it.
#[derive(Debug, Serialize)]
struct AnswerRow {
    id: String,
    text: String,
    answer: String,
    who: String,
    /// The note that holds it; empty once that was forgotten.
    url: String,
}

impl QuestionsPage {
    pub(crate) fn of(agendas: &[Agenda], all: &[AskedQuestion]) -> Self {
        let answered: Vec<&AskedQuestion> = all.iter().filter(|one| one.stage == Stage::Answered).collect();
        let open = all.len() - answered.len();
        Self {
            about: format!(
                "{} for {}",
                counted(open, "open question", "open questions"),
                counted(agendas.len(), "person", "people")
            ),
            people: agendas.iter().map(PersonCard::of).collect(),
            answered: answered.iter().rev().take(ANSWERED).map(|one| AnswerRow::of(one)).collect(),
            answered_in_all: answered.len(),
        }
    }
}

/// Whom to ask, as a person says it.
fn named(stakeholder: &str) -> String {
    match stakeholder {
        "customer" => "A customer".into(),
        name => name.strip_prefix("unlisted:").map_or(name, str::trim).to_owned(),
    }
}

impl PersonCard {
    fn of(agenda: &Agenda) -> Self {
        let known = agenda.known.as_ref();
        let parts = [
            ("To ask", &agenda.ask),
            ("Asked, the answer is to come", &agenda.awaiting),
            ("Told in an interview already: read before you ask", &agenda.already_told),
        ];
        let groups = parts.into_iter().filter(|(_, questions)| !questions.is_empty());
        let name = named(&agenda.stakeholder);
        Self {
            role: known.map(|one| one.role.clone()).unwrap_or_default(),
            next_conversation: known.map(|one| one.next_conversation.clone()).unwrap_or_default(),
            groups: groups
                .map(|(heading, questions)| Group {
                    heading,
                    questions: questions.iter().map(QuestionRow::of).collect(),
                })
                .collect(),
            agenda: as_text(&name, agenda),
            name,
        }
    }
}

/// The agenda as plain text.
fn as_text(name: &str, agenda: &Agenda) -> String {
    let lines = agenda.ask.iter().chain(&agenda.awaiting).enumerate().map(|(at, one)| {
        let question = &one.queued.question;
        format!("{}. {}\n   ({}, for {})\n", at + 1, question.text, question.about, one.queued.item)
    });
    format!("Questions for {name}\n\n{}", lines.collect::<String>())
}

impl QuestionRow {
    fn of(asked: &AskedQuestion) -> Self {
        let question = &asked.queued.question;
        let (Serves::Assumption(serves) | Serves::Decision(serves)) = &question.serves;
        Self {
            id: asked.queued.id.to_string(),
            text: question.text.clone(),
            about: question.about.clone(),
            serves: serves.clone(),
            item: asked.queued.item.clone(),
            item_url: url::item(&asked.queued.item),
            asked: asked.asked_at.map(moment),
            told: asked.told.iter().map(QuoteView::of).collect(),
        }
    }
}

impl AnswerRow {
    fn of(asked: &AskedQuestion) -> Self {
        let answer = asked.answer.as_ref();
        Self {
            id: asked.queued.id.to_string(),
            text: asked.queued.question.text.clone(),
            answer: answer.map(|one| one.text.clone()).unwrap_or_default(),
            who: answer.map(|one| one.speaker.clone()).unwrap_or_default(),
            url: answer.map(|one| url::interview(&one.source)).unwrap_or_default(),
        }
    }
}
