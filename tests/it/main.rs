//! Integration tests: the crate as its users meet it.

mod api;
mod architecture;
mod cli;
mod crash;
mod encoder_fails;
mod eval_command;
mod eval_gold;
mod eval_promote;
mod evaluation;
mod evaluation_suites;
mod ingest_backlogs;
mod ingest_transcripts;
mod mcp;
mod model_endpoint;
mod model_injection;
mod model_refine;
mod model_server;
mod playbook_asks;
mod playbook_lint;
mod playbook_split;
mod playbook_suite;
mod retrieval_contract;
mod store;
mod support;
mod understanding_snapshot;
mod understanding_themes;
