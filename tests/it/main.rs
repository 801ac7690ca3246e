//! Integration tests: the crate as its users meet it.

mod architecture;
mod playbook_asks;
mod store;
mod support;
