//! RFC 3161 timestamps: that a file existed at a time, by an authority outside the mission.
//!
//! The request and the reading of the answer; a door carries the bytes. That the answer is for this file and this request is looked
//! at here; whether the authority signed it, by whoever holds its certificate: the token is kept beside the file, and
//! `openssl ts -verify -token_in` reads it.

use cms::signed_data::SignedData;
use der::asn1::{Any, Int, ObjectIdentifier, OctetString};
use der::{Decode as _, Encode as _};
use hudna_core::ledger::part::Digest;
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

use super::part::{SealError, random};

/// RFC 5754 §2.2.
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
/// RFC 5652 §5.1.
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// RFC 3161 §2.4.2.
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// Why there is no timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StampError {
    /// The authority's answer is not one, or is damaged.
    #[error("stamp-not-understood")]
    NotUnderstood,
    /// The authority refused.
    #[error("stamp-refused")]
    Refused,
    /// The answer is for another file or another request.
    #[error("stamp-of-another")]
    OfAnother,
    /// The system gave no random bytes.
    #[error("no-randomness")]
    NoRandomness,
}

impl StampError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotUnderstood => "stamp-not-understood",
            Self::Refused => "stamp-refused",
            Self::OfAnother => "stamp-of-another",
            Self::NoRandomness => "no-randomness",
        }
    }
}

impl From<SealError> for StampError {
    fn from(_: SealError) -> Self {
        Self::NoRandomness
    }
}

impl From<der::Error> for StampError {
    fn from(_: der::Error) -> Self {
        Self::NotUnderstood
    }
}

/// A question put to an authority.
#[derive(Clone, Debug)]
pub struct Asked {
    /// To be sent as `application/timestamp-query`.
    pub request: Vec<u8>,
    digest: Digest,
    nonce: Int,
}

/// An authority's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The token, DER: what is kept.
    pub token: Vec<u8>,
    /// The time stated, seconds since 1970.
    pub at: u64,
}

/// Asks for a timestamp of bytes with that SHA-256 digest.
///
/// # Errors
/// `no-randomness`.
pub fn ask(digest: Digest) -> Result<Asked, StampError> {
    let mut nonce = random::<9>()?;
    // a positive integer without needless leading zeros, as DER wants it
    nonce[0] = 0x40 | (nonce[0] & 0x3f);
    let nonce = Int::new(&nonce)?;
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: imprint(digest)?,
        req_policy: None,
        nonce: Some(nonce.clone()),
        cert_req: true,
        extensions: None,
    };
    Ok(Asked { request: request.to_der()?, digest, nonce })
}

fn imprint(digest: Digest) -> Result<MessageImprint, StampError> {
    let hash_algorithm =
        cms::cert::x509::spki::AlgorithmIdentifier { oid: SHA256, parameters: Some(Any::null()) };
    Ok(MessageImprint { hash_algorithm, hashed_message: OctetString::new(digest.0)? })
}

/// Reads the answer to what was asked.
///
/// # Errors
/// `stamp-not-understood`, `stamp-refused`, `stamp-of-another`.
pub fn answered(asked: &Asked, response: &[u8]) -> Result<Stamp, StampError> {
    let response = TimeStampResp::from_der(response)?;
    let Some(token) = response.time_stamp_token else { return Err(StampError::Refused) };
    let token = token.to_der()?;
    let info = info(&token)?;
    let of_it = info.message_imprint.hash_algorithm.oid == SHA256
        && info.message_imprint.hashed_message.as_bytes() == asked.digest.0;
    if !of_it || info.nonce.as_ref() != Some(&asked.nonce) {
        return Err(StampError::OfAnother);
    }
    Ok(Stamp { token, at: info.gen_time.to_unix_duration().as_secs() })
}

/// Whether a token kept is one for bytes with that digest, and the time that it states, seconds since 1970.
///
/// # Errors
/// `stamp-not-understood`, `stamp-of-another`.
pub fn read(token: &[u8], digest: Digest) -> Result<u64, StampError> {
    let info = info(token)?;
    let of_it = info.message_imprint.hash_algorithm.oid == SHA256
        && info.message_imprint.hashed_message.as_bytes() == digest.0;
    if of_it { Ok(info.gen_time.to_unix_duration().as_secs()) } else { Err(StampError::OfAnother) }
}

fn info(token: &[u8]) -> Result<TstInfo, StampError> {
    let outer = cms::content_info::ContentInfo::from_der(token)?;
    if outer.content_type != SIGNED_DATA {
        return Err(StampError::NotUnderstood);
    }
    let signed: SignedData = outer.content.decode_as()?;
    let inner = signed.encap_content_info;
    if inner.econtent_type != TST_INFO {
        return Err(StampError::NotUnderstood);
    }
    let bytes: OctetString = inner.econtent.ok_or(StampError::NotUnderstood)?.decode_as()?;
    Ok(TstInfo::from_der(bytes.as_bytes())?)
}
