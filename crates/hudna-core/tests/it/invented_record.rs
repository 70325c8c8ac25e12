//! A small invented record, for verifiers to be tried on: an honest host seals it, or one that seals anything.
//!
//! Shared with the desk's tests, which hold the verifier in Python to the same cases.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::SigningKey;
use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Audience, Both, FindingRef, ReportClaims, Scope, Seen, Stance};
use hudna_core::ledger::bundle::{self, Contents, OwnedMember};
use hudna_core::ledger::entry::{self, Body, Entry, Leaf, VERSION};
use hudna_core::ledger::head::{Head, SignedHead, cosign};
use hudna_core::ledger::id::{EntryId, MissionId, PartyId, PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_core::ledger::part::{Class, Digest, Part, PartRef};
use hudna_core::ledger::standing::{Standing, Stands};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use hudna_core::time::Instant;

/// The first entry's moment.
pub(crate) const FOUNDED: i64 = 1_790_000_000_000_000;
/// Between one entry and the next: a minute.
pub(crate) const STEP: i64 = 60_000_000;

pub(crate) fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

pub(crate) fn public(n: u8) -> PublicKey {
    PublicKey::from(&key(n).verifying_key())
}

pub(crate) fn user(n: u8) -> UserId {
    UserId::of([n; 10])
}

pub(crate) fn mission() -> MissionId {
    MissionId::of([200; 10])
}

pub(crate) const FOUNDER: u8 = 1;
pub(crate) const MONITOR: u8 = 2;
pub(crate) const DELEGATE: u8 = 3;
pub(crate) const CHAIR: u8 = 4;
pub(crate) const ANALYST: u8 = 5;
pub(crate) const SECRETARY: u8 = 6;
/// Revoked before the end.
pub(crate) const LEFT: u8 = 7;
/// The host's key for heads.
pub(crate) const LOG: u8 = 100;
pub(crate) const WITNESS: u8 = 110;
/// A witness dismissed again.
pub(crate) const DISMISSED: u8 = 111;
/// A witness never admitted.
pub(crate) const STRANGER: u8 = 112;

pub(crate) fn log_key(n: u8) -> String {
    let key = VerifierKey::new(&mission().0, KeyKind::Log, key(n).verifying_key());
    key.expect("a name and a key").to_string()
}

pub(crate) fn witness_name(n: u8) -> String {
    format!("witness.example/{n}")
}

pub(crate) fn witness_key(n: u8) -> String {
    let key = VerifierKey::new(&witness_name(n), KeyKind::Witness, key(n).verifying_key());
    key.expect("a name and a key").to_string()
}

/// What is sealed, and the keys of those who sign.
#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) leaves: Vec<Vec<u8>>,
    pub(crate) kinds: Vec<&'static str>,
    pub(crate) parts: BTreeMap<Digest, Part>,
    pub(crate) standing: Standing,
    pub(crate) ids: Vec<EntryId>,
    actors: Vec<UserId>,
    /// With which key each user signs now.
    keys: BTreeMap<u8, u8>,
    next: u16,
}

impl Record {
    pub(crate) fn empty() -> Self {
        Self {
            leaves: Vec::new(),
            kinds: Vec::new(),
            parts: BTreeMap::new(),
            standing: Standing::default(),
            ids: Vec::new(),
            actors: Vec::new(),
            keys: BTreeMap::new(),
            next: 0,
        }
    }

    /// The record as it was at `size`.
    pub(crate) fn cut(&self, size: usize) -> Self {
        let mut cut = self.clone();
        cut.leaves.truncate(size);
        cut.kinds.truncate(size);
        cut.ids.truncate(size);
        cut.actors.truncate(size);
        cut.standing = Standing::default();
        for leaf in &cut.leaves {
            cut.standing.apply(&Leaf::split(leaf).and_then(|leaf| leaf.read()).unwrap());
        }
        cut
    }

    /// The record with these leaves, whatever they are.
    pub(crate) fn with_leaves(&self, leaves: &[Vec<u8>]) -> Self {
        Self { leaves: leaves.to_vec(), ..self.clone() }
    }

