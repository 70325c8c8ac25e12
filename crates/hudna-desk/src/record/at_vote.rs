//! What is against putting a matter to the vote, against a vote, and against counting an article as adopted: both sides are named.
//!
//! Asked by the host alone, of new acts alone, like all of [`super::at_table`]. How somebody voted where the rule keeps votes secret is told by no
//! refusal.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::condition::Words;
use hudna_core::dialogue::adoption::{ArticleStand, Deciding, Vote};
use hudna_core::dialogue::ballot::{Cast, Put, SEALED_VOTE, decision_of, party_of, whole_of};
use hudna_core::dialogue::draft::DraftArticle;
use hudna_core::dialogue::table::Table;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::register::{Ballot, Member, Registers};
use hudna_core::time::{Instant, Span};
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;

use super::at_table::{current, passes};
use super::derive::Derived;
use crate::trouble::Trouble;

impl Derived {
    /// While no text was ever proposed: each version of a draft that can be read as an agreement, by its entry.
    pub(super) fn drafted(&self) -> BTreeMap<EntryId, Agreement> {
        if !self.replay.texts.is_empty() {
            return BTreeMap::new();
        }
        let all = self.table().drafts.values().flatten();
        all.filter_map(|version| {
            let files = self.proposed(&version.entry)?;
            Some((version.entry.clone(), crate::desk::read_held(files).agreement?))
        })
        .collect()
    }

    /// The text by which a version of a draft is decided on at a moment: the one in force; where none was ever proposed, the draft itself. `None` where
    /// that cannot be read as an agreement.
    ///
    /// # Errors
    /// As [`Self::agreement_at`].
    pub fn deciding(&self, of: &EntryId, now: Instant) -> Result<Option<Deciding>, Trouble> {
        if self.replay.texts.is_empty() {
            let draft = self.proposed(of).and_then(|files| crate::desk::read_held(files).agreement);
            return Ok(draft.map(|draft| Deciding::by_itself(&draft)));
        }
        Ok(Some(Deciding::by(&self.agreement_at(now)?)))
    }
}

/// What is against putting a matter to the vote.
///
/// # Errors
/// The text in force cannot be read.
pub(super) fn put_to_vote(
    derived: &Derived,
    table: &Table,
    (body, own): (&Body, Option<&PartyId>),
    now: Instant,
) -> Result<Result<(), Refusal>, Trouble> {
    let Act::VotePut { article, by_rule, of, voters, .. } = &body.act else { return Ok(Ok(())) };
    let deciding = derived.deciding(of, now)?;
    let members = derived.replay.registers().members;
    Ok(may_be_put(table, of, article.as_ref()).and_then(|()| {
        let Some(deciding) = deciding else {
            return Err(Refusal::new("norms-fail-check")
                .with("detail", "agreement-unreadable")
                .with("values", of));
        };
        if !deciding.knows(by_rule) {
            let known = deciding.rules().join(", ");
            return Err(Refusal::new("rule-unknown").with("rule", by_rule).with("known", known));
        }
        // whose silence would count must not hang on one of those who gain by it
        if let Some(own) = own.filter(|_| deciding.silence(by_rule).is_some()) {
            return Err(Refusal::new("silence-put-by-party").with("rule", by_rule).with("party", own));
        }
        has_the_vote(&deciding.voters(by_rule, &members, now), voters)
    }))
}

/// Whether nothing of what is put stands in brackets, is adopted, or was put before.
fn may_be_put(table: &Table, of: &EntryId, article: Option<&Arc<str>>) -> Result<(), Refusal> {
    let (draft, version, text) = current(table, of)?;
    let known: Vec<&DraftArticle> = match article {
        None => text.articles.iter().collect(),
        Some(id) => vec![text.article(id).ok_or_else(|| Refusal::new("article-unknown").with("part", id))?],
    };
    known.iter().try_for_each(|one| is_clean(one))?;
    if let (Some(id), [one]) = (article, &*known)
        && matches!(table.article_stand(draft, text, one), ArticleStand::Adopted(_))
    {
        return Err(Refusal::new("article-adopted-already").with("article", id));
    }
    let whole = whole_of(draft, version.number);
    let own = article.map(|id| decision_of(draft, version.number, id));
    let before = table.put_as(&whole).or_else(|| own.as_ref().and_then(|own| table.put_as(own)));
    match before {
        None => Ok(()),
        Some(put) => Err(Refusal::new("vote-put-already")
            .with("decision", own.as_ref().unwrap_or(&whole))
            .with("put", &put.decision)
            .with("entry", &put.entry)),
    }
}

