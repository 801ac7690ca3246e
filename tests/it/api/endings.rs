//! What is begun ends well, or leaves nothing.

use super::{Desk, sample};
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The head of an upload of so many bytes.
fn head(desk: &Desk, length: usize) -> String {
    format!(
        "POST /api/v1/workspaces/current/imports/backlog?name=b.csv HTTP/1.1\r\nHost: {}\r\n\
         Content-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n",
        desk.address
    )
}

#[tokio::test]
async fn a_client_that_hangs_up_in_the_middle_of_an_upload_leaves_nothing() {
    let desk = Desk::open().await;
    let bytes = sample("backlog.csv");
    for sent in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        let mut stream = TcpStream::connect(desk.address).await.unwrap();
        stream.write_all(head(&desk, bytes.len()).as_bytes()).await.unwrap();
        stream.write_all(&bytes[..sent]).await.unwrap();
        stream.flush().await.unwrap();
        drop(stream);
    }
    let form =
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.csv\"\r\n\r\ntitle\r\nx\r\n";
    let kind = [("content-type", "multipart/form-data; boundary=cut")];
    let cut = desk.send("POST", "imports/backlog", &kind, form).await;
    assert_eq!(cut.problem(), "malformed", "a form without an end is no form");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(desk.get("jobs").await.json(), json!([]));
    assert_eq!(desk.get("items").await.json(), json!([]));
    desk.close().await;
}

#[tokio::test]
async fn a_server_that_ends_finishes_what_it_has_begun() {
    let desk = Desk::open().await;
    desk.get("items").await;
    let bytes = sample("backlog.csv");
    let mut stream = TcpStream::connect(desk.address).await.unwrap();
    let (first, rest) = bytes.split_at(bytes.len() / 2);
    stream.write_all(head(&desk, bytes.len()).as_bytes()).await.unwrap();
    stream.write_all(first).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    desk.closing.cancel();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(desk.address).await.is_err(), "nobody new is let in");
    stream.write_all(rest).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    let scope = desk.copilot.enter(hone::domain::access::Person::named("Ada"), None).await.unwrap();
    assert_eq!(desk.copilot.jobs(&scope).await.unwrap().len(), 1, "what was acknowledged is kept");
    desk.close().await;
}

#[tokio::test]
async fn a_stream_of_events_ends_with_the_server() {
    let desk = Desk::filled().await;
    let scope = desk.copilot.enter(hone::domain::access::Person::named("Ada"), None).await.unwrap();
    let all = json!({ "limit": 30 });
    let id = desk.post("refine", &all).await.json()["id"].as_str().unwrap().to_owned();
    let path = format!("jobs/{id}/events");
    let watched = desk.get(&path);
    let ended = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        desk.closing.cancel();
    };
    let (events, ()) = tokio::join!(watched, ended);
    assert!(events.text().starts_with("event: "), "{}", events.text());
    desk.running.close();
    tokio::time::timeout(Duration::from_secs(5), desk.running.wait()).await.expect("it ends at once");
    let job = desk.copilot.job(&scope, &id).await.unwrap();
    assert_ne!(job.state, hone::use_case::JobState::Running, "an unfinished job is given back");
}
