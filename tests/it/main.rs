//! Integration tests: the crate as its users meet it.

mod architecture;
mod ingest_backlogs;
mod store;
mod support;
