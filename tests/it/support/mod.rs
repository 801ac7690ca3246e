//! What several integration tests share.

pub(crate) mod deaf;
pub(crate) mod interviews;
pub(crate) mod llama;
pub(crate) mod postgres;
pub(crate) mod provider;
pub(crate) mod sample;
