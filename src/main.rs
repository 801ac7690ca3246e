//! Hone on the command line.

fn main() {}