/// Whether nothing in an article stands in brackets.
///
/// # Errors
/// `article-open`, naming the sides.
pub(super) fn is_clean(article: &DraftArticle) -> Result<(), Refusal> {
    if !article.is_open() {
        return Ok(());
    }
    let sides = article.sides();
    let sides: Vec<&str> = sides.iter().map(|side| if side.is_empty() { "—" } else { &**side }).collect();
    Err(Refusal::new("article-open").with("article", &article.id).with("sides", sides.join(", ")))
}

/// Whether the voters named are those who have the vote.
fn has_the_vote(expected: &[Arc<str>], named: &[Arc<str>]) -> Result<(), Refusal> {
    let (expected, named): (BTreeSet<_>, BTreeSet<_>) = (expected.iter().collect(), named.iter().collect());
    if expected == named {
        return Ok(());
    }
    let list = |all: Vec<&&Arc<str>>| match all.is_empty() {
        true => "—".to_owned(),
        false => all.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(", "),
    };
    Err(Refusal::new("voters-other")
        .with("missing", list(expected.difference(&named).collect()))
        .with("strange", list(named.difference(&expected).collect())))
}

/// What is against a vote on what was put. A vote on what was not is a row like any other.
///
/// # Errors
/// The text in force cannot be read.
pub(super) fn cast(
    derived: &Derived,
    table: &Table,
    body: &Body,
    powers: &Standing,
    now: Instant,
) -> Result<Result<(), Refusal>, Trouble> {
    let Act::VoteCast { ballot } = &body.act else { return Ok(Ok(())) };
    let members = derived.replay.registers().members;
    let own = powers.users.get(&body.actor).and_then(|user| user.party.as_ref());
    let put = table.put_as(&ballot.decision);
    // minutes may bring a vote of somebody who is in no register; who acts for a party votes for nobody but its own
    if (own.is_some() || put.is_some())
        && let Err(why) = is_of_member(ballot, &members)
    {
        return Ok(Err(why));
    }
    let Some(put) = put else { return Ok(Ok(())) };
    let Some(deciding) = derived.deciding(&put.of, now)? else { return Ok(Ok(())) };
    let secret = deciding.is_secret(&put.by_rule);
    let met = may_vote(table, put, (ballot, &body.actor), secret).and_then(|()| {
        let said = ballot.vote.iter().any(|vote| *vote != Value::Nothing);
        let sealed = body.part(SEALED_VOTE).is_some();
        let named = |code| Refusal::new(code).with("decision", &put.decision).with("rule", &put.by_rule);
        match (secret, said, sealed) {
            (true, true, _) => Err(named("vote-in-the-clear")),
            (false, _, true) => Err(named("vote-sealed")),
            _ if ballot.at.is_some_and(|at| at.lo > now.plus(AHEAD)) => {
                let at = ballot.at.map_or(now, |at| at.lo);
                Err(named("vote-ahead")
                    .with("at", moment(deciding.text(), at))
                    .with("now", moment(deciding.text(), now)))
            }
            _ => is_in_time(&deciding, (table, put), body, powers, now),
        }
    });
    Ok(met)
}

/// How far ahead of ours the clock of whoever signs may be.
const AHEAD: Span = Span::minutes(5);

/// Whether a ballot votes for the party that its member votes for: as the register of members has it; one who is seated nowhere is a party.
fn is_of_member(ballot: &Ballot, members: &[Member]) -> Result<(), Refusal> {
    let expected = party_of(&ballot.member, members);
    if ballot.party == expected {
        return Ok(());
    }
    let named = |list: &[Value]| {
        let all = list.iter().map(|value| match value {
            Value::Actor(party) => party.to_string(),
            _ => "—".to_owned(),
        });
        let all: Vec<String> = all.collect();
        if all.is_empty() { "—".to_owned() } else { all.join(", ") }
    };
    Err(Refusal::new("ballot-other")
        .with("member", &ballot.member)
        .with("party", named(&ballot.party))
        .with("own", named(&expected)))
}

/// What is against taking back a vote: a party cast it itself, and it is not that party which takes it back. Else whoever keeps the mission could take
/// an objection away, and the silence that is left would count as consent.
///
/// # Errors
/// `vote-of-party`, naming the party.
pub(super) fn is_own_to_take(table: &Table, of: &EntryId, own: Option<&PartyId>) -> Result<(), Refusal> {
    let Some(cast) = table.casts.iter().find(|cast| cast.entry == *of) else { return Ok(()) };
    match table.party_of(&cast.by).filter(|party| own != Some(party)) {
        None => Ok(()),
        Some(party) => Err(Refusal::new("vote-of-party")
            .with("party", party)
            .with("member", &cast.ballot.member)
            .with("decision", &cast.ballot.decision)),
    }
}

