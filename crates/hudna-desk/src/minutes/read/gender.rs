//! Of whom a form of a verb may speak: in Arabic a verb agrees with whoever says it.
//!
//! What shows it is a title, the ending of a noun, a given name, the verb before a name. Where nothing shows it, everything agrees.

use super::account::Account;
use super::cast::{Cast, Who};
use super::lexicon::{Gender, Sense};
use super::names::List;
use super::people::Mention;

impl Account<'_> {
    /// What a title, a given name, a noun shows of whoever it names.
    pub(super) fn gender_at(&self, at: usize) -> Option<Gender> {
        let token = self.tokens.get(at).filter(|token| token.arabic)?;
        if self.is_in(at, List::NoGender).is_some() {
            return None;
        }
        if self.is_in(at, List::Feminine).is_some() {
            return Some(Gender::Feminine);
        }
        if self.is_in(at, List::Masculine).is_some() {
            return Some(Gender::Masculine);
        }
        // «نظيره» has no woman's ending, although it is compared as if
        if self.written(token).ends_with('ه') {
            return None;
        }
        self.lexicons.iter().find_map(|one| one.gender_by_ending(&token.norm))
    }

    /// The gender of the noun that heads a body, a collective, a capacity without a name.
    fn gender_of_noun(&self, (from, to): (usize, usize)) -> Option<Gender> {
        let noun = |at: usize, list: List| self.hits(at).iter().any(|hit| hit.sense == Sense::In(list));
        let head = (from..to.min(from + 3)).find(|at| {
            [List::Role, List::Body, List::People].iter().any(|list| noun(*at, *list))
                || self.hits(*at).iter().any(|hit| matches!(hit.sense, Sense::Collective(_)))
        })?;
        // «جميع الأطراف», «عدد من الأعضاء»: a verb before them agrees with neither alone
        if head != from {
            return None;
        }
        let arabic = self.tokens.get(head).is_some_and(|token| token.arabic);
        let single = arabic
            && (noun(head, List::Role) || noun(head, List::Body))
            && !noun(head, List::People)
            && self.is_in(head, List::NoGender).is_none();
        // «قادة», «قضاة» have no woman's ending
        let broken =
            noun(head, List::People) && self.tokens.get(head).is_some_and(|token| token.norm.ends_with('ه'));
        self.gender_at(head).filter(|_| !broken).or(single.then_some(Gender::Masculine))
    }

    /// Of whom whoever is named at `at` is spoken.
    pub(super) fn gender_of(&self, cast: &Cast, who: Who, at: (usize, usize)) -> Option<Gender> {
        match who {
            Who::Person(number) => cast.people.get(number).and_then(super::cast::Person::gender),
            Who::Body(_) | Who::Group(_) => self.gender_of_noun(at),
        }
    }

    /// Counts for each person what the verb right before the name shows.
    pub(super) fn count_genders(&self, cast: &mut Cast, mentions: &[Vec<Mention>]) {
        for mention in mentions.iter().flatten() {
            let Who::Person(number) = mention.who else { continue };
            let shown = mention.from.checked_sub(1).filter(|at| self.says_plainly(*at));
            let shown = shown.and_then(|at| self.gender_of_form(at, 1));
            if let (Some(gender), Some(person)) = (shown, cast.people.get_mut(number)) {
                person.shows(gender, 1);
            }
        }
    }
}

/// Whether a form of this gender may speak of somebody of that.
pub(super) fn agree(form: Option<Gender>, who: Option<Gender>) -> bool {
    form.zip(who).is_none_or(|(form, who)| form == who)
}
