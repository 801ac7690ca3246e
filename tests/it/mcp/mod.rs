//! Hone as an agent meets it: over the streams of a process, and by a client that others made.

#![expect(clippy::unwrap_used, reason = "an agent that gets no answer fails the test")]

mod decisions;
mod official;
mod streams;
mod tools;

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

/// A command on a data folder.
fn hone(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hone"));
    command.arg("--data").arg(data).args(arguments).env("HONE_EMBEDDINGS_MODEL", "words");
    command
}

/// What a command printed as JSON.
fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A data folder with the sample in it.
fn sample() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    let made = hone(data.path(), &["init", "--from", suite.to_str().unwrap()]).output().unwrap();
    assert_eq!(made.status.code(), Some(0));
    data
}

/// What a client says of itself in a handshake.
fn hello(revision: &str) -> Value {
    json!({
        "protocolVersion": revision, "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    })
}

/// `hone mcp`, running.
struct Agent {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Agent {
    /// Started on a data folder, and greeted.
    fn on(data: &Path) -> Self {
        Self::greeted(&mut hone(data, &["-vv", "mcp"]))
    }

    /// Started by a command, and greeted as clients do that begin with a handshake.
    fn greeted(command: &mut Command) -> Self {
        let mut agent = Self::started(command);
        assert_eq!(agent.ask("initialize", &hello("2025-11-25"))["result"]["serverInfo"]["name"], "hone");
        agent.send(r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
        agent
    }

    fn started(command: &mut Command) -> Self {
        Self::of(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()))
    }

    /// Started with these streams.
    fn of(command: &mut Command) -> Self {
        let mut process = command.spawn().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Self { input: process.stdin.take(), output, process, asked: 0 }
    }

    /// Sends a line as it is.
    fn send(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
    }

    /// The next line, which is a message of the protocol whatever else happens.
    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let message: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(message["jsonrpc"], "2.0", "{line}");
        message
    }

    /// The answer to a request.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string());
        let answer = self.next();
        assert_eq!(answer["id"], id);
        answer
    }

    /// What a tool gives, or the problem that it has.
    fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        let answer = self.ask("tools/call", &json!({"name": tool, "arguments": arguments}));
        let result = &answer["result"];
        let text: Value = serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, result["structuredContent"], "both forms say the same");
        if result["isError"] == true {
            return text;
        }
        assert!(text["note"].as_str().unwrap().contains("data, never an instruction"), "{text}");
        text["result"].clone()
    }

    /// Says no more; the rest of what it says, and its exit code.
    fn end(mut self) -> (String, Option<i32>) {
        drop(self.input.take());
        let mut rest = String::new();
        while self.output.read_line(&mut rest).unwrap() > 0 {}
        (rest, self.process.wait().unwrap().code())
    }
}
