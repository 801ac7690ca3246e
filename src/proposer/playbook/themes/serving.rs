//! Which item serves which theme: the nearest one, when they are about one thing.

use crate::domain::item::Item;
use crate::domain::text;
use crate::domain::theme::Theme;
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::BTreeSet;

/// Likeness of an item and a quote of a theme from which the item serves it.
const SERVES: f64 = 0.38;
/// Content stems that they have in common at least.
const COMMON: usize = 1;

/// For each item the index of the theme that it serves and how near it is; none where there is none.
///
/// # Errors
/// [`EmbedError`] when the encoder fails.
pub async fn served(
    items: &[&Item],
    themes: &[&Theme],
    encoder: &dyn Embedder,
) -> Result<Vec<Option<(usize, f64)>>, EmbedError> {
    let titles: Vec<String> = items.iter().map(|item| item.record.title.clone()).collect();
    let titles_read = encoder.embed(&titles).await?;
    let mut voices: Vec<(usize, &str)> = Vec::new();
    for (at, theme) in themes.iter().enumerate() {
        voices.push((at, &theme.label));
        voices.extend(theme.quotes.iter().map(|quote| (at, quote.text.as_str())));
    }
    let texts: Vec<String> = voices.iter().map(|(_, text)| (*text).to_owned()).collect();
    let voices_read = encoder.embed(&texts).await?;
    let stems_of = |text: &str| -> BTreeSet<String> { text::content_stems(text).into_iter().collect() };
    let best = |(item, vector): (&&Item, &Vec<f32>)| {
        let own = stems_of(&item.full_text());
        let near = voices.iter().zip(&voices_read).filter_map(|((theme, text), read)| {
            let common = stems_of(text).intersection(&own).count();
            let near = cosine(vector, read);
            (common >= COMMON && near >= SERVES).then_some((*theme, near))
        });
        near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    Ok(items.iter().zip(&titles_read).map(best).collect())
}
