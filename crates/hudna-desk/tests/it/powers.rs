//! Powers by role: what each may do and is shown, over which part of the mission.

use std::collections::BTreeSet;

use hudna_core::ledger::act::{Scope, Verb};
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::{Standing, User};
use hudna_desk::powers::{Case, Concerns, Held, Need, Power, Sight, is_reached};
use proptest::prelude::*;

/// The table of roles.
///
/// | needed | monitor | team leader | duty officer | verifier | party delegate | assessor | commissioner | chair | secretary | analyst | interpreter | auditor | operator |
/// |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
/// | see | • | • | • | • | • | • | • | • | • | • | • | • | • |
/// | sealed | | • | | • | | | | | | | | | |
/// | inform | • | • | • | • | • | | | | | | | | |
/// | assess | | | | | | • | • | • | | | | | |
/// | reply | | | | | • | | • | • | | | | | |
fn grants(user: &User, need: Need) -> bool {
    let mut held = user.roles.iter();
    let verbs = roles::verbs;
    match need {
        Need::Public | Need::SignedIn => true,
        Need::See => held.any(|(role, _)| roles::is_role(role)),
        Need::Sealed => {
            held.any(|(role, scope)| *scope == Scope::Mission && verbs(role).contains(&Verb::Verify))
        }
        Need::Reads => held.any(|(role, _)| ["auditor", "chair", "operator"].contains(&&**role)),
        Need::Do(verb) => held.any(|(role, _)| verbs(role).contains(&verb)),
    }
}

fn about(user: &User, verb: Verb, concerns: &Concerns) -> bool {
    user.roles.iter().any(|(role, scope)| roles::verbs(role).contains(&verb) && is_reached(scope, concerns))
}

fn user() -> UserId {
    UserId::of([7; 10])
}

fn known(roles: impl IntoIterator<Item = (&'static str, Scope)>) -> User {
    let roles = roles.into_iter().map(|(role, scope)| (role.into(), scope)).collect::<BTreeSet<_>>();
    User { key: PublicKey([0; 32]), party: None, roles, revoked: false }
}

fn standing(known: &User) -> Standing {
    let mut standing = Standing::default();
    standing.users.insert(user(), known.clone());
    standing
}

fn held(known: &User) -> Held {
    Held::of(&standing(known), &user()).expect("somebody who is known may be asked about")
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::Mission),
        Just(Scope::Sector("north".into())),
        Just(Scope::Sector("south".into())),
        Just(Scope::Party("first".into())),
        Just(Scope::Party("second".into())),
    ]
}

fn held_roles() -> impl Strategy<Value = Vec<(&'static str, Scope)>> {
    let role =
        prop::sample::select(roles::ROLES.iter().map(|(role, _)| *role).chain(["cook"]).collect::<Vec<_>>());
    prop::collection::vec((role, scope()), 0..4)
}

fn concerns() -> impl Strategy<Value = Concerns> {
    let sector = prop::option::of(prop::sample::select(vec!["north", "south", "east"]));
    let parties = prop::sample::subsequence(vec!["first", "second", "third"], 0..=3);
    (sector, parties).prop_map(|(sector, parties)| Concerns {
        sector: sector.map(Into::into),
        parties: parties.into_iter().map(Into::into).collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn what_a_user_holds_is_the_table_of_roles(roles in held_roles(), concerns in concerns()) {
        let known = known(roles);
        let held = held(&known);
        let needs = [Need::Public, Need::SignedIn, Need::See, Need::Sealed, Need::Reads];
        for need in needs.into_iter().chain(Verb::ALL.iter().map(|verb| Need::Do(*verb))) {
            prop_assert_eq!(held.may(need), grants(&known, need), "{} for {:?}", need.name(), known.roles);
        }
        for verb in Verb::ALL {
            let may = held.may_about(Power::Do(*verb), &concerns);
            prop_assert_eq!(may, about(&known, *verb, &concerns), "{} for {:?} on {:?}", verb.name(), known.roles, concerns);
        }
        for sight in [Sight::Exact, Sight::Source] {
            let may = held.may_about(Power::See(sight), &concerns);
            prop_assert_eq!(may, about(&known, Verb::Verify, &concerns), "{:?} for {:?} on {:?}", sight, known.roles, concerns);
        }
    }
}

#[test]
fn whoever_is_unknown_or_revoked_may_nothing() {
    let known = known([("verifier", Scope::Mission)]);
    let revoked = User { revoked: true, ..known.clone() };
    assert!(Held::of(&standing(&revoked), &user()).is_none());
    assert!(Held::of(&standing(&known), &UserId::of([8; 10])).is_none());
}

#[test]
fn whoever_is_out_of_a_case_neither_assesses_nor_rules_in_it_and_does_so_in_others() {
    let chair = known([("chair", Scope::Mission)]);
    let held = held(&chair);
    let case = Case { is_out: true, ..Case::default() };
    for verb in [Verb::Assess, Verb::Rule] {
        assert!(!held.may_about(Power::Do(verb), case.clone()));
        assert!(held.may_about(Power::Do(verb), Case::default()));
    }
    assert!(held.may_about(Power::Do(Verb::Publish), case));
}
