//! A model that answers what it is told to: for tests, and for runs that must not depend on one.

use super::{ChatAnswer, ChatModel, ChatRequest, ChatStop};
use futures::future::BoxFuture;
use std::sync::{Mutex, PoisonError};

type Rule = Box<dyn Fn(&ChatRequest) -> Result<ChatAnswer, ChatStop> + Send + Sync>;

/// Answers by a rule, and remembers what it was asked.
pub struct Scripted {
    rule: Rule,
    asked: Mutex<Vec<ChatRequest>>,
}

impl Scripted {
    /// Answers each request as `rule` says.
    pub fn new(rule: impl Fn(&ChatRequest) -> Result<ChatAnswer, ChatStop> + Send + Sync + 'static) -> Self {
        Self { rule: Box::new(rule), asked: Mutex::default() }
    }

    /// What it was asked so far, in order.
    pub fn asked(&self) -> Vec<ChatRequest> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ChatModel for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn ask<'a>(&'a self, request: &'a ChatRequest) -> BoxFuture<'a, Result<ChatAnswer, ChatStop>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        Box::pin(std::future::ready((self.rule)(request)))
    }
}
