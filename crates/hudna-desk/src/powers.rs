//! What each may do and see: verbs by role, and what a page needs.
//!
//! The verbs of the roles are the record's own ([`hudna_core::ledger::roles`]); what is added here is what a page shows.
//! A page is shown to whoever holds a role; what is sealed, to whoever goes and sees (*verify*): for the whole mission all of it; for a
//! sector what lies in that sector; for a party what that party itself filed, for what others say of it is not its to read. A role over
//! a sector or party offers its acts about what it reaches alone ([`is_reached`]). That an act may stand is decided by the record,
//! which asks for the verb over any part of the mission.
//!
//! | needed | monitor | team leader | duty officer | verifier | party delegate | assessor | commissioner | chair | secretary | analyst | interpreter | auditor | operator | nobody signed in |
//! |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
//! | public | • | • | • | • | • | • | • | • | • | • | • | • | • | • |
//! | signed in, see | • | • | • | • | • | • | • | • | • | • | • | • | • | |
//! | sealed | | • | | • | | | | | | | | | | |
//! | inform | • | • | • | • | • | | | | | | | | | |
//! | assess | | | | | | • | • | • | | | | | | |
//! | reply | | | | | • | | • | • | | | | | | |

use std::sync::Arc;

use hudna_core::ledger::act::{Scope, Verb};
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::{Standing, User};

/// What a page, or a form on it, needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it is for everybody.
    Public,
    /// To be signed in, with whatever role or none.
    SignedIn,
    /// Any role of the mission: what the record comes to, without what is sealed.
    See,
    /// What is sealed: exact places, sources, words.
    Sealed,
    /// The power to do this.
    Do(Verb),
}

impl Need {
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
            Self::See => "see",
            Self::Sealed => "sealed",
            Self::Do(verb) => verb.name(),
        }
    }
}

/// Whether `user`, as the record knows them now, may.
pub fn may(standing: &Standing, user: &UserId, need: Need) -> bool {
    match standing.users.get(user) {
        Some(known) if !known.revoked => grants(known, need),
        _ => need == Need::Public,
    }
}

fn grants(user: &User, need: Need) -> bool {
    let mut roles = user.roles.iter();
    match need {
        Need::Public | Need::SignedIn => true,
        Need::See => roles.any(|(role, _)| roles::is_role(role)),
        // of a part of the mission: see `is_reached`
        Need::Sealed => {
            roles.any(|(role, scope)| *scope == Scope::Mission && roles::verbs(role).contains(&Verb::Verify))
        }
        Need::Do(verb) => roles.any(|(role, _)| roles::verbs(role).contains(&verb)),
    }
}

/// The powers of `user` now, each with how far it reaches; none of whoever was revoked.
pub fn reaches(standing: &Standing, user: &UserId) -> Vec<(Verb, Scope)> {
    let known = standing.users.get(user).filter(|known| !known.revoked);
    let roles = known.into_iter().flat_map(|known| &known.roles);
    roles
        .flat_map(|(role, scope)| roles::verbs(role).iter().map(move |verb| (*verb, scope.clone())))
        .collect()
}

/// What something has to do with: a role over a sector or a party reaches it, or does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerns {
    /// The sector that it lies in, where it lies in one.
    pub sector: Option<Arc<str>>,
    /// The parties that it may speak against, or that it comes from.
    pub parties: Vec<Arc<str>>,
}

/// Whether a role of this scope reaches what `concerns` something.
pub fn is_reached(scope: &Scope, concerns: &Concerns) -> bool {
    match scope {
        Scope::Mission => true,
        Scope::Sector(sector) => concerns.sector.as_ref() == Some(sector),
        Scope::Party(party) => concerns.parties.contains(&party.0),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn holder(role: &str, scope: Scope) -> User {
        let roles = BTreeSet::from([(role.into(), scope)]);
        User { key: hudna_core::ledger::id::PublicKey([0; 32]), party: None, roles, revoked: false }
    }

    /// The table of the header, as rows: what is needed, and a mark for each role of its first line.
    fn table() -> Vec<Vec<String>> {
        let rows = include_str!("powers.rs").lines().filter_map(|line| line.strip_prefix("//! | "));
        rows.map(|row| row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
            .collect()
    }

    #[test]
    fn the_table_in_the_header_is_what_is_decided() {
        let table = table();
        let roles: Vec<String> =
            table[0][1..=roles::ROLES.len()].iter().map(|r| r.replace(' ', "_")).collect();
        assert_eq!(roles, roles::ROLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        let needs = [
            ("public", Need::Public),
            ("signed in, see", Need::See),
            ("sealed", Need::Sealed),
            ("inform", Need::Do(Verb::Inform)),
            ("assess", Need::Do(Verb::Assess)),
            ("reply", Need::Do(Verb::Reply)),
        ];
        let mut looked_at = 0;
        for row in &table[1..] {
            let Some((_, need)) = needs.iter().find(|(name, _)| *name == row[0]) else { continue };
            for (role, mark) in roles.iter().zip(&row[1..]) {
                let granted = grants(&holder(role, Scope::Mission), *need);
                assert_eq!(granted, mark == "•", "{} for {role}", row[0]);
                looked_at += 1;
            }
        }
        assert_eq!(looked_at, needs.len() * roles.len(), "every cell is looked at");
    }

    #[test]
    fn a_role_over_a_part_reaches_that_part_alone() {
        let concerns = |sector: Option<&str>, party: &str| Concerns {
            sector: sector.map(Arc::from),
            parties: vec![party.into()],
        };
        let (north, first) = (Scope::Sector("north".into()), Scope::Party("first".into()));
        assert!(is_reached(&Scope::Mission, &Concerns::default()));
        assert!(is_reached(&north, &concerns(Some("north"), "second")));
        assert!(!is_reached(&north, &concerns(Some("south"), "second")));
        assert!(!is_reached(&north, &concerns(None, "second")), "what lies in no sector is in nobody's");
        assert!(is_reached(&first, &concerns(Some("south"), "first")));
        assert!(!is_reached(&first, &concerns(Some("south"), "second")));
        let mut standing = Standing::default();
        let user = UserId::of([7; 10]);
        standing.users.insert(user.clone(), holder("verifier", north.clone()));
        assert!(reaches(&standing, &user).contains(&(Verb::Verify, north)));
        standing.users.insert(user.clone(), User { revoked: true, ..holder("verifier", Scope::Mission) });
        assert!(reaches(&standing, &user).is_empty());
    }

    #[test]
    fn whoever_was_revoked_is_a_stranger_and_a_part_of_the_mission_opens_nothing_sealed() {
        let mut standing = Standing::default();
        let user = UserId::of([7; 10]);
        assert!(may(&standing, &user, Need::Public) && !may(&standing, &user, Need::SignedIn));
        standing.users.insert(user.clone(), holder("verifier", Scope::Sector("north".into())));
        assert!(may(&standing, &user, Need::See) && !may(&standing, &user, Need::Sealed));
        standing.users.insert(user.clone(), holder("verifier", Scope::Mission));
        assert!(may(&standing, &user, Need::Sealed));
        standing.users.insert(user.clone(), User { revoked: true, ..holder("verifier", Scope::Mission) });
        assert!(!may(&standing, &user, Need::SignedIn) && !may(&standing, &user, Need::Sealed));
    }
}
