//! Hone: grounded suggestions for Product Owners.

pub mod clock;
pub mod config;
pub mod domain;
pub mod ingest;
pub mod llm;
pub mod proposer;
<<<<<<< HEAD
pub mod telemetry;
pub mod verification;
=======
pub mod store;
>>>>>>> store
