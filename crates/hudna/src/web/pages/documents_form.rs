//! What document is asked for: read from a query or a form, and the form that asks.

use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::id::EntryId;
use hudna_core::time::{Instant, TimeRange, instants_of, whole_day};
use hudna_desk::document::make::{Distribution, What};
use hudna_desk::document::screen::Screen;
use hudna_desk::document::table_paper::Sheet;
use hudna_desk::document::table_paper::changes::Between;
use hudna_desk::document::talks::Talks;
use hudna_desk::record::Snapshot;
use hudna_desk::record::basis::{About, Basis};
use hudna_desk::record::remembered::Released;
use hudna_desk::words::{Lang, Words};
use maud::{Markup, html};

use super::field::{Field, Wrong, area, choice, latin_digits};
use crate::cli::clock;
use crate::web::visit::Form;

/// The most characters of a recommendation and of a number.
const MOST: [usize; 2] = [4_000, 40];
/// Kinds of documents.
const KINDS: [&str; 6] = ["sitrep", "flash", "violation", "commitments", "talks", "redline"];

/// What a document tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Incidents and findings, or what is on the table.
    Incidents(What),
    /// Commitments, as they stand when it is made.
    Commitments,
}

/// A document that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) what: Wanted,
    pub(super) lang: Lang,
    pub(super) distribution: Distribution,
    /// The period of a situation report; the whole time else.
    pub(super) period: TimeRange,
    pub(super) number: String,
    pub(super) recommended: String,
    /// Not to be handed to anybody before.
    pub(super) embargo: Option<Instant>,
    pub(super) restates: Option<EntryId>,
    /// The sheet of a paper of the table.
    pub(super) sheet: Sheet,
    /// The draft of a redline, with the versions asked for.
    pub(super) versions: (String, [Option<u32>; 2]),
    /// As it was asked.
    said: Vec<(&'static str, String)>,
}

