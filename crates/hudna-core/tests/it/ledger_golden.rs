//! Golden bytes of every kind of act: what was ever shipped is read, verified and written the same for ever.
//!
//! A new kind needs its files: `HUDNA_BLESS=1` writes those that are missing, and never changes one that is there.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::canonical::{from_canonical, to_canonical};
use hudna_core::ledger::entry::{self, Body, Entry, Leaf, VERSION};
use hudna_core::ledger::id::MissionId;
use hudna_core::ledger::standing::referred;
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::{Code, TABLE};
use proptest::prelude::*;

use crate::ledger_samples::{self as samples, Sample};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/ledger")
}

fn named(sample: &Sample) -> String {
    format!("{}{}.json", sample.act.kind(), sample.ending)
}

/// The sample as an entry, sealed a second after it was signed.
fn sealed(sample: &Sample) -> Entry {
    let body = Body {
        act: sample.act.clone(),
        actor: samples::user(7),
        at: samples::at(0),
        id: samples::entry(200),
        mission: MissionId::of([3; 10]),
        parts: sample.parts.clone(),
        v: VERSION,
    };
    let sig = body.signed(&samples::signing(7)).unwrap();
    Entry { body, recorded_at: hudna_core::time::Instant(samples::at(0).0 + 1_000_000), sig }
}

#[test]
fn the_golden_bytes_of_every_kind_are_read_verified_and_written_the_same() {
    let mut files = BTreeSet::new();
    for sample in samples::all() {
        let (name, entry) = (named(&sample), sealed(&sample));
        let path = folder().join(&name);
        if std::env::var_os("HUDNA_BLESS").is_some() && !path.exists() {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(&path, entry.leaf().unwrap()).unwrap();
        }
        let golden = std::fs::read(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
        let split = Leaf::split(&golden).unwrap();
        assert_eq!(split.read().unwrap(), entry, "{name}");
        assert!(entry::is_signed(split.body, &samples::signing(7).verifying_key(), &split.sig), "{name}");
        assert_eq!(entry.leaf().unwrap(), golden, "{name}");
        assert!(files.insert(name));
    }
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, files, "a file without a sample, or a sample without a file");
}

/// The keys of an act beside `kind`, as data write them.
fn keys(act: &Act) -> BTreeSet<String> {
    let value = serde_json::to_value(act).unwrap();
    value.as_object().unwrap().keys().filter(|key| *key != "kind").cloned().collect()
}

#[test]
fn a_full_sample_fills_every_key_and_a_minimal_one_none_that_may_be_missing() {
    let samples = samples::all();
    for shape in Act::SHAPES {
        let of = |ending: &str| {
            let mut fit = samples.iter().filter(|s| s.act.kind() == shape.kind && s.ending == ending);
            let found = fit.next().map(|s| &s.act);
            assert!(fit.next().is_none(), "{}{ending} twice", shape.kind);
            found
        };
        let (full, min) = (of("").unwrap_or_else(|| panic!("no sample of {}", shape.kind)), of(".min"));
        assert_eq!(full.verb(), shape.verb);
        let every: BTreeSet<String> = shape.keys.iter().map(|key| key.name.into()).collect();
        assert_eq!(keys(full), every, "{}", shape.kind);
        let needed: BTreeSet<String> =
            shape.keys.iter().filter(|key| !key.optional).map(|key| key.name.into()).collect();
        match min {
            Some(min) => assert_eq!(keys(min), needed, "{}", shape.kind),
            None => assert_eq!(needed, every, "{} has no minimal sample", shape.kind),
        }
    }
    assert_eq!(Act::SHAPES.iter().map(|s| s.kind).collect::<Vec<_>>(), Act::KINDS);
}

#[test]
fn the_entries_that_an_act_speaks_of_are_the_values_of_its_keys_for_entries() {
    for sample in samples::all() {
        let shape = Act::SHAPES.iter().find(|shape| shape.kind == sample.act.kind()).unwrap();
        let value = serde_json::to_value(&sample.act).unwrap();
        let keyed: Vec<&str> = shape
            .keys
            .iter()
            .filter(|key| key.speaks_of_entry())
            .filter_map(|key| value.get(key.name)?.as_str())
            .collect();
        let spoken: Vec<&str> = referred(&sample.act).into_iter().map(|id| &*id.0).collect();
        assert_eq!(keyed, spoken, "{}", shape.kind);
        // and nowhere else does an act hold an entry's id
        assert_eq!(value.to_string().matches("\"E-").count(), keyed.len(), "{}", shape.kind);
    }
}

