//! The table: what the acts of the parties come to, folded one after another.
//!
//! It follows the record entry by entry and depends on nothing else. What a newcomer would ask — who sat there, who spoke for whom on that
//! day, what each party said of each issue and when, which text is being negotiated and what is agreed of it — is answered
//! from here; where an issue stands is worked out in [`super::stand`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ballot::{Cast, Put, TakenBack};
use super::draft::DraftText;
use crate::agreement::SourceText;
use crate::ledger::act::{Act, Both, Stance};
use crate::ledger::entry::Body;
use crate::ledger::id::{EntryId, PartyId, UserId};
use crate::time::{Instant, TimeRange};

/// A meeting that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its entry.
    pub entry: EntryId,
    /// Who wrote it down.
    pub by: UserId,
    /// When.
    pub at: TimeRange,
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// Where, as the parties call it.
    pub place: Option<Both>,
    /// Who called it.
    pub convener: Arc<str>,
    /// What was to be talked about.
    pub agenda: Vec<Arc<str>>,
    /// Delegations, with the capacities in which their members came.
    pub attended: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Its minutes, where they are open to whoever follows the record.
    pub minutes: Option<String>,
}

/// Somebody who speaks for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The id by which the record calls them.
    pub id: Arc<str>,
    /// For whom.
    pub party: PartyId,
    /// In which capacity.
    pub capacity: Arc<str>,
    /// From when.
    pub from: Instant,
    /// Until when, where that was said.
    pub until: Option<Instant>,
    /// The user of the mission who it is.
    pub user: Option<UserId>,
    /// The entry that says so.
    pub entry: EntryId,
}

/// A question on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called; nothing where positions were stated on it and nobody opened it.
    pub title: Both,
    /// Whose positions are asked; empty: the parties of the agreement.
    pub parties: Vec<PartyId>,
    /// When it was opened, by the act.
    pub opened: Option<Instant>,
    /// When it was closed, and the article that it became.
    pub closed: Option<(Instant, Option<Arc<str>>)>,
    /// Who put it on the table, or took it off, last.
    pub by: Option<UserId>,
}

/// A condition that a party attaches to a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// By which it is linked to promises.
    pub id: Arc<str>,
    /// Its words.
    pub words: Both,
}

/// One statement of where a party stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its entry.
    pub entry: EntryId,
    /// Who wrote it down.
    pub by: UserId,
    /// On what.
    pub issue: Arc<str>,
    /// Whose.
    pub party: PartyId,
    /// Where it stands.
    pub stance: Stance,
    /// On which conditions.
    pub conditions: Vec<Condition>,
    /// At which meeting.
    pub meeting: Option<EntryId>,
    /// The entry that holds the statement.
    pub statement: Option<EntryId>,
    /// When it was stated: as the act says; else when the meeting began; else when it was written down.
    pub at: Instant,
    /// The words of the statement, where they are open to whoever follows the record.
    pub text: Option<String>,
}

/// A version of a draft.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its entry.
    pub entry: EntryId,
    /// Who put it.
    pub by: UserId,
    /// Its number: 1, 2, ….
    pub number: u32,
    /// When it was put.
    pub at: Instant,
    /// Its text; `None` where it cannot be read.
    pub text: Option<Arc<DraftText>>,
}

/// What a party would have read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Its entry.
    pub entry: EntryId,
    /// The version of the draft that it is about.
    pub of: EntryId,
    /// The article.
    pub article: Arc<str>,
    /// The paragraph.
    pub paragraph: Arc<str>,
    /// Whose it is.
    pub party: PartyId,
    /// The paragraph as it would read.
    pub wording: Both,
    /// When.
    pub at: Instant,
    /// What each party last said to it. Whoever proposes it accepts it.
    pub answers: BTreeMap<PartyId, Stance>,
}

