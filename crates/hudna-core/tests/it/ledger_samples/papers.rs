//! What is given out, and what may not stay.

use super::*;

pub(super) fn published() -> Vec<Sample> {
    vec![
        with(
            &[("basis", Class::Narrative), ("document", Class::Attachment)],
            Act::PublicationMade {
                audience: Audience::Parties,
                document: Digest([0xcd; 32]),
                document_kind: "violation".into(),
                from: Some(at(30)),
                number: Some("2026/03".into()),
                restates: Some(entry(12)),
            },
        ),
        // as it was before a release could say from when on
        Sample {
            ending: ".at-once",
            ..with(
                &[("document", Class::Open)],
                Act::PublicationMade {
                    audience: Audience::Public,
                    document: Digest([0xcd; 32]),
                    document_kind: "sitrep".into(),
                    from: None,
                    number: Some("2026/03".into()),
                    restates: Some(entry(12)),
                },
            )
        },
        min(Act::PublicationMade {
            audience: Audience::Parties,
            document: Digest([0xcd; 32]),
            document_kind: "sitrep".into(),
            from: None,
            number: None,
            restates: None,
        }),
        full(Act::RedactionMade {
            because: "a source is in danger".into(),
            parts: vec![Digest([0xef; 32]), Digest([0x01; 32])],
        }),
        full(Act::ConsultationOpened {
            id: "coast".into(), title: both("ساحل مرسى", "The coast of Marsa")
        }),
        full(Act::StatementPut {
            consultation: entry(13),
            id: "3".into(),
            text: both("لا سلاح ثقيل داخل المدينة", "No heavy weapons inside the town"),
        }),
        with(
            &[("file", Class::Attachment), ("result", Class::Open)],
            Act::ConsultationCounted { consultation: entry(13), people: 64, statements: 12, votes: 652 },
        ),
    ]
}
