//! What is against an act at the table: both sides of it are named.
//!
//! Asked by the host alone, of new acts alone ([`super::effect`]). What was shipped before stands and verifies.

use std::sync::Arc;

use hudna_core::agreement::{Agreement, Party, SourceText, check};
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_core::dialogue::adoption::ArticleStand;
use hudna_core::dialogue::brackets::Wording;
use hudna_core::dialogue::draft::{DraftArticle, DraftText};
use hudna_core::dialogue::table::{Amendment, Meeting, Position, Table, Version};
use hudna_core::ledger::act::{Act, Both, Stance};
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::time::{Instant, Span};

use super::at_vote;
use super::derive::Derived;
use super::effect::There;
use crate::desk;
use crate::document::talks::{meant, stance_word};
use crate::trouble::Trouble;

/// The kinds of acts that the table is folded from.
pub(super) const KINDS: &[&str] = &[
    "meeting.held",
    "position.stated",
    "delegation.named",
    "issue.opened",
    "issue.closed",
    "condition.linked",
    "draft.put",
    "amendment.proposed",
    "amendment.answered",
    "article.adopted",
    "reservation.entered",
    "statement.interpretive",
    "vote.put",
    "vote.cast",
    // a vote that is taken back
    "entry.withdrawn",
];

/// What is against a new act of the table; `None`: nothing is. `text` is the text that comes with a draft; `powers`: who acts for whom.
///
/// # Errors
/// The text in force cannot be read.
pub(super) fn objection(
    derived: &Derived,
    there: &There,
    body: &Body,
    (text, powers): (Option<SourceText>, &Standing),
    now: Instant,
) -> Result<Option<Refusal>, Trouble> {
    let table = &*there.table;
    let own = powers.users.get(&body.actor).and_then(|user| user.party.as_ref());
    let met = match &body.act {
        Act::MeetingHeld { .. } => meeting(text_at(derived, now)?.as_ref(), own, body, now),
        Act::PositionStated { .. } => {
            let new = table.position_of(body, None);
            let misplaced = new.map(|new| out_of_place(derived, table, &new, now)).transpose()?.flatten();
            misplaced.map_or_else(|| position(table, body), Err)
        }
        Act::DelegationNamed { from, until: Some(until), speaker, .. } if until <= from => {
            Err(Refusal::new("delegation-ends-first").with("speaker", speaker))
        }
        Act::IssueOpened { issue, parties, title } => opened(table, own, (issue, parties, title)),
        Act::IssueClosed { article, issue } => match table.issue(issue) {
            None => Err(Refusal::new("issue-unknown").with("issue", issue)),
            Some(known) if known.closed.is_some() => Err(Refusal::new("issue-closed").with("issue", issue)),
            Some(_) => match article {
                Some(article) => is_article(table, text_at(derived, now)?.as_ref(), article),
                None => Ok(()),
            },
        },
        Act::ConditionLinked { condition, promise } => linked(table, there, own, (condition, promise)),
        Act::DraftPut { draft, version } => {
            let parties = match derived.agreement_at(now) {
                Ok(agreement) => names_of(&agreement),
                // nothing was proposed or put before it: whose sides there are it says itself
                Err(_) if derived.replay.texts.is_empty() => Vec::new(),
                Err(why) => return Err(why),
            };
            let in_force = text_at(derived, now)?;
            put(table, (draft, *version), text, &parties).and_then(|read| match (own, &in_force) {
                (Some(own), Some(in_force)) => keeps_brackets(table, draft, &read, (own, in_force)),
                _ => Ok(()),
            })
        }
        Act::AmendmentProposed { .. } => amended(table, &body.act),
        Act::ReservationEntered { article, of, .. } | Act::StatementInterpretive { article, of, .. } => {
            remarked(table, of, article.as_deref())
        }
        Act::ArticleAdopted { article, by_rule, of } => {
            at_vote::adopted(derived, table, (of, article, by_rule), now)?
        }
        Act::VotePut { .. } => at_vote::put_to_vote(derived, table, (body, own), now)?,
        Act::VoteCast { .. } => at_vote::cast(derived, table, body, powers, now)?,
        Act::EntryWithdrawn { of } => {
            at_vote::is_own_to_take(table, of, own).and_then(|()| at_vote::taken_back(table, of))
        }
        _ => Ok(()),
    };
    Ok(met.err())
}

