//! Bodies: the members that the register shows, as they stand at the moment of the assessment.

use rustc_hash::FxHashMap;

use crate::agreement::norm::Rule;
use crate::finding::row::Entered;
use crate::finding::weigher::Weigher;
use crate::register::Member;
use crate::value::Attribute;

/// The body that a norm is about.
pub(super) fn rows(weigher: &Weigher<'_>, rule: &Rule) -> Vec<Entered> {
    let Some(body) = &rule.body else { return Vec::new() };
    let (mut members, mut known): (Vec<Entered>, FxHashMap<_, usize>) = (Vec::new(), FxHashMap::default());
    let mut entries: Vec<&Member> =
        weigher.material.registers.members.iter().filter(|m| m.body == *body).collect();
    entries.sort_by(|a, b| (&a.id, &a.origin).cmp(&(&b.id, &b.origin)));
    for entry in entries {
        let held = (entry.from, entry.until);
        let at = *known.entry((&entry.id, held)).or_insert_with(|| {
            members.push(Entered { id: entry.id.to_string(), standing: true, held, ..Entered::default() });
            members.len() - 1
        });
        says(&mut members[at], entry);
    }
    let members = (!members.is_empty()).then_some(members);
    vec![Entered { id: body.to_string(), standing: true, members, ..Entered::default() }]
}

/// Adds what one entry says of a member.
fn says(member: &mut Entered, entry: &Member) {
    let index = member.entry(&entry.origin);
    member.claim(Attribute::Actor, &entry.party, index);
    member.claim(Attribute::Role, &entry.role, index);
    member.claim(Attribute::Rank, &entry.rank, index);
}
