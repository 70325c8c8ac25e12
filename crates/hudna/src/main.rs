//! Hudna on the command line.

fn main() {}
