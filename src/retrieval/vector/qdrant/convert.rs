//! Points, filters and answers in the words of the server.

use crate::domain::id::WorkspaceId;
use crate::retrieval::lexical::{frequencies, saturation};
use crate::retrieval::passage::{Filter, Owner, PassageKind, Tag};
use crate::retrieval::vector::{Near, Point};
use qdrant_client::Payload;
use qdrant_client::qdrant::{
    Condition, FieldType, NamedVectors, PointId, PointStruct, Range, ScoredPoint, Vector, value,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Name of the vector of meaning.
pub(super) const DENSE: &str = "dense";
/// Name of the sparse vector of terms.
pub(super) const LEXICAL: &str = "lexical";
/// The tenant.
pub(super) const WORKSPACE: &str = "workspace";
const PASSAGE: &str = "passage";
const KIND: &str = "kind";
const OWNER: &str = "owner";
const SEGMENT: &str = "segment";
const PARTICIPANT: &str = "participant";
/// Days as numbers such as 20260131.
const DAY: &str = "day";

/// Fields by which points are filtered; each has an index, so that no filter is a full scan.
pub(super) const INDEXED: [(&str, FieldType); 6] = [
    (WORKSPACE, FieldType::Keyword),
    (KIND, FieldType::Keyword),
    (OWNER, FieldType::Keyword),
    (SEGMENT, FieldType::Keyword),
    (PARTICIPANT, FieldType::Keyword),
    (DAY, FieldType::Integer),
];

/// Name space of the point ids; drawn once at random.
const POINTS: Uuid = Uuid::from_u128(0x6f0c_7a52_9d1b_4a7e_8b3e_51c2_f4d0_9a16);
/// Terms of a usual passage, against which long ones are held back.
const USUAL_TERMS: f64 = 60.0;

/// The id of a passage's point: the same on every machine and on every try.
pub(super) fn point_id(workspace: &WorkspaceId, passage: &str) -> PointId {
    Uuid::new_v5(&POINTS, format!("{workspace}/{passage}").as_bytes()).to_string().into()
}

/// A point with its vectors and everything it is filtered by; never its text.
pub(super) fn stored_point(workspace: &WorkspaceId, point: &Point) -> PointStruct {
    let (indices, values) = sparse(&point.terms);
    let vectors = NamedVectors::default()
        .add_vector(DENSE, point.vector.clone())
        .add_vector(LEXICAL, Vector::new_sparse(indices, values));
    PointStruct::new(point_id(workspace, &point.passage), vectors, payload(workspace, point))
}

fn payload(workspace: &WorkspaceId, point: &Point) -> Payload {
    let tag: &Tag = &point.tag;
    let mut payload = Payload::new();
    payload.insert(WORKSPACE, workspace.as_str());
    payload.insert(PASSAGE, point.passage.as_str());
    payload.insert(KIND, kind_name(kind_of(&tag.owner)));
    payload.insert(OWNER, tag.owner.id());
    for (field, value) in [(SEGMENT, &tag.segment), (PARTICIPANT, &tag.participant)] {
        if let Some(value) = value {
            payload.insert(field, value.as_str());
        }
    }
    if let Some(day) = tag.date.as_deref().and_then(day_number) {
        payload.insert(DAY, i64::from(day));
    }
    payload
}

/// The filter as conditions, the workspace always first.
pub(super) fn condition(workspace: &WorkspaceId, filter: &Filter) -> qdrant_client::qdrant::Filter {
    let mut must = vec![Condition::matches(WORKSPACE, workspace.as_str().to_owned())];
    let kind = filter.kind.map(|kind| kind_name(kind).to_owned());
    let source = filter.source.as_ref().map(|source| source.as_str().to_owned());
    let kind = if source.is_some() { kind.or(Some(kind_name(PassageKind::Turn).to_owned())) } else { kind };
    let exact = [
        (KIND, kind),
        (OWNER, source),
        (SEGMENT, filter.segment.clone()),
        (PARTICIPANT, filter.participant.clone()),
    ];
    must.extend(exact.into_iter().filter_map(|(field, value)| Some(Condition::matches(field, value?))));
    if filter.from.is_some() || filter.until.is_some() {
        let day = |date: &Option<String>| date.as_deref().and_then(day_number).map(f64::from);
        let range = Range { gte: day(&filter.from), lte: day(&filter.until), ..Range::default() };
        must.push(Condition::range(DAY, range));
    }
    qdrant_client::qdrant::Filter::must(must)
}

/// A hit, unless its payload is not one of ours.
pub(super) fn near_of(point: &ScoredPoint) -> Option<Near> {
    let passage = match point.payload.get(PASSAGE)?.kind.as_ref()? {
        value::Kind::StringValue(passage) => passage.clone(),
        _ => return None,
    };
    Some(Near { passage, cosine: (f64::from(point.score) * 1000.0).round() / 1000.0 })
}

/// Terms as numbers with their saturated frequencies, by number; the server adds the IDF.
#[expect(clippy::cast_possible_truncation, reason = "a sparse vector holds f32")]
pub(super) fn sparse(terms: &[String]) -> (Vec<u32>, Vec<f32>) {
    let length = terms.len() as f64 / USUAL_TERMS;
    let mut values = BTreeMap::new();
    for (term, frequency) in frequencies(terms) {
        *values.entry(term_number(term)).or_insert(0.0) += saturation(f64::from(frequency), length) as f32;
    }
    values.into_iter().unzip()
}

fn term_number(term: &str) -> u32 {
    let digest = Sha256::digest(term.as_bytes());
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

fn kind_of(owner: &Owner) -> PassageKind {
    match owner {
        Owner::Source(_) => PassageKind::Turn,
        Owner::Item(_) => PassageKind::Item,
    }
}

fn kind_name(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Turn => "turn",
        PassageKind::Item => "item",
    }
}

/// 20260131 for `2026-01-31`; nothing for what is no such date.
fn day_number(date: &str) -> Option<u32> {
    let digits = date.get(..10)?.replace('-', "");
    (digits.len() == 8).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_has_the_same_id_on_every_try_and_another_in_every_workspace() {
        let (a, b) = (WorkspaceId::new("a"), WorkspaceId::new("b"));
        assert_eq!(point_id(&a, "p"), point_id(&a, "p"));
        assert_ne!(point_id(&a, "p"), point_id(&b, "p"));
    }

    #[test]
    fn every_filter_names_the_workspace_first() {
        let filter = Filter { from: Some("2026-01-31".into()), ..Filter::default() };
        let built = condition(&WorkspaceId::new("w"), &filter);
        let range = Range { gte: Some(20_260_131.0), ..Range::default() };
        let expected = [Condition::matches(WORKSPACE, "w".to_owned()), Condition::range(DAY, range)];
        assert_eq!(built.must, expected);
    }

    #[test]
    fn sparse_vectors_are_sorted_and_saturated() {
        let terms = ["card", "card", "cash"].map(str::to_owned);
        let (indices, values) = sparse(&terms);
        assert!(indices.is_sorted() && indices.len() == 2);
        let card = indices.iter().position(|index| *index == term_number("card")).unwrap();
        assert!(values[card] > values[1 - card] && values[card] < 2.0 * values[1 - card]);
    }
}
