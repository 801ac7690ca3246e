//! Integration tests: the crate as others use it.

mod store;
mod support;
