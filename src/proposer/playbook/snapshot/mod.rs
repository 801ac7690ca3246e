//! One page of an interview after Torres, in the participant's own words.
//!
//! Each interview is read alone. What was put into the participant's mouth is
//! left out, and every line keeps the place in the turn where it was said.

mod answers;
mod facts;
mod gaps;
mod lines;
mod marks;
mod opportunities;
mod room;
mod story;
mod voices;
mod wording;

pub(super) use marks::{costs, denies, feels, goes_around, is_elliptic, is_general, is_odd, points_back};
pub use opportunities::{Felt, matters, opportunities, quote_in_context};
pub use voices::{Said, listen};

use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Interview;
use crate::domain::snapshot::{Line, Opportunity, Snapshot};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use room::Room;

/// Words of participants below which a page cannot hold much.
const FEW_WORDS: usize = 60;
/// Words of a talk below which its page is mostly opportunities.
const SHORT_TALK: usize = 1_200;

/// The page of an interview; none where no participant says anything that may be quoted.
pub fn snapshot(interview: &Interview) -> Option<Suggestion<Draft>> {
    let said = listen(interview);
    if said.is_empty() {
        return None;
    }
    let spoken = spoken(interview);
    // One line of a kind for so many words, so that the page of a short talk is short too.
    let most = |words: usize, least: usize, most: usize| (spoken / words).clamp(least, most);
    let mut room = Room::of(spoken);
    let not_said = room.fit(12, 1, gaps::not_said(interview));
    let felt = opportunities(
        interview,
        &said,
        most(85, 3, 10),
        room.until(if spoken < SHORT_TALK { 66 } else { 55 }),
    );
    room.take(felt.iter().map(|one| one.line.as_str()));
    let mut told: Vec<Quote> = felt.iter().map(|one| one.said.excerpt.quote.clone()).collect();
    // What stands on the page already is not told again.
    let mut part = |lines: &dyn Fn(&[&Said], usize) -> Vec<Line>, until: usize| {
        let fresh: Vec<&Said> = said.iter().filter(|one| !is_told(one, &told)).collect();
        let lines = lines(&fresh, room.until(until));
        room.take(lines.iter().map(|line| line.text.as_str()));
        told.extend(lines.iter().map(|line| line.quote.clone()));
        lines
    };
    let quick_facts = part(
        &|said, words| facts::quick_facts(interview, said, (most(250, 3, 7), words)),
        if spoken < SHORT_TALK { 92 } else { 78 },
    );
    let story = part(
        &|said, words| story::story(interview, said, (most(500, 2, 6), words)),
        if spoken < SHORT_TALK { 100 } else { 86 },
    );
    let workarounds = part(&|said, words| lines::workarounds(interview, said, (most(600, 1, 4), words)), 90);
    let surprises = part(&|said, words| lines::surprises(interview, said, (most(800, 1, 3), words)), 92);
    let open_questions = room.fit(100, 0, gaps::open_questions(&felt, most(700, 1, 3)));
    let everything: Vec<&Said> = said.iter().collect();
    let page = Snapshot {
        interview: interview.key.clone(),
        quick_facts,
        memorable: lines::memorable(interview, &everything, most(350, 2, 4)),
        story,
        workarounds,
        surprises,
        open_questions,
        not_said,
        opportunities: felt
            .into_iter()
            .map(|one| Opportunity { text: one.line, kind: one.kind, quote: one.said.excerpt.quote })
            .collect(),
    };
    Some(draft_of(interview, page, said.len()))
}

/// The page as a suggestion, with what a reader must know of it; `searched` is how many sentences
/// were read for it.
pub fn draft_of(interview: &Interview, page: Snapshot, searched: usize) -> Suggestion<Draft> {
    let evidence = evidence_of(&page, searched);
    let title = title_of(interview, &page);
    let mut draft = Suggestion::draft(page, &*interview.key, title);
    draft.why = why(interview);
    draft.evidence = evidence;
    draft
}

/// Words of everybody.
fn spoken(interview: &Interview) -> usize {
    interview.turns.iter().map(|turn| text::words(&turn.text).len()).sum()
}

/// Whether the sentence stands in a quote of the page.
fn is_told(said: &Said, told: &[Quote]) -> bool {
    told.iter().any(|quote| quote.overlaps(&said.excerpt.quote))
}

fn title_of(interview: &Interview, page: &Snapshot) -> String {
    let who = interview.segment.as_ref().map_or_else(String::new, |segment| format!(" ({segment})"));
    let found = match page.opportunities.len() {
        1 => "1 opportunity".to_owned(),
        several => format!("{several} opportunities"),
    };
    format!("{}{who}: {found} on one page", interview.key)
}

/// What a reader must know before trusting the page.
fn why(interview: &Interview) -> String {
    let spoken = spoken(interview);
    let voices = interview.roles.iter().filter(|one| one.role.testifies()).count();
    let own: usize = interview
        .turns
        .iter()
        .filter(|turn| turn.role.testifies())
        .map(|turn| text::words(&turn.text).len())
        .sum();
    let voices = if voices > 1 {
        format!(" {voices} participants speak here: see who said each line.")
    } else {
        String::new()
    };
    if own < FEW_WORDS {
        return format!(
            "Only {own} words of the participant: too few for a page, so this holds what there is.{voices}"
        );
    }
    format!(
        "From {own} words of the participant among {spoken}; each line stands in the turn that it names.{voices}"
    )
}

/// The opportunities' quotes are what the page rests on.
fn evidence_of(page: &Snapshot, searched: usize) -> Evidence {
    let people: std::collections::BTreeSet<&str> =
        page.opportunities.iter().map(|one| one.quote.speaker.as_str()).collect();
    Evidence {
        supporting: page.opportunities.iter().map(|one| one.quote.clone()).collect(),
        against: Vec::new(),
        searched,
        participants: people.len(),
        withdrawn: 0,
    }
}
