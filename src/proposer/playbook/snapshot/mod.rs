//! One page of an interview after Torres, in the participant's own words.
//!
//! Each interview is read alone. What was put into the participant's mouth is
//! left out, and every line keeps the place in the turn where it was said.

mod gaps;
mod lines;
mod marks;
mod opportunities;
mod voices;
mod wording;

pub(super) use marks::{costs, feels, goes_around, is_odd};
pub use opportunities::{Felt, matters, opportunities, quote_in_context};
pub use voices::{Said, listen};
pub use wording::line_of;

use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Interview;
use crate::domain::snapshot::{Opportunity, Snapshot};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;

/// Words of participants below which a page cannot hold much.
const FEW_WORDS: usize = 60;

/// The page of an interview; none where no participant says anything that may be quoted.
pub fn snapshot(interview: &Interview) -> Option<Suggestion<Draft>> {
    let said = listen(interview);
    if said.is_empty() {
        return None;
    }
    let spoken = spoken(interview);
    // One line of a kind for so many words, so that the page of a short talk is short too.
    let room = |words: usize, least: usize, most: usize| (spoken / words).clamp(least, most);
    let felt = opportunities(interview, &said, room(85, 3, 8));
    let mut page = Snapshot {
        interview: interview.key.clone(),
        quick_facts: lines::quick_facts(interview, &said, room(350, 2, 5)),
        memorable: lines::memorable(&said, room(500, 1, 3)),
        story: lines::story(interview, &said, room(500, 2, 6)),
        workarounds: lines::workarounds(interview, &said, room(600, 1, 4)),
        surprises: lines::surprises(interview, &said, room(800, 1, 3)),
        open_questions: gaps::open_questions(&felt, room(700, 1, 3)),
        not_said: gaps::not_said(interview),
        opportunities: felt
            .into_iter()
            .map(|one| Opportunity { text: one.line, kind: one.kind, quote: one.said.excerpt.quote })
            .collect(),
    };
    leave_out_repeats(&mut page);
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

/// A way around or a surprise that stands on the page already is not told again.
fn leave_out_repeats(page: &mut Snapshot) {
    let mut told: Vec<Quote> = page.opportunities.iter().map(|one| one.quote.clone()).collect();
    page.workarounds.retain(|line| !told.contains(&line.quote));
    told.extend(page.workarounds.iter().map(|line| line.quote.clone()));
    page.surprises.retain(|line| !told.contains(&line.quote));
}

fn title_of(interview: &Interview, page: &Snapshot) -> String {
    let who = interview.segment.as_ref().map_or_else(String::new, |segment| format!(" ({segment})"));
    format!("{}{who}: {} opportunities on one page", interview.key, page.opportunities.len())
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
