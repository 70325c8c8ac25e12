//! The table in words: who stands where on what, and what moved, as it is said aloud at a wall.
//!
//! Pages, the terminal and the printed stand of the talks take their words from here, so that they cannot tell three stories. Nothing is
//! decided here: where an issue stands is `hudna_core::dialogue::stand`'s.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::{Agreement, Party};
use hudna_core::dialogue::draft::DraftArticle;
use hudna_core::dialogue::stand::{Holds, Reached, Stand};
use hudna_core::dialogue::table::{Condition, Meeting, Position, Speaker, Table};
use hudna_core::ledger::act::{Both, Stance};
use hudna_core::ledger::id::{PartyId, UserId};
use hudna_core::time::Instant;
use serde_json::{Value, json};

use super::screen::Piece;
use crate::words::{Lang, Words, isolated};

/// Usual capacities of those who come to a table, by the keys of their names.
const CAPACITIES: [&str; 9] = [
    "capacity-head",
    "capacity-deputy",
    "capacity-member",
    "capacity-legal",
    "capacity-military",
    "capacity-political",
    "capacity-secretary",
    "capacity-interpreter",
    "capacity-spokesperson",
];

/// The party that a bracket's side means: by its id or its name in either language, else by the first word of a name that no other party's name
/// begins with.
pub(crate) fn meant<'a>(parties: &'a [Party], side: &str) -> Option<&'a Party> {
    fn names(party: &Party) -> [String; 3] {
        [&party.id, &party.name.ar, &party.name.en].map(|name| name.to_lowercase())
    }
    let side = side.to_lowercase();
    let first =
        |party: &&Party| names(party).iter().any(|name| name.split_whitespace().next() == Some(&*side));
    let whole = parties.iter().find(|party| names(party).contains(&side));
    let mut begin = parties.iter().filter(first);
    whole.or_else(|| begin.next().filter(|_| begin.next().is_none()))
}

/// One language speaking of one table.
#[derive(Clone, Copy)]
pub struct Talks<'a> {
    /// The table.
    pub table: &'a Table,
    /// The text in force.
    pub agreement: &'a Agreement,
    /// The language.
    pub lang: Lang,
    words: &'static Words,
}

impl std::fmt::Debug for Talks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Talks({})", self.lang.code())
    }
}

