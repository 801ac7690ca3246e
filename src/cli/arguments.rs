//! The arguments of the command line.

use crate::domain::interview::Role;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Grounded suggestions for Product Owners.
#[derive(Debug, Parser)]
#[command(name = "hone", version, about)]
pub(super) struct Arguments {
    /// Folder of the database and the index.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Workspace; the current one if left out.
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) workspace: Option<String>,
    /// Who acts.
    #[arg(long = "as", global = true, value_name = "NAME", env = "HONE_PERSON")]
    pub(super) person: Option<String>,
    /// Settings file.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Print results as JSON, and errors as problem details.
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Say more; twice for details.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Say less.
    #[arg(short, long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

impl Arguments {
    pub(super) fn verbosity(&self) -> i8 {
        if self.quiet { -1 } else { i8::try_from(self.verbose).unwrap_or(2) }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take in interviews or a backlog.
    Ingest {
        #[command(subcommand)]
        what: Ingest,
    },
    /// List the backlog.
    Items,
    /// List the interviews.
    Interviews,
    /// Show an item or an interview.
    Show {
        /// Key or id.
        id: String,
    },
    /// Propose a split, assumptions to test and questions to ask for an item.
    Refine {
        /// Key or id of the item.
        key: String,
    },
    /// List what waits for your decision.
    Inbox,
    /// Accept a suggestion.
    Accept {
        /// Id, or its first characters.
        id: String,
        /// Which way to split, from 1, where there is more than one.
        #[arg(long, value_name = "N")]
        candidate: Option<usize>,
    },
    /// Turn a suggestion down.
    Reject {
        /// Id, or its first characters.
        id: String,
        /// not_valuable, duplicate, not_supported, wrong_fact, unclear, not_now, other …
        #[arg(long, value_name = "CODE")]
        reason: String,
        /// More in your own words.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Take your last decision on a suggestion back.
    Undo {
        /// Id, or its first characters.
        id: String,
    },
    /// Check the database and the log of decisions.
    Check,
    /// Copy the database into a new file.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Ingest {
    /// Transcripts: .vtt .srt .txt .md .docx .json .csv, files or folders.
    Interviews {
        /// Files or folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Customer segment of the participants.
        #[arg(long)]
        segment: Option<String>,
        /// Day of the conversation, YYYY-MM-DD.
        #[arg(long)]
        date: Option<String>,
        /// Who was interviewed; for one file.
        #[arg(long)]
        participant: Option<String>,
        /// Role of a speaker, for example "Sam=interviewer".
        #[arg(long = "map", value_name = "NAME=ROLE", value_parser = role_of)]
        roles: Vec<(String, Role)>,
    },
    /// An export of a tracker, or a plain list of stories.
    Backlog {
        /// Files or folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// auto, csv, jira-csv, jira-json, linear-csv, github-json, gitlab-csv, azure-csv, trello-json, stories, markdown or gherkin.
        #[arg(long, default_value = "auto")]
        format: String,
    },
}

fn role_of(text: &str) -> Result<(String, Role), String> {
    let (name, role) = text.split_once('=').ok_or("write NAME=ROLE")?;
    let role = match role.trim() {
        "participant" => Role::Participant,
        "interviewer" => Role::Interviewer,
        "other" => Role::Other,
        "unknown" => Role::Unknown,
        _ => return Err("the role is participant, interviewer, other or unknown".into()),
    };
    Ok((name.trim().to_owned(), role))
}
