//! Who acts, in which workspace, and who may decide.

use super::id::WorkspaceId;
use serde::{Deserialize, Serialize};

/// What kind of actor stands behind a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The local owner, or a signed-in person.
    Person,
    /// A program: it may search and propose, never decide.
    Agent,
}

/// The one on whose behalf a use case runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name that the decision log shows.
    pub name: String,
    /// Person or agent.
    pub standing: Standing,
}

impl Person {
    /// A person who may decide.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), standing: Standing::Person }
    }

    /// A program that may search and propose.
    pub fn agent(name: impl Into<String>) -> Self {
        Self { name: name.into(), standing: Standing::Agent }
    }

    /// The right to decide, which only a person has.
    pub fn decider(&self) -> Option<Decider> {
        (self.standing == Standing::Person).then(|| Decider { name: self.name.clone() })
    }
}

/// Proof that a person, not a program, stands behind a decision.
///
/// It comes from a [`Person`] who may decide:
///
/// ```
/// use hone::domain::access::{Decider, Person};
/// let ada: Option<Decider> = Person::named("Ada").decider();
/// assert!(ada.is_some() && Person::agent("program").decider().is_none());
/// ```
///
/// and cannot be made in any other way:
///
/// ```compile_fail
/// use hone::domain::access::Decider;
/// let forged: Option<Decider> = Some(Decider { name: "program".into() });
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decider {
    name: String,
}

impl Decider {
    /// The name of the one who decides.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A person inside one workspace: every use case asks for this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Who acts.
    pub person: Person,
    /// Where.
    pub workspace: WorkspaceId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_cannot_decide() {
        assert!(Person::agent("mcp").decider().is_none());
        assert_eq!(Person::named("Ada").decider().map(|d| d.name().to_owned()), Some("Ada".into()));
    }
}
