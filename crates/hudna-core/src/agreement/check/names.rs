//! Names that the text defines and nobody uses, or uses and nobody describes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, bytes};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;
use crate::names::fold;

/// Terms, matches, zones and lines that no condition asks for.
pub(super) fn unused(draft: &Draft<'_>, notes: &mut Notes) {
    let (mut terms, mut matches) = (BTreeSet::new(), BTreeSet::new());
    let mut shapes: BTreeSet<String> = BTreeSet::new();
    draft.every_atom(|atom| match &atom.kind {
        AtomKind::Reading(term) => drop(terms.insert(usize::from(*term))),
        AtomKind::Register(_, index) => drop(matches.insert(usize::from(*index))),
        AtomKind::Zone(_, _, id) => drop(shapes.insert(id.to_string())),
        AtomKind::Near { geometry, .. } => drop(shapes.insert(geometry.to_string())),
        _ => {}
    });
    let agreement = draft.agreement;
    for (i, term) in agreement.terms.iter().enumerate().filter(|(i, _)| !terms.contains(i)) {
        let span = draft.entry("term", &term.id).unwrap_or_else(|| draft.front("agreement"));
        notes.warning("term-unused", span, &[("term", &agreement.terms[i].id)]);
    }
    for (_, unused) in agreement.matches.iter().enumerate().filter(|(i, _)| !matches.contains(i)) {
        if let Some(span) = draft.entry("match", &unused.id) {
            notes.warning("match-unused", span, &[("match", &unused.id)]);
        }
    }
    let unused: BTreeSet<&str> =
        agreement.geometries.iter().map(|g| &*g.id).filter(|id| !shapes.contains(*id)).collect();
    if !unused.is_empty() {
        let ids = unused.into_iter().collect::<Vec<_>>().join(", ");
        notes.warning("geometry-unused", draft.front("geometry"), &[("ids", &ids)]);
    }
}

/// Formations that only links name, so that a report's own name for them cannot be recognised.
pub(super) fn formations(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let described = |id: &str| draft.entry("formation", id).is_some() || draft.entry("party", id).is_some();
    let mut said = BTreeSet::new();
    for link in &agreement.links {
        let excluded = agreement.excluded.contains(&link.of);
        // An id with spaces is the name itself, as a data set writes it.
        let is_name = link.of.contains(char::is_whitespace);
        if !described(&link.of) && !excluded && !is_name && said.insert(&link.of) {
            notes.warning("formation-undeclared", bytes(link.words), &[("formation", &link.of)]);
        }
    }
    let parties = agreement.parties.iter().map(|p| ("party", &p.id, &p.name));
    let formations = agreement.formations.iter().map(|f| ("formation", &f.id, &f.name));
    for (list, id, name) in parties.chain(formations) {
        let Some(span) = draft.entry(list, id) else { continue };
        if name.ar.trim().is_empty() || name.en.trim().is_empty() {
            let lacks = if name.ar.trim().is_empty() { "ar" } else { "en" };
            notes.warning("name-one-language", span, &[("id", id), ("lacks", lacks)]);
        }
    }
}

/// Names that two actors share: a report that uses one of them could be about either, and one is taken.
pub(super) fn shared(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let parties = agreement.parties.iter().map(|p| ("party", &p.id, &p.name, &[][..]));
    let formations = agreement.formations.iter().map(|f| ("formation", &f.id, &f.name, &f.alternatives[..]));
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (list, id, name, alternatives) in parties.chain(formations) {
        for written in
            [id, &name.ar, &name.en].into_iter().chain(alternatives).filter(|n| !n.trim().is_empty())
        {
            let owner = owners.entry(fold(written)).or_insert(id);
            if **owner != **id
                && let Some(span) = draft.entry(list, id)
            {
                notes.warning("name-shared", span, &[("name", written), ("first", owner), ("second", id)]);
            }
        }
    }
}

/// Titles, which every document prints, and the language that prevails.
pub(super) fn titles(draft: &Draft<'_>, notes: &mut Notes) {
    let title = &draft.agreement.title;
    for (words, key) in [(&title.ar, "title_ar"), (&title.en, "title_en")] {
        if words.trim().is_empty() {
            notes.warning("title-missing", draft.front("agreement"), &[("key", key)]);
        }
    }
    if draft.key("prevails").is_none() {
        notes.warning("prevails-missing", draft.front("agreement"), &[]);
    }
}
