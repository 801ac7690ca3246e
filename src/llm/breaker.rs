//! Stops asking a server that does not answer, and asks again after a while.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures in a row after which the server is left alone.
const FAILURES: u32 = 3;
/// First pause; doubled with every failed try after it.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Closed: ask. Open: don't, until the pause is over; then one try decides.
#[derive(Debug, Default)]
pub struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    shut_until: Option<Instant>,
}

impl Breaker {
    /// Whether to ask. After a pause only the first caller may; the others wait for what it finds.
    pub fn permits(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(until) = state.shut_until else { return true };
        let over = now >= until;
        if over {
            state.shut_until = Some(now + pause_after(state.failures));
        }
        over
    }

    /// Tells how it went.
    pub fn note(&self, now: Instant, succeeded: bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if succeeded {
            *state = State::default();
            return;
        }
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES {
            state.shut_until = Some(now + pause_after(state.failures));
        }
    }
}

fn pause_after(failures: u32) -> Duration {
    let doublings = failures.saturating_sub(FAILURES).min(5);
    (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_open_it_and_one_success_closes_it() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        for _ in 0..FAILURES {
            assert!(breaker.permits(start));
            breaker.note(start, false);
        }
        assert!(!breaker.permits(start));
        let later = start + FIRST_PAUSE;
        assert!(breaker.permits(later), "one may try");
        assert!(!breaker.permits(later), "only one");
        breaker.note(later, false);
        assert!(!breaker.permits(later + FIRST_PAUSE), "the pause has doubled");
        let last = later + 2 * FIRST_PAUSE;
        assert!(breaker.permits(last));
        breaker.note(last, true);
        assert!(breaker.permits(last) && breaker.permits(last));
    }
}
