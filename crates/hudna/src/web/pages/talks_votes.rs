//! Votes: what was put by which rule, who has voted, how it stands, and a form for whoever has the vote; what was taken is adopted from here.
//!
//! What a vote comes to is told by [`hudna_desk::document::votes`]: of a secret one who has voted, never how.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::adoption::{ArticleStand, Deciding};
use hudna_core::dialogue::ballot::{Put, SEALED_VOTE, choice_of, decision_of, party_of, whole_of};
use hudna_core::dialogue::draft::{DraftArticle, DraftText};
use hudna_core::dialogue::table::Version;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::register::{Ballot, Member};
use hudna_core::report::Origin;
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::document::talks::Talks;
use hudna_desk::document::votes::{self, CHOICES, VoteTold, VoterTold};
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use maud::{Markup, html};

use super::field::{Wrong, area, choice, summary};
use super::talks::{reads, tabs};
use super::{Page, laid, marks, pager, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The choice of who writes down that a delegation was not there.
const ABSENT: &str = "absent";

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let words = visit.words();
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let now = clock::now().max(snapshot.as_of);
    let all = votes::all(&talks, &snapshot.exact.registers, |of| snapshot.deciding(of), now);
    let open = all.iter().filter(|(_, told)| told.open).count();
    let mine = all
        .iter()
        .filter(|(put, told)| told.open && !may_vote(visit, &snapshot, put, told).is_empty())
        .count();
    let page = pager::asked(visit, all.len());
    let main = html! {
        div.head { h1 { (words.get("talks-votes")) } }
        (tabs(words, "/table/votes"))
        p.lede { (words.with("votes-lead", &[("open", open.into()), ("mine", mine.into())])) }
        (summary(words, wrong))
        @if all.is_empty() { p.empty { b { (words.get("votes-none")) } (words.get("votes-none-next")) } }
        @for (put, told) in pager::rows(&all, page) { (one(visit, &talks, &snapshot, (put, told), wrong)) }
        (pager::pager(visit, words, page, all.len()))
    };
    let page = Page { title: words.get("talks-votes"), here: "/table", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Where a vote is on the page.
pub(super) fn address(put: &Put) -> String {
    format!("/table/votes#{}", put.entry.0)
}

fn one(
    visit: &Visit,
    talks: &Talks<'_>,
    snapshot: &Snapshot,
    (put, told): (&Put, &VoteTold),
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let own = may_vote(visit, snapshot, put, told);
    // what was typed stands in the form that was sent, and in no other
    let wrong_here = if visit.form.get("decision") == &*put.decision { Some(wrong) } else { None };
    html! {
        section.box id=(put.entry.0) {
            h2 { (told.what) }
            dl.kv.s {
                dt { (words.get("vote-stand")) }
                dd { (marks::piece(&told.stand)) @if let Some(why) = &told.why { br; (why) } @if let Some(tally) = &told.tally { br; (tally) } }
                dt { (words.get("vote-rule")) } dd { (rule_said(snapshot, put, told)) }
                dt { (words.get("vote-put-at")) } dd { (talks.moment(put.at)) (words.get("comma")) " " (talks.recorded(&put.by)) }
            }
            @for note in &told.notes { p.note.s { (note) } }
            @if let Some(clock) = &told.clock { p.note.s { (clock) } }
            @if told.secret { p.s.soft { (words.get("votes-secret")) } }
            table.t.fold {
                thead { tr { th scope="col" { (words.get("vote-voter")) } th scope="col" { (words.get("vote-vote")) } } }
                tbody { @for voter in &told.voters { (row(visit, snapshot, put, voter)) } }
            }
            @if told.open && !own.is_empty() && visit.granted.party.is_some() { (recuse_form(visit, put)) }
            @for voter in own { (cast_form(visit, (put, told), voter, wrong_here)) }
            @if told.taken && visit.granted.may(Verb::Negotiate) { (adopt_form(visit, talks, put)) }
        }
    }
}

/// The rule in words, with the way to its article.
fn rule_said(snapshot: &Snapshot, put: &Put, told: &VoteTold) -> Markup {
    let article = snapshot.deciding(&put.of).and_then(|by| votes::article_of_rule(&by, &put.by_rule));
    html! {
        @if let Some(article) = article { a href=(format!("/agreement#{article}")) { (told.rule) } } @else { (told.rule) }
    }
}

fn row(visit: &Visit, snapshot: &Snapshot, put: &Put, voter: &VoterTold) -> Markup {
    let words = visit.words();
    let mistaken = voter.entry.as_ref().filter(|entry| may_withdraw(visit, snapshot, put, entry));
    html! {
        tr {
            th scope="row" { (voter.name) }
            td.full data-l=(words.get("vote-vote")) {
                b { (voter.said) }
                @if let Some(written) = &voter.written { " " span.s.soft { (written) } }
                @if let Some(entry) = &voter.entry { " " span.xs.soft { bdi.n { (entry.0) } } }
                @if let Some(why) = voter.why.as_ref().filter(|_| reads(visit)) { blockquote.s dir="auto" { (why) } }
                @if let Some(entry) = mistaken {
                    form.row method="post" action="/table/votes/withdraw" {
                        (token(visit))
                        input type="hidden" name="decision" value=(put.decision);
                        input type="hidden" name="entry" value=(entry.0);
                        button.btn.quiet aria-label=(words.with("vote-withdraw-of", &[("party", voter.name.as_str().into())])) { (words.get("vote-withdraw")) }
                    }
                }
            }
        }
    }
}

/// Whether the visitor may take a vote back that was written down wrongly: whoever wrote it down, or whoever keeps the mission, and nothing was
/// adopted by it.
fn may_withdraw(visit: &Visit, snapshot: &Snapshot, put: &Put, entry: &EntryId) -> bool {
    let own = visit.session.as_ref().map(|session| &session.actor.user);
    let by = snapshot.table.cast_on(&put.decision).find(|cast| cast.entry == *entry).map(|cast| &cast.by);
    // what a party cast itself is nobody's to take back here
    let of_party = by.is_some_and(|by| snapshot.table.party_of(by).is_some());
    !of_party
        && visit.granted.may(Verb::Collect)
        && (own == by || visit.granted.may(Verb::Administer))
        && !snapshot.table.adopted.iter().any(|one| snapshot.table.rests_on(one, put))
}

/// For which voters the visitor may vote, of those who have not: for oneself, for one's party, or, writing down what was said, for each.
pub(super) fn may_vote<'t>(
    visit: &Visit,
    snapshot: &Snapshot,
    put: &Put,
    told: &'t VoteTold,
) -> Vec<&'t VoterTold> {
    let members = &snapshot.exact.registers.members;
    let user = visit.session.as_ref().map(|session| &session.actor.user);
    let writes = visit.granted.party.is_none() && visit.granted.may(Verb::Collect);
    let own = |voter: &&VoterTold| {
        let party = visit.granted.party.as_ref().map(|party| Value::Actor(party.0.clone()));
        user.is_some_and(|user| user.0 == voter.id)
            || party.is_some_and(|party| party_of(&voter.id, members) == [party])
    };
    let open = visit.granted.may(Verb::Negotiate) && is_open(snapshot, put);
    // a party's own word takes the place of what was written down for it, while its time runs and nothing was adopted
    let runs = told.until.is_none_or(|until| clock::now() < until);
    let counted = snapshot.table.adopted.iter().any(|one| snapshot.table.rests_on(one, put));
    let may = |voter: &&VoterTold| match (&voter.entry, &voter.written) {
        (None, _) => writes || (told.open && own(voter)),
        (Some(_), Some(_)) => visit.granted.party.is_some() && runs && !counted && own(voter),
        (Some(_), None) => false,
    };
    told.voters.iter().filter(|voter| open && may(voter)).collect()
}

