//! Hone: grounded suggestions for Product Owners.
//!
//! The tree tells the story of one request: a surface ([`cli`], [`api`] and [`web`] behind [`http`]) calls a use case
//! ([`use_case`]), which reads files ([`ingest`]), drafts ([`proposer`]), checks
//! ([`verification`]) and keeps ([`store`]); what a person decides is counted ([`review`]). [`domain`] holds the words of the
//! craft and nothing else; [`app`] puts the parts together; [`evaluation`]
//! measures what came out.
//!
//! A cold release build takes 510 CPU-seconds (2026-11-24, two cores). Three dependencies take
//! more than 20 of them; by their share of what all dependencies take: `rten` (16 %) runs the
//! sentence encoder, so that search by meaning needs no model and no network; `minijinja` (7 %)
//! fills pages and prompts, whose templates a team may replace, so nothing that compiles them in
//! would do; `libsqlite3-sys` (7 %) brings SQLite along, since a system's own may be older than
//! what the store demands. `sqlx-postgres` (4 %) and `qdrant-client` (3 %) follow, for deployments
//! that outgrow one machine.
//!
//! Agents are served by [`mcp`], whose protocol is that of the crate `rmcp` (46 CPU-seconds of a
//! cold release build with standard streams and HTTP): its revisions come faster than we would
//! follow them.

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
pub mod review;
pub mod store;
pub mod telemetry;
pub mod use_case;
pub mod verification;
pub mod web;
pub mod worker;
