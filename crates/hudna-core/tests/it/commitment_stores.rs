//! Declared stores: what is declared, what the last look found, and whether the two agree, as an inspector would say it.

use std::sync::Arc;

use hudna_core::agreement::{Agreement, SourceText, read};
use hudna_core::commitment::{Compared, Site, Stock, StoreState, stores};
use hudna_core::finding::{Material, assess};
use hudna_core::list::List;
use hudna_core::register::{Holding, Registers, Visit};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;

use crate::agreement_loads::Shelf;

/// 1 March 2026 in Tripoli.
const D_DAY: i64 = 1_772_316_000_000_000;

fn text() -> Agreement {
    let text = "+++\nagreement = \"stored\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01\n+++\n\
         ```toml register\nparty = [{ id = \"first\" }, { id = \"second\" }]\n```\n\
         ## مادة · Article {#a5}\n\
         ```toml norm\nid = \"a5.1\"\nkind = \"holding\"\nweapons = \"calibre_mm >= 100\"\n\
         by = \"D+1\"\nstored = { declared = true, inspected_within = \"30 d\" }\n```\n";
    let (read, said) =
        read(SourceText { name: "stored.md".to_owned(), text: text.to_owned() }, &Shelf::default());
    read.unwrap_or_else(|| panic!("{said:#?}"))
}

/// That day after D-day, 10:00.
fn day(n: i64) -> Instant {
    Instant(D_DAY).plus(Span::hours(n * 24 + 10))
}

fn holding(id: &str, day_of: i64, count: Option<f64>, state: &str) -> Holding {
    Holding {
        origin: Origin { file: "holdings.csv".into(), line: 2, own_id: Some(id.into()) },
        id: id.into(),
        site: "depot".into(),
        party: Some("first".into()),
        unit: None,
        weapon: vec![Value::Code(Code::parse(Attribute::Weapon, "gun").expect("a weapon"))],
        calibre_mm: Some(Number::exact(122.0)),
        count: count.map(Number::exact),
        at: Some(TimeRange::exact(day(day_of))),
        place: None,
        state: Some(state.into()),
        declared: Some(true),
    }
}

fn visit(day_of: i64, access: &str) -> Visit {
    Visit {
        origin: Origin::default(),
        site: "depot".into(),
        party: Some("first".into()),
        team: None,
        at: Some(TimeRange::exact(day(day_of))),
        place: None,
        access: Some(access.into()),
        delay_min: None,
        reason: None,
    }
}

fn told(holdings: Vec<Holding>, visits: Vec<Visit>, as_of: i64) -> (Site, Stock) {
    let registers = Registers { holdings, visits, ..Registers::default() };
    let mut all = stores(&text(), &registers, day(as_of));
    assert_eq!(all.len(), 1, "one site");
    let site = all.remove(0);
    assert_eq!(site.stocks.len(), 1, "one kind");
    let stock = site.stocks[0].clone();
    (site, stock)
}

#[test]
fn a_later_look_never_adds_to_what_an_earlier_one_counted() {
    let rows = vec![holding("h1", 5, Some(6.0), "present"), holding("h2", 18, Some(2.0), "missing")];
    let (_, stock) = told(rows, vec![visit(5, "granted"), visit(18, "granted")], 20);
    assert_eq!(stock.declared, Some((6.0, 6.0)));
    assert_eq!(stock.last.get(&StoreState::Missing), Some(&Some((2.0, 2.0))));
    assert_eq!(stock.present(), None, "the last look does not say how many are there");
    assert_eq!(stock.last_seen, Some(day(18)));
    assert_eq!(stock.compared, Compared::Differs);
}

#[test]
fn what_is_found_as_declared_agrees_and_another_number_differs() {
    let looks = |n: f64| {
        vec![
            holding("h1", 5, Some(4.0), "present"),
            holding("h2", 5, Some(2.0), "present"),
            holding("h3", 18, Some(n), "present"),
        ]
    };
    let visits = || vec![visit(5, "granted"), visit(18, "delayed")];
    assert_eq!(told(looks(6.0), visits(), 20).1.compared, Compared::Agrees);
    assert_eq!(told(looks(5.0), visits(), 20).1.compared, Compared::Differs);
    assert_eq!(
        told(looks(7.0), visits(), 20).1.declared,
        Some((7.0, 7.0)),
        "the most that was declared at one look"
    );
}

#[test]
fn what_nobody_could_look_at_is_undetermined_and_neither_there_nor_missing() {
    let rows = vec![holding("h1", 5, Some(4.0), "present"), holding("h2", 18, Some(4.0), "not_accessible")];
    let (site, stock) = told(rows, vec![visit(5, "granted"), visit(18, "denied")], 20);
    assert_eq!((stock.compared, stock.present()), (Compared::Undetermined, None));
    assert_eq!(site.last_entered, Some(day(5)));
    // turned away since, without a row of the register: the same
    let rows = vec![holding("h1", 5, Some(4.0), "present")];
    assert_eq!(
        told(rows, vec![visit(5, "granted"), visit(18, "denied")], 20).1.compared,
        Compared::Undetermined
    );
}

#[test]
fn storage_that_was_not_inspected_for_longer_than_the_text_allows_is_undetermined_again() {
    let rows = || vec![holding("h1", 5, Some(4.0), "present")];
    let visits = || vec![visit(5, "granted")];
    assert_eq!(told(rows(), visits(), 34).1.compared, Compared::Agrees);
    let (site, stock) = told(rows(), visits(), 36);
    assert_eq!((site.stale, stock.compared), (Some(true), Compared::Undetermined));
}

#[test]
fn numbers_that_were_not_stated_or_only_roughly_determine_nothing() {
    let visits = || vec![visit(5, "granted")];
    let uncounted = vec![holding("h1", 5, None, "present")];
    assert_eq!(told(uncounted, visits(), 20).1.compared, Compared::Undetermined);
    let mut rough = holding("h1", 5, None, "present");
    rough.count = Some(Number { low: 3.0, best: 4.0, high: 5.0 });
    assert_eq!(told(vec![rough], visits(), 20).1.compared, Compared::Undetermined);
    let mut silent = holding("h1", 5, Some(3.0), "present");
    silent.state = None;
    assert_eq!(told(vec![silent], Vec::new(), 20).1.compared, Compared::NotInspected);
    let mut undeclared = holding("h1", 5, Some(3.0), "present");
    undeclared.declared = Some(false);
    assert_eq!(told(vec![undeclared], visits(), 20).1.compared, Compared::Differs);
}

#[test]
fn a_stock_knows_the_findings_of_the_holding_norm_about_its_rows() {
    let agreement = text();
    let rows = vec![holding("h1", 5, Some(6.0), "present"), holding("h2", 18, Some(2.0), "missing")];
    let registers = Registers { holdings: rows, visits: vec![visit(5, "granted")], ..Registers::default() };
    let as_of = day(20);
    let material =
        Material { reports: List::default(), incidents: List::default(), registers: &registers, as_of };
    let findings = assess(&agreement, material, &|_| {}).findings;
    let all = stores(&agreement, &registers, as_of);
    let about: Vec<(&Arc<str>, &str)> = findings
        .iter()
        .filter(|finding| finding.subject.kind == "holding" && all[0].stocks[0].is_about(&finding.subject.id))
        .map(|finding| (&finding.norm, finding.subject.id.as_str()))
        .collect();
    assert!(about.iter().any(|(norm, id)| ***norm == *"a5.1" && *id == "h2"), "{about:?}");
    assert!(!all[0].stocks[0].is_about("h20"), "an id that only begins alike is another's");
}
