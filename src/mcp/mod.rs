//! Tools for agents: the Model Context Protocol over standard input and output, and over HTTP.
//!
//! Architecture invariant: no tool decides. Every call runs as a program, which no use case lets
//! decide, and none of the tools calls one that does. Whatever customers wrote goes out marked as
//! data.
//!
//! The protocol is `rmcp`'s, with the revision of 2026 and those with a handshake before it. Ours
//! are the tools, and that what cannot be done is a result which says what to do.

mod call;
mod server;
mod shapes;
mod tools;
mod transport;

pub use transport::{routes, serve};

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
