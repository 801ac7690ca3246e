//! Integration tests: the crate as its users meet it.

mod architecture;
mod cli;
mod crash;
mod evaluation;
mod evaluation_suites;
mod ingest_backlogs;
mod ingest_transcripts;
mod model_endpoint;
mod model_injection;
mod model_refine;
mod model_server;
mod playbook_asks;
mod playbook_split;
mod retrieval_contract;
mod store;
mod support;
