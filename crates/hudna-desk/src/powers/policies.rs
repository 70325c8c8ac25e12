//! A file of policies: read, checked against the schema, and what is wrong with it by line and column.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::str::FromStr as _;

use cedar_policy::{
    ActionConstraint, Authorizer, Effect, EntityTypeName, EntityUid, PolicyId, PolicySet, ResourceConstraint,
    Schema, SlotId, TemplateResourceConstraint, ValidationMode, Validator,
};
use hudna_core::ledger::roles;
use miette::Diagnostic;

use super::Power;
use crate::store::folder;
use crate::trouble::Trouble;

/// The policies that ship with the program.
pub const SHIPPED: &str = include_str!("../../data/powers.cedar");
/// What policies may speak of.
const SCHEMA: &str = include_str!("../../data/powers.cedarschema");
/// The annotation that names the role of a template.
const ROLE: &str = "role";

/// Something that is wrong with a file of policies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Stable code: `powers-unreadable`, `powers-against-schema`, `powers-role-missing`, `powers-role-unknown`, `powers-not-by-case`.
    pub code: &'static str,
    /// Its line, from 1; 0 where it is of none.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What Cedar says, or the name that is wrong.
    pub detail: String,
}

/// A template of a role.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) id: PolicyId,
    pub(super) role: String,
    pub(super) slots: Vec<SlotId>,
}

/// Policies that were checked.
#[derive(Debug)]
pub struct Policies {
    pub(super) set: PolicySet,
    pub(super) templates: Vec<Template>,
    pub(super) authorizer: Authorizer,
    /// Powers of which a policy, other than those that ship, tells one case from another: what holds over something as a whole need not
    /// hold of each case in it.
    by_case: BTreeSet<Power>,
}

/// The schema, which is ours: that it can be read is held by a test.
fn schema() -> Result<Schema, Wrong> {
    let unreadable = |detail: String| Wrong { code: "powers-unreadable", line: 0, column: 0, detail };
    Schema::from_str(SCHEMA).map_err(|why| unreadable(why.to_string()))
}

/// Line and column of a byte.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

fn wrong(code: &'static str, text: &str, why: &(impl Diagnostic + ?Sized)) -> Wrong {
    let at = why.labels().and_then(|mut labels| labels.next()).map(|label| label.offset());
    let (line, column) = at.map_or((0, 0), |byte| place(text, byte));
    let help = why.help().map(|help| format!(" ({help})")).unwrap_or_default();
    Wrong { code, line, column, detail: format!("{why}{help}") }
}

impl Policies {
    /// Those that ship with the program.
    ///
    /// # Errors
    /// As [`Self::read`]; none, as a test holds.
    pub fn shipped() -> Result<Self, Vec<Wrong>> {
        Self::read(SHIPPED)
    }

    /// Of a file's text: every policy is held against the schema, every template names a role of the record.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Wrong>> {
        let set = PolicySet::from_str(text)
            .map_err(|all| all.iter().map(|why| wrong("powers-unreadable", text, why)).collect::<Vec<_>>())?;
        let schema = schema().map_err(|why| vec![why])?;
        let checked = Validator::new(schema).validate(&set, ValidationMode::Strict);
        let mut all: Vec<Wrong> =
            checked.validation_errors().map(|why| wrong("powers-against-schema", text, why)).collect();
        let mut templates = Vec::new();
        for one in set.templates() {
            let of_role = |code, detail: &str| {
                let named = format!("@{ROLE}(\"{detail}\")");
                let (line, column) = text.find(&named).map_or((0, 0), |byte| place(text, byte));
                Wrong { code, line, column, detail: detail.to_owned() }
            };
            match one.annotation(ROLE) {
                None => all.push(of_role("powers-role-missing", one.id().as_ref())),
                Some(role) if !roles::is_role(role) => all.push(of_role("powers-role-unknown", role)),
                Some(role) => templates.push(Template {
                    id: one.id().clone(),
                    role: role.to_owned(),
                    slots: one.slots().cloned().collect(),
                }),
            }
        }
        let said = said(&set);
        if all.is_empty() {
            all = not_by_case(&said);
        }
        all.sort_by_key(|wrong| (wrong.line, wrong.column));
        all.dedup();
        if !all.is_empty() {
            return Err(all);
        }
        templates.sort_by(|a, b| a.role.cmp(&b.role));
        let by_case =
            Power::ALL.into_iter().filter(|power| said.iter().any(|one| one.is_by_case(*power))).collect();
        Ok(Self { set, templates, authorizer: Authorizer::new(), by_case })
    }

    /// Those of the mission in a folder; where it has none, those that ship.
    ///
    /// # Errors
    /// `powers-refused` with the first thing that is wrong; what the disk says.
    pub fn of_mission(path: &Path) -> Result<Self, Trouble> {
        let text = folder::powers(path)?;
        Self::read(text.as_deref().unwrap_or(SHIPPED)).map_err(|all| {
            let first = all.first();
            Trouble::new("record", "powers-refused")
                .with("path", path.join(folder::POWERS).display().to_string())
                .with("line", first.map_or(0, |one| one.line).to_string())
                .with("count", all.len().to_string())
                .with("detail", first.map_or_else(String::new, |one| one.detail.clone()))
        })
    }

    /// Whether what holds over something as a whole holds of every case in it.
    pub(super) fn is_plain(&self, power: Power) -> bool {
        !self.by_case.contains(&power)
    }

    /// The set with the templates of `roles` linked to `user`; each link with what it is over.
    pub(super) fn linked(&self, user: &EntityUid, roles: &[(String, EntityUid)]) -> Option<PolicySet> {
        let mut set = self.set.clone();
        let mut number = 0_u32;
        for (role, over) in roles {
            for template in self.templates.iter().filter(|template| template.role == *role) {
                number += 1;
                let of = |slot: &SlotId| {
                    let filled = if *slot == SlotId::principal() { user } else { over };
                    (slot.clone(), filled.clone())
                };
                let values: HashMap<SlotId, EntityUid> = template.slots.iter().map(of).collect();
                set.link(template.id.clone(), PolicyId::new(format!("held {number}")), values).ok()?;
            }
        }
        Some(set)
    }
}