/// What is against taking back a vote that was written down wrongly: an article was adopted by it. Any other entry is no vote.
///
/// # Errors
/// `vote-counted`, naming the vote and what was adopted.
pub(super) fn taken_back(table: &Table, of: &EntryId) -> Result<(), Refusal> {
    let Some(cast) = table.casts.iter().find(|cast| cast.entry == *of) else { return Ok(()) };
    let Some(put) = table.put_as(&cast.ballot.decision) else { return Ok(()) };
    match table.adopted.iter().find(|adopted| table.rests_on(adopted, put)) {
        None => Ok(()),
        Some(adopted) => Err(Refusal::new("vote-counted")
            .with("member", &cast.ballot.member)
            .with("decision", &put.decision)
            .with("article", &adopted.article)
            .with("entry", &adopted.entry)),
    }
}

/// What is against a vote of `actor`. A party's own word takes the place of what somebody who acts for none wrote down for it, as long as nothing
/// was adopted by that.
fn may_vote(
    table: &Table,
    put: &Put,
    (ballot, actor): (&Ballot, &UserId),
    secret: bool,
) -> Result<(), Refusal> {
    if !put.voters.contains(&ballot.member) {
        return Err(Refusal::new("voter-unknown")
            .with("member", &ballot.member)
            .with("decision", &put.decision)
            .with("voters", put.voters.join(", ")));
    }
    let written = |cast: &&Cast| table.party_of(&cast.by).is_none() && table.is_own_voice(actor, ballot);
    if let Some(before) = table.cast_by(&put.decision, &ballot.member) {
        if written(&before) {
            return taken_back(table, &before.entry);
        }
        let told = |said: &[Value]| if secret { "secret" } else { word_of(said) };
        return Err(Refusal::new("vote-cast-already")
            .with("member", &ballot.member)
            .with("decision", &put.decision)
            .with("entry", &before.entry)
            .with("stated", told(&before.ballot.vote))
            .with("new", told(&ballot.vote)));
    }
    let settled = |article: &Arc<str>| {
        table.adopted.iter().any(|adopted| adopted.of == put.of && adopted.article == *article)
    };
    match put.article.as_ref().filter(|article| settled(article)) {
        Some(article) => Err(Refusal::new("article-adopted-already").with("article", article)),
        None => Ok(()),
    }
}

/// The word of a choice in data; `unknown` where none is told.
pub fn word_of(said: &[Value]) -> &'static str {
    match said {
        [Value::Code(code)] => code.name(),
        [Value::Nothing] => "silent",
        _ => "unknown",
    }
}

/// Whether the time for an objection still runs. Whoever writes down what others said may do so later.
fn is_in_time(
    deciding: &Deciding,
    (table, put): (&Table, &Put),
    body: &Body,
    powers: &Standing,
    now: Instant,
) -> Result<(), Refusal> {
    let acts_for = powers.users.get(&body.actor).and_then(|user| user.party.as_ref());
    let Some((silence, party)) = deciding.silence(&put.by_rule).zip(acts_for) else { return Ok(()) };
    let until = table.silence_from(put).plus(silence);
    if now < until {
        return Ok(());
    }
    Err(Refusal::new("vote-late")
        .with("decision", &put.decision)
        .with("party", party)
        .with("rule", &put.by_rule)
        .with("until", moment(deciding.text(), until)))
}

/// A moment as data writes it, in the time of the text.
pub(super) fn moment(text: &Agreement, at: Instant) -> String {
    let local = at.local(&text.zone_time);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}

/// Whether an article may be counted as adopted: nothing in it stands in brackets, the vote was validly taken, its norms pass the check.
///
/// # Errors
/// The text in force cannot be read.
pub(super) fn adopted(
    derived: &Derived,
    table: &Table,
    (of, article, by_rule): (&EntryId, &Arc<str>, &Arc<str>),
    now: Instant,
) -> Result<Result<(), Refusal>, Trouble> {
    let (draft, version, text) = match current(table, of) {
        Ok(current) => current,
        Err(why) => return Ok(Err(why)),
    };
    let Some(known) = text.article(article) else {
        return Ok(Err(Refusal::new("article-unknown").with("part", article)));
    };
    let stands = table.article_stand(draft, text, known);
    if let Err(why) = is_clean(known) {
        return Ok(Err(why));
    }
    if matches!(stands, ArticleStand::Adopted(_)) {
        return Ok(Err(Refusal::new("article-adopted-already").with("article", article)));
    }
    let Some(deciding) = derived.deciding(of, now)? else {
        return Ok(Err(Refusal::new("norms-fail-check")
            .with("detail", "agreement-unreadable")
            .with("values", of)));
    };
    let decision = voted_as(table, draft, version.number, article);
    let registers = derived.replay.registers();
    Ok(is_taken(&deciding, table, &registers, (&decision, by_rule), now)
        .and_then(|()| passes(derived, of, known)))
}

