//! The server: one address, guarded requests, and an end that leaves nothing half-done.
//!
//! Architecture invariant: every answer that is an error is problem details, or a page for a browser,
//! whoever made it; no request reaches a handler before its host, token and origin are known to be right.

mod figures;
mod guard;
mod observe;
mod refusals;
mod router;

use crate::api::Api;
use crate::config;
use crate::domain::access::Person;
use crate::use_case::Copilot;
use crate::web::{Credential, Web};
use guard::Rules;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Connections at a time; more wait to be taken.
const CONNECTIONS: usize = 1_024;
/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How long requests may go on after the server was told to end.
const FAREWELL: Duration = Duration::from_secs(10);
/// How long to wait when the system gives no connection, for want of file handles for example.
const PAUSE: Duration = Duration::from_millis(100);

/// A server that listens and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: axum::Router,
    closing: CancellationToken,
}

impl Server {
    /// Listens on the address of the settings; `person` is the one who decides here, `closing`
    /// says when to end.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn bind(
        copilot: Copilot,
        settings: &config::Server,
        person: Person,
        closing: CancellationToken,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(settings.addr).await?;
        let address = listener.local_addr()?;
        let credential = Credential::new(&settings.token);
        let rules = Rules::new(address, &settings.hosts, credential.clone());
        let web = Web { copilot: copilot.clone(), person: person.clone(), credential };
        let api = Api { copilot, person, closing: closing.clone() };
        Ok(Self { listener, address, router: router::router(api, web, rules), closing })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until it is told to end, then lets the requests that run finish.
    pub async fn run(self) {
        let graceful = GracefulShutdown::new();
        let connections = TaskTracker::new();
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let accepted = tokio::select! {
                () = self.closing.cancelled() => break,
                accepted = accept(&self.listener, &places) => accepted,
            };
            match accepted {
                Ok((stream, place)) => {
                    let (router, watcher) = (self.router.clone(), graceful.watcher());
                    connections.spawn(serve(stream, place, router, watcher));
                }
                Err(error) => {
                    tracing::warn!(%error, "no connection was accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        drop(self.listener);
        if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
            tracing::warn!("requests were still running and are cut off");
        }
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
}

/// One connection, until the client has gone or the server ends.
async fn serve(stream: TcpStream, place: OwnedSemaphorePermit, router: axum::Router, watcher: Watcher) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection ended early");
    }
    drop(place);
}
