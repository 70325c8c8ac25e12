//! What was seen, taken in, weighed and ruled on, and who may.

use super::*;

pub(super) fn mission() -> Vec<Sample> {
    let log = verifier_key("hudna.mission/AMBQGAYDAMBQGAYD", KeyKind::Log, 9);
    vec![
        full(Act::MissionFounded {
            key: public(7),
            log: log.clone(),
            title: both("بعثة مراقبة الساحل", "Coast observation mission"),
            zone_time: "Africa/Tripoli".into(),
        }),
        min(Act::MissionFounded { key: public(7), log, title: Both::default(), zone_time: "UTC".into() }),
        with(
            &[("source", Class::Source)],
            Act::UserAdded { key: public(8), party: Some(party("north")), user: user(8) },
        ),
        min(Act::UserAdded { key: public(8), party: None, user: user(8) }),
        full(Act::UserRevoked { user: user(8) }),
        full(Act::KeyChanged { key: public(10), user: user(8) }),
        full(Act::RoleGiven {
            role: "verifier".into(),
            scope: Scope::Sector("wadi-east".into()),
            user: user(8),
        }),
        min(Act::RoleGiven { role: "assessor".into(), scope: Scope::Mission, user: user(8) }),
        full(Act::RoleTaken {
            role: "party_delegate".into(),
            scope: Scope::Party(party("north")),
            user: user(8),
        }),
        full(Act::EpochOpened {
            class: Class::Source,
            epoch: 3,
            recipients: vec!["age1qqqqinvented".into(), "age1zzzzinvented".into()],
            wrapped: Digest([0xab; 32]),
        }),
        full(Act::WitnessAdmitted {
            key: verifier_key("witness.north", KeyKind::Witness, 11),
            party: Some(party("north")),
        }),
        min(Act::WitnessAdmitted {
            key: verifier_key("witness.university", KeyKind::Witness, 12),
            party: None,
        }),
        full(Act::WitnessDismissed { key: verifier_key("witness.north", KeyKind::Witness, 11) }),
        with(&[("gazetteer", Class::Open)], Act::GazetteerAdopted { name: "coast-2026".into() }),
        with(
            &[("drawing", Class::Open)],
            Act::AreaDrawn {
                area: "line-east".into(),
                course_of: Some(party("south")),
                valid_from: Some(at(24)),
            },
        ),
        min(Act::AreaDrawn { area: "buffer".into(), course_of: None, valid_from: None }),
        full(Act::RecoveryApproved { user: user(8) }),
    ]
}

pub(super) fn taken_in() -> Vec<Sample> {
    vec![
        with(
            &[("file", Class::Attachment)],
            Act::FileTakenIn {
                accepted: 315,
                bytes: 9_007_199_254_740_991,
                format: "csv".into(),
                read: 317,
                set_aside: 2,
            },
        ),
        with(REPORT, Act::ReportFiled { from: Some(entry(1)), report: claims() }),
        min(Act::ReportFiled { from: None, report: bare_claims() }),
        with(REPORT, Act::ReportAmended { of: entry(2), report: claims() }),
        min(Act::ReportAmended { of: entry(2), report: bare_claims() }),
        with(TEXT, Act::TranslationAdded { language: "ar".into(), of: entry(2) }),
        full(Act::ConsentGiven { audience: Audience::Parties, of: entry(2) }),
        full(Act::ConsentWithdrawn { audience: Audience::Public, of: entry(2) }),
        with(
            &[("file", Class::Attachment), ("working", Class::Attachment), ("timestamp", Class::Attachment)],
            Act::AttachmentAdded { bytes: 482_113, media_type: "image/jpeg".into(), to: entry(2) },
        ),
    ]
}

