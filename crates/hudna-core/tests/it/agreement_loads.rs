//! A sound agreement loads, and holds what its text says.

use std::collections::BTreeMap;

use hudna_core::agreement::norm::{Burden, Kind, Subject, Who};
use hudna_core::agreement::{Agreement, Beside, BesideError, Shape, SourceText, read};
use hudna_core::condition::Moment;
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_core::time::{Instant, Span, TimeRange};

/// Files beside an agreement, in memory.
#[derive(Clone, Default)]
pub(crate) struct Shelf(pub(crate) BTreeMap<String, String>);

impl Beside for Shelf {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        let text = self.0.get(name).cloned().ok_or_else(|| BesideError::Missing(name.to_owned()))?;
        Ok(SourceText { name: name.to_owned(), text })
    }
}

pub(crate) const VALLEY: &str = include_str!("../agreements/valley.md");

/// The valley's three files.
pub(crate) fn valley() -> Shelf {
    Shelf(BTreeMap::from([
        ("valley.md".to_owned(), VALLEY.to_owned()),
        ("valley.v1.md".to_owned(), include_str!("../agreements/valley.v1.md").to_owned()),
        ("valley.geojson".to_owned(), include_str!("../agreements/valley.geojson").to_owned()),
    ]))
}

/// Reads `name` off the shelf.
pub(crate) fn load(shelf: &Shelf, name: &str) -> (Option<Agreement>, Vec<Diagnostic>) {
    read(shelf.text(name).expect("the fixture is on the shelf"), shelf)
}

fn sound() -> Agreement {
    let (agreement, said) = load(&valley(), "valley.md");
    let errors: Vec<_> = said.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    agreement.expect("no error, so it loads")
}

fn local(text: &str) -> Instant {
    let zone = jiff::tz::TimeZoneDatabase::bundled().get("Africa/Tripoli").expect("a bundled zone");
    hudna_core::time::instants_of(text.parse().expect("a civil time"), &zone).lo
}

#[test]
fn the_front_matter_says_what_the_text_stands_under() {
    let a = sound();
    assert_eq!((&*a.id, a.version, &*a.prevails, &*a.zone_name), ("valley", 2, "ar", "Africa/Tripoli"));
    assert_eq!(&*a.title.en, "The Valley Understanding (invented)");
    assert_eq!(&*a.notice.ar, "افتراضي");
    assert_eq!(a.d_day, local("2026-03-01T00:01:00"));
    assert_eq!(a.reply_within, Some(Span::days(5)));
    assert_eq!(a.gazetteer.as_deref(), Some("gazetteer.csv"));
    assert_eq!(a.answers_for.len(), 4);
}

#[test]
fn d_plus_180_lasts_until_the_end_of_that_day() {
    assert_eq!(sound().ends, Some(local("2026-08-29T00:00:00")));
}

#[test]
fn the_version_before_answers_for_acts_before_d_day() {
    let a = sound();
    assert_eq!(a.version_at(local("2026-02-25T12:00:00")).map(|v| v.version), Some(1));
    assert_eq!(a.version_at(local("2026-03-01T00:01:00")).map(|v| v.version), Some(2));
    assert!(a.version_at(local("2026-02-19T23:59:00")).is_none());
}

#[test]
fn articles_keep_their_paragraphs_in_both_languages() {
    let a = sound();
    let four = a.articles.iter().find(|x| &*x.id == "a4").expect("article 4");
    assert_eq!(&*four.title.ar, "المادة 4: وقف الأعمال العدائية");
    assert_eq!(&*four.title.en, "Article 4: Cessation");
    assert_eq!(four.paragraphs.len(), 2);
    assert_eq!(&*four.paragraphs[1].0, "4.2");
    assert_eq!(&*four.paragraphs[1].1.en, "No flight without 48 hours' notice.");
}

#[test]
fn an_adhering_party_is_bound_from_the_start_of_its_day() {
    let a = sound();
    assert_eq!(a.parties[0].bound_from, a.d_day);
    assert_eq!(a.parties[1].bound_from, local("2026-03-10T00:00:00"));
}

#[test]
fn a_day_stays_a_day_and_an_hour_an_hour_where_deadlines_run_from_it() {
    let day = |from: &str, to: &str| TimeRange { lo: local(from), hi: local(to) };
    let a = sound();
    assert_eq!(a.signed, Some(day("2026-02-27T00:00:00", "2026-02-28T00:00:00")));
    assert_eq!(a.parties[0].adhered, TimeRange::exact(a.d_day));
    assert_eq!(a.parties[1].adhered, day("2026-03-10T00:00:00", "2026-03-11T00:00:00"));

    let hour = VALLEY
        .replace("signed       = 2026-02-27", "signed       = 2026-02-27T18:00:00")
        .replace("bound_from = 2026-03-10", "bound_from = 2026-03-10T09:30:00");
    let mut shelf = valley();
    shelf.0.insert("valley.md".to_owned(), hour);
    let (a, said) = load(&shelf, "valley.md");
    let a = a.unwrap_or_else(|| panic!("{said:#?}"));
    assert_eq!(a.signed, Some(TimeRange::exact(local("2026-02-27T18:00:00"))));
    assert_eq!(a.parties[1].adhered, TimeRange::exact(local("2026-03-10T09:30:00")));
}

