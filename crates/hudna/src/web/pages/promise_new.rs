//! A new commitment, or a new condition: forms that say beside each field what is wrong with it and keep what was typed.
//!
//! Moments are written as in the text (`D+14`, `72 h after verified(id)`), read by the same reader; what the record refuses
//! (a circle, a deadline before its condition) is said beside the field that it is about.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::commitment::{Frame, Need, Order};
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::filed::Filed;
use hudna_core::time::{Instant, whole_day};
use hudna_desk::document::commitments::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, area, beside, choice, latin_digits, summary};
use super::promise_forms::speaks;
use super::promises::{address, board, pledges};
use super::{Page, laid, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// The most characters of a text, of an id.
const MOST: [usize; 2] = [4_000, 60];
/// Needs that the form has room for: what, in which order, as whom reads it.
const NEEDS: [[&str; 3]; 3] = [
    ["need-1", "need-1-how", "need-1-by"],
    ["need-2", "need-2-how", "need-2-by"],
    ["need-3", "need-3-how", "need-3-by"],
];
/// Themes that have names; another may be typed.
const THEMES: [&str; 7] = ["weapons", "force", "civilians", "detainees", "access", "institutions", "support"];
/// Bodies that are no party and may promise, or be promised to.
const BODIES: [&str; 4] = ["commission", "joint_force", "joint_team", "donors"];
/// Moments as written.
const MOMENTS: [&str; 3] = ["due-rule", "not-before", "until"];

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
    let board = board(&snapshot);
    let pledges = pledges(&snapshot, &board);
    let told = Told::of(&pledges, visit.lang);
    let words = visit.words();
    let sheet = Sheet { visit, told: &told, snapshot: &snapshot, wrong };
    let main = html! {
        div.head { h1 { (words.get("promises-new")) } }
        p.lede { (words.get("promises-new-lead")) }
        (summary(words, wrong))
        div.cols { (sheet.promise()) (sheet.condition()) }
        p { a href="/promises" { (words.get("page-promises")) } }
    };
    let title = words.get("promises-new");
    let page = Page { title, here: "/promises", as_of: Some(board.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Everybody who may promise or be promised to: parties in the text's order, bodies, and whoever already does.
fn everybody(snapshot: &Snapshot) -> Vec<Arc<str>> {
    let mut all: Vec<Arc<str>> = snapshot.agreement.parties.iter().map(|party| party.id.clone()).collect();
    all.extend(BODIES.map(Arc::from));
    all.extend(snapshot.commitments.kept().iter().map(|kept| kept.by().clone()));
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|id| seen.insert(id.clone()));
    all
}

/// Who may be named to verify: those of them who are no party.
fn verifiers(snapshot: &Snapshot) -> Vec<Arc<str>> {
    let is_party = |id: &Arc<str>| snapshot.agreement.parties.iter().any(|party| party.id == *id);
    everybody(snapshot).into_iter().filter(|id| !is_party(id)).collect()
}

/// What the forms are made of.
struct Sheet<'a> {
    visit: &'a Visit,
    told: &'a Told<'a>,
    snapshot: &'a Snapshot,
    wrong: &'a Wrong,
}

impl Sheet<'_> {
    fn words(&self) -> &'static Words {
        self.visit.words()
    }

    fn field(&self, name: &'static str, kind: &'static str, key: &str, required: bool) -> Markup {
        let typed = self.visit.form.get(name);
        Field { name, kind, key, typed, autocomplete: "off", required }.shown(self.words(), self.wrong)
    }

    fn area(&self, name: &'static str, key: &str) -> Markup {
        area(self.words(), (name, key), self.visit.form.get(name), self.wrong)
    }

    fn choice(&self, name: &'static str, key: &str, options: Vec<(String, String)>) -> Markup {
        let mut all = vec![(String::new(), self.words().get("promise-choose"))];
        all.extend(options);
        choice(self.words(), (name, key), &all, self.visit.form.get(name), self.wrong)
    }

    fn named(&self, all: impl IntoIterator<Item = Arc<str>>) -> Vec<(String, String)> {
        all.into_iter().map(|id| (id.to_string(), self.told.party(&id))).collect()
    }

    /// In whose name.
    fn by(&self, name: &'static str, key: &str) -> Markup {
        let may = everybody(self.snapshot).into_iter().filter(|id| speaks(self.visit, id));
        self.choice(name, key, self.named(may))
    }

    /// Several of those who may be named.
    fn several(&self, name: &'static str, key: &str) -> Markup {
        let words = self.words();
        html! {
            fieldset.bad[self.wrong.of(name).is_some()] {
                legend { (words.get(key)) }
                (beside(words, key, name, self.wrong.of(name)))
                div.picks {
                    @for id in everybody(self.snapshot) {
                        label { input type="checkbox" name=(name) value=(id) checked[self.visit.form.all(name).any(|one| *one == *id)]; span { (self.told.party(&id)) } }
                    }
                }
            }
        }
    }

    fn promise(&self) -> Markup {
        let words = self.words();
        let themes = THEMES.map(|theme| (theme.to_owned(), self.told.theme(theme))).to_vec();
        html! {
            form.box.stack method="post" action="/promises/make" {
                h2 { (words.get("promises-make")) }
                (token(self.visit))
                (self.field("id", "text", "promise-field-id", true))
                (self.by("by", "promise-column-by"))
                (self.several("to", "promise-column-to"))
                (self.area("what-ar", "promise-field-what-ar"))
                (self.area("what-en", "promise-field-what-en"))
                (self.choice("theme", "promise-column-theme", themes))
                fieldset {
                    legend { (words.get("promise-column-due")) }
                    div.tri.half2 { (self.field("due", "date", "promise-field-due", false)) (self.field("due-rule", "text", "promise-field-due-rule", false)) }
                }
                div.tri.half2 { (self.field("not-before", "text", "promise-field-not-before", false)) (self.field("until", "text", "promise-field-until", false)) }
                div.tri.half2 { (self.field("valid-for", "text", "promise-field-valid-for", false)) (self.choice("verifier", "promise-field-verifier", self.named(verifiers(self.snapshot)))) }
                @for need in NEEDS { (self.need(need)) }
                p { button.btn.main { (words.get("promises-make-do")) } }
            }
        }
    }

    /// As whom an order may be read: who acts for a party reads it as that party alone.
    fn readers(&self) -> Vec<(String, String)> {
        let own = self.visit.granted.party.as_ref();
        self.named(everybody(self.snapshot).into_iter().filter(|id| own.is_none_or(|own| own.0 == *id)))
    }

    /// Something that it waits for.
    fn need(&self, [on, how, by]: [&'static str; 3]) -> Markup {
        let one = |order: &Order| (order.name().to_owned(), self.told.order(*order));
        html! {
            fieldset {
                legend { (self.words().get("promise-field-need")) }
                (self.field(on, "text", "promise-field-need-on", false))
                div.tri.half2 {
                    (self.choice(how, "promise-read-how", Order::ALL.iter().map(one).collect()))
                    (self.choice(by, "promise-field-read-by", self.readers()))
                }
            }
        }
    }

    fn condition(&self) -> Markup {
        let words = self.words();
        html! {
            form.box.stack method="post" action="/promises/put" {
                h2 { (words.get("promises-put")) }
                (token(self.visit))
                (self.field("condition-id", "text", "promise-field-id", true))
                (self.by("condition-by", "promises-column-put-by"))
                (self.several("declarers", "promise-field-declarers"))
                (self.area("condition-ar", "promise-field-what-ar"))
                (self.area("condition-en", "promise-field-what-en"))
                (self.field("condition-from", "date", "promise-field-not-before-day", false))
                p { button.btn { (words.get("promises-put-do")) } }
            }
        }
    }
}