/// How far ahead of ours the clock of whoever signs may be.
const AHEAD: Span = Span::minutes(5);

/// What is against a position by its moment and by whose it is. One of next year would be the last word until then; one of a party that nobody asked
/// would decide where the issue stands.
///
/// # Errors
/// The text cannot be read.
fn out_of_place(
    derived: &Derived,
    table: &Table,
    new: &Position,
    now: Instant,
) -> Result<Option<Refusal>, Trouble> {
    let Some(text) = text_at(derived, now)? else { return Ok(None) };
    let refusal = |code| Refusal::new(code).with("party", &new.party).with("issue", &new.issue);
    if new.at > now.plus(AHEAD) {
        let (at, now) = (at_vote::moment(&text, new.at), at_vote::moment(&text, now));
        return Ok(Some(refusal("position-ahead").with("at", at).with("now", now)));
    }
    if let Some(held) = new.meeting.as_ref().and_then(|entry| table.meeting(entry))
        && let Some(why) = not_said_there(&text, held, new)
    {
        return Ok(Some(why));
    }
    let asked = table.issue(&new.issue).map(|issue| issue.parties.clone()).unwrap_or_default();
    let of_text = || text.parties.iter().map(|party| PartyId(party.id.clone())).collect();
    let asked: Vec<PartyId> = if asked.is_empty() { of_text() } else { asked };
    if asked.is_empty() || asked.contains(&new.party) {
        return Ok(None);
    }
    let all = asked.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Ok(Some(refusal("position-not-asked").with("asked", all)))
}

/// The text in force; `None` where nothing was proposed or put, so that nobody says who the parties are.
///
/// # Errors
/// The text cannot be read.
fn text_at(derived: &Derived, now: Instant) -> Result<Option<Agreement>, Trouble> {
    match derived.agreement_at(now) {
        Ok(text) => Ok(Some(text)),
        Err(_) if derived.replay.texts.is_empty() => Ok(None),
        Err(why) => Err(why),
    }
}

/// The party that is called so: by its id, or by its name in either language.
fn called<'a>(text: &'a Agreement, name: &str) -> Option<&'a Party> {
    let name = name.trim().to_lowercase();
    text.parties
        .iter()
        .find(|p| [&p.id, &p.name.ar, &p.name.en].into_iter().any(|one| one.to_lowercase() == name))
}

/// What is against a meeting: it is not over yet, or who acts for one party writes down that another was there or called it.
fn meeting(
    text: Option<&Agreement>,
    own: Option<&PartyId>,
    body: &Body,
    now: Instant,
) -> Result<(), Refusal> {
    let (Act::MeetingHeld { at, attended, convener, .. }, Some(text)) = (&body.act, text) else {
        return Ok(());
    };
    if at.hi > now.plus(AHEAD) {
        let (at, now) = (at_vote::moment(text, at.hi), at_vote::moment(text, now));
        return Err(Refusal::new("meeting-ahead").with("at", at).with("now", now));
    }
    let Some(own) = own else { return Ok(()) };
    let of_another = |name: &&Arc<str>| called(text, name).is_some_and(|party| *party.id != *own.0);
    let others: Vec<&str> =
        attended.keys().chain([convener]).filter(of_another).map(|name| &**name).collect();
    if others.is_empty() {
        return Ok(());
    }
    Err(Refusal::new("meeting-of-others").with("party", own).with("others", others.join(", ")))
}

