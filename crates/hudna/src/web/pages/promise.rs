//! One commitment or condition: what was promised, how it stands and why, what waits for it; and the forms of those who may do
//! something about it: whoever owes it claims or withdraws it, those to whom it is owed give time or ask for it no more, whoever verifies
//! says how far it is kept, whoever may declares a condition, parties read its order.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::commitment::{Kept, Order, Scale, Stamp};
use hudna_core::dialogue::ruling::Voices;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::standing::Refusal;
use hudna_core::time::{Instant, whole_day};
use hudna_desk::document::commitments::{Bounds, Told};
use hudna_desk::record::Snapshot;
use hudna_desk::record::ruled::is_carried;
use hudna_desk::trouble::Trouble;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Wrong, latin_digits, summary};
use super::promise_forms::{Sheet, forms};
use super::promises::{address, board, drawn, kroc, pledges};
use super::talks::{address as issue_address, reads};
use super::{Page, laid};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The most characters of what is said in words.
const MOST: usize = 4_000;
/// What the picture of one commitment's neighbours may hold.
const NEAR: Bounds = Bounds { nodes: 14, steps: 2 };

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let id = visit.query.get("id").to_owned();
    shown(&house, &visit, &id, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    id: &str,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let board = board(&snapshot);
    let pledges = pledges(&snapshot, &board);
    let told = Told::of(&pledges, visit.lang);
    let at = snapshot.commitments.position(id).ok_or_else(Fault::not_here)?;
    let line = told.line(at).ok_or_else(Fault::not_here)?;
    let (kept, row) = (&snapshot.commitments.kept()[at], &board.rows[at]);
    let words = visit.words();
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let held = board.held_up_by(at);
    let main = html! {
        p.s { a href="/promises" { (words.get("page-promises")) } }
        div.head { h1 { (line.what) } p.soft.s { bdi.n { (line.id) } } }
        p.lede { @if let Some(promise) = kept.promise() { (kroc(promise, row)) } b { (line.state) } }
        (summary(words, wrong))
        div.cols {
            section.box {
                h2 { (words.get("promise-column-says")) }
                dl.kv {
                    dt { (words.get("promise-column-by")) } dd { (line.by) }
                    @if !line.to.is_empty() { dt { (words.get("promise-column-to")) } dd { (line.to) } }
                    @if !line.due.is_empty() { dt { (words.get("promise-column-due")) } dd { (line.due) } }
                }
                ul.wait { @for says in &line.says { li { (says) } } }
                @let meets = meets(&told, &snapshot, id);
                @if !meets.is_empty() {
                    h3 { (words.get("promise-meets")) }
                    ul.wait { @for (issue, says) in &meets { li { a href=(issue_address(issue)) { (says) } } } }
                }
                @if !held.is_empty() {
                    h3 { (words.count("promise-held-up", held.len())) }
                    ul.wait { @for other in held.iter().take(50) {
                        li { a href=(address(&told.id(*other))) { (told.named(*other)) } }
                    } }
                }
            }
            div.stack {
                (words_of(visit, &told, &snapshot, kept))
                (forms(&Sheet { visit, told: &told, snapshot: &snapshot, board: &board, wrong, logins: &logins }, kept, row))
            }
        }
        (drawn(&told, Some(at), NEAR))
    };
    let page = Page { title: line.what.clone(), here: "/promises", as_of: Some(board.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// The conditions of positions at the table that it is to meet, each with its issue.
fn meets(told: &Told<'_>, snapshot: &Snapshot, id: &str) -> Vec<(String, String)> {
    let table = &snapshot.table;
    let linked = table.links.iter().filter(|(_, promises)| promises.iter().any(|promise| **promise == *id));
    let said = linked.filter_map(|(condition, _)| {
        let (position, one) = table.condition(condition)?;
        let issue = table.issue(&position.issue)?;
        let values = [
            ("words", told.text(&one.words, &one.id).into()),
            ("party", told.party(&position.party.0).into()),
            ("issue", told.text(&issue.title, &issue.id).into()),
        ];
        Some((issue.id.to_string(), told.words().with("promise-meets-condition", &values)))
    });
    said.collect()
}

/// The entries in which people said something of it in words, in the order of time: who took it back, read its order, ruled on it, declared it.
fn entries_of<'s>(snapshot: &'s Snapshot, kept: &'s Kept) -> Vec<&'s EntryId> {
    let mut stamps: Vec<&Stamp> = match kept {
        Kept::Condition(condition) => condition.declared.iter().map(|one| &one.stamp).collect(),
        Kept::Promise(promise) => {
            let read = snapshot.commitments.readings_of(&promise.id).flat_map(|(_, list)| list);
            let ruled = snapshot.commitments.rulings_of(&promise.id).flat_map(|(_, list)| list);
            let said = read.map(|(.., stamp)| stamp).chain(ruled.map(|ruled| &ruled.stamp));
            said.chain(&promise.withdrawn).collect()
        }
    };
    stamps.sort_by_key(|stamp| (stamp.at, stamp.seq));
    stamps.into_iter().map(|stamp| &stamp.entry).collect()
}

/// What was said of it in words: for the parties, those who rule, and whoever may see what is sealed.
fn words_of(visit: &Visit, told: &Told<'_>, snapshot: &Snapshot, kept: &Kept) -> Markup {
    let (words, read) = (visit.words(), reads(visit) || visit.granted.may(Verb::Rule));
    let entries = entries_of(snapshot, kept);
    let said: Vec<_> = entries.into_iter().filter_map(|entry| snapshot.spoken.get(entry)).collect();
    html! {
        @if !said.is_empty() {
            section.box {
                h2 { (words.get("promise-said-words")) }
                @for one in said {
                    @let key = match &one.act {
                        Act::PromiseWithdrawn { .. } => "promise-said-withdrawn",
                        Act::SequenceRead { .. } => "promise-said-read",
                        Act::SequenceRuled { .. } => "promise-said-ruled",
                        _ => "promise-said-declared",
                    };
                    @let who = one.party.as_ref().map(|party| told.party(&party.0)).unwrap_or_default();
                    @let values = [("who", who.into()), ("moment", told.moment(one.at).into())];
                    p.s { b { (words.with(key, &values)) } }
                    @if let Act::SequenceRuled { by, .. } = &one.act {
                        p.s {
                            (words.count("ruling-stand", by.len()))
                            @if by.len() > 1 { " " span.soft { (words.get("promise-ruling-named")) } }
                        }
                    }
                    @if let Some(text) = &one.text {
                        @if read { blockquote dir="auto" { (text) } } @else { p.s.soft { (words.get("sealed")) } }
                    }
                }
            }
        }
    }
}

/// What a form says, or what is wrong with it.
struct Read<'a> {
    visit: &'a Visit,
    wrong: Wrong,
}

impl<'a> Read<'a> {
    fn of(visit: &'a Visit) -> Self {
        Self { visit, wrong: Wrong::default() }
    }

    fn wrong(&mut self, field: &'static str, key: &str) {
        self.wrong.add(field, self.visit.words().get(key));
    }

    /// What was chosen under a name; says `key` beside it where nothing was, or what cannot be chosen.
    fn chosen<T>(&mut self, name: &'static str, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = read(self.visit.form.get(name));
        if chosen.is_none() {
            self.wrong(name, key);
        }
        chosen
    }

    fn step(&mut self, name: &'static str) -> Option<u8> {
        let known = |step: &u8| Scale::ALL.iter().any(|scale| scale.step() == *step);
        self.chosen(name, "promise-scale-missing", |step| step.parse().ok().filter(known))
    }

    fn order(&mut self, name: &'static str) -> Option<Order> {
        self.chosen(name, "promise-order-missing", Order::named)
    }

    fn id(&mut self, name: &'static str, key: &str) -> Option<Arc<str>> {
        self.chosen(name, key, |id| (!id.is_empty()).then(|| id.into()))
    }

    /// The end of a local day; `None` where none was typed.
    fn day(&mut self, name: &'static str, snapshot: &Snapshot) -> Option<Instant> {
        let typed = latin_digits(self.visit.form.get(name));
        let day = typed.parse().ok().map(|day| whole_day(day, &snapshot.agreement.zone_time).hi);
        if day.is_none() && !typed.is_empty() {
            let said = self.visit.words().with("field-day-wrong", &[("typed", typed.into())]);
            self.wrong.add(name, said);
        }
        day
    }

    /// What was said in words, no longer than is taken.
    fn words(&mut self, name: &'static str) -> Vec<u8> {
        let typed = self.visit.form.get(name);
        if typed.chars().count() > MOST {
            self.wrong(name, "field-longer");
        }
        typed.as_bytes().to_vec()
    }

    /// What must be said in words.
    fn reasons(&mut self, name: &'static str) -> Vec<u8> {
        let text = self.words(name);
        if text.is_empty() {
            self.wrong(name, "promise-reasons-missing");
        }
        text
    }

    /// Does the act and shows the commitment as it then is; or shows what is wrong, beside its field where it has one.
    async fn act(
        mut self,
        house: &Arc<House>,
        id: &str,
        filed: Option<Filed>,
        beside: &[(&str, &'static str)],
    ) -> Result<Response, Fault> {
        let Some(filed) = filed.filter(|_| self.wrong.is_empty()) else {
            return shown(house, self.visit, id, StatusCode::UNPROCESSABLE_ENTITY, &self.wrong).await;
        };
        let session = Arc::clone(self.visit.session()?);
        match house.act(&session, None, filed).await {
            Ok(_) => Ok(to(&address(id))),
            Err(why) if why.status().is_server_error() => Err(why),
            Err(why) => {
                let field =
                    beside.iter().find(|(code, _)| *code == why.trouble().code).map_or("", |(_, f)| f);
                self.wrong.add(field, why.clone().said_in(self.visit.lang).said().0);
                shown(house, self.visit, id, why.status(), &self.wrong).await
            }
        }
    }
}

fn id_of(visit: &Visit) -> Arc<str> {
    visit.form.get("id").into()
}

/// Whoever owes it says how far it is done.
pub(in crate::web) async fn claim(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, mut read) = (id_of(&visit), Read::of(&visit));
    let scale = read.step("reached");
    let by = visit.form.get("party").into();
    let filed =
        scale.map(|scale| Filed::plain(Act::PromiseClaimed { by, id: id.clone(), scale: Some(scale) }));
    read.act(&house, &id, filed, &[]).await
}

/// A verifier says how far it is kept.
pub(in crate::web) async fn verify(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, mut read, snapshot) = (id_of(&visit), Read::of(&visit), house.snapshot().await?);
    let scale = read.step("scale");
    let valid_until = read.day("through", &snapshot);
    let filed = scale.map(|scale| Filed::plain(Act::PromiseVerified { id: id.clone(), scale, valid_until }));
    read.act(&house, &id, filed, &[("valid-until-past", "through")]).await
}

/// One to whom it is owed gives a longer time.
pub(in crate::web) async fn extend(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, mut read, snapshot) = (id_of(&visit), Read::of(&visit), house.snapshot().await?);
    let by = read.id("extend-by", "promise-party-missing");
    let due = read.day("day", &snapshot);
    if due.is_none() && read.wrong.of("day").is_none() {
        read.wrong("day", "promise-day-missing");
    }
    let filed = by.zip(due).map(|(by, due)| Filed::plain(Act::PromiseExtended { by, due, id: id.clone() }));
    let beside = [
        ("extension-no-longer", "day"),
        ("promise-no-deadline", "day"),
        ("promise-not-owed-to", "extend-by"),
    ];
    read.act(&house, &id, filed, &beside).await
}

/// One to whom it is owed asks for it no more.
pub(in crate::web) async fn release(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (id, mut read) = (id_of(&visit), Read::of(&visit));
    let by = read.id("release-by", "promise-party-missing");
    let filed = by.map(|by| Filed::plain(Act::PromiseReleased { by, id: id.clone() }));
    read.act(&house, &id, filed, &[("promise-not-owed-to", "release-by")]).await
}

/// Whoever owes it stands by it no more.
pub(in crate::web) async fn withdraw(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (id, mut read) = (id_of(&visit), Read::of(&visit));
    let why = read.reasons("why");
    let act = Act::PromiseWithdrawn { by: visit.form.get("party").into(), id: id.clone() };
    let filed = Filed::plain(act).with("text", Class::Narrative, why);
    read.act(&house, &id, Some(filed), &[]).await
}

/// A party says how it reads an order.
pub(in crate::web) async fn read(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, mut read) = (id_of(&visit), Read::of(&visit));
    let on = read.id("on", "promise-other-missing");
    let how = read.order("how");
    let reasons = read.words("reading");
    let by = visit.form.get("party").into();
    let filed = on.zip(how).map(|(on, how)| {
        let act = Act::SequenceRead { by, how, id: id.clone(), on };
        Filed::plain(act).with("text", Class::Narrative, reasons)
    });
    let beside = [("needs-circle", "how"), ("promise-unknown", "on"), ("order-of-others", "on")];
    read.act(&house, &id, filed, &beside).await
}

