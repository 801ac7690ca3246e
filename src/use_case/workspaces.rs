//! Which workspaces there are.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::WorkspaceId;
use crate::store::Workspace;
use serde::Serialize;

/// A workspace on one line.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct WorkspaceSummary {
    /// Its identity.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Whether it is the one that is meant when none is named.
    pub current: bool,
    /// When it was made, in milliseconds since the epoch.
    pub created_at: i64,
    /// Points the team delivers in a sprint, when known.
    pub velocity: Option<f64>,
}

impl Copilot {
    /// Every workspace, by name.
    pub async fn workspaces(&self) -> Result<Vec<WorkspaceSummary>, Error> {
        let current = self.store.current_workspace().await?.map(|current| current.id);
        let all = self.store.workspaces().await?;
        Ok(all.into_iter().map(|one| summary(one, current.as_ref())).collect())
    }

    /// The workspace that the person is in.
    pub async fn workspace(&self, scope: &Scope) -> Result<WorkspaceSummary, Error> {
        let current = self.store.current_workspace().await?.map(|current| current.id);
        Ok(summary(self.store.workspace(scope.workspace.as_str()).await?, current.as_ref()))
    }
}

fn summary(workspace: Workspace, current: Option<&WorkspaceId>) -> WorkspaceSummary {
    WorkspaceSummary {
        current: current == Some(&workspace.id),
        id: workspace.id,
        name: workspace.name,
        created_at: workspace.created_at,
        velocity: workspace.velocity,
    }
}
