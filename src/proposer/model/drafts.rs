//! From an answer to drafts: names become types, citations become quotes, the rest is dropped.

use super::answer::{
    AssumptionAnswer, AssumptionsAnswer, CandidateAnswer, QuestionAnswer, QuestionsAnswer, SplitAnswer,
    read as parse,
};
use super::evidence::{Lines, denies};
use super::schema::schema_of;
use crate::domain::assumption::{Assumption, AssumptionKind, Importance};
use crate::domain::question::{Question, Serves};
use crate::domain::slicing;
use crate::domain::split::{Candidate, Dropped, Pattern, Slice, Split, Verdict};
use crate::domain::suggestion::{Draft, Kind, Suggestion};
use crate::domain::text;
use crate::prompt::Job;
use crate::proposer::Brief;
use crate::proposer::playbook::listening::{Excerpt, Sides};
use crate::proposer::playbook::reading::{PartKind, Reading};
use serde_json::Value;

/// Drafts of one kind that one answer may bring.
const MOST: usize = 6;
/// Slices of a candidate.
const FEWEST_SLICES: usize = 2;
const MOST_SLICES: usize = 7;
/// Characters of a statement.
const LONGEST: usize = 400;
const CUSTOMER: &str = "customer";
const IMPORTANCE: [(&str, Importance); 3] =
    [("high", Importance::High), ("medium", Importance::Medium), ("low", Importance::Low)];

/// What can be asked on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Split,
    Assumption,
    Question,
}

impl Asked {
    /// The job, if it is about an item.
    pub(super) fn of(job: Job) -> Option<Self> {
        match job {
            Job::Split => Some(Self::Split),
            Job::Assumption => Some(Self::Assumption),
            Job::Question => Some(Self::Question),
            Job::Snapshot | Job::Theme | Job::Judge => None,
        }
    }

    /// The kind of suggestion that comes of it.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Split => Kind::Split,
            Self::Assumption => Kind::Assumption,
            Self::Question => Kind::Question,
        }
    }
}

/// Drafts, and how many statements or citations had no ground.
pub(super) struct Drafted {
    pub(super) drafts: Vec<Suggestion<Draft>>,
    pub(super) dropped: usize,
}

/// The form of a job's answer, with the ids that this request knows.
pub(super) fn schema(asked: Asked, brief: &Brief, lines: &Lines) -> Value {
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let lines = ("id", lines.ids());
    match asked {
        Asked::Split => {
            let units = Reading::of(&brief.item).parts.iter().map(|part| part.unit.id.clone()).collect();
            let patterns: Vec<&str> = patterns().map(Pattern::id).collect();
            schema_of::<SplitAnswer>(&[lines, ("covers", units), ("pattern", ids(&patterns))])
        }
        Asked::Assumption => schema_of::<AssumptionsAnswer>(&[
            lines,
            ("kind", ids(&AssumptionKind::ALL.map(AssumptionKind::id))),
            ("importance", ids(&IMPORTANCE.map(|(id, _)| id))),
        ]),
        Asked::Question => {
            let mut people: Vec<String> = brief.stakeholders.iter().map(|one| one.name.clone()).collect();
            people.push(CUSTOMER.into());
            schema_of::<QuestionsAnswer>(&[lines, ("addressee", people)])
        }
    }
}

/// The patterns that a model may choose: a spike is the playbook's last resort alone.
fn patterns() -> impl Iterator<Item = Pattern> {
    Pattern::ALL.into_iter().filter(|pattern| *pattern != Pattern::Spike)
}

/// Reads an answer.
///
/// # Errors
/// What the parser says of an answer that is not of the form.
pub(super) fn read(
    asked: Asked,
    answer: &str,
    brief: &Brief,
    lines: &Lines,
    searched: usize,
) -> Result<Drafted, String> {
    let mut drafted = Drafted { drafts: Vec::new(), dropped: 0 };
    match asked {
        Asked::Split => {
            let answer: SplitAnswer = parse(answer)?;
            let (cited, unproved) = lines.cite(&answer.evidence);
            drafted.dropped += unproved;
            for candidate in answer.candidates {
                let evidence = sides(cited.clone(), Vec::new(), searched);
                drafted.take(split(candidate, brief).map(|draft| with(draft, &evidence)));
            }
        }
        Asked::Assumption => {
            for one in parse::<AssumptionsAnswer>(answer)?.assumptions {
                let (cited, unproved) = lines.cite(&one.supports);
                let (supporting, denying): (Vec<_>, Vec<_>) =
                    cited.into_iter().partition(|excerpt| !denies(&one.statement, &excerpt.quote.text));
                let (against, baseless) = lines.cite(&one.contradicts);
                drafted.dropped += unproved + baseless + denying.len();
                let has_ground = one.supports.is_empty() || !supporting.is_empty();
                let sides = sides(supporting, against, searched);
                drafted.take(has_ground.then(|| assumption(&one, brief, &sides)).flatten());
            }
        }
        Asked::Question => {
            for one in parse::<QuestionsAnswer>(answer)?.questions {
                let (cited, unproved) = lines.cite(&one.evidence);
                drafted.dropped += unproved;
                let has_ground = one.evidence.is_empty() || !cited.is_empty();
                let sides = sides(cited, Vec::new(), searched);
                drafted.take(
                    has_ground.then(|| question(one, brief)).flatten().map(|draft| with(draft, &sides)),
                );
            }
        }
    }
    Ok(drafted)
}

