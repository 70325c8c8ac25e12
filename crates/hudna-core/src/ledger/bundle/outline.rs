//! A leaf read as far as a verifier must: whole where this program knows its values, else its outline.
//!
//! An entry whose values we cannot read may still be one that its actor signed. Its signature is checked first, so that
//! a forged entry is called forged by every verifier, whatever it knows of reports and registers.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::act::{Act, Shape};
use super::super::canonical::{CanonicalError, from_canonical};
use super::super::entry::{Body, EntryError, Leaf, check_forms};
use super::super::id::{EntryId, MissionId, UserId};
use super::super::part::PartRef;
use crate::time::Instant;

/// A body whose act is known by kind and keys alone.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outline {
    act: Map<String, Value>,
    pub(super) actor: UserId,
    at: Instant,
    pub(super) id: EntryId,
    pub(super) mission: MissionId,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartRef>,
    v: u8,
}

impl Outline {
    fn read(bytes: &[u8]) -> Result<(Self, &'static Shape), EntryError> {
        let outline: Self = from_canonical(bytes)?;
        check_forms(outline.v, [&outline.actor.0, &outline.id.0, &outline.mission.0], &outline.parts)?;
        let shape = outline.shape();
        let shape = shape.ok_or_else(|| CanonicalError::NotUnderstood("act".into()))?;
        Ok((outline, shape))
    }

    /// The shape that the act has the keys of. Acts that are *standing* are understood whole or not at all.
    fn shape(&self) -> Option<&'static Shape> {
        let kind = self.act.get("kind")?.as_str()?;
        let shape = Act::SHAPES.iter().find(|shape| shape.kind == kind)?;
        let known = |name: &str| name == "kind" || shape.keys.iter().any(|key| key.name == name);
        let has_keys = shape.keys.iter().all(|key| key.optional || self.act.contains_key(key.name))
            && self.act.iter().all(|(name, value)| known(name) && !value.is_null());
        (has_keys && !Act::STANDING.contains(&kind)).then_some(shape)
    }
}

/// What is known of a body.
pub(super) enum Known {
    Whole(Body),
    /// With why its values were not understood.
    Outline(Outline, &'static Shape, EntryError),
}

/// A leaf that has been read.
pub(super) struct Read<'a> {
    pub(super) leaf: Leaf<'a>,
    pub(super) known: Known,
}

impl<'a> Read<'a> {
    pub(super) fn leaf(bytes: &'a [u8]) -> Result<Self, EntryError> {
        let leaf = Leaf::split(bytes)?;
        let known = match Body::read(leaf.body) {
            Ok(body) => Known::Whole(body),
            Err(why) => {
                let (outline, shape) = Outline::read(leaf.body)?;
                Known::Outline(outline, shape, why)
            }
        };
        Ok(Self { leaf, known })
    }
    pub(super) const fn body(&self) -> Option<&Body> {
        match &self.known {
            Known::Whole(body) => Some(body),
            Known::Outline(..) => None,
        }
    }
    pub(super) const fn id(&self) -> &EntryId {
        match &self.known {
            Known::Whole(body) => &body.id,
            Known::Outline(outline, ..) => &outline.id,
        }
    }
    pub(super) const fn mission(&self) -> &MissionId {
        match &self.known {
            Known::Whole(body) => &body.mission,
            Known::Outline(outline, ..) => &outline.mission,
        }
    }
    pub(super) const fn actor(&self) -> &UserId {
        match &self.known {
            Known::Whole(body) => &body.actor,
            Known::Outline(outline, ..) => &outline.actor,
        }
    }
}
