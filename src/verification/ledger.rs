//! What a person turned down does not come back in other words.
//!
//! A draft is compared with the rejections of its kind on its item and on the slices of that
//! item. One that says the same is withheld, unless an interview that was added since speaks
//! for it; then it says what changed.

use crate::domain::check::{Check, Outcome, Report};
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::{Body, Draft, Suggestion};
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::BTreeSet;

/// Cosine from which two texts say the same.
pub(super) const SAME_MEANING: f64 = 0.80;
/// Share of common word stems from which two texts say the same.
pub(super) const SAME_WORDS: f64 = 0.60;
/// Cosine from which two texts say the same when one has no word of its own but quantities.
const SAME_WITHOUT_OWN: f64 = 0.70;
/// Cosine below which the words that each of two texts has alone are about two things. Lower than
/// for items of a backlog: what comes back in other words costs more trust than what is held back.
const OTHER_THING: f64 = 0.25;
/// Words that say how much; two claims that differ in these alone are one claim.
const QUANTITIES: [&str; 36] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "twenty", "hundred", "dozen", "half", "third", "quarter", "most", "many", "more", "less", "fewer",
    "fewest", "least", "percent", "per", "cent", "once", "twice", "first", "second", "every", "each",
    "majority", "nearly",
];

/// A rejection as it is remembered.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// Place in the decision log.
    pub seq: i64,
    /// Key of the item.
    pub item: String,
    /// What was turned down.
    pub body: Body,
    /// Why.
    pub code: RejectCode,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Keys of the interviews that were added since.
    pub added_since: BTreeSet<String>,
    /// Whether it is older than a person wants to be reminded of.
    pub is_expired: bool,
}

/// The rejections that stand, to be compared with.
pub struct Ledger {
    rejections: Vec<Rejection>,
}

impl Ledger {
    /// A ledger of these rejections.
    pub fn of(rejections: Vec<Rejection>) -> Self {
        Self { rejections }
    }

    /// Compares drafts with what was turned down: one finding for each, in order, and the entry
    /// that a withheld one runs into.
    ///
    /// A draft that comes back for new evidence says so in its reason.
    ///
    /// # Errors
    /// [`EmbedError`] when the encoder fails: nothing may be shown that was not compared.
    pub async fn compare(
        &self,
        drafts: &mut [Suggestion<Draft>],
        encoder: &dyn Embedder,
    ) -> Result<Vec<Comparison>, EmbedError> {
        let mut compared = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let same = self.same_as(draft, encoder).await?;
            compared.push(same.map_or_else(Comparison::nothing, |rejection| hold_against(draft, rejection)));
        }
        Ok(compared)
    }

    /// The first rejection that says what the draft says.
    async fn same_as(
        &self,
        draft: &Suggestion<Draft>,
        encoder: &dyn Embedder,
    ) -> Result<Option<&Rejection>, EmbedError> {
        let is_on_it = |rejection: &&Rejection| {
            let key = rejection.item.as_str();
            rejection.body.kind() == draft.kind()
                && (key == draft.item || is_slice_of(key, &draft.item) || is_slice_of(&draft.item, key))
        };
        let on_it: Vec<&Rejection> = self.rejections.iter().filter(is_on_it).collect();
        if on_it.is_empty() {
            return Ok(None);
        }
        let bodies = std::iter::once(&draft.body).chain(on_it.iter().map(|rejection| &rejection.body));
        let texts: Vec<String> = bodies.map(gist).collect();
        let vectors = encoder.embed(&texts).await?;
        for (index, rejection) in (1..).zip(on_it) {
            let nearness = cosine(&vectors[0], &vectors[index]);
            if say_the_same(&texts[0], &texts[index], nearness, encoder).await? {
                return Ok(Some(rejection));
            }
        }
        Ok(None)
    }
}

