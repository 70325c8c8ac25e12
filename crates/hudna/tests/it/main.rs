//! What the whole program promises, one module per example. Each runs the real binary on files.

mod access;
mod api;
mod arabic_pages;
mod attach;
mod bad_input;
mod ballots;
mod bodies;
mod browser;
mod candidates;
mod commands;
mod consult;
mod desk_pages;
mod difference;
#[cfg(unix)]
mod durability;
mod editor;
mod entries;
mod fields;
mod form;
mod hostile;
mod house;
mod islands;
#[cfg(unix)]
mod killed;
mod languages;
mod libya;
mod marsa;
mod marsa_force;
mod minutes;
mod mission;
mod one_house;
mod other_keys;
mod pages;
mod period;
#[cfg(unix)]
mod power;
mod powers;
mod promises;
mod promises_pages;
mod readers;
mod real_agreements;
mod refusals;
mod refused_pages;
mod releases;
mod rulings;
mod run;
mod scenario;
mod sealed;
mod slips;
mod syria;
mod table_forms;
mod talks;
mod triage;
mod visitor;
mod visits;
mod votes;
