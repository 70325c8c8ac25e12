//! Hudna on the command line: the door for people at a terminal and for scripts.
//!
//! Only here are arguments, exit codes and terminal width known. Words come from `hudna_desk::words`.

mod cli;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
