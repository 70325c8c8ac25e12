//! A norm and its conditions as fields to compare.
//!
//! Conditions are compared as typed, not as written: other spacing, another order of what all must hold, a code
//! by its Arabic name or words added elsewhere change nothing. What a condition names by its place in a list is
//! compared by its id.

use hudna_core::agreement::Agreement;
use hudna_core::agreement::norm::{Answering, Burden, Exception, Need, Norm, Rule, Subject};
use hudna_core::condition::{Atom, AtomKind, Expr, NumberExpr};

use super::super::voice::Voice;
use super::fields::Field;

/// The fields of a norm.
pub(super) fn fields(voice: &Voice<'_>, norm: &Norm) -> Vec<Field> {
    // Taken apart so that a new field of a norm cannot be forgotten here.
    let Norm { id: _, kind, who, from, until, severity, rule, exception, words: _ } = norm;
    let mut out = vec![
        Field::new("kind", kind.name(), voice.get(&format!("plain-kind-{}", kind.name()))),
        Field::new("who", format!("{who:?}"), voice.whom(who)),
    ];
    out.extend(severity.as_ref().map(|s| Field::new("severity", s, voice.severity(s))));
    out.extend(from.map(|at| Field::new("from", at.0, voice.day_or_hour(at))));
    out.extend(until.map(|at| Field::new("until", at.0, voice.end(at))));
    if let Some(rule) = rule {
        of_rule(voice, rule, &mut out);
    }
    if let Some(exception) = exception {
        of_exception(voice, exception, &mut out);
    }
    out
}

fn of_rule(voice: &Voice<'_>, rule: &Rule, out: &mut Vec<Field>) {
    let Rule { subject, when, must, due, verifier, valid_for, needs, body, silence, secret } = rule;
    if *subject != Subject::Party || *when != Expr::Constant(true) {
        out.push(Field::new("when", exact(voice.agreement(), when), voice.deeds(when)));
    }
    out.push(Field::new("on", format!("{subject:?}"), on(voice, *subject)));
    if *must != Expr::Constant(false) {
        out.push(Field::new("must", exact(voice.agreement(), must), voice.clause(must)));
    }
    out.extend(due.as_ref().map(|m| Field::new("due", format!("{m:?}"), voice.when_said(m))));
    out.extend(verifier.as_ref().map(|v| Field::new("verifier", v, voice.role(v))));
    out.extend(valid_for.map(|s| Field::new("valid_for", s.0, voice.lasting(s))));
    out.extend(body.as_ref().map(|b| Field::new("body", b, voice.role(b))));
    out.extend(silence.map(|s| Field::new("silence", s.0, voice.lasting(s))));
    out.extend(secret.then(|| Field::new("secret", secret, voice.get("plain-secret"))));
    of_needs(voice, needs, out);
}

/// What gives rise to it; between units that stand too close, who answers.
fn on(voice: &Voice<'_>, subject: Subject) -> String {
    voice.get(match subject {
        Subject::Deed | Subject::Duty => "diff-on-deed",
        Subject::Party => "diff-on-party",
        Subject::Position(Answering::Both) => "plain-answers-both",
        Subject::Position(Answering::Mover) => "plain-answers-mover",
        Subject::Holding => "plain-kind-holding",
        Subject::Visit => "plain-kind-access",
        Subject::Candidate => "plain-kind-eligibility",
        Subject::Body => "plain-kind-composition",
        Subject::Vote => "plain-kind-decision",
    })
}

fn of_exception(voice: &Voice<'_>, exception: &Exception, out: &mut Vec<Field>) {
    let Exception { over, when, needs, only } = exception;
    let mut sorted = over.clone();
    sorted.sort();
    let names: Vec<String> = over.iter().map(|id| voice.norm(id)).collect();
    out.push(Field::new("over", format!("{sorted:?}"), voice.words.list(&names)));
    out.push(Field::new("when", exact(voice.agreement(), when), voice.deeds(when)));
    out.push(Field::flag(voice, "only", *only));
    of_needs(voice, needs, out);
}