impl Asked {
    /// What a query or form asks for; what is wrong with it is added to `wrong`. `None` where it asks for nothing, or wrongly.
    pub(super) fn of(form: &Form, words: &Words, snapshot: &Snapshot, wrong: &mut Wrong) -> Option<Self> {
        let before = wrong.count();
        chosen(form, words, wrong);
        let kind = KINDS.into_iter().find(|kind| *kind == form.get("kind"))?;
        let zone = &snapshot.agreement.zone_time;
        let mut day = |name: &'static str| {
            let typed = latin_digits(form.get(name));
            let day = typed.parse().ok();
            if day.is_none() && !typed.is_empty() {
                wrong.add(name, words.with("field-day-wrong", &[("typed", typed.into())]));
            }
            day.map(|day| whole_day(day, zone))
        };
        let (from, to, embargo_day) = (day("from"), day("to"), day("embargo"));
        let period = match (from, to) {
            (Some(from), to) => TimeRange { lo: from.lo, hi: to.unwrap_or(from).hi },
            _ => TimeRange::ALL,
        };
        let what = match kind {
            "sitrep" => {
                if from.is_none() && wrong.of("from").is_none() {
                    wrong.add("from", words.get("field-day-needed"));
                } else if period.hi <= period.lo {
                    wrong.add("to", words.with("field-to-before", &[("typed", form.get("to").into())]));
                }
                Some(Wanted::Incidents(What::Situation))
            }
            "commitments" => Some(Wanted::Commitments),
            "talks" => Some(Wanted::Incidents(What::Talks)),
            "redline" => {
                let [from, to] = numbers(form);
                let talks = Talks::of(&snapshot.table, &snapshot.agreement, words.lang());
                if Between::of(&talks, form.get("draft"), from, to).is_none() {
                    wrong.add("draft", words.get("field-redline-missing"));
                }
                Some(Wanted::Incidents(What::Redline))
            }
            kind => {
                let at = snapshot.incident(form.get("incident"));
                if at.is_none() {
                    wrong.add("incident", words.get("field-incident-missing"));
                }
                let one = |at| if kind == "flash" { What::Flash(at) } else { What::Violation(at) };
                at.map(one).map(Wanted::Incidents)
            }
        };
        let embargo = embargo_at(form, words, (embargo_day, zone), wrong);
        if embargo.is_some_and(|from| from <= clock::now()) {
            wrong.add("embargo", words.get("field-embargo-past"));
        }
        let lengths = [("recommended", MOST[0]), ("number", MOST[1])];
        for (name, most) in lengths {
            if form.get(name).chars().count() > most {
                wrong.add(name, words.get("field-longer"));
            }
        }
        let distribution = Distribution::ALL.into_iter().find(|one| one.name() == form.get("for"));
        let restates = Some(form.get("restates")).filter(|entry| !entry.is_empty());
        let corrected = restates.map(|entry| snapshot.released.iter().find(|one| *one.entry.0 == *entry));
        let names = [
            "kind",
            "from",
            "to",
            "incident",
            "for",
            "in",
            "number",
            "recommended",
            "embargo",
            "hour",
            "restates",
            "sheet",
            "draft",
            "old",
            "new",
        ];
        let said = names.iter().map(|name| (*name, form.get(name).to_owned()));
        let asked = Self {
            what: what?,
            lang: Lang::parse(form.get("in")).unwrap_or(words.lang()),
            distribution: distribution.unwrap_or(Distribution::Commission),
            period,
            number: match form.get("number") {
                "" => snapshot.as_of.local(zone).date().to_string(),
                number => number.to_owned(),
            },
            recommended: form.get("recommended").to_owned(),
            embargo,
            restates: restates.map(EntryId::from),
            sheet: Sheet::parse(form.get("sheet")).unwrap_or_default(),
            versions: (form.get("draft").to_owned(), numbers(form)),
            said: said.filter(|(_, value)| !value.is_empty()).collect(),
        };
        let is_other = |one: &Released| {
            let about = one.basis.as_ref().and_then(Basis::about);
            *one.kind != *asked.kind_name() || about.is_some_and(|about| !asked.is_about(&about, snapshot))
        };
        if corrected.is_some_and(|one| one.is_none_or(is_other)) {
            wrong.add("kind", words.get("documents-corrects-other"));
        }
        (wrong.count() == before).then_some(asked)
    }

    /// The kind's name in data.
    pub(super) const fn kind_name(&self) -> &'static str {
        match self.what {
            Wanted::Incidents(What::Situation) => "sitrep",
            Wanted::Incidents(What::Flash(_)) => "flash",
            Wanted::Incidents(What::Violation(_)) => "violation",
            Wanted::Commitments => "commitments",
            Wanted::Incidents(What::Talks) => "talks",
            Wanted::Incidents(What::Redline) => "redline",
        }
    }

    /// What it is about, made at a moment.
    pub(super) fn about(&self, snapshot: &Snapshot, now: Instant) -> About {
        match self.what {
            Wanted::Commitments => About::Commitments(now.max(snapshot.as_of)),
            Wanted::Incidents(What::Situation) => About::Period(self.period),
            Wanted::Incidents(What::Talks | What::Redline) => About::Talks,
            Wanted::Incidents(What::Flash(at) | What::Violation(at)) => {
                let id = snapshot.incident_id(at).cloned();
                About::Incident(id.unwrap_or(IncidentId(String::new())))
            }
        }
    }

    /// Whether it is about the same period or incident as what an earlier release was about.
    fn is_about(&self, earlier: &About, snapshot: &Snapshot) -> bool {
        match (self.about(snapshot, snapshot.as_of), earlier) {
            (About::Period(own), About::Period(earlier)) => own == *earlier,
            (About::Incident(own), About::Incident(earlier)) => own == *earlier,
            (About::Commitments(_), About::Commitments(_)) | (About::Talks, About::Talks) => true,
            _ => false,
        }
    }

    /// As it was asked, to ask it again.
    pub(super) fn pairs(&self) -> &[(&'static str, String)] {
        &self.said
    }

    /// The same as a query.
    pub(super) fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.said).finish()
    }
}

/// Says of each choice that is none of what was offered that it is none: it must not pass for the first of them.
fn chosen(form: &Form, words: &Words, wrong: &mut Wrong) {
    let typed = |name: &'static str| Some(form.get(name)).filter(|typed| !typed.is_empty());
    let offered = [
        ("kind", typed("kind").is_none_or(|typed| KINDS.contains(&typed))),
        ("for", typed("for").is_none_or(|typed| Distribution::ALL.iter().any(|one| one.name() == typed))),
        ("in", typed("in").is_none_or(|typed| Lang::parse(typed).is_some())),
        ("sheet", typed("sheet").is_none_or(|typed| Sheet::parse(typed).is_some())),
    ];
    for (name, _) in offered.into_iter().filter(|(_, is_offered)| !is_offered) {
        wrong.add(name, words.get("slip-choose"));
    }
    for (name, number) in ["old", "new"].into_iter().zip(numbers(form)) {
        if let Some(typed) = typed(name).filter(|_| number.is_none()) {
            wrong.add(name, words.with("field-version-wrong", &[("typed", typed.to_owned().into())]));
        }
    }
}

/// The numbers of the two versions that a redline is asked of.
fn numbers(form: &Form) -> [Option<u32>; 2] {
    ["old", "new"].map(|name| latin_digits(form.get(name)).parse().ok())
}

