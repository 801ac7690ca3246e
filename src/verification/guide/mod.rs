//! Lint for an interview guide: each question for itself, then the guide as a whole.
//!
//! Every finding names the published criterion that it stands for: the fourteen mistakes of
//! interviewers by Shen, Singhal and Breaux (2025; handbook of methods §1.8). Two of them, what
//! contradicts itself and what does not fit the one who is asked, show only in a conversation
//! and are not looked for.

mod reading;
mod rules;

pub use reading::{GuideQuestion, questions_of};
pub use rules::{GuideFault, Mistake};

use super::questions::{QuestionFault, lint_question};
use crate::domain::id::content_hash;
use crate::domain::text;
use serde::Serialize;
use std::collections::BTreeMap;

/// The family of these rules on the wire.
const FAMILY: &str = "question";
/// Questions from which a guide is judged as a whole.
const A_GUIDE: usize = 3;

/// One fault of a guide, with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct GuideFinding {
    /// The same for what the same rule finds in the same words of the same question.
    pub id: String,
    /// Family of the rule: `question`.
    pub family: &'static str,
    /// What is wrong.
    pub code: &'static str,
    /// The published mistake that it stands for, where there is one.
    pub mistake: Option<&'static str>,
    /// 1-based line of the file; none when it is about the whole guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Words that triggered it.
    pub words: String,
    /// What to do instead, in one sentence.
    pub message: &'static str,
}

/// The faults of a guide, in the order of its lines, those of the whole last; none for a text
/// without a question.
pub fn lint_guide(text: &str) -> Vec<GuideFinding> {
    let questions = questions_of(text);
    let mut found: Vec<GuideFinding> = questions.iter().flat_map(faults_of).collect();
    found.extend(repeated(&questions));
    found.sort_by_key(|finding| finding.line);
    if questions.len() >= A_GUIDE {
        found.extend(rules::missing_of(&questions).into_iter().map(|fault| GuideFinding {
            id: content_hash(&[FAMILY, fault.id()]),
            family: FAMILY,
            code: fault.id(),
            mistake: fault.mistake().map(Mistake::id),
            line: None,
            question: None,
            words: format!("{} questions", questions.len()),
            message: fault.advice(),
        }));
    }
    found
}

/// The faults of one question, each once.
fn faults_of(question: &GuideQuestion) -> Vec<GuideFinding> {
    let by_words = lint_question(&question.text).into_iter().map(|faulty| {
        let mistake = Mistake::of(faulty.fault).map(Mistake::id);
        (faulty.fault.id(), mistake, faulty.words, faulty.fault.advice())
    });
    let is_empty = |code: &str| code == QuestionFault::Empty.id();
    let mut found: Vec<_> = by_words.collect();
    if !found.iter().any(|(code, ..)| is_empty(code)) {
        found.extend(
            rules::wording_of(&question.text)
                .into_iter()
                .map(|(fault, words)| (fault.id(), fault.mistake().map(Mistake::id), words, fault.advice())),
        );
    }
    let finding = |(code, mistake, words, message): (&'static str, _, String, _)| GuideFinding {
        id: content_hash(&[FAMILY, code, &question.text, &words]),
        family: FAMILY,
        code,
        mistake,
        line: Some(question.line),
        question: Some(question.text.clone()),
        words,
        message,
    };
    found.into_iter().map(finding).collect()
}

/// Questions that are asked twice, in the same words.
fn repeated(questions: &[GuideQuestion]) -> Vec<GuideFinding> {
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for question in questions {
        let words = text::words(&question.text);
        match seen.get(&words) {
            Some(line) => found.push(GuideFinding {
                id: content_hash(&[FAMILY, GuideFault::Repeated.id(), &question.text]),
                family: FAMILY,
                code: GuideFault::Repeated.id(),
                mistake: None,
                line: Some(question.line),
                question: Some(question.text.clone()),
                words: format!("as in line {line}"),
                message: GuideFault::Repeated.advice(),
            }),
            None => {
                seen.insert(words, question.line);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
