//! Files that belong to an entry: hashed, told apart by their bytes, with a working copy that names no device, and a
//! timestamp where the mission has an authority for it.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};

use super::prepared::MOST_PART;
use crate::seal::{attachment, stamp};
use crate::trouble::Trouble;

/// Carries a question to a timestamp authority and brings its answer.
pub type Carry<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<u8>, Trouble>;

/// A file as an act, and why it has no timestamp where it was to have one.
#[derive(Debug)]
pub struct Attached {
    /// The act, with the file as it came, its working copy and its timestamp as parts.
    pub filed: Filed,
    /// What the authority answered, or that it did not: the file is attached all the same.
    pub unstamped: Option<Trouble>,
}

/// The act by which `bytes` become an attachment of `to`. Where `carry` is given a timestamp is asked for; without one the file is
/// attached too: `stamp-unreachable`, `stamp-slow`, `stamp-refused`, `stamp-not-understood`, `stamp-of-another` say why.
///
/// # Errors
/// `part-too-large`.
pub fn attached(to: EntryId, bytes: Vec<u8>, carry: Option<Carry<'_>>) -> Result<Attached, Trouble> {
    if bytes.len() > MOST_PART {
        return Err(Trouble::new("record", "part-too-large")
            .with("part", "file")
            .with("size", bytes.len().to_string())
            .with("most", MOST_PART.to_string()));
    }
    let (token, unstamped) = match carry.map(|carry| stamped(&bytes, carry)) {
        None => (Vec::new(), None),
        Some(Ok(token)) => (token, None),
        Some(Err(why)) => (Vec::new(), Some(why)),
    };
    let act = Act::AttachmentAdded {
        bytes: bytes.len() as u64,
        media_type: attachment::media_type(&bytes).into(),
        to,
    };
    let working = attachment::working_copy(&bytes).unwrap_or_default();
    let filed = Filed::plain(act)
        .with("file", Class::Attachment, bytes)
        .with("working", Class::Attachment, working)
        .with("timestamp", Class::Attachment, token);
    Ok(Attached { filed, unstamped })
}

/// The authority's token for `bytes`.
fn stamped(bytes: &[u8], carry: Carry<'_>) -> Result<Vec<u8>, Trouble> {
    let troubled = |why: stamp::StampError| Trouble::new("record", why.code());
    let asked = stamp::ask(Digest::of(bytes)).map_err(troubled)?;
    Ok(stamp::answered(&asked, &carry(&asked.request)?).map_err(troubled)?.token)
}
