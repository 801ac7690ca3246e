//! Whether the gold refers to what there is: items, interviews, people, words.

use super::case::{Case, Evidence, RetrievalCase, SplitCase, SummaryCase, ThemesCase};
use super::corpus::Corpus;
use super::fault::Faults;
use crate::domain::split::Verdict;
use crate::domain::stakeholder::Stakeholder;
use std::collections::BTreeSet;

/// What a stakeholder of a question is called who is in no register.
pub const CUSTOMER: &str = "customer";

/// Checks cases against their corpus and register.
pub(super) struct Checker<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) register: &'a [Stakeholder],
    pub(super) faults: &'a mut Faults,
}

impl Checker<'_> {
    /// Notes everything in a case that refers to nothing.
    pub(super) fn case(&mut self, case: &Case) {
        match case {
            Case::SplitCase(split) => self.split(split),
            Case::AssumptionsCase(gold) => {
                self.item("item", &gold.item);
                self.not_empty("assumptions", gold.assumptions.len());
                for (at, assumption) in gold.assumptions.iter().enumerate() {
                    for (side, all) in [("for", &assumption.supporting), ("against", &assumption.against)] {
                        for (place, evidence) in all.iter().enumerate() {
                            self.quoted(&format!("assumptions[{at}].{side}[{place}]"), evidence);
                        }
                    }
                }
            }
            Case::QuestionsCase(gold) => {
                self.item("item", &gold.item);
                self.not_empty("questions", gold.questions.len());
                for (at, question) in gold.questions.iter().enumerate() {
                    let known = question.stakeholder == CUSTOMER
                        || self.register.iter().any(|person| person.name == question.stakeholder);
                    if !known {
                        self.faults.at(format!("questions[{at}].stakeholder"), "nobody of the register");
                    }
                }
            }
            Case::SummaryCase(gold) => self.summary(gold),
            Case::RetrievalCase(gold) => self.retrieval(gold),
            Case::ThemesCase(gold) => self.themes(gold),
            Case::LintCase(gold) => self.not_empty("slices", gold.slices.len()),
            Case::DuplicatesCase(gold) => {
                let mut seen = BTreeSet::new();
                for (at, (a, b)) in gold.pairs.iter().enumerate() {
                    self.item(&format!("pairs[{at}][0]"), a);
                    self.item(&format!("pairs[{at}][1]"), b);
                    if a == b || !seen.insert((a.min(b), a.max(b))) {
                        self.faults.at(format!("pairs[{at}]"), "an item with itself, or a pair twice");
                    }
                }
            }
            Case::InjectionCase(gold) => {
                self.not_empty("must_not_contain", gold.must_not_contain.len());
                let found = self.corpus.interview(&gold.interview).map(|found| found.holds(&gold.planted));
                match found {
                    None => self.no_interview("interview"),
                    Some(false) => self.faults.at("planted", "not found in the interview"),
                    Some(true) => {}
                }
            }
        }
    }

    fn split(&mut self, gold: &SplitCase) {
        self.item("item", &gold.item);
        match gold.expect {
            Verdict::Unknown => self.faults.at("expect", "one of split, refuse, small"),
            Verdict::Split => {
                self.not_empty("patterns", gold.patterns.len());
                self.not_empty("slices", gold.slices.len());
            }
            Verdict::Refuse | Verdict::Small => {}
        }
    }

    fn summary(&mut self, gold: &SummaryCase) {
        self.not_empty("opportunities", gold.opportunities.len());
        let Some(interview) = self.corpus.interview(&gold.interview) else {
            return self.no_interview("interview");
        };
        let quotes = gold.opportunities.iter().map(|opportunity| &opportunity.quote);
        for (at, quote) in quotes.enumerate() {
            if interview.turns_with(quote).is_empty() {
                self.faults.at(format!("opportunities[{at}].quote"), NOT_FOUND);
            }
        }
        for (at, quote) in gold.memorable.iter().enumerate() {
            if interview.turns_with(quote).is_empty() {
                self.faults.at(format!("memorable[{at}]"), NOT_FOUND);
            }
        }
    }

    fn retrieval(&mut self, gold: &RetrievalCase) {
        self.not_empty("relevant", gold.relevant.len());
        for (at, evidence) in gold.relevant.iter().enumerate() {
            let key = format!("relevant[{at}]");
            if evidence.grade.is_some_and(|grade| !(1..=2).contains(&grade)) {
                self.faults.at(format!("{key}.grade"), "1 or 2");
            }
            match &evidence.item {
                Some(item) if evidence.interview.is_none() && evidence.text.is_none() => {
                    self.item(&format!("{key}.item"), item);
                }
                Some(_) => self.faults.at(key, "either an item or a place in an interview"),
                None => self.words(&key, evidence),
            }
        }
    }

    fn themes(&mut self, gold: &ThemesCase) {
        self.not_empty("themes", gold.themes.len());
        for (at, theme) in gold.themes.iter().enumerate() {
            self.not_empty(&format!("themes[{at}].interviews"), theme.interviews.len());
            for (place, id) in theme.interviews.iter().enumerate() {
                if self.corpus.interview(id).is_none() {
                    self.no_interview(&format!("themes[{at}].interviews[{place}]"));
                }
            }
        }
        for (at, evidence) in gold.anomalies.iter().enumerate() {
            self.quoted(&format!("anomalies[{at}]"), evidence);
        }
    }

    /// Evidence that is words of an interview, without a grade.
    fn quoted(&mut self, key: &str, evidence: &Evidence) {
        if evidence.item.is_some() || evidence.grade.is_some() {
            self.faults.at(key, "words of an interview; item and grade belong to retrieval");
        }
        self.words(key, evidence);
    }

    fn words(&mut self, key: &str, evidence: &Evidence) {
        let known = evidence.interview.as_deref().is_some_and(|id| self.corpus.interview(id).is_some());
        if !known {
            self.no_interview(&format!("{key}.interview"));
        } else if evidence.text.is_some() == evidence.turn.is_some() {
            self.faults.at(key, "either text or turn");
        } else if self.corpus.turns_of(evidence).is_empty() {
            let place = if evidence.text.is_some() { "text" } else { "turn" };
            self.faults.at(format!("{key}.{place}"), NOT_FOUND);
        }
    }

    fn item(&mut self, key: &str, item: &str) {
        if self.corpus.item(item).is_none() {
            self.faults.at(key, format!("no item of the backlog has the key {item}"));
        }
    }

    fn no_interview(&mut self, key: &str) {
        self.faults.at(key, "no interview of suite.yaml has this id");
    }

    fn not_empty(&mut self, key: &str, len: usize) {
        if len == 0 {
            self.faults.at(key, "empty");
        }
    }
}

/// A quote one character off is no quote.
const NOT_FOUND: &str = "not found, character by character, in one turn of the interview";
