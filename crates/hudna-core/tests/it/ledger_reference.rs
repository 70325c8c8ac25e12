//! The tables of `docs/record-format.md` are those of the source. `HUDNA_BLESS=1` writes them.

use std::path::PathBuf;

use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::{reference, roles};

/// The document with `table` between the markers of that name.
fn filled(document: &str, name: &str, table: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = document.split_once(&begin).expect("the marker stands in the document");
    let (_, after) = rest.split_once(&end).expect("the marker is closed");
    format!("{before}{begin}\n{table}\n{end}{after}")
}

#[test]
fn the_record_format_holds_the_tables_of_the_source() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/record-format.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let wanted = filled(&filled(&document, "acts", &reference::acts()), "roles", &reference::roles());
    if std::env::var_os("HUDNA_BLESS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    } else {
        assert_eq!(document, wanted, "HUDNA_BLESS=1 writes the tables anew");
    }
}

#[test]
fn every_kind_and_role_stands_in_its_table_once() {
    let (acts, roles_table) = (reference::acts(), reference::roles());
    for kind in Act::KINDS {
        assert_eq!(acts.matches(&format!("| `{kind}`")).count(), 1, "{kind}");
    }
    for (role, verbs) in roles::ROLES {
        let row = roles_table.lines().find(|line| line.starts_with(&format!("| `{role}`"))).unwrap();
        assert!(verbs.iter().all(|verb| row.contains(verb.name())), "{role}");
    }
    assert!(
        acts.contains(
            "| `mission.founded` *standing* | administer | `key`, `log`, `title`, `zone_time` |  |"
        )
    );
    assert!(acts.contains("| `report.filed` | inform | `from`?, `report` | `from`? |"));
}

#[test]
fn every_standing_kind_is_a_kind_and_every_verb_is_carried_or_a_witnesss() {
    assert!(Act::STANDING.iter().all(|kind| Act::KINDS.contains(kind)));
    for verb in Verb::ALL {
        let carried = roles::ROLES.iter().any(|(_, verbs)| verbs.contains(verb));
        // witnesses sign heads with keys of their own, not entries
        assert_eq!(carried, *verb != Verb::Witness, "{}", verb.name());
    }
}
