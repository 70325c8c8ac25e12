//! Values that nobody honest writes: an act that reads and may be sealed is folded, fused and weighed without a stumble; one
//! whose values cannot be does not read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hudna_core::agreement::{Agreement, Beside, BesideError, SourceText, read};
use hudna_core::finding::{Material, assess};
use hudna_core::incident::live::Live;
use hudna_core::incident::{Options, fuse};
use hudna_core::ledger::act::Act;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::entry::{Body, Entry};
use hudna_core::ledger::filed::check_clear;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::replay::Replay;
use hudna_core::report::Report;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Number, Value as Claimed};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::tampered_rows::{golden_acts, pointers};

struct Folder(PathBuf);

impl Beside for Folder {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        let text = fs::read_to_string(self.0.join(name));
        text.map(|text| SourceText { name: name.to_owned(), text })
            .map_err(|_| BesideError::Missing(name.to_owned()))
    }
}

/// The agreements of the examples: between them every kind of norm.
static AGREEMENTS: LazyLock<Vec<Agreement>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let texts = ["marsa/marsa.md", "measures-2020/measures.md", "south-sudan-2017/agreement.md"];
    let agreement = |name: &str| {
        let path = root.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (agreement, said) = read(SourceText { name, text }, &Folder(path.parent().unwrap().to_owned()));
        agreement.unwrap_or_else(|| panic!("{said:?}"))
    };
    texts.into_iter().map(agreement).collect()
});

/// The entry that says `act`, where it reads and may be sealed.
fn sealed(n: usize, act: &Value) -> Option<Entry> {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&(n as u64).to_be_bytes());
    let body = json!({
        "act": act,
        "actor": "U-A4DQOBYHA4DQOBYH",
        "at": 1_772_344_800_000_000_i64,
        "id": EntryId::of(random),
        "mission": "hudna.mission/AMBQGAYDAMBQGAYD",
        "v": 1,
    });
    let body = Body::read(&to_canonical(&body).ok()?).ok()?;
    check_clear(&body.act).ok()?;
    Some(Entry { body, recorded_at: Instant(1_772_344_800_000_000), sig: [0; 64] })
}

/// Folds the entries, with a place in the middle of the first zone where one may have it, and weighs what they come to: by one of
/// the agreements at one end of time, in turn.
fn weigh(turn: usize, entries: &[Entry]) {
    let place = to_canonical(&json!({"disc": {"lat": 32.9, "lon": 13.1, "radius_m": 1e300}})).unwrap();
    let about = to_canonical(&json!(["R-12"])).unwrap();
    let two = to_canonical(&json!(["R-12", "R-11"])).unwrap();
    let (mut replay, mut live) = (Replay::default(), Live::new(Options::default()));
    for (seq, entry) in entries.iter().enumerate() {
        let open = |name: &str| match (name, &entry.body.act) {
            ("about", Act::AnswerLinked { .. }) => Some(&two[..]),
            ("about", Act::VerificationRecorded { .. }) => Some(&about[..]),
            ("place", Act::ReportFiled { .. } | Act::ReportAmended { .. }) => None,
            ("place", _) => Some(&place[..]),
            _ => None,
        };
        replay.apply(entry, open).unwrap();
        if let Act::ReportFiled { .. } = entry.body.act {
            let report = replay.report(&entry.body.id).unwrap().1.report.clone();
            live.file(seq as u64, entry.body.id.clone(), report).unwrap();
        }
    }
    live.settle();
    let registers = replay.registers();
    let reports: Vec<Report> = replay.reports.iter().map(|s| (*s.report).clone()).collect();
    let incidents = fuse(&reports, &Options::default()).incidents;
    assert_eq!(live.incidents().count(), incidents.len());
    let decided = replay.as_decided(&AGREEMENTS[turn % AGREEMENTS.len()]);
    let agreement = decided.with_links(&registers.links);
    let ends = [Instant(0), Instant(i64::MAX), Instant(i64::MIN)];
    let as_of = ends[turn / AGREEMENTS.len() % ends.len()];
    let material =
        Material { reports: (&reports).into(), incidents: (&incidents).into(), registers: &registers, as_of };
    assess(&agreement, material, &|_| {});
}

fn instant(at: i64) -> Value {
    serde_json::to_value(Instant(at)).unwrap()
}

fn time(lo: i64, hi: i64) -> Value {
    json!({"hi": instant(hi), "lo": instant(lo)})
}

/// Puts hostile values of its own kind into every place of an act.
fn put(act: &Value, moments: &[i64], times: &[(i64, i64)], numbers: &[[f64; 3]]) -> Vec<Value> {
    let mut places = Vec::new();
    pointers(act, String::new(), &mut places);
    let mut all = vec![act.clone()];
    for place in places {
        let there = act.pointer(&place).unwrap();
        let has = |key: &str| there.get(key).is_some();
        let others: Vec<Value> = if has("lo") {
            times.iter().map(|(lo, hi)| time(*lo, *hi)).collect()
        } else if has("best") {
            numbers.iter().map(|[low, best, high]| json!({"best": best, "high": high, "low": low})).collect()
        } else if there.is_number() {
            let number = numbers.iter().map(|[n, ..]| json!(n));
            moments.iter().map(|at| instant(*at)).chain(number).chain([json!(0), json!(255)]).collect()
        } else if there.is_string() {
            vec![json!(""), json!("\u{0}"), json!("INC-"), json!("/")]
        } else if there.is_null() {
            let times = times.iter().map(|(lo, hi)| time(*lo, *hi));
            let numbers =
                numbers.iter().map(|[low, best, high]| json!({"best": best, "high": high, "low": low}));
            times.chain(numbers).collect()
        } else {
            continue;
        };
        all.extend(others.into_iter().map(|other| {
            let mut changed = act.clone();
            *changed.pointer_mut(&place).unwrap() = other;
            changed
        }));
    }
    all
}