/// What is against a ruling on the order of `id` in the names of `by`, as members are called; asked again by the record.
fn carried(
    snapshot: &Snapshot,
    (own, id): (&UserId, &str),
    by: &[UserId],
    called: &Called<'_>,
) -> Result<(), Refusal> {
    let standing = &snapshot.standing;
    let members: Vec<UserId> =
        standing.users.keys().filter(|user| standing.may(user, Verb::Rule)).cloned().collect();
    let (board, now) = (board(snapshot), clock::now());
    let at = snapshot.commitments.position(id);
    let contests = at.map(|at| board.contests(&snapshot.commitments, at)).unwrap_or_default();
    let put = contests.iter().map(|one| one.since.recorded_at).min().unwrap_or(now);
    let voices = Voices { members: &members, by, against: &[], abstained: &[] };
    is_carried(Some(&snapshot.agreement), own, &voices, (put, now), &|user| called.choice(user))
}

/// The commission settles how an order is read.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, mut read, snapshot) = (id_of(&visit), Read::of(&visit), house.snapshot().await?);
    if visit.form.get("ruled-before") != super::promise_forms::ruled_before(&snapshot, &id) {
        read.wrong("", "promise-ruled-since");
        return shown(&house, &visit, &id, StatusCode::CONFLICT, &read.wrong).await;
    }
    let on = read.id("ruled-on", "promise-other-missing");
    let how = read.order("ruled-how");
    let by: Vec<UserId> = visit.form.all("stands").map(UserId::from).collect();
    if by.is_empty() {
        read.wrong("stands", "field-stands-missing");
    } else {
        let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
        let called = Called { visit: &visit, standing: &snapshot.standing, logins: &logins };
        if let Err(why) = carried(&snapshot, (&visit.session()?.actor.user, &id), &by, &called) {
            read.wrong.add("stands", Fault::from(Trouble::from(why)).said_in(visit.lang).said().0);
        }
    }
    let grounds = read.reasons("grounds");
    let filed = on.zip(how).map(|(on, how)| {
        let act = Act::SequenceRuled { by, how, id: id.clone(), on };
        Filed::plain(act).with("text", Class::Narrative, grounds)
    });
    let beside = [
        ("needs-circle", "ruled-how"),
        ("promise-unknown", "ruled-on"),
        ("order-not-disputed", "ruled-on"),
        ("reasons-missing", "grounds"),
        ("ruling-without-you", "stands"),
        ("ruling-no-quorum", "stands"),
        ("ruling-not-carried", "stands"),
        ("ruling-undetermined", "stands"),
        ("vote-twice", "stands"),
    ];
    read.act(&house, &id, filed, &beside).await
}

/// Whoever may declares whether a condition holds.
pub(in crate::web) async fn declare(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (id, mut read) = (id_of(&visit), Read::of(&visit));
    let by = read.id("declare-by", "promise-party-missing");
    let holds = read.chosen("holds", "promise-holds-missing", |said| match said {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let statement = read.words("statement");
    let filed = by.zip(holds).map(|(by, holds)| {
        let act = Act::ConditionDeclared { by, holds, id: id.clone() };
        Filed::plain(act).with("text", Class::Narrative, statement)
    });
    read.act(&house, &id, filed, &[("condition-not-yours", "declare-by")]).await
}

/// A condition of a position at the table is linked to this promise.
pub(in crate::web) async fn link(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, mut read) = (id_of(&visit), Read::of(&visit));
    let condition = read.id("condition", "promise-condition-missing");
    let filed =
        condition.map(|condition| Filed::plain(Act::ConditionLinked { condition, promise: id.clone() }));
    let beside = [("condition-not-attached", "condition"), ("condition-linked-already", "condition")];
    read.act(&house, &id, filed, &beside).await
}
