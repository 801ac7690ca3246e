//! Hone: grounded suggestions for Product Owners.
//!
//! The tree tells the story of one request: a surface ([`cli`], [`api`] behind [`http`]) calls a use case
//! ([`use_case`]), which reads files ([`ingest`]), drafts ([`proposer`]), checks
//! ([`verification`]) and keeps ([`store`]). [`domain`] holds the words of the
//! craft and nothing else; [`app`] puts the parts together; [`evaluation`]
//! measures what came out.

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod evaluation;
pub mod http;
pub mod ingest;
pub mod llm;
pub mod mcp;
pub mod problem;
pub mod prompt;
pub mod proposer;
pub mod retrieval;
pub mod store;
pub mod telemetry;
pub mod use_case;
pub mod verification;
pub mod worker;
