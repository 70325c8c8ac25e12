//! What time it is: asked at the door, handed down as a value.

use std::time::{SystemTime, UNIX_EPOCH};

use hudna_core::time::Instant;

/// The machine's clock.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
