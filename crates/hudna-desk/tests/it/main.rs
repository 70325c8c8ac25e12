//! What the first floor promises, one module per room.

mod arabic;
mod asked;
mod bundle;
mod counts;
mod document;
mod draft;
mod drawn;
mod filled;
mod intake;
mod intake_fuzz;
mod intake_real;
mod intake_words;
mod intake_workbook;
mod invented;
mod minutes;
mod minutes_accounts;
mod minutes_sentences;
mod plain;
mod powers;
mod record;

// one maker of the invented record for both floors
#[path = "../../../hudna-core/tests/it/invented_record.rs"]
mod invented_record;
#[path = "../../../hudna-core/tests/it/tampered_history.rs"]
mod tampered_history;
#[path = "../../../hudna-core/tests/it/tampered_record.rs"]
mod tampered_record;
#[path = "../../../hudna-core/tests/it/tampered_rows.rs"]
mod tampered_rows;
#[path = "../../../hudna-core/tests/it/tampered_signed.rs"]
mod tampered_signed;
