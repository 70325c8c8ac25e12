//! Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures over the text.
//!
//! Two kinds of key sign here: the host's log, and witnesses ([`super::head`] says over what). A line by anybody
//! else is passed over, not refused: other parties may have witnesses that this program does not know.
//! Keys come in as arguments; none is kept.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// The most bytes that a note may have.
pub const MOST_NOTE: usize = 1 << 18;
/// The most signatures that a note may have; signed-note asks for 16 at least.
pub const MOST_LINES: usize = 100;
/// An em dash and a space: how a signature's line begins.
const DASH: &str = "\u{2014} ";

/// Why text is no note, key or signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// No text, empty line and signatures, or with control characters.
    #[error("note-malformed")]
    Malformed,
    /// More than [`MOST_NOTE`] bytes or [`MOST_LINES`] signatures.
    #[error("note-too-large")]
    TooLarge,
    /// A signer's name that is empty or holds a space or `+`.
    #[error("signer-name-malformed {0:?}")]
    NameMalformed(String),
    /// Not `name+key id+key`, or no Ed25519 key that may verify.
    #[error("verifier-key-malformed")]
    KeyMalformed,
    /// The key id is not that of name and key.
    #[error("verifier-key-id-wrong")]
    KeyIdWrong,
    /// A kind of key that this program does not know.
    #[error("verifier-key-kind-unknown {0}")]
    KindUnknown(u8),
    /// A moment that a cosignature cannot tell.
    #[error("cosignature-time-beyond {0}")]
    TimeBeyond(u64),
    /// A note whose text is no head.
    #[error("head-malformed")]
    HeadMalformed,
}

impl NoteError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "note-malformed",
            Self::TooLarge => "note-too-large",
            Self::NameMalformed(_) => "signer-name-malformed",
            Self::KeyMalformed => "verifier-key-malformed",
            Self::KeyIdWrong => "verifier-key-id-wrong",
            Self::KindUnknown(_) => "verifier-key-kind-unknown",
            Self::TimeBeyond(_) => "cosignature-time-beyond",
            Self::HeadMalformed => "head-malformed",
        }
    }
}

/// What a key signs: one key never counts as the other, for the kind goes into its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The host's: Ed25519 over the text.
    Log,
    /// A witness's: `cosignature/v1`, Ed25519 over a time and the text.
    Witness,
}

impl KeyKind {
    /// Its byte in C2SP signed-note.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Log => 0x01,
            Self::Witness => 0x04,
        }
    }
    const fn of(byte: u8) -> Option<Self> {
        match byte {
            0x01 => Some(Self::Log),
            0x04 => Some(Self::Witness),
            _ => None,
        }
    }
}

/// A key to verify with, and whose it is; `name+8 hex digits+base 64` in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    /// The signer's name.
    pub name: Arc<str>,
    /// What it signs.
    pub kind: KeyKind,
    /// The key.
    pub key: VerifyingKey,
}

impl VerifierKey {
    /// A key of that name.
    ///
    /// # Errors
    /// `signer-name-malformed`; `verifier-key-malformed` where the key is of small order: anybody can sign for it.
    pub fn new(name: &str, kind: KeyKind, key: VerifyingKey) -> Result<Self, NoteError> {
        check_name(name)?;
        if key.is_weak() {
            return Err(NoteError::KeyMalformed);
        }
        Ok(Self { name: name.into(), kind, key })
    }
    /// The key id that stands in signatures: four bytes of a hash over name, kind and key.
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.kind, &self.key)
    }
    /// The lines that claim to be this key's.
    pub(super) fn own<'a>(&self, lines: &'a [Line]) -> impl Iterator<Item = &'a Line> {
        let id = self.id();
        lines.iter().filter(move |line| line.id == id && line.name == self.name)
    }
    /// Whether `text` is signed by this key. A line that claims to be and is not makes the whole note worthless.
    pub fn signed(&self, text: &str, lines: &[Line]) -> bool {
        let holds = |line: &Line| {
            <&[u8; 64]>::try_from(&line.sig[..]).is_ok_and(|sig| is_signed(&self.key, text.as_bytes(), sig))
        };
        let mut own = self.own(lines).peekable();
        self.kind == KeyKind::Log && own.peek().is_some() && own.all(holds)
    }
}

pub(super) fn is_signed(key: &VerifyingKey, message: &[u8], sig: &[u8; 64]) -> bool {
    key.verify_strict(message, &Signature::from_bytes(sig)).is_ok()
}

