//! Tools for agents: the Model Context Protocol over standard input and output, and over HTTP.
//!
//! Architecture invariant: no tool decides. Every call runs as a program, which no use case lets
//! decide, and none of the tools calls one that does. Whatever customers wrote goes out marked as
//! data.
//!
//! The part of the protocol that a server of tools needs is five methods without a state, of the
//! revision of 2026 and of those with a handshake before it.

mod call;
mod http;
mod message;
mod protocol;
mod shapes;
mod stdio;
mod tools;

pub use http::routes;
pub use stdio::serve;

use crate::domain::access::{Person, Scope};
use crate::use_case::{Copilot, Error};

/// Where an agent is served.
#[derive(Clone)]
pub struct Desk {
    copilot: Copilot,
    workspace: Option<String>,
}

impl Desk {
    /// A desk in the workspace of this name, or in the current one.
    pub fn new(copilot: Copilot, workspace: Option<String>) -> Self {
        Self { copilot, workspace }
    }

    /// An agent in the workspace.
    async fn scope(&self) -> Result<Scope, Error> {
        self.copilot.enter(Person::agent("mcp"), self.workspace.as_deref()).await
    }
}
