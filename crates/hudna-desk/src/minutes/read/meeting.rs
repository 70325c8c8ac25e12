//! When and where the meeting was, as far as the account says.

use super::account::{Account, Label, Sentence};
use super::names::List;
use super::token::Kind;

/// The most words of a place.
const LONGEST_PLACE: usize = 8;
/// How many sentences are looked through for a place or day that no label names.
const LOOKED_THROUGH: usize = 6;

/// Tokens from–to, where said.
type Said = Option<(usize, usize)>;

/// The day and the place.
pub(super) fn day_and_place(account: &Account<'_>) -> (Said, Said) {
    let labelled = |wanted| {
        let found = account
            .sentences
            .iter()
            .find(|sentence| sentence.label == Label::Of(wanted) && sentence.from < sentence.to);
        found.map(|sentence| (sentence.from, sentence.to))
    };
    let day = labelled(List::LabelDate).and_then(|(from, to)| day(account, from, to));
    let opening = || account.sentences.iter().take(LOOKED_THROUGH);
    let day = day.or_else(|| opening().find_map(|sentence| self::day(account, sentence.whole, sentence.to)));
    let place = labelled(List::LabelPlace).map(|(from, to)| (from, bare(account, from, to)));
    (day, place.or_else(|| opening().find_map(|sentence| place_in(account, sentence))))
}

fn bare(account: &Account<'_>, from: usize, to: usize) -> usize {
    let mut end = to;
    while end > from + 1 && (account.is(end - 1, Kind::Stop) || account.is(end - 1, Kind::Comma)) {
        end -= 1;
    }
    end
}

/// `14 مايو 2025`, `June 3, 2025`, `14/5/2025`, or a weekday with what says which: `امس الاثنين`.
fn day(account: &Account<'_>, from: usize, to: usize) -> Said {
    let number = |at: usize, digits: std::ops::RangeInclusive<usize>| {
        at < to
            && account.tokens.get(at).is_some_and(|t| {
                t.is(Kind::Number) && digits.contains(&t.norm.chars().filter(char::is_ascii_digit).count())
            })
    };
    for at in from..to {
        let written = account.tokens.get(at).map(|token| &*token.norm).unwrap_or_default();
        if number(at, 5..=8) && written.split(['/', '-', '.']).count() == 3 {
            return Some((at, at + 1));
        }
        let Some(length) = account.is_in(at, List::Month) else { continue };
        let end = at + length;
        let before = at > from && number(at - 1, 1..=2);
        let behind = number(end, 1..=2);
        let comma = usize::from(behind && account.is(end + 1, Kind::Comma));
        let last = end + usize::from(behind) + comma;
        let year = number(last, 4..=4);
        if before || behind {
            let start = if before { at - 1 } else { at };
            return Some((start, if year { last + 1 } else { end + usize::from(behind && !before) }));
        }
    }
    let weekday = (from..to).find(|at| account.is_in(*at, List::Weekday).is_some())?;
    let dated =
        (weekday.saturating_sub(3).max(from)..weekday).find(|at| account.is_in(*at, List::Time).is_some());
    dated.map(|start| (start, weekday + 1))
}

/// The place that is named behind a word that says that a meeting was held.
fn place_in(account: &Account<'_>, sentence: &Sentence) -> Said {
    let held = (sentence.from..sentence.to).find(|at| account.is_in(*at, List::Held).is_some())?;
    (held + 1..sentence.to).find_map(|at| {
        let length = account.is_in(at, List::At)?;
        // the last word of the marker names the kind of place, where there is one
        let token = account.tokens.get(at)?;
        let first = at + length;
        let from = if token.arabic { (first - 1).max(at) } else { first };
        let capital = token.arabic
            || account
                .tokens
                .get(first)
                .is_some_and(|t| t.capital && account.is_in(first, List::Month).is_none());
        let ends = |at: usize| {
            account.tokens.get(at).is_none_or(|t| !t.is_word())
                || account.is_in(at, List::Time).is_some()
                || account.says(at)
                || account.is_in(at, List::Weekday).is_some()
                || account.is_in(at, List::End).is_some_and(|_| !token.arabic)
        };
        let to = (first..sentence.to.min(first + LONGEST_PLACE))
            .find(|at| ends(*at))
            .unwrap_or(sentence.to.min(first + LONGEST_PLACE));
        (capital && to > first).then_some((from, to))
    })
}
