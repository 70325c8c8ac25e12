//! What one user may, by policies, with what was decided remembered.
//!
//! Whatever cannot be asked is not granted: an error of an evaluation, an id that is none.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cedar_policy::{
    Context, Decision, Entities, Entity, EntityUid, PolicySet, Request, Response, RestrictedExpression,
};
use hudna_core::ledger::act::{Audience, Scope, Verb};
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::{Standing, User};

use super::policies::{Policies, entity};
use super::{Concerns, Level, Need, Placing, Power, Sight};

/// The most decisions remembered of one user.
const MOST: usize = 4_096;
/// The most users remembered.
const MOST_USERS: usize = 2_048;

/// What is asked about, as one user stands to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Case {
    /// Its sector and parties.
    pub concerns: Concerns,
    /// Whether the user declared themselves out of it.
    pub is_out: bool,
    /// Whether the user filed it.
    pub is_own: bool,
}

impl From<&Concerns> for Case {
    fn from(concerns: &Concerns) -> Self {
        Self { concerns: concerns.clone(), ..Self::default() }
    }
}

/// What is asked of Cedar: something as a whole, or one case.
#[derive(Clone, Copy, Debug)]
enum Resource<'a> {
    Over(&'a Scope),
    Of(&'a Case),
}

/// The powers by which places are told, the nearest first.
const NEAREST: [(Sight, Level); 3] =
    [(Sight::Narrow, Level::Narrow), (Sight::Wide, Level::Wide), (Sight::Sector, Level::Sector)];

/// How nearly places were found to be told, by the sectors that were asked about.
type Placed = Option<(Vec<Arc<str>>, Arc<Placing>)>;

/// What one user may.
pub struct Held {
    policies: Arc<Policies>,
    user: EntityUid,
    party: Option<EntityUid>,
    set: PolicySet,
    /// Verbs that the record gives over some part of the mission.
    verbs: BTreeSet<Verb>,
    reaches: Vec<(Power, Scope)>,
    decided: Mutex<HashMap<(Power, Case), bool>>,
    placed: Mutex<Placed>,
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Held({})", self.user)
    }
}

/// For whom a document is released, as policies name it.
const fn name_of(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "public",
        Audience::Parties => "parties",
    }
}

fn scope_entity(scope: &Scope) -> Option<EntityUid> {
    match scope {
        Scope::Mission => entity("Mission", "mission"),
        Scope::Sector(sector) => entity("Sector", sector),
        Scope::Party(party) => entity("Party", &party.0),
    }
}

impl Held {
    /// What `user` may by `policies`; nothing of whoever is unknown or was revoked.
    pub fn of(policies: &Arc<Policies>, standing: &Standing, user: &UserId) -> Option<Self> {
        let known = standing.users.get(user).filter(|known| !known.revoked)?;
        Self::by(policies, user, known)
    }

    fn by(policies: &Arc<Policies>, id: &UserId, known: &User) -> Option<Self> {
        let user = entity("User", &id.0)?;
        let roles: Option<Vec<_>> =
            known.roles.iter().map(|(role, scope)| Some((role.to_string(), scope_entity(scope)?))).collect();
        let set = policies.linked(&user, &roles?)?;
        let verbs = known.roles.iter().flat_map(|(role, _)| roles::verbs(role)).copied().collect();
        let party = match &known.party {
            Some(party) => Some(entity("Party", &party.0)?),
            None => None,
        };
        let mut held = Self {
            policies: Arc::clone(policies),
            user,
            party,
            set,
            verbs,
            reaches: Vec::new(),
            decided: Mutex::default(),
            placed: Mutex::default(),
        };
        let mut scopes: Vec<Scope> = known.roles.iter().map(|(_, scope)| scope.clone()).collect();
        // what is permitted to everybody is permitted over the mission
        scopes.push(Scope::Mission);
        scopes.sort();
        scopes.dedup();
        let asked = Power::ALL.iter().flat_map(|power| scopes.iter().map(move |scope| (*power, scope)));
        held.reaches = asked
            .filter(|(power, scope)| {
                held.is_given_by_record(*power) && held.ask(*power, Resource::Over(scope)).unwrap_or(false)
            })
            .map(|(power, scope)| (power, scope.clone()))
            .collect();
        Some(held)
    }

