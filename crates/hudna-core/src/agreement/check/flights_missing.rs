//! Flights and drones that no condition names.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;
use crate::value::Attribute;
use crate::vocabulary::Code;

pub(super) const CHECK: Check = Check {
    code: "flights-missing",
    example: Example::text("acts       = \"act = 'flight'\"", "acts       = \"act = 'manned'\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    if !agreement.norms.iter().any(|n| n.rule.is_some()) {
        return;
    }
    let (mut flights, mut drones) = (false, false);
    let named = |codes: &[Code], names: &[&str]| codes.iter().any(|c| names.contains(&c.name()));
    draft.every_atom(|atom| match &atom.kind {
        AtomKind::Codes(Attribute::Act, codes) => {
            flights |= named(codes, &["flight", "manned"]);
            drones |= named(codes, &["flight", "drone", "drone_strike"]);
        }
        AtomKind::Codes(Attribute::Weapon, codes) => {
            flights |= named(codes, &["aircraft", "plane", "helicopter"]);
            drones |= named(codes, &["aircraft", "uav"]);
        }
        _ => {}
    });
    let what = match (flights, drones) {
        (true, true) => return,
        (true, false) => "drones",
        (false, true) => "flights",
        (false, false) => "both",
    };
    notes.warning(CHECK.code, draft.front("agreement"), &[("what", what)]);
}