    pub(crate) fn now(&self) -> i64 {
        FOUNDED + self.leaves.len() as i64 * STEP
    }

    pub(crate) fn body(&mut self, actor: u8, act: Act, parts: Vec<PartRef>) -> Body {
        self.next += 1;
        let [a, b] = self.next.to_be_bytes();
        Body {
            act,
            actor: user(actor),
            at: Instant(self.now() - 1_000_000),
            id: EntryId::of([0, 0, 0, 0, 0, 0, 0, 0, a, b]),
            mission: mission(),
            parts,
            v: VERSION,
        }
    }

    pub(crate) fn signing(&self, actor: u8) -> SigningKey {
        key(*self.keys.get(&actor).unwrap_or(&actor))
    }

    /// Seals what an honest host may seal.
    pub(crate) fn seal(&mut self, actor: u8, act: Act, parts: Vec<PartRef>) -> EntryId {
        let body = self.body(actor, act, parts);
        let (bytes, sig) = (body.canonical().unwrap(), body.signed(&self.signing(actor)).unwrap());
        let now = Instant(self.now());
        self.standing.admit(&body, &bytes, &sig, now).unwrap();
        self.standing.placed(&body, |id| self.stands(id)).unwrap();
        let id = body.id.clone();
        self.force(body, &self.signing(actor));
        id
    }

    fn stands(&self, id: &EntryId) -> Stands<'_> {
        let at = self.ids.iter().position(|known| known == id);
        at.map_or(Stands::No, |at| Stands::Before { kind: self.kinds[at], actor: self.actors.get(at) })
    }

    /// Seals anything, as a dishonest host might. Returns how an honest one would have refused it.
    pub(crate) fn force(&mut self, body: Body, key: &SigningKey) -> Option<&'static str> {
        let (bytes, sig) = (body.canonical().unwrap(), body.signed(key).unwrap());
        let now = Instant(self.now());
        let honest = self.standing.admit(&body, &bytes, &sig, now);
        let honest = honest.and_then(|()| self.standing.placed(&body, |id| self.stands(id)));
        self.leaves.push(entry::leaf(&bytes, now, &sig).unwrap());
        self.kinds.push(body.act.kind());
        self.ids.push(body.id.clone());
        self.actors.push(body.actor.clone());
        self.standing.apply(&Entry { body, recorded_at: now, sig });
        honest.err().map(|why| why.code)
    }

    pub(crate) fn part(&mut self, name: &str, class: Class, content: &str) -> PartRef {
        let salt = Digest::of(format!("{} {content}", self.parts.len()).as_bytes()).0;
        let part = Part { salt, content: content.as_bytes().to_vec() };
        let reference = part.reference(name, class);
        self.parts.insert(reference.digest, part);
        reference
    }

    pub(crate) fn tree(&self) -> Tree {
        Tree::from_leaves(self.leaves.iter().map(|leaf| leaf_hash(leaf)).collect())
    }

    pub(crate) fn head(&self) -> SignedHead {
        self.head_of(self.leaves.len(), LOG)
    }

    /// The head as it was at `size`, signed with that key.
    pub(crate) fn head_of(&self, size: usize, log: u8) -> SignedHead {
        let root = self.tree().root_at(size as u64).unwrap();
        Head { origin: mission().0, size: size as u64, root }.signed(&key(log)).unwrap()
    }

    pub(crate) fn cosigned(&self, witnesses: &[u8]) -> SignedHead {
        let mut head = self.head();
        for n in witnesses {
            let line =
                cosign(&head.text, 1_790_000_100 + u64::from(*n), &witness_name(*n), &key(*n)).unwrap();
            head.add(line).unwrap();
        }
        head
    }

    /// The parts that may be opened: no source's name.
    pub(crate) fn opened(&self) -> BTreeMap<Digest, Part> {
        let mut opened = BTreeMap::new();
        for leaf in &self.leaves {
            let Ok(entry) = Leaf::split(leaf).and_then(|leaf| leaf.read()) else { continue };
            for part in entry.body.parts {
                if matches!(part.class, Class::Open | Class::Narrative)
                    && let Some(content) = self.parts.get(&part.digest)
                {
                    opened.insert(part.digest, content.clone());
                }
            }
        }
        opened
    }

    pub(crate) fn all(&self, head: &SignedHead) -> Vec<OwnedMember> {
        self.all_with(head, &self.opened())
    }

    pub(crate) fn all_with(&self, head: &SignedHead, opened: &BTreeMap<Digest, Part>) -> Vec<OwnedMember> {
        let party = PartyId::from("first");
        bundle::all(&Contents { head, opened, made_for: Some(&party) }, &self.leaves).unwrap()
    }

    /// An excerpt that holds `wanted` and what it must.
    pub(crate) fn some(&self, head: &SignedHead, wanted: &[u64], from: Option<u64>) -> Vec<OwnedMember> {
        let wanted: BTreeSet<u64> = wanted.iter().copied().collect();
        let numbers = bundle::chosen(&wanted, self.kinds.iter().copied());
        self.only(head, numbers, from)
    }

    /// An excerpt of these entries, whatever it must hold.
    pub(crate) fn only(
        &self,
        head: &SignedHead,
        numbers: impl IntoIterator<Item = u64>,
        from: Option<u64>,
    ) -> Vec<OwnedMember> {
        let leaves: Vec<_> = numbers.into_iter().map(|n| (n, &self.leaves[n as usize])).collect();
        let opened = BTreeMap::new();
        bundle::some(&Contents { head, opened: &opened, made_for: None }, &self.tree(), &leaves, from)
            .unwrap()
    }
}

