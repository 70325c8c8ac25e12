//! What checks of norms against each other share: when a norm covers, a permission clears or fails, and how a
//! clash is said. Never a check of its own.

use std::ops::Range;

use super::search::{Clash, Formula, Search, World, all, any, binding, not, scenario, speaks, window};
use crate::agreement::norm::{Norm, Who};
use crate::agreement::read::fields::Notes;
use crate::diagnostic::{Diagnostic, Location};

/// The norm is in force, binds, applies, and what it demands does not hold.
pub(super) fn covered<'a>(search: &Search<'a>, norm: &Norm) -> Option<Formula<'a>> {
    let agreement = search.agreement;
    let norm = agreement.norm(&norm.id)?;
    let rule = norm.rule.as_ref()?;
    let must = not(search.expr(&rule.must));
    Some(all(vec![window(agreement, norm), search.expr(&rule.when), binding(agreement, norm), must]))
}

/// The permission applies.
fn applies<'a>(search: &Search<'a>, permission: &Norm) -> Option<Formula<'a>> {
    let agreement = search.agreement;
    let permission = agreement.norm(&permission.id)?;
    let exception = permission.exception.as_ref()?;
    Some(all(vec![
        window(agreement, permission),
        search.expr(&exception.when),
        speaks(agreement, permission),
    ]))
}

/// The permission applies, all that it needs is met, and none that is over it applies.
pub(super) fn clears<'a>(search: &Search<'a>, permission: &Norm) -> Option<Formula<'a>> {
    let agreement = search.agreement;
    let permission = agreement.norm(&permission.id)?;
    let exception = permission.exception.as_ref()?;
    let mut parts = vec![applies(search, permission)?];
    parts.extend(exception.needs.iter().map(|need| search.expr(&need.when)));
    let above = agreement
        .norms
        .iter()
        .filter(|n| n.exception.as_ref().is_some_and(|e| e.over.contains(&permission.id)));
    let above: Vec<Formula<'a>> = above.filter_map(|n| applies(search, n)).collect();
    parts.push(not(any(above)));
    Some(all(parts))
}

/// The permission applies, and something that it needs is not met.
pub(super) fn fails<'a>(search: &Search<'a>, permission: &Norm) -> Option<Formula<'a>> {
    let permission = search.agreement.norm(&permission.id)?;
    let exception = permission.exception.as_ref()?;
    let needs = exception.needs.iter().map(|need| search.expr(&need.when)).collect();
    Some(all(vec![applies(search, permission)?, not(all(needs))]))
}

/// Whether two norms speak of different parties, or of different times.
pub(super) fn who_cannot_meet(a: &Norm, b: &Norm) -> bool {
    let apart = match (&a.who, &b.who) {
        (Who::These(a), Who::These(b)) => !a.iter().any(|id| b.contains(id)),
        _ => false,
    };
    let over_before = |a: &Norm, b: &Norm| a.until.zip(b.from).is_some_and(|(until, from)| until <= from);
    apart || over_before(a, b) || over_before(b, a)
}

/// Says a clash, with the scenario that shows it.
pub(super) fn say(
    search: &Search<'_>,
    world: &World,
    clash: &Clash<'_>,
    (code, span, arguments): (&'static str, Range<usize>, &[(&'static str, &str)]),
    notes: &mut Notes,
) {
    let location = Location { file: notes.file().to_owned(), start: span.start, end: span.end };
    let mut diagnostic = Diagnostic::error(code, Some(location));
    for (name, value) in arguments {
        diagnostic = diagnostic.with(name, *value);
    }
    notes.push(diagnostic.with("scenario", scenario(search, world, clash)));
}