/// What a form says, and what is wrong with it.
struct Read<'a> {
    visit: &'a Visit,
    form: &'a Form,
    snapshot: &'a Snapshot,
    wrong: Wrong,
}

impl<'a> Read<'a> {
    fn of(visit: &'a Visit, snapshot: &'a Snapshot) -> Self {
        Self { visit, form: &visit.form, snapshot, wrong: Wrong::default() }
    }

    fn wrong(&mut self, field: &'static str, key: &str) {
        let typed = self.form.get(field).to_owned();
        self.wrong.add(field, self.visit.words().with(key, &[("typed", typed.into())]));
    }

    /// An id by which others can name it: letters, digits, `-`, `_` and `.`.
    fn id(&mut self, field: &'static str) -> Arc<str> {
        let typed = self.form.get(field);
        let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if typed.is_empty() {
            self.wrong(field, "promise-id-missing");
        } else if !typed.chars().all(sound) || typed.chars().count() > MOST[1] {
            self.wrong(field, "promise-id-wrong");
        }
        typed.into()
    }

    fn party(&mut self, field: &'static str) -> Arc<str> {
        let typed = self.form.get(field);
        if typed.is_empty() {
            self.wrong(field, "promise-party-missing");
        } else if !speaks(self.visit, typed) {
            self.wrong(field, "promise-party-not-yours");
        }
        typed.into()
    }

