//! What went wrong on the way to the server, without what the server wrote.

use crate::retrieval::vector::IndexError;
use qdrant_client::QdrantError;
use std::time::Duration;

// The codes of gRPC (https://grpc.io/docs/guides/status-codes/).
const CANCELLED: i32 = 1;
const UNKNOWN: i32 = 2;
const DEADLINE_EXCEEDED: i32 = 4;
const NOT_FOUND: i32 = 5;
const INTERNAL: i32 = 13;
const UNAVAILABLE: i32 = 14;

/// Waits for a request, no longer than `limit`.
pub(super) async fn within<T>(
    limit: Duration,
    request: impl Future<Output = Result<T, QdrantError>>,
) -> Result<T, IndexError> {
    // Boxed: the client's futures take twenty kilobytes each.
    match tokio::time::timeout(limit, Box::pin(request)).await {
        Ok(answer) => answer.map_err(|error| fault_of(&error)),
        Err(_) => Err(IndexError::Slow),
    }
}

fn fault_of(error: &QdrantError) -> IndexError {
    match error {
        QdrantError::ResponseError { status } => fault_of_code(i32::from(status.code())),
        QdrantError::ResourceExhaustedError { .. } => IndexError::Refused("too many requests".into()),
        QdrantError::Io(_) => IndexError::Down,
        _ => IndexError::Refused("the request could not be made".into()),
    }
}

fn fault_of_code(code: i32) -> IndexError {
    match code {
        DEADLINE_EXCEEDED => IndexError::Slow,
        // A connection that closes in the middle of a request is reported as cancelled.
        CANCELLED | UNKNOWN | INTERNAL | UNAVAILABLE => IndexError::Down,
        NOT_FOUND => IndexError::Empty,
        other => IndexError::Refused(format!("gRPC status {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_takes_too_long_is_slow() {
        let never = std::future::pending::<Result<(), QdrantError>>();
        assert_eq!(within(Duration::from_millis(5), never).await, Err(IndexError::Slow));
    }

    #[test]
    fn codes_say_down_slow_empty_or_refused() {
        let faults = [UNAVAILABLE, DEADLINE_EXCEEDED, NOT_FOUND, 7].map(fault_of_code);
        let refused = IndexError::Refused("gRPC status 7".into());
        assert_eq!(faults, [IndexError::Down, IndexError::Slow, IndexError::Empty, refused]);
    }
}