pub(crate) fn both(text: &str) -> Both {
    Both { ar: Some("سجل افتراضي".into()), en: Some(text.into()) }
}

pub(crate) fn claims() -> ReportClaims {
    ReportClaims { aggregate: false, deeds: Vec::new(), reported_at: Some(Instant(FOUNDED)) }
}

pub(crate) fn finding(case: &str) -> FindingRef {
    FindingRef { norm: "no-fire".into(), subject: format!("{case}/1").into(), version: 1 }
}

pub(crate) fn seen(case: &str) -> Seen {
    Seen { incident: IncidentId(case.into()), version: 7 }
}

pub(crate) fn founded() -> Act {
    Act::MissionFounded {
        key: public(FOUNDER),
        log: log_key(LOG).into(),
        title: both("An invented record"),
        zone_time: "Africa/Tripoli".into(),
    }
}

pub(crate) fn added(n: u8, party: Option<&str>) -> Act {
    Act::UserAdded { key: public(n), party: party.map(PartyId::from), user: user(n) }
}

pub(crate) fn given(role: &str, n: u8) -> Act {
    Act::RoleGiven { role: role.into(), scope: Scope::Mission, user: user(n) }
}

pub(crate) const CASE: &str = "INC-AAAAAAAA";
pub(crate) const OTHER_CASE: &str = "INC-BBBBBBBB";

/// Somebody founds, people join and act, one leaves, one changes keys, a part is redacted.
pub(crate) fn record() -> Record {
    let mut r = Record::empty();
    r.seal(FOUNDER, founded(), Vec::new());
    for (n, role, party) in [
        (MONITOR, "monitor", None),
        (DELEGATE, "party_delegate", Some("first")),
        (CHAIR, "chair", None),
        (ANALYST, "analyst", None),
        (SECRETARY, "secretary", None),
        (LEFT, "monitor", None),
    ] {
        let name = r.part("source", Class::Source, &format!("Invented Name {n}"));
        r.seal(FOUNDER, added(n, party), vec![name]);
        r.seal(FOUNDER, given(role, n), Vec::new());
    }
    let recipients = vec!["age1invented".into()];
    let wrapped = Digest::of(b"wrapped");
    r.seal(FOUNDER, Act::EpochOpened { class: Class::Source, epoch: 1, recipients, wrapped }, Vec::new());
    let party = Some(PartyId::from("first"));
    r.seal(FOUNDER, Act::WitnessAdmitted { key: witness_key(WITNESS).into(), party }, Vec::new());
    r.seal(FOUNDER, Act::WitnessAdmitted { key: witness_key(DISMISSED).into(), party: None }, Vec::new());
    reports(&mut r);
    decisions(&mut r);
    changes(&mut r);
    r
}

