//! Evaluation: the suites, the formulas, the scorers, and the cheats that they must catch.

mod cheating_runs;
mod cheats;
mod decided;
mod score;
mod suite;
mod vectors;
