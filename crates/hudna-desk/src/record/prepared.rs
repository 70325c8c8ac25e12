//! What can be said of a submission by itself, before it is admitted: its form, its signature, its parts sealed and understood.
//! Nothing here asks what else stands in the record, so that all submissions of a commit are prepared side by side.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::entry::{self, Body};
use hudna_core::ledger::filed::is_class_of;
use hudna_core::ledger::id::PublicKey;
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::replay::tried;
use hudna_core::ledger::standing::{Refusal, Standing};
use memchr::memmem;

use super::ledger::{Asked, Submission};
use super::taken::{MENDED, SET_ASIDE};
use super::{aside, submitted};
use crate::seal::epoch::Keyring;
use crate::seal::{self, SealError};

/// The most bytes that one part may have.
pub(super) const MOST_PART: usize = 64 << 20;
/// The most parts of one entry.
pub(super) const MOST_PARTS: usize = 64;

/// Whether the canonical bytes of a body may be those of an act of one of `kinds`: in canonical form nothing else can stand for
/// its name. Told without reading the body, for every act that comes.
pub(super) fn is_of(bytes: &[u8], kinds: &[&str]) -> bool {
    const KEY: &[u8] = b"\"kind\":\"";
    memmem::find_iter(bytes, KEY).any(|at| {
        let rest = &bytes[at + KEY.len()..];
        let kind = rest.split(|b| *b == b'"').next().unwrap_or_default();
        kinds.iter().any(|known| known.as_bytes() == kind)
    })
}

/// A submission with all that can be said of it alone.
pub(super) struct Prepared {
    pub(super) body: Body,
    pub(super) bytes: Vec<u8>,
    pub(super) sig: [u8; 64],
    /// The key under which the signature was found good, if it was.
    pub(super) good_under: Option<PublicKey>,
    pub(super) sealed: Vec<(Digest, Class, u32, Vec<u8>)>,
    pub(super) wrapped: Option<Vec<u8>>,
    /// What else is against it.
    pub(super) why: Option<Refusal>,
}

/// Works out all that can be said of a submission by itself: its form, its signature, its parts sealed.
pub(super) fn prepare(
    Asked { submission, why, shown }: Asked,
    standing: &Standing,
    keyring: &Keyring,
    identity: &str,
) -> Result<Prepared, Refusal> {
    let Submission { body: bytes, sig, parts, wrapped } = submission;
    let body = Body::read(&bytes).map_err(|why| Refusal::new(why.code()).with("detail", why))?;
    let key = standing.key_of(&body);
    let good_under =
        key.filter(|key| key.verifying().is_some_and(|key| entry::is_signed(&bytes, &key, &sig)));
    if parts.len() != body.parts.len() || parts.len() > MOST_PARTS {
        return Err(Refusal::new("part-missing").with("entry", &body.id));
    }
    let mut sealed = Vec::with_capacity(parts.len());
    for (reference, part) in body.parts.iter().zip(&parts) {
        if part.content.len() > MOST_PART {
            return Err(Refusal::new("part-too-large")
                .with("part", &reference.name)
                .with("size", part.content.len())
                .with("most", MOST_PART));
        }
        if part.digest() != reference.digest {
            return Err(Refusal::new("part-differs").with("part", &reference.name));
        }
        let epoch = standing.epochs.get(&reference.class).map_or(0, |e| e.epoch);
        let key = keyring.get(reference.class, epoch);
        let bytes = seal::seal(part, reference.digest, reference.class, key).map_err(|why| match why {
            SealError::Closed => Refusal::new("epoch-missing").with("class", reference.class.name()),
            why => Refusal::new(why.code()),
        })?;
        let epoch = if reference.class == Class::Open { 0 } else { epoch };
        sealed.push((reference.digest, reference.class, epoch, bytes));
    }
    understood(&body, &parts)?;
    if let Act::EpochOpened { class, epoch, wrapped: digest, .. } = &body.act {
        let file = wrapped.as_deref().unwrap_or_default();
        let opens = Keyring::default().unwrap(identity, *class, *epoch, file);
        if Digest::of(file) != *digest || opens != Ok(true) {
            return Err(Refusal::new("epoch-not-for-host").with("class", class.name()).with("epoch", epoch));
        }
    }
    let why = why.or_else(|| if shown { submitted::unshown(&body, &bytes, &parts) } else { None });
    Ok(Prepared { body, bytes, sig, good_under, sealed, wrapped, why })
}

/// Tries what following the record will try: a part that is not what its name promises would stop everybody who follows.
fn understood(body: &Body, parts: &[Part]) -> Result<(), Refusal> {
    let open = |name: &str| {
        let at = body.parts.iter().position(|p| &*p.name == name)?;
        parts.get(at).map(|part| part.content.as_slice())
    };
    for part in &body.parts {
        if !is_class_of(&body.act, &part.name, part.class) {
            return Err(Refusal::new("part-of-other-class")
                .with("part", &part.name)
                .with("class", part.class.name()));
        }
    }
    let wrong = |why: &str| Refusal::new("part-not-understood").with("entry", &body.id).with("detail", why);
    if let Some(lines) = open(SET_ASIDE)
        && aside::read(lines).is_none()
    {
        return Err(wrong(SET_ASIDE));
    }
    if let Some(lines) = open(MENDED)
        && aside::read_mended(lines).is_none()
    {
        return Err(wrong(MENDED));
    }
    tried(body, open).map_err(|why| wrong(why.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_told_by_its_kind_and_by_no_word_in_it() {
        let body = |kind: &str, words: &str| {
            format!(r#"{{"act":{{"basis":"{words}","kind":"{kind}","parts":[]}},"actor":"U-1"}}"#)
                .into_bytes()
        };
        assert!(is_of(&body("redaction.made", ""), &["epoch.opened", "redaction.made"]));
        assert!(!is_of(&body("redaction.made", ""), &["redaction", "redaction.made.twice", "edaction.made"]));
        // within a text every quotation mark is escaped
        let text = r#"\"kind\":\"epoch.opened\""#;
        assert!(!is_of(&body("task.given", text), &["epoch.opened"]));
        assert!(!is_of(b"\"kind\":\"epoch.ope", &["epoch.opened"]));
    }
}
