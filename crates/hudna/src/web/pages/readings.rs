//! What the parties read differently: terms with a reading per party, lines and zones with a course per party, and the rulings that settle
//! them; who belongs to whom, and who disputes it.
//!
//! A ruling is looked at before it is made: which findings would be others is worked out first, with the same weighing as ever.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::{About, Agreement};
use hudna_core::dialogue::ruling::Voices;
use hudna_core::finding::{Finding, Outcome};
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::time::{Instant, whole_day};
use hudna_desk::document::plain;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::draft_tried::Changed;
use hudna_desk::record::ruled::is_taken;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Lang;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Field, Wrong, area, choice, latin_digits, picked, summary};
use super::ruling::{self, STANDS};
use super::slip::{pressed, refused};
use super::{Page, finding, laid, marks, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// Findings listed of those that would change.
const LISTED: usize = 60;
/// Codes with which the record refuses a ruling on a reading, and the field that each is about.
const ABOUT: &[(&str, &str)] = &[
    ("reading-unknown", "reading"),
    ("term-unknown", "reading"),
    ("ruling-no-quorum", STANDS),
    ("ruling-not-carried", STANDS),
    ("ruling-rule-other", "rule"),
    ("ruling-undetermined", STANDS),
    ("ruling-without-you", STANDS),
    ("vote-twice", STANDS),
];

/// Something that each party has its own way.
struct Question {
    /// The term, or the dispute over lines and zones.
    id: Arc<str>,
    /// How a reader is told of it.
    name: String,
    /// Whose, and what that takes in, where it is a reading.
    sides: Vec<(Arc<str>, Option<String>)>,
    /// What was ruled: from when, whose, and where that was given.
    rulings: Vec<(Instant, Arc<str>, Arc<str>)>,
    /// What the drafters knew of it and left standing.
    known: Vec<String>,
}

impl Question {
    fn is_term(&self) -> bool {
        self.sides.iter().any(|(_, reading)| reading.is_some())
    }
    fn address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("about", &self.id);
        format!("/agreement/reading?{}", query.finish())
    }
}

/// The questions of a text, terms first.
fn questions(agreement: &Agreement, lang: Lang) -> Vec<Question> {
    let known = |is_it: &dyn Fn(&About) -> bool| -> Vec<String> {
        let all = agreement.ambiguities.iter().filter(|one| is_it(&one.about));
        all.map(|one| lang.of(&one.words).to_owned()).collect()
    };
    let terms = agreement.terms.iter().map(|term| Question {
        id: term.id.clone(),
        name: plain::term(agreement, &term.id, lang),
        sides: term
            .readings
            .iter()
            .map(|reading| (reading.by.clone(), Some(plain::condition(agreement, &reading.when, lang))))
            .collect(),
        rulings: term.rulings.clone(),
        known: known(&|about| matches!(about, About::Term(id) if *id == term.id)),
    });
    let mut all: Vec<Question> = terms.collect();
    let mut disputes: Vec<&Arc<str>> =
        agreement.geometries.iter().filter_map(|drawn| drawn.dispute.as_ref()).collect();
    disputes.sort();
    disputes.dedup();
    for dispute in disputes {
        let drawn = || agreement.geometries.iter().filter(|one| one.dispute.as_ref() == Some(dispute));
        let (mut names, mut sides): (Vec<String>, Vec<Arc<str>>) = (Vec::new(), Vec::new());
        for one in drawn() {
            let name = plain::geometry(agreement, &one.id, lang);
            if !names.contains(&name) {
                names.push(name);
            }
            sides.extend(one.course_of.clone().filter(|party| !sides.contains(party)));
        }
        let rulings = agreement.course_rulings.iter().filter(|ruled| ruled.dispute == *dispute);
        all.push(Question {
            id: dispute.clone(),
            name: hudna_desk::words::Words::of(lang).list(&names),
            sides: sides.into_iter().map(|party| (party, None)).collect(),
            rulings: rulings.map(|one| (one.from, one.settles.clone(), one.reference.clone())).collect(),
            known: known(&|about| matches!(about, About::Dispute(id) if id == dispute)),
        });
    }
    all
}

