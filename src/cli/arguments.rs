//! The arguments that all commands share, and those of the larger ones.

use super::commands::Command;
use crate::domain::interview::Role;
use crate::domain::item::Level;
use crate::domain::stakeholder::Stakeholder;
use crate::use_case::Engine;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Under the list of all commands.
const FIRST_STEPS: &str = "\
Look at the sample first:
  hone demo

Then with files of your own:
  hone ingest interviews transcripts/
  hone ingest backlog export.csv
  hone refine KEY
  hone next
  hone accept ID

hone COMMAND --help explains a command. The same is in the browser: hone serve";

/// The heading under which every command lists what all of them take.
const EVERY_COMMAND: &str = "Every command takes";

/// Grounded suggestions for Product Owners.
#[derive(Debug, Parser)]
#[command(name = "hone", version, about, after_help = FIRST_STEPS)]
pub(super) struct Arguments {
    /// Folder of the database and the index.
    #[arg(long, global = true, help_heading = EVERY_COMMAND, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Workspace; the current one if left out.
    #[arg(long, global = true, help_heading = EVERY_COMMAND, value_name = "NAME")]
    pub(super) workspace: Option<String>,
    /// Who acts.
    #[arg(long = "as", global = true, help_heading = EVERY_COMMAND, value_name = "NAME", env = "HONE_PERSON")]
    pub(super) person: Option<String>,
    /// Settings file.
    #[arg(long, global = true, help_heading = EVERY_COMMAND, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Print results as JSON, and errors as problem details.
    #[arg(long, global = true, help_heading = EVERY_COMMAND)]
    pub(super) json: bool,
    /// Say more; twice for details.
    #[arg(short, long, global = true, help_heading = EVERY_COMMAND, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Say less.
    #[arg(short, long, global = true, help_heading = EVERY_COMMAND)]
    quiet: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

impl Arguments {
    pub(super) fn verbosity(&self) -> i8 {
        if self.quiet { -1 } else { i8::try_from(self.verbose).unwrap_or(2) }
    }
}

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// What to look for.
    #[arg(required = true)]
    pub(super) query: Vec<String>,
    /// At most so many.
    #[arg(short = 'k', long = "limit", default_value_t = 10, value_name = "N")]
    pub(super) limit: usize,
    /// Only turns of interviews, or only items: turn, item.
    #[arg(long)]
    pub(super) kind: Option<String>,
    /// Only this customer segment.
    #[arg(long)]
    pub(super) segment: Option<String>,
    /// Only this participant.
    #[arg(long)]
    pub(super) participant: Option<String>,
    /// Only from this day on, YYYY-MM-DD.
    #[arg(long)]
    pub(super) from: Option<String>,
    /// Only up to this day, YYYY-MM-DD.
    #[arg(long)]
    pub(super) until: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum InterviewCommand {
    /// Show where personal data was hidden before the interview was stored.
    Masking {
        /// Key or id of the interview.
        id: String,
    },
    /// Say who has which part; suggestions that quote a barred voice become stale.
    Roles {
        /// Key or id of the interview.
        id: String,
        /// Role of a speaker, for example "Sam=interviewer".
        #[arg(long = "map", required = true, value_name = "NAME=ROLE", value_parser = role_of)]
        roles: Vec<(String, Role)>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum BigIdeaCommand {
    /// Write it.
    Edit {
        /// As YAML; without it your editor opens.
        #[arg(long)]
        file: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum StakeholderCommand {
    /// Put somebody in the register.
    Add {
        #[command(flatten)]
        stakeholder: StakeholderArguments,
    },
    /// Change somebody.
    Edit {
        /// Name in the register.
        name: String,
        /// As YAML; without it your editor opens.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Take somebody out.
    Remove {
        /// Name in the register.
        name: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct StakeholderArguments {
    /// A person or a group.
    name: String,
    /// What they do.
    #[arg(long, default_value = "")]
    role: String,
    /// What they need.
    #[arg(long, default_value = "")]
    needs: String,
    /// What they are rewarded for.
    #[arg(long, default_value = "")]
    incentives: String,
    /// Power over the outcome: high, medium or low.
    #[arg(long, default_value = "")]
    power: String,
    /// Interest in the outcome: high, medium or low.
    #[arg(long, default_value = "")]
    interest: String,
    /// How much it changes their work: high, medium or low.
    #[arg(long, default_value = "")]
    impact: String,
    /// Topic and date of the next conversation.
    #[arg(long, default_value = "")]
    next: String,
}

impl From<StakeholderArguments> for Stakeholder {
    fn from(given: StakeholderArguments) -> Self {
        Self {
            name: given.name,
            role: given.role,
            needs: given.needs,
            incentives: given.incentives,
            power: given.power,
            interest: given.interest,
            impact: given.impact,
            next_conversation: given.next,
        }
    }
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
        /// Put pseudonyms (P01, P02 …) in the place of the speakers' names, in labels and in what is said.
        #[arg(long)]
        pseudonyms: bool,
        /// With --pseudonyms: the name of somebody who is spoken of, to be replaced too.
        #[arg(long = "hide", value_name = "NAME", requires = "pseudonyms")]
        names: Vec<String>,
        /// Do not wait until every text has its vector.
        #[arg(long)]
        no_wait: bool,
    },
    /// An export of a tracker, or a plain list of stories.
    Backlog {
        /// Files or folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// auto, csv, jira-csv, jira-json, linear-csv, github-json, gitlab-csv, azure-csv, trello-json, stories, markdown or gherkin.
        #[arg(long, default_value = "auto")]
        format: String,
        /// The file is the whole backlog: delete items of this tracker that it does not have.
        #[arg(long)]
        complete: bool,
    },
}

pub(super) fn engine_of(text: &str) -> Result<Engine, String> {
    Engine::parse(text).ok_or_else(|| "the engine is playbook, model or both".into())
}

pub(super) fn level_of(text: &str) -> Result<Level, String> {
    match text {
        "big_idea" => Ok(Level::BigIdea),
        "mmf" => Ok(Level::Mmf),
        "slice" => Ok(Level::Slice),
        "unlevelled" => Ok(Level::Unlevelled),
        _ => Err("the level is big_idea, mmf, slice or unlevelled".into()),
    }
}

fn role_of(text: &str) -> Result<(String, Role), String> {
    let (name, role) = text.split_once('=').ok_or("write NAME=ROLE")?;
    let role = Role::parse(role.trim()).ok_or("the role is participant, interviewer, other or unknown")?;
    Ok((name.trim().to_owned(), role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// Every command that can be typed, as it is parsed.
    fn leaves(command: &clap::Command) -> Vec<&clap::Command> {
        let own = command.get_subcommands().filter(|one| one.get_name() != "help");
        std::iter::once(command).chain(own.flat_map(leaves)).collect()
    }

    #[test]
    fn each_command_takes_what_all_take_and_means_the_same_by_it() {
        let mut whole = Arguments::command();
        let shared = ["data", "workspace", "person", "config", "json", "verbose", "quiet"];
        for command in leaves(&whole).into_iter().skip(1) {
            let own: Vec<&str> = command.get_arguments().map(|one| one.get_id().as_str()).collect();
            let taken: Vec<&&str> = shared.iter().filter(|name| own.contains(name)).collect();
            assert!(taken.is_empty(), "{} has an argument of its own named {taken:?}", command.get_name());
        }
        whole.build();
        for command in leaves(&whole) {
            let own: Vec<&str> = command.get_arguments().map(|one| one.get_id().as_str()).collect();
            assert!(shared.iter().all(|name| own.contains(name)), "{}: {own:?}", command.get_name());
        }
    }
}
