//! How many tokens a text has, as OpenAI's models count them; a bound for all others.

/// Share that is added where the model has a vocabulary of its own: 23 percent was the most
/// that was measured (a model of 135 million weights, on English prose).
const MARGIN_PERCENT: usize = 30;

/// Tokens of `text` in the vocabulary of OpenAI's present models.
///
/// Loads that vocabulary once, which takes half a second and 46 MB.
pub fn count_tokens(text: &str) -> usize {
    tiktoken_rs::o200k_base_singleton().count_ordinary(text)
}

/// A count with room for a vocabulary that cuts finer.
pub fn with_margin(tokens: usize) -> usize {
    tokens + (tokens * MARGIN_PERCENT).div_ceil(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_and_a_foreign_vocabulary_gets_room() {
        assert_eq!(count_tokens("the waiting list"), 3);
        assert_eq!(count_tokens(""), 0);
        assert_eq!(with_margin(1_000), 1_300);
    }
}