pub(super) fn registers() -> Vec<Sample> {
    vec![
        with(PLACE, Act::NoticeGiven { entry: notice() }),
        min(Act::NoticeGiven { entry: bare_notice() }),
        with(
            PLACE,
            Act::ContactMade { entry: register::Entry { answer: Some("answered".into()), ..notice() } },
        ),
        min(Act::ContactMade { entry: bare_notice() }),
        with(
            PLACE,
            Act::AuthorisationAnswered {
                entry: register::Entry { answer: Some("refused".into()), ..notice() },
            },
        ),
        min(Act::AuthorisationAnswered { entry: bare_notice() }),
        with(
            PLACE,
            Act::UnitPositioned {
                position: register::Position {
                    origin: origin(),
                    party: Some("south".into()),
                    unit: Some("battalion_7".into()),
                    from: Some(TimeRange::exact(at(0))),
                    until: Some(over(100, 124)),
                    place: None,
                    declared: Some(true),
                },
            },
        ),
        full(Act::CoverageRecorded {
            coverage: register::Coverage {
                origin: origin(),
                sector: "wadi-east".into(),
                over: over(0, 24),
                patrol_hours: Some(6.5),
                planned_hours: Some(8.0),
                cameras_up: Some(3.0),
                cameras: Some(4.0),
                posts: None,
                denied: None,
                note: Some("access denied once".into()),
            },
        }),
        Sample {
            ending: ".watched",
            ..full(Act::CoverageRecorded {
                coverage: register::Coverage {
                    origin: origin(),
                    sector: "wadi-east".into(),
                    over: over(0, 24),
                    patrol_hours: Some(6.5),
                    planned_hours: Some(8.0),
                    cameras_up: Some(3.0),
                    cameras: Some(4.0),
                    posts: Some(2.0),
                    denied: Some(1.0),
                    note: Some("access denied once".into()),
                },
            })
        },
        full(Act::RegisterCompleted {
            complete: register::Complete {
                register: RegisterKind::Notices,
                over: over(-720, 0),
                by: Some("secretariat".into()),
            },
        }),
        full(Act::CandidateDescribed {
            candidate: register::Candidate {
                origin: origin(),
                id: "C-7".into(),
                body: Some("joint_force".into()),
                at: Some(TimeRange::exact(at(1))),
                nominated_by: vec![actor("north")],
                years_service: Some(Number { low: 12.0, best: 14.0, high: 14.25 }),
                rank: vec![code(Attribute::Rank, "colonel")],
                served_in: vec![actor("brigade_12"), Value::Nothing],
                served_as: vec![code(Attribute::ServedAs, "staff")],
            },
        }),
        full(Act::MemberSeated {
            member: register::Member {
                origin: origin(),
                id: "M-3".into(),
                body: "commission".into(),
                party: vec![actor("south")],
                role: vec![code(Attribute::Role, "deputy")],
                rank: vec![code(Attribute::Rank, "brigadier")],
                from: Some(TimeRange::exact(at(0))),
                until: Some(TimeRange { lo: at(5000), hi: Instant(i64::MAX) }),
            },
        }),
        full(Act::EntryWithdrawn { of: entry(3) }),
    ]
}

pub(super) fn classified() -> Vec<Sample> {
    let (a, b) = (entry(2), entry(4));
    vec![
        full(Act::AffiliationStated {
            affiliation: register::Affiliation {
                origin: origin(),
                of: "battalion_7".into(),
                is: LinkKind::UnderCommandOf,
                to: "brigade_12".into(),
                from: Some(over(-240, -216)),
                until: Some(over(240, 264)),
                by: Some("north".into()),
                disputed_by: vec!["south".into()],
                change: Some("handover-march".into()),
            },
        }),
        full(Act::AffiliationDisputed { by: party("south"), of: entry(5) }),
        full(Act::AnswerLinked {
            answer: register::Answer { origin: origin(), act: "R-12".into(), answers: "R-11".into() },
        }),
        with(PLACE, Act::PlaceConfirmed { attribute: Attribute::ObserverPlace, of: entry(2) }),
        full(Act::ReportsJoined { a: a.clone(), b: b.clone(), seen: vec![seen(), seen()] }),
        min(Act::ReportsJoined { a: a.clone(), b: b.clone(), seen: Vec::new() }),
        full(Act::ReportsKeptApart { a: a.clone(), b: b.clone(), seen: vec![seen()] }),
        min(Act::ReportsKeptApart { a, b, seen: Vec::new() }),
        full(Act::DecisionUndone { of: entry(6), seen: vec![seen()] }),
        min(Act::DecisionUndone { of: entry(6), seen: Vec::new() }),
        with(&[("grade", Class::Source), ("text", Class::Narrative)], Act::ReportGraded { of: entry(2) }),
    ]
}

