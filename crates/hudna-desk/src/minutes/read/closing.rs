//! Where statements end, what they are tied to, whether all make them.

use super::account::{Account, Sentence};
use super::cast::Who;
use super::conditions::{self, Tied};
use super::lexicon::Sense;
use super::names::{Class, List};
use super::statements::Said;
use super::token::Kind;

/// Ends of the statements of a sentence, conditions, unanimity, what is undertaken.
pub(super) fn finish(account: &Account<'_>, out: &mut [Said], sentence: &Sentence, begun: usize) {
    let tops: Vec<usize> =
        (begun..out.len()).filter(|n| out.get(*n).is_some_and(|said| said.within.is_none())).collect();
    for (place, number) in tops.iter().enumerate() {
        let next = tops.get(place + 1).and_then(|next| out.get(*next)).map_or(sentence.to, |next| next.at.0);
        let lead = if place == 0 { sentence.from } else { sentence.to };
        let Some(said) = out.get_mut(*number) else { continue };
        said.at.1 = trimmed(account, said.at.0, next);
        conditions::tie(account, said, lead);
        // «أجمعت المديرتان»: two of those who were there are not all
        let some = |at: usize| {
            matches!(said.who, Some(Who::Person(_)))
                && said.verb.is_some_and(|verb| verb.0 <= at && at < verb.1)
        };
        let marked =
            (said.at.0..said.at.1).any(|at| account.is_in(at, List::Unanimity).is_some() && !some(at));
        said.unanimous |= marked;
    }
    for number in begun..out.len() {
        let Some(outer) = out.get(number).and_then(|said| said.within) else { continue };
        let next = out.get(number + 1).map(|next| next.at.0);
        let end = out.get(outer).map(|outer| next.map_or(outer.at.1, |next| next.min(outer.at.1)));
        if let (Some(end), Some(said)) = (end, out.get_mut(number)) {
            said.at.1 = end.max(said.at.0 + 1);
            conditions::tie(account, said, sentence.to);
        }
        // «رد بأن القوات لا تمانع بعد انتهاء التحقيق»: what ties what is reported ties the report
        let inner = out.get(number).map(|said| said.conditions.clone()).unwrap_or_default();
        if let Some(said) = out.get_mut(outer).filter(|said| said.conditions.is_empty()) {
            said.conditions = inner;
        }
    }
    for said in out.get_mut(begun..).unwrap_or_default() {
        for tied in &mut said.conditions {
            tied.by = set_by(account, sentence, tied);
        }
    }
}

/// Of a condition that a verb sets: whoever is named last before it.
fn set_by(account: &Account<'_>, sentence: &Sentence, tied: &Tied) -> Option<(usize, usize)> {
    let set = account.hits(tied.marker.0).iter().any(|hit| matches!(hit.sense, Sense::Verb(number, _) if account.lexicon(sentence).and_then(|lexicon| lexicon.verbs.get(usize::from(number))).is_some_and(|verb| verb.class == Some(Class::Condition))));
    if !set {
        return None;
    }
    (sentence.from..tied.marker.0).rev().take(40).find_map(|at| {
        let hit = account.hits(at).iter().find(|hit| hit.sense == Sense::In(List::Body))?;
        Some((at, account.phrase(at, *hit).min(tied.marker.0)))
    })
}

/// The end of a statement without the marks and joining words before the next.
fn trimmed(account: &Account<'_>, from: usize, to: usize) -> usize {
    let mut end = to;
    while end > from + 1 {
        let Some(last) = account.tokens.get(end - 1) else { break };
        let joins = account
            .hits(end - 1)
            .iter()
            .any(|hit| matches!(hit.sense, Sense::In(List::And)) && hit.length == 1)
            && last.is_word();
        if !matches!(
            last.kind,
            Kind::Comma | Kind::Semicolon | Kind::Line | Kind::Stop | Kind::Colon | Kind::Bar
        ) && !joins
        {
            break;
        }
        end -= 1;
    }
    end
}