    /// What those for whom a document is released are shown by `policies`.
    pub fn of_audience(policies: &Arc<Policies>, audience: Audience) -> Option<Self> {
        Some(Self {
            policies: Arc::clone(policies),
            user: entity("Audience", name_of(audience))?,
            party: None,
            set: policies.set.clone(),
            verbs: BTreeSet::new(),
            reaches: Vec::new(),
            decided: Mutex::default(),
            placed: Mutex::default(),
        })
    }

    /// How nearly places are told, in each of `sectors` and elsewhere: as nearly as is permitted there or over the whole mission. Whoever is told
    /// sectors over some part of the mission is told them of all, as of everything that the record comes to.
    pub fn placing(&self, sectors: &[Arc<str>]) -> Arc<Placing> {
        let lock = || self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((asked, known)) = &*lock()
            && *asked == sectors
        {
            return Arc::clone(known);
        }
        let within = |sector: &Arc<str>| (sector.clone(), self.nearest(&Scope::Sector(sector.clone())));
        let placing = Arc::new(Placing::of(self.nearest(&Scope::Mission), sectors.iter().map(within)));
        *lock() = Some((sectors.to_vec(), Arc::clone(&placing)));
        placing
    }

    fn nearest(&self, scope: &Scope) -> Level {
        let may = |sight| self.ask(Power::See(sight), Resource::Over(scope)) == Some(true);
        if let Some((_, level)) = NEAREST.iter().find(|(sight, _)| may(*sight)) {
            return *level;
        }
        let by_sector = Power::See(Sight::Sector);
        let elsewhere = self.reaches.iter().any(|(power, _)| *power == by_sector);
        // a policy that is named as the reason of a refusal forbids; where there is none nothing permits
        let forbidden = |answer: Response| answer.diagnostics().reason().next().is_some();
        let is_forbidden = self.answer(by_sector, Resource::Over(scope)).is_none_or(forbidden);
        if elsewhere && !is_forbidden { Level::Sector } else { Level::Nothing }
    }

    /// Each power with how far it reaches.
    pub fn reaches(&self) -> &[(Power, Scope)] {
        &self.reaches
    }

    /// Whether the user may, about some part of the mission at least; what is sealed, about all of it.
    pub fn may(&self, need: Need) -> bool {
        let anywhere = |power: Power| self.reaches.iter().any(|(own, _)| *own == power);
        match need {
            Need::Public | Need::SignedIn => true,
            Need::See => anywhere(Power::See(Sight::Coarse)),
            Need::Sealed => self.is_over_all(Power::See(Sight::Exact)),
            Need::Reads => anywhere(Power::See(Sight::Reads)),
            Need::Do(verb) => anywhere(Power::Do(verb)),
        }
    }

    /// Whether the record gives the user this verb over some part of the mission, whatever policies say.
    pub fn is_given(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    /// Whether the user has this power over the whole mission, and no policy tells one case from another in it: then none need be asked
    /// about. What policies tell apart is granted over nothing as a whole.
    pub fn is_over_all(&self, power: Power) -> bool {
        self.policies.is_plain(power) && self.reaches.contains(&(power, Scope::Mission))
    }

    /// Whether the user may about this case.
    pub fn may_about(&self, power: Power, case: impl Into<Case>) -> bool {
        if !self.is_given_by_record(power) {
            return false;
        }
        let asked = (power, case.into());
        if let Some(decided) = self.remembered().get(&asked) {
            return *decided;
        }
        let decided = self.ask(power, Resource::Of(&asked.1)).unwrap_or(false);
        let mut remembered = self.remembered();
        if remembered.len() >= MOST {
            remembered.clear();
        }
        remembered.insert(asked, decided);
        decided
    }

    /// The record gives verbs, which policies only narrow; what is shown it does not know.
    fn is_given_by_record(&self, power: Power) -> bool {
        match power {
            Power::Do(verb) => self.verbs.contains(&verb),
            Power::See(_) => true,
        }
    }

    fn remembered(&self) -> MutexGuard<'_, HashMap<(Power, Case), bool>> {
        self.decided.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, power: Power, about: Resource<'_>) -> Option<bool> {
        Some(self.answer(power, about)?.decision() == Decision::Allow)
    }

