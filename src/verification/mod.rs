//! Checks a draft: rules first, an opinion of a model last and never alone.

pub mod assumptions;
pub mod questions;
pub mod quotes;