impl<'a> Talks<'a> {
    /// `lang` speaking of `table`.
    pub fn of(table: &'a Table, agreement: &'a Agreement, lang: Lang) -> Self {
        Self { table, agreement, lang, words: Words::of(lang) }
    }
    /// Its words.
    pub const fn words(&self) -> &'static Words {
        self.words
    }
    /// The parties of the agreement, in their order.
    pub fn of_agreement(&self) -> Vec<Arc<str>> {
        self.agreement.parties.iter().map(|party| party.id.clone()).collect()
    }
    /// Whose positions are shown.
    pub fn parties(&self) -> Vec<PartyId> {
        self.table.parties(&self.of_agreement())
    }
    /// Where every issue stands, and what moved since the meeting before the last.
    pub fn stands(&self) -> Vec<Stand<'a>> {
        self.table.stands(&self.of_agreement(), self.table.since())
    }

    /// A party, delegation or body by its name; as written where the agreement does not know it.
    pub fn party(&self, id: &str) -> String {
        let known = self.agreement.parties.iter().find(|party| *party.id == *id);
        let named = known.map(|party| self.lang.of(&party.name)).filter(|name| !name.is_empty());
        let key = format!("actor-{id}");
        match named {
            Some(name) => name.to_owned(),
            None if self.words.has(&key) => self.words.get(&key),
            None => isolated(id),
        }
    }
    fn parties_named(&self, all: &[PartyId]) -> String {
        self.words.list(&all.iter().map(|party| self.party(&party.0)).collect::<Vec<_>>())
    }
    /// In which capacity somebody came: a usual one in the reader's language, whichever it was written in; any other as it was written.
    pub fn capacity(&self, written: &str) -> String {
        let is_it = |key: &&&str| {
            Lang::BOTH.iter().any(|lang| Words::of(*lang).get(key).eq_ignore_ascii_case(written))
        };
        CAPACITIES.iter().find(is_it).map_or_else(|| isolated(written), |key| self.words.get(key))
    }
    /// Words of the record in the reader's language; the other's where there are none in this.
    pub fn both<'b>(&self, both: &'b Both) -> &'b str {
        let (own, other) = self.lang.first(&both.ar, &both.en);
        own.as_deref().or(other.as_deref()).unwrap_or_default()
    }
    /// What an issue is called; its id where nobody gave it a title.
    pub fn title(&self, id: &str) -> String {
        let title =
            self.table.issue(id).map(|issue| self.both(&issue.title)).filter(|title| !title.is_empty());
        title.map_or_else(|| isolated(id), str::to_owned)
    }
    /// A moment in the mission's own time.
    pub fn moment(&self, at: Instant) -> String {
        self.words.moment(at, &self.agreement.zone_time)
    }
    /// The day of a moment, in the mission's own time.
    pub fn day(&self, at: Instant) -> String {
        self.words.date(at.local(&self.agreement.zone_time).date())
    }

    /// A stance as level bar and word; `None`: no position was recorded.
    pub fn stance(&self, stance: Option<Stance>) -> Piece {
        let rtl = self.lang.is_rtl();
        let (shape, key) = match stance {
            Some(Stance::Accepts) => ("accepts", "stance-accepts"),
            Some(Stance::AcceptsWithReservation) if rtl => {
                ("accepts_with_reservation-rtl", "stance-accepts-with-reservation")
            }
            Some(Stance::AcceptsWithReservation) => {
                ("accepts_with_reservation", "stance-accepts-with-reservation")
            }
            Some(Stance::Rejects) => ("rejects", "stance-rejects"),
            Some(Stance::Silent) => ("silent", "stance-silent"),
            Some(Stance::Absent) => ("absent", "stance-absent"),
            None => return Piece::Soft { t: self.words.get("stance-none") },
        };
        Piece::Mark { s: shape, t: self.words.get(key) }
    }
    /// One of three values as shape and word.
    pub fn truth(&self, truth: &str, key: &str) -> Piece {
        let shape = match (truth, self.lang.is_rtl()) {
            ("true", _) => "true",
            ("false", _) => "false",
            (_, true) => "unknown-rtl",
            (_, false) => "unknown",
        };
        Piece::Mark { s: shape, t: self.words.get(key) }
    }
    /// What a party stood by before it moved, in words.
    pub fn was(&self, holds: &Holds<'_>) -> Option<String> {
        let was = holds.was?;
        let stance = self.stance(Some(was.stance)).text().to_owned();
        Some(self.words.with("talks-was", &[("was", stance.into())]))
    }
    /// By whom something at the table was written down: by who acts for a party, or for none.
    pub fn recorded(&self, by: &UserId) -> String {
        match self.table.party_of(by) {
            Some(party) => self.words.with("talks-by-party", &[("party", self.party(&party.0).into())]),
            None => self.words.get("talks-by-none"),
        }
    }
    /// That who acts for no party wrote down what a party said; `None` where the party said it itself.
    pub fn written_for(&self, by: &UserId) -> Option<String> {
        self.table.party_of(by).is_none().then(|| self.words.get("talks-written-for"))
    }
    /// What the positions come to, and whom it turns on.
    pub fn reached(&self, stand: &Stand<'_>) -> (String, Option<String>) {
        if let Some((_, article)) = &stand.issue.closed {
            let became = article.as_ref().map(|article| self.article(article));
            let said = |article: String| self.words.with("talks-became", &[("article", article.into())]);
            return (became.map_or_else(|| self.words.get("talks-closed"), said), None);
        }
        let key = match &stand.reached {
            Reached::HeldUp(by) if by.len() == 1 => "reached-held-up-one".to_owned(),
            reached => format!("reached-{}", reached.name().replace('_', "-")),
        };
        let by = stand.reached.by();
        let whom = (!by.is_empty()).then(|| {
            let key = format!("reached-{}-by", stand.reached.name().replace('_', "-"));
            self.words.with(&key, &[("by", self.parties_named(by).into())])
        });
        (self.words.get(&key), whom)
    }
    /// An article by its heading in the text in force; by its id where that has none such.
    pub fn article(&self, id: &str) -> String {
        let known = self.agreement.articles.iter().find(|article| *article.id == *id);
        known.map_or_else(|| isolated(id), |article| self.lang.of(&article.title).to_owned())
    }
    /// Whose alternatives stand in an article: a party by its name, in the order of the text's parties; any other side as this language's words
    /// of the article call it.
    pub fn sides(&self, article: &DraftArticle) -> Vec<String> {
        let arabic = |side: &str| side.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let sides = article.sides();
        let parties = &self.agreement.parties;
        let is_side = |party: &&Party| {
            sides.iter().any(|side| meant(parties, side).is_some_and(|meant| meant.id == party.id))
        };
        let named = parties.iter().filter(is_side).map(|party| self.party(&party.id));
        let other = |side: &&Arc<str>| {
            !side.is_empty()
                && arabic(side) == (self.lang.of_record() == Lang::Ar)
                && meant(parties, side).is_none()
        };
        named.chain(sides.iter().filter(other).map(ToString::to_string)).collect()
    }
    /// The promises to which a condition is linked, in words.
    pub fn linked(&self, condition: &Condition) -> Option<String> {
        let promises = self.table.links.get(&condition.id)?;
        let promises: Vec<String> = promises.iter().map(|promise| isolated(promise)).collect();
        let named = self.words.list(&promises);
        let by = self.table.linked_by.iter().filter(|((of, _), _)| *of == condition.id).map(|(_, by)| by);
        let mut by: Vec<String> = by.map(|by| self.recorded(by)).collect();
        by.dedup();
        let linked = self.words.with("talks-condition-linked", &[("promise", named.into())]);
        Some(format!("{linked}{} {}", self.words.get("comma"), self.words.list(&by)))
    }

    /// A meeting by its number and day.
    pub fn meeting(&self, meeting: &Meeting) -> String {
        let values =
            [("number", meeting.number.unwrap_or(0).into()), ("when", self.day(meeting.at.lo).into())];
        self.words.with("talks-meeting", &values)
    }
    /// Who came, delegation by delegation.
    pub fn attended(&self, meeting: &Meeting) -> String {
        let names: Vec<String> = meeting.attended.keys().map(|id| self.party(id)).collect();
        self.words.with("talks-attended", &[("delegations", self.words.list(&names).into())])
    }
    /// Who speaks for a party, from when until when.
    pub fn speaks(&self, speaker: &Speaker) -> String {
        let from = self.words.with("talks-speaker-from", &[("from", self.day(speaker.from).into())]);
        match speaker.until {
            None => from,
            Some(until) => {
                let until = self.words.with("talks-speaker-until", &[("until", self.day(until).into())]);
                format!("{from}{} {until}", self.words.get("comma"))
            }
        }
    }

    /// What a colleague would say first: how many issues stand where.
    pub fn lead(&self, stands: &[Stand<'_>]) -> String {
        let on_table = || stands.iter().filter(|stand| stand.issue.closed.is_none());
        let count = |fits: &dyn Fn(&Reached) -> bool| on_table().filter(|s| fits(&s.reached)).count();
        let became = stands.iter().filter(|s| matches!(s.issue.closed, Some((_, Some(_))))).count();
        // what became text says nothing of whether all accept: the text is adopted article by article
        let agreed = count(&|reached| *reached == Reached::Agreed);
        let few = count(&|reached| matches!(reached, Reached::AgreedByAsked(_)));
        let values = [
            ("count", (on_table().count() + became).into()),
            ("agreed", agreed.to_string().into()),
            ("few", few.into()),
            ("became", became.into()),
            ("held", count(&|r| matches!(r, Reached::HeldUp(_))).to_string().into()),
            ("awaited", count(&|r| matches!(r, Reached::Awaited(_) | Reached::Silent(_))).to_string().into()),
            ("disputed", count(&|r| matches!(r, Reached::Disputed(_))).to_string().into()),
        ];
        self.words.with("talks-lead", &values)
    }
    /// How many positions moved since the meeting before the last; `None` before there are two.
    pub fn moved(&self, stands: &[Stand<'_>]) -> Option<String> {
        let meetings = self.table.meetings_in_time();
        let since = meetings.len().checked_sub(2).and_then(|n| meetings.get(n))?;
        let moved = stands.iter().flat_map(|stand| &stand.parties).filter(|holds| holds.moved()).count();
        let when = [("when", self.day(since.at.lo).into()), ("count", moved.into())];
        Some(self.words.with(if moved == 0 { "talks-moved-none" } else { "talks-moved" }, &when))
    }
}

/// The word of a stance in data.
pub const fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Accepts => "accepts",
        Stance::AcceptsWithReservation => "accepts_with_reservation",
        Stance::Rejects => "rejects",
        Stance::Silent => "silent",
        Stance::Absent => "absent",
    }
}