/// Whether a vote on it may still be recorded: nothing of it was adopted.
fn is_open(snapshot: &Snapshot, put: &Put) -> bool {
    let settled = |article: &Arc<str>| {
        snapshot.table.adopted.iter().any(|one| one.of == put.of && one.article == *article)
    };
    !put.article.as_ref().is_some_and(settled)
}

fn cast_form(
    visit: &Visit,
    (put, told): (&Put, &VoteTold),
    voter: &VoterTold,
    wrong: Option<&Wrong>,
) -> Markup {
    let words = visit.words();
    let sent = wrong.filter(|_| visit.form.get("member") == &*voter.id);
    let nothing = Wrong::default();
    let typed = if sent.is_some() { visit.form.get("why") } else { "" };
    let against = if told.until.is_some() { "vote-choose-object" } else { "vote-choose-against" };
    let writes = visit.granted.party.is_none();
    html! {
        form.stack method="post" action="/table/votes/cast" {
            (token(visit))
            h3.mt { (words.with("vote-cast-for", &[("party", voter.name.as_str().into())])) }
            input type="hidden" name="decision" value=(put.decision);
            input type="hidden" name="member" value=(voter.id);
            @if voter.written.is_some() { p.s { (words.get("vote-takes-place")) } }
            @if let Some(message) = sent.and_then(|wrong| wrong.of("vote")) { p.msg { (message) } }
            @if !told.secret { (area(words, ("why", "field-vote-why"), typed, sent.unwrap_or(&nothing))) }
            p.row {
                button.btn.main name="vote" value="for" { (words.get("vote-choose-for")) }
                button.btn name="vote" value="against" { (words.get(against)) }
                button.btn.quiet name="vote" value="abstained" { (words.get("vote-choose-abstained")) }
                @if writes { button.btn.quiet name="vote" value=(ABSENT) { (words.get("vote-choose-absent")) } }
            }
        }
    }
}

