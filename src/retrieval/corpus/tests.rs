use super::*;
use crate::domain::id::{ItemId, SourceId};
use crate::retrieval::fuse::WEIGHTS;
use crate::retrieval::passage::PassageKind;

fn tag(owner: Owner) -> Tag {
    Tag { owner, segment: None, participant: None, date: None }
}

fn source(name: &str) -> Owner {
    Owner::Source(SourceId::new(name))
}

fn passages(owner: &Owner, texts: &[&str]) -> Vec<Passage> {
    let mut position = 0;
    let mut place = |(turn, text): (usize, &&str)| {
        let passage = Passage { position, ..Passage::new(owner.clone(), turn, turn, *text) };
        position += passage.words();
        passage
    };
    texts.iter().enumerate().map(&mut place).collect()
}

fn corpus(owners: &[(Owner, &[&str])]) -> Corpus {
    let all = owners.iter().map(|(owner, texts)| (tag(owner.clone()), passages(owner, texts)));
    Corpus::build(all.collect(), None)
}

fn texts(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.passage.text.as_str()).collect()
}

#[test]
fn a_corpus_built_at_once_ranks_as_one_that_grew_and_shrank() {
    let (a, b, c) = (source("a"), source("b"), source("c"));
    let one: &[&str] = &["I pay by card at the table", "Cash is faster for me"];
    let two: &[&str] = &["The card reader fails every week", "Then we write it on paper"];
    let built = corpus(&[(a.clone(), one), (b.clone(), two)]);
    let mut grown = corpus(&[(c.clone(), &["Card games are fun"])]);
    grown.put(tag(b.clone()), passages(&b, one));
    grown.put(tag(a.clone()), passages(&a, one));
    grown.put(tag(b.clone()), passages(&b, two));
    grown.remove(&c);
    let rank = |corpus: &Corpus| corpus.rank("card readers", None, &Filter::default(), 10, &WEIGHTS);
    assert_eq!(rank(&grown), rank(&built));
    assert_eq!(texts(&rank(&built))[0], two[0]);
}

#[test]
fn what_stays_keeps_its_vector_and_the_rest_is_named() {
    let a = source("a");
    let mut corpus = corpus(&[(a.clone(), &["first words", "second words"])]);
    let before = passages(&a, &["first words", "second words"]);
    for passage in &before {
        corpus.note_vector(&passage.id);
    }
    let after = passages(&a, &["first words", "other words"]);
    let change = corpus.put(tag(a), after.clone());
    assert_eq!(change, Change { added: vec![after[1].id.clone()], removed: vec![before[1].id.clone()] });
    assert_eq!(corpus.census(&Filter::default()), (2, 1));
}

#[test]
fn the_same_text_elsewhere_is_folded_into_the_better_hit() {
    let text = "The card reader fails every single week and nobody comes to repair it";
    let corpus = corpus(&[(source("a"), &[text]), (source("b"), &[text]), (source("c"), &["A card"])]);
    let hits = corpus.rank("card reader", None, &Filter::default(), 10, &WEIGHTS);
    assert_eq!(texts(&hits), [text, "A card"]);
    assert_eq!(hits[0].also.len(), 1);
}

#[test]
fn a_filter_leaves_out_and_the_census_says_so() {
    let item = Owner::Item(ItemId::new("i"));
    let corpus = corpus(&[(source("a"), &["pay by card"]), (item.clone(), &["Card payment"])]);
    let items = Filter { kind: Some(PassageKind::Item), ..Filter::default() };
    let hits = corpus.rank("card", None, &items, 10, &WEIGHTS);
    assert_eq!(hits.iter().map(|hit| &hit.passage.owner).collect::<Vec<_>>(), [&item]);
    assert_eq!(corpus.census(&items), (1, 1));
}

#[test]
fn a_passage_without_a_vector_is_judged_as_the_worst_that_has_one() {
    let a = source("a");
    let corpus = corpus(&[(a.clone(), &["alpha", "beta"]), (source("b"), &["gamma"])]);
    let ids: Vec<String> = passages(&a, &["alpha", "beta"]).into_iter().map(|p| p.id).collect();
    let near = [Near { passage: ids[1].clone(), cosine: 0.8 }, Near { passage: ids[0].clone(), cosine: 0.2 }];
    let alone = Weights { own: 1.0, ..WEIGHTS };
    let hits = corpus.rank("nothing", Some(&near), &Filter::default(), 10, &alone);
    assert_eq!(hits[0].dense, Some(0.8));
    let last_two: Vec<f64> = hits[1..].iter().map(|hit| hit.score).collect();
    assert!((last_two[0] - last_two[1]).abs() < 1e-9);
}

#[test]
fn a_damaged_cache_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lexical");
    let all = || {
        let owner = source("a");
        vec![(tag(owner.clone()), passages(&owner, &["pay by card", "pay by cash"]))]
    };
    let rank = |corpus: Corpus| corpus.rank("card", None, &Filter::default(), 10, &WEIGHTS);
    let fresh = rank(Corpus::build(all(), Some(&path)));
    let sound = std::fs::read(&path).unwrap();
    assert_eq!(rank(Corpus::build(all(), Some(&path))), fresh);
    std::fs::write(&path, &sound[..sound.len() / 2]).unwrap();
    assert_eq!(rank(Corpus::build(all(), Some(&path))), fresh);
    assert_eq!(std::fs::read(&path).unwrap(), sound, "the cache is written anew");
}
