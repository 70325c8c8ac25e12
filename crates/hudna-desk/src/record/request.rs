//! What a user signs to ask for something: one message for door and client.

use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use hudna_core::ledger::id::MissionId;
use hudna_core::time::Instant;
use sha2::{Digest as _, Sha256};

use super::Actor;

/// `hudna request 1`, the mission, the method, path and query, the moment, SHA-256 of the body in hexadecimal: a line each.
pub fn request_message(mission: &MissionId, method: &str, path: &str, at: i64, body: &[u8]) -> Vec<u8> {
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(body));
    format!("hudna request 1\n{mission}\n{method}\n{path}\n{at}\n{digest}\n").into_bytes()
}

/// Whether `sig` is `key`'s over `message`. Strict, as with entries.
pub fn is_signed_request(key: &VerifyingKey, message: &[u8], sig: &[u8; 64]) -> bool {
    key.verify_strict(message, &Signature::from_bytes(sig)).is_ok()
}

impl Actor {
    /// The header `Authorization` of a request.
    pub fn authorization(&self, method: &str, path: &str, at: Instant, body: &[u8]) -> String {
        let message = request_message(&self.mission, method, path, at.0, body);
        let sig = data_encoding::BASE64.encode(&self.key.sign(&message).to_bytes());
        format!("Hudna {} {} {sig}", self.user, at.0)
    }
}
