//! The protocol over two streams: a message a line, answered as soon as each is done.

use super::Desk;
use super::message::{Fault, Message, failure};
use super::protocol::answer;
use futures::StreamExt;
use futures::future::{AbortHandle, Abortable, Aborted, BoxFuture};
use futures::stream::FuturesUnordered;
use serde_json::Value;
use std::io;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Bytes of a line; a client that sends more is not listened to any longer.
const LONGEST: u64 = 16 << 20;

/// Requests that are being worked on; each gives its id and, unless given up, its answer.
struct Work<'a> {
    running: FuturesUnordered<BoxFuture<'a, (Value, Result<Value, Aborted>)>>,
    handles: Vec<(Value, AbortHandle)>,
}

/// Answers the messages of `input` on `output` until there are no more, then ends what runs.
///
/// # Errors
/// When a stream fails, or a line is longer than any message.
pub async fn serve(
    desk: &Desk,
    mut input: impl AsyncBufRead + Unpin,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut work = Work { running: FuturesUnordered::new(), handles: Vec::new() };
    let (mut line, mut is_open) = (Vec::new(), true);
    while is_open || !work.running.is_empty() {
        tokio::select! {
            more = read(&mut input, &mut line), if is_open => {
                is_open = more?;
                if let Some(refused) = work.take(desk, &line) {
                    write(&mut output, &refused).await?;
                }
                line.clear();
            }
            Some((id, done)) = work.running.next() => {
                work.handles.retain(|(known, _)| *known != id);
                if let Ok(answer) = done {
                    write(&mut output, &answer).await?;
                }
            }
        }
    }
    Ok(())
}

/// Adds to `line` up to the end of a line; false at the end of the stream. May be given up at any
/// await and called again with the same line.
async fn read(input: &mut (impl AsyncBufRead + Unpin), line: &mut Vec<u8>) -> io::Result<bool> {
    let left = LONGEST.saturating_sub(u64::try_from(line.len()).unwrap_or(LONGEST));
    input.take(left).read_until(b'\n', line).await?;
    let is_whole = line.ends_with(b"\n");
    if !is_whole && u64::try_from(line.len()).is_ok_and(|length| length >= LONGEST) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is longer than any message"));
    }
    Ok(is_whole)
}

async fn write(output: &mut (impl AsyncWrite + Unpin), answer: &Value) -> io::Result<()> {
    output.write_all(format!("{answer}\n").as_bytes()).await?;
    output.flush().await
}

impl<'a> Work<'a> {
    /// Begins what a line asks for; gives the answer to a line that is no message.
    fn take(&mut self, desk: &'a Desk, line: &[u8]) -> Option<Value> {
        if line.trim_ascii().is_empty() {
            return None;
        }
        let Ok(value) = serde_json::from_slice(line) else {
            return Some(failure(&Value::Null, Fault::no_json()));
        };
        match Message::read(value) {
            Err(refused) => return Some(refused),
            Ok(Message::Other) => {}
            Ok(Message::Cancelled(id)) => {
                self.handles.iter().filter(|(known, _)| *known == id).for_each(|(_, handle)| handle.abort());
            }
            Ok(Message::Request(request)) => {
                let (handle, registration) = AbortHandle::new_pair();
                self.handles.push((request.id.clone(), handle));
                self.running.push(Box::pin(async move {
                    let done = Abortable::new(answer(desk, &request), registration).await;
                    (request.id, done)
                }));
            }
        }
        None
    }
}
