//! `hone questions`: what waits to be asked, agendas, answers.

use super::card::{quoted, wrapped};
use super::files;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::asking::Stage;
use crate::problem::Problem;
use crate::use_case::{Agenda, AskedQuestion, Copilot};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct QuestionArguments {
    /// What to talk about with whom, the most urgent first.
    #[arg(long)]
    agenda: bool,
    /// With --agenda: with this person alone.
    #[arg(long = "for", value_name = "NAME", requires = "agenda")]
    with: Option<String>,
    #[command(subcommand)]
    command: Option<QuestionCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum QuestionCommand {
    /// Say that a question was asked.
    Asked {
        /// Id, or its first characters.
        id: String,
        /// Who was asked; the addressee if left out.
        #[arg(long)]
        whom: Option<String>,
    },
    /// Keep an answer as a note: searched and shown as one, never as a customer's voice.
    Answer {
        /// Id, or its first characters.
        id: String,
        /// What was said.
        #[arg(required_unless_present = "file")]
        text: Option<String>,
        /// A file with what was said.
        #[arg(long, conflicts_with = "text", value_name = "FILE")]
        file: Option<PathBuf>,
        /// Who answered; the addressee if left out.
        #[arg(long)]
        whom: Option<String>,
    },
    /// Take the last step on a question back.
    Undo {
        /// Id, or its first characters.
        id: String,
    },
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    arguments: QuestionArguments,
    printer: &Printer,
) -> Result<u8, Problem> {
    let moved = match arguments.command {
        None if arguments.agenda => {
            let agendas = copilot.agenda(scope, arguments.with.as_deref()).await?;
            printer.result(&agendas, || agenda_lines(&agendas));
            return Ok(0);
        }
        None => {
            let mut queue = copilot.questions(scope).await?;
            queue.sort_by(|a, b| a.queued.stakeholder.cmp(&b.queued.stakeholder));
            printer.result(&queue, || queue_lines(&queue));
            return Ok(0);
        }
        Some(QuestionCommand::Asked { id, whom }) => copilot.mark_asked(scope, &id, whom.as_deref()).await?,
        Some(QuestionCommand::Answer { id, text, file, whom }) => {
            let answer = match file {
                Some(file) => files::read(&file)?,
                None => text.unwrap_or_default(),
            };
            copilot.record_answer(scope, &id, &answer, whom.as_deref()).await?
        }
        Some(QuestionCommand::Undo { id }) => copilot.take_back_asking(scope, &id).await?,
    };
    printer.result(&moved, || question_lines(&moved));
    Ok(0)
}

fn queue_lines(queue: &[AskedQuestion]) -> Vec<String> {
    if queue.is_empty() {
        return vec!["No question waits: accept one with hone accept ID".into()];
    }
    let mut lines = Vec::new();
    let mut before = "";
    for one in queue {
        if one.queued.stakeholder != before {
            lines.push(one.queued.stakeholder.clone());
            before = &one.queued.stakeholder;
        }
        lines.extend(question_lines(one));
    }
    lines
}

fn question_lines(one: &AskedQuestion) -> Vec<String> {
    let stage = match one.stage {
        Stage::Waiting => "",
        Stage::Asked => " · asked",
        Stage::AlreadyTold => " · told already, read before asking",
        Stage::Answered => " · answered",
    };
    let text = format!("{} ({}){stage}", one.queued.question.text, one.queued.item);
    let mut lines = wrapped(&format!("    {}  ", one.queued.id.short()), &text);
    lines.extend(one.told.iter().flat_map(|quote| quoted("            + ", quote)));
    if let Some(answer) = &one.answer {
        let noted = format!("\u{ab}{}\u{bb} {}, noted in {}", answer.text, answer.speaker, answer.source);
        lines.extend(wrapped("            note: ", &noted));
    }
    lines
}

fn agenda_lines(agendas: &[Agenda]) -> Vec<String> {
    if agendas.is_empty() {
        return vec!["Nothing is open: accept a question with hone accept ID".into()];
    }
    let mut lines = Vec::new();
    for agenda in agendas {
        let next = agenda.known.as_ref().map(|known| known.next_conversation.as_str()).unwrap_or_default();
        let when = if next.is_empty() { String::new() } else { format!(" · {next}") };
        lines.push(format!("{}{when}", agenda.stakeholder));
        let parts = [("ask", &agenda.ask), ("awaiting", &agenda.awaiting), ("read", &agenda.already_told)];
        for (label, questions) in parts.into_iter().filter(|(_, questions)| !questions.is_empty()) {
            lines.push(format!("  {label}:"));
            lines.extend(questions.iter().flat_map(question_lines));
        }
    }
    lines
}
