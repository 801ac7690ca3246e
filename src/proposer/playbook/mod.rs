//! The playbook: deterministic rules of the craft, with no model and no network.

pub mod reading;
pub mod split;