/// The terms and lines that parties have each their own way, as part of the agreement's page.
pub(super) fn terms(visit: &Visit, snapshot: &Snapshot, agreement: &Agreement) -> Markup {
    let words = visit.words();
    let all = questions(agreement, visit.lang);
    html! {
        @if !all.is_empty() {
            section.box id="readings" {
                h2 { (words.get("readings")) " " small { (words.get("readings-means")) } }
                @for one in &all {
                    div.norm id=(format!("reading-{}", one.id)) {
                        (question(visit, snapshot, agreement, one))
                        @if visit.granted.may(Verb::Rule) && agreement.version == snapshot.agreement.version && !snapshot.texts.is_empty() {
                            p { a.btn href=(one.address()) { (words.get("reading-rule")) } }
                        }
                    }
                }
            }
        }
    }
}

/// One of them: how each party has it, and what was ruled.
fn question(visit: &Visit, snapshot: &Snapshot, agreement: &Agreement, one: &Question) -> Markup {
    let (words, lang) = (visit.words(), visit.lang);
    let party = |id: &str| plain::actor(agreement, id, lang);
    html! {
        h3.mt { (one.name) }
        p.xs.soft { (words.get(if one.is_term() { "reading-term" } else { "reading-line" })) }
        @for said in &one.known { p.s.soft { (said) } }
        ul.wait {
            @for (by, reading) in &one.sides {
                li {
                    @match reading {
                        Some(clause) => { (words.with("whole-reading", &[("party", party(by).into()), ("clause", clause.as_str().into())])) }
                        None => { (words.with("reading-course", &[("party", party(by).into())])) }
                    }
                }
            }
        }
        @if one.rulings.is_empty() { p.empty { b { (words.get("reading-unruled")) } (words.get("reading-unruled-means")) } }
        @for (from, whose, reference) in &one.rulings { (ruled(visit, snapshot, agreement, (*from, whose, reference, one.is_term()))) }
    }
}

/// A ruling that settles it from a moment on.
fn ruled(
    visit: &Visit,
    snapshot: &Snapshot,
    agreement: &Agreement,
    (from, whose, reference, is_term): (Instant, &Arc<str>, &Arc<str>, bool),
) -> Markup {
    let (words, lang) = (visit.words(), visit.lang);
    let act = snapshot.spoken.get(&EntryId(reference.clone()));
    let key = if is_term { "reading-ruled" } else { "reading-ruled-course" };
    let values = [
        ("from", plain::moment(agreement, from, lang).into()),
        ("party", plain::actor(agreement, whose, lang).into()),
    ];
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, lang);
    html! {
        div.note {
            p { b { (words.with(key, &values)) } " " span.s.soft { (words.get("reading-ruled-means")) } }
            @match act.map(|spoken| (spoken, &spoken.act)) {
                Some((spoken, Act::ReadingRuled { by_rule, by, against, abstained, .. })) => {
                    p.s {
                        (words.with("reading-ruled-at", &[("moment", screen.moment(spoken.at).into())])) " "
                        @if let Some(rule) = by_rule { (words.with("ruling-by-rule", &[("rule", screen.norm(rule).into())])) " " }
                        (words.count("ruling-stand", by.len()))
                        @if !against.is_empty() { " " (words.count("ruling-against", against.len())) }
                        @if !abstained.is_empty() { " " (words.count("ruling-abstained", abstained.len())) }
                    }
                    @if let Some(text) = &spoken.text {
                        @if visit.reads_words_of(spoken) { blockquote dir="auto" { (text) } } @else { p.s.soft { (words.get("sealed")) } }
                    }
                }
                _ => p.s { (words.with("reading-reference", &[("reference", hudna_desk::words::isolated(reference).into())])) },
            }
        }
    }
}

