//! A text under negotiation: how far each article has come, its words in both languages with what changed since another version, amendments
//! with what each party says to them; forms to propose, answer, adopt, and to enter a reservation or a reading.
//!
//! Words are in brackets as the draft has them. An article is looked at by itself, so that the page stays small.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::adoption::{ArticleStand, Deciding};
use hudna_core::dialogue::ballot::decision_of;
use hudna_core::dialogue::draft::{DraftArticle, DraftText};
use hudna_core::dialogue::table::{Amendment, Remark, Version};
use hudna_core::ledger::act::{Act, Stance, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_desk::document::redline::{as_html, marked, redline};
use hudna_desk::document::talks::{Talks, stance_word};
use hudna_desk::document::votes;
use hudna_desk::record::Snapshot;
use maud::{Markup, html};

use super::field::{Field, Wrong, area, choice, summary};
use super::talks::{both, tabs};
use super::{Page, laid, marks, talks_propose, talks_votes, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// What is looked at: a version of a draft beside another.
struct Looked<'s> {
    talks: Talks<'s>,
    draft: &'s Arc<str>,
    version: &'s Version,
    text: &'s DraftText,
    before: Option<&'s Version>,
}

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default()).await
}

pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let words = visit.words();
    let looked = looked(visit, &snapshot);
    let main = html! {
        div.head { h1 { (words.get("draft-page")) } @if let Some(looked) = &looked { p.soft.s { bdi.n { (looked.draft) } (words.get("comma")) " " (version_of(looked)) } } }
        (tabs(words, "/table/draft"))
        @if visit.granted.may(Verb::Negotiate) { p { a.btn href=(next(&looked)) { (words.get("draft-put")) } } }
        @match &looked {
            None => p.empty { (words.get("draft-none")) }
            Some(looked) => {
                p.lede { (lead(looked)) }
                (summary(words, wrong))
                (versions(visit, looked))
                section.box { h2 { (words.get("draft-articles")) } (articles(visit, looked)) }
                @if asked(visit).is_empty() && is_last(looked) {
                    (talks_propose::offered(visit, &snapshot, (looked.draft, looked.version, !lacks(looked)), wrong))
                }
                @if asked(visit).is_empty() && is_last(looked) && talks_votes::is_clean(looked.text) && lacks(looked) {
                    (talks_votes::put_form(visit, &looked.talks, &snapshot, (looked.draft, looked.version, None), wrong))
                }
                @if let Some(article) = looked.text.article(asked(visit)) { (article_page((visit, &snapshot), looked, article, wrong)) }
            }
        }
    };
    let page = Page { title: words.get("draft-page"), here: "/table", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Where the next version of a draft is written.
fn next(looked: &Option<Looked<'_>>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("draft", looked.as_ref().map_or("", |looked| looked.draft));
    format!("/table/draft/next?{}", query.finish())
}

/// The article asked for: by the address, or by the form that was sent.
fn asked(visit: &Visit) -> &str {
    let by_form = visit.form.get("article");
    if by_form.is_empty() { visit.query.get("article") } else { by_form }
}

fn looked<'s>(visit: &Visit, snapshot: &'s Snapshot) -> Option<Looked<'s>> {
    let table = &*snapshot.table;
    let named = match visit.form.get("draft") {
        "" => visit.query.get("draft"),
        draft => draft,
    };
    let (draft, all) = table.drafts.get_key_value(named).or_else(|| table.drafts.last_key_value())?;
    let of = |name: &str| {
        let number: u32 = visit.query.get(name).parse().ok()?;
        all.iter().find(|version| version.number == number)
    };
    let version = of("version").or(all.last())?;
    let earlier = all.iter().rev().find(|other| other.number < version.number);
    let talks = Talks::of(table, &snapshot.agreement, visit.lang);
    Some(Looked { talks, draft, version, text: version.text.as_deref()?, before: of("from").or(earlier) })
}

fn version_of(looked: &Looked<'_>) -> String {
    let words = looked.talks.words();
    let values = [
        ("number", looked.version.number.to_string().into()),
        ("when", looked.talks.moment(looked.version.at).into()),
    ];
    let put = words.with("draft-version", &values);
    format!("{put}{} {}", words.get("comma"), looked.talks.recorded(&looked.version.by))
}

/// Whether the version looked at is the last of its draft: only that is amended and voted on.
fn is_last(looked: &Looked<'_>) -> bool {
    looked.talks.table.latest(looked.draft).is_some_and(|last| last.entry == looked.version.entry)
}

