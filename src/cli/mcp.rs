//! `hone mcp`: the tools for an agent that started this process.

use crate::mcp::{self, Desk};
use crate::problem::Problem;
use crate::use_case::Copilot;
use std::io;
use tokio::io::BufReader;

/// Answers until standard input ends; nothing but the protocol goes to standard output.
pub(super) async fn serve(copilot: Copilot, workspace: Option<&str>) -> Result<u8, Problem> {
    let desk = Desk::new(copilot, workspace.map(str::to_owned));
    match mcp::serve(&desk, BufReader::new(tokio::io::stdin()), tokio::io::stdout()).await {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::new("unavailable", format!("the agent is not heard: {error}"), "start it again"))
        }
        _ => Ok(0),
    }
}
