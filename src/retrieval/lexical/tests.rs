use super::*;
use crate::retrieval::terms::{Language, Stems, query_terms};

fn terms(language: Language, text: &str) -> Vec<String> {
    language.terms(text, &mut Stems::default())
}

fn index(texts: &[&str]) -> LexicalIndex {
    let mut index = LexicalIndex::default();
    for (document, text) in (0..).zip(texts) {
        index.add(document, &terms(Language::of(text), text));
    }
    index
}

const TEXTS: [&str; 4] = [
    "I cancelled the booking twice",
    "The invoice was wrong and the invoice was late",
    "Bookings are fine, invoices too",
    "Die Rechnung kam zu spät und die Rechnungen waren falsch, das ist sehr ärgerlich für uns alle",
];

#[test]
fn bm25_is_what_the_formula_gives() {
    let index = index(&["card cash", "card", "tip"]);
    let scores = index.scores(&query_terms("card tips"));
    let card = 1.0 + (3.0 - 2.0 + 0.5) / 2.5_f64;
    let tip = 1.0 + (3.0 - 1.0 + 0.5) / 1.5_f64;
    let reachable = 2.2 * (card.ln() + tip.ln());
    let long = 2.2 / (1.0 + 1.2 * (0.25 + 0.75 * 2.0 / (4.0 / 3.0)));
    let short = 2.2 / (1.0 + 1.2 * (0.25 + 0.75 / (4.0 / 3.0)));
    let expected = [card.ln() * long, card.ln() * short, tip.ln() * short].map(|score| score / reachable);
    for (score, expected) in scores.iter().zip(expected) {
        assert!((score - expected).abs() < 1e-12, "{score} is not {expected}");
    }
}

#[test]
fn english_is_stemmed_and_other_languages_are_not() {
    let index = index(&TEXTS);
    assert!(index.scores(&query_terms("cancelling bookings"))[0] > 0.5);
    let german = index.scores(&query_terms("Rechnung"));
    assert!(german[3] > 0.0 && german[..3].iter().all(|score| *score == 0.0));
}

#[test]
fn words_that_nobody_says_make_every_score_low() {
    let index = index(&TEXTS);
    let known = index.scores(&query_terms("booking"));
    let mostly_unknown = index.scores(&query_terms("booking blockchain quorum ledger"));
    assert!(mostly_unknown[0] < known[0] / 3.0);
}

#[test]
fn removing_a_document_leaves_what_an_index_without_it_holds() {
    let mut shrunk = index(&TEXTS);
    shrunk.remove(1, &terms(Language::English, TEXTS[1]));
    shrunk.add(1, &terms(Language::English, TEXTS[1]));
    assert_eq!(shrunk, index(&TEXTS));
    shrunk.remove(3, &terms(Language::of(TEXTS[3]), TEXTS[3]));
    assert_eq!(
        shrunk.scores(&query_terms("booking invoice"))[..3],
        index(&TEXTS[..3]).scores(&query_terms("booking invoice"))
    );
}

#[test]
fn a_saved_index_is_read_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lexical");
    let index = index(&TEXTS);
    index.save(&path, "corpus").unwrap();
    assert_eq!(LexicalIndex::load(&path, "corpus").unwrap(), index);
    assert!(matches!(LexicalIndex::load(&path, "other"), Err(CacheError::Stale)));
    assert!(matches!(LexicalIndex::load(&folder.path().join("none"), "corpus"), Err(CacheError::File(_))));
}

#[test]
fn flipped_and_missing_bytes_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lexical");
    index(&TEXTS).save(&path, "corpus").unwrap();
    let sound = std::fs::read(&path).unwrap();
    for at in (0..sound.len()).step_by(11) {
        let mut flipped = sound.clone();
        flipped[at] ^= 0x10;
        std::fs::write(&path, &flipped).unwrap();
        assert!(LexicalIndex::load(&path, "corpus").is_err(), "byte {at}");
        std::fs::write(&path, &sound[..at]).unwrap();
        assert!(LexicalIndex::load(&path, "corpus").is_err(), "cut at {at}");
    }
}
