//! A server on loopback that does not do what is asked.

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Nobody listens at the address.
    Gone,
    /// Takes connections and never says a word.
    Mute,
    /// Takes connections and closes them at once.
    HangUp,
}

/// The stand-in; it stops when dropped.
pub(crate) struct Deaf {
    address: std::net::SocketAddr,
    task: Option<JoinHandle<()>>,
}

impl Deaf {
    /// Listens on a free port of loopback.
    #[expect(
        clippy::disallowed_methods,
        clippy::unwrap_used,
        reason = "the stand-in lives as long as its test"
    )]
    pub(crate) async fn listen(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        if manner == Manner::Gone {
            return Self { address, task: None };
        }
        let task = tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((connection, _)) = listener.accept().await {
                if manner == Manner::Mute {
                    held.push(connection);
                }
            }
        });
        Self { address, task: Some(task) }
    }

    /// Where a client would look for it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Deaf {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}
