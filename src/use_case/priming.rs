//! Prime-first: a person writes what they heard before Hone says what it found; then both are laid
//! side by side.

use super::library::unavailable;
use super::remembered::recall;
use super::themes::FoundTheme;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::SuggestionId;
use crate::domain::suggestion::Kind;
use crate::domain::text;
use crate::llm::cosine;
use crate::store::SuggestionFilter;
use serde::{Deserialize, Serialize};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::RangeInclusive;

/// The setting that holds what a person wrote.
const PRIMED: &str = "primed";
/// How many opportunities a person writes.
const MANY: RangeInclusive<usize> = 3..=5;
/// Characters of one of them.
const LONGEST: usize = 300;
/// Likeness from which a line and a theme, or one of its quotes, say the same.
const SAME: f64 = 0.5;

/// What a person wrote of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Primed {
    /// Opportunities in the person's words.
    pub opportunities: Vec<String>,
    /// Who wrote them.
    pub by: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Whether Hone had made a page or a theme before: then they may echo it.
    pub after_reading: bool,
}

/// An opportunity of the person that is a theme as well.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SharedTheme {
    /// The person's words.
    pub yours: String,
    /// Id of the theme.
    pub theme: SuggestionId,
    /// Its label.
    pub label: String,
    /// How alike they are, 0 to 1.
    pub score: f64,
}

/// A theme that the person did not write.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct UnseenTheme {
    /// Id of the theme.
    pub theme: SuggestionId,
    /// Its label.
    pub label: String,
}

/// A person's opportunities and Hone's themes, side by side.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Comparison {
    /// What the person wrote.
    #[serde(flatten)]
    pub primed: Primed,
    /// Whether Hone has read all interviews together; until then there is nothing to compare with.
    pub is_read: bool,
    /// What both found.
    pub both: Vec<SharedTheme>,
    /// What only the person found.
    pub yours_only: Vec<String>,
    /// What only Hone found.
    pub hones_only: Vec<UnseenTheme>,
}

impl Copilot {
    /// Keeps what a person heard, in place of what they wrote before.
    ///
    /// # Errors
    /// [`Error::Invalid`] for fewer than three or more than five, and for one that is empty, long
    /// or written twice; [`Error::Forbidden`] for a program.
    pub async fn prime(&self, scope: &Scope, opportunities: &[String]) -> Result<Comparison, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let lines: Vec<String> =
            opportunities.iter().map(|line| text::one_line(line)).filter(|line| !line.is_empty()).collect();
        let why = if !MANY.contains(&lines.len()) {
            Some(format!("there are {}; write three to five", lines.len()))
        } else if lines.iter().any(|line| line.chars().count() > LONGEST) {
            Some(format!("one is longer than {LONGEST} characters"))
        } else if (1..lines.len()).any(|at| lines[..at].contains(&lines[at])) {
            Some("one is written twice".to_owned())
        } else {
            None
        };
        if let Some(why) = why {
            let hint = "write needs, pains and wishes as you heard them, one sentence each";
            return Err(Error::invalid("opportunities", why, hint));
        }
        let primed = Primed {
            opportunities: lines,
            by: by.name().to_owned(),
            at: self.means.clock.now_ms(),
            after_reading: self.has_shown_something(scope).await?,
        };
        self.keep_found(scope, PRIMED, &primed).await?;
        self.compare_primed(scope, primed).await
    }

    /// What the person wrote beside what Hone found; none when they wrote nothing.
    pub async fn primed(&self, scope: &Scope) -> Result<Option<Comparison>, Error> {
        match self.kept::<Primed>(scope, PRIMED).await? {
            Some(primed) => Ok(Some(self.compare_primed(scope, primed).await?)),
            None => Ok(None),
        }
    }

    /// Forgets what the person wrote.
    pub async fn unprime(&self, scope: &Scope) -> Result<(), Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        Ok(self.store.change_setting(&scope.workspace, PRIMED, |_| None).await?)
    }

    async fn has_shown_something(&self, scope: &Scope) -> Result<bool, Error> {
        for kind in [Kind::Theme, Kind::Snapshot] {
            let filter = SuggestionFilter { kind: Some(kind), ..SuggestionFilter::default() };
            if !self.store.suggestions(&scope.workspace, filter).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Both side by side; worked out once for these words and these themes, since each of them is
    /// read by the encoder.
    async fn compare_primed(&self, scope: &Scope, primed: Primed) -> Result<Comparison, Error> {
        let Some(found) = self.insights(scope).await? else {
            let yours_only = primed.opportunities.clone();
            return Ok(Comparison { primed, is_read: false, both: vec![], yours_only, hones_only: vec![] });
        };
        let state = state_of(&primed, &found.themes);
        let work = self.lay_beside(primed, found.themes);
        Ok(Comparison::clone(&*recall(&self.comparisons, scope, state, work).await?))
    }

    async fn lay_beside(&self, primed: Primed, themes: Vec<FoundTheme>) -> Result<Comparison, Error> {
        let encoder = &*self.library().await?.encoder;
        let lines = encoder.embed(&primed.opportunities).await.map_err(|_| unavailable())?;
        let (mut both, mut hones_only) = (Vec::new(), Vec::new());
        for FoundTheme { id, theme, .. } in themes {
            let mut texts = vec![theme.label.clone()];
            texts.extend(theme.quotes.iter().map(|quote| quote.text.clone()));
            let vectors = encoder.embed(&texts).await.map_err(|_| unavailable())?;
            let scored = primed.opportunities.iter().zip(&lines).map(|(yours, line)| {
                let likeness = vectors.iter().map(|vector| cosine(line, vector)).fold(0.0, f64::max);
                (yours, likeness)
            });
            let alike: Vec<SharedTheme> = scored
                .filter(|(_, score)| *score >= SAME)
                .map(|(yours, score)| SharedTheme {
                    yours: yours.clone(),
                    theme: id.clone(),
                    label: theme.label.clone(),
                    score: (score * 100.0).round() / 100.0,
                })
                .collect();
            if alike.is_empty() {
                hones_only.push(UnseenTheme { theme: id, label: theme.label });
            }
            both.extend(alike);
        }
        let is_shared = |line: &&String| !both.iter().any(|shared| shared.yours == **line);
        let yours_only = primed.opportunities.iter().filter(is_shared).cloned().collect();
        Ok(Comparison { primed, is_read: true, both, yours_only, hones_only })
    }
}

/// A number that is another when the words or the themes are.
fn state_of(primed: &Primed, themes: &[FoundTheme]) -> i64 {
    let mut hasher = DefaultHasher::new();
    (&primed.opportunities, &primed.by, primed.at).hash(&mut hasher);
    for FoundTheme { id, theme, .. } in themes {
        (id, &theme.label).hash(&mut hasher);
        theme.quotes.iter().for_each(|quote| quote.text.hash(&mut hasher));
    }
    hasher.finish().cast_signed()
}