/// What is against a position that is said to have been stated at a meeting: that was on a later day, or the party was not there.
fn not_said_there(text: &Agreement, held: &Meeting, new: &Position) -> Option<Refusal> {
    let day = |at: Instant| at.local(&text.zone_time).date();
    let refusal = |code| {
        Refusal::new(code).with("party", &new.party).with("meeting", at_vote::moment(text, held.at.lo))
    };
    if day(new.at) < day(held.at.lo) {
        return Some(refusal("position-not-of-meeting").with("at", at_vote::moment(text, new.at)));
    }
    let came: Vec<&Party> = held.attended.keys().filter_map(|name| called(text, name)).collect();
    // minutes that call no delegation by its party do not tell who was away
    let away = !came.is_empty() && came.iter().all(|party| *party.id != *new.party.0);
    if !away || new.stance == Stance::Absent {
        return None;
    }
    let came = came.iter().map(|party| &*party.id).collect::<Vec<_>>().join(", ");
    Some(refusal("position-not-present").with("present", came))
}

/// What is against putting an issue on the table: it is there already; it was there under another title, under which every position on it was
/// stated; or who acts for one party leaves out another.
fn opened(
    table: &Table,
    own: Option<&PartyId>,
    (issue, parties, title): (&Arc<str>, &Vec<PartyId>, &Both),
) -> Result<(), Refusal> {
    let known = table.issue(issue);
    if known.is_some_and(|known| known.opened.is_some() && known.closed.is_none()) {
        return Err(Refusal::new("issue-known").with("issue", issue));
    }
    let said = |both: &Both| {
        [&both.ar, &both.en].into_iter().flatten().map(|one| &**one).collect::<Vec<_>>().join(" / ")
    };
    if let Some(before) = known.filter(|known| known.opened.is_some() && known.title != *title) {
        return Err(Refusal::new("issue-title-other")
            .with("issue", issue)
            .with("title", said(&before.title))
            .with("new", said(title)));
    }
    let as_before = known.is_some_and(|known| known.opened.is_some() && known.parties == *parties);
    match own.filter(|_| !parties.is_empty() && !as_before) {
        None => Ok(()),
        Some(own) => Err(Refusal::new("issue-asks-few")
            .with("issue", issue)
            .with("party", own)
            .with("asked", parties.iter().map(|party| &*party.0).collect::<Vec<_>>().join(", "))),
    }
}

/// Whether some text, in force or on the table, has this article.
fn is_article(table: &Table, text: Option<&Agreement>, article: &Arc<str>) -> Result<(), Refusal> {
    let in_force = text.is_some_and(|text| text.articles.iter().any(|one| one.id == *article));
    let mut drafts = table.drafts.values().filter_map(|all| all.last()?.text.as_ref());
    if in_force || drafts.any(|draft| draft.article(article).is_some()) {
        return Ok(());
    }
    Err(Refusal::new("article-unknown").with("part", article))
}

fn position(table: &Table, body: &Body) -> Result<(), Refusal> {
    let Act::PositionStated { condition_ids, conditions, stance, .. } = &body.act else { return Ok(()) };
    let Some(new) = table.position_of(body, None) else { return Ok(()) };
    if table.issue(&new.issue).is_some_and(|issue| issue.closed.is_some()) {
        return Err(Refusal::new("issue-closed").with("issue", &new.issue));
    }
    if !condition_ids.is_empty() && condition_ids.len() != conditions.len() {
        return Err(Refusal::new("conditions-uncounted")
            .with("ids", condition_ids.len())
            .with("conditions", conditions.len()));
    }
    if !conditions.is_empty() && *stance == Stance::Accepts {
        return Err(Refusal::new("conditions-without-reservation").with("party", &new.party));
    }
    if let Some(other) = table.at_one_time(&new) {
        return Err(Refusal::new("position-twice")
            .with("party", &new.party)
            .with("issue", &new.issue)
            .with("entry", &other.entry)
            .with("stated", stance_word(other.stance))
            .with("new", stance_word(new.stance)));
    }
    let taken = new.conditions.iter().find_map(|one| {
        let elsewhere = |(other, _): &(&Position, _)| other.party != new.party || other.issue != new.issue;
        table.condition(&one.id).filter(elsewhere).map(|(other, _)| (one, other))
    });
    match taken {
        None => Ok(()),
        Some((one, other)) => Err(Refusal::new("condition-taken")
            .with("condition", &one.id)
            .with("party", &other.party)
            .with("issue", &other.issue)
            .with("entry", &other.entry)),
    }
}

