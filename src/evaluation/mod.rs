//! How good the suggestions are, measured by code.
//!
//! [`suite`] reads what is expected; [`run`] asks the engine and keeps what it printed;
//! [`score`] compares the two by the formulas of [`measure`]; [`statistics`] says how far
//! a figure can be trusted. Nothing but [`run`] asks an engine or takes the time, and
//! nothing draws from an unseeded generator: the same outputs give the same figures.

pub mod measure;
pub mod run;
pub mod score;
pub mod statistics;
pub mod suite;
