//! How much of what people found in real talk our pages and themes have, beside reading that costs
//! nothing: the human topics and summaries of the AMI meetings, the published findings of ONRR.
//!
//!     cargo bench --bench understanding_real -- FOLDER
//!
//! FOLDER holds `gold/` and `interviews/`. Nothing is chosen by these figures; printed, never asserted.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod ami;
mod onrr;

use anyhow::Result;
use hone::domain::text;
use hone::evaluation::measure::similarity::Lexicon;
use hone::llm::{Embedder, MiniLm, cosine};
use std::path::PathBuf;

/// Similarities from which two texts say the same, as in the evaluation.
const BY_WORDS: f64 = 0.31;
const BY_MEANING: f64 = 0.57;

#[tokio::main]
async fn main() -> Result<()> {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!(
            "skipped: say which folder holds the gold (cargo bench --bench understanding_real -- FOLDER)"
        );
        return Ok(());
    };
    let folder = PathBuf::from(folder);
    let encoder = MiniLm::load()?;
    for (what, file) in [("AMI", "gold/summary_qmsum_ami.jsonl"), ("ONRR", "gold/themes_onrr.jsonl")] {
        if !folder.join(file).is_file() {
            println!("{what} skipped: {} is not there", folder.join(file).display());
        } else if what == "AMI" {
            ami::print(&folder, &encoder).await?;
        } else {
            onrr::print(&folder, &encoder).await?;
        }
    }
    Ok(())
}

/// What was found among what is shown, by words and by meaning.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found {
    pub(crate) by_words: usize,
    pub(crate) by_meaning: usize,
}

/// How many of the wanted texts are among the shown.
pub(crate) async fn found(wanted: &[String], shown: &[String], encoder: &MiniLm) -> Result<Found> {
    if wanted.is_empty() || shown.is_empty() {
        return Ok(Found::default());
    }
    let lexicon = Lexicon::of(wanted.iter().chain(shown).map(String::as_str));
    let (a, b) = (encoder.embed(wanted).await?, encoder.embed(shown).await?);
    let mut found = Found::default();
    for (text, vector) in wanted.iter().zip(&a) {
        found.by_words += usize::from(shown.iter().any(|other| lexicon.similarity(text, other) >= BY_WORDS));
        found.by_meaning += usize::from(b.iter().any(|other| cosine(vector, other) >= BY_MEANING));
    }
    Ok(found)
}

/// A row of the table: shares of `of`.
pub(crate) fn row(name: &str, shares: &[(&str, usize, usize)]) {
    let cells: Vec<String> = shares
        .iter()
        .map(|(what, part, whole)| {
            let share = *part as f64 / (*whole).max(1) as f64;
            format!("{what} {share:.3} ({part} of {whole})")
        })
        .collect();
    println!("  {name:<34} {}", cells.join("   "));
}

/// Words of all texts together.
pub(crate) fn words(texts: &[String]) -> usize {
    texts.iter().map(|one| text::words(one).len()).sum()
}
