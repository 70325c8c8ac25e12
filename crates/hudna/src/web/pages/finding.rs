//! One finding: the text, why, what would settle it, what people did with it; and for those who may, accept, return, reply.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::finding::{Finding, Outcome};
use hudna_core::ledger::act::{Act, FindingRef, Seen, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Thing;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};
use maud::{Markup, html};

use super::field::{Wrong, area, summary};
use super::plainly::plainly;
use super::slip::refused;
use super::visited::Visits;
use super::{Page, clocks, laid, marks, readings, review, ruling, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// Codes with which the record refuses a ruling, and the field that each is about.
const ABOUT: &[(&str, &str)] = &[
    ("conflict-of-interest", "stands"),
    ("judge-of-oneself", "stands"),
    ("recused", "stands"),
    ("ruling-no-quorum", "stands"),
    ("ruling-not-carried", "stands"),
    ("ruling-rule-other", "rule"),
    ("ruling-undetermined", "stands"),
    ("ruling-without-you", "stands"),
    ("vote-twice", "stands"),
];
/// The most characters of a reason or reply.
const MOST_WORDS: usize = 20_000;

/// Where a finding's page is.
pub(super) fn address(name: &FindingRef) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("norm", &name.norm).append_pair("subject", &name.subject);
    query.append_pair("version", &name.version.to_string());
    format!("/finding?{}", query.finish())
}

/// What a finding is about, in a list: a link that says what is told and which norm is asked, and beneath it where and when; the id small.
pub(super) fn listed(screen: &Screen<'_>, snapshot: &Snapshot, found: &Finding) -> Markup {
    let words = screen.words();
    let incident = snapshot.incident_of(found, false);
    let incident = incident.as_deref();
    let what = incident.map_or_else(|| screen.subject(found), |incident| screen.what(incident));
    html! {
        a href=(address(&FindingRef::of(found))) { (what) (words.get("colon")) " " (screen.norm(&found.norm)) }
        @if let Some(incident) = incident {
            div.s.soft {
                (screen.place(incident)) (words.get("comma")) " " (screen.when(incident)) " " bdi.n.xs { (found.subject.id) }
            }
        }
    }
}

/// The finding that a form or query names.
pub(super) fn named(form: &Form) -> FindingRef {
    FindingRef {
        norm: form.get("norm").into(),
        subject: form.get("subject").into(),
        version: form.get("version").parse().unwrap_or(i64::MIN),
    }
}

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let name = named(&visit.query);
    shown(&house, &visit, &name, StatusCode::OK, &Wrong::default()).await
}

pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    name: &FindingRef,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let (snapshot, reviewing) = review::sight(house, visit, name).await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let unknown = || {
        Trouble::new("record", "finding-unknown").with("norm", &*name.norm).with("subject", &*name.subject)
    };
    let at = snapshot.finding(name).ok_or_else(unknown)?;
    let incident_at = snapshot.listed(at).and_then(|one| one.incident);
    let exact = incident_at.map_or(visit.granted.sealed, |at| visit.sees_all_of(&snapshot, at));
    if exact {
        let about = format!("{} {}", name.norm, name.subject);
        house.reads(visit.session()?, Thing::about("finding", Some(&about))).await?;
    }
    let view = visit.saying(&snapshot, incident_at, exact);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let finding = snapshot.finding_at(at, exact).ok_or_else(unknown)?;
    let finding = &*finding;
    let incident = snapshot.incident_of(finding, exact);
    let question = screen.question(finding);
    let settled = snapshot.stages.standing(finding) != Outcome::Undetermined;
    let (logins_of, opened) = (logins.as_slice(), None);
    let visits = Visits { visit, screen: &screen, snapshot: &snapshot, logins: logins_of, opened };
    let main = html! {
        p.s { a href="/findings" { (words.get("page-findings")) } " / " (about(&screen, finding)) }
        div.head { h1 { (question) } }
        (summary(words, wrong))
        div.box.verdict {
            div {
                span.big { (marks::piece(&screen.standing_of(finding))) }
                p.s.soft { (marks::piece(&screen.stage(screen.stage_of(finding)))) }
            }
            div {
                p { (screen.why(finding)) }
                p.s { (words.get("finding-against-page")) " " (screen.against(&finding.against)) }
                @let possible = screen.possible(finding);
                @if !possible.is_empty() && !settled { p.s { (possible) } }
                p.s { (marks::pieces(&screen.remarks(finding))) }
            }
        }
        (clocks::steps(&screen, &snapshot, finding, (&house.clocks, clock::now())))
        (ruling::panel(visit, &screen, &snapshot, finding))
        div.cols {
            div.stack {
                (article(words, screen.version(finding.version), finding))
                section.box {
                    h2 { (words.get("finding-why")) " " small { (words.get("finding-why-means")) } }
                    (marks::tree(&screen.reasons(finding, incident.as_deref())))
                }
            }
            div.stack {
                @if !settled && !finding.missing.is_empty() {
                    section.box {
                        h2 { (words.get("finding-settles")) " " small { (words.get("finding-settles-means")) } }
                        ol.wait { @for set in &finding.missing { li { (marks::pieces(&screen.missing(set))) } } }
                        (readings::settling(words, &snapshot.agreement, finding))
                    }
                }
                (spoken(visit, &screen, &snapshot, finding))
                (visits.of_finding(name))
                (review::form(visit, &snapshot, (name, finding), (reviewing, wrong)))
                @if !reviewing { (forms(visit, &snapshot, name, finding, wrong)) }
                @let reply = clocks::for_reply(&screen, &snapshot, finding, (&house.clocks, clock::now()));
                (ruling::forms(visit, &screen, &snapshot, (name, finding), (&logins, reply.as_ref(), wrong)))
            }
        }
        @if !exact { p.s.soft { (words.get("coarse-means")) } }
    };
    let page = Page { title: question, here: "/findings", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn about(screen: &Screen<'_>, finding: &Finding) -> Markup {
    html! {
        @if finding.subject.deed.is_some() { a.n href=(format!("/incidents/{}", finding.subject.id)) { (finding.subject.id) } }
        @else { (screen.subject(finding)) }
    }
}

/// The article in both languages, the one that prevails first.
fn article(words: &Words, agreement: &Agreement, finding: &Finding) -> Markup {
    let article = agreement.article_of(&finding.norm);
    let tail = article.and_then(|a| finding.norm.strip_prefix(&*a.id)).unwrap_or_default();
    let first = tail.split('.').find(|part| !part.is_empty()).unwrap_or_default();
    let paragraph = article.and_then(|article| {
        let number: String = article.id.chars().filter(char::is_ascii_digit).collect();
        let wanted = format!("{number}.{first}");
        article.paragraphs.iter().find(|(n, _)| **n == *wanted || **n == *first)
    });
    let plain = agreement
        .norm(&finding.norm)
        .map(|norm| hudna_desk::document::screen::plain(agreement, norm, words.lang()).paragraph());
    let version = finding.version.to_string();
    html! {
        section.box {
            h2 {
                (words.get("finding-text")) " "
                small { (words.with("finding-text-version", &[("version", version.into())])) }
            }
            @if let Some((_, both)) = paragraph {
                div.cols.half {
                    @for lang in words.lang().both_first() {
                        @let text = if lang == Lang::Ar { &both.ar } else { &both.en };
                        @if !text.is_empty() { p.text lang=(lang.code()) dir=(lang.dir()) { (text) } }
                    }
                }
            }
            @if let Some(plain) = plain { p.s.mt { (plain) } }
        }
    }
}

/// What people did with it: whose role, when; words for those who may read them.
fn spoken(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, finding: &Finding) -> Markup {
    let words = visit.words();
    let staged = screen.said_of(finding);
    // the ruling that stands and its dissents have their own place
    let beside = staged.filter(|s| s.stage == Stage::Ruled).and_then(|s| s.by.as_ref());
    let entries = staged.into_iter().flat_map(|s: &Staged| &s.entries).filter(|entry| Some(*entry) != beside);
    let acts: Vec<_> = entries.filter_map(|entry| snapshot.spoken.get(entry)).collect();
    html! {
        @if !acts.is_empty() {
            section.box {
                h2 { (words.get("finding-spoken")) }
                ul.wait {
                    @for act in acts {
                        li {
                            (words.get(&format!("act-{}", act.act.kind().replace(['.', '_'], "-"))))
                            @if let Some(party) = &act.party { (words.get("comma")) " " (screen.actor(&party.0)) }
                            @if matches!(act.act, Act::RulingMade { .. }) { " " span.soft { (words.get("ruling-replaced")) } }
                            br; time.s.soft { (screen.moment(act.at)) }
                            (review::told(words, act))
                            @if let Some(text) = &act.text {
                                @if visit.reads_words_of(act) { blockquote dir="auto" { (text) } }
                                @else { p.s.soft { (words.get("sealed")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a form about a finding carries.
pub(super) fn hidden(name: &FindingRef) -> Markup {
    html! {
        input type="hidden" name="norm" value=(name.norm);
        input type="hidden" name="subject" value=(name.subject);
        input type="hidden" name="version" value=(name.version);
    }
}

/// The forms that this visitor may send, but those of the commission.
fn forms(visit: &Visit, snapshot: &Snapshot, name: &FindingRef, finding: &Finding, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let own = visit.session.as_ref().map(|session| &session.actor.user);
    let seen = finding.subject.deed.and_then(|_| snapshot.version(&finding.subject.id));
    let hidden = html! {
        (token(visit)) (hidden(name))
        @if let Some(seen) = seen { input type="hidden" name="seen" value=(seen); }
        input type="hidden" name="outcome" value=(finding.outcome.name());
    };
    let assesses = visit.may_on(Verb::Assess, snapshot, finding) && seen.is_some();
    let out = own.is_some_and(|own| snapshot.is_out(own, name));
    let ruled = snapshot.stages.finding(finding).is_some_and(|staged| staged.stage == Stage::Ruled);
    let given = own.is_some_and(|own| snapshot.is_blind(own) && snapshot.has_assessed(own, name));
    html! {
        @if assesses && given { p.note { (words.get("finding-assessed-by-you")) } }
        @if assesses && !out && !given && !ruled {
            form.box.stack method="post" action="/finding/accept" {
                h2 { (words.get("finding-accept")) }
                p.s { (words.with("finding-accept-means", &[("outcome", words.get(&format!("outcome-{}", finding.outcome.name())).into())])) }
                @if own.is_some_and(|own| snapshot.is_blind(own)) { p.s.soft { (words.get("finding-blind")) } }
                (hidden)
                p { button.btn.main { (words.get("finding-accept-do")) } }
            }
            form.box.stack method="post" action="/finding/return" {
                h2 { (words.get("finding-return")) }
                (hidden)
                (area(words, ("reason", "field-reason"), visit.form.typed("reason"), wrong))
                p { button.btn { (words.get("finding-return-do")) } }
            }
        }
        @if visit.may_on(Verb::Reply, snapshot, finding) && visit.granted.party.is_some() {
            form.box.stack method="post" action="/finding/reply" {
                h2 { (words.get("finding-reply")) }
                (hidden)
                (area(words, ("reply", "field-reply"), visit.form.typed("reply"), wrong))
                p { button.btn.main { (words.get("finding-reply-do")) } }
            }
        }
        @if !visit.granted.may(Verb::Assess) && !visit.granted.may(Verb::Reply) {
            p.s.soft { (words.get("finding-not-yours")) }
        }
    }
}

/// The incident as the form showed it.
pub(super) fn seen(form: &Form, name: &FindingRef) -> Result<Seen, Trouble> {
    let malformed = || Trouble::new("record", "request-malformed");
    let version = form.get("seen").parse().map_err(|_| malformed())?;
    let (id, _) = name.deed().ok_or_else(malformed)?;
    Ok(Seen { incident: hudna_core::incident::IncidentId(id.to_owned()), version })
}

/// Does an act about a finding, and shows the finding as it then stands; a refusal stands above the form.
pub(super) async fn act(
    house: &Arc<House>,
    visit: &Visit,
    name: &FindingRef,
    filed: Filed,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let snapshot = house.snapshot().await?;
    let about = snapshot.finding(name).and_then(|at| snapshot.finding_at(at, false));
    if about.is_some_and(|about| !visit.may_on(filed.act.verb(), &snapshot, &about)) {
        // a role over a part of the mission reaches that part alone
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&address(name))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let why = plainly(house, visit, why).await;
            shown(house, visit, name, why.status(), &refused(visit, &why, ABOUT)).await
        }
    }
}

/// Accepts what the program finds.
pub(in crate::web) async fn accept(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let name = named(&visit.form);
    let outcome = Outcome::ALL.iter().copied().find(|o| o.name() == visit.form.get("outcome"));
    let outcome = outcome.ok_or_else(|| Trouble::new("record", "request-malformed"))?;
    let seen = seen(&visit.form, &name)?;
    let snapshot = house.snapshot().await?;
    let now = snapshot.finding(&name).and_then(|at| snapshot.finding_at(at, false)).map(|now| now.outcome);
    if let Some(now) = now.filter(|now| *now != outcome) {
        // a notice or a decision may change what is found while the incident stays as it was seen
        let (mut wrong, words) = (Wrong::default(), visit.words());
        let now = words.get(&format!("outcome-{}", now.name()));
        wrong.add("", words.with("finding-another", &[("outcome", now.into())]));
        return shown(&house, &visit, &name, StatusCode::CONFLICT, &wrong).await;
    }
    let filed = Filed::plain(Act::AssessmentAccepted { finding: name.clone(), outcome, seen });
    act(&house, &visit, &name, filed).await
}

/// Words that a form must bring: neither none nor too many.
pub(super) fn words_of(visit: &Visit, field: &'static str, wrong: &mut Wrong) -> Option<Vec<u8>> {
    let text = visit.form.get(field);
    let key = match text.chars().count() {
        0 => "field-empty",
        count if count > MOST_WORDS => "field-too-long",
        _ => return Some(text.as_bytes().to_vec()),
    };
    wrong.add(field, visit.words().get(key));
    None
}

/// Gives it back, with why.
pub(in crate::web) async fn give_back(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let name = named(&visit.form);
    let seen = seen(&visit.form, &name)?;
    let mut wrong = Wrong::default();
    match words_of(&visit, "reason", &mut wrong) {
        Some(text) => {
            let filed = Filed::plain(Act::AssessmentReturned { finding: name.clone(), seen });
            act(&house, &visit, &name, filed.with("text", Class::Narrative, text)).await
        }
        None => shown(&house, &visit, &name, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    }
}

/// A party's reply.
pub(in crate::web) async fn reply(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let name = named(&visit.form);
    let Some(party) = visit.granted.party.clone() else {
        // a reply is some party's: who acts for none has none to give
        return Err(Trouble::new("record", "reply-without-party").into());
    };
    let mut wrong = Wrong::default();
    match words_of(&visit, "reply", &mut wrong) {
        Some(text) => {
            let filed = Filed::plain(Act::ReplyGiven { finding: name.clone(), party });
            act(&house, &visit, &name, filed.with("text", Class::Narrative, text)).await
        }
        None => shown(&house, &visit, &name, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    }
}
