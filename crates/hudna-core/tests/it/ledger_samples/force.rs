//! Who joins the force and what it watches.

use super::*;

pub(super) fn joining() -> Vec<Sample> {
    vec![
        full(Act::NominationWithdrawn { of: entry(11), party: party("north") }),
        with(TEXT, Act::ObjectionAnswered { of: entry(12), party: party("north") }),
        with(TEXT, Act::NominationAppealed { of: entry(13), party: party("north") }),
        with(
            TEXT,
            Act::NominationRuled {
                accepted: false,
                against: vec![user(9)],
                by: vec![user(8), user(7)],
                candidate: "C-7".into(),
                of: entry(11),
            },
        ),
        min(Act::NominationRuled {
            accepted: true,
            against: Vec::new(),
            by: vec![user(8)],
            candidate: "C-7".into(),
            of: entry(14),
        }),
        full(Act::BodyFormed {
            appeal_hours: Some(72),
            appeal_panel: vec![user(9)],
            body: "joint_force".into(),
            name: both("القوة المشتركة", "Joint Force"),
            objection_hours: Some(120),
            panel: vec![user(8), user(7)],
            quorum: 2,
            reply_hours: Some(48),
            ruling_hours: Some(168),
        }),
        min(Act::BodyFormed {
            appeal_hours: None,
            appeal_panel: Vec::new(),
            body: "joint_force".into(),
            name: Both::default(),
            objection_hours: None,
            panel: Vec::new(),
            quorum: 1,
            reply_hours: None,
            ruling_hours: None,
        }),
    ]
}

pub(super) fn watching() -> Vec<Sample> {
    let leg = |sector: &str, hours| Leg { hours, sector: sector.into() };
    vec![
        full(Act::TeamFormed {
            body: "joint_force".into(),
            members: vec!["C-7".into(), "C-8".into()],
            team: "team-2".into(),
        }),
        with(PLACE, Act::PostOpened { from: at(0), post: "post-4".into(), sector: "wadi-east".into() }),
        full(Act::PostClosed { of: entry(15), until: at(400) }),
        with(
            PLACE,
            Act::CameraReported { at: at(2), camera: "cam-1".into(), sector: "wadi-east".into(), up: false },
        ),
        with(
            &[("plan", Class::Place)],
            Act::PatrolPlanned {
                asked: vec![party("north"), party("south")],
                patrol: "patrol-31".into(),
                team: "team-2".into(),
                way: Way::Road,
            },
        ),
        min(Act::PatrolPlanned {
            asked: Vec::new(),
            patrol: "patrol-32".into(),
            team: "team-2".into(),
            way: Way::Flight,
        }),
        with(
            TEXT,
            Act::PatrolReported {
                cleared: true,
                denied: vec!["harbour".into()],
                legs: vec![leg("wadi-east", 2.5), leg("harbour", 0.0)],
                of: entry(16),
                over: over(6, 10),
            },
        ),
        min(Act::PatrolReported {
            cleared: false,
            denied: Vec::new(),
            legs: vec![leg("wadi-east", 4.0)],
            of: entry(16),
            over: over(6, 10),
        }),
        with(TEXT, Act::ClearanceAnswered { granted: true, of: entry(16), party: party("north") }),
        with(
            TEXT,
            Act::ComplaintMade { about: user(8), body: Some("joint_force".into()), party: party("south") },
        ),
        // as it was shipped before a complaint could name the body whose panel rules on it
        before(TEXT, Act::ComplaintMade { about: user(8), body: None, party: party("south") }),
        min(Act::ComplaintMade { about: user(8), body: None, party: party("south") }),
        with(TEXT, Act::ComplaintAnswered { of: entry(17) }),
        with(
            TEXT,
            Act::ComplaintRuled { against: vec![user(9)], by: vec![user(7)], of: entry(17), upheld: true },
        ),
        min(Act::ComplaintRuled { against: Vec::new(), by: vec![user(7)], of: entry(17), upheld: false }),
    ]
}
