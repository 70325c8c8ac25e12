//! Which earlier entries an act speaks of, and of which kinds these may be.
//!
//! What the entries are is not known here: whoever keeps them asks. A new act that holds an entry's id is added to
//! both functions; a test holds them against the keys of acts.

use super::act::Act;
use super::id::EntryId;

/// The earlier entries that an act speaks of, each with the key that names it: they must stand in the record before
/// it, and fit ([`fits_kind`]).
pub fn referred_by_key(act: &Act) -> Vec<(&'static str, &EntryId)> {
    match act {
        Act::ReportFiled { from, .. } => from.iter().map(|from| ("from", from)).collect(),
        Act::ReportAmended { of, .. }
        | Act::TranslationAdded { of, .. }
        | Act::ConsentGiven { of, .. }
        | Act::ConsentWithdrawn { of, .. }
        | Act::EntryWithdrawn { of }
        | Act::AffiliationDisputed { of, .. }
        | Act::PlaceConfirmed { of, .. }
        | Act::ReportGraded { of }
        | Act::DecisionUndone { of, .. }
        | Act::TaskClosed { of, .. }
        | Act::ReviewMade { of, .. }
        | Act::DissentRecorded { of, .. }
        | Act::AgreementAdopted { of, .. }
        | Act::AmendmentProposed { of, .. }
        | Act::AmendmentAnswered { of, .. }
        | Act::ArticleAdopted { of, .. }
        | Act::ReservationEntered { of, .. }
        | Act::StatementInterpretive { of, .. }
        | Act::ObjectionMade { of, .. }
        | Act::NominationWithdrawn { of, .. }
        | Act::ObjectionAnswered { of, .. }
        | Act::NominationAppealed { of, .. }
        | Act::NominationRuled { of, .. }
        | Act::PostClosed { of, .. }
        | Act::PatrolReported { of, .. }
        | Act::ClearanceAnswered { of, .. }
        | Act::ComplaintAnswered { of }
        | Act::ComplaintRuled { of, .. } => vec![("of", of)],
        Act::AttachmentAdded { to, .. } => vec![("to", to)],
        Act::ReportsJoined { a, b, .. } | Act::ReportsKeptApart { a, b, .. } => vec![("a", a), ("b", b)],
        Act::SealedRead { of, .. } => of.iter().map(|of| ("of", of)).collect(),
        Act::VisitRecorded { task, .. } => task.iter().map(|task| ("task", task)).collect(),
        Act::PositionStated { meeting, statement, .. } => {
            let named = [("meeting", meeting), ("statement", statement)];
            named.into_iter().filter_map(|(key, entry)| Some((key, entry.as_ref()?))).collect()
        }
        Act::VotePut { meeting, of, .. } => {
            meeting.iter().map(|meeting| ("meeting", meeting)).chain([("of", of)]).collect()
        }
        Act::StatementPut { consultation, .. } | Act::ConsultationCounted { consultation, .. } => {
            vec![("consultation", consultation)]
        }
        Act::PublicationMade { restates, .. } => {
            restates.iter().map(|restates| ("restates", restates)).collect()
        }
        _ => Vec::new(),
    }
}

/// The earlier entries that an act speaks of.
pub fn referred(act: &Act) -> Vec<&EntryId> {
    referred_by_key(act).into_iter().map(|(_, entry)| entry).collect()
}

/// Whether an entry of this `kind` is what `key` of `act` may name: otherwise the act would stand in the record and do
/// nothing.
pub fn fits_kind(act: &Act, key: &str, kind: &str) -> bool {
    may_name(act.kind(), key).contains(&kind)
}

/// The kinds of entries that `key` of an act of the kind `by` may name.
pub fn may_name(by: &str, key: &str) -> &'static [&'static str] {
    match (by, key) {
        ("report.filed", "from") => &["file.taken_in"],
        // an amendment, a place, a grade or a decision binds the report itself, whatever amended it since
        ("report.amended" | "place.confirmed" | "report.graded", "of")
        | ("reports.joined" | "reports.kept_apart", "a" | "b") => &["report.filed"],
        ("translation.added" | "consent.given" | "consent.withdrawn" | "sealed.read", "of") => {
            &["report.filed", "report.amended"]
        }
        ("attachment.added", "to") => Act::KINDS,
        ("entry.withdrawn", "of") => ROWS,
        ("affiliation.disputed", "of") => &["affiliation.stated"],
        ("decision.undone", "of") => &["reports.joined", "reports.kept_apart"],
        ("task.closed", "of") | ("visit.recorded", "task") => &["task.given"],
        ("review.made", "of") => &["assessment.accepted"],
        ("dissent.recorded", "of") => &["ruling.made", "reading.ruled"],
        ("agreement.adopted", "of") => &["agreement.proposed"],
        ("position.stated" | "vote.put", "meeting") => &["meeting.held"],
        ("position.stated", "statement") => {
            &["file.taken_in", "attachment.added", "meeting.held", "statement.interpretive"]
        }
        ("amendment.proposed" | "article.adopted" | "vote.put", "of") => &["draft.put"],
        ("amendment.answered", "of") => &["amendment.proposed"],
        ("reservation.entered" | "statement.interpretive", "of") => &["agreement.proposed", "draft.put"],
        ("objection.made", "of") => &["nomination.made", "candidate.described"],
        ("nomination.withdrawn", "of") => &["nomination.made"],
        ("objection.answered", "of") => &["objection.made"],
        ("nomination.appealed", "of") => &["nomination.ruled"],
        ("nomination.ruled", "of") => &["nomination.made", "nomination.appealed"],
        ("post.closed", "of") => &["post.opened"],
        ("patrol.reported" | "clearance.answered", "of") => &["patrol.planned"],
        ("complaint.answered" | "complaint.ruled", "of") => &["complaint.made"],
        ("publication.made", "restates") => &["publication.made"],
        ("statement.put" | "consultation.counted", "consultation") => &["consultation.opened"],
        _ => &[],
    }
}

/// The kinds of acts that are rows of a register, and so may be withdrawn.
pub const ROWS: &[&str] = &[
    "notice.given",
    "contact.made",
    "authorisation.answered",
    "unit.positioned",
    "coverage.recorded",
    "register.completed",
    "candidate.described",
    "member.seated",
    "affiliation.stated",
    "answer.linked",
    "visit.recorded",
    "holding.recorded",
    "verification.recorded",
    "vote.cast",
];
