//! What one user may.

use std::collections::BTreeSet;
use std::sync::Arc;

use hudna_core::ledger::act::{Scope, Verb};
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::Standing;

use super::{Concerns, Need, Power, Sight, is_reached};

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

/// What one user may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    roles: BTreeSet<(Arc<str>, Scope)>,
    /// Verbs that the record gives over some part of the mission.
    verbs: BTreeSet<Verb>,
    reaches: Vec<(Power, Scope)>,
}

/// Whether a role gives a power.
fn gives(role: &str, power: Power) -> bool {
    let verbs = roles::verbs(role);
    match power {
        Power::Do(verb) => verbs.contains(&verb),
        Power::See(Sight::Coarse) => roles::is_role(role),
        Power::See(Sight::Words) => role == "interpreter",
        Power::See(Sight::Exact | Sight::Source) => verbs.contains(&Verb::Verify),
        Power::See(Sight::Reads) => matches!(role, "auditor" | "chair" | "operator"),
    }
}

impl Held {
    /// What `user` may; nothing of whoever is unknown or was revoked.
    pub fn of(standing: &Standing, user: &UserId) -> Option<Self> {
        let known = standing.users.get(user).filter(|known| !known.revoked)?;
        let verbs = known.roles.iter().flat_map(|(role, _)| roles::verbs(role)).copied().collect();
        let asked = Power::ALL.iter().flat_map(|power| known.roles.iter().map(move |held| (*power, held)));
        let given = asked.filter(|(power, (role, _))| gives(role, *power));
        let reaches = given.map(|(power, (_, scope))| (power, scope.clone())).collect();
        Some(Self { roles: known.roles.clone(), verbs, reaches })
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
            Need::Sealed => self.reaches.contains(&(Power::See(Sight::Exact), Scope::Mission)),
            Need::Reads => anywhere(Power::See(Sight::Reads)),
            Need::Do(verb) => anywhere(Power::Do(verb)),
        }
    }

    /// Whether the record gives the user this verb over some part of the mission.
    pub fn is_given(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    /// Whether the user may do this over the whole mission: then no single case need be asked about. Recusal is the record's own rule.
    pub fn is_plain_over_all(&self, verb: Verb) -> bool {
        self.reaches.contains(&(Power::Do(verb), Scope::Mission))
    }

    /// Whether the user may about this case: a role over a part of the mission reaches that part alone; whoever is out of a case neither
    /// assesses nor rules in it.
    pub fn may_about(&self, power: Power, case: impl Into<Case>) -> bool {
        let case = case.into();
        let decides = matches!(power, Power::Do(Verb::Assess | Verb::Rule));
        let reached =
            |(role, scope): &(Arc<str>, Scope)| gives(role, power) && is_reached(scope, &case.concerns);
        !(decides && case.is_out) && self.roles.iter().any(reached)
    }
}
