//! The record handed out: a bundle that anybody can verify, with what its reader may see opened.
//!
//! | opened | for whom |
//! |---|---|
//! | parts of class *open* | everybody |
//! | all parts of entries that the party's own users signed | that party |
//! | words of assessments returned, replies, rulings, dissents, objections and answers to them, appeals, clearance, minutes, positions, answers to amendments, promises, declarations of conditions, readings of orders | every party |
//! | words of reports whose source allowed parties to read them | every party |
//!
//! Nobody else's source and no exact place is ever opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hudna_core::ledger::act::{Act, Audience};
use hudna_core::ledger::bundle::{Contents, all, chosen, some};
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::standing::Standing;

use super::mission::{self, HOST};
use super::read::Read;
use super::shown::Shown;
use crate::bundle;
use crate::store::folder;
use crate::trouble::Trouble;

/// What to hand out.
#[derive(Clone, Debug, Default)]
pub struct Handing {
    /// For which party's eyes; `None`: for everybody's.
    pub party: Option<PartyId>,
    /// These entries alone, with their proofs; empty: all.
    pub entries: Vec<EntryId>,
    /// For whoever holds the head of this size: the proof that the record continues it. Of excerpts alone.
    pub from: Option<u64>,
}

/// The bundle's file, of the mission at `path`, whoever writes meanwhile. Without a party no key of the host is asked for.
///
/// # Errors
/// `mission-not-here`, `host-key-missing`, `host-key-other`, `party-unknown`, `entry-unknown`; what the database says; `bundle-too-large`.
pub fn hand_out(path: &Path, handing: &Handing) -> Result<Vec<u8>, Trouble> {
    // what is shown to everybody is sealed for nobody, and needs no key
    let identity = match &handing.party {
        Some(_) => Some(folder::host_secret(path, HOST)?),
        None => None,
    };
    let mut shown = Shown::open(path, identity.as_deref()).map_err(|why| mission::named(path, why))?;
    let head = shown.head.clone();
    let consents = consents(&mut shown)?;
    let standing = shown.standing.clone();
    if let Some(party) = &handing.party
        && !standing.users.values().any(|user| user.party.as_ref() == Some(party))
    {
        return Err(Trouble::new("record", "party-unknown").with("party", &*party.0));
    }
    let (mut leaves, mut kinds) = (Vec::new(), Vec::new());
    let mut opened: BTreeMap<Digest, Part> = BTreeMap::new();
    let mut wanted: BTreeMap<EntryId, Option<u64>> =
        handing.entries.iter().map(|e| (e.clone(), None)).collect();
    let mut of_entry: BTreeMap<u64, Vec<Digest>> = BTreeMap::new();
    let mut redacted: BTreeSet<Digest> = BTreeSet::new();
    let size = head.head.size;
    shown.read(0..size, &mut |read| {
        if let Act::RedactionMade { parts, .. } = &read.entry.body.act {
            redacted.extend(parts);
        }
        if let Some(number) = wanted.get_mut(&read.entry.body.id) {
            *number = Some(read.seq);
        }
        for (reference, part) in read.entry.body.parts.iter().zip(&read.parts) {
            if let Some(part) = part
                && is_open(
                    &read,
                    &reference.name,
                    reference.class,
                    handing.party.as_ref(),
                    &standing,
                    &consents,
                )
            {
                opened.insert(reference.digest, part.clone());
                of_entry.entry(read.seq).or_default().push(reference.digest);
            }
        }
        kinds.push(read.entry.body.act.kind());
        leaves.push(read.leaf);
        Ok(())
    })?;
    opened.retain(|digest, _| !redacted.contains(digest));
    let unwritable = |why: hudna_core::ledger::bundle::NotWritten| Trouble::new("record", why.code());
    let made_for = handing.party.as_ref();
    if handing.entries.is_empty() {
        let contents = Contents { head: &head, opened: &opened, made_for };
        return bundle::pack(&all(&contents, &leaves).map_err(unwritable)?);
    }
    let mut numbers = BTreeSet::new();
    for (entry, number) in wanted {
        let unknown = || Trouble::new("record", "entry-unknown").with("entry", &*entry.0);
        numbers.insert(number.ok_or_else(unknown)?);
    }
    let held = chosen(&numbers, kinds);
    opened.retain(|digest, _| held.iter().any(|n| of_entry.get(n).is_some_and(|of| of.contains(digest))));
    let leaves: Vec<(u64, &Vec<u8>)> =
        held.iter().filter_map(|n| Some((*n, leaves.get(usize::try_from(*n).ok()?)?))).collect();
    let contents = Contents { head: &head, opened: &opened, made_for };
    bundle::pack(&some(&contents, &shown.tree, &leaves, handing.from).map_err(unwritable)?)
}

/// The reports whose sources allow parties to read their words now.
fn consents(shown: &mut Shown) -> Result<BTreeSet<EntryId>, Trouble> {
    let mut given: BTreeMap<EntryId, BTreeSet<Audience>> = BTreeMap::new();
    let size = shown.tree.len();
    shown.read(0..size, &mut |read| {
        match &read.entry.body.act {
            Act::ConsentGiven { audience, of } => {
                given.entry(of.clone()).or_default().insert(*audience);
            }
            Act::ConsentWithdrawn { audience, of } => {
                given.entry(of.clone()).or_default().remove(audience);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(given.into_iter().filter(|(_, to)| !to.is_empty()).map(|(of, _)| of).collect())
}

fn is_open(
    read: &Read,
    name: &str,
    class: Class,
    party: Option<&PartyId>,
    standing: &Standing,
    consents: &BTreeSet<EntryId>,
) -> bool {
    if class == Class::Open {
        return true;
    }
    let Some(party) = party else { return false };
    let body = &read.entry.body;
    if standing.users.get(&body.actor).and_then(|user| user.party.as_ref()) == Some(party) {
        return true;
    }
    if name != "text" || class != Class::Narrative {
        return false;
    }
    match &body.act {
        Act::ReportFiled { .. } | Act::ReportAmended { .. } => consents.contains(&body.id),
        Act::AssessmentReturned { .. }
        | Act::ReplyGiven { .. }
        | Act::RulingMade { .. }
        | Act::ReadingRuled { .. }
        | Act::DissentRecorded { .. }
        | Act::ObjectionMade { .. }
        | Act::ObjectionAnswered { .. }
        | Act::NominationRuled { .. }
        | Act::NominationAppealed { .. }
        | Act::ClearanceAnswered { .. }
        | Act::MeetingHeld { .. }
        | Act::PositionStated { .. }
        | Act::VoteCast { .. }
        | Act::AmendmentAnswered { .. }
        | Act::PromiseMade { .. }
        | Act::PromiseWithdrawn { .. }
        | Act::ConditionDeclared { .. }
        | Act::SequenceRead { .. }
        | Act::SequenceRuled { .. } => true,
        _ => false,
    }
}
