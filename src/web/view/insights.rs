//! What several people say, what one says alone, who disagrees, and what nobody was asked.

use super::evidence::QuoteView;
use super::inbox::Choices;
use super::interviews::heard;
use super::paging::{next, part};
use super::spark::{Spark, spark};
use super::suggestion::SuggestionView;
use super::time::{date, with_dates};
use super::tree::TreeView;
use super::url;
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::id::SuggestionId;
use crate::domain::interview::Interview;
use crate::use_case::{Comparison, FoundTheme, Segments, Themes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Quotes of a theme that are shown at once.
const QUOTES: usize = 2;

/// Which part of the insights.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct InsightFilter {
    /// Only themes in which this segment has a voice.
    #[serde(default)]
    pub(crate) segment: String,
    /// Two segments to compare.
    #[serde(default)]
    pub(crate) a: String,
    #[serde(default)]
    pub(crate) b: String,
    #[serde(default)]
    pub(crate) from: usize,
}

/// The page of insights.
#[derive(Debug, Serialize)]
pub(crate) struct InsightsPage {
    about: String,
    people: usize,
    /// None while the interviews were not read together yet.
    read: Option<ReadTogether>,
    /// What the person wrote before Hone said anything, beside it.
    own: Option<Own>,
    choices: Choices,
}

/// A person's own opportunities beside the themes.
#[derive(Debug, Serialize)]
pub(crate) struct Own {
    /// One a line.
    text: String,
    is_read: bool,
    after_reading: bool,
    /// The person's words, the label of the theme, its page.
    both: Vec<(String, String, String)>,
    yours_only: Vec<String>,
    hones_only: Vec<(String, String)>,
}

impl Own {
    fn of(found: Comparison) -> Self {
        let page = |id: &SuggestionId| format!("/suggestions/{id}");
        Self {
            text: found.primed.opportunities.join("\n"),
            is_read: found.is_read,
            after_reading: found.primed.after_reading,
            both: found.both.into_iter().map(|one| (one.yours, one.label, page(&one.theme))).collect(),
            yours_only: found.yours_only,
            hones_only: found.hones_only.into_iter().map(|one| (one.label, page(&one.theme))).collect(),
        }
    }
}

/// What a reading of all interviews found.
#[derive(Debug, Serialize)]
pub(crate) struct ReadTogether {
    themes: Vec<ThemeCard>,
    all: usize,
    more: Option<String>,
    alone: Vec<QuoteView>,
    disagree: Vec<Disagreement>,
    unread: Vec<String>,
    pub(crate) tree: Option<TreeView>,
    segments: Vec<SegmentRow>,
    one_voice: Vec<String>,
    not_heard: Vec<String>,
    compared: Option<[Vec<String>; 3]>,
    pair: [String; 2],
}

/// A theme with what can be done with it.
#[derive(Debug, Serialize)]
struct ThemeCard {
    s: SuggestionView,
    people: String,
    quotes_for: usize,
    quotes_against: usize,
    why: String,
    is_withdrawn: bool,
    spark: Option<Spark>,
    shown: Vec<QuoteView>,
    against: Vec<QuoteView>,
    rest: usize,
    /// Every quote for it, by number from 1.
    numbered: Vec<(usize, String, String)>,
}

/// Two statements that cannot both hold everywhere.
#[derive(Debug, Serialize)]
struct Disagreement {
    about: String,
    between: &'static str,
    quote: QuoteView,
    other: Option<QuoteView>,
    item: Option<(String, String, String)>,
}

/// How far a segment was heard.
#[derive(Debug, Serialize)]
struct SegmentRow {
    name: String,
    chosen: bool,
    people: usize,
    interviews: usize,
    last: String,
    themes: usize,
}

impl InsightsPage {
    pub(crate) fn of(interviews: &[Interview], read: Option<ReadTogether>, choices: Choices) -> Self {
        let people: BTreeSet<&str> = interviews.iter().map(Interview::person).collect();
        let segments: BTreeSet<&str> = interviews.iter().filter_map(|one| one.segment.as_deref()).collect();
        let about = heard(people.len(), segments.len());
        Self { about, people: people.len(), read, own: None, choices }
    }