/// The table as data: no statement, no minutes.
pub fn as_json(talks: &Talks<'_>) -> Value {
    let condition = |one: &Condition| {
        let promises = talks.table.links.get(&one.id).cloned().unwrap_or_default();
        json!({ "id": one.id, "words": one.words, "promises": promises })
    };
    let position = |one: &Position| {
        json!({
            "entry": one.entry,
            "stance": stance_word(one.stance),
            "at": one.at,
            "meeting": one.meeting,
            "statement": one.statement,
            "recorded_for": talks.table.party_of(&one.by),
            "conditions": one.conditions.iter().map(condition).collect::<Vec<_>>(),
        })
    };
    let holds = |one: &Holds<'_>| json!({ "party": one.party, "now": one.now.map(position), "was": one.was.map(position) });
    let issue = |stand: &Stand<'_>| {
        json!({
            "issue": stand.issue.id,
            "title": stand.issue.title,
            "closed": stand.issue.closed.is_some(),
            "article": stand.issue.closed.as_ref().and_then(|(_, article)| article.clone()),
            "stand": stand.reached.name(),
            "by": stand.reached.by(),
            "parties": stand.parties.iter().map(holds).collect::<Vec<_>>(),
        })
    };
    let meeting = |one: &Meeting| {
        json!({
            "entry": one.entry, "number": one.number, "at": one.at, "place": one.place, "convener": one.convener,
            "agenda": one.agenda, "attended": one.attended, "recorded_for": talks.table.party_of(&one.by),
        })
    };
    let drafts: BTreeMap<&Arc<str>, Vec<Value>> = talks
        .table
        .drafts
        .iter()
        .map(|(id, all)| {
            (
                id,
                all.iter()
                    .map(|one| json!({ "entry": one.entry, "version": one.number, "at": one.at }))
                    .collect(),
            )
        })
        .collect();
    json!({
        "issues": talks.stands().iter().map(issue).collect::<Vec<_>>(),
        "meetings": talks.table.meetings_in_time().into_iter().map(meeting).collect::<Vec<_>>(),
        "moved_since": talks.table.since(),
        "drafts": drafts,
    })
}

