//! The commands, with their help texts.

use super::arguments::{
    BigIdeaCommand, Ingest, InterviewCommand, SearchArguments, StakeholderCommand, engine_of, level_of,
};
use super::assumptions::AssumptionCommand;
use super::eval::EvalCommand;
use super::jobs::JobCommand;
use super::learning::LearningArguments;
use super::lint::LintArguments;
use super::phase::PhaseArguments;
use super::questions::QuestionArguments;
use super::themes::ThemeCommand;
use super::tree::TreeArguments;
use crate::domain::item::Level;
use crate::use_case::Engine;
use clap::Subcommand;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Every command.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(flatten)]
    Whole(WholeCommand),
    #[command(flatten)]
    Inside(InsideCommand),
    /// Measure suggestions against suites; exit 0 pass, 1 fail, 2 inconclusive, 3 broken.
    Eval {
        #[command(subcommand)]
        command: EvalCommand,
    },
}

/// What `hone check` looks at instead of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Checked {
    /// The templates of what a model is asked.
    Prompts,
}

impl Command {
    /// The address that is named with the command.
    pub(super) fn address(&self) -> Option<String> {
        match self {
            Self::Whole(WholeCommand::Serve { addr }) => addr.map(|addr| addr.to_string()),
            _ => None,
        }
    }

    /// Whether it goes on to answer requests: then a worker gives texts their vectors.
    pub(super) fn serves(&self) -> bool {
        matches!(self, Self::Whole(WholeCommand::Serve { .. } | WholeCommand::Demo { .. }))
    }
}

/// A command on workspaces or on the database as a whole.
#[derive(Debug, Subcommand)]
pub(super) enum WholeCommand {
    /// Make the sample workspace, refine three of its items, print what is proposed, and serve it.
    Demo {
        /// End after the proposals are printed.
        #[arg(long)]
        no_serve: bool,
    },
    /// Serve the REST API, and work on jobs, until you end it.
    Serve {
        /// Address to listen on, for example 127.0.0.1:7600; that of the settings if left out.
        #[arg(long)]
        addr: Option<SocketAddr>,
    },
    /// Serve agents over standard input and output by the Model Context Protocol; none may decide.
    Mcp,
    /// Make a workspace, or make one the current one.
    Init {
        /// A suite folder with Big Idea, stakeholders, interviews and backlog.
        #[arg(long, value_name = "FOLDER")]
        from: Option<PathBuf>,
    },
    /// Make the workspace of a jsonl export anew.
    Restore {
        /// The file to read.
        file: PathBuf,
    },
    /// Check the database and the log of decisions, or the prompts.
    Check {
        /// `prompts`: the templates of what a model is asked.
        #[arg(value_enum)]
        what: Option<Checked>,
    },
    /// Copy the database into a new file.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
}

