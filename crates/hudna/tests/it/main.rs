//! What the whole program promises, one module per example. Each runs the real binary on files.

mod bad_input;
mod commands;
mod difference;
mod hostile;
mod libya;
mod marsa;
mod period;
mod readers;
mod run;
mod syria;
