//! Zones between which a sliver is left that belongs to neither.

use super::borders::{Sliver, tell};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "zones-gap",
    example: Example::geometry(
        "\"features\": [",
        "\"features\": [\n{\"type\": \"Feature\", \"properties\": {\"id\": \"east\", \"kind\": \"zone\", \"ar\": \"المنطقة الشرقية\", \"en\": \"eastern zone\", \"valid_to\": \"2026-03-31\"},\n \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[-37.8995, 31.0], [-37.8, 31.0], [-37.8, 31.1], [-37.8995, 31.1], [-37.8995, 31.0]]]}},",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    tell(CHECK.code, Sliver::Gap, draft, notes);
}
