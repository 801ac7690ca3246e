//! Integration tests: the crate as its users meet it.

mod architecture;
mod store;
mod support;
