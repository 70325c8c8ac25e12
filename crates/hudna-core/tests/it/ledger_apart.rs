//! Any report and any place taken apart into what is in the clear and what is sealed, and put together again.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::ledger::act::ReportClaims;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::{self, Drawn};
use hudna_core::place::{Area, Region};
use hudna_core::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Kind, Number, Value};
use hudna_core::vocabulary::{Code, codes_of};
use proptest::prelude::*;

use crate::ledger_samples as samples;

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![-180.0..180.0_f64, -1e9..1e9_f64, any::<i32>().prop_map(f64::from)]
}

fn region() -> impl Strategy<Value = Region> {
    let lon = || -180.0..=180.0_f64;
    let lat = || -90.0..=90.0_f64;
    let ring = || prop::collection::vec((lon(), lat()), 3..6);
    let polygon = (ring(), prop::collection::vec(ring(), 0..3)).prop_map(|(outer, holes)| {
        geo::Polygon::new(outer.into(), holes.into_iter().map(geo::LineString::from).collect())
    });
    prop_oneof![
        (lon(), lat(), 0.0..1e6_f64).prop_map(|(lon, lat, radius)| Region::disc(lon, lat, radius)),
        (".{0,8}", prop::collection::vec(polygon, 1..3))
            .prop_map(|(id, shapes)| Region::Area(Arc::new(Area { id, shape: geo::MultiPolygon(shapes) }))),
    ]
}

fn value(attribute: Attribute) -> BoxedStrategy<Value> {
    let codes: Vec<Code> = codes_of(attribute).collect();
    let known = match attribute.kind() {
        Kind::Code => prop::sample::select(codes).prop_map(Value::Code).boxed(),
        Kind::Time => any::<(i64, i64)>()
            .prop_filter("a time begins before it ends", |(lo, hi)| lo != hi)
            .prop_map(|(a, b)| Value::Time(TimeRange { lo: Instant(a.min(b)), hi: Instant(a.max(b)) }))
            .boxed(),
        Kind::Place => region().prop_map(Value::Place).boxed(),
        Kind::Number => (float(), float(), float())
            .prop_map(|(a, b, c)| {
                let mut ends = [a, b, c];
                ends.sort_by(f64::total_cmp);
                Value::Number(Number { low: ends[0], best: ends[1], high: ends[2] })
            })
            .boxed(),
        Kind::Actor | Kind::Derived => ".{0,10}".prop_map(|name| Value::Actor(name.into())).boxed(),
    };
    prop_oneof![5 => known, 1 => Just(Value::Nothing)].boxed()
}

fn account() -> impl Strategy<Value = Account> {
    let attribute = prop::sample::select(Attribute::ALL);
    let claim = attribute.prop_flat_map(|a| (Just(a), prop::collection::vec(value(a), 1..3)));
    prop::collection::vec(claim, 0..6).prop_map(|claims| {
        let mut account = Account::default();
        claims.into_iter().for_each(|(attribute, values)| account.set(attribute, values));
        account
    })
}

fn text() -> impl Strategy<Value = Arc<str>> {
    "\\PC{0,12}".prop_map(Arc::from)
}

fn texts() -> impl Strategy<Value = Vec<Arc<str>>> {
    prop::collection::vec(text(), 0..3)
}

fn report() -> impl Strategy<Value = Report> {
    let source = (
        text(),
        prop::option::of(Just(SourceKind::Hotline)),
        prop::option::of(any::<char>()),
        any::<Option<u8>>(),
    );
    let origin = (text(), any::<u32>(), prop::option::of(text()));
    let place = (prop::sample::select(Attribute::ALL), text(), texts());
    let rest = (texts(), prop::option::of(text()), text(), prop::collection::vec(place, 0..3), texts());
    (source, origin, any::<Option<i64>>(), prop::collection::vec(account(), 0..4), rest, any::<bool>())
        .prop_map(
            |(
                (name, kind, reliability, credibility),
                (file, line, own_id),
                reported_at,
                deeds,
                rest,
                aggregate,
            )| {
                let (echo_of, answers, text, places, outlets) = rest;
                let place = |(attribute, written, candidates)| PlaceName { attribute, written, candidates };
                Report {
                    origin: Origin { file, line, own_id },
                    source: Source { name, kind, reliability, credibility },
                    reported_at: reported_at.map(Instant),
                    deeds,
                    echo_of,
                    answers,
                    text,
                    places: places.into_iter().map(place).collect(),
                    outlets,
                    aggregate,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_report_taken_apart_and_put_together_is_the_same(report in report()) {
        let (claims, parts) = filed::report(&report).unwrap();
        let claims: ReportClaims =
            hudna_core::ledger::canonical::from_canonical(&to_canonical(&claims).unwrap()).unwrap();
        let parts: BTreeMap<String, Vec<u8>> =
            parts.into_iter().map(|(name, _, content)| (name.into_owned(), content)).collect();
        let open = |name: &str| parts.get(name).map(|content| &content[..]);
        let back = filed::read_report(&samples::entry(1), &claims, open).unwrap();
        prop_assert_eq!(&back, &report);
        // with a part withheld the rest stays as it was
        for closed in ["source", "place", "text"] {
            let less = filed::read_report(&samples::entry(1), &claims, |name| open(name).filter(|_| name != closed)).unwrap();
            prop_assert_eq!(less.deeds.len(), report.deeds.len());
            if closed != "place" { prop_assert_eq!(&less.deeds, &report.deeds); }
            if closed != "text" { prop_assert_eq!(&less.text, &report.text); }
            if closed != "source" { prop_assert_eq!(&less.source, &report.source); }
        }
    }

    #[test]
    fn any_place_survives_being_written_with_its_border(place in region()) {
        let bytes = to_canonical(&Drawn::from(&place)).unwrap();
        let drawn: Drawn = hudna_core::ledger::canonical::from_canonical(&bytes).unwrap();
        prop_assert_eq!(drawn.region(), Some(place));
    }
}
