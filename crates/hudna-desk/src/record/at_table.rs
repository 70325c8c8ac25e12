//! What is against an act at the table: both sides of it are named.
//!
//! Asked by the host alone, of new acts alone ([`super::effect`]). What was shipped before stands and verifies.

use std::sync::Arc;

use hudna_core::agreement::{Agreement, SourceText, check};
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_core::dialogue::adoption::ArticleStand;
use hudna_core::dialogue::brackets::Wording;
use hudna_core::dialogue::draft::{DraftArticle, DraftText};
use hudna_core::dialogue::table::{Position, Table, Version};
use hudna_core::ledger::act::{Act, Stance};
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::time::{Instant, Span};

use super::at_vote;
use super::derive::Derived;
use super::effect::There;
use crate::desk;
use crate::document::talks::stance_word;
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
    let met = match &body.act {
        Act::PositionStated { .. } => {
            let new = table.position_of(body, None);
            let misplaced = new.map(|new| out_of_place(derived, table, &new, now)).transpose()?.flatten();
            misplaced.map_or_else(|| position(table, body), Err)
        }
        Act::DelegationNamed { from, until: Some(until), speaker, .. } if until <= from => {
            Err(Refusal::new("delegation-ends-first").with("speaker", speaker))
        }
        Act::IssueOpened { issue, .. } => {
            let open =
                table.issue(issue).is_some_and(|known| known.opened.is_some() && known.closed.is_none());
            if open { Err(Refusal::new("issue-known").with("issue", issue)) } else { Ok(()) }
        }
        Act::IssueClosed { issue, .. } => match table.issue(issue) {
            None => Err(Refusal::new("issue-unknown").with("issue", issue)),
            Some(known) if known.closed.is_some() => Err(Refusal::new("issue-closed").with("issue", issue)),
            Some(_) => Ok(()),
        },
        Act::ConditionLinked { condition, promise } => linked(table, there, condition, promise),
        Act::DraftPut { draft, version } => {
            let parties = match derived.agreement_at(now) {
                Ok(agreement) => names_of(&agreement),
                // nothing was proposed or put before it: whose sides there are it says itself
                Err(_) if derived.replay.texts.is_empty() => Vec::new(),
                Err(why) => return Err(why),
            };
            put(table, (draft, *version), text, &parties)
        }
        Act::AmendmentProposed { .. } => amended(table, &body.act),
        Act::ReservationEntered { article, of, .. } | Act::StatementInterpretive { article, of, .. } => {
            remarked(table, of, article.as_deref())
        }
        Act::ArticleAdopted { article, by_rule, of } => {
            at_vote::adopted(derived, table, (of, article, by_rule), now)?
        }
        Act::VotePut { .. } => at_vote::put_to_vote(derived, table, body, now)?,
        Act::VoteCast { .. } => at_vote::cast(derived, table, body, powers, now)?,
        Act::EntryWithdrawn { of } => at_vote::taken_back(table, of),
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
    let text = match derived.agreement_at(now) {
        Ok(text) => text,
        // nothing was proposed or put: nobody says who the parties are
        Err(_) if derived.replay.texts.is_empty() => return Ok(None),
        Err(why) => return Err(why),
    };
    let refusal = |code| Refusal::new(code).with("party", &new.party).with("issue", &new.issue);
    if new.at > now.plus(AHEAD) {
        let (at, now) = (at_vote::moment(&text, new.at), at_vote::moment(&text, now));
        return Ok(Some(refusal("position-ahead").with("at", at).with("now", now)));
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

fn linked(table: &Table, there: &There, condition: &Arc<str>, promise: &Arc<str>) -> Result<(), Refusal> {
    if table.condition(condition).is_none() {
        return Err(Refusal::new("condition-not-attached").with("condition", condition));
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
    put(&Table::default(), (id, 1), Some(text), &names_of(agreement))
}

fn put(
    table: &Table,
    (draft, version): (&Arc<str>, u32),
    text: Option<SourceText>,
    parties: &[String],
) -> Result<(), Refusal> {
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
    match strange {
        None => Ok(()),
        Some((article, side)) => {
            Err(Refusal::new("bracket-side-unknown").with("side", side).with("article", &article.id))
        }
    }
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
    let Act::AmendmentProposed { article, of, paragraph, wording, .. } = act else { return Ok(()) };
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
    let same = known.paragraph(paragraph).is_some_and(|stands| {
        let is = |words: &Option<Arc<str>>, stands: &Wording| {
            words.as_deref().is_none_or(|words| Wording::agreed(words.trim()) == *stands)
        };
        is(&wording.ar, &stands.ar) && is(&wording.en, &stands.en)
    });
    if same { Err(Refusal::new("amendment-empty").with("paragraph", paragraph)) } else { Ok(()) }
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
