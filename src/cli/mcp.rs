//! `hone mcp`: the tools for an agent that started this process.

use crate::mcp::{self, Desk};
use crate::problem::Problem;
use crate::use_case::Copilot;

/// Answers until standard input ends; nothing but the protocol goes to standard output.
pub(super) async fn serve(copilot: Copilot, workspace: Option<&str>) -> Result<u8, Problem> {
    let desk = Desk::new(copilot, workspace.map(str::to_owned));
    mcp::serve(desk, tokio::io::stdin(), tokio::io::stdout()).await.map(|()| 0)
}