/// The articles that what was put would adopt, and that are not adopted yet.
fn articles<'t>(talks: &Talks<'t>, put: &Put) -> Vec<&'t DraftArticle> {
    let Some((draft, version)) = talks.table.version(&put.of) else { return Vec::new() };
    let last = talks.table.latest(draft).is_some_and(|last| last.entry == put.of);
    let Some(text) = version.text.as_deref().filter(|_| last) else { return Vec::new() };
    let own = text.articles.iter().filter(|one| put.article.as_ref().is_none_or(|id| *id == one.id));
    own.filter(|one| matches!(talks.table.article_stand(draft, text, one), ArticleStand::Clean)).collect()
}

fn adopt_form(visit: &Visit, talks: &Talks<'_>, put: &Put) -> Markup {
    let words = visit.words();
    let key = if put.article.is_some() { "draft-adopt" } else { "vote-adopt-all" };
    html! {
        @if !articles(talks, put).is_empty() {
            form.row method="post" action="/table/votes/adopt" {
                (token(visit))
                input type="hidden" name="decision" value=(put.decision);
                button.btn.main { (words.get(key)) }
            }
        }
    }
}

/// Where a matter is put to the vote: of an article, or of the whole version.
pub(super) fn put_form(
    visit: &Visit,
    talks: &Talks<'_>,
    snapshot: &Snapshot,
    (draft, version, article): (&str, &Version, Option<&DraftArticle>),
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let Some(deciding) = snapshot.deciding(&version.entry) else { return html! {} };
    let decision = match article {
        Some(article) => decision_of(draft, version.number, &article.id),
        None => whole_of(draft, version.number),
    };
    let whole = whole_of(draft, version.number);
    if let Some(put) = talks.table.put_as(&decision).or_else(|| talks.table.put_as(&whole)) {
        return put_already(visit, talks, put);
    }
    // whose silence counts is asked by who acts for no party
    let party = visit.granted.party.is_some();
    let all = deciding.rules();
    let own = all.iter().filter(|rule| !party || deciding.silence(rule).is_none());
    let rules: Vec<_> = own.map(|rule| (rule.to_string(), votes::rule(talks, &deciding, rule))).collect();
    if rules.is_empty() && visit.granted.may(Verb::Negotiate) {
        return html! { p.box.flat.s { (words.get("vote-put-by-secretariat")) } };
    }
    let meetings = talks.table.meetings_in_time().into_iter().rev().take(30);
    let meetings = meetings.map(|held| (held.entry.0.to_string(), talks.meeting(held)));
    let none = std::iter::once((String::new(), words.get("field-meeting-none")));
    let meetings: Vec<_> = none.chain(meetings).collect();
    let title = if article.is_some() { "vote-put-article" } else { "vote-put-whole" };
    html! {
        @if visit.granted.may(Verb::Negotiate) {
            form.box.stack method="post" action="/table/votes/put" {
                h2 { (words.get(title)) }
                (token(visit))
                input type="hidden" name="draft" value=(draft);
                input type="hidden" name="version" value=(version.entry.0);
                input type="hidden" name="article" value=(article.map_or("", |article| &*article.id));
                @if article.is_none() { p.s { (words.get("vote-put-whole-means")) } }
                (choice(words, ("rule", "field-vote-rule"), &rules, visit.form.get("rule"), wrong))
                @for (rule, name) in &rules { p.xs.soft { @if rules.len() > 1 { (name) (words.get("colon")) " " } (who_votes(talks, &deciding, snapshot, rule)) } }
                (choice(words, ("meeting", "field-put-meeting"), &meetings, visit.form.get("meeting"), wrong))
                p { button.btn.main { (words.get("vote-put-do")) } }
            }
        }
    }
}

