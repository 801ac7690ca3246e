//! The commands of `hone eval`, with their help texts.

use crate::cli::arguments::engine_of;
use crate::use_case::Engine;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For a terminal.
    Table,
    /// For a program.
    Json,
    /// For a build server.
    Junit,
    /// For a comment on a change.
    Markdown,
    /// For a browser.
    Html,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EvalCommand {
    /// Run the engine on suites, and say what it is worth.
    Run {
        /// Suite folders.
        #[arg(required = true, value_name = "SUITE")]
        suites: Vec<PathBuf>,
        /// Folder for the raw outputs and the reports; DATA/eval without it.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// How often each case is run.
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
        repeats: u16,
        /// Who drafts: playbook, model, or both.
        #[arg(long, default_value = "playbook", value_parser = engine_of)]
        engine: Engine,
        /// How many cases are asked at a time; the outputs are the same, the times are not.
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
        parallel: u16,
        /// The release that is measured on held-out suites: once.
        #[arg(long, default_value = env!("CARGO_PKG_VERSION"), value_name = "NAME")]
        release: String,
        /// The ledger of held-out runs.
        #[arg(long, default_value = "eval/held-out.jsonl", value_name = "FILE")]
        ledger: PathBuf,
        /// What is printed; every format is written.
        #[arg(long)]
        format: Option<Format>,
        /// Hold the run against the accepted baseline of its suite.
        #[arg(long)]
        gate: bool,
        /// Let the model of the settings judge up to N outputs by each criterion: an opinion that
        /// changes no figure.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
        judge: Option<u16>,
        /// Labelled pairs of themes, by which the judge's errors are taken out of its opinion.
        #[arg(long, value_name = "FILE", requires = "judge")]
        labels: Option<PathBuf>,
        #[command(flatten)]
        baselines: Baselines,
    },
    /// Hold the model of the settings, as a judge, against what people chose.
    Judge {
        /// Choices between two questions, one a line as JSON.
        #[arg(long, value_name = "FILE", required_unless_present = "pairs")]
        preferences: Option<PathBuf>,
        /// Labelled pairs of themes, one a line as JSON.
        #[arg(long, value_name = "FILE")]
        pairs: Option<PathBuf>,
        /// How many labels of each file are judged.
        #[arg(long, default_value_t = 1000, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        most: u16,
    },
    /// Make the report of a stored run again, without running anything.
    Replay {
        #[command(flatten)]
        stored: StoredRun,
        /// What is printed.
        #[arg(long)]
        format: Option<Format>,
        /// Hold the run against the accepted baseline of its suite.
        #[arg(long)]
        gate: bool,
        #[command(flatten)]
        baselines: Baselines,
    },
    /// Compare two stored runs of a suite, case by case.
    Compare {
        /// The run before.
        before: PathBuf,
        /// The run after.
        after: PathBuf,
        /// Folder of the suite; the one that the runs name without it.
        #[arg(long, value_name = "SUITE")]
        suite: Option<PathBuf>,
        /// What is printed: table, json, markdown or html.
        #[arg(long)]
        format: Option<Format>,
    },
    /// Say how large a difference two stored runs of a suite could have found.
    Plan {
        /// The run before.
        before: PathBuf,
        /// The run after.
        after: PathBuf,
        /// Folder of the suite; the one that the runs name without it.
        #[arg(long, value_name = "SUITE")]
        suite: Option<PathBuf>,
    },
    /// Measure gold of other makers where it lies: JSON lines under DIR/gold, with their texts.
    Gold {
        /// Folder with gold, interviews and backlogs.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Say what people did with the suggestions of the workspace: kept, changed, taken back.
    Decisions,
    /// Turn the decided suggestions of the workspace into suites: one to tune on, one to judge by.
    Promote {
        /// Suite folder that the workspace was made from; its corpus is copied.
        #[arg(value_name = "SUITE")]
        corpus: PathBuf,
        /// Folder for the new suites.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Choose from which similarity on two texts say the same, on labelled pairs.
    Pairs {
        /// Pairs, one a line as JSON.
        pairs: PathBuf,
        /// Suites that the pairs are taken from.
        #[arg(required = true, value_name = "SUITE")]
        suites: Vec<PathBuf>,
    },
    /// Accept a stored run as what later runs are held against.
    Baseline {
        #[command(flatten)]
        stored: StoredRun,
        #[command(flatten)]
        baselines: Baselines,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Baselines {
    /// Folder of the accepted baselines.
    #[arg(long = "baselines", default_value = "eval/baselines", value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StoredRun {
    /// A file that a run left.
    #[arg(value_name = "RUN")]
    pub(super) run: PathBuf,
    /// Folder of the suite; the one that the run names without it.
    #[arg(long, value_name = "SUITE")]
    pub(super) suite: Option<PathBuf>,
}
