//! The words and rules of product ownership.
//!
//! Architecture invariant: nothing here does I/O, awaits, or reads a clock. A
//! value of these types means the same in the command line, the API, the store
//! and the test suites.

pub mod access;
pub mod asking;
pub mod assumption;
pub mod assumption_map;
pub mod big_idea;
pub mod body;
pub mod check;
pub mod contradiction;
pub mod counting;
pub mod craft;
pub mod decision;
pub mod evidence;
pub mod experiment;
pub mod form;
pub mod id;
pub mod ignoring;
pub mod import;
pub mod interview;
pub mod item;
pub mod journal;
pub mod language;
pub mod learning;
pub mod particulars;
pub mod phase;
pub mod question;
pub mod slicing;
pub mod snapshot;
pub mod split;
pub mod stakeholder;
pub mod story;
pub mod suggestion;
pub mod text;
pub mod theme;
pub mod tree;
pub mod withdrawal;
