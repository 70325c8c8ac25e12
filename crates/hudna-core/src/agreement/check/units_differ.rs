//! Numbers that both languages of a paragraph have, with other units: 25 km and 25 m.

use super::units::measures;
use super::wording::{Count, Language};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "units-differ",
    example: Example::text("within 500 metres of", "within 500 kilometres of"),
    run,
};

/// A number with its unit.
type Measure = (Count, &'static str);

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let text = &draft.agreement.source.text;
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        let ar = measures(text, &row.ar, Language::Arabic);
        let en = measures(text, &row.en, Language::English);
        let (ar, en) = (alone(&ar, &en), alone(&en, &ar));
        let pair = en.iter().find_map(|e| ar.iter().find(|a| a.0.agrees(&e.0)).map(|a| (a, e)));
        if let Some((a, e)) = pair {
            let written = |m: &Measure| format!("{} {}", m.0.number, m.1);
            let (ar, en) = (written(a), written(e));
            let arguments = [("paragraph", &*row.number.text), ("ar", &*ar), ("en", &*en)];
            notes.warning(CHECK.code, e.0.span.clone(), &arguments);
        }
    }
}

/// The measures of `these` that `those` do not have.
fn alone<'m>(these: &'m [Measure], those: &[Measure]) -> Vec<&'m Measure> {
    let mut left: Vec<&Measure> = those.iter().collect();
    let mut out = Vec::new();
    for measure in these {
        match left.iter().position(|m| m.1 == measure.1 && m.0.agrees(&measure.0)) {
            Some(at) => drop(left.swap_remove(at)),
            None => out.push(measure),
        }
    }
    out
}
