//! Talks, texts, votes and promises.

use super::*;

pub(super) fn table() -> Vec<Sample> {
    vec![
        full(Act::PartyAdhered { from: at(30), party: party("island") }),
        with(
            &[("place", Class::Place), ("text", Class::Narrative)],
            Act::MeetingHeld {
                at: over(10, 14),
                agenda: vec!["prisoners".into(), "الطريق الساحلي".into()],
                attended: [
                    ("north".into(), vec!["chair".into(), "adviser".into()]),
                    ("south".into(), vec!["deputy".into()]),
                    ("المراقبون".into(), Vec::new()),
                ]
                .into(),
                convener: "secretariat".into(),
                number: Some(7),
                place: Some(both("الميناء", "the port")),
            },
        ),
        // as it was shipped before meetings had a number
        before(
            &[("place", Class::Place), ("text", Class::Narrative)],
            Act::MeetingHeld {
                at: over(10, 14),
                agenda: vec!["prisoners".into(), "الطريق الساحلي".into()],
                attended: [
                    ("north".into(), vec!["chair".into(), "adviser".into()]),
                    ("south".into(), vec!["deputy".into()]),
                    ("المراقبون".into(), Vec::new()),
                ]
                .into(),
                convener: "secretariat".into(),
                number: None,
                place: None,
            },
        ),
        min(Act::MeetingHeld {
            at: over(10, 14),
            agenda: Vec::new(),
            attended: [].into(),
            convener: "secretariat".into(),
            number: None,
            place: None,
        }),
        full(Act::VoteCast {
            ballot: register::Ballot {
                origin: origin(),
                decision: "D-4".into(),
                body: Some("commission".into()),
                at: Some(over(10, 11)),
                member: "M-3".into(),
                party: vec![actor("south")],
                role: vec![code(Attribute::Role, "deputy")],
                present: vec![code(Attribute::Present, "present")],
                vote: vec![code(Attribute::Vote, "abstained"), Value::Nothing],
            },
        }),
        with(
            TEXT,
            Act::PositionStated {
                at: Some(at(11)),
                condition_ids: vec!["after-exchange".into(), "with-escort".into()],
                conditions: vec![both("بعد التبادل", "after the exchange"), Both::default()],
                issue: "coast-road".into(),
                meeting: Some(entry(10)),
                party: party("south"),
                stance: Stance::AcceptsWithReservation,
                statement: Some(entry(13)),
            },
        ),
        // as it was shipped before conditions had ids
        before(
            TEXT,
            Act::PositionStated {
                at: None,
                condition_ids: Vec::new(),
                conditions: vec![both("بعد التبادل", "after the exchange"), Both::default()],
                issue: "coast-road".into(),
                meeting: Some(entry(10)),
                party: party("south"),
                stance: Stance::AcceptsWithReservation,
                statement: None,
            },
        ),
        min(Act::PositionStated {
            at: None,
            condition_ids: Vec::new(),
            conditions: Vec::new(),
            issue: "coast-road".into(),
            meeting: None,
            party: party("south"),
            stance: Stance::Silent,
            statement: None,
        }),
        with(
            TEXT,
            Act::PromiseMade {
                by: "north".into(),
                due: Some(at(700)),
                due_rule: Some("72 h after verified(P-1)".into()),
                id: "P-2".into(),
                needs: vec![
                    Need { how: Order::Concurrent, on: "P-1".into(), read_by: Some("south".into()) },
                    Need { how: Order::Conditional, on: "C-1".into(), read_by: None },
                ],
                not_before: Some("D+2".into()),
                on: vec!["P-1".into()],
                theme: Some("access".into()),
                to: vec!["south".into(), "commission".into()],
                until: Some("declared(C-1)".into()),
                valid_for: Some("30 d".into()),
                verifier: Some("joint_team".into()),
                what: both("فتح الطريق", "to open the road"),
            },
        ),
        // as it was first shipped
        Sample {
            ending: ".before",
            ..with(
                TEXT,
                Act::PromiseMade {
                    by: "north".into(),
                    due: Some(at(700)),
                    due_rule: None,
                    id: "P-2".into(),
                    needs: Vec::new(),
                    not_before: None,
                    on: vec!["P-1".into()],
                    theme: None,
                    to: vec!["south".into(), "commission".into()],
                    until: None,
                    valid_for: None,
                    verifier: None,
                    what: both("فتح الطريق", "to open the road"),
                },
            )
        },
        min(bare_promise()),
        full(Act::PromiseClaimed { by: "north".into(), id: "P-2".into(), scale: Some(2) }),
        min(Act::PromiseClaimed { by: "north".into(), id: "P-2".into(), scale: None }),
        full(Act::PromiseExtended { by: "south".into(), due: at(900), id: "P-2".into() }),
        full(Act::PromiseReleased { by: "south".into(), id: "P-2".into() }),
        with(TEXT, Act::PromiseWithdrawn { by: "north".into(), id: "P-2".into() }),
        full(Act::ConditionPut {
            by: "donors".into(),
            declarers: vec!["commission".into(), "south".into()],
            id: "C-1".into(),
            not_before: Some(at(100)),
            what: both("قيام حكومة توافق", "a government of consensus exists"),
        }),
        min(Act::ConditionPut {
            by: "donors".into(),
            declarers: vec!["commission".into()],
            id: "C-1".into(),
            not_before: None,
            what: Both::default(),
        }),
        with(TEXT, Act::ConditionDeclared { by: "commission".into(), holds: true, id: "C-1".into() }),
        with(
            TEXT,
            Act::SequenceRead { by: "south".into(), how: Order::Before, id: "P-2".into(), on: "P-1".into() },
        ),
        with(
            TEXT,
            Act::SequenceRuled {
                by: vec![user(3), user(4)],
                how: Order::Free,
                id: "P-2".into(),
                on: "P-1".into(),
            },
        ),
        full(Act::PromiseVerified { id: "P-2".into(), scale: 3, valid_until: Some(at(1000)) }),
        min(Act::PromiseVerified { id: "P-2".into(), scale: 0, valid_until: None }),
        with(
            &[("source", Class::Source)],
            Act::NominationMade {
                body: "joint_force".into(),
                candidate: "C-7".into(),
                keep_until: Some(at(9000)),
                party: party("north"),
            },
        ),
        min(Act::NominationMade {
            body: "joint_force".into(),
            candidate: "C-7".into(),
            keep_until: None,
            party: party("north"),
        }),
        with(TEXT, Act::ObjectionMade { of: entry(11), party: party("south") }),
    ]
}

