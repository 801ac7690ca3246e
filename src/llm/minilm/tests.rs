use super::encoder::WEIGHTS;
use super::{MiniLm, VERSION};
use crate::llm::{Embedder, cosine};
use sha2::{Digest, Sha256};

/// Texts of several lengths; the first three are those whose cosines are published.
const TEXTS: [&str; 7] = [
    "How do I cancel my booking?",
    "I want to call off my reservation.",
    "The weather is nice today.",
    "Refunds",
    "Every Friday I export the invoices by hand, because the report that we get has no totals in it.",
    "As a shop owner, I want to reuse the last address so that I need not type it on the phone.",
    "Then the card was declined, and the whole basket was gone, and I had to begin again from the start.",
];

async fn embed(texts: &[&str]) -> Vec<Vec<f32>> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    MiniLm::load().unwrap().embed(&texts).await.unwrap()
}

#[tokio::test]
async fn a_text_has_the_same_bits_alone_and_in_a_batch_and_means_what_it_should() {
    let longer_than_the_limit = "and the basket was gone ".repeat(80);
    let texts: Vec<&str> = TEXTS.into_iter().chain([longer_than_the_limit.as_str()]).collect();
    let together = embed(&texts).await;
    for (text, expected) in texts.iter().zip(&together) {
        let alone = embed(&[text]).await;
        let bits = |vector: &[f32]| vector.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&alone[0]), bits(expected), "{text}");
    }
    let paraphrase = cosine(&together[0], &together[1]);
    let unrelated = cosine(&together[0], &together[2]);
    assert!((paraphrase - 0.615).abs() < 0.02, "{paraphrase}");
    assert!((unrelated + 0.027).abs() < 0.02, "{unrelated}");
}

#[tokio::test]
async fn a_text_without_words_has_the_zero_vector() {
    assert_eq!(embed(&["", " \n"]).await, vec![vec![0.0; 384]; 2]);
}

#[test]
fn the_version_names_the_weights() {
    let digest = Sha256::digest(WEIGHTS);
    let prefix = u64::from_be_bytes(digest[..8].try_into().unwrap());
    assert_eq!(VERSION, format!("all-minilm-l6-v2-int8/{prefix:016x}/1"));
}