impl Drafted {
    fn take(&mut self, draft: Option<Suggestion<Draft>>) {
        match draft {
            Some(draft) if self.drafts.len() < MOST => self.drafts.push(draft),
            _ => self.dropped += 1,
        }
    }
}

fn sides(supporting: Vec<Excerpt>, against: Vec<Excerpt>, searched: usize) -> Sides {
    Sides { supporting, against, searched }
}

fn with(mut draft: Suggestion<Draft>, sides: &Sides) -> Suggestion<Draft> {
    draft.evidence = sides.to_evidence();
    draft
}

/// A statement on one line; none if it has no word or is longer than anybody reads.
pub(super) fn line(text: &str) -> Option<String> {
    let line = text::one_line(text);
    let has_words = line.chars().any(char::is_alphanumeric);
    (has_words && line.chars().count() <= LONGEST).then_some(line)
}

fn lines_of(texts: &[String]) -> Vec<String> {
    texts.iter().filter_map(|text| line(text)).take(MOST).collect()
}

fn split(answer: CandidateAnswer, brief: &Brief) -> Option<Suggestion<Draft>> {
    let pattern = patterns().find(|pattern| pattern.id() == answer.pattern)?;
    let reading = Reading::of(&brief.item);
    let is_known = |id: &String| reading.parts.iter().any(|part| part.unit.id == *id);
    let slices: Vec<Slice> = answer
        .slices
        .into_iter()
        .enumerate()
        .filter_map(|(index, slice)| {
            Some(Slice {
                title: line(&slice.title)?,
                narrative: line(&slice.narrative),
                acceptance_criteria: lines_of(&slice.acceptance_criteria),
                covers: slice.covers.into_iter().filter(is_known).collect(),
                first: index == 0,
                questions: Vec::new(),
                time_box: None,
            })
        })
        .collect();
    if !(FEWEST_SLICES..=MOST_SLICES).contains(&slices.len()) || !slices[0].first {
        return None;
    }
    let mut candidate = Candidate {
        pattern,
        triggers: Vec::new(),
        core_complexity: line(&answer.core_complexity).unwrap_or_default(),
        variations: lines_of(&answer.variations),
        reduced_to: line(&answer.reduced_to).unwrap_or_default(),
        deprioritise: (2..slices.len()).next_back().into_iter().collect(),
        slices,
        evaluation: std::collections::BTreeMap::new(),
        why_not: std::collections::BTreeMap::new(),
        warnings: Vec::new(),
    };
    (candidate.evaluation, candidate.why_not) = slicing::evaluate(&candidate);
    let open = reading.parts.iter().filter(|part| part.kind == PartKind::Open);
    let why = |text: &str| {
        format!("“{text}” names nothing: ask what else there is before anything is built for it.")
    };
    let title =
        format!("Split {} into {} slices by {}", brief.item.key, candidate.slices.len(), pattern.id());
    let body = Split {
        verdict: Verdict::Split,
        reason: "A story with value, whose parts can be delivered one by one.".into(),
        instead: Vec::new(),
        merge_with: Vec::new(),
        units: reading.parts.iter().map(|part| part.unit.clone()).collect(),
        dropped: open.map(|part| Dropped { unit: part.unit.id.clone(), why: why(&part.unit.text) }).collect(),
        candidates: vec![candidate],
    };
    Some(Suggestion::draft(body, &*brief.item.key, title))
}

fn assumption(answer: &AssumptionAnswer, brief: &Brief, sides: &Sides) -> Option<Suggestion<Draft>> {
    let statement = line(&answer.statement)?;
    let importance_why = line(&answer.importance_why)?;
    let body = Assumption {
        statement: statement.clone(),
        kind: AssumptionKind::ALL.into_iter().find(|kind| kind.id() == answer.kind)?,
        importance: IMPORTANCE.iter().find(|(id, _)| *id == answer.importance)?.1,
        importance_why: importance_why.clone(),
        certainty: sides.certainty(),
        searched: sides.searched,
    };
    let mut draft = with(Suggestion::draft(body, &*brief.item.key, statement), sides);
    draft.why = importance_why;
    Some(draft)
}

fn question(answer: QuestionAnswer, brief: &Brief) -> Option<Suggestion<Draft>> {
    let text = line(&answer.text)?;
    let why_them = line(&answer.why_them)?;
    let is_known =
        answer.addressee == CUSTOMER || brief.stakeholders.iter().any(|one| one.name == answer.addressee);
    let body = Question {
        text: text.clone(),
        about: line(&answer.about)?,
        addressee: is_known.then_some(answer.addressee)?,
        why_them: why_them.clone(),
        serves: Serves::Decision(line(&answer.serves)?),
        answered_by: Vec::new(),
    };
    let mut draft = Suggestion::draft(body, &*brief.item.key, text);
    draft.why = why_them;
    Some(draft)
}