/// Whether an article is not adopted.
fn lacks(looked: &Looked<'_>) -> bool {
    looked.text.articles.iter().any(|one| !matches!(stand(looked, one), ArticleStand::Adopted(_)))
}

fn stand<'t>(looked: &'t Looked<'_>, article: &DraftArticle) -> ArticleStand<'t> {
    looked.talks.table.article_stand(looked.draft, looked.text, article)
}

/// How many articles stand where.
fn lead(looked: &Looked<'_>) -> String {
    let stands: Vec<&str> = looked.text.articles.iter().map(|one| stand(looked, one).name()).collect();
    let count = |name| stands.iter().filter(|stand| **stand == name).count().to_string();
    let values = [
        ("count", stands.len().into()),
        ("adopted", count("adopted").into()),
        ("clean", count("clean").into()),
        ("open", count("open").into()),
    ];
    looked.talks.words().with("draft-lead", &values)
}

fn query(looked: &Looked<'_>, more: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("draft", looked.draft).append_pair("version", &looked.version.number.to_string());
    format!("/table/draft?{}", query.extend_pairs(more).finish())
}

/// The other versions, to be looked at and to be compared with.
fn versions(visit: &Visit, looked: &Looked<'_>) -> Markup {
    let words = visit.words();
    let all = looked.talks.table.drafts.get(looked.draft);
    let drafts = &looked.talks.table.drafts;
    html! {
        @if drafts.len() > 1 {
            p.row.s { @for id in drafts.keys() { a href=(format!("/table/draft?{}", form_urlencoded::Serializer::new(String::new()).append_pair("draft", id).finish())) aria-current=[(id == looked.draft).then_some("true")] { bdi.n { (id) } } } }
        }
        @if let Some(all) = all.filter(|all| all.len() > 1) {
            form.row.s method="get" action="/table/draft" {
                input type="hidden" name="draft" value=(looked.draft);
                input type="hidden" name="article" value=(asked(visit));
                label { (words.get("draft-compare-from")) " "
                    select.short name="from" { @for one in all { option value=(one.number) selected[looked.before.is_some_and(|b| b.number == one.number)] { (one.number) } } } }
                label { (words.get("draft-compare-to")) " "
                    select.short name="version" { @for one in all { option value=(one.number) selected[one.number == looked.version.number] { (one.number) } } } }
                button.btn.quiet { (words.get("draft-compare")) }
            }
        }
    }
}

/// The articles: how far each has come, who differs, what is proposed.
fn articles(visit: &Visit, looked: &Looked<'_>) -> Markup {
    let words = visit.words();
    let talks = &looked.talks;
    let before = looked.before.and_then(|version| version.text.as_deref());
    let changed = |article: &DraftArticle| {
        before.is_some_and(|old| {
            old.article(&article.id).map(|was| old.text_of(was)) != Some(looked.text.text_of(article))
        })
    };
    html! {
        table.t.fold {
            thead { tr { th scope="col" { (words.get("draft-article")) } th scope="col" { (words.get("talks-where")) } th scope="col" { (words.get("draft-amendments")) } } }
            tbody {
                @for article in &looked.text.articles {
                    @let open = talks.table.open_amendments(looked.draft).filter(|one| one.article == article.id).count();
                    tr {
                        th scope="row" { a href=(query(looked, &[("article", &article.id)])) { (visit.lang.of(&article.title)) } }
                        td.full data-l=(words.get("talks-where")) {
                            (stand_said(looked, article))
                            @if changed(article) { br; span.xs { b { (words.get("draft-changed")) } } }
                        }
                        td.full data-l=(words.get("draft-amendments")) { @if open > 0 { (words.count("draft-amendments-open", open)) } @else { span.soft { (words.get("draft-amendments-none")) } } }
                    }
                }
            }
        }
    }
}

fn stand_said(looked: &Looked<'_>, article: &DraftArticle) -> Markup {
    let talks = &looked.talks;
    let words = talks.words();
    let sides: Vec<String> = talks.sides(article);
    html! {
        @match stand(looked, article) {
            ArticleStand::Open => {
                b { (words.get("draft-open")) }
                @if !sides.is_empty() { br; span.xs.soft { (words.with("draft-open-by", &[("by", words.list(&sides).into())])) } }
            }
            ArticleStand::Clean => b { (words.get("draft-clean")) },
            ArticleStand::Adopted(adopted) => {
                b { (words.get("draft-adopted")) }
                @let values = [("when", talks.day(adopted.at).into()), ("rule", votes::rule_named(talks, &adopted.by_rule).into())];
                br; span.xs.soft { (words.with("draft-adopted-by", &values)) }
            }
        }
    }
}

