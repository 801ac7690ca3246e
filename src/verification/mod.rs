//! Checks a draft: rules first, an opinion of a model last and never alone.

pub mod assumptions;
pub mod form;
pub mod guide;
mod leading;
pub mod ledger;
pub mod merging;
pub mod model;
pub mod questions;
pub mod quotes;
pub mod split;
pub mod understanding;
