//! Bundles: an honest one verifies, and whatever is tampered with is refused for what it is.

use std::collections::BTreeSet;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::bundle::{self, Member, OwnedMember, Refused, Verified, verify};
use hudna_core::ledger::head::SignedHead;
use hudna_core::ledger::spoken::may_name;
use rayon::prelude::*;

use super::invented_record::*;
use super::tampered_record::{Expected, cases};
use super::tampered_rows::odd_acts;
use super::tampered_signed::sealed_raw;

fn verified(members: &[OwnedMember], held: Option<&str>) -> Result<Verified, Refused> {
    let held = held.map(|note| SignedHead::parse(note).unwrap());
    let members: Vec<Member<'_>> = members.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    verify(&members, held.as_ref())
}

#[test]
fn an_honest_record_is_verified_and_says_what_it_shows() {
    let r = record();
    let found = verified(&r.all(&r.cosigned(&[WITNESS, DISMISSED, STRANGER])), None).unwrap();
    assert_eq!((found.size, found.entries()), (r.leaves.len() as u64, r.leaves.len() as u64));
    assert_eq!(found.root, r.tree().root());
    assert_eq!(found.kinds["report.filed"], 4);
    assert_eq!(found.opened, r.opened());
    // of three who cosigned one is admitted now
    let witnesses: Vec<_> = found.cosigned.iter().map(|c| (&*c.witness, c.at)).collect();
    assert_eq!(witnesses, [(&*witness_name(WITNESS), 1_790_000_210)]);
    assert_eq!(found.cosigned[0].party.as_ref().unwrap().0.as_ref(), "first");
    assert_eq!(found.made_for.as_deref(), Some("first"));
    assert_eq!(found.standing, r.standing);
    assert_eq!((found.excerpt, found.held), (None, None));
}

#[test]
fn an_excerpt_says_which_entries_it_holds_and_what_it_continues() {
    let r = record();
    let members = r.some(&r.head(), &[20], Some(13));
    let found = verified(&members, Some(&r.head_of(13, LOG).to_string())).unwrap();
    let excerpt = found.excerpt.unwrap();
    assert!(excerpt.contains(&0) && excerpt.last() == Some(&20), "{excerpt:?}");
    assert!(excerpt.len() < 21, "what was not asked for stays out: {excerpt:?}");
    assert_eq!(found.held, Some(13));
}

#[test]
fn an_act_with_odd_values_stands_or_is_refused_by_its_number() {
    let odd = odd_acts();
    let refused: Vec<&str> = odd
        .par_iter()
        .filter_map(|(name, members)| {
            let why = verified(members, None).err()?;
            assert_eq!(why.entry, Some(7), "{name}: {}", why.code);
            Some(why.code)
        })
        .collect();
    assert!(
        refused.len() > odd.len() / 2 && refused.len() < odd.len() - 100,
        "{} of {}",
        refused.len(),
        odd.len()
    );
    let codes: BTreeSet<&str> = refused.into_iter().collect();
    for code in ["entry-not-understood", "place-in-the-clear", "source-in-the-clear", "words-in-the-clear"] {
        assert!(codes.contains(code), "{code} among {codes:?}");
    }
}

#[test]
fn whatever_is_tampered_with_is_refused_for_what_it_is() {
    let wrong: Vec<String> = cases()
        .par_iter()
        .filter_map(|case| {
            let found = verified(&case.members, case.held.as_deref());
            let fits = match (&found, &case.expected) {
                (Ok(_), Expected::Verified) | (_, Expected::Whatever) => true,
                (Err(why), Expected::Refused(codes)) => codes.contains(&why.code),
                _ => false,
            };
            let said = found.map(|_| "verified").map_err(|why| (why.code, why.entry, why.arguments));
            (!fits).then(|| format!("{}: {said:?}, expected {:?}", case.name, case.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_refusal_names_the_first_entry_that_does_not_stand() {
    let r = record();
    let size = r.leaves.len() as u64;
    let mut two = r.clone();
    for (actor, signer) in [(LEFT, LEFT), (MONITOR, LOG), (LEFT, LEFT)] {
        let body = two.body(actor, Act::ReportFiled { from: None, report: claims() }, Vec::new());
        two.force(body, &key(signer));
    }
    let refused = verified(&two.all(&two.head()), None).unwrap_err();
    assert_eq!((refused.code, refused.entry), ("user-revoked", Some(size)));
}

/// The one thing that verifiers need not agree on: what an honest signature says that no program of ours would write.
#[test]
fn an_entry_signed_with_values_that_are_none_is_not_understood_here() {
    let r = record();
    let mut own = r.clone();
    let body = own.body(MONITOR, Act::ReportFiled { from: None, report: claims() }, Vec::new());
    let text = String::from_utf8(body.canonical().unwrap()).unwrap();
    let text = text.replace("\"deeds\":[]", "\"deeds\":{\"nothing\":1}");
    let refused = verified(&sealed_raw(&own, text.as_bytes()), None).unwrap_err();
    assert_eq!((refused.code, refused.entry), ("entry-not-understood", Some(r.leaves.len() as u64)));
}

#[test]
fn the_same_bundle_comes_out_of_the_same_record() {
    let (one, other) = (record(), record());
    assert_eq!(one.all(&one.head()), other.all(&other.head()));
    let names: BTreeSet<String> = long().all(&long().head()).into_iter().map(|(name, _)| name).collect();
    assert!(names.contains("tile/entries/000") && names.contains("tile/entries/001.p/44"), "{names:?}");
}

#[test]
fn a_bundle_of_other_entries_than_the_head_counts_is_not_written() {
    let r = record();
    let head = r.head_of(5, LOG);
    let contents = bundle::Contents { head: &head, opened: &r.opened(), made_for: None };
    assert_eq!(bundle::all(&contents, &r.leaves).unwrap_err().code(), "bundle-size-differs");
    let beyond = bundle::some(&contents, &r.tree(), &[(7, &r.leaves[7])], None).unwrap_err();
    assert_eq!(beyond.code(), "proof-missing");
}

/// Rows of the Markdown table between `<!-- name -->` and `<!-- /name -->`: the cells of each, as written.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = include_str!("../../../../docs/record-format.md");
    let (from, to) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let inside = text.split_once(&from).unwrap().1.split_once(&to).unwrap().0;
    let rows = inside.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn codes(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_document_says_what_an_act_may_name() {
    let mut said = BTreeSet::new();
    for row in table("names") {
        for key in codes(&row[0]) {
            for kind in codes(&row[1]) {
                let named = codes(&row[2]);
                let any = named.is_empty();
                let all = Act::KINDS.iter().map(|kind| (*kind).to_owned());
                for of in if any { all.collect() } else { named } {
                    said.insert((kind.clone(), key.clone(), of));
                }
            }
        }
    }
    let mut done = BTreeSet::new();
    for shape in Act::SHAPES {
        for key in shape.keys.iter().filter(|key| key.speaks_of_entry()) {
            let of = may_name(shape.kind, key.name).iter();
            done.extend(of.map(|of| (shape.kind.to_owned(), key.name.to_owned(), (*of).to_owned())));
        }
    }
    assert_eq!(said, done);
}
