//! Heads of the record: C2SP checkpoints, signed by the host, cosigned by witnesses (`cosignature/v1`).
//!
//! Who holds a head holds the host to every entry under it. Whether one head continues another is for
//! [`super::tree::verify_consistency`]; whether a witness may count is for [`super::standing`].

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use data_encoding::BASE64;
use ed25519_dalek::{Signer as _, SigningKey};

use super::note::{KeyKind, Line, MOST_LINES, Note, NoteError, VerifierKey, check_name, is_signed, sign};
use super::tree::Hash;

/// The latest second that C2SP lets a cosignature tell.
const LAST_SECOND: u64 = i64::MAX as u64;

/// Size and root of the record; the text of its note in text, three lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The mission's id.
    pub origin: Arc<str>,
    /// How many entries.
    pub size: u64,
    /// The root over their leaves.
    pub root: Hash,
}

impl Head {
    /// Signs it with the host's key, under the origin as name.
    ///
    /// # Errors
    /// `signer-name-malformed` where the origin is none.
    pub fn signed(self, key: &SigningKey) -> Result<SignedHead, NoteError> {
        let text = self.to_string();
        let line = sign(&text, &self.origin, key)?;
        Ok(SignedHead { head: self, text, lines: vec![line] })
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(&self.root))
    }
}

impl FromStr for Head {
    type Err = NoteError;

    /// Strict: three lines and no other, each as [`Head`] writes it. Extension lines of C2SP are refused: no
    /// monitor could check what they say.
    fn from_str(text: &str) -> Result<Self, NoteError> {
        let lines: Option<Vec<&str>> = text.strip_suffix('\n').map(|text| text.split('\n').collect());
        let Some([origin, size, root]) = lines.as_deref() else { return Err(NoteError::HeadMalformed) };
        let read = || {
            check_name(origin).ok()?;
            let root = BASE64.decode(root.as_bytes()).ok()?.try_into().ok()?;
            let head = Self { origin: (*origin).into(), size: size.parse().ok()?, root };
            // `+5` and `05` are other texts for the same size
            (head.to_string() == text).then_some(head)
        };
        read().ok_or(NoteError::HeadMalformed)
    }
}

/// A head with its note's text and signatures, of which none has been verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    /// What the text says.
    pub head: Head,
    /// What is signed.
    pub text: String,
    /// The signatures: the host's, then those of witnesses.
    pub lines: Vec<Line>,
}

impl SignedHead {
    /// Reads a checkpoint.
    ///
    /// # Errors
    /// As [`Note::parse`]; `head-malformed`.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        let Note { text, lines } = Note::parse(note)?;
        Ok(Self { head: text.parse()?, text, lines })
    }

    /// Whether the host signed it with `log`. A line that claims to be by that key and is not decides against it.
    pub fn verified_by(&self, log: &VerifierKey) -> bool {
        log.name == self.head.origin && log.signed(&self.text, &self.lines)
    }

    /// When `witness` cosigned it last, in seconds since 1970; `None` where it did not, or a line that claims to be
    /// by that key is not.
    pub fn cosigned_by(&self, witness: &VerifierKey) -> Option<u64> {
        let mut last = None;
        for line in witness.own(&self.lines) {
            last = last.max(Some(cosigned(&self.text, line, witness)?));
        }
        last
    }

    /// Adds a signature, in place of an earlier one by the same key. Whoever takes lines from others verifies them
    /// first ([`cosigned`]): a false line takes the place of a true one.
    ///
    /// # Errors
    /// `note-too-large` beyond [`MOST_LINES`].
    pub fn add(&mut self, line: Line) -> Result<(), NoteError> {
        if let Some(earlier) = self.lines.iter_mut().find(|earlier| earlier.is_same_signer(&line)) {
            *earlier = line;
            return Ok(());
        }
        if self.lines.len() >= MOST_LINES {
            return Err(NoteError::TooLarge);
        }
        self.lines.push(line);
        Ok(())
    }
}

impl fmt::Display for SignedHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        f.write_str("\n")?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// What a witness signs: the time keeps an old cosignature from passing for a new one.
fn message(text: &str, at: u64) -> String {
    format!("cosignature/v1\ntime {at}\n{text}")
}

/// A witness's signature over the head of that `text`, made `at` seconds after 1970.
///
/// # Errors
/// `head-malformed` where the text is no head, `signer-name-malformed`, `cosignature-time-beyond`.
pub fn cosign(text: &str, at: u64, name: &str, key: &SigningKey) -> Result<Line, NoteError> {
    let _head: Head = text.parse()?;
    if at > LAST_SECOND {
        return Err(NoteError::TimeBeyond(at));
    }
    let sig = key.sign(message(text, at).as_bytes()).to_bytes();
    let stamped = [&at.to_be_bytes(), &sig[..]].concat();
    Line::by(name, KeyKind::Witness, &key.verifying_key(), stamped)
}

/// The time of a cosignature by `witness` over `text`; `None` where it is none, or another's.
pub fn cosigned(text: &str, line: &Line, witness: &VerifierKey) -> Option<u64> {
    let is_own = witness.kind == KeyKind::Witness && line.id == witness.id() && line.name == witness.name;
    let (at, sig) = line.sig.split_first_chunk::<8>().filter(|_| is_own)?;
    let at = u64::from_be_bytes(*at);
    let sig: &[u8; 64] = sig.try_into().ok()?;
    (at <= LAST_SECOND && is_signed(&witness.key, message(text, at).as_bytes(), sig)).then_some(at)
}