const ENDS: [i64; 6] = [i64::MIN, -1, 0, 1_772_344_800_000_000, i64::MAX - 1, i64::MAX];

/// Every pair of ends, in order and not.
fn pairs() -> Vec<(i64, i64)> {
    ENDS.iter().flat_map(|lo| ENDS.iter().map(|hi| (*lo, *hi))).collect()
}

#[test]
fn a_range_that_is_empty_or_turned_round_and_estimates_out_of_order_do_not_read() {
    for (lo, hi) in pairs() {
        let read = serde_json::from_value::<TimeRange>(time(lo, hi));
        assert_eq!(read.is_ok(), lo < hi, "{lo} {hi}");
        let claimed = serde_json::from_value::<Claimed>(json!({"time": time(lo, hi)}));
        assert_eq!(claimed.is_ok(), lo < hi, "{lo} {hi}");
    }
    for (numbers, reads) in [
        ([1.0, 2.0, 3.0], true),
        ([-1e308, 0.0, 1e308], true),
        ([2.0, 1.0, 3.0], false),
        ([1.0, 4.0, 3.0], false),
        ([3.0, 3.0, 1.0], false),
    ] {
        let [low, best, high] = numbers;
        let read = serde_json::from_value::<Number>(json!({"best": best, "high": high, "low": low}));
        assert_eq!(read.is_ok(), reads, "{numbers:?}");
    }
}

#[test]
fn hostile_values_in_every_act_do_not_read_or_are_folded_fused_and_weighed() {
    let numbers =
        [[-1e308, 0.0, 1e308], [0.0, 0.0, 0.0], [1e21, 1e21, 1e300], [3.0, 2.0, 1.0], [5e-324, 1.0, 2.0]];
    let (mut entries, mut refused, mut n) = (Vec::new(), 0, 0);
    for (_, act) in golden_acts() {
        for changed in put(&act, &ENDS, &pairs(), &numbers) {
            n += 1;
            match sealed(n, &changed) {
                Some(entry) => entries.push(entry),
                None => refused += 1,
            }
        }
    }
    assert!(entries.len() > 300 && refused > 300, "{} {refused}", entries.len());
    let rows = |entry: &Entry| !matches!(entry.body.act, Act::ReportFiled { .. } | Act::ReportAmended { .. });
    let (rows, reports): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(rows);
    // some at a time: what is of all times is near everything
    for (turn, some) in reports.chunks(20).enumerate() {
        weigh(turn, some);
    }
    // one act suspends the text for ever: by itself, so that it hides nothing
    let (decided, rows): (Vec<Entry>, Vec<Entry>) =
        rows.into_iter().partition(|entry| entry.body.act.kind().starts_with("agreement."));
    for (turn, some) in rows.chunks(200).enumerate() {
        weigh(turn, &[&reports[..5], some].concat());
    }
    for (turn, some) in decided.into_iter().enumerate() {
        weigh(turn, &[&reports[..1], &[some]].concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_ends_and_numbers_in_any_act_are_refused_or_weighed(
        ends in prop::collection::vec((any::<i64>(), any::<i64>()), 1..3),
        numbers in prop::collection::vec(prop::array::uniform3(any::<f64>()), 1..3),
        acts in prop::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let golden = golden_acts();
        let moments: Vec<i64> = ends.iter().map(|(lo, _)| *lo).collect();
        let finite: Vec<[f64; 3]> = numbers.into_iter().filter(|n| n.iter().all(|n| n.is_finite())).collect();
        let changed = acts.iter().flat_map(|act| put(&act.get(&golden).1, &moments, &ends, &finite));
        let entries: Vec<Entry> = changed.enumerate().filter_map(|(n, act)| sealed(n, &act)).collect();
        weigh(entries.len(), &entries[..entries.len().min(40)]);
    }
}

#[test]
fn a_place_off_the_globe_is_no_place_of_a_row() {
    let act = golden_acts().into_iter().find(|(name, _)| name == "notice.given.json").unwrap().1;
    let entry = sealed(1, &act).unwrap();
    for (drawn, sound) in [
        (json!({"disc": {"lat": 91, "lon": 0, "radius_m": 0}}), false),
        (json!({"disc": {"lat": 0, "lon": -181, "radius_m": 0}}), false),
        (json!({"disc": {"lat": 0, "lon": 0, "radius_m": -1}}), false),
        (json!({"area": {"id": "A", "rings": [[[[0, 0], [1, 1], [0, 0]]]]}}), false),
        (json!({"disc": {"lat": 90, "lon": 180, "radius_m": 0}}), true),
    ] {
        let bytes = to_canonical(&drawn).unwrap();
        let open = |name: &str| (name == "place").then_some(&bytes[..]);
        assert_eq!(Replay::default().apply(&entry, open).is_ok(), sound, "{drawn}");
        assert_eq!(hudna_core::ledger::replay::tried(&entry.body, open).is_ok(), sound, "{drawn}");
    }
}
