//! Which words name one thing: the phone, the telephone, the call.

use super::Point;
use super::points::stems_of_matter;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::{BTreeMap, BTreeSet};

/// Likeness from which two words name one thing.
const ONE_THING: f64 = 0.55;
/// Words that are compared at most, those of most people first.
const MOST: usize = 1_200;
/// Letters of a word that names something.
const FEWEST_LETTERS: usize = 3;

/// Stems of words that are in every talk and name nothing, in byte order.
const LIGHT: [&str; 96] = [
    "abl",
    "actual",
    "again",
    "alway",
    "anybodi",
    "anyon",
    "anyth",
    "ask",
    "away",
    "back",
    "bad",
    "behind",
    "believ",
    "big",
    "bit",
    "came",
    "come",
    "differ",
    "easi",
    "els",
    "end",
    "enough",
    "ever",
    "everi",
    "everybodi",
    "everyon",
    "everyth",
    "feel",
    "felt",
    "find",
    "first",
    "found",
    "full",
    "gave",
    "give",
    "good",
    "half",
    "hand",
    "happen",
    "hard",
    "hear",
    "heard",
    "idea",
    "instead",
    "keep",
    "kept",
    "last",
    "let",
    "littl",
    "long",
    "look",
    "lost",
    "lot",
    "mani",
    "matter",
    "mayb",
    "mind",
    "much",
    "must",
    "myself",
    "need",
    "never",
    "new",
    "nobodi",
    "noth",
    "onc",
    "open",
    "part",
    "peopl",
    "person",
    "point",
    "put",
    "quit",
    "rather",
    "second",
    "seem",
    "seen",
    "sinc",
    "somebodi",
    "someon",
    "sometim",
    "sort",
    "start",
    "stay",
    "still",
    "stuff",
    "sure",
    "take",
    "thought",
    "time",
    "told",
    "took",
    "tri",
    "turn",
    "usual",
    "went",
];

/// For each stem the stems that name the same thing, itself among them.
#[derive(Debug, Default)]
pub(super) struct Kin(BTreeMap<String, BTreeSet<String>>);

impl Kin {
    /// Compares the words of the points, as they are said most.
    ///
    /// # Errors
    /// [`EmbedError`] when the encoder fails.
    pub(super) async fn learn(points: &[Point], encoder: &dyn Embedder) -> Result<Self, EmbedError> {
        let mut by: BTreeMap<String, (BTreeSet<&str>, BTreeMap<String, usize>)> = BTreeMap::new();
        for point in points {
            let named = things(point);
            for word in text::content_words(point.said.words()) {
                let stem = text::stem(&word);
                if named.contains(&stem) {
                    let (people, forms) = by.entry(stem).or_default();
                    people.insert(point.person());
                    *forms.entry(word).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<(usize, String, String)> = by
            .into_iter()
            .filter_map(|(stem, (people, forms))| {
                let form = forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?.0;
                Some((people.len(), stem, form))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(MOST);
        let forms: Vec<String> = ranked.iter().map(|(_, _, form)| form.clone()).collect();
        let vectors = encoder.embed(&forms).await?;
        let mut kin = Self::default();
        for (at, (_, stem, _)) in ranked.iter().enumerate() {
            kin.0.entry(stem.clone()).or_default().insert(stem.clone());
            for (other, (_, near, _)) in ranked.iter().enumerate().skip(at + 1) {
                if cosine(&vectors[at], &vectors[other]) >= ONE_THING {
                    kin.0.entry(stem.clone()).or_default().insert(near.clone());
                    kin.0.entry(near.clone()).or_default().insert(stem.clone());
                }
            }
        }
        Ok(kin)
    }

    /// The stems that name the same thing; only itself where nothing does.
    pub(super) fn of<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.0.get(stem).into_iter().flatten().map(String::as_str);
        std::iter::once(stem).chain(others.filter(move |other| *other != stem))
    }
}

/// Stems of the words of a sentence that name something.
pub(super) fn things(point: &Point) -> BTreeSet<String> {
    things_of(point.said.words())
}

/// Stems of the words that name something.
pub(super) fn things_of(words: &str) -> BTreeSet<String> {
    stems_of_matter(words)
        .into_iter()
        .filter(|stem| {
            stem.chars().count() >= FEWEST_LETTERS
                && !stem.contains('\'')
                && LIGHT.binary_search(&stem.as_str()).is_err()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_nothing_are_sorted_for_the_search() {
        assert!(LIGHT.is_sorted());
        assert!(LIGHT.iter().all(|stem| text::stem(stem).len() <= stem.len()));
    }
}
