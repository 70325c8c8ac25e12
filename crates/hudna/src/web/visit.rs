//! Who asks for a page and how: the guard before every page, and what it hands to the page.
//!
//! The guard knows the session, asks what the page needs ([`hudna_desk::powers`]), takes a form only from our own page, and
//! says in the answer's headers what a browser may do with it. A page that the guard did not let through never runs.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE32_NOPAD;
use hudna_core::finding::Finding;
use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::id::{PartyId, UserId};
use hudna_core::ledger::standing::Standing;
use hudna_desk::document::View;
use hudna_desk::powers::{Case, Concerns, Held, Level, Need, Placing, Power, Sight};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Spoken;
use hudna_desk::seal::random;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};

use super::fault::{Fault, language};
use super::sending::Sending;
use super::session::Session;
use super::{House, multipart, pages};
use crate::cli::clock;

/// The most bytes of a form.
const MOST_FORM: usize = 256 << 10;
/// The cookie of the reader's language.
pub(super) const LANGUAGE: &str = "hudna-lang";

/// The cookie of the digits that a reader chose.
const DIGITS: &str = "hudna-digits";

/// The digits that numbers are written with on pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Digits {
    /// 0123456789.
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩.
    Arabic,
}

impl Digits {
    /// The name by which they are asked for.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Latin => "latn",
            Self::Arabic => "arab",
        }
    }
    fn parse(name: &str) -> Option<Self> {
        [Self::Latin, Self::Arabic].into_iter().find(|digits| digits.name() == name)
    }
    /// Whether Arabic digits are to be written: they belong to pages in Arabic.
    pub(super) fn are_written(self, lang: Lang) -> bool {
        self == Self::Arabic && lang == Lang::Ar
    }
    /// By the address, by an earlier choice; 123 else.
    fn asked(headers: &HeaderMap, uri: &Uri) -> Self {
        let query = Form::parse(uri.query().unwrap_or_default().as_bytes());
        let chosen = cookies(headers).into_iter().find(|(name, _)| name == DIGITS);
        let chosen = || Self::parse(&chosen?.1);
        Self::parse(query.get("digits")).or_else(chosen).unwrap_or_default()
    }
}

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) IpAddr);

/// How the door is reached.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Door {
    /// It is reached over TLS alone.
    pub(crate) https: bool,
    /// A proxy before it says from where and how it was asked.
    pub(crate) behind_proxy: bool,
}

/// What a form said, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Of names and what was said under each.
    pub(super) const fn of(said: Vec<(String, String)>) -> Self {
        Self(said)
    }
    fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).map(|(n, v)| (n.into_owned(), v.into_owned())).collect())
    }
    /// What was said under a name, without spaces around; empty where nothing was.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
    }
    /// As it was typed: passwords keep their spaces.
    pub(super) fn typed(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
    /// What was said, in its order.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// All that was said under a name.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(n, value)| n == name && !value.is_empty()).map(|(_, v)| v.as_str())
    }
}

/// A file that a form brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// The field of the form that it came in.
    pub(super) field: String,
    /// Its name, without folders.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// What the visitor may.
#[derive(Clone, Debug, Default)]
pub(super) struct Granted {
    /// A role of the mission.
    pub(super) see: bool,
    /// What is sealed.
    pub(super) sealed: bool,
    /// By the mission's policies; none of whoever is not known.
    held: Option<Arc<Held>>,
    /// The party that the visitor acts for.
    pub(super) party: Option<PartyId>,
    /// Names of the visitor's roles.
    pub(super) roles: Vec<String>,
}