/// From when a document may be handed out: the day, and the hour where one is told.
fn embargo_at(
    form: &Form,
    words: &Words,
    (day, zone): (Option<TimeRange>, &jiff::tz::TimeZone),
    wrong: &mut Wrong,
) -> Option<Instant> {
    let typed = latin_digits(form.get("hour"));
    let day = match day {
        Some(day) => day.lo,
        None if typed.is_empty() || wrong.of("embargo").is_some() => return None,
        None => {
            wrong.add("embargo", words.get("field-day-missing"));
            return None;
        }
    };
    if typed.is_empty() {
        return Some(day);
    }
    match typed.parse::<jiff::civil::Time>() {
        Ok(time) => Some(instants_of(day.local(zone).date().to_datetime(time), zone).lo),
        Err(_) => {
            wrong.add("hour", words.with("field-time-wrong", &[("typed", typed.into())]));
            None
        }
    }
}

/// The form that asks for a document.
pub(super) fn controls(
    words: &Words,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (form, usual): (&Form, Option<Lang>),
    wrong: &Wrong,
) -> Markup {
    let named = |name: &str, key: String| (name.to_owned(), words.get(&key));
    let kinds = KINDS.map(|kind| named(kind, format!("kind-{kind}")));
    let classes = Distribution::ALL.map(|one| named(one.name(), format!("class-{}.short", one.name())));
    let langs: Vec<(String, String)> = Lang::all()
        .into_iter()
        .map(|lang| (lang.code().to_owned(), Words::of(lang).get("page-language")))
        .collect();
    let lang = if form.get("in").is_empty() { usual.unwrap_or(words.lang()).code() } else { form.get("in") };
    let field = |name, kind, key| {
        Field { name, kind, key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    let latest = (0..snapshot.incidents()).rev().take(200).filter_map(|at| snapshot.incident_at(at, false));
    html! {
        form.box.stack method="get" action="/documents" {
            h2 { (words.get("documents-make")) }
            (choice(words, ("kind", "field-document-kind"), &kinds, form.get("kind"), wrong))
            fieldset {
                legend { (words.get("documents-period")) }
                div.tri.half2 { (field("from", "date", "field-from-day")) (field("to", "date", "field-to-day")) }
            }
            fieldset.stack {
                legend { (words.get("documents-of-incident")) }
                div.field.bad[wrong.of("incident").is_some()] {
                    label for="incident" { (words.get("field-incident")) }
                    (super::field::beside(words, "field-incident", "incident", wrong.of("incident")))
                    input id="incident" name="incident" list="incidents" value=(form.get("incident")) autocomplete="off" dir="ltr" aria-describedby="incident-beside";
                    datalist id="incidents" { @for incident in latest { option value=(incident.id.0) { (known_by(screen, &incident)) } } }
                }
                (area(words, ("recommended", "field-recommended"), form.get("recommended"), wrong))
            }
            @if !snapshot.table.is_empty() { (of_table(words, snapshot, form, wrong)) }
            fieldset.stack {
                legend { (words.get("documents-handed")) }
                (choice(words, ("for", "field-for"), &classes, form.get("for"), wrong))
                (choice(words, ("in", "field-in"), &langs, lang, wrong))
                (field("number", "text", "field-number"))
            }
            fieldset {
                legend { (words.get("documents-embargoed")) }
                span.hint { (words.get("documents-embargoed.hint")) }
                div.tri.half2 { (field("embargo", "date", "field-day")) (field("hour", "time", "field-hour")) }
            }
            @if !form.get("restates").is_empty() {
                input type="hidden" name="restates" value=(form.get("restates"));
                p.s { (words.get("documents-restates")) " " bdi.n { (form.get("restates")) } }
            }
            p { button.btn.main { (words.get("documents-look-do")) } }
        }
    }
}

/// What tells an incident from others of the same act: when and in which sector it was.
fn known_by(screen: &Screen<'_>, incident: &Incident) -> String {
    let comma = screen.words().get("comma");
    [screen.what(incident), screen.when(incident), screen.place(incident)].join(&format!("{comma} "))
}

/// What papers of the table ask besides: the sheet, and of a redline which versions of which draft.
fn of_table(words: &Words, snapshot: &Snapshot, form: &Form, wrong: &Wrong) -> Markup {
    let sheets =
        Sheet::ALL.map(|sheet| (sheet.name().to_owned(), words.get(&format!("sheet-{}", sheet.name()))));
    let drafts: Vec<(String, String)> =
        snapshot.table.drafts.keys().map(|id| (id.to_string(), id.to_string())).collect();
    let number = |name, key| {
        Field { name, kind: "number", key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    html! {
        fieldset.stack {
            legend { (words.get("documents-of-table")) }
            (choice(words, ("sheet", "field-sheet"), &sheets, form.get("sheet"), wrong))
            @if !drafts.is_empty() {
                (choice(words, ("draft", "field-redline-draft"), &drafts, form.get("draft"), wrong))
                div.tri.half2 { (number("old", "field-redline-from")) (number("new", "field-redline-to")) }
            }
        }
    }
}
