//! Who it is that a capacity, a body or a collective names, where a name stands behind it: «أحد الوجهاء، فلان، …», «مستشار الرئيس رئيس اللجنة فلان».

use super::cast::Who;
use super::lexicon::{CONJUNCTION, Sense};
use super::names::List;
use super::people::Mention;
use super::speakers::{Found, Ground, Subject, joined};
use super::token::{Kind, Token};
use super::verbs::Verb;

/// The most words between a capacity and the next one of the same person.
const BETWEEN_CAPACITIES: usize = 8;

impl Ground<'_, '_> {
    /// The person behind a collective or a body that is named first, between marks: «أحد الوجهاء، فلان، إلى أن».
    pub(super) fn named_behind(&self, found: Found, verb: &Verb) -> Found {
        if !matches!(found.subject, Subject::Who(Who::Group(_) | Who::Body(_))) {
            return found;
        }
        let account = self.account;
        let end = found.at.1;
        // «قال الممثل الخاص ورئيس البعثة، فلان، إن»: two capacities of one whose name a comma parts from them
        let both = self.mentions.iter().find(|next| {
            next.from == end
                && matches!(next.who, Who::Person(_))
                && joined(account, end)
                && (end..next.to).any(|at| account.is(at, Kind::Comma))
        });
        if let Some(person) = both {
            return Found { subject: Subject::Who(person.who), at: (found.at.0, person.to), ..found };
        }
        if let Some(person) = self.capacities_of(found).filter(|_| !verb.of_person && !verb.needs_person) {
            return person;
        }
        let marked = [Kind::Comma, Kind::Open, Kind::Bar].iter().any(|kind| account.is(end, *kind));
        // «شاب من الحي، يدعى فلان، …»
        let called = (end..end + 6).find(|at| account.is(*at, Kind::Comma)).and_then(|comma| {
            // «أحد السكان، وهو المعلم فلان»
            let says = account.is_in(comma + 1, List::NamedAs).or(account.is_in(comma + 1, List::AlsoIs));
            says.map(|length| comma + 1 + length)
        });
        let begins = |at: usize| marked && at == end + 1 || called == Some(at);
        let person = self
            .mentions
            .iter()
            .find(|mention| begins(mention.from) && matches!(mention.who, Who::Person(_)));
        let closed = |mention: &&Mention| {
            [Kind::Comma, Kind::Close, Kind::Bar]
                .iter()
                .any(|kind| account.is(mention.to, *kind) || account.is(mention.to.max(1) - 1, *kind))
        };
        person.filter(closed).map_or(found, |person| Found {
            subject: Subject::Who(person.who),
            at: (found.at.0, person.to),
            ..found
        })
    }

    /// «مستشار الرئيس رئيس اللجنة الدكتور فلان»: whoever is named behind several capacities with nothing between them.
    pub(super) fn capacities_of(&self, found: Found) -> Option<Found> {
        let account = self.account;
        let role = account
            .hits(found.at.0)
            .iter()
            .any(|hit| matches!(hit.sense, Sense::In(List::Role | List::Honorific)));
        let person = self
            .mentions
            .iter()
            .find(|mention| mention.from >= found.at.1 && matches!(mention.who, Who::Person(_)))?;
        let plain = |at: usize| {
            account.tokens.get(at).is_some_and(Token::is_word)
                && !account.says(at)
                && !account.is_conjoined(at)
                && (account.is_in(at, List::End).is_none() || account.is_in(at, List::For).is_some())
                && [List::Content, List::And, List::Aside]
                    .iter()
                    .all(|list| account.is_in(at, *list).is_none())
        };
        let near = person.from <= found.at.1 + BETWEEN_CAPACITIES && (found.at.1..person.from).all(plain);
        let own = account.hits(person.from).iter().any(|hit| {
            matches!(hit.sense, Sense::In(List::Role | List::Honorific)) && hit.joined & CONJUNCTION == 0
                || hit.sense == Sense::In(List::Honorific)
        });
        (role && near && own).then_some(Found {
            subject: Subject::Who(person.who),
            at: (found.at.0, person.to),
            ..found
        })
    }
}
