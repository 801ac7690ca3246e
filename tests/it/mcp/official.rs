//! The official client of the protocol, in Python, from the folder that `HONE_TEST_MCP` names.
//!
//! `.ci/run` fills that folder. What the client checks stands in `client.py`.

use super::sample;
use std::path::Path;
use std::process::Command;

#[test]
#[expect(clippy::disallowed_methods, reason = "tests have no config")]
#[expect(clippy::print_stderr, reason = "a test says what it skips")]
fn the_official_client_finds_every_tool_over_a_process_and_over_http() {
    let Ok(packages) = std::env::var("HONE_TEST_MCP") else {
        eprintln!("skipped with the official client: HONE_TEST_MCP is not set");
        return;
    };
    let data = sample();
    let met = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/mcp/client.py"))
        .arg(env!("CARGO_BIN_EXE_hone"))
        .arg(data.path())
        .envs([("PYTHONPATH", packages.as_str()), ("HONE_EMBEDDINGS_MODEL", "words")])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&met.stdout);
    assert!(met.status.success(), "{said}{}", String::from_utf8_lossy(&met.stderr));
    for way in ["process, handshake", "process, newest", "http, handshake", "http, newest"] {
        assert!(said.contains(way), "{said}");
    }
}