    /// A text in either language, or both.
    fn both(&mut self, ar: &'static str, en: &'static str) -> Both {
        let said = |field: &str| Some(self.form.get(field)).filter(|text| !text.is_empty()).map(Arc::from);
        let both = Both { ar: said(ar), en: said(en) };
        if both.ar.is_none() && both.en.is_none() {
            self.wrong(ar, "promise-what-missing");
        }
        for field in [ar, en] {
            if self.form.get(field).chars().count() > MOST[0] {
                self.wrong(field, "field-longer");
            }
        }
        both
    }

    fn day(&mut self, field: &'static str) -> Option<(Instant, Instant)> {
        let typed = latin_digits(self.form.get(field));
        let day = typed.parse().ok().map(|day| whole_day(day, &self.snapshot.agreement.zone_time));
        if day.is_none() && !typed.is_empty() {
            self.wrong(field, "field-day-wrong");
        }
        day.map(|day| (day.lo, day.hi))
    }

    /// A moment as the text counts.
    fn moment(&mut self, field: &'static str) -> Option<Arc<str>> {
        let typed = latin_digits(self.form.get(field));
        if typed.is_empty() {
            return None;
        }
        if self.snapshot.frame.rule(&typed).is_none() {
            self.wrong(field, "promise-moment-wrong");
        }
        Some(typed.into())
    }

    fn length(&mut self, field: &'static str) -> Option<Arc<str>> {
        let typed = latin_digits(self.form.get(field));
        if typed.is_empty() {
            return None;
        }
        if Frame::duration(&typed).is_none() {
            self.wrong(field, "promise-length-wrong");
        }
        Some(typed.into())
    }

    fn optional(&self, field: &str) -> Option<Arc<str>> {
        Some(self.form.get(field)).filter(|text| !text.is_empty()).map(Arc::from)
    }

    /// Who is to verify it: no party, for nobody who acts for one has the power.
    fn verifier(&mut self) -> Option<Arc<str>> {
        let chosen = self.optional("verifier")?;
        if self.snapshot.agreement.parties.iter().any(|party| party.id == chosen) {
            self.wrong("verifier", "promise-verifier-party");
        }
        Some(chosen)
    }

    fn needs(&mut self) -> Vec<Need> {
        let mut needs = Vec::new();
        for [on, how, by] in NEEDS {
            let (other, order) = (self.form.get(on), self.form.get(how));
            if other.is_empty() {
                if !order.is_empty() || !self.form.get(by).is_empty() {
                    self.wrong(on, "promise-other-missing");
                }
                continue;
            }
            if self.snapshot.commitments.get(other).is_none() {
                self.wrong(on, "promise-other-unknown");
            }
            match Order::named(order) {
                Some(how) => needs.push(Need { how, on: other.into(), read_by: self.optional(by) }),
                None => self.wrong(how, "promise-order-missing"),
            }
        }
        needs
    }

