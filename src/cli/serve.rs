//! `hone serve`, and what `hone demo` does after it has shown its proposals.

use super::print::Printer;
use crate::config::Config;
use crate::domain::access::Person;
use crate::http::Server;
use crate::problem::Problem;
use crate::use_case::Copilot;
use crate::worker;
use serde_json::json;
use tokio_util::sync::CancellationToken;

/// Serves until the process is told to end, then lets running requests finish.
pub(super) async fn serve(
    copilot: Copilot,
    config: &Config,
    person: Person,
    printer: &Printer,
) -> Result<u8, Problem> {
    let closing = CancellationToken::new();
    let bound = Server::bind(copilot.clone(), &config.server, person, closing.clone()).await;
    let server = bound.map_err(|error| {
        let detail = format!("{} cannot be listened on: {error}", config.server.addr);
        Problem::new("unavailable", detail, "end the other server, or name another address with --addr")
    })?;
    let address = format!("http://{}", server.address());
    let places = json!({
        "address": address, "page": format!("{address}/"), "api": format!("{address}/api/v1"), "openapi": format!("{address}/api/openapi.json"),
    });
    printer.result(&places, || {
        vec![
            format!("Hone answers at {address}"),
            format!("  Page     {address}/"),
            format!("  API      {address}/api/v1/workspaces"),
            format!("  OpenAPI  {address}/api/openapi.json"),
            "end it with Ctrl-C".into(),
        ]
    });
    let ended = async {
        asked_to_end().await;
        closing.cancel();
    };
    tokio::join!(server.run(), worker::run(copilot, closing.clone()), ended);
    Ok(0)
}

/// Ctrl-C, or SIGTERM where there is one.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => return,
                _ = terminate.recv() => return,
            }
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