/// What is against linking a condition to a promise. What would meet a condition is for the party to say whose condition it is, or for who acts
/// for none.
fn linked(
    table: &Table,
    there: &There,
    own: Option<&PartyId>,
    (condition, promise): (&Arc<str>, &Arc<str>),
) -> Result<(), Refusal> {
    let Some((position, _)) = table.condition(condition) else {
        return Err(Refusal::new("condition-not-attached").with("condition", condition));
    };
    if let Some(own) = own.filter(|own| **own != position.party) {
        return Err(Refusal::new("condition-of-another")
            .with("condition", condition)
            .with("party", own)
            .with("whose", &position.party)
            .with("entry", &position.entry));
    }
    if !there.is_promised(promise) {
        return Err(Refusal::new("promise-unknown").with("promise", promise));
    }
    if table.links.get(condition).is_some_and(|linked| linked.contains(promise)) {
        return Err(Refusal::new("condition-linked-already")
            .with("condition", condition)
            .with("promise", promise));
    }
    Ok(())
}

/// The parties by all that a bracket may call them.
fn names_of(agreement: &Agreement) -> Vec<String> {
    let all = agreement.parties.iter().flat_map(|p| [&p.id, &p.name.ar, &p.name.en]);
    all.filter(|name| !name.is_empty()).map(|name| name.to_lowercase()).collect()
}

/// Whether a bracket's side is a party, by its id or name, or the first word of one.
fn is_side(side: &str, names: &[String]) -> bool {
    let side = side.to_lowercase();
    let is_it = |name: &String| *name == side || name.split_whitespace().next() == Some(side.as_str());
    names.is_empty() || names.iter().any(is_it)
}

/// Whether a text may be put as the first version of a draft.
///
/// # Errors
/// What is wrong with its brackets, or that it holds no article.
pub(super) fn is_draft(id: &Arc<str>, text: SourceText, agreement: &Agreement) -> Result<(), Refusal> {
    put(&Table::default(), (id, 1), Some(text), &names_of(agreement)).map(drop)
}

/// Whether a version that who acts for `own` puts leaves the brackets of every other party in it, but where that party accepted an amendment
/// which takes their place.
///
/// # Errors
/// `bracket-dropped`, naming whose.
fn keeps_brackets(
    table: &Table,
    draft: &str,
    new: &DraftText,
    (own, text): (&PartyId, &Agreement),
) -> Result<(), Refusal> {
    let Some(last) = table.latest(draft).and_then(|last| last.text.clone()) else { return Ok(()) };
    for article in &last.articles {
        for before in &article.paragraphs {
            let now = new.article(&article.id).and_then(|article| article.paragraph(&before.number));
            let pairs = [(&before.ar, now.map(|now| &now.ar)), (&before.en, now.map(|now| &now.en))];
            for (before_words, now_words) in pairs {
                let sides =
                    before_words.alternatives().filter_map(|one| meant(&text.parties, one.by.as_ref()?));
                for party in sides.filter(|party| *party.id != *own.0) {
                    let stands = now_words.is_some_and(|now| has_side(now, &text.parties, &party.id));
                    if !stands && !agreed_to(table, draft, (&article.id, &before.number), &party.id) {
                        return Err(Refusal::new("bracket-dropped")
                            .with("paragraph", &before.number)
                            .with("whose", &party.id)
                            .with("party", own));
                    }
                }
            }
        }
    }
    Ok(())
}