#[test]
fn what_no_act_says_is_refused_however_deep_it_stands() {
    for sample in samples::all() {
        let bytes = sealed(&sample).body.canonical().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        // a key more in every object, first among its keys
        for (at, _) in text.match_indices('{') {
            let empty = text[at + 1..].starts_with('}');
            let more = format!("{}\"!\":0{}{}", &text[..=at], if empty { "" } else { "," }, &text[at + 1..]);
            assert!(Body::read(more.as_bytes()).is_err(), "{} at {at}", sample.act.kind());
        }
    }
}

#[test]
fn codes_are_written_by_name_so_that_rows_may_come_in_between() {
    for (i, row) in TABLE.iter().enumerate() {
        let code = Code(u16::try_from(i).unwrap());
        let text = format!("\"{}/{}\"", row.attribute.name(), row.code);
        assert_eq!(to_canonical(&code).unwrap(), text.as_bytes());
        assert_eq!(from_canonical(text.as_bytes()), Ok(code));
    }
    assert!(to_canonical(&Code(u16::MAX)).is_err());
    for text in ["\"act/nothing\"", "\"shelling\"", "\"weapon/shelling\"", "7"] {
        assert!(from_canonical::<Code>(text.as_bytes()).is_err(), "{text}");
    }
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<i32>().prop_map(f64::from),
        -180.0..180.0_f64,
        prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO,
    ]
}

fn written(value: f64) -> bool {
    value.abs() < 9_007_199_254_740_992.0 || value.abs() >= 1e21
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_number_that_is_written_is_read_to_the_bit(value in number()) {
        let bytes = to_canonical(&value);
        prop_assert_eq!(bytes.is_ok(), written(value));
        if let Ok(bytes) = bytes {
            // ECMAScript has one zero
            let read = from_canonical::<f64>(&bytes).unwrap();
            prop_assert!(read.to_bits() == value.to_bits() || value == 0.0 && read == 0.0);
        }
    }

    #[test]
    fn any_act_survives_the_way_into_the_record_and_back(
        which in any::<prop::sample::Index>(),
        numbers in prop::collection::vec((number(), number(), number()), 0..4),
        moments in prop::collection::vec((any::<i64>(), any::<i64>()), 0..4),
        names in prop::collection::vec(".{0,12}", 0..4),
        codes in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let samples = samples::all();
        let mut sample = &samples[which.index(samples.len())];
        let varied;
        if let Act::ReportFiled { from, report } = &sample.act {
            let mut report = report.clone();
            let mut set = |attribute, values: Vec<Value>| report.deeds[0].set(attribute, values);
            let number = |(low, best, high): &(f64, f64, f64)| Value::Number(Number { low: *low, best: *best, high: *high });
            let fits = |n: &&(f64, f64, f64)| {
                written(n.0) && written(n.1) && written(n.2) && n.0 <= n.1 && n.1 <= n.2
            };
            set(Attribute::Killed, numbers.iter().filter(fits).map(number).collect());
            let range = |(lo, hi): &(i64, i64)| Value::Time(hudna_core::time::TimeRange {
                lo: hudna_core::time::Instant(*lo), hi: hudna_core::time::Instant(*hi),
            });
            set(Attribute::At, moments.iter().filter(|(lo, hi)| lo < hi).map(range).collect());
            set(Attribute::Actor, names.iter().map(|n| Value::Actor(n.as_str().into())).collect());
            set(Attribute::Act, codes.iter().map(|c| Value::Code(Code(c.index(TABLE.len()) as u16))).collect());
            varied = Sample { act: Act::ReportFiled { from: from.clone(), report }, parts: Vec::new(), ending: "" };
            sample = &varied;
        }
        let entry = sealed(sample);
        let leaf = entry.leaf().unwrap();
        let read = Leaf::split(&leaf).unwrap().read().unwrap();
        prop_assert_eq!(&read, &entry);
        prop_assert_eq!(read.leaf().unwrap(), leaf);
    }
}
