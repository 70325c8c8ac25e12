//! What a kind of act says, as data, and the power that it takes.

use serde::{Deserialize, Serialize};

/// What a kind of act says.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind's name.
    pub kind: &'static str,
    /// What it is, as it stands among the acts.
    pub about: &'static str,
    /// The power that it takes.
    pub verb: Verb,
    /// Its keys beside `kind`, in the order of the acts.
    pub keys: &'static [Key],
}

/// A key of an act.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is, as it stands among the acts; empty where name and form say all.
    pub about: &'static str,
    /// Whether it may be missing.
    pub optional: bool,
    /// Its type here.
    pub(super) of: &'static str,
}

impl Key {
    /// Whether its value is the id of an earlier entry.
    pub fn speaks_of_entry(&self) -> bool {
        self.of.contains("EntryId")
    }
}

/// A power. A role is a set of verbs over a part of the mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Say what one saw, was told, or means to do.
    Inform,
    /// Take in what others reported, and keep registers.
    Collect,
    /// Say which reports tell of one happening, where it was, who stands under whom.
    Classify,
    /// Go and see, and say what was found.
    Verify,
    /// Accept or return what was found.
    Assess,
    /// Answer a finding, object, declare oneself out.
    Reply,
    /// Decide, by the agreement's own rule; dissent from what was decided.
    Rule,
    /// Release a document; take out what may not stay.
    Publish,
    /// Cosign the heads of the record.
    Witness,
    /// Speak and vote for a party at the table, promise, nominate.
    Negotiate,
    /// Keep the mission: people, keys, what is in force.
    Administer,
}

impl Verb {
    /// Every verb, in order.
    pub const ALL: &'static [Self] = &[
        Self::Inform,
        Self::Collect,
        Self::Classify,
        Self::Verify,
        Self::Assess,
        Self::Reply,
        Self::Rule,
        Self::Publish,
        Self::Witness,
        Self::Negotiate,
        Self::Administer,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inform => "inform",
            Self::Collect => "collect",
            Self::Classify => "classify",
            Self::Verify => "verify",
            Self::Assess => "assess",
            Self::Reply => "reply",
            Self::Rule => "rule",
            Self::Publish => "publish",
            Self::Witness => "witness",
            Self::Negotiate => "negotiate",
            Self::Administer => "administer",
        }
    }
}
