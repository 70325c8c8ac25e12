//! Flights and drones that no condition names, or that conditions name and no paragraph mentions.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;
use crate::names::fold;
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
        (true, true) if mentioned(draft) => return,
        (true, true) => "text",
        (true, false) => "drones",
        (false, true) => "flights",
        (false, false) => "both",
    };
    notes.warning(CHECK.code, draft.front("agreement"), &[("what", what)]);
}

/// Words for flights of whatever kind: the beginnings of them, folded when compared.
const WORDS: &str = "flight|fly|flies|flown|air|aerial|aircraft|airspace|aviation|drone|uav|unmanned|helicopter|plane|طيران|طائر|طائرات|\
     تحليق|يحلق|جوي|الجو|مسير|مروحي|أجواء|رحلة|رحلات";

/// Whether some paragraph mentions flights; a text without paragraphs mentions nothing.
fn mentioned(draft: &Draft<'_>) -> bool {
    let words: Vec<String> = WORDS.split('|').map(fold).collect();
    let says = |text: &String| {
        text.split(' ').any(|w| {
            let bare =
                w.strip_prefix("وال").or_else(|| w.strip_prefix("بال")).or_else(|| w.strip_prefix('و'));
            words.iter().any(|f| w.starts_with(f.as_str()) || bare.is_some_and(|b| b.starts_with(f.as_str())))
        })
    };
    let mut rows = draft.rows().peekable();
    rows.peek().is_none() || rows.any(|(_, folded)| folded.iter().any(says))
}