fn key_id(name: &str, kind: KeyKind, key: &VerifyingKey) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name);
    hasher.update([b'\n', kind.byte()]);
    hasher.update(key.as_bytes());
    let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
    [a, b, c, d]
}

/// Refuses what could be read as a separator.
pub(super) fn check_name(name: &str) -> Result<(), NoteError> {
    if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c == '+' || c < ' ') {
        return Err(NoteError::NameMalformed(name.chars().take(80).collect()));
    }
    Ok(())
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.kind.byte()], &self.key.as_bytes()[..]].concat();
        write!(f, "{}+{}+{}", self.name, HEXLOWER.encode(&self.id()), BASE64.encode(&bytes))
    }
}

impl FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let (name, rest) = text.split_once('+').ok_or(NoteError::KeyMalformed)?;
        // base 64 may hold `+` itself
        let (id, key) = rest.split_once('+').ok_or(NoteError::KeyMalformed)?;
        let id = HEXLOWER.decode(id.as_bytes()).map_err(|_| NoteError::KeyMalformed)?;
        let bytes = BASE64.decode(key.as_bytes()).map_err(|_| NoteError::KeyMalformed)?;
        let (kind, key) = bytes.split_first().ok_or(NoteError::KeyMalformed)?;
        let kind = KeyKind::of(*kind).ok_or(NoteError::KindUnknown(*kind))?;
        let key = VerifyingKey::try_from(key).map_err(|_| NoteError::KeyMalformed)?;
        let key = Self::new(name, kind, key)?;
        if id.len() != 4 {
            Err(NoteError::KeyMalformed)
        } else if key.id()[..] == id[..] {
            Ok(key)
        } else {
            Err(NoteError::KeyIdWrong)
        }
    }
}

/// One signature of a note; its line without the line feed in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who claims to have signed.
    pub name: Arc<str>,
    /// With which key.
    pub id: [u8; 4],
    /// The rest: 64 bytes of a log, 72 of a witness, others' at will.
    pub sig: Vec<u8>,
}

impl Line {
    pub(super) fn by(name: &str, kind: KeyKind, key: &VerifyingKey, sig: Vec<u8>) -> Result<Self, NoteError> {
        check_name(name)?;
        Ok(Self { name: name.into(), id: key_id(name, kind, key), sig })
    }
    /// Whether the other line claims the same key.
    pub fn is_same_signer(&self, other: &Self) -> bool {
        self.id == other.id && self.name == other.name
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{DASH}{} {}", self.name, BASE64.encode(&[&self.id, &self.sig[..]].concat()))
    }
}

impl FromStr for Line {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let rest = text.strip_prefix(DASH).ok_or(NoteError::Malformed)?;
        let (name, sig) = rest.split_once(' ').ok_or(NoteError::Malformed)?;
        check_name(name)?;
        let bytes = BASE64.decode(sig.as_bytes()).map_err(|_| NoteError::Malformed)?;
        match bytes.split_first_chunk::<4>() {
            Some((id, sig)) if !sig.is_empty() => Ok(Self { name: name.into(), id: *id, sig: sig.to_vec() }),
            _ => Err(NoteError::Malformed),
        }
    }
}

/// A text with signatures of which none has been verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is signed; ends in a line feed.
    pub text: String,
    /// The signatures, in order.
    pub lines: Vec<Line>,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// `note-malformed`, `note-too-large`, `signer-name-malformed`.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > MOST_NOTE {
            return Err(NoteError::TooLarge);
        }
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::Malformed);
        }
        // the text may hold empty lines: the last one divides
        let at = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
        let (text, rest) = note.split_at(at + 1);
        let lines = rest.strip_prefix('\n').and_then(|rest| rest.strip_suffix('\n'));
        let lines = lines.ok_or(NoteError::Malformed)?.split('\n');
        if lines.clone().count() > MOST_LINES {
            return Err(NoteError::TooLarge);
        }
        let lines = lines.map(str::parse).collect::<Result<_, _>>()?;
        Ok(Self { text: text.into(), lines })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        f.write_str("\n")?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// Signs a note's `text`, which ends in a line feed, as a log does.
///
/// # Errors
/// `note-malformed` where it does not end so or holds control characters, `signer-name-malformed`.
pub fn sign(text: &str, name: &str, key: &SigningKey) -> Result<Line, NoteError> {
    if !text.ends_with('\n') || text.chars().any(|c| c < ' ' && c != '\n') {
        return Err(NoteError::Malformed);
    }
    let sig = key.sign(text.as_bytes()).to_bytes().to_vec();
    Line::by(name, KeyKind::Log, &key.verifying_key(), sig)
}