/// An article that was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The entry.
    pub entry: EntryId,
    /// The version of the draft.
    pub of: EntryId,
    /// The article.
    pub article: Arc<str>,
    /// The norm by which.
    pub by_rule: Arc<str>,
    /// When.
    pub at: Instant,
}

/// A reservation or an interpretive statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The entry.
    pub entry: EntryId,
    /// The text that it is about.
    pub of: EntryId,
    /// The article; `None`: the whole text.
    pub article: Option<Arc<str>>,
    /// Whose.
    pub party: PartyId,
    /// Its words.
    pub words: Both,
    /// Whether it is a reservation; else a reading.
    pub reserves: bool,
    /// When.
    pub at: Instant,
}

/// All that was said and put at the table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The meetings, in the order of the record.
    pub meetings: Vec<Meeting>,
    /// All that was said of who speaks for whom, in the order of the record.
    pub speakers: Vec<Speaker>,
    /// The issues, in the order in which they came up.
    pub issues: Vec<Issue>,
    /// The positions, in the order of the record.
    pub positions: Vec<Position>,
    /// Promises by the condition that they are to meet.
    pub links: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Who linked a condition to a promise.
    pub linked_by: BTreeMap<(Arc<str>, Arc<str>), UserId>,
    /// For which party somebody acts; whoever acts for none is not here.
    pub acts_for: BTreeMap<UserId, PartyId>,
    /// The versions of each draft, in order.
    pub drafts: BTreeMap<Arc<str>, Vec<Version>>,
    /// The amendments, in the order of the record.
    pub amendments: Vec<Amendment>,
    /// What was adopted, in the order of the record.
    pub adopted: Vec<Adopted>,
    /// Reservations and interpretive statements, in the order of the record.
    pub remarks: Vec<Remark>,
    /// What was put to the vote, in the order of the record.
    pub puts: Vec<Put>,
    /// The votes that stand, in the order of the record.
    pub casts: Vec<Cast>,
    /// The votes that were taken back, in the order of the record.
    pub taken_back: Vec<TakenBack>,
}

impl Table {
    /// Whether nothing was said or put.
    pub fn is_empty(&self) -> bool {
        self.meetings.is_empty()
            && self.issues.is_empty()
            && self.drafts.is_empty()
            && self.speakers.is_empty()
    }

