//! How people of the mission are called on pages: by the name with which they sign in where the reader may know it, by a neutral word
//! else. The record gives people ids; an id stands where whoever may know has no name to read.
//!
//! Who monitors is not for the parties: a list of those who watch them is a danger to those on it.

use hudna_core::ledger::act::Verb;
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::standing::Standing;
use hudna_desk::powers::Need;
use hudna_desk::words::isolated;
use maud::{Markup, html};

use crate::web::visit::Visit;

/// What a person's name is said with.
#[derive(Clone, Copy)]
pub(super) struct Called<'a> {
    /// Who reads.
    pub(super) visit: &'a Visit,
    /// Who has which role.
    pub(super) standing: &'a Standing,
    /// Names with which people sign in.
    pub(super) logins: &'a [(UserId, String)],
}

/// Whether the reader may know who the people of the mission are: those who rule, and of those who act for no party whoever sends
/// people out, takes in what they bring, keeps their accounts or reads who read what.
pub(super) fn knows_people(visit: &Visit) -> bool {
    let granted = &visit.granted;
    let works = [Verb::Verify, Verb::Collect, Verb::Administer].into_iter().any(|verb| granted.may(verb));
    granted.may(Verb::Rule) || (granted.party.is_none() && (works || granted.grants(Need::Reads)))
}

impl Called<'_> {
    /// The reader's own name and, to whoever may know, everybody's.
    pub(super) fn name(&self, user: &UserId) -> Option<&str> {
        let own = self.visit.session.as_ref().is_some_and(|session| session.actor.user == *user);
        let known = own || knows_people(self.visit);
        let login = self.logins.iter().find(|(id, _)| id == user).map(|(_, login)| login.as_str());
        login.filter(|_| known)
    }
    /// A person's part in the mission, by their first role.
    pub(super) fn part(&self, user: &UserId) -> String {
        let words = self.visit.words();
        let role = self.standing.users.get(user).and_then(|known| known.roles.first());
        role.map_or_else(|| words.get("person-unnamed"), |(role, _)| words.get(&format!("role-{role}")))
    }
    /// A person among others to choose from: the name; else their part, with the id that tells them from others of the same part.
    pub(super) fn choice(&self, user: &UserId) -> String {
        let unnamed =
            || format!("{}{} {}", self.part(user), self.visit.words().get("comma"), isolated(&user.0));
        self.name(user).map_or_else(unnamed, str::to_owned)
    }
    /// A person in a file: the same as [`Self::shown`].
    pub(super) fn told(&self, user: &UserId) -> String {
        let unnamed = || match knows_people(self.visit) {
            true => format!("{} {}", self.part(user), user.0),
            false => self.part(user),
        };
        self.name(user).map_or_else(unnamed, str::to_owned)
    }
    /// A person in a line: the name; else their part, with the id for whoever may know and finds no name.
    pub(super) fn shown(&self, user: &UserId) -> Markup {
        html! {
            @match self.name(user) {
                Some(name) => bdi { (name) },
                None => {
                    (self.part(user))
                    @if knows_people(self.visit) { " " bdi.n.xs.soft { (user.0) } }
                }
            }
        }
    }
}
