//! A day of entry into force without an hour.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "entry-hour-missing",
    example: Example::text("d_day        = 2026-03-01T00:01:00", "d_day        = 2026-03-01"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let Some(span) = draft.key("d_day") else { return };
    let written = draft.agreement.source.text.get(span.clone()).unwrap_or_default();
    if !written.contains(':') {
        notes.warning(CHECK.code, span, &[]);
    }
}