impl Granted {
    fn of(house: &House, standing: &Standing, session: &Session) -> Self {
        let user = &session.actor.user;
        let known = standing.users.get(user);
        let held = house.powers.of(standing, user);
        let may = |need| held.as_ref().is_some_and(|held| held.may(need));
        Self {
            see: may(Need::See),
            sealed: may(Need::Sealed),
            party: known.and_then(|known| known.party.clone()),
            roles: known
                .map_or_else(Vec::new, |k| k.roles.iter().map(|(role, _)| role.to_string()).collect()),
            held,
        }
    }
    /// Whether the visitor may do this.
    pub(super) fn may(&self, verb: Verb) -> bool {
        self.grants(Need::Do(verb))
    }
    /// Whether the visitor may do this about something: a role over a part of the mission reaches that part alone.
    pub(super) fn may_about(&self, verb: Verb, concerns: &Concerns) -> bool {
        self.has(Power::Do(verb), concerns)
    }
    /// Whether the visitor has this power about a case.
    pub(super) fn has(&self, power: Power, case: impl Into<Case>) -> bool {
        self.held.as_ref().is_some_and(|held| held.may_about(power, case))
    }
    /// How nearly places are told to the visitor, in each of these sectors and elsewhere.
    pub(super) fn placing(&self, sectors: &[Arc<str>]) -> Arc<Placing> {
        let nothing = || Arc::new(Placing::of(Level::Nothing, []));
        self.held.as_ref().map_or_else(nothing, |held| held.placing(sectors))
    }
    /// Whether the visitor has this power over the whole mission, in every case.
    pub(super) fn has_over_all(&self, power: Power) -> bool {
        self.held.as_ref().is_some_and(|held| held.is_over_all(power))
    }
    /// Whether something of this kind is shown to the visitor anywhere.
    fn sees_some(&self, sight: Sight) -> bool {
        let sees = |held: &Arc<Held>| held.reaches().iter().any(|(power, _)| *power == Power::See(sight));
        self.held.as_ref().is_some_and(sees)
    }
    pub(super) fn grants(&self, need: Need) -> bool {
        match need {
            Need::Public | Need::SignedIn => true,
            need => self.held.as_ref().is_some_and(|held| held.may(need)),
        }
    }
}

/// A request for a page, let through by the guard.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The reader's language.
    pub(super) lang: Lang,
    /// The digits that the reader chose.
    pub(super) digits: Digits,
    /// Path and query as asked.
    pub(super) uri: Uri,
    /// Who is signed in.
    pub(super) session: Option<Arc<Session>>,
    /// What they may.
    pub(super) granted: Granted,
    /// What the form said.
    pub(super) form: Form,
    /// Files that it brought.
    pub(super) files: Arc<[Sent]>,
    /// What the query said.
    pub(super) query: Form,
    /// From where.
    pub(super) from: IpAddr,
    /// Whether over TLS.
    pub(super) secure: bool,
    /// The name that the visitor reached us by.
    pub(super) host: String,
    /// What the forms of the page that is shown carry, so that one sent twice is one; empty where the system gave nothing to draw.
    pub(super) drawn: String,
    /// Cookies sent.
    cookies: Vec<(String, String)>,
}

