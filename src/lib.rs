//! Hone: grounded suggestions for Product Owners.

pub mod clock;
pub mod config;
pub mod domain;
pub mod ingest;
pub mod llm;
pub mod proposer;
pub mod retrieval;
pub mod store;
pub mod telemetry;
pub mod verification;
