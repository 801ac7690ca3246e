//! Turns an item and its evidence into drafts.
//!
//! A proposer works in two steps, so that it never searches by itself: it names
//! the topics it wants to hear about, the use case searches the interviews for
//! them, and then it drafts from what was found.

pub mod model;
pub mod playbook;

use crate::domain::big_idea::BigIdea;
use crate::domain::evidence::EvidencePool;
use crate::domain::item::Item;
use crate::domain::stakeholder::Stakeholder;

/// Everything a proposer may look at for one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The item to refine.
    pub item: Item,
    /// Its parent, when it has one.
    pub parent: Option<Item>,
    /// Its children, in order.
    pub children: Vec<Item>,
    /// The rest of the backlog, in order.
    pub backlog: Vec<Item>,
    /// The outcome that everything serves.
    pub big_idea: BigIdea,
    /// The people whose conversations unblock decisions.
    pub stakeholders: Vec<Stakeholder>,
    /// Points the team delivers in a sprint, when known.
    pub velocity: Option<f64>,
}

impl Brief {
    /// An item alone: no backlog around it, nobody in the register.
    pub fn alone(item: Item) -> Self {
        Self {
            item,
            parent: None,
            children: Vec::new(),
            backlog: Vec::new(),
            big_idea: BigIdea::default(),
            stakeholders: Vec::new(),
            velocity: None,
        }
    }
}

/// What was searched for, and what was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heard {
    /// The topics, in the order in which they were asked.
    pub topics: Vec<String>,
    /// The passages; each knows the topics that found it.
    pub pool: EvidencePool,
}