impl Visit {
    /// The words of the reader's language.
    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }
    /// Who is signed in.
    pub(super) fn user(&self) -> Option<&UserId> {
        self.session.as_ref().map(|session| &session.actor.user)
    }

    /// The session of a page that needs one.
    ///
    /// # Errors
    /// `request-unsigned`: the guard lets nobody else through.
    pub(super) fn session(&self) -> Result<&Arc<Session>, Fault> {
        self.session.as_ref().ok_or_else(|| Trouble::new("record", "request-unsigned").into())
    }
    /// Whether this is shown to the visitor of the report at a position: whoever filed it knows what they wrote.
    fn sees_of(&self, sight: Sight, snapshot: &Snapshot, report: usize) -> bool {
        let own = self.session.as_ref().map(|session| &session.actor.user);
        own == snapshot.filed.get(report).map(|filed| &filed.by) || self.is_shown_of(sight, snapshot, report)
    }
    /// The same by the visitor's roles alone, whoever filed it.
    fn is_shown_of(&self, sight: Sight, snapshot: &Snapshot, report: usize) -> bool {
        let incident = snapshot.place_of_report(report);
        let concerns = Concerns {
            sector: incident.and_then(|at| snapshot.sectors[at].clone()),
            // what others say of a party is not for its own people to read
            parties: snapshot.party_behind(report).into_iter().collect(),
        };
        self.granted.has(Power::See(sight), &concerns)
    }
    /// Whether the visitor sees what is sealed of the report at a position.
    pub(super) fn sees(&self, snapshot: &Snapshot, report: usize) -> bool {
        self.sees_of(Sight::Exact, snapshot, report)
    }
    /// Whether the visitor sees how the report at a position is graded: by a role that sees what is sealed of it. Whoever only filed it is not told
    /// how far they are believed.
    pub(super) fn sees_grade(&self, snapshot: &Snapshot, report: usize) -> bool {
        self.is_shown_of(Sight::Exact, snapshot, report)
    }
    /// Whether there are reports of which the visitor may see how they are graded.
    pub(super) fn sees_grades(&self) -> bool {
        self.granted.sees_some(Sight::Exact)
    }
    /// Whether the visitor sees who told the report at a position.
    pub(super) fn sees_source(&self, snapshot: &Snapshot, report: usize) -> bool {
        self.sees_of(Sight::Source, snapshot, report)
    }
    /// What pages say an incident by, and what is found of it: `exact` where the visitor sees all that is sealed of it.
    pub(super) fn saying<'s>(
        &self,
        snapshot: &'s Snapshot,
        incident: Option<usize>,
        exact: bool,
    ) -> View<'s> {
        let of = |at: usize| {
            snapshot.reports_of(at).iter().all(|report| self.sees_source(snapshot, *report as usize))
        };
        let over_all = || self.granted.has_over_all(Power::See(Sight::Source));
        match exact && !incident.map_or_else(over_all, of) {
            true => snapshot.saying_without_sources(),
            false => snapshot.saying(exact),
        }
    }
    /// Whether the visitor sees the words of the report at a position, to translate them.
    pub(super) fn sees_words(&self, snapshot: &Snapshot, report: usize) -> bool {
        self.sees(snapshot, report) || self.sees_of(Sight::Words, snapshot, report)
    }
    /// Whether the visitor sees all that is sealed of the incident at a position.
    pub(super) fn sees_all_of(&self, snapshot: &Snapshot, incident: usize) -> bool {
        let sees_some = incident < snapshot.incidents() && self.granted.sees_some(Sight::Exact);
        sees_some && snapshot.reports_of(incident).iter().all(|report| self.sees(snapshot, *report as usize))
    }
    /// Whether the visitor reads the words of what was said of a finding. Those of rulings and dissents are for every party, and for those who assess or
    /// rule; those of others for these and for the party in whose name they were said.
    pub(super) fn reads_words_of(&self, spoken: &Spoken) -> bool {
        let granted = &self.granted;
        let is_of_all = matches!(
            spoken.act,
            Act::RulingMade { .. } | Act::ReadingRuled { .. } | Act::DissentRecorded { .. }
        );
        let own = self.session.as_ref().is_some_and(|session| session.actor.user == spoken.by);
        let party = granted.party.is_some() && (is_of_all || granted.party == spoken.party);
        granted.sealed || granted.may(Verb::Rule) || granted.may(Verb::Assess) || own || party
    }
    /// Whether the visitor may do this about a finding.
    pub(super) fn may_on(&self, verb: Verb, snapshot: &Snapshot, finding: &Finding) -> bool {
        let out = |user| snapshot.is_out(user, &FindingRef::of(finding));
        let is_out = self.session.as_ref().is_some_and(|session| out(&session.actor.user));
        let case = Case { concerns: snapshot.concerns_of(finding), is_out, is_own: false };
        self.granted.has(Power::Do(verb), case)
    }
    /// A cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
    /// The name of the session's cookie.
    pub(super) const fn session_cookie(secure: bool) -> &'static str {
        if secure { "__Host-hudna" } else { "hudna" }
    }
    /// The name of the cookie by which a browser is known again.
    pub(super) const fn device_cookie(secure: bool) -> &'static str {
        if secure { "__Host-hudna-device" } else { "hudna-device" }
    }
    /// A cookie as it is set; without `keep` it goes with the browser, with zero it goes at once.
    pub(super) fn set_cookie(&self, name: &str, value: &str, keep: Option<u32>) -> HeaderValue {
        let age = keep.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{age}{secure}");
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Fault::ours)
    }
}

