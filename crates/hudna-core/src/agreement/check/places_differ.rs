//! Places that one language of a paragraph names and the other does not. Names are those that the geometry
//! gives in both languages.

use std::collections::BTreeSet;

use super::{Check, Draft, Example};
use crate::agreement::Bilingual;
use crate::agreement::read::fields::Notes;
use crate::names::fold_place;

pub(super) const CHECK: Check = Check {
    code: "places-differ",
    example: Example::text("after coordination failed.|", "after coordination failed at Old Mill.|"),
    run,
};

/// A place by its names, folded.
struct Place<'a> {
    name: &'a Bilingual,
    ar: String,
    en: String,
    /// Whether it has a name of its own: a town, a site. Zones are often named in other words.
    proper: bool,
}

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let zones = agreement.geometries.iter().map(|g| (&g.name, false));
    let named = agreement.backdrop.iter().map(|b| (&b.name, matches!(&*b.kind, "town" | "site")));
    let mut seen = BTreeSet::new();
    let mut places: Vec<Place<'_>> = Vec::new();
    for (name, proper) in named.chain(zones) {
        let (ar, en) = (fold_place(&name.ar), fold_place(&name.en));
        if !ar.is_empty() && !en.is_empty() && seen.insert((ar.clone(), en.clone())) {
            places.push(Place { name, ar, en, proper });
        }
    }
    for (row, [ar, en]) in draft.rows() {
        if row.ar.text.is_empty() || row.en.text.is_empty() {
            continue;
        }
        let said = |p: &&Place<'_>| (holds(ar, &p.ar), holds(en, &p.en));
        let only_ar: Vec<&Place<'_>> = places.iter().filter(|p| said(p) == (true, false)).collect();
        let only_en: Vec<&Place<'_>> = places.iter().filter(|p| said(p) == (false, true)).collect();
        // a longer name holds a shorter one: «Marsa» within "port of Marsa"
        let within = |p: &Place<'_>, q: &Place<'_>| p.ar != q.ar && (q.ar.contains(&p.ar) || q.en.contains(&p.en));
        let covered = |p: &&&Place<'_>| places.iter().any(|q| said(&q) == (true, true) && within(p, q));
        let lone_ar: Vec<&&Place<'_>> = only_ar.iter().filter(|p| !covered(p)).collect();
        let lone_en: Vec<&&Place<'_>> = only_en.iter().filter(|p| !covered(p)).collect();
        let proper = lone_ar.iter().chain(&lone_en).any(|p| p.proper);
        if (!lone_ar.is_empty() && !lone_en.is_empty()) || proper {
            let list = |lone: &[&&Place<'_>], of: fn(&Bilingual) -> &str| {
                let names: Vec<&str> = lone.iter().map(|p| of(p.name)).collect();
                if names.is_empty() { "–".to_owned() } else { names.join(", ") }
            };
            let (in_ar, in_en) = (list(&lone_ar, |n| &n.ar), list(&lone_en, |n| &n.en));
            let arguments = [("paragraph", &*row.number.text), ("ar", &*in_ar), ("en", &*in_en)];
            let cell = if lone_en.is_empty() { &row.ar } else { &row.en };
            notes.warning(CHECK.code, cell.span.clone(), &arguments);
        }
    }
}

/// Whether all words of a name stand in the folded words, in whatever order, with or without letters joined
/// before them: "port of Marsa" is Marsa Port.
fn holds(padded: &str, name: &str) -> bool {
    let joined = ["", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "وب", "ول"];
    name.split(' ').all(|word| {
        let ends = padded.match_indices(word).filter(|(at, _)| padded[at + word.len()..].starts_with(' '));
        ends.into_iter().any(|(at, _)| {
            let before = padded[..at].rsplit(' ').next().unwrap_or_default();
            joined.contains(&before)
        })
    })
}