/// Whether a party's alternative stands in words.
fn has_side(words: &Wording, parties: &[Party], party: &str) -> bool {
    let mut sides = words.alternatives().filter_map(|one| meant(parties, one.by.as_ref()?));
    sides.any(|meant| *meant.id == *party)
}

/// Whether a party accepted an amendment to a paragraph.
fn agreed_to(table: &Table, draft: &str, (article, paragraph): (&str, &str), party: &str) -> bool {
    table.amendments.iter().any(|one| {
        table.version(&one.of).is_some_and(|(id, _)| **id == *draft)
            && (&*one.article, &*one.paragraph) == (article, paragraph)
            && one.answers.iter().any(|(by, stance)| *by.0 == *party && *stance == Stance::Accepts)
    })
}

fn put(
    table: &Table,
    (draft, version): (&Arc<str>, u32),
    text: Option<SourceText>,
    parties: &[String],
) -> Result<DraftText, Refusal> {
    let next = table.latest(draft).map_or(1, |last| last.number.saturating_add(1));
    if version != next {
        return Err(Refusal::new("draft-version-other").with("draft", draft).with("next", next));
    }
    let Some(source) = text else { return Err(Refusal::new("draft-text-missing").with("draft", draft)) };
    let words = source.text.clone();
    let read = DraftText::read(source).map_err(|faults| {
        let Some(first) = faults.first() else { return Refusal::new("draft-without-articles") };
        let (line, column) = DraftText::line_of(&words, first.at);
        Refusal::new(first.code).with("paragraph", &first.paragraph).with("line", line).with("column", column)
    })?;
    let sides =
        read.articles.iter().flat_map(|article| article.sides().into_iter().map(move |side| (article, side)));
    let strange = sides.into_iter().find(|(_, side)| !side.is_empty() && !is_side(side, parties));
    let strange = strange.map(|(article, side)| {
        Refusal::new("bracket-side-unknown").with("side", side).with("article", &article.id)
    });
    strange.map_or(Ok(read), Err)
}

/// The version that an act names, which must be the last of its draft, with its text.
///
/// # Errors
/// `draft-unknown`, `draft-superseded`, `draft-text-missing`.
pub(super) fn current<'t>(
    table: &'t Table,
    of: &EntryId,
) -> Result<(&'t Arc<str>, &'t Version, &'t DraftText), Refusal> {
    let Some((draft, version)) = table.version(of) else {
        return Err(Refusal::new("draft-unknown").with("entry", of));
    };
    if let Some(last) = table.latest(draft).filter(|last| last.entry != *of) {
        return Err(Refusal::new("draft-superseded")
            .with("draft", draft)
            .with("version", version.number)
            .with("last", last.number));
    }
    match version.text.as_deref() {
        Some(text) => Ok((draft, version, text)),
        None => Err(Refusal::new("draft-text-missing").with("draft", draft)),
    }
}

