//! What the whole program promises, one module per example. Each runs the real binary on files.

mod attach;
mod bad_input;
mod bodies;
mod browser;
mod commands;
mod desk_pages;
mod difference;
#[cfg(unix)]
mod durability;
mod editor;
mod entries;
mod hostile;
mod house;
#[cfg(unix)]
mod killed;
mod libya;
mod marsa;
mod mission;
mod other_keys;
mod pages;
mod period;
#[cfg(unix)]
mod power;
mod readers;
mod real_agreements;
mod refusals;
mod releases;
mod rulings;
mod run;
mod scenario;
mod sealed;
mod syria;
mod triage;
