//! What makes a report itself: its canonical bytes, their digest, and the ids derived from them.
//!
//! The encoding is written for this purpose and never changes silently: a byte more or less here renames
//! every incident. File and line are left out: a row is the same row in a renamed file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::place::Region;
use crate::report::Report;
use crate::value::Value;

/// A report's own key: its content alone, the same in every file that holds it. Standing decisions name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub String);

impl Key {
    /// The key of `report`: rows with the same content share it.
    pub fn of(report: &Report) -> Self {
        Self::from_digest(&content_digest(report))
    }

    pub(super) fn from_digest(digest: &[u8; 32]) -> Self {
        Self(format!("REP-{}", base32(&digest[..10])))
    }
}

/// `INC-` and eight signs; `nth` tells apart incidents whose founding rows are identical.
pub(super) fn incident_id(founding: &[u8; 32], nth: u32) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"hudna incident 1\0");
    hasher.update(founding);
    if nth > 0 {
        hasher.update(nth.to_be_bytes());
    }
    let digest: [u8; 32] = hasher.finalize().into();
    format!("INC-{}", base32(&digest[..5]))
}

/// RFC 4648 base 32 without padding; `bytes` in whole groups of five.
pub(super) fn base32(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::with_capacity(bytes.len() / 5 * 8);
    for group in bytes.chunks(5) {
        let bits = group.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        for place in (0..8).rev() {
            out.push(char::from(SIGNS[usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0)]));
        }
    }
    out
}

/// SHA-256 over the canonical encoding.
pub(super) fn content_digest(report: &Report) -> [u8; 32] {
    let mut bytes = Encoder(Vec::with_capacity(256 + report.text.len()));
    bytes.text("hudna report 1");
    bytes.text(&report.source.name);
    bytes.option(report.origin.own_id.as_deref());
    bytes.instant(report.reported_at.map(|t| t.0));
    bytes.count(report.deeds.len());
    for deed in &report.deeds {
        bytes.count(deed.claims.len());
        for (attribute, values) in &deed.claims {
            bytes.text(attribute.name());
            bytes.count(values.len());
            for value in values {
                bytes.value(value);
            }
        }
    }
    bytes.list(&report.echo_of);
    bytes.option(report.answers.as_deref());
    bytes.text(&report.text);
    bytes.count(report.places.len());
    for place in &report.places {
        bytes.text(place.attribute.name());
        bytes.text(&place.written);
    }
    bytes.list(&report.outlets);
    bytes.0.push(u8::from(report.aggregate));
    Sha256::digest(&bytes.0).into()
}

/// Length-prefixed bytes: no two different reports share an encoding.
struct Encoder(Vec<u8>);

impl Encoder {
    fn count(&mut self, n: usize) {
        self.0.extend_from_slice(&u64::try_from(n).unwrap_or(u64::MAX).to_be_bytes());
    }
    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
    fn option(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }
    fn list(&mut self, list: &[std::sync::Arc<str>]) {
        self.count(list.len());
        for text in list {
            self.text(text);
        }
    }
    fn instant(&mut self, at: Option<i64>) {
        self.0.push(u8::from(at.is_some()));
        self.0.extend_from_slice(&at.unwrap_or(0).to_be_bytes());
    }
    fn float(&mut self, n: f64) {
        let n = if n == 0.0 { 0.0 } else { n };
        self.0.extend_from_slice(&n.to_bits().to_be_bytes());
    }
    fn value(&mut self, value: &Value) {
        match value {
            Value::Nothing => self.0.push(0),
            Value::Code(code) => {
                self.0.push(1);
                self.text(code.name());
            }
            Value::Actor(name) => {
                self.0.push(2);
                self.text(name);
            }
            Value::Number(n) => {
                self.0.push(3);
                for end in [n.low, n.best, n.high] {
                    self.float(end);
                }
            }
            Value::Time(range) => {
                self.0.push(4);
                self.instant(Some(range.lo.0));
                self.instant(Some(range.hi.0));
            }
            Value::Place(Region::Disc { centre, radius_m }) => {
                self.0.push(5);
                for end in [centre.lon, centre.lat, *radius_m] {
                    self.float(end);
                }
            }
            Value::Place(Region::Area(area)) => {
                self.0.push(6);
                self.text(&area.id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_32_is_rfc_4648() {
        assert_eq!(base32(b"fooba"), "MZXW6YTB");
    }

    #[test]
    fn an_id_has_eight_signs_and_tells_identical_rows_apart() {
        let (first, second) = (incident_id(&[7; 32], 0), incident_id(&[7; 32], 1));
        assert_eq!(first.len(), 12);
        assert_ne!(first, second);
    }
}
