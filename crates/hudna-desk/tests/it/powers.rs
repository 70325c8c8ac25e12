//! Policies: those that ship say what the table of roles says, none widens what the record gives, and one that is wrong is refused by name.

use std::collections::BTreeSet;
use std::sync::Arc;

use hudna_core::ledger::act::{Audience, Scope, Verb};
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::{Standing, User};
use hudna_desk::powers::{
    Case, Concerns, Held, Level, Need, Placing, Policies, Power, Remembered, SHIPPED, Sight, Table,
    is_reached,
};
use proptest::prelude::*;

/// What was decided before there were policies: the table that those which ship must come to.
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

fn held(policies: &Arc<Policies>, known: &User) -> Held {
    Held::of(policies, &standing(known), &user()).expect("somebody who is known may be asked about")
}

fn shipped() -> Arc<Policies> {
    Arc::new(Policies::shipped().expect("what ships can be read"))
}

fn with(more: &str) -> Arc<Policies> {
    Arc::new(Policies::read(&format!("{SHIPPED}\n{more}")).expect("it passes"))
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
    fn the_policies_that_ship_are_the_table_of_roles(roles in held_roles(), concerns in concerns()) {
        thread_local!(static POLICIES: Arc<Policies> = shipped());
        let known = known(roles);
        let held = POLICIES.with(|policies| held(policies, &known));
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

    #[test]
    fn no_policy_gives_a_verb_that_the_record_does_not_give(roles in held_roles(), concerns in concerns()) {
        thread_local!(static POLICIES: Arc<Policies> = with("permit (principal, action, resource);"));
        let known = known(roles);
        let standing = standing(&known);
        let held = POLICIES.with(|policies| held(policies, &known));
        for verb in Verb::ALL {
            let given = standing.may(&user(), *verb);
            prop_assert_eq!(held.may(Need::Do(*verb)), given);
            prop_assert_eq!(held.may_about(Power::Do(*verb), &concerns), given);
        }
        prop_assert!(held.may(Need::Sealed), "what is shown is the house's own");
    }
}

#[test]
fn whoever_is_unknown_or_revoked_may_nothing() {
    let known = known([("verifier", Scope::Mission)]);
    let revoked = User { revoked: true, ..known.clone() };
    assert!(Held::of(&shipped(), &standing(&revoked), &user()).is_none());
    assert!(Held::of(&shipped(), &standing(&known), &UserId::of([8; 10])).is_none());
}

#[test]
fn what_is_remembered_is_forgotten_when_the_record_knows_the_user_otherwise() {
    let remembered = Remembered::by(Policies::shipped().expect("what ships can be read"));
    let before = standing(&known([("verifier", Scope::Mission)]));
    let first = remembered.of(&before, &user()).expect("they are known");
    assert!(Arc::ptr_eq(&first, &remembered.of(&before, &user()).expect("they are known")));
    let after = standing(&known([("monitor", Scope::Mission)]));
    assert!(!remembered.of(&after, &user()).expect("they are known").may(Need::Sealed));
}

#[test]
fn whoever_is_out_of_a_case_neither_assesses_nor_rules_in_it_and_does_so_in_others() {
    let chair = known([("chair", Scope::Mission)]);
    let held = held(&shipped(), &chair);
    let case = Case { is_out: true, ..Case::default() };
    for verb in [Verb::Assess, Verb::Rule] {
        assert!(!held.may_about(Power::Do(verb), case.clone()));
        assert!(held.may_about(Power::Do(verb), Case::default()));
    }
    assert!(held.may_about(Power::Do(Verb::Publish), case));
}

#[test]
fn a_source_can_be_kept_to_whoever_filed_the_report() {
    let policies = with(
        "@id(\"source-by-handler\")\nforbid (principal, action == Action::\"source\", resource is Case)\n\
         unless { resource has filed_by && resource.filed_by == principal };",
    );
    let verifier = held(&policies, &known([("verifier", Scope::Mission)]));
    assert!(!verifier.may_about(Power::See(Sight::Source), Case::default()));
    assert!(verifier.may_about(Power::See(Sight::Source), Case { is_own: true, ..Case::default() }));
    assert!(verifier.may_about(Power::See(Sight::Exact), Case::default()));
    let (now, usual) = (Table::of(&policies), Table::of(&shipped()));
    let source = Power::See(Sight::Source);
    let lost: Vec<_> = now.differences(&usual).into_iter().map(|one| (one.role, one.power)).collect();
    assert_eq!(lost, [("team_leader", source), ("verifier", source)]);
    let beside: Vec<_> = now.beside_not_in(&usual).map(|one| (one.forbids, one.name.as_str())).collect();
    assert_eq!(beside, [(true, "source-by-handler")]);
}

/// How nearly places are told to somebody in north, in south, and in no sector.
fn levels(policies: &Arc<Policies>, roles: &[(&'static str, Scope)]) -> [Level; 3] {
    let placing = held(policies, &known(roles.iter().cloned())).placing(&["north".into(), "south".into()]);
    [Some("north"), Some("south"), None].map(|sector| placing.within(sector))
}

#[test]
fn as_shipped_every_role_is_told_sectors_wherever_it_is_held() {
    for (role, _) in roles::ROLES {
        for scope in [Scope::Mission, Scope::Sector("north".into()), Scope::Party("first".into())] {
            assert_eq!(levels(&shipped(), &[(role, scope)]), [Level::Sector; 3], "{role}");
        }
    }
    let remembered = Remembered::by(Policies::shipped().expect("what ships can be read"));
    for audience in [Audience::Public, Audience::Parties] {
        assert_eq!(*remembered.released_to(audience, &["north".into()]), Placing::default());
    }
}

#[test]
fn places_are_told_as_nearly_as_is_permitted_sector_by_sector() {
    let monitors = |otherwise: &str| {
        let own = "action in [Action::\"coarse\", Action::\"sector\", Action::\"inform\"]";
        assert_eq!(SHIPPED.matches(own).count(), 1);
        let text =
            SHIPPED.replace(own, &format!("action in [Action::\"coarse\", {otherwise}Action::\"inform\"]"));
        Arc::new(Policies::read(&text).expect("it passes"))
    };
    let mission = [("monitor", Scope::Mission)];
    let north = [("monitor", Scope::Sector("north".into()))];
    assert_eq!(levels(&monitors(""), &mission), [Level::Nothing; 3]);
    let near = monitors("Action::\"sector\", Action::\"cell_1km\", ");
    assert_eq!(levels(&near, &mission), [Level::Narrow; 3]);
    assert_eq!(levels(&near, &north), [Level::Narrow, Level::Sector, Level::Sector]);
    let wide = monitors("Action::\"cell_5km\", ");
    assert_eq!(levels(&wide, &north), [Level::Wide, Level::Nothing, Level::Nothing]);
    let cut = with(
        "forbid (principal, action in [Action::\"sector\", Action::\"cell_1km\"], resource in Sector::\"south\");",
    );
    assert_eq!(levels(&cut, &[("chair", Scope::Mission)]), [Level::Sector, Level::Nothing, Level::Sector]);
}

#[test]
fn what_is_released_is_told_as_policies_say_of_its_readers() {
    let text = SHIPPED.replace("principal is Audience,", "principal == Audience::\"parties\",");
    let remembered = Remembered::by(Policies::read(&text).expect("it passes"));
    let within = |audience| remembered.released_to(audience, &["north".into()]).within(Some("north"));
    assert_eq!([Audience::Public, Audience::Parties].map(within), [Level::Nothing, Level::Sector]);
}

#[test]
fn what_policies_tell_apart_is_granted_over_nothing_as_a_whole() {
    let exact = Power::See(Sight::Exact);
    let verifier = known([("verifier", Scope::Mission)]);
    let whole = |more: &str| held(&with(more), &verifier);
    assert!(whole("").may(Need::Sealed) && whole("").is_over_all(exact));
    for forbidden in [
        "forbid (principal, action == Action::\"exact\", resource in Sector::\"north\");",
        "forbid (principal, action == Action::\"exact\", resource in Party::\"first\");",
        "forbid (principal, action == Action::\"exact\", resource is Case) when { resource has filed_by };",
    ] {
        let held = whole(forbidden);
        assert!(!held.may(Need::Sealed) && !held.is_over_all(exact), "{forbidden}");
        assert!(held.may_about(exact, Case::default()), "case by case it is given: {forbidden}");
        assert!(held.is_over_all(Power::Do(Verb::Verify)), "and nothing else is touched: {forbidden}");
    }
    let north = Case::from(&Concerns { sector: Some("north".into()), parties: Vec::new() });
    assert!(
        !whole("forbid (principal, action == Action::\"exact\", resource in Sector::\"north\");")
            .may_about(exact, north)
    );
    for power in ["coarse", "reads"] {
        let text = format!(
            "{SHIPPED}\n@id(\"cut\") forbid (principal, action == Action::\"{power}\", resource in Party::\"first\");"
        );
        let all = Policies::read(&text).expect_err("lists tell it as a whole");
        let told: Vec<_> = all.iter().map(|one| (one.code, one.detail.as_str())).collect();
        assert_eq!(told, [("powers-not-by-case", &*format!("{power} (cut)"))]);
    }
}

#[test]
fn the_table_of_what_ships_tells_roles_powers_and_reach() {
    let table = Table::of(&shipped());
    assert_eq!(table.rows.len(), roles::ROLES.len());
    for ((role, cells), (known, verbs)) in table.rows.iter().zip(roles::ROLES) {
        assert_eq!(role, known);
        for (power, reach) in cells {
            let expected = match power {
                Power::Do(verb) => verbs.contains(verb),
                Power::See(Sight::Coarse | Sight::Sector) => true,
                Power::See(Sight::Wide | Sight::Narrow) => false,
                Power::See(Sight::Words) => *role == "interpreter",
                Power::See(Sight::Exact | Sight::Source) => verbs.contains(&Verb::Verify),
                Power::See(Sight::Reads) => ["auditor", "chair", "operator"].contains(role),
            };
            assert_eq!([reach.mission, reach.sector, reach.party], [expected; 3], "{role} {}", power.name());
        }
    }
    assert!(table.differences(&table).is_empty());
    assert_eq!(table.beside.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["released", "recused"]);
}

#[test]
fn a_policy_that_does_not_pass_is_named_by_line() {
    let code = |text: &str| {
        let all = Policies::read(text).expect_err(text);
        all.iter().map(|one| (one.code, one.line)).collect::<Vec<_>>()
    };
    assert_eq!(code("permit (principal, action, resource)\n\n"), [("powers-unreadable", 1)]);
    assert_eq!(
        code("\npermit (principal, action == Action::\"rulle\", resource);"),
        [("powers-against-schema", 2)]
    );
    assert_eq!(
        code("\n\npermit (principal, action, resource) when { resource.secret == 1 };")[0],
        ("powers-against-schema", 3)
    );
    assert_eq!(
        code("permit (principal == ?principal, action, resource in ?resource);"),
        [("powers-role-missing", 0)]
    );
    assert_eq!(
        code("\n@role(\"cook\")\npermit (principal == ?principal, action, resource in ?resource);"),
        [("powers-role-unknown", 2)]
    );
}