/// One article: its words with what changed, its amendments, what was said of it, and forms.
fn article_page(
    (visit, snapshot): (&Visit, &Snapshot),
    looked: &Looked<'_>,
    article: &DraftArticle,
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let talks = &looked.talks;
    let amendments: Vec<&Amendment> =
        talks.table.open_amendments(looked.draft).filter(|one| one.article == article.id).collect();
    let remarks = talks.table.remarks.iter().filter(|one| {
        one.article.as_ref().is_none_or(|id| *id == article.id)
            && talks.table.version(&one.of).is_some_and(|(id, _)| id == looked.draft)
    });
    let remarks: Vec<&Remark> = remarks.collect();
    let may = visit.granted.may(Verb::Negotiate) && is_last(looked);
    html! {
        section.box id="article" {
            h2 { (visit.lang.of(&article.title)) @if let Some(before) = looked.before { small { (words.with("draft-against", &[("number", before.number.to_string().into())])) } } }
            (wordings(looked, article))
        }
        @if !amendments.is_empty() {
            section.box {
                h2 { (words.get("draft-amendments")) }
                ul.wait { @for one in amendments { (amendment(visit, looked, article, one, may)) } }
            }
        }
        @if !remarks.is_empty() {
            section.box {
                h2 { (words.get("draft-remarks")) }
                ul.wait.s {
                    @for one in remarks {
                        li { b { (words.get(if one.reserves { "draft-reservation" } else { "draft-reading" })) } (words.get("comma")) " " (talks.party(&one.party.0))
                            blockquote dir="auto" { (talks.both(&one.words)) } }
                    }
                }
            }
        }
        @if may { div.cols.half { (propose(visit, looked, article, wrong)) (remark(visit, looked, article, wrong)) } (vote_forms((visit, snapshot), looked, article, wrong)) }
    }
}

/// Paragraph by paragraph in both languages, with what changed since the version before.
fn wordings(looked: &Looked<'_>, article: &DraftArticle) -> Markup {
    let talks = &looked.talks;
    let before =
        looked.before.and_then(|version| version.text.as_deref()).and_then(|old| old.article(&article.id));
    html! {
        @for paragraph in &article.paragraphs {
            @let was = before.and_then(|old| old.paragraph(&paragraph.number));
            div.cols.half.redline {
                @for lang in talks.lang.both_first() {
                    @let (now, old) = lang.first((&paragraph.ar, was.map(|w| &w.ar)), (&paragraph.en, was.map(|w| &w.en))).0;
                    @let now = now.to_string();
                    p.text lang=(lang.code()) dir=(lang.dir()) {
                        bdi.n.soft { (paragraph.number) } " "
                        @match (before, old) {
                            (None, _) => (marked(&now)),
                            (Some(_), old) => (as_html(&redline(&old.map(ToString::to_string).unwrap_or_default(), &now), lang)),
                        }
                    }
                }
            }
            @if paragraph.languages_differ() { p.xs.note { (talks.words().get("draft-languages-differ")) } }
        }
    }
}

