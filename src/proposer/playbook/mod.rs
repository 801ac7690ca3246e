//! The playbook engine: rules of the craft, the same bytes for the same input.

pub mod assumptions;
pub mod claims;
pub mod duplicates;
mod heading;
pub mod listening;
pub mod phrase;
pub mod questions;
pub mod reading;
pub mod snapshot;
pub mod split;
pub mod themes;
