//! How far a figure can be trusted: intervals, comparisons, verdicts.
//!
//! The unit of resampling is the interview, meeting or backlog, not the case:
//! cases of one interview are alike.

pub mod cluster;
pub mod compare;
pub mod paired;
pub mod random;
pub mod repeats;
pub mod verdict;
