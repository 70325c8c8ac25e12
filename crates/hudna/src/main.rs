//! Hudna's doors: for people at a terminal, for scripts, for editors, and for machines over HTTP.
//!
//! Only here are arguments, exit codes and terminal width known. Words come from `hudna_desk::words`.

mod cli;
mod lsp;
mod web;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
