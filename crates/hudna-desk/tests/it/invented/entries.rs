//! What registers of the invented coast hold, and the lines of its reports that were set aside.

use hudna_core::register::{Coverage, Holding, Registers, Visit};
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Number};
use hudna_desk::intake::SetAside;

use super::{at, code, origin};

pub(super) fn registers(period: TimeRange) -> Registers {
    let coverage = |sector: &str, done: f64, note: Option<&str>| Coverage {
        origin: origin("registers/coverage.csv", 2, "c"),
        sector: sector.into(),
        over: period,
        patrol_hours: Some(done),
        planned_hours: Some(48.0),
        cameras_up: Some(2.0),
        cameras: Some(3.0),
        posts: None,
        denied: None,
        note: note.map(Into::into),
    };
    let visit = |site: &str, access: &str, minutes: f64, reason: Option<&str>| Visit {
        origin: origin("registers/visits.csv", 2, "v"),
        site: site.into(),
        party: Some("first".into()),
        team: None,
        at: Some(TimeRange::exact(at("2026-03-11T10:00"))),
        place: None,
        access: Some(access.into()),
        delay_min: Some(Number::exact(minutes)),
        reason: reason.map(Into::into),
    };
    let holding = |site: &str, state: &str| Holding {
        origin: origin("registers/holdings.csv", 2, "h"),
        id: "H-1".into(),
        site: site.into(),
        party: Some("second".into()),
        unit: None,
        weapon: vec![code(Attribute::Weapon, "gun")],
        calibre_mm: Some(Number::exact(122.0)),
        count: Some(Number::exact(6.0)),
        at: Some(TimeRange::exact(at("2026-03-12T09:00"))),
        place: None,
        state: Some(state.into()),
        declared: Some(true),
    };
    Registers {
        coverage: vec![
            coverage("marsa", 34.0, Some("مُنع الوصول مرة")),
            coverage("Ayn al-Qasab sector", 14.0, None),
        ],
        visits: vec![
            visit("ثكنة الوادي", "granted", 0.0, None),
            visit("البوابة الشرقية", "denied", 40.0, None),
            visit("North depot", "delayed", 15.0, Some("keys not found")),
        ],
        holdings: vec![holding("مخزن التل", "present"), holding("North depot", "again_missing")],
        ..Registers::default()
    }
}

pub(super) fn set_aside() -> Vec<SetAside> {
    vec![SetAside {
        file: "reports/patrols.ar.csv".into(),
        line: 48,
        own_id: Some("P-048".into()),
        column: Some("observed_at".into()),
        value: "=HYPERLINK(\"x\")".into(),
        code: "not-a-day",
        arguments: vec![("value", "31/02/2026".into())],
        raw: "-1,\"a,b\"".into(),
    }]
}