/// The name of the vote that an article was taken by: its own, else that on the whole version.
pub fn voted_as(table: &Table, draft: &str, version: u32, article: &str) -> Arc<str> {
    let (own, whole) = (decision_of(draft, version, article), whole_of(draft, version));
    let voted =
        |decision: &Arc<str>| table.put_as(decision).is_some() || table.cast_on(decision).next().is_some();
    if !voted(&own) && voted(&whole) { whole } else { own }
}

/// Whether the vote on `decision` was validly taken by the rule.
fn is_taken(
    deciding: &Deciding,
    table: &Table,
    registers: &Registers,
    (decision, rule): (&Arc<str>, &Arc<str>),
    now: Instant,
) -> Result<(), Refusal> {
    let refused = |code| Refusal::new(code).with("decision", decision).with("rule", rule);
    if let Some(put) = table.put_as(decision).filter(|put| put.by_rule != *rule) {
        return Err(refused("rule-other").with("put", &put.by_rule).with("entry", &put.entry));
    }
    if let Some(put) = table.put_as(decision).filter(|_| deciding.is_secret(rule)) {
        // while a secret vote is open, what it would come to tells how somebody voted
        let waits: Vec<&str> = table.waited_for(put).map(|voter| &**voter).collect();
        let run = deciding.silence(rule).is_some_and(|silence| table.silence_from(put).plus(silence) <= now);
        if !waits.is_empty() && !run {
            return Err(refused("vote-open").with("waits", waits.join(", ")));
        }
    }
    let found = match deciding.weigh(table, registers, (decision, rule), now) {
        Vote::Taken { .. } => return Ok(()),
        Vote::RuleUnknown => return Err(refused("decision-rule-unknown")),
        Vote::NotPut => return Err(refused("decision-not-put")),
        Vote::NotCovered => return Err(refused("decision-not-covered")),
        Vote::Undetermined { missing } => {
            return Err(refused("adoption-undetermined").with("missing", missing.join(", ")));
        }
        Vote::NoQuorum => "quorum-not-met",
        Vote::TooFew => "votes-not-enough",
    };
    let norm = deciding.norm(rule).and_then(|norm| norm.rule.as_ref());
    let votes = table.ballots_of(decision, norm, &registers.members);
    let is = |values: &[Value], attribute, code: &str| {
        Code::parse(attribute, code).is_some_and(|code| values == [Value::Code(code)])
    };
    let present = |ballot: &&Ballot| is(&ballot.present, Attribute::Present, "present");
    let against = |ballot: &&Ballot| is(&ballot.vote, Attribute::Vote, "against");
    let named = |list: Vec<&Ballot>| match list.is_empty() {
        true => "—".to_owned(),
        false => list.iter().map(|ballot| &*ballot.member).collect::<Vec<_>>().join(", "),
    };
    let refusal = refused(found).with(
        "asked",
        &*asked(deciding.text(), rule, if found == "quorum-not-met" { "quorum" } else { "votes" }),
    );
    Err(if found == "quorum-not-met" {
        let (here, away): (Vec<&Ballot>, Vec<&Ballot>) = votes.iter().partition(present);
        refusal.with("present", named(here)).with("away", named(away))
    } else {
        let list: Vec<&Ballot> = votes.iter().filter(against).collect();
        // who voted how is told by nobody where votes are secret
        let told = if deciding.is_secret(rule) { list.len().to_string() } else { named(list) };
        refusal.with("against", told)
    })
}

/// What the rule asks, as the text has it: of its needs `quorum` or `votes`.
pub(super) fn asked<'a>(agreement: &'a Agreement, rule: &'a str, need: &str) -> Cow<'a, str> {
    let Some(norm) = agreement.norm(rule) else { return Cow::Borrowed(rule) };
    let needs = norm.rule.as_ref().map(|rule| &rule.needs);
    let when = needs.into_iter().flatten().find(|one| *one.id == *need).map(|one| &one.when);
    let mut atoms = Vec::new();
    when.inspect(|when| when.atoms(&mut atoms));
    let words = atoms.iter().map(|atom| atom.words);
    let whole = words.reduce(|a, b| Words { start: a.start.min(b.start), end: a.end.max(b.end) });
    let text = whole.and_then(|whole| agreement.source.text.get(whole.start as usize..whole.end as usize));
    Cow::Borrowed(text.unwrap_or_default())
}