fn amended(table: &Table, act: &Act) -> Result<(), Refusal> {
    let Act::AmendmentProposed { article, of, paragraph, party, wording } = act else { return Ok(()) };
    let (draft, _, text) = current(table, of)?;
    let Some(known) = text.article(article) else {
        return Err(Refusal::new("article-unknown").with("part", article));
    };
    if matches!(table.article_stand(draft, text, known), ArticleStand::Adopted(_)) {
        return Err(Refusal::new("article-adopted-already").with("article", article));
    }
    let words = [&wording.ar, &wording.en].into_iter().flatten();
    if words.clone().all(|words| words.trim().is_empty()) {
        return Err(Refusal::new("amendment-empty").with("paragraph", paragraph));
    }
    if words.clone().any(|words| Wording::parse(words).is_ok_and(|read| read.is_open())) {
        return Err(Refusal::new("amendment-in-brackets").with("paragraph", paragraph));
    }
    if let Some(other) = belongs_to(text, known, paragraph) {
        return Err(Refusal::new("paragraph-of-another")
            .with("paragraph", paragraph)
            .with("article", article)
            .with("other", &other.id));
    }
    let twice = |one: &&Amendment| {
        one.party == *party
            && one.article == *article
            && one.paragraph == *paragraph
            && one.wording == *wording
    };
    if let Some(before) = table.open_amendments(draft).find(twice) {
        return Err(Refusal::new("amendment-twice")
            .with("paragraph", paragraph)
            .with("entry", &before.entry));
    }
    // of a text in two languages one alone would stand in both
    let blank = |words: &Option<Arc<str>>| words.as_deref().is_none_or(|words| words.trim().is_empty());
    let none = Wording::default();
    let stands = known.paragraph(paragraph).or_else(|| known.paragraphs.first());
    if stands.is_some_and(|p| p.ar != none && p.en != none) && (blank(&wording.ar) || blank(&wording.en)) {
        return Err(Refusal::new("amendment-one-language").with("paragraph", paragraph));
    }
    let same = known.paragraph(paragraph).is_some_and(|stands| {
        let is = |words: &Option<Arc<str>>, stands: &Wording| {
            words.as_deref().is_none_or(|words| Wording::agreed(words.trim()) == *stands)
        };
        is(&wording.ar, &stands.ar) && is(&wording.en, &stands.en)
    });
    if same { Err(Refusal::new("amendment-empty").with("paragraph", paragraph)) } else { Ok(()) }
}

/// The other article that a paragraph belongs to, by its number or by the part of it before the point, where `article` has none such.
fn belongs_to<'t>(text: &'t DraftText, article: &DraftArticle, paragraph: &str) -> Option<&'t DraftArticle> {
    let head =
        |number: &str| number.rsplit_once('.').map_or_else(|| number.to_owned(), |(head, _)| head.to_owned());
    let has = |one: &DraftArticle| one.paragraphs.iter().any(|p| head(&p.number) == head(paragraph));
    if has(article) {
        return None;
    }
    text.articles.iter().find(|other| other.id != article.id && has(other))
}

fn remarked(table: &Table, of: &EntryId, article: Option<&str>) -> Result<(), Refusal> {
    let (Some(article), Some((_, version))) = (article, table.version(of)) else { return Ok(()) };
    match version.text.as_ref().and_then(|text| text.article(article)) {
        Some(_) => Ok(()),
        None => Err(Refusal::new("article-unknown").with("part", article)),
    }
}

/// Whether the norms of an article of a draft pass: its file loads as far as the article goes, and the checker finds no error in it.
pub(super) fn passes(derived: &Derived, of: &EntryId, article: &DraftArticle) -> Result<(), Refusal> {
    let Some(files) = derived.proposed(of) else {
        return Err(Refusal::new("draft-unknown").with("entry", of));
    };
    let read = desk::read_held(files);
    let within = |one: &&Diagnostic| {
        one.severity == Severity::Error
            && one
                .location
                .as_ref()
                .is_none_or(|at| at.start < article.span.end && article.span.start < at.end)
    };
    if let Some(first) = read.diagnostics.iter().find(within) {
        return Err(failed(first));
    }
    match &read.agreement {
        Some(agreement) => is_checked(agreement, Some(article)),
        None => Ok(()),
    }
}

/// Whether the checker finds no error in a text, or in one article of it.
///
/// # Errors
/// `norms-fail-check`, with the first code and how many.
pub(super) fn is_checked(agreement: &Agreement, article: Option<&DraftArticle>) -> Result<(), Refusal> {
    let within = |one: &&Diagnostic| {
        let of_article = |article: &DraftArticle| {
            one.location.as_ref().is_some_and(|at| at.start < article.span.end && article.span.start < at.end)
        };
        one.severity == Severity::Error && article.is_none_or(of_article)
    };
    match check(agreement).iter().find(within) {
        Some(first) => Err(failed(first)),
        None => Ok(()),
    }
}

fn failed(first: &Diagnostic) -> Refusal {
    let named = first.arguments.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>();
    Refusal::new("norms-fail-check").with("detail", first.code).with("values", named.join(", "))
}