    /// The same page with what the person wrote of their own.
    pub(crate) fn beside(self, own: Option<Comparison>) -> Self {
        Self { own: own.map(Own::of), ..self }
    }
}

/// Themes of one page that a filter lets through, with how many there are in all.
pub(crate) fn shown<'a>(themes: &'a [FoundTheme], filter: &InsightFilter) -> (Vec<&'a FoundTheme>, usize) {
    let has_voice =
        |found: &&FoundTheme| filter.segment.is_empty() || found.theme.segments.contains(&filter.segment);
    let all: Vec<&FoundTheme> = themes.iter().filter(has_voice).collect();
    (part(&all, filter.from).to_vec(), all.len())
}

impl ReadTogether {
    /// What was found; `views` are the suggestions of the themes that are shown, in order.
    pub(crate) fn of(
        found: &Themes,
        views: Vec<SuggestionView>,
        interviews: &[Interview],
        segments: Segments,
        filter: &InsightFilter,
    ) -> Self {
        let (themes, all) = shown(&found.themes, filter);
        let cards = themes.into_iter().zip(views);
        let more = next(all, filter.from);
        let more =
            more.map(|from| format!("/insights?segment={}&from={from}", url::segment(&filter.segment)));
        Self {
            themes: cards.map(|(theme, view)| ThemeCard::of(theme, view, interviews)).collect(),
            all,
            more,
            alone: found.anomalies.iter().map(QuoteView::of).collect(),
            disagree: found.contradictions.iter().map(Disagreement::of).collect(),
            unread: found.unread.clone(),
            tree: None,
            one_voice: segments.one_voice,
            not_heard: segments.not_heard,
            compared: segments.compared,
            segments: segments
                .segments
                .into_iter()
                .map(|one| SegmentRow {
                    chosen: one.segment == filter.segment,
                    name: one.segment,
                    people: one.people,
                    interviews: one.interviews,
                    last: one.last.as_deref().map(date).unwrap_or_default(),
                    themes: one.themes.len(),
                })
                .collect(),
            pair: [filter.a.clone(), filter.b.clone()],
        }
    }
}

impl ThemeCard {
    fn of(found: &FoundTheme, view: SuggestionView, interviews: &[Interview]) -> Self {
        let theme = &found.theme;
        let everybody: BTreeSet<&str> = interviews.iter().map(Interview::person).collect();
        let numbered = theme.quotes.iter().enumerate();
        Self {
            s: view,
            people: format!("{} of {} people", theme.participants.len(), everybody.len()),
            quotes_for: theme.participants.len(),
            quotes_against: theme.against.len(),
            why: since(&found.why),
            is_withdrawn: found.withdrawn > 0,
            spark: spark(theme, interviews),
            shown: theme.quotes.iter().take(QUOTES).map(QuoteView::of).collect(),
            against: theme.against.iter().map(QuoteView::of).collect(),
            rest: theme.quotes.len().saturating_sub(QUOTES),
            numbered: numbered
                .map(|(at, quote)| (at + 1, quote.source.clone(), quote.text.clone()))
                .collect(),
        }
    }
}

/// The sentence of a theme without the count, which stands over it already.
fn since(why: &str) -> String {
    let rest = why.split_once("people. ").map_or(why, |(_, rest)| rest);
    with_dates(rest)
}

impl Disagreement {
    fn of(found: &Contradiction) -> Self {
        let (between, other, item) = match &found.against {
            Against::Participants { against } => ("Two people", Some(QuoteView::of(against)), None),
            Against::OneInterview { against } => {
                ("One person, two statements", Some(QuoteView::of(against)), None)
            }
            Against::ParticipantAndItem { against } => {
                let item = (against.item.clone(), url::item(&against.item), against.text.clone());
                ("A person and the backlog", None, Some(item))
            }
        };
        Self { about: found.about.clone(), between, quote: QuoteView::of(&found.quote), other, item }
    }
}
