//! How good the suggestions are, measured by code.
//!
//! [`suite`] reads what is expected; [`score`] compares it with what was printed, by
//! the formulas of [`measure`]; [`statistics`] says how far a figure can be trusted.
//! Nothing here asks a model, reads a clock or draws from an unseeded generator:
//! the same outputs give the same figures.

pub mod holdout;
pub mod measure;
pub mod score;
pub mod statistics;
pub mod suite;
