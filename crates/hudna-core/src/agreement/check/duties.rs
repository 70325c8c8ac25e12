//! Duties without a day or a verifier, registers that can never say no, burdens that never settle.

use std::collections::BTreeSet;

use super::{Draft, bytes};
use crate::agreement::norm::{Burden, Kind};
use crate::agreement::read::conditions::each_atom;
use crate::agreement::read::fields::Notes;
use crate::condition::{Asks, AtomKind, Words};
use crate::register::RegisterKind;

/// Obligations that say no day, or not who finds out.
pub(super) fn deadlines(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Obligation) {
        let Some(rule) = &norm.rule else { continue };
        if rule.due.is_none() {
            notes.warning("deadline-missing", draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
        let mut verified = false;
        each_atom(&rule.must, &mut |atom| verified |= matches!(atom.kind, AtomKind::Verified(_)));
        if verified && rule.verifier.is_none() {
            notes.warning("verifier-missing", draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}

/// Registers that conditions ask while nobody declares them complete: silence there can only leave open.
pub(super) fn registers(draft: &Draft<'_>, notes: &mut Notes) {
    let mut asked: Vec<(RegisterKind, Words)> = Vec::new();
    draft.every_atom(|atom| {
        let kind = match &atom.kind {
            AtomKind::Register(Asks::Notified, _) => RegisterKind::Notices,
            AtomKind::Register(Asks::Authorised, _) => RegisterKind::Authorisations,
            AtomKind::Register(Asks::Contacted, _) => RegisterKind::Contacts,
            AtomKind::InReplyTo(..) => RegisterKind::Answers,
            _ => return,
        };
        asked.push((kind, atom.words));
    });
    let mut said: BTreeSet<RegisterKind> = draft.agreement.complete.iter().map(|(kind, ..)| *kind).collect();
    for (kind, words) in asked {
        if said.insert(kind) {
            notes.warning("register-never-complete", bytes(words), &[("register", kind.name())]);
        }
    }
}

/// Burdens of proof settle only once the time to reply has run.
pub(super) fn burdens(draft: &Draft<'_>, notes: &mut Notes) {
    if draft.agreement.reply_within.is_some() {
        return;
    }
    for norm in &draft.agreement.norms {
        let of_rule = norm.rule.iter().flat_map(|r| &r.needs);
        let mut needs = norm.exception.iter().flat_map(|e| &e.needs).chain(of_rule);
        if let Some(need) = needs.find(|n| n.burden != Burden::Open) {
            let arguments = [("norm", &*norm.id), ("need", &*need.id)];
            notes.warning("burden-without-reply-time", draft.norm(&norm.id), &arguments);
        }
    }
}
