//! Counts over members against every way in which the members may be, one by one.

use std::collections::BTreeSet;

use hudna_core::agreement::{Agreement, SourceText, read};
use hudna_core::finding::{Finding, Material, Outcome, assess};
use hudna_core::list::List;
use hudna_core::register::{Member, Registers};
use hudna_core::report::Origin;
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;

use crate::agreement_loads::Shelf;

const CONDITIONS: &[&str] = &[
    "count(party = 'first') = count(party = 'second')",
    "count(party = 'first') = count(party = 'second') AND count() BETWEEN 3 AND 5",
    "count(role = 'chair') = 1 AND count(party = 'first') >= 2",
    "count(party = 'first' AND role = 'chair') = count(party = 'second' AND role = 'chair')",
    "count(party = 'first') > count(party = 'second') OR count(party = 'first') <= count(party = 'second')",
    "NOT count(party = 'first') + count(party = 'second') = count()",
    "count(role = 'chair') * 2 < count(party = 'first') OR count(party = 'first' AND role = 'member') = 1",
];

fn agreement(must: &str) -> Agreement {
    let text = format!(
        "+++\nagreement = \"counted\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01\n+++\n\
         ```toml register\nparty = [{{ id = \"first\" }}, {{ id = \"second\" }}]\n```\n\
         ## مادة · Article {{#a1}}\n\
         ```toml norm\nid = \"a1.1\"\nkind = \"composition\"\nbody = \"force\"\nmust = \"{must}\"\n```\n"
    );
    let (read, said) = read(SourceText { name: "counted.md".to_owned(), text }, &Shelf::default());
    read.unwrap_or_else(|| panic!("{must}: {said:#?}"))
}

fn found(agreement: &Agreement, registers: &Registers) -> Vec<Finding> {
    let as_of = Instant(1_775_000_000_000_000);
    assess(
        agreement,
        Material { reports: List::default(), incidents: List::default(), registers, as_of },
        &|_| {},
    )
    .findings
}

fn outcomes(agreement: &Agreement, members: Vec<Member>) -> BTreeSet<Outcome> {
    let found = found(agreement, &Registers { members, ..Registers::default() });
    assert_eq!(found.len(), 1, "one body, one norm");
    found.iter().flat_map(|f| f.possible.iter().copied()).collect()
}

fn party(id: &str) -> Value {
    if id == "none" { Value::Nothing } else { Value::Actor(id.into()) }
}

fn role(code: &str) -> Value {
    Value::Code(Code::parse(Attribute::Role, code).expect("a role"))
}

/// What may be known of a party and of a role, with all that it may then be.
fn parties() -> Vec<(Vec<Value>, Vec<Value>)> {
    let all = || ["first", "second", "none"].map(party).to_vec();
    let either = || ["first", "second"].map(party).to_vec();
    let one = |id| (vec![party(id)], vec![party(id)]);
    vec![one("first"), one("second"), one("none"), (Vec::new(), all()), (either(), either())]
}

fn roles() -> Vec<(Vec<Value>, Vec<Value>)> {
    let all = || ["chair", "member", "observer"].map(role).to_vec();
    let either = || ["chair", "member"].map(role).to_vec();
    let one = |code| (vec![role(code)], vec![role(code)]);
    vec![one("chair"), one("member"), one("member"), (Vec::new(), all()), (either(), either())]
}

fn member(i: usize, party: Vec<Value>, role: Vec<Value>) -> Member {
    let line = u32::try_from(i + 2).unwrap_or(2);
    let origin = Origin { file: "members.csv".into(), line, own_id: None };
    let (id, body) = (format!("m-{i}").into(), "force".into());
    Member { origin, id, body, party, role, rank: Vec::new(), from: None, until: None }
}

/// Numbers that look like chance and are the same in every run.
fn next(seed: &mut u64, below: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap_or(0) % below
}

#[test]
fn a_count_is_what_every_way_of_filling_the_gaps_comes_to() {
    let agreements: Vec<Agreement> = CONDITIONS.iter().map(|c| agreement(c)).collect();
    let (parties, roles) = (parties(), roles());
    let mut seed = 7;
    for round in 0..120 {
        let chosen: Vec<(usize, usize)> = (0..1 + next(&mut seed, 5))
            .map(|_| (next(&mut seed, parties.len()), next(&mut seed, roles.len())))
            .collect();
        let mut ways: Vec<Vec<Member>> = vec![Vec::new()];
        for (i, (p, r)) in chosen.iter().enumerate() {
            let all = parties[*p].1.iter().flat_map(|p| roles[*r].1.iter().map(move |r| (p, r)));
            let all: Vec<Member> = all.map(|(p, r)| member(i, vec![p.clone()], vec![r.clone()])).collect();
            ways = ways
                .into_iter()
                .flat_map(|way| all.iter().map(move |m| [way.clone(), vec![m.clone()]].concat()))
                .collect();
        }
        if ways.len() > 250 {
            continue;
        }
        let known: Vec<Member> = chosen
            .iter()
            .enumerate()
            .map(|(i, (p, r))| member(i, parties[*p].0.clone(), roles[*r].0.clone()))
            .collect();
        for (condition, agreement) in CONDITIONS.iter().zip(&agreements) {
            let one_by_one: BTreeSet<Outcome> =
                ways.iter().flat_map(|way| outcomes(agreement, way.clone())).collect();
            assert_eq!(outcomes(agreement, known.clone()), one_by_one, "{round}: {condition} of {known:#?}");
        }
    }
}

#[test]
fn the_order_of_rows_changes_no_finding() {
    let agreement = agreement(CONDITIONS[1]);
    let sides =
        [vec![party("first")], vec![party("second")], Vec::new(), vec![party("first"), party("second")]];
    let members: Vec<Member> =
        sides.into_iter().enumerate().map(|(i, side)| member(i, side, vec![role("member")])).collect();
    let reversed = Registers { members: members.iter().rev().cloned().collect(), ..Registers::default() };
    let as_filed = Registers { members, ..Registers::default() };
    assert_eq!(found(&agreement, &as_filed), found(&agreement, &reversed));
}
