//! `hone themes`: what all interviews say together, and what a person makes of it.

use super::card::wrapped;
use super::prime;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::Quote;
use crate::problem::Problem;
use crate::use_case::{Copilot, FoundTheme, Themes};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Make themes one, for every later time.
    Merge {
        /// Ids, or their first characters.
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
    },
    /// Take quotes out of a theme: they become one of their own.
    Split {
        /// Id, or its first characters.
        id: String,
        /// Numbers of the quotes that leave, from 1.
        #[arg(long = "quote", required = true, value_delimiter = ',', value_name = "N")]
        quotes: Vec<usize>,
    },
    /// Write your own three to five opportunities before you see Hone's, or lay both side by side.
    Prime {
        /// Needs, pains and wishes as you heard them, a sentence each; none to see them beside Hone's.
        opportunities: Vec<String>,
        /// Forget what you wrote.
        #[arg(long, conflicts_with = "opportunities")]
        forget: bool,
    },
    /// Give a theme a label of yours.
    Rename {
        /// Id, or its first characters.
        id: String,
        /// A sentence that someone could deny.
        label: String,
    },
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    command: Option<ThemeCommand>,
    printer: &Printer,
) -> Result<u8, Problem> {
    match command {
        None => {}
        Some(ThemeCommand::Prime { opportunities, forget }) => {
            return prime::run(copilot, scope, (&opportunities, forget), printer).await;
        }
        Some(ThemeCommand::Merge { ids }) => copilot.merge_themes(scope, &ids).await?,
        Some(ThemeCommand::Split { id, quotes }) => copilot.split_theme(scope, &id, &quotes).await?,
        Some(ThemeCommand::Rename { id, label }) => copilot.rename_theme(scope, &id, &label).await?,
    }
    let found = copilot.themes(scope).await?;
    let primed = copilot.primed(scope).await?;
    printer.result(&found, || {
        let mut lines = lines_of(&found);
        lines.extend(primed.iter().flat_map(prime::lines_of));
        lines
    });
    Ok(0)
}

fn lines_of(found: &Themes) -> Vec<String> {
    let mut lines: Vec<String> = found.themes.iter().flat_map(theme_lines).collect();
    if found.themes.is_empty() {
        lines.push("No theme yet: it takes two people who say something alike.".into());
    }
    if !found.anomalies.is_empty() {
        lines.push("Only one says so, and it matters:".into());
        lines.extend(found.anomalies.iter().flat_map(|quote| wrapped("  - ", &said(quote))));
    }
    if !found.contradictions.is_empty() {
        lines.push("This does not agree:".into());
        lines.extend(found.contradictions.iter().flat_map(contradiction_lines));
    }
    if !found.unread.is_empty() {
        let list = found.unread.join(", ");
        lines.extend(wrapped("", &format!("Not read, because not in English: {list}")));
    }
    lines.extend(found.notices.iter().flat_map(|notice| wrapped("", notice)));
    if found.withheld > 0 {
        lines.push(format!("{} withheld: see hone inbox --withheld", found.withheld));
    }
    lines
}

fn theme_lines(found: &FoundTheme) -> Vec<String> {
    let mut lines = wrapped("", &format!("{}  {}", found.id.short(), found.theme.label));
    lines.extend(wrapped("    ", &found.why));
    for (number, quote) in (1..).zip(&found.theme.quotes) {
        lines.extend(wrapped(&format!("  {number} "), &said(quote)));
    }
    if found.withdrawn > 0 {
        lines.push("    Evidence withdrawn: somebody who was forgotten spoke for this too.".into());
    }
    lines.extend(found.theme.against.iter().flat_map(|quote| wrapped("  - ", &said(quote))));
    lines
}

fn contradiction_lines(one: &Contradiction) -> Vec<String> {
    let mut lines = wrapped("  - ", &format!("{}: {}", one.about, said(&one.quote)));
    let other = match &one.against {
        Against::Participants { against } => format!("but {}", said(against)),
        Against::OneInterview { against } => format!("but in the same interview {}", said(against)),
        Against::ParticipantAndItem { against } => format!("but {} plans: {}", against.item, against.text),
    };
    lines.extend(wrapped("    ", &other));
    lines
}

fn said(quote: &Quote) -> String {
    format!("«{}» {}, turn {}", quote.text, quote.source, quote.turn)
}