/// Who belongs to whom, by the text and by what was stated since; who is outside of it.
pub(super) fn links(visit: &Visit, snapshot: &Snapshot, agreement: &Agreement) -> Markup {
    let (words, lang) = (visit.words(), visit.lang);
    let own = agreement.links.iter().filter(|link| link.words.start != u32::MAX);
    let own: Vec<String> = own.map(|link| plain::link(agreement, link, lang)).collect();
    let stated = snapshot.handled.links.iter().zip(&snapshot.exact.registers.links);
    let party = visit.granted.party.as_ref().filter(|_| visit.granted.may(Verb::Reply));
    let excluded: Vec<String> =
        agreement.excluded.iter().map(|id| plain::actor(agreement, id, lang)).collect();
    let kinds: Vec<String> =
        agreement.answers_for.iter().map(|kind| words.get(&format!("link-{}", kind.name()))).collect();
    html! {
        @if !own.is_empty() || !excluded.is_empty() || !snapshot.handled.links.is_empty() {
            section.box id="links" {
                h2 { (words.get("links")) }
                @if !kinds.is_empty() { p.s { (words.with("links-answers-for", &[("links", words.list(&kinds).into())])) } }
                ul.wait.s { @for said in &own { li { (said) } } }
                @if !snapshot.handled.links.is_empty() {
                    h3.mt { (words.get("links-stated")) }
                    ul.wait.s {
                        @for (entry, row) in stated {
                            li {
                                @if let Some(link) = agreement.with_links(std::slice::from_ref(row)).links.last() { (plain::link(agreement, link, lang)) }
                                @if party.is_some_and(|party| !row.disputed_by.contains(&party.0)) {
                                    form method="post" action="/agreement/dispute" {
                                        (token(visit)) input type="hidden" name="of" value=(entry.0);
                                        button.btn.quiet { (words.get("links-dispute")) }
                                    }
                                }
                            }
                        }
                    }
                    @if party.is_some() { p.xs.soft { (words.get("links-dispute-means")) } }
                }
                @if !excluded.is_empty() {
                    p.mt { b { (words.get("parts-excluded")) } " " (words.list(&excluded)) }
                    p.s.soft { (words.get("links-excluded-means")) }
                }
            }
        }
    }
}

/// The way from a finding that turns on a reading or a course to that reading or course.
pub(super) fn settling(words: &hudna_desk::words::Words, agreement: &Agreement, found: &Finding) -> Markup {
    let facts = found.missing.iter().flat_map(|set| &set.facts);
    let mut ids: Vec<&str> = facts
        .filter_map(|fact| fact.fact.strip_prefix("term ").or_else(|| fact.fact.strip_prefix("course ")))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let all = if ids.is_empty() { Vec::new() } else { questions(agreement, words.lang()) };
    html! {
        @for one in all.iter().filter(|one| ids.contains(&&*one.id)) {
            p.s { a href=(format!("/agreement#reading-{}", one.id)) { (words.with("reading-see", &[("name", one.name.as_str().into())])) } }
        }
    }
}

/// What a ruling that is looked at says: whose, and from when.
struct Tried {
    whose: Arc<str>,
    from: Instant,
}

fn tried(
    visit: &Visit,
    form: &Form,
    one: &Question,
    agreement: &Agreement,
    wrong: &mut Wrong,
) -> Option<Tried> {
    let words = visit.words();
    let whose = picked((words, form), "reading", |id| one.sides.iter().any(|(by, _)| **by == *id), wrong);
    if whose.is_none() && wrong.of("reading").is_none() {
        wrong.add("reading", words.get("slip-choose"));
    }
    let typed = latin_digits(form.get("from"));
    let from = typed.parse().ok().map(|day| whole_day(day, &agreement.zone_time).lo);
    if from.is_none() {
        let said = match typed.is_empty() {
            true => words.get("slip-missing"),
            false => words.with("field-day-wrong", &[("typed", typed.into())]),
        };
        wrong.add("from", said);
    }
    Some(Tried { whose: whose?.into(), from: from? })
}

fn asked(visit: &Visit, form: &Form, snapshot: &Snapshot) -> Result<Question, Fault> {
    let all = questions(&snapshot.agreement, visit.lang);
    let found = all.into_iter().find(|one| *one.id == *form.get("about") && !snapshot.texts.is_empty());
    found.ok_or_else(|| Trouble::new("record", "not-here").into())
}