/// An answer that sends the reader elsewhere.
pub(super) fn to(path: &str) -> Response {
    let place = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// Stands before a page that needs `need`.
pub(super) async fn guard(
    State((house, need)): State<(Arc<House>, Need)>,
    request: Request,
    next: Next,
) -> Response {
    let lang = reader_language(request.headers(), request.uri());
    let asked =
        request.uri().query().is_some_and(|query| Form::parse(query.as_bytes()).get("lang") == lang.code());
    let digits =
        request.uri().query().and_then(|query| Digits::parse(Form::parse(query.as_bytes()).get("digits")));
    let mut response = match let_through(&house, need, request, lang).await {
        Ok(Ok(request)) => next.run(request).await,
        Ok(Err(elsewhere)) => elsewhere,
        Err(fault) => fault.said_in(lang).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // a page that needs more than others says so itself
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if asked {
        let text = format!("{LANGUAGE}={}; Path=/; SameSite=Lax; Max-Age=31536000", lang.code());
        headers.extend(HeaderValue::from_str(&text).ok().map(|text| (header::SET_COOKIE, text)));
    }
    if let Some(digits) = digits {
        let text = format!("{DIGITS}={}; Path=/; SameSite=Lax; Max-Age=31536000", digits.name());
        headers.extend(HeaderValue::from_str(&text).ok().map(|text| (header::SET_COOKIE, text)));
    }
    response
}

/// What a browser may do with a page of ours: show it with our own style, and send its forms to us.
pub(super) const HEADERS: [(&str, &str); 4] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// What every answer says, to browsers and machines alike: that its kind is what it says, and, where it was asked for over TLS, that this name is
/// to be asked over nothing else for a year.
pub(super) async fn always(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (_, secure) = reached(house.door, &parts);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let headers = response.headers_mut();
    headers.entry(header::X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Stands before what the offline form asks for by itself: refuses in data, sends nobody elsewhere, and leaves the body to be
/// read. What changes anything carries the session's token in the header `x-hudna-form`.
pub(super) async fn guard_form(
    State((house, need)): State<(Arc<House>, Need)>,
    request: Request,
    next: Next,
) -> Response {
    let lang = reader_language(request.headers(), request.uri());
    let mut response = match let_form_through(&house, need, request, lang).await {
        Ok(request) => next.run(request).await,
        Err(fault) => fault.said_in(lang).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn let_form_through(
    house: &Arc<House>,
    need: Need,
    request: Request,
    lang: Lang,
) -> Result<Request, Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let (mut parts, body) = request.into_parts();
    let visit = visit_of(house, &parts, lang).await?;
    let session = visit.session.as_ref().ok_or_else(|| trouble("session-ended"))?;
    if !visit.granted.grants(need) {
        return Err(trouble("page-not-allowed"));
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        let carried = parts.headers.get("x-hudna-form").and_then(|token| token.to_str().ok());
        if !is_from_here(&parts.headers) || !same(&session.csrf, carried.unwrap_or_default()) {
            return Err(trouble("form-not-ours"));
        }
    }
    parts.extensions.insert(visit);
    Ok(Request::from_parts(parts, body))
}

/// Who asks, how, and what they may; what a form says is not read.
async fn visit_of(house: &Arc<House>, parts: &Parts, lang: Lang) -> Result<Visit, Fault> {
    let mut visit = asking(house, parts, lang);
    if let Some(session) = visit.session.clone() {
        let powers = Arc::clone(house);
        let granted = house.read(move |ledger| Ok(Granted::of(&powers, ledger.standing(), &session)));
        visit.granted = granted.await?;
    }
    Ok(visit)
}

/// Who asks and how; the record is not asked what they may.
fn asking(house: &House, parts: &Parts, lang: Lang) -> Visit {
    let (from, secure) = reached(house.door, parts);
    let cookies = cookies(&parts.headers);
    let cookie = cookies.iter().find(|(name, _)| name == Visit::session_cookie(secure)).map(|(_, v)| v);
    let session = cookie.and_then(|cookie| house.sessions.of(cookie, clock::now()));
    let query = Form::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let host =
        parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let digits = Digits::asked(&parts.headers, &parts.uri);
    let (uri, form, granted, files) =
        (parts.uri.clone(), Form::default(), Granted::default(), Arc::default());
    let drawn = random::<10>().map_or_else(|_| String::new(), |bytes| BASE32_NOPAD.encode(&bytes));
    Visit { lang, digits, uri, session, granted, form, files, query, from, secure, host, drawn, cookies }
}

/// Who asked for what was refused, for the page that says so. Where the fault is `ours` the record is not asked once more: it may
/// be what failed, and the page then offers only what everybody has.
pub(super) async fn refused(house: &Arc<House>, parts: &Parts, lang: Lang, ours: bool) -> Visit {
    let known = if ours { None } else { visit_of(house, parts, lang).await.ok() };
    known.unwrap_or_else(|| asking(house, parts, lang))
}

async fn let_through(
    house: &Arc<House>,
    need: Need,
    request: Request,
    lang: Lang,
) -> Result<Result<Request, Response>, Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let (mut parts, body) = request.into_parts();
    let mut visit = visit_of(house, &parts, lang).await?;
    if need != Need::Public {
        if visit.session.is_none() {
            return Ok(Err(way_in(house, &parts, visit, body).await));
        }
        if !visit.granted.grants(need) {
            return Err(trouble("page-not-allowed"));
        }
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        if !is_from_here(&parts.headers) {
            return Err(trouble("form-not-ours"));
        }
        let (form, files) = read_form(house, parts.headers.get(header::CONTENT_TYPE), body).await?;
        (visit.form, visit.files) = (form, files.into());
        // a session's forms carry its token; before there is a session the browser itself says whose page sends
        let carried =
            visit.session.as_ref().is_none_or(|session| same(&session.csrf, visit.form.get("csrf")));
        if !carried {
            let unsent = pages::refused::unsent(house, &visit, "form-not-ours");
            return unsent.map(Err).ok_or_else(|| trouble("form-not-ours"));
        }
        visit.session = visit.session.map(|session| {
            let path = visit.uri.path();
            let sending = Sending::of(&session.actor.user, path, &visit.form, &visit.files);
            Arc::new(session.with_form(sending))
        });
    }
    parts.extensions.insert(visit);
    Ok(Ok(Request::from_parts(parts, Body::empty())))
}

/// The way in for whoever is not signed in. Where a session ended while somebody typed, what they typed is given back to them.
async fn way_in(house: &Arc<House>, parts: &Parts, mut visit: Visit, body: Body) -> Response {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    // a form that brings files is up to eight mebibytes: of nobody known it is not read
    let is_read = parts.method == Method::POST && is_from_here(&parts.headers);
    if is_read
        && !kind.is_some_and(multipart::is_such)
        && let Ok((form, _)) = read_form(house, kind, body).await
    {
        visit.form = form;
    }
    pages::refused::unsent(house, &visit, "session-ended").unwrap_or_else(|| to("/sign-in"))
}

async fn read_form(
    house: &House,
    kind: Option<&HeaderValue>,
    body: Body,
) -> Result<(Form, Vec<Sent>), Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let reading = async {
        if let Some(kind) = kind.filter(|kind| multipart::is_such(kind)) {
            let (fields, files) = multipart::read(kind, body).await.map_err(trouble)?;
            return Ok((Form(fields), files));
        }
        let bytes = to_bytes(body, MOST_FORM).await.map_err(|_| trouble("request-too-large"))?;
        Ok((Form::parse(&bytes), Vec::new()))
    };
    tokio::time::timeout(house.limits.body, reading).await.map_err(|_| trouble("request-slow"))?
}

/// Whether two secrets are the same, without telling how far.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Whether a form was sent by a page of ours. A browser says so in `Sec-Fetch-Site` or names the page's origin; one that says
/// neither is not believed.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let host = text("host").unwrap_or_default();
    text("origin").and_then(|origin| origin.split_once("://")).is_some_and(|(_, named)| named == host)
}

/// From where a request comes and whether over TLS, as the connection or the proxy before us says.
fn reached(door: Door, parts: &Parts) -> (IpAddr, bool) {
    let direct = parts.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
    if !door.behind_proxy {
        return (direct, door.https);
    }
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    // the last one was added by the proxy next to us; those before it anybody can write
    let last = text("x-forwarded-for").and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    (last.unwrap_or(direct), door.https || text("x-forwarded-proto") == Some("https"))
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The language that a reader asked for: by the address, by an earlier choice, by the browser; Arabic else.
pub(super) fn reader_language(headers: &HeaderMap, uri: &Uri) -> Lang {
    let query = Form::parse(uri.query().unwrap_or_default().as_bytes());
    let chosen = cookies(headers).into_iter().find(|(name, _)| name == LANGUAGE);
    Lang::parse(query.get("lang")).or_else(|| Lang::parse(&chosen?.1)).unwrap_or_else(|| language(headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn a_form_is_taken_from_our_own_page_alone() {
        let host = ("host", "mission.example");
        assert!(is_from_here(&headers(&[host, ("sec-fetch-site", "same-origin")])));
        assert!(is_from_here(&headers(&[host, ("origin", "https://mission.example")])));
        for other in [
            vec![host],
            vec![host, ("sec-fetch-site", "cross-site")],
            vec![host, ("sec-fetch-site", "same-site"), ("origin", "https://mission.example")],
            vec![host, ("sec-fetch-site", "none")],
            vec![host, ("origin", "https://other.example")],
            vec![host, ("origin", "null")],
        ] {
            assert!(!is_from_here(&headers(&other)), "{other:?}");
        }
    }

    #[test]
    fn the_language_is_the_address_then_the_choice_then_the_browser_then_arabic() {
        let of = |pairs: &[_], uri: &'static str| reader_language(&headers(pairs), &Uri::from_static(uri));
        assert_eq!(of(&[], "/"), Lang::Ar);
        assert_eq!(of(&[("accept-language", "en-GB,en")], "/"), Lang::En);
        assert_eq!(of(&[("accept-language", "en"), ("cookie", "hudna-lang=ar")], "/"), Lang::Ar);
        assert_eq!(of(&[("cookie", "a=b; hudna-lang=ar")], "/?x=1&lang=en"), Lang::En);
        assert_eq!(of(&[], "/?lang=nothing"), Lang::Ar);
    }

    #[test]
    fn what_a_proxy_says_counts_only_where_there_is_one() {
        let request = axum::http::Request::builder()
            .header("x-forwarded-for", "203.0.113.1, 198.51.100.2")
            .header("x-forwarded-proto", "https")
            .extension(Peer([127, 0, 0, 1].into()))
            .body(())
            .unwrap();
        let (parts, ()) = request.into_parts();
        assert_eq!(reached(Door::default(), &parts), ([127, 0, 0, 1].into(), false));
        let proxied = Door { https: false, behind_proxy: true };
        assert_eq!(reached(proxied, &parts), ([198, 51, 100, 2].into(), true));
    }
}
