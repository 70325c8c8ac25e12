//! Which powers the usual roles carry.
//!
//! Two roles never meet by default in one power that checks the other: who collects does not assess, who assesses
//! does not rule. A mission gives roles by `role.given`; a role of another name carries no power.

use super::act::Verb;

/// The roles of real mechanisms and their verbs.
pub const ROLES: &[(&str, &[Verb])] = &[
    ("monitor", &[Verb::Inform]),
    ("team_leader", &[Verb::Inform, Verb::Collect, Verb::Verify]),
    ("duty_officer", &[Verb::Inform, Verb::Collect]),
    ("verifier", &[Verb::Inform, Verb::Classify, Verb::Verify]),
    ("party_delegate", &[Verb::Inform, Verb::Reply, Verb::Negotiate]),
    ("assessor", &[Verb::Assess]),
    ("commissioner", &[Verb::Assess, Verb::Rule, Verb::Reply]),
    ("chair", &[Verb::Assess, Verb::Rule, Verb::Publish, Verb::Reply]),
    ("secretary", &[Verb::Collect, Verb::Publish, Verb::Negotiate]),
    ("analyst", &[Verb::Classify]),
    ("interpreter", &[Verb::Collect]),
    ("auditor", &[]),
    ("operator", &[Verb::Administer, Verb::Collect]),
];

/// The verbs of a role; none where no role has that name.
pub fn verbs(role: &str) -> &'static [Verb] {
    ROLES.iter().find(|(name, _)| *name == role).map_or(&[], |(_, verbs)| verbs)
}

/// Whether a role of that name exists.
pub fn is_role(role: &str) -> bool {
    ROLES.iter().any(|(name, _)| *name == role)
}
