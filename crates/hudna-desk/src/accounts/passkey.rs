//! Passkeys (WebAuthn level 2): what a browser says that an authenticator made or signed, held against what was asked of it.
//!
//! No attestation is asked for, so nothing but fixed layouts is read: the client's data as JSON, the authenticator's data by its offsets
//! (§6.1), the public key as the browser hands it over (`getPublicKey()`, SubjectPublicKeyInfo). Signatures are verified by `ring`.
//! What the extension PRF gives for our salt is a secret of 32 bytes that this passkey alone gives: it wraps the owner's signing key as a
//! password does. A passkey without it stands in the place of the code beside the password.
//!
//! User verification is always asked for and checked: whoever holds the device alone does not come in.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use ed25519_dalek::SigningKey;
use hudna_core::ledger::id::UserId;
use hudna_core::time::Instant;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::secret::Opened;
use super::{Account, Accounts, CameIn, damaged, signing, trouble, written};
use crate::store::accounts::Kind;
use crate::trouble::Trouble;

/// The most passkeys of one account.
pub const MOST: usize = 20;
/// The longest name of a passkey, characters.
const LONGEST_NAME: usize = 60;
/// The most bytes of what a browser sends of one.
const MOST_SENT: usize = 16_384;

/// User present, user verified, attested credential data (§6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// Where a key begins in a SubjectPublicKeyInfo of these kinds (RFC 5480, RFC 8410; RFC 8017 for 2,048 bits).
const P256: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";
const EDWARDS: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";
const RSA_2048: &[u8] =
    b"\x30\x82\x01\x22\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x03\x82\x01\x0f\x00";

/// A passkey as it is kept with its account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// The credential's id, base 64 for addresses.
    id: String,
    /// The name that it is good for: the host's.
    rp: String,
    /// SubjectPublicKeyInfo, base 64.
    public: String,
    /// How often it signed, as it says; 0 where it does not count.
    count: u32,
    /// What its owner calls it.
    name: String,
    made_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    used_at: Option<i64>,
    /// The signing key, wrapped under what the passkey gives; none where it gives nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// A passkey as its owner is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id, base 64 for addresses.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub made_at: Instant,
    /// When it was last used.
    pub used_at: Option<Instant>,
    /// Whether it opens the signing key by itself, without the password.
    pub opens: bool,
}

/// What was asked of the authenticator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The challenge, base 64 for addresses.
    pub challenge: String,
    /// The page's origin: `https://mission.example:8443`.
    pub origin: String,
    /// The name that passkeys of this house are good for: the host's, without a port.
    pub rp: String,
}

/// What a browser sent of a passkey that it made or that signed; all bytes in base 64 for addresses.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    id: String,
    client: String,
    data: String,
    /// Of one that was made: SubjectPublicKeyInfo.
    #[serde(default)]
    public: Option<String>,
    /// Of one that signed.
    #[serde(default)]
    signature: Option<String>,
}

#[derive(Deserialize)]
struct Client {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

fn refused() -> Trouble {
    trouble("passkey-refused")
}

fn bytes(text: &str) -> Result<Vec<u8>, Trouble> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| refused())
}

impl Sent {
    /// Reads what a form carries.
    ///
    /// # Errors
    /// `passkey-refused`.
    pub fn read(text: &str) -> Result<Self, Trouble> {
        if text.len() > MOST_SENT {
            return Err(refused());
        }
        serde_json::from_str(text).map_err(|_| refused())
    }

    /// The challenge that it answers, as the client says: whoever asked knows whether it was theirs.
    pub fn challenge(&self) -> Option<String> {
        let client: Client = serde_json::from_slice(&bytes(&self.client).ok()?).ok()?;
        Some(client.challenge)
    }

    /// The authenticator's data and the SHA-256 of the client's, where these are an answer to what was asked.
    fn answers(&self, kind: &str, expected: &Expected) -> Result<(Vec<u8>, [u8; 32]), Trouble> {
        let said = bytes(&self.client)?;
        let client: Client = serde_json::from_slice(&said).map_err(|_| refused())?;
        let fits = client.kind == kind
            && client.challenge == expected.challenge
            && client.origin == expected.origin
            && !client.cross_origin;
        let data = bytes(&self.data)?;
        let is_ours = data.get(..32) == Some(Sha256::digest(&expected.rp).as_slice());
        let flags = data.get(32).copied().unwrap_or(0);
        let verified = flags & (PRESENT | VERIFIED) == PRESENT | VERIFIED;
        if fits && is_ours && verified { Ok((data, Sha256::digest(&said).into())) } else { Err(refused()) }
    }
}

