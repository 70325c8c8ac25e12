//! Conditions of a statement: a marker of the language, and the words behind it.

use super::account::Account;
use super::lexicon::Sense;
use super::names::{Class, ConditionKind, List, Tense};
use super::statements::Said;
use super::token::Kind;

/// Within how many tokens before an exception its negation must stand.
const FARTHEST_NEGATION: usize = 16;

/// A condition, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tied {
    /// How it stands to what is said.
    pub(super) kind: ConditionKind,
    /// The marker.
    pub(super) marker: (usize, usize),
    /// Marker and condition.
    pub(super) at: (usize, usize),
    /// Who sets it, where a verb says so.
    pub(super) by: Option<(usize, usize)>,
}

/// Finds the conditions of `said`; those before it count from `lead` on.
pub(super) fn tie(account: &Account<'_>, said: &mut Said, lead: usize) {
    if said.class == Class::Ask {
        return;
    }
    let verb = said.verb.unwrap_or(said.at);
    let from = lead.min(said.at.0);
    let owes = matches!(
        said.class,
        Class::Promise | Class::Agree | Class::Demand | Class::Condition | Class::Propose
    );
    let is = |at: usize, list| account.is_in(at, list).is_some();
    let future = (said.at.0..said.at.1).any(|at| is(at, List::Future));
    let duty = owes || future || (said.at.0..said.at.1).any(|at| is(at, List::Duty));
    said.undertaken = said.class == Class::Promise || future;
    let mut at = from;
    let last = said.quotation.unwrap_or(said.at.1).min(said.at.1);
    while at < last {
        // the verb that was found is not its own condition
        let own = said.verb.is_some() && at >= verb.0 && at < verb.1 && said.class != Class::Condition;
        // «مشيرا إلى أن»: what follows the verb is what is said
        let own = own || at == verb.1 && account.is_in(at, List::Content).is_some();
        let lists = [List::End, List::And, List::Aside];
        let phrase =
            lists.iter().filter_map(|list| account.is_in(at, *list)).filter(|length| *length > 1).max();
        if let Some(length) =
            phrase.filter(|length| marker(account, at, duty).is_none_or(|(_, own)| own < *length))
        {
            at += length;
            continue;
        }
        // before the verb «بعد المداولة» only says when it was said
        let duty = if at < said.at.0 { future } else { duty };
        // «لفت فلان إلى أن»: what begins what is said is a condition only beside a duty; «إن لم» is longer than «إن»
        let content = account.is_in(at, List::Content).filter(|_| !duty);
        let found = marker(account, at, duty).filter(|(_, length)| content.is_none_or(|own| own < *length));
        let found = found.or_else(|| except(account, said.at.0, at)).or_else(|| if_before_verb(account, at));
        match found.filter(|_| !own) {
            Some((kind, length)) => {
                let end = if at < said.at.0 { said.at.0 } else { said.at.1 };
                let at_end = ends(account, at + length, end);
                said.conditions.push(Tied { kind, marker: (at, at + length), at: (at, at_end), by: None });
                at += length;
            }
            None => at += 1,
        }
    }
    // «نشترط الإفراج عنهم»: what a verb sets as a condition is one
    if said.class == Class::Condition
        && said.conditions.is_empty()
        && let Some(verb) = said.verb
    {
        let at_end = ends(account, verb.1, last);
        let kind = ConditionKind::ConditionalOn;
        said.conditions.push(Tied { kind, marker: verb, at: (verb.0, at_end), by: None });
    }
    let starts: Vec<usize> = said.conditions.iter().map(|tied| tied.at.0).collect();
    for (place, tied) in said.conditions.iter_mut().enumerate() {
        if let Some(next) = starts.get(place + 1) {
            tied.at.1 = tied.at.1.min(*next).max(tied.marker.1);
        }
    }
}

/// «لا نمانع إن أبلغنا مسبقا»: what begins what is said is followed by a noun; before a verb it is *if*.
fn if_before_verb(account: &Account<'_>, at: usize) -> Option<(ConditionKind, usize)> {
    let length = account.is_in(at, List::IfBeforeVerb).filter(|length| *length == 1)?;
    let next = at + length;
    let verb = account.hits(next).iter().any(|hit| {
        hit.joined == 0 && hit.length == 1 && matches!(hit.sense, Sense::Verb(_, Tense::Past | Tense::First))
    });
    (verb || account.is_in(next, List::IfVerb).is_some()).then_some((ConditionKind::If, length))
}

/// «لن نغادر إلا بأمر مكتوب»: an exception behind a negation, with a preposition joined to what follows.
fn except(account: &Account<'_>, from: usize, at: usize) -> Option<(ConditionKind, usize)> {
    let length = account.is_in(at, List::Except)?;
    let next = account.tokens.get(at + length).filter(|next| next.arabic && next.is_word())?;
    let joined = account.lexicons.iter().any(|one| one.is_behind_exception(&next.norm));
    let negated = (from.max(at.saturating_sub(FARTHEST_NEGATION))..at)
        .any(|at| account.is_in(at, List::Negation).is_some());
    (joined && negated).then_some((ConditionKind::Unless, length))
}

fn marker(account: &Account<'_>, at: usize, duty: bool) -> Option<(ConditionKind, usize)> {
    let alone = at > 0
        && account.tokens.get(at).is_some_and(|token| !token.arabic)
        && account.is_in(at - 1, List::Determiner).is_some_and(|length| length == 1)
        && account.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Verb(..)));
    account.hits(at).iter().filter(|_| !alone).find_map(|hit| match hit.sense {
        Sense::Condition(kind, beside) if duty || !beside => {
            // nothing that could be a condition follows
            let follows = account
                .tokens
                .get(at + hit.length)
                .is_some_and(|next| next.is_word() || next.is(Kind::Number) || next.is(Kind::Comma));
            (follows || hit.length > 1).then_some((kind, hit.length))
        }
        _ => None,
    })
}

/// Where a condition ends: at a comma that is not right behind its beginning, a semicolon, a full stop.
fn ends(account: &Account<'_>, from: usize, most: usize) -> usize {
    let end = (from..most).find(|at| match account.tokens.get(*at).map(|token| token.kind) {
        Some(Kind::Comma) => *at > from + 3 || account.is_in(*at + 1, List::And).is_some(),
        Some(Kind::Semicolon | Kind::Stop | Kind::Line) => true,
        _ => false,
    });
    end.unwrap_or(most).max(from)
}
