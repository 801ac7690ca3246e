//! What a model's draft must pass besides the checks of its kind.
//!
//! Its numbers and names stand in the item or its evidence; it copies neither the item, nor a
//! quote, nor the prompt with its examples; it gives no orders and carries no links.

use super::assumptions::pattern;
use crate::domain::body::Body;
use crate::domain::check::{Check, Outcome, Report};
use crate::domain::particulars::names;
use crate::domain::question::Serves;
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::model::{Told, instructs, without_instructions};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The checks that a model's draft must pass besides those of its kind.
pub const REQUIRED_OF_A_MODEL: &[Check] = &[Check::Figures, Check::NotDuplicate, Check::Injection];

/// Words in a row that are a copy of the prompt.
const ECHO_WORDS: usize = 8;
/// Words from which the same words are a copy and not a coincidence.
const PARROT_WORDS: usize = 5;

/// Numbers up to this one may be proposed as a threshold: 95 of 100, 30 seconds.
const LARGEST_THRESHOLD: u32 = 100;

static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bhttps?:|\b[a-z0-9-]{2,}\.[a-z]{2,}\b|javascript:|<\s*[a-z/!]|\]\(|!\[|\{\{|\{%|\x22\w+\x22\s*:",
    )
});

/// Adds what the rules find on a draft of a model that was told this.
pub fn check_model_draft(draft: &Suggestion<Draft>, brief: &Brief, told: &Told, report: &mut Report) {
    let claims = claims_of(&draft.body);
    check_figures(&claims, &sources(draft, brief), report);
    let record = &brief.item.record;
    let own = std::iter::once(&record.title).chain(&record.criteria).map(String::as_str);
    let said = draft.evidence.quotes().map(|quote| quote.text.as_str());
    let examples = told.examples.iter().map(String::as_str);
    let originals: Vec<Vec<String>> = own.chain(said).chain(examples).map(text::words).collect();
    check_copies(draft, &claims, &originals, &told.system, report);
    check_orders(draft, &claims, report);
}

/// The same for what a model read out of interviews. The lines of a page may be a quote's own
/// words, and their figures are checked line by line where the page is.
pub fn check_model_understanding(draft: &Suggestion<Draft>, told: &Told, report: &mut Report) {
    let claims = claims_of(&draft.body);
    let mut originals = Vec::new();
    if let Body::Theme(theme) = &draft.body {
        let said: Vec<String> = theme.quotes.iter().map(|quote| quote.text.clone()).collect();
        originals = said.iter().map(|words| text::words(words)).collect();
        check_figures(&claims, &said, report);
    }
    check_copies(draft, &claims, &originals, &told.system, report);
    check_orders(draft, &claims, report);
}

fn check_orders(draft: &Suggestion<Draft>, claims: &[Claim], report: &mut Report) {
    let ordered = claims.iter().any(|claim| instructs(&claim.text)) || instructs(&draft.title);
    let (outcome, detail) = if ordered {
        (Outcome::Fail, "it repeats an instruction to a machine")
    } else if claims.iter().any(|claim| MARKUP.is_match(&claim.text)) {
        (Outcome::Fail, "it carries a link or markup")
    } else {
        (Outcome::Pass, "no instruction, no link")
    };
    report.add(Check::Injection, outcome, detail);
}

/// A text of a draft.
struct Claim {
    text: String,
    /// A threshold is proposed, not reported: its numbers are new by nature.
    sets_a_threshold: bool,
}

fn claims_of(body: &Body) -> Vec<Claim> {
    let says = |text: &str| Claim { text: text.to_owned(), sets_a_threshold: false };
    match body {
        Body::Assumption(assumption) => vec![
            Claim { text: assumption.statement.clone(), sets_a_threshold: true },
            says(&assumption.importance_why),
        ],
        Body::Question(question) => {
            let (Serves::Assumption(served) | Serves::Decision(served)) = &question.serves;
            [&question.text, &question.about, &question.why_them, served].map(|text| says(text)).into()
        }
        Body::Split(split) => split
            .candidates
            .iter()
            .flat_map(|candidate| {
                let slices = candidate.slices.iter().flat_map(|slice| {
                    std::iter::once(&slice.title).chain(&slice.narrative).chain(&slice.acceptance_criteria)
                });
                [&candidate.core_complexity, &candidate.reduced_to]
                    .into_iter()
                    .chain(&candidate.variations)
                    .chain(slices)
            })
            .map(|text| says(text))
            .collect(),
        Body::Snapshot(page) => {
            let lines = [&page.quick_facts, &page.story, &page.workarounds, &page.surprises];
            let lines = lines.into_iter().flatten().map(|line| &line.text);
            let felt = page.opportunities.iter().map(|one| &one.text);
            lines.chain(felt).chain(&page.open_questions).map(|text| says(text)).collect()
        }
        Body::Theme(theme) => vec![says(&theme.label)],
        Body::Duplicate(_) => Vec::new(),
    }
}

fn check_figures(claims: &[Claim], sources: &[String], report: &mut Report) {
    let known: BTreeSet<String> =
        sources.iter().flat_map(|text| text::words(&without_instructions(text))).collect();
    let is_known = |word: &String| known.contains(word) || known.contains(&text::stem(word));
    let mut strange: Vec<String> = Vec::new();
    for claim in claims {
        let numbers =
            text::words(&claim.text).into_iter().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
        let named = names(&claim.text);
        let is_threshold = |number: &String| {
            claim.sets_a_threshold && number.parse().is_ok_and(|n: u32| n <= LARGEST_THRESHOLD)
        };
        strange.extend(numbers.filter(|number| !is_threshold(number) && !is_known(number)));
        strange.extend(named.into_iter().filter(|name| !text::words(name).iter().all(is_known)));
    }
    if strange.is_empty() {
        report.add(Check::Figures, Outcome::Pass, "its numbers and names stand in the item or its evidence");
    } else {
        strange.dedup();
        let detail = format!("neither the item nor a quote has: {}", strange.join(", "));
        report.add(Check::Figures, Outcome::Fail, detail);
    }
}

/// Everything that a number or a name may come from.
fn sources(draft: &Suggestion<Draft>, brief: &Brief) -> Vec<String> {
    let family = brief.parent.iter().chain(&brief.children).chain(&brief.backlog);
    let mut texts = vec![brief.item.key.clone(), brief.item.full_text()];
    texts.extend(family.map(|item| item.record.title.clone()));
    texts.extend(draft.evidence.quotes().map(|quote| quote.text.clone()));
    let idea = &brief.big_idea;
    texts.extend([&idea.purpose, &idea.who, &idea.better_future, &idea.benefit].map(Clone::clone));
    texts.extend(idea.constraints.iter().chain(&idea.non_goals).cloned());
    texts.extend(brief.stakeholders.iter().map(|one| format!("{} {} {}", one.name, one.role, one.needs)));
    texts
}

fn check_copies(
    draft: &Suggestion<Draft>,
    claims: &[Claim],
    originals: &[Vec<String>],
    system: &str,
    report: &mut Report,
) {
    let prompt = text::words(system);
    let title = text::words(&draft.title);
    let headlines: Vec<Vec<String>> = match &draft.body {
        Body::Split(split) => split
            .candidates
            .iter()
            .flat_map(|candidate| candidate.slices.iter().map(|slice| text::words(&slice.title)))
            .collect(),
        _ => vec![title],
    };
    let parrots = headlines.iter().any(|words| words.len() >= PARROT_WORDS && originals.contains(words));
    let echoes = claims.iter().any(|claim| {
        text::words(&claim.text)
            .windows(ECHO_WORDS)
            .any(|run| prompt.windows(ECHO_WORDS).any(|other| other == run))
    });
    let (outcome, detail) = if parrots {
        (Outcome::Fail, "it repeats the item, a quote or an earlier suggestion word for word")
    } else if echoes {
        (Outcome::Fail, "it repeats the words of the prompt")
    } else {
        (Outcome::Pass, "no copy of the item, a quote, the prompt or its examples")
    };
    report.add(Check::NotDuplicate, outcome, detail);
}
