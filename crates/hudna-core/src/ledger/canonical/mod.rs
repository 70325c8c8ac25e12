//! Canonical JSON, RFC 8785: one value, one sequence of bytes.
//!
//! What is signed and what is hashed is always these bytes. Integers beyond ±(2^53 − 1) have no canonical
//! form there and are refused: [`crate::time::Instant`] writes such a moment as text.

mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;

use write::Writer;

/// The greatest integer that RFC 8785 writes exactly.
pub(super) const SAFE: u64 = (1 << 53) - 1;
/// How deep lists and objects may stand in each other: fewer than any reader of JSON takes.
const MOST_DEPTH: u32 = 100;

/// Why bytes are not a canonical value, or a value has no canonical bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number that RFC 8785 cannot write exactly.
    #[error("number-beyond-exact {0}")]
    NumberBeyondExact(String),
    /// Not JSON, or not of the shape expected.
    #[error("not-understood {0}")]
    NotUnderstood(String),
    /// Lists or objects more than a hundred deep.
    #[error("nested-too-deep")]
    TooDeep,
    /// JSON, but not in its canonical form.
    #[error("not-canonical")]
    NotCanonical,
}

impl CanonicalError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NumberBeyondExact(_) => "number-beyond-exact",
            Self::NotUnderstood(_) => "not-understood",
            Self::TooDeep => "nested-too-deep",
            Self::NotCanonical => "not-canonical",
        }
    }
}

/// The canonical bytes of `value`.
///
/// # Errors
/// A number that has none, or a value that cannot be JSON.
pub fn to_canonical(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, CanonicalError> {
    let mut writer = Writer::default();
    value.serialize(&mut writer)?;
    Ok(writer.out)
}

/// Reads a value from bytes that must be its canonical form to the last byte.
///
/// The bytes are held against those of the value read, so that nothing in them is passed over unseen: no key that
/// the value has not, no `null` where the key is left out, no second way to write the same.
///
/// # Errors
/// Not JSON, of another shape, with an unknown field, or not canonical (spaces, order, a key twice).
pub fn from_canonical<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, CanonicalError> {
    let value: T =
        serde_json::from_slice(bytes).map_err(|why| CanonicalError::NotUnderstood(why.to_string()))?;
    if to_canonical(&value)? == bytes { Ok(value) } else { Err(CanonicalError::NotCanonical) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn keys_are_sorted_by_utf_16_and_numbers_written_as_ecmascript_does() {
        let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4.5, "\u{1f600}": 1e30, "ö": 1e-7});
        let text = String::from_utf8(to_canonical(&value).unwrap()).unwrap();
        assert_eq!(
            text,
            "{\"\\r\":2,\"1\":4.5,\"ö\":1e-7,\"\u{20ac}\":1,\"\u{1f600}\":1e+30,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn a_number_beyond_exact_is_refused() {
        assert_eq!(to_canonical(&json!(1_u64 << 53)).unwrap_err().code(), "number-beyond-exact");
        assert!(to_canonical(&json!(-((1_i64 << 53) - 1))).is_ok());
        // a fractionless number is written as an integer up to 10^21: it must not be one that cannot be read
        assert_eq!(to_canonical(&json!(1e16)).unwrap_err().code(), "number-beyond-exact");
        assert_eq!(from_canonical::<f64>(b"10000000000000000").unwrap_err().code(), "number-beyond-exact");
        assert_eq!(from_canonical::<f64>(b"1e+21"), Ok(1e21));
    }

    #[test]
    fn what_the_value_has_not_is_not_passed_over() {
        #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
        struct One {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            a: Option<u8>,
        }
        assert_eq!(from_canonical(br#"{"a":1}"#), Ok(One { a: Some(1) }));
        assert_eq!(from_canonical(b"{}"), Ok(One { a: None }));
        for text in [r#"{"a":null}"#, r#"{"a":1,"b":2}"#] {
            assert_eq!(from_canonical::<One>(text.as_bytes()), Err(CanonicalError::NotCanonical));
        }
    }

    #[test]
    fn a_hundred_levels_are_read_and_one_more_is_refused() {
        let nested = |n: usize| [vec![b'['; n], vec![b']'; n]].concat();
        assert!(from_canonical::<Value>(&nested(100)).is_ok());
        assert_eq!(from_canonical::<Value>(&nested(101)).unwrap_err(), CanonicalError::TooDeep);
        assert_eq!(from_canonical::<Value>(&nested(100_000)).unwrap_err().code(), "not-understood");
    }

    #[test]
    fn a_key_given_twice_or_a_space_is_not_canonical() {
        for text in [r#"{"a":1,"a":1}"#, r#"{"a": 1}"#, r#"{"b":1,"a":1}"#, "1.0"] {
            assert_eq!(from_canonical::<Value>(text.as_bytes()).unwrap_err(), CanonicalError::NotCanonical);
        }
    }
}
