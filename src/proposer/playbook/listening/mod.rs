//! Listens to participants: what each sentence testifies, and for or against what.
//!
//! Only the voice of a participant counts. Every excerpt keeps its byte range in
//! its turn, so that the quote gate can prove it; two turns are never joined.

mod about;
mod cues;
mod matter;
mod opposition;
mod strength;
mod testimony;

pub use about::{Claim, Sides, Stance, leans, quotes_about};
pub use cues::{Polarity, polarity_of, rejects_the_need, voices_a_need};
pub use matter::Matter;
pub use opposition::Deniable;
pub use strength::strength_of;
pub use testimony::{Excerpt, Testimony, excerpts_of, speaks_to_a_machine};

#[cfg(test)]
mod tests;
