//! Who asks for a page and how, as the guard before every page ([`super::guard`]) hands it over: the session, what it may and sees, the form.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use hudna_core::finding::Finding;
use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::id::{PartyId, UserId};
use hudna_core::ledger::standing::Standing;
use hudna_desk::document::View;
use hudna_desk::powers::{Case, Concerns, Held, Level, Need, Placing, Power, Sight};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Spoken;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};

use super::House;
use super::fault::Fault;
use super::session::Session;

/// The cookie of the reader's language.
pub(super) const LANGUAGE: &str = "hudna-lang";

/// The cookie of the digits that a reader chose.
pub(super) const DIGITS: &str = "hudna-digits";

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
    pub(super) fn parse(name: &str) -> Option<Self> {
        [Self::Latin, Self::Arabic].into_iter().find(|digits| digits.name() == name)
    }
    /// Whether Arabic digits are to be written: they belong to pages in Arabic.
    pub(super) fn are_written(self, lang: Lang) -> bool {
        self == Self::Arabic && lang == Lang::Ar
    }
    /// By the address, by an earlier choice; 123 else.
    pub(super) fn asked(headers: &HeaderMap, uri: &Uri) -> Self {
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
    pub(super) fn parse(bytes: &[u8]) -> Self {
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
    pub(super) fn of(house: &House, standing: &Standing, session: &Session) -> Self {
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
    pub(super) cookies: Vec<(String, String)>,
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

/// The cookies of a request.
pub(super) fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
