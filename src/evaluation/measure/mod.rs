//! The formulas: from two things that are compared to a number, nothing else.
//!
//! Rules that hold for all of them: no gold and nothing predicted counts 1, one
//! side empty counts 0; ties are broken by score descending, then by id.

pub mod asking;
pub mod citation;
pub mod confidence;
pub mod decision;
pub mod grouping;
pub mod matching;
pub mod retrieval;
pub mod similarity;
pub mod slices;
pub mod spans;
pub mod threshold;
pub mod wording;

/// `part` of `whole`; 0 when there is no whole.
pub fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// The arithmetic mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    share(values.iter().sum(), values.len() as f64)
}