fn who_votes(talks: &Talks<'_>, deciding: &Deciding, snapshot: &Snapshot, rule: &str) -> String {
    let voters = deciding.voters(rule, &snapshot.exact.registers.members, clock::now());
    let names: Vec<String> = voters.iter().map(|voter| talks.party(voter)).collect();
    talks.words().with("vote-put-means", &[("voters", talks.words().list(&names).into())])
}

fn put_already(visit: &Visit, talks: &Talks<'_>, put: &Put) -> Markup {
    let words = visit.words();
    html! {
        p.box.flat.s {
            (words.with("vote-already-put", &[("when", talks.moment(put.at).into())])) (words.get("comma")) " "
            a href=(address(put)) { (words.get("vote-see")) }
        }
    }
}

/// Says above the form what is against it, in the reader's language.
async fn refused(house: &Arc<House>, visit: &Visit, why: Fault) -> Result<Response, Fault> {
    if why.status().is_server_error() {
        return Err(why);
    }
    let mut wrong = Wrong::default();
    wrong.add("", why.clone().said_in(visit.lang).said().0);
    shown(house, visit, why.status(), &wrong).await
}

/// Puts an article, or a whole version, to the vote of all who have it.
pub(in crate::web) async fn put(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let form = &visit.form;
    let (of, rule) = (EntryId::from(form.get("version")), form.get("rule"));
    let deciding = snapshot.deciding(&of);
    let members = &snapshot.exact.registers.members;
    let said = |name: &str| Some(form.get(name)).filter(|text| !text.is_empty());
    let act = Act::VotePut {
        article: said("article").map(Into::into),
        by_rule: rule.into(),
        meeting: said("meeting").map(EntryId::from),
        of,
        voters: deciding.map_or_else(Vec::new, |deciding| deciding.voters(rule, members, clock::now())),
    };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(act)).await {
        Ok(receipt) => Ok(to(&format!("/table/votes#{}", receipt.entry.0))),
        Err(why) => refused(&house, &visit, why).await,
    }
}

fn code(attribute: Attribute, word: &str) -> Vec<Value> {
    Code::parse(attribute, word).map(Value::Code).into_iter().collect()
}

