//! Integration tests: the crate as its users meet it.

mod architecture;
mod ingest_transcripts;
mod retrieval_contract;
mod store;
mod support;
