//! Hudna on the command line: the door for people at a terminal, for scripts and for editors.
//!
//! Only here are arguments, exit codes and terminal width known. Words come from `hudna_desk::words`.

mod cli;
mod lsp;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