/// A command that works inside a workspace.
#[derive(Debug, Subcommand)]
pub(super) enum InsideCommand {
    /// Take in interviews or a backlog.
    Ingest {
        #[command(subcommand)]
        what: Ingest,
    },
    /// List the backlog.
    Items,
    /// List the interviews, or correct who has which part in one.
    Interviews {
        #[command(subcommand)]
        command: Option<InterviewCommand>,
    },
    /// Show an item, an interview or a suggestion.
    Show {
        /// Key, id, or the first characters of a suggestion's id.
        id: String,
    },
    /// Find what interviews and items say.
    Search(SearchArguments),
    /// Propose a split, assumptions to test and questions to ask.
    Refine {
        /// Key or id of the item.
        #[arg(required_unless_present = "all")]
        key: Option<String>,
        /// Only these kinds: split, assumption, question.
        #[arg(long = "kind", value_delimiter = ',', value_name = "KIND")]
        kinds: Vec<String>,
        /// Every open item, from the top of the backlog.
        #[arg(long, conflicts_with = "key")]
        all: bool,
        /// Who drafts: playbook, model or both; both where a model is configured.
        #[arg(long, value_parser = engine_of)]
        engine: Option<Engine>,
        /// With --all: items of this level, big_idea, mmf, slice or unlevelled.
        #[arg(long, requires = "all", value_parser = level_of)]
        level: Option<Level>,
        /// With --all: at most so many items.
        #[arg(long, requires = "all", value_name = "N")]
        limit: Option<usize>,
    },
    /// Put an interview on one page, each line with the turn it was said in.
    Summarize {
        /// Key or id of the interview.
        interview: String,
    },
    /// Say what several participants have in common, what only one says, and what does not agree.
    Themes {
        #[command(subcommand)]
        command: Option<ThemeCommand>,
    },
    /// Draw the opportunity solution tree: outcome, themes, items, assumptions, and the orphans.
    Tree(TreeArguments),
    /// Show the first suggestion that waits, with its evidence.
    Next,
    /// List what waits for your decision.
    Inbox {
        /// Only this kind: split, assumption, question, snapshot, theme.
        #[arg(long)]
        kind: Option<String>,
        /// What a required check held back, and why.
        #[arg(long, conflicts_with = "kind")]
        withheld: bool,
    },
    /// Accept a suggestion.
    Accept {
        /// Id, or its first characters.
        id: String,
        /// Which way to split, from 1, where there is more than one.
        #[arg(long, value_name = "N")]
        candidate: Option<usize>,
    },
    /// Change a suggestion before you accept it; its checks run again.
    Edit {
        /// Id, or its first characters.
        id: String,
        /// The body as YAML; without it your editor opens.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Turn a suggestion down.
    Reject {
        /// Id, or its first characters.
        id: String,
        /// not_valuable, wrong_split, too_big, too_small, duplicate, already_done, out_of_scope, not_supported, wrong_fact, unclear, not_now or other.
        #[arg(long, value_name = "CODE")]
        reason: String,
        /// More in your own words.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Put a suggestion off until a day.
    Defer {
        /// Id, or its first characters.
        id: String,
        /// The day on which it waits again, YYYY-MM-DD.
        #[arg(long, value_name = "DAY")]
        until: String,
    },
    /// Take your last decision on a suggestion back.
    Undo {
        /// Id, or its first characters.
        id: String,
    },
    /// Name the bad splits that the children of items make, or the faults in a file of yours.
    Lint(LintArguments),
    /// Say which phase an initiative is in; Active Planning keeps the next handful open and holds the rest.
    Phase(PhaseArguments),
    /// List what a server was asked to do and how far it is, or stop one of them.
    Jobs {
        #[command(subcommand)]
        command: Option<JobCommand>,
    },
    /// Show what your decisions have taught, or forget it.
    Learning(LearningArguments),
    /// List items that are the same work twice.
    Duplicates {
        /// Hold the slices that open splits propose against the backlog and each other instead.
        #[arg(long)]
        proposals: bool,
    },
    /// Follow a suggestion: its quotes, its item up to the Big Idea, its checks, what was decided.
    Trace {
        /// Id, or its first characters.
        id: String,
    },
    /// List what was turned down, and why; say for how long it is held against what comes again.
    Ledger {
        /// Days after which a rejection is no longer held against anything, or `never`.
        #[arg(long, value_name = "DAYS")]
        expire: Option<String>,
    },
    /// Map the assumptions that were accepted, test them, and record what was learned.
    Assumptions {
        #[command(subcommand)]
        command: Option<AssumptionCommand>,
    },
    /// List the accepted questions by stakeholder, make agendas, and keep answers as notes.
    Questions(QuestionArguments),
    /// Show or write the Big Idea.
    BigIdea {
        #[command(subcommand)]
        command: Option<BigIdeaCommand>,
    },
    /// List or change the register of stakeholders.
    Stakeholders {
        #[command(subcommand)]
        command: Option<StakeholderCommand>,
    },
    /// Show how far each customer segment was heard, compare two, and name who was not.
    Segments {
        /// Two segments to compare.
        #[arg(num_args = 2, value_names = ["A", "B"])]
        pair: Vec<String>,
    },
    /// List who has a pseudonym and where they speak; say who they are.
    Participants {
        /// Show the names too.
        #[arg(long)]
        names: bool,
    },
    /// Forget a participant: every interview, and their words wherever they stand; shows first what loses evidence.
    Forget {
        /// Who was interviewed: key, pseudonym or name.
        participant: String,
        /// Do it.
        #[arg(long)]
        yes: bool,
    },
    /// Delete an item, or forget an interview; shows first what depends on it.
    Delete {
        /// Key or id.
        key: String,
        /// Do it.
        #[arg(long)]
        yes: bool,
    },
    /// Write the backlog for a tracker, a report of what was accepted, or everything.
    Export {
        /// jira-csv, github-json, markdown or jsonl.
        #[arg(long)]
        format: String,
        /// Only accepted slices that the tracker does not have yet.
        #[arg(long)]
        slices: bool,
        /// The file to write; standard output without it.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Look at every part that Hone works with.
    Doctor,
    /// Build the index anew from the database.
    Reindex,
}
