//! Places that one language of a paragraph names and the other does not. Names are those that the geometry, and the
//! gazetteer if the text names one, give in both languages.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// Other names, in either script.
    others: Vec<String>,
    /// Whether it has a name of its own: a town, a site. Zones are often named in other words.
    proper: bool,
}

impl Place<'_> {
    /// Whether the Arabic and the English words name it. What one language names by its own name the other may
    /// call by any.
    fn said(&self, ar: &str, en: &str) -> (bool, bool) {
        let (by_ar, by_en) = (holds(ar, &self.ar), holds(en, &self.en));
        let other = |text: &str| self.others.iter().any(|o| holds(text, o));
        (by_ar || by_en && other(ar), by_en || by_ar && other(en))
    }
}

/// The places that have a name in both languages.
fn places<'a>(draft: &Draft<'a>) -> Vec<Place<'a>> {
    let agreement = draft.agreement;
    let none: &[Arc<str>] = &[];
    let drawn = agreement.backdrop.iter().map(|b| (&b.name, none, matches!(&*b.kind, "town" | "site")));
    let zones = agreement.geometries.iter().map(|g| (&g.name, none, false));
    let listed = draft.gazetteer.iter().map(|p| (&p.name, &*p.others, true));
    let mut seen = BTreeSet::new();
    let mut places: Vec<Place<'a>> = Vec::new();
    for (name, others, proper) in drawn.chain(zones).chain(listed) {
        let (ar, en) = (fold_place(&name.ar), fold_place(&name.en));
        if !ar.is_empty() && !en.is_empty() && seen.insert((ar.clone(), en.clone())) {
            let others = others.iter().map(|o| fold_place(o)).filter(|o| !o.is_empty()).collect();
            places.push(Place { name, ar, en, others, proper });
        }
    }
    places
}

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let places = places(draft);
    for (row, [ar, en]) in draft.rows() {
        if row.ar.text.is_empty() || row.en.text.is_empty() {
            continue;
        }
        let said = |p: &&Place<'_>| p.said(ar, en);
        let only_ar: Vec<&Place<'_>> = places.iter().filter(|p| said(p) == (true, false)).collect();
        let only_en: Vec<&Place<'_>> = places.iter().filter(|p| said(p) == (false, true)).collect();
        // a longer name holds a shorter one: «Marsa» within "port of Marsa"
        let within = |p: &Place<'_>, q: &Place<'_>| {
            let same = p.ar == q.ar || p.en == q.en;
            same || q.ar.contains(&p.ar) || q.en.contains(&p.en)
        };
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
