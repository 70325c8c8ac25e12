//! Norms: what the text prohibits, permits and demands. One file a kind.
//!
//! Every kind reduces to two forms: a [`Rule`] (when it applies, what must then hold) and an
//! [`Exception`] (when, and what it needs). To add a kind: a file here with its `reduce`, a variant of
//! [`Kind`], and a scenario under `tests/norms/`; the compiler lists the rest.

use std::sync::Arc;

use serde::Serialize;

use crate::condition::{Expr, Moment, Words};
use crate::time::{Instant, Span};
use crate::value::Attribute;

pub mod access;
pub mod composition;
pub mod decision;
pub mod eligibility;
pub mod holding;
pub mod notification;
pub mod obligation;
pub mod pattern;
pub mod permission;
pub mod prohibition;
pub mod separation;

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
#[expect(missing_docs, reason = "one file each, documented there")]
pub enum Kind {
    Prohibition,
    Permission,
    Notification,
    Obligation,
    Holding,
    Separation,
    Pattern,
    Access,
    Eligibility,
    Composition,
    Decision,
}

impl Kind {
    /// All kinds.
    pub const ALL: &'static [Self] = &[
        Self::Prohibition,
        Self::Permission,
        Self::Notification,
        Self::Obligation,
        Self::Holding,
        Self::Separation,
        Self::Pattern,
        Self::Access,
        Self::Eligibility,
        Self::Composition,
        Self::Decision,
    ];
    /// As written in the text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prohibition => "prohibition",
            Self::Permission => "permission",
            Self::Notification => "notification",
            Self::Obligation => "obligation",
            Self::Holding => "holding",
            Self::Separation => "separation",
            Self::Pattern => "pattern",
            Self::Access => "access",
            Self::Eligibility => "eligibility",
            Self::Composition => "composition",
            Self::Decision => "decision",
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
            Self::Holding => include_str!("holding.rs"),
            Self::Separation => include_str!("separation.rs"),
            Self::Pattern => include_str!("pattern.rs"),
            Self::Access => include_str!("access.rs"),
            Self::Eligibility => include_str!("eligibility.rs"),
            Self::Composition => include_str!("composition.rs"),
            Self::Decision => include_str!("decision.rs"),
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
    /// What must be shown besides, one by one, each with who must show it.
    pub needs: Vec<Need>,
    /// The body that it is about, for bodies and votes.
    pub body: Option<Arc<str>>,
    /// How long members may keep silent before they count *for*.
    pub silence: Option<Span>,
    /// Whether votes are secret: who voted is told, how is not.
    pub secret: bool,
}

impl Rule {
    /// A rule on rows of `subject`: when it applies, what must hold.
    pub const fn on(subject: Subject, when: Expr, must: Expr) -> Self {
        let (due, verifier, valid_for, body, silence) = (None, None, None, None, None);
        Self {
            subject,
            when,
            must,
            due,
            verifier,
            valid_for,
            needs: Vec::new(),
            body,
            silence,
            secret: false,
        }
    }
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
    /// Weapons at a site, as the register of holdings shows them.
    Holding,
    /// Where units were seen or declared to be.
    Position(Answering),
    /// Visits of monitors.
    Visit,
    /// Each candidate of the register.
    Candidate,
    /// A body, with its members.
    Body,
    /// Each decision put to a vote, with its votes.
    Vote,
}

/// Who answers for units that stand too close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answering {
    /// Both: each must keep away.
    Both,
    /// Whoever moved; where nobody saw who did, either.
    Mover,
}

impl Subject {
    /// Whether its rows are deeds.
    pub const fn is_deed(self) -> bool {
        matches!(self, Self::Deed | Self::Duty)
    }
    /// Whether a duty may still be done until it is due.
    pub const fn is_duty(self) -> bool {
        matches!(self, Self::Party | Self::Duty)
    }
    /// The attributes that conditions on its rows may ask of; those of members are asked within `count(…)`.
    pub fn asks(self, attribute: Attribute) -> bool {
        use Attribute::{
            Access, Act, Actor, At, CalibreMm, DelayMin, NominatedBy, Party, Place, Present, Rank, Role,
            ServedAs, ServedIn, SiteKind, TargetKind, Until, Vote, Weapon, YearsService,
        };
        match self {
            Self::Deed | Self::Duty => !matches!(
                attribute,
                YearsService | Rank | ServedIn | ServedAs | NominatedBy | Role | Present | Vote
            ),
            Self::Party => matches!(attribute, Party | At),
            Self::Candidate => {
                matches!(attribute, YearsService | Rank | ServedIn | ServedAs | NominatedBy | Party | At)
            }
            Self::Body | Self::Vote => attribute == At,
            Self::Holding => matches!(attribute, Weapon | CalibreMm | Place | Party | Actor | At),
            Self::Visit => {
                matches!(
                    attribute,
                    Access | DelayMin | Act | TargetKind | SiteKind | Place | Party | Actor | At
                )
            }
            Self::Position(_) => matches!(attribute, Act | Place | Party | Actor | At | Until),
        }
    }
    /// The attributes that `count(…)` over its rows may ask of.
    pub fn asks_members(self, attribute: Attribute) -> bool {
        match self {
            Self::Body => matches!(attribute, Attribute::Party | Attribute::Role | Attribute::Rank),
            Self::Vote => {
                matches!(attribute, Attribute::Party | Attribute::Role | Attribute::Present | Attribute::Vote)
            }
            _ => false,
        }
    }
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Burden {
    /// Unknown stays unknown.
    Open,
    /// Who invokes it: unproven counts as not met, once the time to reply has run.
    Party,
    /// Who accuses: unrefuted counts as met, once the time to reply has run.
    Accuser,
}