pub(super) fn negotiated() -> Vec<Sample> {
    vec![
        with(
            &[("name", Class::Source)],
            Act::DelegationNamed {
                capacity: "head of delegation".into(),
                from: at(0),
                party: party("south"),
                speaker: "S-1".into(),
                until: Some(at(900)),
                user: Some(user(8)),
            },
        ),
        min(Act::DelegationNamed {
            capacity: "head of delegation".into(),
            from: at(0),
            party: party("south"),
            speaker: "S-1".into(),
            until: None,
            user: None,
        }),
        full(Act::IssueOpened {
            issue: "coast-road".into(),
            parties: vec![party("north"), party("south")],
            title: both("الطريق الساحلي", "the coast road"),
        }),
        min(Act::IssueOpened { issue: "coast-road".into(), parties: Vec::new(), title: Both::default() }),
        full(Act::IssueClosed { article: Some("a4".into()), issue: "coast-road".into() }),
        min(Act::IssueClosed { article: None, issue: "coast-road".into() }),
        full(Act::ConditionLinked { condition: "after-exchange".into(), promise: "P-2".into() }),
        with(
            &[("agreement.md", Class::Open), ("zones.geojson", Class::Open)],
            Act::DraftPut { draft: "road".into(), version: 2 },
        ),
        full(Act::AmendmentProposed {
            article: "a4".into(),
            of: entry(14),
            paragraph: "4.2".into(),
            party: party("south"),
            wording: both("يُفتح الطريق نهارًا.", "The road is open by day."),
        }),
        with(TEXT, Act::AmendmentAnswered { of: entry(15), party: party("north"), stance: Stance::Accepts }),
        full(Act::ArticleAdopted { article: "a4".into(), by_rule: "a16.4".into(), of: entry(14) }),
        full(Act::ReservationEntered {
            article: Some("a4".into()),
            of: entry(14),
            party: party("south"),
            words: both("لا يشمل ذلك الجسر", "the bridge is not meant"),
        }),
        min(Act::ReservationEntered {
            article: None,
            of: entry(14),
            party: party("south"),
            words: Both::default(),
        }),
        full(Act::StatementInterpretive {
            article: Some("a4".into()),
            of: entry(9),
            party: party("north"),
            words: both("نهارًا أي من الشروق إلى الغروب", "by day is from sunrise to sunset"),
        }),
        min(Act::StatementInterpretive {
            article: None,
            of: entry(9),
            party: party("north"),
            words: Both::default(),
        }),
        full(Act::VotePut {
            article: Some("a4".into()),
            by_rule: "a16.4".into(),
            meeting: Some(entry(16)),
            of: entry(14),
            voters: vec!["north".into(), "south".into()],
        }),
        min(Act::VotePut {
            article: None,
            by_rule: "consensus".into(),
            meeting: None,
            of: entry(14),
            voters: vec!["north".into()],
        }),
    ]
}

/// A promise of which nothing is said that need not be.
fn bare_promise() -> Act {
    Act::PromiseMade {
        by: "north".into(),
        due: None,
        due_rule: None,
        id: "P-2".into(),
        needs: Vec::new(),
        not_before: None,
        on: Vec::new(),
        theme: None,
        to: Vec::new(),
        until: None,
        valid_for: None,
        verifier: None,
        what: Both::default(),
    }
}