/// What a rejection means for a draft that says the same.
fn hold_against(draft: &mut Suggestion<Draft>, rejection: &Rejection) -> Comparison {
    let news: BTreeSet<&str> = draft
        .evidence
        .supporting
        .iter()
        .map(|quote| quote.source.as_str())
        .filter(|source| rejection.added_since.contains(*source))
        .collect();
    let before = format!("turned down on {} ({})", rejection.day, rejection.code.id());
    if !news.is_empty() {
        let news = news.into_iter().collect::<Vec<_>>().join(", ");
        draft.why = format!("You had {before}; {news} was added since and speaks for it. {}", draft.why);
        return Comparison { outcome: Outcome::Pass, detail: format!("{before}; new: {news}"), entry: None };
    }
    if rejection.is_expired {
        draft.why = format!("It was {before}, longer ago than you want to be held to. {}", draft.why);
        return Comparison { outcome: Outcome::Pass, detail: format!("{before}; expired"), entry: None };
    }
    let detail = format!("{before}, and no interview since speaks for it");
    Comparison { outcome: Outcome::Fail, detail, entry: Some(rejection.seq) }
}

/// Whether two texts of this nearness say the same, in whatever words: they mean the same or have
/// most words in common, and what each has alone is not about two things.
async fn say_the_same(a: &str, b: &str, nearness: f64, encoder: &dyn Embedder) -> Result<bool, EmbedError> {
    let (only_a, only_b) = (own_words(a, b), own_words(b, a));
    if only_a.is_empty() || only_b.is_empty() {
        return Ok(nearness >= SAME_WITHOUT_OWN || overlap(a, b) >= SAME_WORDS);
    }
    if nearness < SAME_MEANING && overlap(a, b) < SAME_WORDS {
        return Ok(false);
    }
    let vectors = encoder.embed(&[only_a, only_b]).await?;
    Ok(cosine(&vectors[0], &vectors[1]) >= OTHER_THING)
}

/// The content words of a text that the other does not have, without quantities.
fn own_words(text: &str, other: &str) -> String {
    let others: BTreeSet<String> = text::content_stems(other).into_iter().collect();
    let is_quantity = |word: &str| QUANTITIES.contains(&word) || word.chars().all(|c| c.is_ascii_digit());
    let own = text::content_words(text).into_iter();
    own.filter(|word| !others.contains(&text::stem(word)) && !is_quantity(word)).collect::<Vec<_>>().join(" ")
}

/// What the comparison of one draft found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    outcome: Outcome,
    detail: String,
    /// Place in the decision log of the rejection that stands against it.
    pub entry: Option<i64>,
}

impl Comparison {
    fn nothing() -> Self {
        let detail = "nothing like it was turned down".into();
        Self { outcome: Outcome::Pass, detail, entry: None }
    }

    /// Adds the finding to a report.
    pub fn note(&self, report: &mut Report) {
        report.add(Check::Ledger, self.outcome, self.detail.clone());
    }
}

fn is_slice_of(slice: &str, item: &str) -> bool {
    slice.strip_prefix(item).is_some_and(|rest| rest.starts_with('/'))
}

/// What a body says, in a few words: what two bodies are compared by.
pub(super) fn gist(body: &Body) -> String {
    match body {
        Body::Assumption(assumption) => assumption.statement.clone(),
        Body::Question(question) => question.text.clone(),
        Body::Split(split) => {
            let titles = split.candidates.iter().flat_map(|candidate| &candidate.slices);
            let titles: Vec<&str> = titles.map(|slice| slice.title.as_str()).collect();
            if titles.is_empty() { split.reason.clone() } else { titles.join(". ") }
        }
        Body::Theme(theme) => theme.label.clone(),
        Body::Snapshot(page) => {
            let lines: Vec<&str> = page.opportunities.iter().map(|one| one.text.as_str()).collect();
            lines.join(". ")
        }
        Body::Duplicate(_) => String::new(),
    }
}

/// Common word stems by all of them (Jaccard).
pub(super) fn overlap(a: &str, b: &str) -> f64 {
    let [a, b] = [a, b].map(|text| text::content_stems(text).into_iter().collect::<BTreeSet<_>>());
    let all = a.union(&b).count();
    if all == 0 { 0.0 } else { a.intersection(&b).count() as f64 / all as f64 }
}