pub(super) fn assessed() -> Vec<Sample> {
    let visit = register::Visit {
        origin: origin(),
        site: "depot-3".into(),
        party: Some("north".into()),
        team: Some("team-b".into()),
        at: Some(over(4, 5)),
        place: None,
        access: Some("delayed".into()),
        delay_min: Some(Number::exact(35.0)),
        reason: Some("فحص أمني".into()),
    };
    vec![
        full(Act::TaskGiven {
            about: Some(finding()),
            by: Some(at(72)),
            to: "team-b".into(),
            wanted: vec!["calibre_mm".into(), "origin".into()],
        }),
        min(Act::TaskGiven { about: None, by: None, to: "team-b".into(), wanted: Vec::new() }),
        full(Act::TaskClosed { done: true, of: entry(7) }),
        with(PLACE, Act::VisitRecorded { task: Some(entry(7)), visit: visit.clone() }),
        min(Act::VisitRecorded { task: None, visit }),
        with(
            PLACE,
            Act::HoldingRecorded {
                holding: register::Holding {
                    origin: origin(),
                    id: "H-9".into(),
                    site: "depot-3".into(),
                    party: Some("north".into()),
                    unit: Some("brigade_12".into()),
                    weapon: vec![code(Attribute::Weapon, "uav"), code(Attribute::Weapon, "mortar")],
                    calibre_mm: Some(Number::exact(81.5)),
                    count: Some(Number { low: 2.0, best: 2.0, high: 3.0 }),
                    at: Some(over(4, 5)),
                    place: None,
                    state: Some("again_missing".into()),
                    declared: Some(false),
                },
            },
        ),
        full(Act::VerificationRecorded {
            verification: register::Verification {
                origin: origin(),
                norm: "7.1".into(),
                party: Some("south".into()),
                incident: Some("R-12".into()),
                state: Verified::NotDone,
                at: over(8, 9),
                by: Some("team-b".into()),
                valid_until: Some(at(800)),
            },
        }),
        full(Act::SealedRead { about: Some("R-12".into()), of: Some(entry(1)), what: "report".into() }),
        min(Act::SealedRead { about: None, of: None, what: "map".into() }),
        full(Act::AssessmentAccepted { finding: finding(), outcome: Outcome::NotCovered, seen: seen() }),
        with(TEXT, Act::AssessmentReturned { finding: finding(), seen: seen() }),
        with(
            TEXT,
            Act::ReviewMade {
                checked: Checked {
                    against: Check::Yes,
                    means: Check::NotApplicable,
                    place: Check::Yes,
                    reply: Check::No,
                    sources: Check::Yes,
                    time: Check::No,
                },
                finding: finding(),
                of: entry(8),
                seen: seen(),
                sound: false,
            },
        ),
        with(TEXT, Act::ReplyGiven { finding: finding(), party: party("north") }),
        full(Act::RecusalDeclared { case: "INC-MFRGGZDF".into(), user: user(8) }),
    ]
}

pub(super) fn ruled() -> Vec<Sample> {
    vec![
        with(
            TEXT,
            Act::RulingMade {
                abstained: vec![user(15)],
                against: vec![user(9)],
                by_rule: "11.3".into(),
                finding: finding(),
                outcome: Outcome::Breach,
                by: vec![user(8), user(13)],
            },
        ),
        min(Act::RulingMade {
            abstained: Vec::new(),
            against: Vec::new(),
            by_rule: "11.3".into(),
            finding: finding(),
            outcome: Outcome::Permitted,
            by: vec![user(8)],
        }),
        before(
            TEXT,
            Act::RulingMade {
                abstained: Vec::new(),
                against: Vec::new(),
                by_rule: "11.3".into(),
                finding: finding(),
                outcome: Outcome::Breach,
                by: vec![user(8), user(13)],
            },
        ),
        // as they were written before a ruling told by which rule and by whom it was taken
        before(
            &[],
            Act::ReadingRuled {
                abstained: Vec::new(),
                against: Vec::new(),
                by: vec![user(13)],
                by_rule: None,
                from: at(0),
                reading: "a mortar of 60 mm and more".into(),
                term: "heavy weapon".into(),
            },
        ),
        with(
            TEXT,
            Act::ReadingRuled {
                abstained: vec![user(9)],
                against: vec![user(10)],
                by: vec![user(8), user(13)],
                by_rule: Some("11.3".into()),
                from: at(0),
                reading: "north".into(),
                term: "hot_pursuit".into(),
            },
        ),
        min(Act::ReadingRuled {
            abstained: Vec::new(),
            against: Vec::new(),
            by: vec![user(13)],
            by_rule: None,
            from: at(0),
            reading: "north".into(),
            term: "hot_pursuit".into(),
        }),
        with(TEXT, Act::DissentRecorded { by: user(13), of: entry(8), reservation: true }),
        with(
            &[("agreement.md", Class::Open), ("zones.geojson", Class::Open)],
            Act::AgreementProposed { version: 2 },
        ),
        full(Act::AgreementAdopted { from: at(24), of: entry(9) }),
        full(Act::AgreementSuspended { over: over(48, 96), part: Some("a4.1".into()) }),
        min(Act::AgreementSuspended { over: TimeRange::ALL, part: None }),
        full(Act::AgreementExtended { until: at(9000) }),
    ]
}
