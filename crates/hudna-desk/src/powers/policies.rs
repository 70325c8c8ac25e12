//! A file of policies: read, checked against the schema, and what is wrong with it by line and column.

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr as _;

use cedar_policy::{
    Authorizer, EntityTypeName, EntityUid, PolicyId, PolicySet, Schema, SlotId, ValidationMode, Validator,
};
use hudna_core::ledger::roles;
use miette::Diagnostic;

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
    /// Stable code: `powers-unreadable`, `powers-against-schema`, `powers-role-missing`, `powers-role-unknown`.
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
    /// Whether no policy looks at single cases but those that ship.
    pub(super) is_usual_beside: bool,
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
                None => all.push(of_role("powers-role-missing", &one.id().to_string())),
                Some(role) if !roles::is_role(role) => all.push(of_role("powers-role-unknown", role)),
                Some(role) => templates.push(Template {
                    id: one.id().clone(),
                    role: role.to_owned(),
                    slots: one.slots().cloned().collect(),
                }),
            }
        }
        all.sort_by_key(|wrong| (wrong.line, wrong.column));
        all.dedup();
        if !all.is_empty() {
            return Err(all);
        }
        templates.sort_by(|a, b| a.role.cmp(&b.role));
        let plain = set.templates().all(|one| !one.has_non_scope_constraint());
        let beside = |set: &PolicySet| {
            set.policies().map(|policy| policy.to_string()).collect::<std::collections::BTreeSet<_>>()
        };
        let usual = PolicySet::from_str(SHIPPED).map(|usual| beside(&usual)).unwrap_or_default();
        let is_usual_beside = plain && beside(&set) == usual;
        Ok(Self { set, templates, authorizer: Authorizer::new(), is_usual_beside })
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

/// An entity by type and id.
pub(super) fn entity(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, cedar_policy::EntityId::new(id)))
}