    /// Takes in the next act, sealed at a moment. `open` gives a part's content by name; `None` where it is closed or destroyed.
    pub fn take<'a>(&mut self, body: &Body, sealed_at: Instant, open: impl Fn(&str) -> Option<&'a [u8]>) {
        let entry = || body.id.clone();
        let words = |name: &str| open(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        match &body.act {
            Act::MeetingHeld { at, agenda, attended, convener, number, place } => {
                self.meetings.push(Meeting {
                    entry: entry(),
                    by: body.actor.clone(),
                    at: *at,
                    number: *number,
                    place: place.clone(),
                    convener: convener.clone(),
                    agenda: agenda.clone(),
                    attended: attended.clone(),
                    minutes: words("text"),
                });
            }
            Act::DelegationNamed { capacity, from, party, speaker, until, user } => {
                self.speakers.push(Speaker {
                    id: speaker.clone(),
                    party: party.clone(),
                    capacity: capacity.clone(),
                    from: *from,
                    until: *until,
                    user: user.clone(),
                    entry: entry(),
                });
            }
            Act::IssueOpened { issue, parties, title } => {
                let at = self.issue_of(issue);
                let opened = &mut self.issues[at];
                (opened.title, opened.parties) = (title.clone(), parties.clone());
                (opened.opened, opened.closed) = (Some(body.at), None);
                opened.by = Some(body.actor.clone());
            }
            Act::IssueClosed { article, issue } => {
                let at = self.issue_of(issue);
                self.issues[at].closed = Some((body.at, article.clone()));
                self.issues[at].by = Some(body.actor.clone());
            }
            Act::PositionStated { .. } => self.stated(body, words("text")),
            Act::UserAdded { user, party: Some(party), .. } => {
                self.acts_for.insert(user.clone(), party.clone());
            }
            Act::ConditionLinked { condition, promise } => {
                let pair = (condition.clone(), promise.clone());
                self.linked_by.entry(pair).or_insert_with(|| body.actor.clone());
                let linked = self.links.entry(condition.clone()).or_default();
                if !linked.contains(promise) {
                    linked.push(promise.clone());
                }
            }
            Act::VotePut { .. } | Act::VoteCast { .. } | Act::EntryWithdrawn { .. } => {
                self.take_vote(body, sealed_at, open);
            }
            _ => self.take_of_text(body, open),
        }
    }

    /// Acts about a text under negotiation.
    fn take_of_text<'a>(&mut self, body: &Body, open: impl Fn(&str) -> Option<&'a [u8]>) {
        let entry = || body.id.clone();
        match &body.act {
            Act::DraftPut { draft, version } => {
                let text = text_of(body, open).and_then(|source| DraftText::read(source).ok()).map(Arc::new);
                let by = body.actor.clone();
                let put = Version { entry: entry(), by, number: *version, at: body.at, text };
                self.drafts.entry(draft.clone()).or_default().push(put);
            }
            Act::AmendmentProposed { article, of, paragraph, party, wording } => {
                self.amendments.push(Amendment {
                    entry: entry(),
                    of: of.clone(),
                    article: article.clone(),
                    paragraph: paragraph.clone(),
                    party: party.clone(),
                    wording: wording.clone(),
                    at: body.at,
                    answers: [(party.clone(), Stance::Accepts)].into(),
                });
            }
            Act::AmendmentAnswered { of, party, stance } => {
                for amendment in self.amendments.iter_mut().filter(|amendment| amendment.entry == *of) {
                    amendment.answers.insert(party.clone(), *stance);
                }
            }
            Act::ArticleAdopted { article, by_rule, of } => {
                let (article, by_rule, of) = (article.clone(), by_rule.clone(), of.clone());
                self.adopted.push(Adopted { entry: entry(), of, article, by_rule, at: body.at });
            }
            Act::ReservationEntered { article, of, party, words }
            | Act::StatementInterpretive { article, of, party, words } => {
                self.remarks.push(Remark {
                    entry: entry(),
                    of: of.clone(),
                    article: article.clone(),
                    party: party.clone(),
                    words: words.clone(),
                    reserves: matches!(body.act, Act::ReservationEntered { .. }),
                    at: body.at,
                });
            }
            _ => {}
        }
    }

    fn stated(&mut self, body: &Body, text: Option<String>) {
        let Some(position) = self.position_of(body, text) else { return };
        self.issue_of(&position.issue);
        self.positions.push(position);
    }

    /// The position that an act would state.
    pub fn position_of(&self, body: &Body, text: Option<String>) -> Option<Position> {
        let Act::PositionStated { at, condition_ids, conditions, issue, meeting, party, stance, statement } =
            &body.act
        else {
            return None;
        };
        let named = |n: usize| match condition_ids.get(n) {
            Some(id) if !id.is_empty() => id.clone(),
            _ => format!("{}/{}", body.id, n + 1).into(),
        };
        let conditions =
            conditions.iter().enumerate().map(|(n, words)| Condition { id: named(n), words: words.clone() });
        let begun = meeting.as_ref().and_then(|meeting| self.meeting(meeting)).map(|held| held.at.lo);
        Some(Position {
            entry: body.id.clone(),
            by: body.actor.clone(),
            issue: issue.clone(),
            party: party.clone(),
            stance: *stance,
            conditions: conditions.collect(),
            meeting: meeting.clone(),
            statement: statement.clone(),
            at: at.or(begun).unwrap_or(body.at),
            text,
        })
    }

    fn issue_of(&mut self, id: &Arc<str>) -> usize {
        if let Some(at) = self.issues.iter().position(|issue| issue.id == *id) {
            return at;
        }
        self.issues.push(Issue {
            id: id.clone(),
            title: Both::default(),
            parties: Vec::new(),
            opened: None,
            closed: None,
            by: None,
        });
        self.issues.len() - 1
    }

    /// For which party somebody acts; `None`: for none.
    pub fn party_of(&self, user: &UserId) -> Option<&PartyId> {
        self.acts_for.get(user)
    }

    /// A meeting by its entry.
    pub fn meeting(&self, entry: &EntryId) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.entry == *entry)
    }

    /// The meetings by the time at which they ended.
    pub fn meetings_in_time(&self) -> Vec<&Meeting> {
        let mut all: Vec<&Meeting> = self.meetings.iter().collect();
        all.sort_by_key(|meeting| (meeting.at.hi, meeting.at.lo));
        all
    }

    /// An issue by its id.
    pub fn issue(&self, id: &str) -> Option<&Issue> {
        self.issues.iter().find(|issue| *issue.id == *id)
    }

    /// Who spoke for a party at a moment: of each the last that was said.
    pub fn speakers_at<'t>(&'t self, party: &'t PartyId, at: Instant) -> impl Iterator<Item = &'t Speaker> {
        let last = |n: usize, speaker: &Speaker| {
            self.speakers.iter().skip(n + 1).all(|later| later.id != speaker.id)
        };
        self.speakers.iter().enumerate().filter_map(move |(n, speaker)| {
            let speaks = speaker.from <= at && speaker.until.is_none_or(|until| at < until);
            (speaker.party == *party && speaks && last(n, speaker)).then_some(speaker)
        })
    }

    /// A condition with the position that states it, the last that does.
    pub fn condition(&self, id: &str) -> Option<(&Position, &Condition)> {
        self.positions.iter().rev().find_map(|position| {
            position.conditions.iter().find(|one| *one.id == *id).map(|one| (position, one))
        })
    }

    /// A version of a draft by its entry, with the draft's id.
    pub fn version(&self, entry: &EntryId) -> Option<(&Arc<str>, &Version)> {
        let mut all = self.drafts.iter().flat_map(|(id, all)| all.iter().map(move |version| (id, version)));
        all.find(|(_, version)| version.entry == *entry)
    }

    /// The last version of a draft.
    pub fn latest(&self, draft: &str) -> Option<&Version> {
        self.drafts.get(draft)?.last()
    }

    /// The amendments to any version of a draft that are not in its last text.
    pub fn open_amendments<'t>(&'t self, draft: &'t str) -> impl Iterator<Item = &'t Amendment> {
        let text = self.latest(draft).and_then(|version| version.text.clone());
        self.amendments.iter().filter(move |amendment| {
            let of_draft = self.version(&amendment.of).is_some_and(|(id, _)| **id == *draft);
            of_draft && !text.as_ref().is_some_and(|text| is_in(amendment, text))
        })
    }
}

/// Whether a text reads as an amendment would have it.
fn is_in(amendment: &Amendment, text: &DraftText) -> bool {
    let paragraph = text.article(&amendment.article).and_then(|a| a.paragraph(&amendment.paragraph));
    let reads = |words: &Option<Arc<str>>, wording: &super::brackets::Wording| {
        words.as_deref().is_none_or(|words| super::brackets::Wording::agreed(words.trim()) == *wording)
    };
    paragraph.is_some_and(|p| reads(&amendment.wording.ar, &p.ar) && reads(&amendment.wording.en, &p.en))
}

/// The text that comes with a draft: its first file of Markdown.
pub fn text_of<'a>(body: &Body, open: impl Fn(&str) -> Option<&'a [u8]>) -> Option<SourceText> {
    let name = body.parts.iter().map(|part| &part.name).find(|name| name.ends_with(".md"))?;
    let text = std::str::from_utf8(open(name)?).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(SourceText { name: name.to_string(), text: text.to_owned() })
}
