//! Policies as a table: what each role may, over what; and in what two files of policies differ.

use std::sync::Arc;

use cedar_policy::Effect;
use hudna_core::ledger::act::Scope;
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::{Standing, User};

use super::held::{Case, Held};
use super::policies::Policies;
use super::{Concerns, Power};

/// Over what a role of each kind of scope gives a power.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Held over the mission.
    pub mission: bool,
    /// Held over a sector, about what lies in it.
    pub sector: bool,
    /// Held over a party, about what has to do with it.
    pub party: bool,
}

impl Reach {
    /// Whether it is given at all.
    pub const fn any(self) -> bool {
        self.mission || self.sector || self.party
    }
}

/// What policies come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Each role with every power, in the order of [`Power::ALL`].
    pub rows: Vec<(&'static str, Vec<(Power, Reach)>)>,
    /// Policies that hold for no role alone, as they are written: what they forbid or permit beside the table.
    pub beside: Vec<Beside>,
}

/// A policy that is of no role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Beside {
    /// Whether it forbids.
    pub forbids: bool,
    /// Its `@id`, else the name that it was given.
    pub name: String,
    /// As it is written.
    pub text: String,
}

/// A cell in which two tables differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The role.
    pub role: &'static str,
    /// The power.
    pub power: Power,
    /// As it is by these policies.
    pub now: Reach,
    /// As it is by the others.
    pub usual: Reach,
}

impl Table {
    /// Of policies. A cell says what a user holds who has that role alone, about a case that they neither filed nor declared
    /// themselves out of.
    pub fn of(policies: &Arc<Policies>) -> Self {
        let rows = roles::ROLES.iter().map(|(role, _)| (*role, row(policies, role))).collect();
        let statics = policies.set.policies().filter(|policy| policy.is_static());
        let mut beside: Vec<Beside> = statics
            .map(|policy| Beside {
                forbids: policy.effect() == Effect::Forbid,
                name: policy.annotation("id").map_or_else(|| policy.id().to_string(), str::to_owned),
                text: policy.to_string(),
            })
            .collect();
        beside.sort();
        Self { rows, beside }
    }

    /// The cells in which this table differs from the `usual` one.
    pub fn differences(&self, usual: &Self) -> Vec<Difference> {
        let rows = self.rows.iter().zip(&usual.rows);
        let cells = rows.flat_map(|((role, now), (_, before))| {
            now.iter().zip(before).filter(|(now, before)| now != before).map(|((power, now), (_, usual))| {
                Difference { role, power: *power, now: *now, usual: *usual }
            })
        });
        cells.collect()
    }

    /// The policies of no role that stand here and not in the `other` table.
    pub fn beside_not_in<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = &'t Beside> {
        self.beside.iter().filter(|one| !other.beside.iter().any(|known| known.text == one.text))
    }
}

fn row(policies: &Arc<Policies>, role: &str) -> Vec<(Power, Reach)> {
    let over = |scope: Scope, concerns: Concerns| {
        let user = UserId::from("somebody");
        let known = User {
            key: PublicKey([0; 32]),
            party: None,
            roles: [(role.into(), scope)].into(),
            revoked: false,
        };
        let mut standing = Standing::default();
        standing.users.insert(user.clone(), known);
        let held = Held::of(policies, &standing, &user);
        move |power| held.as_ref().is_some_and(|held| held.may_about(power, Case::from(&concerns)))
    };
    let mission = over(Scope::Mission, Concerns::default());
    let north = Concerns { sector: Some("north".into()), parties: Vec::new() };
    let sector = over(Scope::Sector("north".into()), north);
    let first = Concerns { sector: None, parties: vec!["first".into()] };
    let party = over(Scope::Party("first".into()), first);
    let reach = |power: Power| Reach { mission: mission(power), sector: sector(power), party: party(power) };
    Power::ALL.iter().map(|power| (*power, reach(*power))).collect()
}