/// How often an authenticator says that it signed.
fn count_in(data: &[u8]) -> Result<u32, Trouble> {
    let count = data.get(33..37).and_then(|bytes| bytes.try_into().ok());
    count.map(u32::from_be_bytes).ok_or_else(refused)
}

/// The credential's id in the authenticator's data of one that was made.
fn id_in(data: &[u8]) -> Result<&[u8], Trouble> {
    let flags = data.get(32).copied().unwrap_or(0);
    let length = data.get(53..55).and_then(|bytes| bytes.try_into().ok()).map(u16::from_be_bytes);
    let length = length.filter(|_| flags & ATTESTED != 0).map(usize::from).ok_or_else(refused)?;
    data.get(55..55 + length).filter(|id| !id.is_empty()).ok_or_else(refused)
}

/// The key in a SubjectPublicKeyInfo, and how it verifies.
fn key_in(spki: &[u8]) -> Option<(&'static dyn VerificationAlgorithm, &[u8])> {
    let kinds: [(&[u8], usize, &'static dyn VerificationAlgorithm); 3] = [
        (P256, 65, &ECDSA_P256_SHA256_ASN1),
        (EDWARDS, 32, &ED25519),
        (RSA_2048, 270, &RSA_PKCS1_2048_8192_SHA256),
    ];
    kinds.into_iter().find_map(|(begin, length, how)| {
        let key = spki.strip_prefix(begin).filter(|key| key.len() == length)?;
        Some((how, key))
    })
}

/// What PRF gave, where it gave anything.
fn opened(prf: &str) -> Result<Option<Opened>, Trouble> {
    if prf.is_empty() {
        return Ok(None);
    }
    let secret = Zeroizing::new(bytes(prf)?);
    let secret: &[u8; 32] = secret.as_slice().try_into().map_err(|_| refused())?;
    Ok(Some(Opened::by_passkey(secret)))
}

impl Kept {
    fn made(sent: &Sent, expected: &Expected, name: &str, now: Instant) -> Result<Self, Trouble> {
        let (data, _) = sent.answers("webauthn.create", expected)?;
        let spki = bytes(sent.public.as_deref().ok_or_else(refused)?)?;
        if key_in(&spki).is_none() {
            return Err(trouble("passkey-kind"));
        }
        if id_in(&data)? != bytes(&sent.id)?.as_slice() {
            return Err(refused());
        }
        Ok(Self {
            id: sent.id.clone(),
            rp: expected.rp.clone(),
            public: BASE64.encode(&spki),
            count: count_in(&data)?,
            name: name.chars().take(LONGEST_NAME).collect(),
            made_at: now.0,
            used_at: None,
            key: None,
        })
    }

    /// Whether it signed what was asked of it, and not as often as before: one that was copied counts beside the other.
    fn signed(&mut self, sent: &Sent, expected: &Expected, now: Instant) -> Result<(), Trouble> {
        let (data, client) = sent.answers("webauthn.get", expected)?;
        let spki = BASE64.decode(self.public.as_bytes()).map_err(|_| damaged())?;
        let (how, key) = key_in(&spki).ok_or_else(damaged)?;
        let signature = bytes(sent.signature.as_deref().ok_or_else(refused)?)?;
        let message = [data.as_slice(), &client].concat();
        let good = UnparsedPublicKey::new(how, key).verify(&message, &signature).is_ok();
        let count = count_in(&data)?;
        let counts_on = (count == 0 && self.count == 0) || count > self.count;
        if !good || !counts_on || self.rp != expected.rp || self.id != sent.id {
            return Err(refused());
        }
        (self.count, self.used_at) = (count, Some(now.0));
        Ok(())
    }
}

impl Accounts {
    /// The passkeys of an account.
    ///
    /// # Errors
    /// The database fails; `account-damaged`.
    pub fn passkeys(&self, login: &str) -> Result<Vec<Passkey>, Trouble> {
        let account: Option<Account> = self.get(Kind::Account, login)?;
        let told = |kept: Kept| Passkey {
            id: kept.id,
            name: kept.name,
            made_at: Instant(kept.made_at),
            used_at: kept.used_at.map(Instant),
            opens: kept.key.is_some(),
        };
        Ok(account.map_or_else(Vec::new, |account| account.passkeys.into_iter().map(told).collect()))
    }

    /// Adds a passkey that was made for `login`. What PRF gave (`prf`, empty where it gave nothing) wraps the signing key too. Says
    /// whether it does.
    ///
    /// # Errors
    /// `sign-in-wrong` for another password; `passkey-refused`, `passkey-kind`, `passkey-known`, `passkey-many`.
    pub fn add_passkey(
        &self,
        (login, password): (&str, &str),
        (sent, expected): (&Sent, &Expected),
        (name, prf): (&str, &str),
        now: Instant,
    ) -> Result<bool, Trouble> {
        let (login, mut account, by_password) = self.proven(login, password)?;
        let mut kept = Kept::made(sent, expected, name, now)?;
        if account.passkeys.len() >= MOST {
            return Err(trouble("passkey-many").with("most", MOST.to_string()));
        }
        if let Some(by_passkey) = opened(prf)? {
            let what = format!("key of {}", account.user);
            kept.key = Some(by_passkey.wrap(&what, &by_password.unwrap(&what, &account.key)?)?);
        }
        let opens = kept.key.is_some();
        if !self.shelf().put_new(Kind::Passkey, &kept.id, login.as_bytes())? {
            return Err(trouble("passkey-known"));
        }
        account.passkeys.push(kept);
        self.shelf().put(Kind::Account, &login, &written(&account)?)?;
        Ok(opens)
    }

    /// Takes a passkey away from `login`; says whether there was one.
    ///
    /// # Errors
    /// The database fails; `account-damaged`.
    pub fn remove_passkey(&self, login: &str, id: &str) -> Result<bool, Trouble> {
        let Some(mut account) = self.get::<Account>(Kind::Account, login)? else { return Ok(false) };
        let before = account.passkeys.len();
        account.passkeys.retain(|kept| kept.id != id);
        if account.passkeys.len() == before {
            return Ok(false);
        }
        self.shelf().put(Kind::Account, login, &written(&account)?)?;
        drop(self.shelf().take(Kind::Passkey, id)?);
        Ok(true)
    }

    /// Whoever's passkey signed, and gave what opens their key.
    ///
    /// # Errors
    /// `passkey-refused`; `passkey-password` where it does not open the key by itself: then the password is asked for beside it.
    pub fn sign_in_by_passkey(
        &self,
        sent: &Sent,
        expected: &Expected,
        prf: &str,
        now: Instant,
    ) -> Result<CameIn, Trouble> {
        let (login, mut account, at) = self.owner(sent)?;
        account.passkeys[at].signed(sent, expected, now)?;
        let by_passkey = opened(prf)?;
        let (Some(wrapped), Some(by_passkey)) = (&account.passkeys[at].key, by_passkey) else {
            return Err(trouble("passkey-password"));
        };
        let key = signing(&by_passkey.unwrap(&format!("key of {}", account.user), wrapped)?)?;
        self.came(login, account, key)
    }

    /// Whoever knows the password and whose passkey signed: it stands in the place of the code.
    ///
    /// # Errors
    /// `sign-in-wrong` for another password, or another's passkey; `passkey-refused`.
    pub fn sign_in_with_passkey(
        &self,
        (login, password): (&str, &str),
        sent: &Sent,
        expected: &Expected,
        now: Instant,
    ) -> Result<CameIn, Trouble> {
        let (login, mut account, by_password) = self.proven(login, password)?;
        let own = account.passkeys.iter_mut().find(|kept| kept.id == sent.id);
        own.ok_or_else(|| trouble("sign-in-wrong"))?.signed(sent, expected, now)?;
        let key = signing(&by_password.unwrap(&format!("key of {}", account.user), &account.key)?)?;
        self.came(login, account, key)
    }

    fn came(&self, login: String, account: Account, key: SigningKey) -> Result<CameIn, Trouble> {
        self.shelf().put(Kind::Account, &login, &written(&account)?)?;
        Ok(CameIn { login, user: account.user, key, has_code: true })
    }

    /// Whose a passkey is, and which of theirs.
    fn owner(&self, sent: &Sent) -> Result<(String, Account, usize), Trouble> {
        let login = self.shelf().get(Kind::Passkey, &sent.id)?.ok_or_else(refused)?;
        let login = String::from_utf8(login).map_err(|_| damaged())?;
        let account: Account = self.get(Kind::Account, &login)?.ok_or_else(refused)?;
        let at = account.passkeys.iter().position(|kept| kept.id == sent.id).ok_or_else(refused)?;
        Ok((login, account, at))
    }
}

/// What the owner of passkeys is called to authenticators: their id in the record.
pub fn handle(user: &UserId) -> String {
    BASE64URL_NOPAD.encode(user.0.as_bytes())
}

/// The salt that PRF is asked with: one for a mission, so that nothing need be known of whoever signs in. What it gives is another for
/// each passkey.
pub fn salt(mission: &str) -> String {
    BASE64URL_NOPAD
        .encode(&Sha256::new_with_prefix(b"hudna passkey salt 1\0").chain_update(mission).finalize())
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

    use super::*;

    const NOON: Instant = Instant(1_775_044_800_000_000);

    struct Device {
        pair: EcdsaKeyPair,
        id: Vec<u8>,
        count: u32,
    }

    impl Device {
        fn new() -> Self {
            let random = SystemRandom::new();
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random);
            Self { pair: pair.unwrap(), id: vec![7; 20], count: 0 }
        }
        fn data(&self, rp: &str, flags: u8) -> Vec<u8> {
            let mut data = Sha256::digest(rp).to_vec();
            data.push(flags);
            data.extend(self.count.to_be_bytes());
            data
        }
        fn made(&self, expected: &Expected, flags: u8) -> Sent {
            let mut data = self.data(&expected.rp, flags);
            data.extend([0; 16]);
            data.extend(20_u16.to_be_bytes());
            data.extend(&self.id);
            let public = [P256, self.pair.public_key().as_ref()].concat();
            self.sent("webauthn.create", expected, data, Some(public))
        }
        fn signs(&mut self, expected: &Expected, flags: u8) -> Sent {
            self.count += 1;
            let data = self.data(&expected.rp, flags);
            self.sent("webauthn.get", expected, data, None)
        }
        fn sent(&self, kind: &str, expected: &Expected, data: Vec<u8>, public: Option<Vec<u8>>) -> Sent {
            let client = serde_json::json!({
                "type": kind, "challenge": expected.challenge, "origin": expected.origin, "crossOrigin": false,
            });
            let client = client.to_string().into_bytes();
            let message = [data.as_slice(), &Sha256::digest(&client)].concat();
            let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
            Sent {
                id: BASE64URL_NOPAD.encode(&self.id),
                client: BASE64URL_NOPAD.encode(&client),
                data: BASE64URL_NOPAD.encode(&data),
                signature: public.is_none().then(|| BASE64URL_NOPAD.encode(signature.as_ref())),
                public: public.map(|public| BASE64URL_NOPAD.encode(&public)),
            }
        }
    }

    fn expected() -> Expected {
        Expected {
            challenge: "Y2hhbGxlbmdl".into(),
            origin: "https://mission.example:8443".into(),
            rp: "mission.example".into(),
        }
    }

    #[test]
    fn what_a_passkey_signed_is_held_against_what_was_asked() {
        let (mut device, asked) = (Device::new(), expected());
        let made = Kept::made(&device.made(&asked, 0x45), &asked, "phone", NOON).unwrap();
        let mut kept = made.clone();
        assert!(kept.signed(&device.signs(&asked, 0x05), &asked, NOON).is_ok());
        assert_eq!((kept.count, kept.used_at), (1, Some(NOON.0)));
        for other in [
            Expected { challenge: "b3RoZXI".into(), ..asked.clone() },
            Expected { origin: "https://evil.example".into(), ..asked.clone() },
            Expected { rp: "evil.example".into(), ..asked.clone() },
        ] {
            let sent = device.signs(&asked, 0x05);
            assert_eq!(kept.clone().signed(&sent, &other, NOON).unwrap_err().code, "passkey-refused");
        }
        let unverified = device.signs(&asked, 0x01);
        assert!(kept.clone().signed(&unverified, &asked, NOON).is_err(), "holding the device is not enough");
        let other = Device::new().signs(&asked, 0x05);
        assert!(kept.clone().signed(&other, &asked, NOON).is_err(), "another's signature");
        let created = device.made(&asked, 0x45);
        assert!(kept.signed(&created, &asked, NOON).is_err(), "one that was made did not sign");
    }

    #[test]
    fn one_that_was_copied_counts_no_further() {
        let (mut device, asked) = (Device::new(), expected());
        let mut kept = Kept::made(&device.made(&asked, 0x45), &asked, "phone", NOON).unwrap();
        device.count = 4;
        assert!(kept.signed(&device.signs(&asked, 0x05), &asked, NOON).is_ok());
        device.count = 4;
        assert!(kept.signed(&device.signs(&asked, 0x05), &asked, NOON).is_err());
    }

    #[test]
    fn one_of_a_kind_that_is_not_verified_here_is_not_taken() {
        let (device, asked) = (Device::new(), expected());
        let mut sent = device.made(&asked, 0x45);
        sent.public = Some(BASE64URL_NOPAD.encode(&[0x30; 91]));
        assert_eq!(Kept::made(&sent, &asked, "phone", NOON).unwrap_err().code, "passkey-kind");
        let mut sent = device.made(&asked, 0x45);
        sent.id = "AAAA".into();
        assert_eq!(Kept::made(&sent, &asked, "phone", NOON).unwrap_err().code, "passkey-refused");
        assert!(Sent::read("{}").is_err() && Sent::read(&"x".repeat(20_000)).is_err());
    }
}
