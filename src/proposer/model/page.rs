//! One page of an interview, by a model: it chooses lines and words them, code proves each.

use super::answer::{FeltAnswer, NotedAnswer, PageAnswer, read as parse};
use super::drafts::{Drafted, line};
use super::evidence::{Lines, rests_on};
use super::instruction::instructs;
use super::schema::schema_of;
use super::{Prepared, Subject, fit};
use crate::domain::evidence::{EvidencePool, FoundPassage, Quote};
use crate::domain::interview::Interview;
use crate::domain::snapshot::{Line, Opportunity, OpportunityKind, Snapshot};
use crate::prompt::{Data, Job, Optional, PageContext, PromptError, Prompts};
use crate::proposer::Heard;
use crate::proposer::playbook::snapshot::draft_of;

/// Lines of one part that are taken.
const MOST: usize = 8;
const KINDS: [(&str, OpportunityKind); 3] =
    [("need", OpportunityKind::Need), ("pain", OpportunityKind::Pain), ("desire", OpportunityKind::Desire)];

/// Fills the templates for an interview; none when there is no room for any of it in `window` tokens.
///
/// # Errors
/// [`PromptError`] when a template cannot be filled.
pub fn prepare_page(
    interview: &Interview,
    prompts: &Prompts,
    window: usize,
) -> Result<Option<Prepared>, PromptError> {
    let context = PageContext {
        key: Data::of(&interview.key),
        segment: Optional(Data::of(interview.segment.as_deref().unwrap_or_default())),
        evidence: Vec::new(),
    };
    let pack = |context: &mut PageContext, budget| {
        let lines = Lines::pack(&whole(interview), budget);
        context.evidence = lines.for_prompt();
        lines
    };
    let Some(fitted) = fit(Job::Snapshot, prompts, window, context, pack)? else { return Ok(None) };
    if fitted.lines.is_empty() {
        return Ok(None);
    }
    let kinds = KINDS.iter().map(|(id, _)| (*id).to_owned()).collect();
    let schema = schema_of::<PageAnswer>(&[("id", fitted.lines.ids()), ("kind", kinds)]);
    Ok(Some(fitted.prepared(Subject::Interview(Box::new(interview.clone())), schema)))
}

/// All of an interview as if a search had found it.
fn whole(interview: &Interview) -> Heard {
    let passage = FoundPassage {
        id: interview.id.clone(),
        source: interview.key.clone(),
        person: interview.person().to_owned(),
        segment: interview.segment.clone(),
        date: interview.date.clone(),
        turns: interview.turns.clone(),
        score: 1.0,
        topics: Vec::new(),
    };
    Heard {
        topics: Vec::new(),
        pool: EvidencePool { passages: vec![passage], searched: interview.turns.len(), pending: 0 },
    }
}

/// Reads an answer.
///
/// # Errors
/// What the parser says of an answer that is not of the form.
pub(super) fn read(answer: &str, interview: &Interview, lines: &Lines) -> Result<Drafted, String> {
    let answer: PageAnswer = parse(answer)?;
    let mut page = Reader { lines, dropped: 0 };
    let (memorable, unproved) = lines.cite(&answer.memorable);
    let snapshot = Snapshot {
        interview: interview.key.clone(),
        quick_facts: page.lines(&answer.quick_facts),
        story: page.lines(&answer.story),
        opportunities: page.opportunities(&answer.opportunities),
        workarounds: page.lines(&answer.workarounds),
        surprises: page.lines(&answer.surprises),
        memorable: memorable.into_iter().map(|excerpt| excerpt.quote).take(MOST).collect(),
        open_questions: page.questions(&answer.open_questions),
        not_said: Vec::new(),
    };
    let dropped = page.dropped + unproved;
    let is_empty = snapshot.opportunities.is_empty() && snapshot.story.is_empty();
    let draft = (!is_empty).then(|| draft_of(interview, snapshot, lines.len()));
    Ok(Drafted { drafts: draft.into_iter().collect(), dropped })
}

/// Takes what is proved, and counts what is not.
struct Reader<'a> {
    lines: &'a Lines,
    dropped: usize,
}

impl Reader<'_> {
    /// A line with the sentence that proves it.
    fn proved(&mut self, text: &str, id: &str, words: &str) -> Option<(String, Quote)> {
        let quote = self.lines.cited(id, words).map(|excerpt| &excerpt.quote);
        let proved = quote.zip(line(text)).filter(|(quote, text)| rests_on(text, &quote.text));
        self.dropped += usize::from(proved.is_none());
        proved.map(|(quote, text)| (text, quote.clone()))
    }

    fn lines(&mut self, noted: &[NotedAnswer]) -> Vec<Line> {
        let taken = noted.iter().take(MOST);
        taken
            .filter_map(|one| self.proved(&one.text, &one.id, &one.words))
            .map(|(text, quote)| Line { text, quote })
            .collect()
    }

    fn opportunities(&mut self, felt: &[FeltAnswer]) -> Vec<Opportunity> {
        let mut taken: Vec<Opportunity> = Vec::new();
        for one in felt.iter().take(MOST) {
            let kind = KINDS.iter().find(|(id, _)| *id == one.kind).map(|(_, kind)| *kind);
            let Some(kind) = kind else {
                self.dropped += 1;
                continue;
            };
            if let Some((text, quote)) = self.proved(&one.text, &one.id, &one.words) {
                taken.push(Opportunity { text, kind, quote });
            }
        }
        taken
    }

    fn questions(&mut self, asked: &[String]) -> Vec<String> {
        let said: Vec<String> =
            asked.iter().filter_map(|text| line(text)).filter(|text| !instructs(text)).collect();
        self.dropped += asked.len() - said.len();
        said.into_iter().take(MOST).collect()
    }
}
