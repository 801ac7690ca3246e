//! Finds what interviews say about a topic.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::evidence::{EvidencePool, FoundPassage};
use crate::domain::id::SourceId;
use crate::domain::interview::Interview;
use crate::llm::Embedder;
use crate::retrieval::{
    Filter, Owner, PassageKind, Question, Retrieval, Tag, WINDOWING, passages_of_interview,
};
use std::collections::BTreeMap;

/// Most passages that one topic brings.
const PASSAGES_PER_TOPIC: usize = 12;

/// The interviews of a workspace with their turns, ready to be searched by words.
pub(super) struct Library {
    pub(super) interviews: Vec<Interview>,
    retrieval: Retrieval,
}

impl Copilot {
    /// Reads the interviews of the workspace and builds their index.
    pub(super) async fn library(&self, scope: &Scope, encoder: &dyn Embedder) -> Result<Library, Error> {
        let mut interviews = Vec::new();
        for header in self.store.interviews(&scope.workspace).await? {
            interviews.push(self.store.interview(&scope.workspace, header.id.as_str()).await?);
        }
        let retrieval = Retrieval::new(encoder.version(), encoder.dimension(), None);
        let owners = interviews
            .iter()
            .map(|interview| (Tag::of_interview(interview), passages_of_interview(interview, WINDOWING)))
            .collect();
        retrieval.fill(&scope.workspace, owners, None);
        Ok(Library { interviews, retrieval })
    }

    /// Searches for each topic; each passage once, with the topics that found it, best first.
    pub(super) async fn hear(
        &self,
        scope: &Scope,
        library: &Library,
        topics: &[String],
    ) -> Result<EvidencePool, Error> {
        let by_id: BTreeMap<&SourceId, &Interview> =
            library.interviews.iter().map(|interview| (&interview.id, interview)).collect();
        let filter = Filter { kind: Some(PassageKind::Turn), ..Filter::default() };
        let mut found: BTreeMap<String, FoundPassage> = BTreeMap::new();
        let mut pool = EvidencePool::default();
        for (topic, text) in topics.iter().enumerate() {
            let question = Question { text, vector: None, filter: &filter, limit: PASSAGES_PER_TOPIC };
            let answer = library
                .retrieval
                .search(&scope.workspace, question)
                .await
                .map_err(|error| Error::Internal(Box::new(error)))?;
            (pool.searched, pool.pending) = (answer.searched, answer.pending);
            for hit in answer.hits {
                let Owner::Source(id) = &hit.passage.owner else { continue };
                let Some(interview) = by_id.get(id) else { continue };
                let turns = &interview.turns[hit.passage.first_turn..=hit.passage.last_turn];
                let passage = found.entry(hit.passage.id.clone()).or_insert_with(|| FoundPassage {
                    id: id.clone(),
                    source: interview.key.clone(),
                    person: interview.person().to_owned(),
                    segment: interview.segment.clone(),
                    date: interview.date.clone(),
                    turns: turns.to_vec(),
                    score: 0.0,
                    topics: Vec::new(),
                });
                passage.score = passage.score.max(hit.score);
                passage.topics.push(topic);
            }
        }
        let mut passages: Vec<(String, FoundPassage)> = found.into_iter().collect();
        passages.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then_with(|| a.0.cmp(&b.0)));
        pool.passages = passages.into_iter().map(|(_, passage)| passage).collect();
        Ok(pool)
    }
}