/// What of a policy matters to whether it tells cases apart.
struct Said {
    id: String,
    effect: Effect,
    action: ActionConstraint,
    has_conditions: bool,
    over: Over,
}

/// What a policy is over, as its head says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Whatever there is.
    All,
    /// What the role is held over.
    Held,
    /// One sector.
    Sector,
    /// Anything else.
    Other,
}

fn over(uid: &EntityUid) -> Over {
    match uid.type_name().basename() {
        "Mission" => Over::All,
        "Sector" => Over::Sector,
        _ => Over::Other,
    }
}

/// All policies but those that ship and hold for no role: recusal, which one of them looks at, is the record's own rule and asked for beside.
fn said(set: &PolicySet) -> Vec<Said> {
    let usual = PolicySet::from_str(SHIPPED);
    let usual: BTreeSet<String> =
        usual.iter().flat_map(PolicySet::policies).map(ToString::to_string).collect();
    let beside = set.policies().filter(|one| !usual.contains(&one.to_string())).map(|one| Said {
        id: one.annotation("id").map_or_else(|| one.id().to_string(), str::to_owned),
        effect: one.effect(),
        action: one.action_constraint(),
        has_conditions: one.has_non_scope_constraint(),
        over: match one.resource_constraint() {
            ResourceConstraint::Any => Over::All,
            ResourceConstraint::In(uid) => over(&uid),
            _ => Over::Other,
        },
    });
    let templates = set.templates().map(|one| Said {
        id: one.annotation(ROLE).map_or_else(|| one.id().to_string(), str::to_owned),
        effect: one.effect(),
        action: one.action_constraint(),
        has_conditions: one.has_non_scope_constraint(),
        over: match one.resource_constraint() {
            TemplateResourceConstraint::In(None) => Over::Held,
            TemplateResourceConstraint::Any => Over::All,
            TemplateResourceConstraint::In(Some(uid)) => over(&uid),
            _ => Over::Other,
        },
    });
    beside.chain(templates).collect()
}

/// Policies that would tell cases apart in what lists and counts tell as a whole.
fn not_by_case(said: &[Said]) -> Vec<Wrong> {
    let whole = Power::ALL.into_iter().filter(|power| power.is_whole());
    let each = whole
        .flat_map(|power| said.iter().filter(move |one| one.is_by_case(power)).map(move |one| (power, one)));
    let wrong = |(power, one): (Power, &Said)| Wrong {
        code: "powers-not-by-case",
        line: 0,
        column: 0,
        detail: format!("{} ({})", power.name(), one.id),
    };
    each.map(wrong).collect()
}

impl Said {
    fn is_of(&self, power: Power) -> bool {
        let named = |one: &EntityUid| one.id().unescaped() == power.name();
        match &self.action {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(one) => named(one),
            ActionConstraint::In(all) => all.iter().any(named),
        }
    }

    /// Whether it may decide two cases of one scope differently.
    fn is_by_case(&self, power: Power) -> bool {
        let plain = match (self.effect, self.over) {
            (_, Over::All) | (Effect::Permit, Over::Held | Over::Sector) => true,
            // how nearly places are told is asked over each sector
            (Effect::Forbid, Over::Sector) => power.is_placing(),
            (Effect::Forbid, Over::Held) | (_, Over::Other) => false,
        };
        self.is_of(power) && (self.has_conditions || !plain)
    }
}

/// An entity by type and id.
pub(super) fn entity(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, cedar_policy::EntityId::new(id)))
}
