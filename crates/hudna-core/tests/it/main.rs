//! What the ground floor promises, tried from outside, in one binary.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests and benches read files and clocks; the crate itself does not"
)]

mod agreement_checks;
mod agreement_examples;
mod agreement_examples_worked;
mod agreement_fuzz;
mod agreement_loads;
mod agreement_mistakes;
mod agreement_pages;
mod agreement_texts;
mod agreement_witnesses;
mod agreement_words;
mod canonical_reference;
mod columns;
mod commitment_laws;
mod commitment_stores;
mod commitments;
mod condition;
mod dialogue;
mod finding_asked;
mod finding_laws;
mod finding_sifted;
mod force;
mod force_kept;
mod force_watch;
mod fusion;
mod fusion_golden;
mod fusion_meltt;
mod fusion_pairs;
mod fusion_set;
mod incident_live;
mod invented_record;
mod laws;
mod ledger_apart;
mod ledger_bundle;
mod ledger_entries;
mod ledger_golden;
mod ledger_heads;
mod ledger_hostile;
mod ledger_reference;
mod ledger_registers;
mod ledger_replay;
mod ledger_samples;
mod ledger_standing;
mod ledger_tree;
mod members_counted;
mod norms;
mod opinion;
mod opinion_real;
mod ruling;
mod scenario;
mod tampered_history;
mod tampered_record;
mod tampered_rows;
mod tampered_signed;
