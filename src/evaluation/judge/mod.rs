//! What a language model thinks of suggestions: an opinion beside the figures, off by default.
//!
//! Architecture invariant: no score, gate or verdict of a run knows of it. A call asks for one
//! criterion; the words that decide come before the verdict and are looked up in what was shown,
//! or the verdict is void; of two texts each stands first once, and who then chooses otherwise
//! has chosen neither. Some texts ask to be called good, which must have no effect.

mod admission;
mod ask;
mod opinion;
mod subjects;
#[cfg(test)]
mod tests;

pub use admission::{Admission, Rival, of_pairs, of_preferences};
pub use ask::{Criterion, Judge};
pub use opinion::{Corrected, CriterionOpinion, Opinion, give};
