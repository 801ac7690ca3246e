//! What a person's decisions teach: how often what is accepted, and in which order to show what waits.
//!
//! Only what was decided teaches. A suggestion that nobody looked at says nothing, and neither
//! does one that went stale. Nothing here decides: it counts, and it sorts.

mod acceptance;
mod history;
mod ranking;

pub use acceptance::{Acceptance, tally};
pub use history::{Group, Ruled, Trait, history, traits_of};
pub use ranking::{Ranking, Readiness, Reason};