#[test]
fn a_link_ends_with_the_end_of_its_last_day() {
    let a = sound();
    let until = a.links[0].until.expect("it ends");
    assert_eq!(until.lo, local("2026-03-06T00:00:00"));
    assert_eq!(until.hi.0 - 1, local("2026-03-10T00:00:00").0);
    let from = a.links[1].from.expect("it begins");
    assert_eq!(from.lo, local("2026-03-05T00:00:00"));
    assert_eq!(from.hi.0 - 1, local("2026-03-09T00:00:00").0);
    assert_eq!(a.links[0].change, a.links[1].change);
    assert_eq!(&*a.links[2].disputed_by[0], "second");
}

#[test]
fn an_excluded_group_may_have_names_among_the_formations() {
    let a = sound();
    assert_eq!(a.excluded.iter().map(|id| &**id).collect::<Vec<_>>(), vec!["cave-group", "Sea Group"]);
    let named = |id: &str| a.formations.iter().find(|f| &*f.id == id).map(|f| f.name.en.to_string());
    assert_eq!(named("cave-group").as_deref(), Some("Cave Group"));
    assert_eq!(
        named("Sea Group").as_deref(),
        Some(""),
        "a group that only its exclusion names is an actor too"
    );
}

#[test]
fn a_notification_stands_for_four_norms() {
    let a = sound();
    let kinds: Vec<_> =
        a.norms.iter().filter(|n| n.id.starts_with("a4.2")).map(|n| (&*n.id, n.kind)).collect();
    let expected = vec![
        ("a4.2", Kind::Notification),
        ("a4.2.notified", Kind::Permission),
        ("a4.2.urgent", Kind::Permission),
        ("a4.2.after", Kind::Obligation),
    ];
    assert_eq!(kinds, expected);
    let after = a.norm("a4.2.after").and_then(|n| n.rule.as_ref()).expect("a duty");
    assert_eq!(after.subject, Subject::Duty);
    assert_eq!(after.due, Some(Moment::AfterAt(Span::hours(6))));
    let told = a.matches.iter().find(|m| &*m.id == "a4.2.after").expect("its own match");
    assert_eq!((told.lead, told.metres), (Some(Span::hours(-6)), Some(5000.0)));
}

#[test]
fn a_permission_keeps_its_needs_and_their_burdens() {
    let a = sound();
    let reply = a.norm("a4.1.reply").and_then(|n| n.exception.as_ref()).expect("an exception");
    assert!(reply.only);
    assert_eq!(reply.over.len(), 1);
    let needs: Vec<_> = reply.needs.iter().map(|n| (&*n.id, n.burden)).collect();
    assert_eq!(needs, vec![("order", Burden::Open), ("mechanism", Burden::Party)]);
}

#[test]
fn an_obligation_is_due_at_the_end_of_its_day() {
    let a = sound();
    let norm = a.norm("a5.1").expect("article 5, paragraph 1");
    assert_eq!(norm.who, Who::These(vec!["first".into(), "second".into()]));
    let rule = norm.rule.as_ref().expect("a rule");
    let day = Moment::Day { start: local("2026-03-21T00:00:00"), end: local("2026-03-22T00:00:00") };
    assert_eq!(rule.due, Some(day));
    assert_eq!(rule.verifier.as_deref(), Some("joint_team"));
    assert_eq!(rule.valid_for, Some(Span::days(30)));
    assert_eq!(a.norm("a5.2").and_then(|n| n.from), Some(local("2026-03-16T00:00:00")));
}

#[test]
fn zones_hold_in_versions_and_lines_in_courses() {
    let a = sound();
    let versions: Vec<_> = a.geometry("buffer").collect();
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[0].valid.hi, versions[1].valid.lo);
    let courses: Vec<_> = a.geometry("contact").filter_map(|g| g.course_of.as_deref()).collect();
    assert_eq!(courses, vec!["first", "second"]);
    assert_eq!(a.backdrop.iter().map(|b| &*b.kind).collect::<Vec<_>>(), vec!["sector", "town"]);
}

#[test]
fn a_ring_drawn_clockwise_is_the_same_zone() {
    let a = sound();
    for zone in a.geometry("buffer") {
        let Shape::Zone(polygons) = &zone.shape else { panic!("a zone") };
        let ring = &polygons.0[0].exterior().0;
        let twice_area: f64 = ring.windows(2).map(|w| w[0].x * w[1].y - w[1].x * w[0].y).sum();
        assert!(twice_area > 0.0, "counter-clockwise");
    }
}

#[test]
fn line_ends_and_a_mark_at_the_beginning_change_nothing() {
    let mut shelf = valley();
    for text in shelf.0.values_mut() {
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    let (agreement, said) = load(&shelf, "valley.md");
    let agreement = agreement.unwrap_or_else(|| panic!("{said:#?}"));
    let plain = sound();
    assert_eq!(agreement.norms.len(), plain.norms.len());
    assert_eq!(agreement.geometries.len(), plain.geometries.len());
    let paragraphs = |a: &Agreement| a.articles.iter().map(|x| x.paragraphs.clone()).collect::<Vec<_>>();
    assert_eq!(paragraphs(&agreement), paragraphs(&plain));
    for norm in &agreement.norms {
        let block = &agreement.source.text[norm.words.start as usize..norm.words.end as usize];
        assert!(block.starts_with("```toml norm") && block.ends_with("```"), "{block:?}");
    }
}