/// The vote that a form tells of.
fn ballot(put: &Put, deciding: &Deciding, members: &[Member], member: &Arc<str>, word: &str) -> Filed {
    let secret = deciding.is_secret(&put.by_rule) && word != ABSENT;
    let present = if word == ABSENT { ABSENT } else { "present" };
    let ballot = Ballot {
        origin: Origin::default(),
        decision: put.decision.clone(),
        body: deciding
            .norm(&put.by_rule)
            .and_then(|norm| norm.rule.as_ref())
            .and_then(|rule| rule.body.clone()),
        at: Some(TimeRange::exact(put.at)),
        member: member.clone(),
        party: party_of(member, members),
        role: Vec::new(),
        present: code(Attribute::Present, present),
        vote: choice_of(word).filter(|_| !secret).into_iter().collect(),
    };
    let filed = Filed::plain(Act::VoteCast { ballot });
    if secret { filed.with(SEALED_VOTE, Class::Narrative, word.as_bytes().to_vec()) } else { filed }
}

/// Casts a vote.
pub(in crate::web) async fn cast(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let form = &visit.form;
    let put = snapshot.table.put_as(form.get("decision")).ok_or_else(Fault::not_here)?;
    let deciding = snapshot.deciding(&put.of).ok_or_else(Fault::not_here)?;
    let word = form.get("vote");
    if !CHOICES.contains(&word) && word != ABSENT {
        let mut wrong = Wrong::default();
        wrong.add("vote", visit.words().get("field-vote-missing"));
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let filed = ballot(put, &deciding, &snapshot.exact.registers.members, &form.get("member").into(), word);
    // a reason would tell how somebody voted
    let why = if deciding.is_secret(&put.by_rule) { "" } else { form.get("why") };
    let filed = filed.with("text", Class::Narrative, why.as_bytes().to_vec());
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&address(put))),
        Err(why) => refused(&house, &visit, why).await,
    }
}

/// Where a delegate declares themselves out of a vote: nobody else can.
fn recuse_form(visit: &Visit, put: &Put) -> Markup {
    let words = visit.words();
    html! {
        form.row method="post" action="/table/votes/recuse" {
            (token(visit))
            input type="hidden" name="decision" value=(put.decision);
            button.btn.quiet { (words.get("vote-recuse")) }
        }
    }
}

/// Declares oneself out of a vote: one casts none in it from then on.
pub(in crate::web) async fn recuse(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let put = snapshot.table.put_as(visit.form.get("decision")).ok_or_else(Fault::not_here)?;
    let user = visit.session()?.actor.user.clone();
    let out = Act::RecusalDeclared { case: format!("vote:{}", put.decision).into(), user };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(out)).await {
        Ok(_) => Ok(to(&address(put))),
        Err(why) => refused(&house, &visit, why).await,
    }
}

/// Takes back a vote that was written down wrongly.
pub(in crate::web) async fn withdraw(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let put = snapshot.table.put_as(visit.form.get("decision")).ok_or_else(Fault::not_here)?;
    let entry = EntryId::from(visit.form.get("entry"));
    // the page takes back votes, and nothing else that somebody once wrote
    if !snapshot.table.cast_on(&put.decision).any(|cast| cast.entry == entry) {
        return Err(Fault::not_here());
    }
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(Act::EntryWithdrawn { of: entry })).await {
        Ok(_) => Ok(to(&address(put))),
        Err(why) => refused(&house, &visit, why).await,
    }
}

/// Counts what was voted for as adopted.
pub(in crate::web) async fn adopt(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let put = snapshot.table.put_as(visit.form.get("decision")).ok_or_else(Fault::not_here)?;
    let all = articles(&talks, put);
    if all.is_empty() {
        return Err(Trouble::new("record", "article-adopted-already").with("article", &*put.decision).into());
    }
    let acts = all.into_iter().map(|article| {
        Filed::plain(Act::ArticleAdopted {
            article: article.id.clone(),
            by_rule: put.by_rule.clone(),
            of: put.of.clone(),
        })
    });
    let session = Arc::clone(visit.session()?);
    // a text that was put as a whole is adopted as a whole, or not at all
    if let Err(why) = house.act_all(&session, acts.collect()).await {
        return refused(&house, &visit, why).await;
    }
    Ok(to(&address(put)))
}

/// Whether nothing of a text stands in brackets, so that the whole of it may be put.
pub(super) fn is_clean(text: &DraftText) -> bool {
    !text.articles.iter().any(DraftArticle::is_open)
}