fn amendment(
    visit: &Visit,
    looked: &Looked<'_>,
    article: &DraftArticle,
    one: &Amendment,
    may: bool,
) -> Markup {
    let words = visit.words();
    let talks = &looked.talks;
    let stands = article.paragraph(&one.paragraph);
    let own = visit.granted.party.as_ref();
    let answering: Vec<_> =
        talks.parties().into_iter().filter(|party| own.is_none_or(|own| own == party)).collect();
    html! {
        li {
            b { (talks.party(&one.party.0)) } (words.get("comma")) " " bdi.n { (one.paragraph) } " " span.xs.soft { (talks.moment(one.at)) }
            div.cols.half {
                @for lang in talks.lang.both_first() {
                    @let (new, old) = lang.first((&one.wording.ar, stands.map(|p| &p.ar)), (&one.wording.en, stands.map(|p| &p.en))).0;
                    @if let Some(new) = new {
                        p.text.redline lang=(lang.code()) dir=(lang.dir()) { (as_html(&redline(&old.map(ToString::to_string).unwrap_or_default(), new), lang)) }
                    }
                }
            }
            p.row.s {
                @for party in talks.parties() { span { (talks.party(&party.0)) (words.get("colon")) " " (marks::piece(&talks.stance(one.answers.get(&party).copied()))) } }
            }
            @if may {
                form.row method="post" action="/table/draft/answer" {
                    (token(visit)) (hidden(looked, article))
                    input type="hidden" name="of" value=(one.entry.0);
                    label { span.xs { (words.get("field-party")) } select.short name="party" { @for party in &answering { option value=(party.0) { (talks.party(&party.0)) } } } }
                    button.btn name="stance" value="accepts" { (talks.stance(Some(Stance::Accepts)).text()) }
                    button.btn.quiet name="stance" value="accepts_with_reservation" { (talks.stance(Some(Stance::AcceptsWithReservation)).text()) }
                    button.btn.quiet name="stance" value="rejects" { (talks.stance(Some(Stance::Rejects)).text()) }
                }
            }
        }
    }
}

fn hidden(looked: &Looked<'_>, article: &DraftArticle) -> Markup {
    html! {
        input type="hidden" name="draft" value=(looked.draft);
        input type="hidden" name="article" value=(article.id);
        input type="hidden" name="version" value=(looked.version.entry.0);
    }
}

fn own_parties(visit: &Visit, looked: &Looked<'_>) -> Vec<(String, String)> {
    let own = visit.granted.party.as_ref();
    let all = looked.talks.parties().into_iter().filter(|party| own.is_none_or(|own| own == party));
    all.map(|party| (party.0.to_string(), looked.talks.party(&party.0))).collect()
}

fn propose(visit: &Visit, looked: &Looked<'_>, article: &DraftArticle, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let number = Field {
        name: "paragraph",
        kind: "text",
        key: "field-paragraph",
        typed: visit.form.get("paragraph"),
        autocomplete: "off",
        required: false,
    };
    html! {
        form.box.stack method="post" action="/table/draft/amend" {
            h2 { (words.get("draft-propose")) }
            (token(visit)) (hidden(looked, article))
            (choice(words, ("party", "field-party"), &own_parties(visit, looked), visit.form.get("party"), wrong))
            (number.shown(words, wrong))
            (area(words, ("ar", "field-wording-ar"), visit.form.get("ar"), wrong)) (area(words, ("en", "field-wording-en"), visit.form.get("en"), wrong))
            p { button.btn.main { (words.get("draft-propose-do")) } }
        }
    }
}

fn remark(visit: &Visit, looked: &Looked<'_>, article: &DraftArticle, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let kinds = ["reservation", "reading"].map(|kind| (kind.to_owned(), words.get(&format!("draft-{kind}"))));
    html! {
        form.box.stack method="post" action="/table/draft/remark" {
            h2 { (words.get("draft-remark")) }
            (token(visit)) (hidden(looked, article))
            (choice(words, ("party", "field-party"), &own_parties(visit, looked), visit.form.get("party"), wrong))
            (choice(words, ("kind", "field-remark-kind"), &kinds, visit.form.get("kind"), wrong))
            div.picks { label { input type="checkbox" name="whole" value="yes" checked[visit.form.get("whole") == "yes"]; (words.get("field-remark-whole")) } }
            (area(words, ("said_ar", "field-words-ar"), visit.form.get("said_ar"), wrong)) (area(words, ("said_en", "field-words-en"), visit.form.get("said_en"), wrong))
            p { button.btn.main { (words.get("draft-remark-do")) } }
        }
    }
}

/// To put the article to the vote, while nothing in it stands in brackets.
fn vote_forms(
    (visit, snapshot): (&Visit, &Snapshot),
    looked: &Looked<'_>,
    article: &DraftArticle,
    wrong: &Wrong,
) -> Markup {
    html! {
        @if matches!(stand(looked, article), ArticleStand::Clean) {
            (talks_votes::put_form(visit, &looked.talks, snapshot, (looked.draft, looked.version, Some(article)), wrong))
            (adopt_form(visit, snapshot, looked, article))
        }
    }
}