/// The table as text for a wall or a terminal: an issue a block, a party a line.
pub fn as_text(talks: &Talks<'_>) -> String {
    let words = talks.words();
    let stands = talks.stands();
    let mut lines = vec![talks.lead(&stands)];
    lines.extend(talks.moved(&stands));
    if let Some(last) = talks.table.meetings_in_time().last() {
        lines.push(format!("{}{} {}", talks.meeting(last), words.get("comma"), talks.attended(last)));
    }
    if stands.is_empty() {
        lines.push(words.get("talks-none"));
    }
    for stand in &stands {
        let (reached, whom) = talks.reached(stand);
        lines.push(String::new());
        lines.push(format!("{} ({})", talks.title(&stand.issue.id), isolated(&stand.issue.id)));
        lines.push(match whom {
            Some(whom) => format!("  → {reached}{} {whom}", words.get("comma")),
            None => format!("  → {reached}"),
        });
        for holds in &stand.parties {
            let said = talks.stance(holds.now.map(|position| position.stance)).text().to_owned();
            let mark = bar(holds.now.map(|position| position.stance));
            let was = talks.was(holds).map(|was| format!(" ({} {was})", words.get("talks-changed")));
            lines.push(format!(
                "  {mark} {}: {said}{}",
                talks.party(&holds.party.0),
                was.unwrap_or_default()
            ));
            for one in holds.now.into_iter().flat_map(|position| &position.conditions) {
                let linked = talks.linked(one).map(|linked| format!("{} {linked}", words.get("comma")));
                let quoted = words.with("quoted", &[("words", talks.both(&one.words).into())]);
                lines.push(format!("      {quoted} ({}){}", isolated(&one.id), linked.unwrap_or_default()));
            }
        }
    }
    lines.push(String::new());
    lines.push(words.get("talks-silence-means"));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The level bar of a stance in signs: shape and word, in any terminal.
const fn bar(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Accepts) => "[##]",
        Some(Stance::AcceptsWithReservation) => "[# ]",
        Some(Stance::Rejects) => "[><]",
        Some(Stance::Silent) => "[..]",
        Some(Stance::Absent) => "[  ]",
        None => " -- ",
    }
}