fn of_needs(voice: &Voice<'_>, needs: &[Need], out: &mut Vec<Field>) {
    for Need { id, when, burden } in needs {
        let key = format!("needs {id}");
        let burden_key = match burden {
            Burden::Open => "",
            Burden::Party => "plain-burden-party",
            Burden::Accuser => "plain-burden-accuser",
        };
        let mut said = voice.clause(when);
        if !burden_key.is_empty() {
            said = format!("{said} {}", voice.get(burden_key));
        }
        let exactly = format!("{burden:?} {}", exact(voice.agreement(), when));
        out.push(Field::named(key, "needs", exactly, said));
    }
}

/// A condition without where it stands, equal exactly where the meaning is.
pub(super) fn exact(agreement: &Agreement, expr: &Expr) -> String {
    let list = |name: &str, list: &[Expr]| {
        let parts: Vec<String> = list.iter().map(|e| exact(agreement, e)).collect();
        format!("{name}({})", sorted(parts).join(","))
    };
    match expr {
        Expr::Constant(value) => value.to_string(),
        Expr::And(parts) => list("and", parts),
        Expr::Or(parts) => list("or", parts),
        Expr::Not(inner) => format!("not({})", exact(agreement, inner)),
        Expr::Atom(Atom { kind, .. }) => exact_atom(agreement, kind),
    }
}

fn exact_atom(agreement: &Agreement, kind: &AtomKind) -> String {
    match kind {
        AtomKind::Reading(index) => {
            let term = agreement.terms.get(usize::from(*index));
            format!("reading {}", term.map_or("?", |t| &t.id))
        }
        AtomKind::Register(asks, index) => {
            let matching = agreement.matches.get(usize::from(*index));
            format!("{asks:?} {}", matching.map_or("?", |m| &m.id))
        }
        AtomKind::InReplyTo(inner, within, same) => {
            format!("reply({},{within:?},{same:?})", exact(agreement, inner))
        }
        AtomKind::CountWithin { condition, metres, window, same_party, compare, number, counted } => format!(
            "count({},{metres},{window:?},{same_party:?},{compare:?},{number},{counted:?})",
            exact(agreement, condition)
        ),
        AtomKind::Number(a, compare, b) => {
            format!("number({},{compare:?},{})", exact_number(agreement, a), exact_number(agreement, b))
        }
        AtomKind::Codes(attribute, codes) => {
            let names = codes.iter().map(|c| c.name().to_owned()).collect();
            format!("codes {attribute:?} {:?}", sorted(names))
        }
        AtomKind::Actors(attribute, ids) => {
            format!("actors {attribute:?} {:?}", sorted(ids.iter().map(ToString::to_string).collect()))
        }
        AtomKind::Parties(attribute, ids) => {
            format!("parties {attribute:?} {:?}", sorted(ids.iter().map(ToString::to_string).collect()))
        }
        // nothing of these stands somewhere in the text
        AtomKind::Signatory(_)
        | AtomKind::OwnTarget(_)
        | AtomKind::Nothing(_)
        | AtomKind::Time(..)
        | AtomKind::Daily(..)
        | AtomKind::Zone(..)
        | AtomKind::Near { .. }
        | AtomKind::Affiliated(..)
        | AtomKind::InForce(_)
        | AtomKind::Bound(_)
        | AtomKind::Verified(_)
        | AtomKind::Store(_) => format!("{kind:?}"),
    }
}

fn exact_number(agreement: &Agreement, number: &NumberExpr) -> String {
    match number {
        NumberExpr::Constant(value) => value.to_string(),
        NumberExpr::Attribute(attribute) => format!("{attribute:?}"),
        NumberExpr::Binary(a, sign, b) => {
            format!("({} {sign} {})", exact_number(agreement, a), exact_number(agreement, b))
        }
        NumberExpr::Count(condition) => format!("count({})", exact(agreement, condition)),
    }
}

fn sorted(mut parts: Vec<String>) -> Vec<String> {
    parts.sort();
    parts
}