/// Where votes stand in the record that were not put here, as minutes have them: the article is adopted by them.
fn adopt_form(visit: &Visit, snapshot: &Snapshot, looked: &Looked<'_>, article: &DraftArticle) -> Markup {
    let words = visit.words();
    let decision = decision_of(looked.draft, looked.version.number, &article.id);
    let written_down = looked.talks.table.put_as(&decision).is_none()
        && looked.talks.table.cast_on(&decision).next().is_some();
    let deciding = snapshot.deciding(&looked.version.entry).filter(|_| written_down);
    let named = |deciding: &Deciding| {
        let all = deciding.rules().into_iter();
        all.map(|rule| (votes::rule(&looked.talks, deciding, &rule), rule)).collect::<Vec<_>>()
    };
    let rules = deciding.as_ref().map(named).unwrap_or_default();
    html! {
        @if matches!(stand(looked, article), ArticleStand::Clean) && !rules.is_empty() {
            form.box.row method="post" action="/table/draft/adopt" {
                (token(visit)) (hidden(looked, article))
                p.s { (words.with("draft-adopt-means", &[("decision", decision.to_string().into())])) }
                label { span.xs { (words.get("field-adopted-by")) } select name="rule" { @for (name, rule) in &rules { option value=(rule) { (name) } } } }
                button.btn.main { (words.get("draft-adopt")) }
            }
        }
    }
}

/// Does an act about the draft and shows the article as it then is.
async fn act(house: &Arc<House>, visit: &Visit, filed: Filed) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query
                .append_pair("draft", visit.form.get("draft"))
                .append_pair("article", visit.form.get("article"));
            Ok(to(&format!("/table/draft?{}", query.finish())))
        }
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            let about = match why.trouble().code {
                "paragraph-of-another" => "paragraph",
                "amendment-one-language" if visit.form.get("ar").is_empty() => "ar",
                "amendment-one-language" => "en",
                _ => "",
            };
            wrong.add(about, why.clone().said_in(visit.lang).said().0);
            shown(house, visit, why.status(), &wrong).await
        }
    }
}

/// Proposes an amendment.
pub(in crate::web) async fn amend(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let form = &visit.form;
    let mut wrong = Wrong::default();
    if form.get("paragraph").is_empty() {
        wrong.add("paragraph", visit.words().get("field-paragraph-missing"));
    }
    if form.get("ar").is_empty() && form.get("en").is_empty() {
        wrong.add("ar", visit.words().get("field-words-missing"));
    }
    if !wrong.is_empty() {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let proposed = Act::AmendmentProposed {
        article: form.get("article").into(),
        of: EntryId::from(form.get("version")),
        paragraph: form.get("paragraph").into(),
        party: form.get("party").into(),
        wording: both(form.get("ar"), form.get("en")),
    };
    act(&house, &visit, Filed::plain(proposed)).await
}

/// Answers an amendment.
pub(in crate::web) async fn answer(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let form = &visit.form;
    let all = [Stance::Accepts, Stance::AcceptsWithReservation, Stance::Rejects];
    let stance = all.into_iter().find(|stance| stance_word(*stance) == form.get("stance"));
    let Some(stance) = stance else {
        let mut wrong = Wrong::default();
        wrong.add("", visit.words().get("field-stance-missing"));
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let of = EntryId::from(form.get("of"));
    let answered = Act::AmendmentAnswered { of, party: form.get("party").into(), stance };
    act(&house, &visit, Filed::plain(answered).with("text", Class::Narrative, Vec::new())).await
}

/// Adopts an article by votes that were written down without having been put.
pub(in crate::web) async fn adopt(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let form = &visit.form;
    let adopted = Act::ArticleAdopted {
        article: form.get("article").into(),
        by_rule: form.get("rule").into(),
        of: EntryId::from(form.get("version")),
    };
    act(&house, &visit, Filed::plain(adopted)).await
}

/// Enters a reservation or a reading.
pub(in crate::web) async fn say(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let form = &visit.form;
    let article = (form.get("whole") != "yes").then(|| form.get("article").into());
    let of = EntryId::from(form.get("version"));
    let (party, words) = (form.get("party").into(), both(form.get("said_ar"), form.get("said_en")));
    if words.ar.is_none() && words.en.is_none() {
        let mut wrong = Wrong::default();
        wrong.add("said_ar", visit.words().get("field-words-missing"));
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let said = match form.get("kind") {
        "reading" => Act::StatementInterpretive { article, of, party, words },
        _ => Act::ReservationEntered { article, of, party, words },
    };
    act(&house, &visit, Filed::plain(said)).await
}
