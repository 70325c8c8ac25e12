//! Files that belong to an entry: hashed, told apart by their bytes, with a working copy that names no device, and a
//! timestamp where the mission has an authority for it.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};

use super::ledger::MOST_PART;
use crate::seal::{attachment, stamp};
use crate::trouble::Trouble;

/// Carries a question to a timestamp authority and brings its answer.
pub type Carry<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<u8>, Trouble>;

/// The act by which `bytes` become an attachment of `to`. The file as it came, its working copy and its timestamp are parts.
///
/// # Errors
/// `part-too-large`; where `carry` is given, what the authority answers: `stamp-refused`, `stamp-not-understood`,
/// `stamp-of-another`. Nothing is attached then.
pub fn attached(to: EntryId, bytes: Vec<u8>, carry: Option<Carry<'_>>) -> Result<Filed, Trouble> {
    if bytes.len() > MOST_PART {
        return Err(Trouble::new("record", "part-too-large")
            .with("part", "file")
            .with("size", bytes.len().to_string())
            .with("most", MOST_PART.to_string()));
    }
    let troubled = |why: stamp::StampError| Trouble::new("record", why.code());
    let token = match carry {
        Some(carry) => {
            let asked = stamp::ask(Digest::of(&bytes)).map_err(troubled)?;
            stamp::answered(&asked, &carry(&asked.request)?).map_err(troubled)?.token
        }
        None => Vec::new(),
    };
    let act = Act::AttachmentAdded {
        bytes: bytes.len() as u64,
        media_type: attachment::media_type(&bytes).into(),
        to,
    };
    let working = attachment::working_copy(&bytes).unwrap_or_default();
    Ok(Filed::plain(act)
        .with("file", Class::Attachment, bytes)
        .with("working", Class::Attachment, working)
        .with("timestamp", Class::Attachment, token))
}
