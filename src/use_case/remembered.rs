//! What was worked out once from a state of a workspace, kept until that changes.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::WorkspaceId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Results by workspace, each with the number of the last change that is in it.
pub(super) struct Remembered<T>(Mutex<BTreeMap<WorkspaceId, (i64, Arc<T>)>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Remembered<T> {
    fn get(&self, workspace: &WorkspaceId, seen: i64) -> Option<Arc<T>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(workspace).filter(|(at, _)| *at == seen).map(|(_, result)| Arc::clone(result))
    }

    fn keep(&self, workspace: &WorkspaceId, seen: i64, result: &Arc<T>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(workspace.clone(), (seen, Arc::clone(result)));
    }
}

impl Copilot {
    /// What `work` makes of the workspace, from memory as long as nothing has changed.
    pub(super) async fn while_unchanged<T>(
        &self,
        memory: &Remembered<T>,
        scope: &Scope,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<Arc<T>, Error> {
        let seen = self.store.revision(&scope.workspace).await?;
        recall(memory, scope, seen, work).await
    }

    /// The same for what follows from the items alone.
    pub(super) async fn while_no_item_changed<T>(
        &self,
        memory: &Remembered<T>,
        scope: &Scope,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<Arc<T>, Error> {
        let seen = self.store.last_item_change(&scope.workspace).await?;
        recall(memory, scope, seen, work).await
    }
}

/// Gives what is remembered of the state with the number `seen`, or what `work` makes of it.
///
/// The number of the last change is asked before the work: what comes meanwhile makes the result
/// old, never wrong.
pub(super) async fn recall<T>(
    memory: &Remembered<T>,
    scope: &Scope,
    seen: i64,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<Arc<T>, Error> {
    if let Some(result) = memory.get(&scope.workspace, seen) {
        return Ok(result);
    }
    let result = Arc::new(work.await?);
    memory.keep(&scope.workspace, seen, &result);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_worked_out_for_another_state_or_workspace_is_not_given() {
        let memory = Remembered::default();
        let (one, other) = (WorkspaceId::new("one"), WorkspaceId::new("other"));
        memory.keep(&one, 7, &Arc::new("seven"));
        assert_eq!(memory.get(&one, 7).as_deref(), Some(&"seven"));
        assert_eq!((memory.get(&one, 8), memory.get(&other, 7)), (None, None));
    }
}