/// The page: what is read how, what a ruling would change, and the ruling.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = asked(&visit, &visit.query, &snapshot)?;
    let mut wrong = Wrong::default();
    let is_looked = !visit.query.get("reading").is_empty() || !visit.query.get("from").is_empty();
    let tried =
        if is_looked { tried(&visit, &visit.query, &one, &snapshot.agreement, &mut wrong) } else { None };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shown(&house, &visit, (&snapshot, &one), (tried, &wrong), status).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    (snapshot, one): (&Arc<Snapshot>, &Question),
    (tried, wrong): (Option<Tried>, &Wrong),
    status: StatusCode,
) -> Result<Response, Fault> {
    let words = visit.words();
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let mut changed = None;
    if let Some(tried) = &tried {
        let place = house.making.place(visit).await?;
        let (over, id, whose, from) = (Arc::clone(snapshot), one.id.clone(), tried.whose.clone(), tried.from);
        let weighing = tokio::task::spawn_blocking(move || {
            let _place = place;
            over.try_ruling(&id, &whose, from)
        });
        changed = Some(weighing.await.map_err(|_| Fault::ours())?);
    }
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let title = words.with("reading-title", &[("name", one.name.as_str().into())]);
    let main = html! {
        p.s { a href="/agreement#readings" { (words.get("page-agreement")) } }
        div.head { h1 { (title) } }
        (summary(words, wrong))
        section.box { (question(visit, snapshot, &snapshot.agreement, one)) }
        (looking(visit, snapshot, one, wrong))
        @if let (Some(tried), Some(changed)) = (&tried, &changed) {
            section.box {
                h2 { (words.get("try-changes")) }
                (changes(visit, &screen, snapshot, changed))
            }
            (form(visit, &screen, snapshot, (one, tried), (&logins, wrong)))
        }
    };
    let page = Page { title, here: "/agreement", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Whose reading or course, and from when, to be looked at.
fn looking(visit: &Visit, snapshot: &Snapshot, one: &Question, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let said = if visit.form.get("about").is_empty() { &visit.query } else { &visit.form };
    let none = (String::new(), words.get("reading-choose"));
    let sides: Vec<(String, String)> = std::iter::once(none)
        .chain(
            one.sides
                .iter()
                .map(|(by, _)| (by.to_string(), plain::actor(&snapshot.agreement, by, visit.lang))),
        )
        .collect();
    let from = Field {
        name: "from",
        kind: "date",
        key: "field-ruled-from",
        typed: said.get("from"),
        autocomplete: "off",
        required: true,
    };
    html! {
        form.box.stack method="get" action="/agreement/reading" {
            h2 { (words.get("reading-look")) }
            input type="hidden" name="about" value=(one.id);
            (choice(words, ("reading", if one.is_term() { "field-reading" } else { "field-course" }), &sides, said.get("reading"), wrong))
            (from.shown(words, wrong))
            p { button.btn { (words.get("reading-look-do")) } }
        }
    }
}

fn changes(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, changed: &[Changed]) -> Markup {
    let words = visit.words();
    let said = |outcome: Option<Outcome>| {
        html! { @match outcome { Some(outcome) => (marks::piece(&screen.outcome(outcome))), None => span.soft { (words.get("decide-nothing")) } } }
    };
    html! {
        @if changed.is_empty() { p { (words.get("decide-no-finding")) } }
        @else {
            table.t.fold {
                thead { tr { th { (words.get("column-norm")) } th { (words.get("column-subject")) } th { (words.get("decide-now")) } th { (words.get("decide-then")) } } }
                tbody {
                    @for one in changed.iter().take(LISTED) {
                        @let incident = one.subject.split_once('/').filter(|(id, _)| id.starts_with("INC-")).and_then(|(id, _)| snapshot.incident_at(snapshot.incident(id)?, false));
                        tr {
                            th scope="row" { (screen.norm(&one.norm)) }
                            td.full data-l=(words.get("column-subject")) {
                                @match incident {
                                    Some(incident) => {
                                        a href=(format!("/incidents/{}", incident.id.0)) { (screen.what(&incident)) } " " span.s.soft { (screen.when(&incident)) } " " bdi.n.xs { (one.subject) }
                                    }
                                    None => (screen.subject_named(&one.subject)),
                                }
                            }
                            td.full data-l=(words.get("decide-now")) { (said(one.before)) }
                            td.full data-l=(words.get("decide-then")) { (said(one.after)) }
                        }
                    }
                }
            }
            @if changed.len() > LISTED { p.s { (words.count("decide-more", changed.len() - LISTED)) } }
        }
    }
}

/// Who may rule: a reading is no case from which anybody could be out.
fn bench(snapshot: &Snapshot) -> Vec<UserId> {
    let standing = &snapshot.standing;
    standing.users.keys().filter(|user| standing.may(user, Verb::Rule)).cloned().collect()
}

/// The ruling, on what was looked at.
fn form(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (one, tried): (&Question, &Tried),
    (logins, wrong): (&[(UserId, String)], &Wrong),
) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let Some(own) = visit.user() else { return html! {} };
    let (rules, decides) = ruling::rules(&snapshot.agreement, screen);
    let members = bench(snapshot);
    let members: Vec<&UserId> = members.iter().collect();
    let called = Called { visit, standing: &snapshot.standing, logins };
    let said = if form.get("about").is_empty() { &visit.query } else { form };
    let key = if one.is_term() { "reading-ruled" } else { "reading-ruled-course" };
    let (agreement, lang) = (&snapshot.agreement, visit.lang);
    let values = [
        ("from", plain::moment(agreement, tried.from, lang).into()),
        ("party", plain::actor(agreement, &tried.whose, lang).into()),
    ];
    html! {
        form.box.stack method="post" action="/agreement/reading/rule" {
            h2 { (words.get("ruling-make")) }
            p { b { (words.with(key, &values)) } " " (words.get("reading-ruled-means")) }
            (token(visit))
            input type="hidden" name="about" value=(one.id);
            input type="hidden" name="reading" value=(tried.whose);
            input type="hidden" name="from" value=(said.get("from"));
            (choice(words, ("rule", if decides { "field-rule" } else { "field-rule-paragraph" }), &rules, form.get("rule"), wrong))
            (ruling::votes(visit, &called, (&members, own), wrong))
            (area(words, ("reasons", "field-reasons"), form.typed("reasons"), wrong))
            p { button.btn.main { (words.get("ruling-make-do")) } }
        }
    }
}

/// What the form of a ruling must say.
fn told(
    visit: &Visit,
    snapshot: &Snapshot,
    (one, tried): (&Question, &Tried),
    (own, logins): (&UserId, &[(UserId, String)]),
    wrong: &mut Wrong,
) -> Option<Filed> {
    let (words, form) = (visit.words(), &visit.form);
    let view = snapshot.saying(false);
    let (rules, _) = ruling::rules(&snapshot.agreement, &Screen::of(&view, visit.lang));
    let rule: Option<Arc<str>> =
        rules.iter().find(|(id, _)| id == form.get("rule")).map(|(id, _)| id.as_str().into());
    if rule.is_none() {
        wrong.add("rule", words.get("field-rule-missing"));
    }
    let members = bench(snapshot);
    let [by, against, abstained] = ruling::voted(form, &members);
    if by.is_empty() {
        wrong.add(STANDS, words.get("field-stands-missing"));
    } else if let Some(rule) = &rule {
        let now = clock::now();
        let voices = Voices { members: &members, by: &by, against: &against, abstained: &abstained };
        let people = Called { visit, standing: &snapshot.standing, logins };
        let called = |user: &UserId| people.choice(user);
        if let Err(why) = is_taken(&snapshot.agreement, (rule, own), &voices, (now, now), &called) {
            wrong.add(STANDS, Fault::from(Trouble::from(why)).said_in(visit.lang).said().0);
        }
    }
    let reasons = finding::words_of(visit, "reasons", wrong).filter(|_| wrong.is_empty())?;
    let (from, reading, term) = (tried.from, tried.whose.clone(), one.id.clone());
    let act = Act::ReadingRuled { abstained, against, by, by_rule: rule, from, reading, term };
    Some(Filed::plain(act).with("text", Class::Narrative, reasons))
}

/// Rules on a reading or a course.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = asked(&visit, &visit.form, &snapshot)?;
    let own = visit.session()?.actor.user.clone();
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let mut wrong = Wrong::default();
    let unsound = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(looked) = tried(&visit, &visit.form, &one, &snapshot.agreement, &mut wrong) else {
        return shown(&house, &visit, (&snapshot, &one), (None, &wrong), unsound).await;
    };
    let Some(filed) = told(&visit, &snapshot, (&one, &looked), (&own, &logins), &mut wrong) else {
        return shown(&house, &visit, (&snapshot, &one), (Some(looked), &wrong), unsound).await;
    };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&format!("/agreement#reading-{}", one.id))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let wrong = refused(&visit, &why, ABOUT);
            shown(&house, &visit, (&snapshot, &one), (Some(looked), &wrong), why.status()).await
        }
    }
}

/// A party disputes a link that somebody stated.
pub(in crate::web) async fn dispute(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let Some(by) = visit.granted.party.clone() else {
        return Err(Trouble::new("record", "reply-without-party").into());
    };
    let of = EntryId::from(visit.form.get("of"));
    pressed(&house, &visit, Filed::plain(Act::AffiliationDisputed { by, of }), "/agreement#links").await
}