fn reports(r: &mut Record) {
    let drawing = r.part("drawing", Class::Open, "{\"type\":\"FeatureCollection\",\"features\":[]}");
    let drawn = Act::AreaDrawn { area: "line".into(), course_of: None, valid_from: Some(Instant(FOUNDED)) };
    r.seal(FOUNDER, drawn, vec![drawing]);
    let mut filed = Vec::new();
    for (actor, words) in
        [(MONITOR, "Two rounds, مقذوفان."), (LEFT, "I heard nothing."), (MONITOR, "A third.")]
    {
        let parts = vec![
            r.part("source", Class::Source, "{\"name\":\"invented\"}"),
            r.part("place", Class::Place, "{}"),
            r.part("text", Class::Narrative, words),
        ];
        filed.push(r.seal(actor, Act::ReportFiled { from: None, report: claims() }, parts));
    }
    let text = r.part("text", Class::Narrative, "Two rounds after all.");
    r.seal(MONITOR, Act::ReportAmended { of: filed[0].clone(), report: claims() }, vec![text]);
    let (a, b) = (filed[0].clone(), filed[2].clone());
    r.seal(ANALYST, Act::ReportsJoined { a, b, seen: vec![seen(CASE)] }, Vec::new());
}

fn decisions(r: &mut Record) {
    r.seal(CHAIR, Act::RecusalDeclared { case: OTHER_CASE.into(), user: user(CHAIR) }, Vec::new());
    let (outcome, of) = (Outcome::Breach, finding(CASE));
    r.seal(CHAIR, Act::AssessmentAccepted { finding: of.clone(), outcome, seen: seen(CASE) }, Vec::new());
    let text = r.part("text", Class::Narrative, "We were fired upon first.");
    r.seal(DELEGATE, Act::ReplyGiven { finding: of.clone(), party: "first".into() }, vec![text]);
    let by = vec![user(CHAIR)];
    r.seal(
        CHAIR,
        Act::RulingMade {
            abstained: Vec::new(),
            against: Vec::new(),
            by_rule: "majority".into(),
            finding: of,
            outcome,
            by,
        },
        Vec::new(),
    );
    let position = Act::PositionStated {
        at: None,
        condition_ids: Vec::new(),
        conditions: vec![both("If the road opens")],
        issue: "road".into(),
        meeting: None,
        party: "first".into(),
        stance: Stance::AcceptsWithReservation,
        statement: None,
    };
    r.seal(DELEGATE, position, Vec::new());
}

fn changes(r: &mut Record) {
    r.seal(FOUNDER, Act::KeyChanged { key: public(60), user: user(MONITOR) }, Vec::new());
    r.keys.insert(MONITOR, 60);
    let redacted = r.part("text", Class::Narrative, "A name that may not stay.");
    let digest = redacted.digest;
    r.seal(MONITOR, Act::ReportFiled { from: None, report: claims() }, vec![redacted]);
    r.seal(FOUNDER, Act::UserRevoked { user: user(LEFT) }, Vec::new());
    r.seal(FOUNDER, Act::WitnessDismissed { key: witness_key(DISMISSED).into() }, Vec::new());
    r.seal(SECRETARY, Act::RedactionMade { because: "consent".into(), parts: vec![digest] }, Vec::new());
    r.parts.remove(&digest);
    let release = Act::PublicationMade {
        audience: Audience::Public,
        document: Digest::of(b"a document"),
        document_kind: "sitrep".into(),
        from: None,
        number: Some("1/2026".into()),
        restates: None,
    };
    r.seal(SECRETARY, release, Vec::new());
    let taken = Act::RoleTaken { role: "analyst".into(), scope: Scope::Mission, user: user(ANALYST) };
    r.seal(FOUNDER, taken, Vec::new());
}

/// The record with so many more reports that it spans two entry bundles.
pub(crate) fn long() -> Record {
    let mut r = record();
    while r.leaves.len() < 300 {
        let text = format!("Report {}", r.leaves.len());
        let text = r.part("text", Class::Narrative, &text);
        r.seal(MONITOR, Act::ReportFiled { from: None, report: claims() }, vec![text]);
    }
    r
}
