//! Norms: what the text prohibits, permits and demands. One file a kind.
//!
//! Every kind reduces to two forms: a [`Rule`] (when it applies, what must then hold) and an
//! [`Exception`] (when, and what it needs). To add a kind: a file here with its `reduce`, a variant of
//! [`Kind`], and a scenario under `tests/norms/`; the compiler lists the rest.

use std::sync::Arc;

use crate::condition::{Expr, Moment, Words};
use crate::time::{Instant, Span};

pub mod notification;
pub mod obligation;
pub mod permission;
pub mod prohibition;

/// One norm of the text.
#[derive(Clone, Debug)]
pub struct Norm {
    /// `a4.1`; begins with its article's id.
    pub id: Arc<str>,
    /// Its kind, for showing; what it decides is in `rule` and `exception`.
    pub kind: Kind,
    /// Whom it binds.
    pub who: Who,
    /// From when, later than D-day if stated.
    pub from: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// The text's own word for its gravity.
    pub severity: Option<Arc<str>>,
    /// What it demands, if it demands.
    pub rule: Option<Rule>,
    /// What it excepts, if it excepts.
    pub exception: Option<Exception>,
    /// Where the block stands in the file.
    pub words: Words,
}

/// The kinds of norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, clippy::allow_attributes, reason = "one file each, documented there")]
pub enum Kind {
    Prohibition,
    Permission,
    Notification,
    Obligation,
}

impl Kind {
    /// All kinds.
    pub const ALL: &'static [Self] =
        &[Self::Prohibition, Self::Permission, Self::Notification, Self::Obligation];
    /// As written in the text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prohibition => "prohibition",
            Self::Permission => "permission",
            Self::Notification => "notification",
            Self::Obligation => "obligation",
        }
    }
}

impl Kind {
    /// Its file: the header is its public page.
    const fn source(self) -> &'static str {
        match self {
            Self::Prohibition => include_str!("prohibition.rs"),
            Self::Permission => include_str!("permission.rs"),
            Self::Notification => include_str!("notification.rs"),
            Self::Obligation => include_str!("obligation.rs"),
        }
    }
    /// Its public page, in Markdown: what it checks, an example, what breaches and what does not, what
    /// evidence it needs. The first line is a heading.
    pub fn page(self) -> String {
        let lines = self.source().lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
    }
}

/// Whom a norm binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The parties bound at the time.
    Parties,
    /// Anyone.
    Anyone,
    /// These parties.
    These(Vec<Arc<str>>),
}

/// When it applies, and what must then hold.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The rows it is about.
    pub subject: Subject,
    /// When it applies.
    pub when: Expr,
    /// What must hold; `Constant(false)` for a prohibition.
    pub must: Expr,
    /// Until when it may still be done; `None`: at once.
    pub due: Option<Moment>,
    /// Who verifies a duty.
    pub verifier: Option<Arc<str>>,
    /// How long a verification holds.
    pub valid_for: Option<Span>,
}

/// What a rule's rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Deeds of incidents.
    Deed,
    /// Each party bound (a duty).
    Party,
    /// Each deed that gives rise to a duty (`on = "incident"`).
    Duty,
}

/// When an exception applies and what it needs.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The norms that it excepts from; empty: a free-standing permission.
    pub over: Vec<Arc<str>>,
    /// When it applies.
    pub when: Expr,
    /// What must be shown.
    pub needs: Vec<Need>,
    /// The sole road.
    pub only: bool,
}

/// One precondition of an exception.
#[derive(Clone, Debug)]
pub struct Need {
    /// `order`.
    pub id: Arc<str>,
    /// What must hold.
    pub when: Expr,
    /// Who must show it.
    pub burden: Burden,
}

/// Who must show a precondition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Burden {
    /// Unknown stays unknown.
    Open,
    /// Who invokes it: unproven counts as not met, once the time to reply has run.
    Party,
    /// Who accuses: unrefuted counts as met, once the time to reply has run.
    Accuser,
}
