//! Canonical bytes held against `serde_json_canonicalizer`, over any JSON and over every shape of data that serde knows.

use std::collections::BTreeMap;

use hudna_core::ledger::canonical::{from_canonical, to_canonical};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Shapes {
    zeta: Option<i32>,
    alpha: Vec<Kind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    middle: Option<f32>,
    tuple: (u8, char, bool),
    newtype: New,
    unit: (),
    map: BTreeMap<String, f64>,
    numbers: BTreeMap<u32, Tagged>,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct New(String);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Kind {
    Unit,
    One(u64),
    Two(i8, String),
    Fields { b: bool, a: Option<Box<Kind>> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    First { zone: String, at: i64 },
    Second(BTreeMap<String, i16>),
    Third,
}

fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(|n| Value::from(n >> (n & 31))),
        any::<f64>().prop_map(Value::from),
        (-1000_i32..1000).prop_map(|n| Value::from(f64::from(n) / 8.0)),
        any::<u64>().prop_map(Value::from),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        ".{0,8}".prop_map(Value::from)
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".{0,4}", inner), 0..8)
                .prop_map(|list| Value::Object(list.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let leaf = prop_oneof![
        Just(Kind::Unit),
        (0..1_u64 << 53).prop_map(Kind::One),
        (any::<i8>(), ".{0,5}").prop_map(|(a, b)| Kind::Two(a, b))
    ];
    leaf.prop_recursive(3, 8, 1, |k| {
        (any::<bool>(), prop::option::of(k)).prop_map(|(b, a)| Kind::Fields { b, a: a.map(Box::new) })
    })
}

fn shapes() -> impl Strategy<Value = Shapes> {
    let tagged = prop_oneof![
        (".{0,5}", -(1_i64 << 52)..1 << 52).prop_map(|(zone, at)| Tagged::First { zone, at }),
        prop::collection::btree_map("[a-m]{1,3}", any::<i16>(), 0..4).prop_map(Tagged::Second),
        Just(Tagged::Third),
    ];
    let map = prop::collection::btree_map(".{0,4}", -1e9..1e9, 0..4);
    let rest = prop::collection::btree_map("[n-y]{4}", any::<u8>(), 0..3);
    (
        prop::option::of(any::<i32>()),
        prop::collection::vec(kind(), 0..4),
        prop::option::of(-1e6_f32..1e6),
        any::<(u8, char, bool)>(),
        ".{0,4}",
        map,
        prop::collection::btree_map(any::<u32>(), tagged, 0..4),
        rest,
    )
        .prop_map(|(zeta, alpha, middle, tuple, name, map, numbers, rest)| Shapes {
            zeta,
            alpha,
            middle,
            tuple,
            newtype: New(name),
            unit: (),
            map,
            numbers,
            rest,
        })
}

/// What the reference makes of it, where every number in it has a canonical form.
fn reference(value: &impl Serialize) -> Option<Vec<u8>> {
    fn exact(value: &Value) -> bool {
        const SAFE: u64 = (1 << 53) - 1;
        match value {
            Value::Number(n) => match (n.as_i64(), n.as_u64(), n.as_f64()) {
                (Some(i), ..) => i.unsigned_abs() <= SAFE,
                (_, Some(u), _) => u <= SAFE,
                (.., Some(f)) => f.abs() <= SAFE as f64 || f.abs() >= 1e21,
                _ => true,
            },
            Value::Array(list) => list.iter().all(exact),
            Value::Object(map) => map.values().all(exact),
            _ => true,
        }
    }
    let value = serde_json::to_value(value).unwrap();
    exact(&value).then(|| serde_json_canonicalizer::to_vec(&value).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn any_json_is_written_as_the_reference_writes_it(value in value()) {
        prop_assert_eq!(to_canonical(&value).ok(), reference(&value));
    }
    #[test]
    fn every_shape_of_data_is_written_as_the_reference_writes_it(shapes in shapes()) {
        let bytes = to_canonical(&shapes).unwrap();
        prop_assert_eq!(Some(bytes.clone()), reference(&shapes));
        prop_assert_eq!(from_canonical::<Shapes>(&bytes).unwrap(), shapes);
    }
}