    /// What policies say; `None` where one could not be evaluated: what it might have forbidden is not granted.
    fn answer(&self, power: Power, about: Resource<'_>) -> Option<Response> {
        let (resource, entities) = self.entities(about)?;
        let action = entity("Action", power.name())?;
        let request = Request::new(self.user.clone(), action, resource, Context::empty(), None).ok()?;
        let answer = self.policies.authorizer.is_authorized(&request, &self.set, &entities);
        let failed = answer.diagnostics().errors().next().is_some();
        (!failed).then_some(answer)
    }

    /// What is asked about, and all entities that policies may look at.
    fn entities(&self, about: Resource<'_>) -> Option<(EntityUid, Entities)> {
        let mission = scope_entity(&Scope::Mission)?;
        let within = || HashSet::from([mission.clone()]);
        let mut all: HashMap<EntityUid, Entity> = HashMap::new();
        let mut put = |entity: Entity| drop(all.insert(entity.uid(), entity));
        put(Entity::new_no_attrs(mission.clone(), HashSet::new()));
        let reference = RestrictedExpression::new_entity_uid;
        let own = self.party.iter().map(|party| ("party".to_owned(), reference(party.clone()))).collect();
        put(Entity::new(self.user.clone(), own, HashSet::new()).ok()?);
        if let Some(party) = &self.party {
            put(Entity::new_no_attrs(party.clone(), within()));
        }
        let resource = match about {
            Resource::Over(scope) => {
                let resource = scope_entity(scope)?;
                if resource != mission {
                    put(Entity::new_no_attrs(resource.clone(), within()));
                }
                resource
            }
            Resource::Of(case) => {
                let mut parents = within();
                let sector = case.concerns.sector.iter().map(|sector| entity("Sector", sector));
                let parties = case.concerns.parties.iter().map(|party| entity("Party", party));
                for parent in sector.chain(parties) {
                    let parent = parent?;
                    put(Entity::new_no_attrs(parent.clone(), within()));
                    parents.insert(parent);
                }
                let resource = entity("Case", "case")?;
                let user = || reference(self.user.clone());
                let mut said = HashMap::from([(
                    "recused".to_owned(),
                    RestrictedExpression::new_set(case.is_out.then(user)),
                )]);
                if case.is_own {
                    said.insert("filed_by".to_owned(), user());
                }
                put(Entity::new(resource.clone(), said, parents).ok()?);
                resource
            }
        };
        Some((resource, Entities::from_entities(all.into_values(), None).ok()?))
    }
}

/// What each user may, remembered until the record knows the user otherwise.
#[derive(Debug)]
pub struct Remembered {
    policies: Arc<Policies>,
    users: Mutex<HashMap<UserId, (User, Arc<Held>)>>,
    audiences: [(Audience, Option<Held>); 2],
}

impl Remembered {
    /// By these policies.
    pub fn by(policies: Policies) -> Self {
        let policies = Arc::new(policies);
        let audiences = [Audience::Public, Audience::Parties]
            .map(|audience| (audience, Held::of_audience(&policies, audience)));
        Self { policies, users: Mutex::default(), audiences }
    }

    /// How nearly places are told in what is released for `audience`.
    pub fn released_to(&self, audience: Audience, sectors: &[Arc<str>]) -> Arc<Placing> {
        let nothing = || Arc::new(Placing::of(Level::Nothing, []));
        let of = |(known, _): &&(Audience, Option<Held>)| *known == audience;
        let held = self.audiences.iter().find(of).and_then(|(_, held)| held.as_ref());
        held.map_or_else(nothing, |held| held.placing(sectors))
    }

    /// What `user` may now; `None` of whoever is unknown or was revoked.
    pub fn of(&self, standing: &Standing, user: &UserId) -> Option<Arc<Held>> {
        let known = standing.users.get(user).filter(|known| !known.revoked)?;
        let lock = || self.users.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((as_was, held)) = lock().get(user)
            && as_was == known
        {
            return Some(Arc::clone(held));
        }
        let held = Arc::new(Held::by(&self.policies, user, known)?);
        let mut users = lock();
        if users.len() >= MOST_USERS {
            users.clear();
        }
        users.insert(user.clone(), (known.clone(), Arc::clone(&held)));
        Some(held)
    }
}
