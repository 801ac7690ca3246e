//! Integration tests: the crate as its users meet it.

mod architecture;
mod cli;
mod crash;
mod eval_command;
mod eval_gold;
mod eval_promote;
mod evaluation;
mod evaluation_suites;
mod ingest_backlogs;
mod ingest_transcripts;
mod playbook_asks;
mod playbook_split;
mod retrieval_contract;
mod store;
mod support;
