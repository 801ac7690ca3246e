//! For how long a rejection is held against what comes again.

use super::{Copilot, Error};
use crate::domain::access::Scope;

/// The setting of a workspace with the days; none for ever.
const EXPIRY: &str = "ledger_days";
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

impl Copilot {
    /// Days for which a rejection is held against what comes again; none for ever.
    pub async fn ledger_expiry(&self, scope: &Scope) -> Result<Option<u32>, Error> {
        let workspace = self.store.workspace(scope.workspace.as_str()).await?;
        Ok(workspace.settings.get(EXPIRY).and_then(|days| days.parse().ok()))
    }

    /// Says for how many days; none for ever.
    ///
    /// # Errors
    /// [`Error::Invalid`] for no day at all.
    pub async fn expire_ledger(&self, scope: &Scope, days: Option<u32>) -> Result<(), Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        if days == Some(0) {
            let hint = "name the days, or never; `hone undo ID` takes one rejection back";
            return Err(Error::invalid("days", "a rejection holds for a day at least", hint));
        }
        let setting = days.map(|days| days.to_string());
        Ok(self.store.change_setting(&scope.workspace, EXPIRY, |_| setting).await?)
    }

    /// The time before which a rejection is expired, in milliseconds since the epoch.
    pub(super) async fn oldest_rejection(&self, scope: &Scope) -> Result<Option<i64>, Error> {
        let days = self.ledger_expiry(scope).await?;
        Ok(days.map(|days| self.means.clock.now_ms() - i64::from(days) * DAY))
    }
}
