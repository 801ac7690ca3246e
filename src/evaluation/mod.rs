//! How good the suggestions are, measured by code.
//!
//! [`suite`] reads what is expected; [`run`] asks the engine and keeps what it printed;
//! [`score`] compares the two by the formulas of [`measure`]; [`statistics`] says how far
//! a figure can be trusted; [`report`] shows it, [`compare`] holds two runs side by side,
//! [`judge`] adds a model's opinion where it is asked for, [`gate`] says what may not get worse and [`archive`] keeps it for a page. Nothing but [`run`] asks an engine or takes the time, nothing but [`judge`] a model, and
//! nothing draws from an unseeded generator: the same outputs give the same figures.

pub mod archive;
pub mod compare;
pub mod gate;
pub mod gold;
pub mod holdout;
pub mod judge;
pub mod measure;
pub mod pairs;
pub mod promote;
pub mod report;
pub mod returned;
pub mod run;
pub mod score;
pub mod statistics;
pub mod suite;