    fn promise(&mut self) -> Act {
        Act::PromiseMade {
            id: self.id("id"),
            by: self.party("by"),
            to: self.form.all("to").map(Arc::from).collect(),
            what: self.both("what-ar", "what-en"),
            theme: self.optional("theme"),
            due: self.day("due").map(|(_, end)| end),
            due_rule: self.moment("due-rule"),
            not_before: self.moment("not-before"),
            until: self.moment("until"),
            valid_for: self.length("valid-for"),
            verifier: self.verifier(),
            needs: self.needs(),
            on: Vec::new(),
        }
    }

    fn condition(&mut self) -> Act {
        let declarers: Vec<Arc<str>> = self.form.all("declarers").map(Arc::from).collect();
        if declarers.is_empty() {
            self.wrong("declarers", "promise-declarers-missing");
        }
        Act::ConditionPut {
            by: self.party("condition-by"),
            declarers,
            id: self.id("condition-id"),
            not_before: self.day("condition-from").map(|(start, _)| start),
            what: self.both("condition-ar", "condition-en"),
        }
    }

    /// The field that a refusal is about; the whole form where it is about none.
    fn beside(&self, why: &Trouble) -> &'static str {
        let said = |name: &str| {
            let found = why.arguments.iter().find(|(key, _)| *key == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let need = |id: &str| NEEDS.map(|[on, ..]| on).into_iter().find(|on| self.form.get(on) == id);
        let due = if self.form.get("due").is_empty() { "due-rule" } else { "due" };
        match why.code {
            "promise-known" | "condition-known" => "id",
            "moment-unreadable" => {
                let written = said("written");
                let typed = |field: &&&str| latin_digits(self.form.get(field)) == written;
                MOMENTS.iter().find(typed).copied().unwrap_or("valid-for")
            }
            "promise-unknown" => {
                let other = said("promise");
                let names = |field: &&&str| self.form.get(field).contains(&format!("({other})"));
                need(other).or_else(|| MOMENTS.iter().find(names).copied()).unwrap_or("")
            }
            "needs-circle" => need(said("other")).or_else(|| need(said("promise"))).unwrap_or("need-1"),
            "needs-twice" => need(said("other")).unwrap_or("need-1"),
            "promise-own-verifier" => "verifier",
            "deadline-before-condition" | "deadline-before-possible" => due,
            "deadline-after-end" => "until",
            "reading-not-yours" => {
                let of = |[on, _, by]: [&'static str; 3]| {
                    (self.form.get(on) == said("promise") && self.form.get(by) == said("by")).then_some(by)
                };
                NEEDS.into_iter().find_map(of).unwrap_or("")
            }
            _ => "",
        }
    }
}

/// Makes a commitment.
pub(in crate::web) async fn make(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let mut read = Read::of(&visit, &snapshot);
    let act = read.promise();
    let id = visit.form.get("id").to_owned();
    done(&house, read, act, &id).await
}

/// Puts a condition.
pub(in crate::web) async fn put(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let mut read = Read::of(&visit, &snapshot);
    let act = read.condition();
    let id = visit.form.get("condition-id").to_owned();
    done(&house, read, act, &id).await
}

/// Does the act and shows what was made; or shows the form as it was typed, with what is wrong.
async fn done(house: &Arc<House>, mut read: Read<'_>, act: Act, id: &str) -> Result<Response, Fault> {
    let visit = read.visit;
    if !read.wrong.is_empty() {
        return shown(house, visit, StatusCode::UNPROCESSABLE_ENTITY, &read.wrong).await;
    }
    let of_condition = matches!(act, Act::ConditionPut { .. });
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(act)).await {
        Ok(_) => Ok(to(&address(id))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let field = match read.beside(why.trouble()) {
                "id" if of_condition => "condition-id",
                _ if of_condition => "",
                field => field,
            };
            read.wrong.add(field, why.clone().said_in(visit.lang).said().0);
            shown(house, visit, why.status(), &read.wrong).await
        }
    }
}
