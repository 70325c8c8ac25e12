//! Entries: what is signed, what is sealed, and what comes back.

use ed25519_dalek::SigningKey;
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::entry::{self, Body, Leaf, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, PublicKey, UserId};
use hudna_core::time::Instant;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn body() -> Body {
    Body {
        act: Act::MissionFounded {
            key: PublicKey::from(&key().verifying_key()),
            log: "hudna.mission/AAAAAAAAAAAAAAAA+00000000+AA==".into(),
            title: Both { ar: Some("بعثة مخترعة".into()), en: Some("Invented mission".into()) },
            zone_time: "UTC".into(),
        },
        actor: UserId::of([1; 10]),
        at: Instant(1_700_000_000_000_000),
        id: EntryId::of([2; 10]),
        mission: MissionId::of([3; 10]),
        parts: Vec::new(),
        v: VERSION,
    }
}

#[test]
fn a_leaf_is_taken_apart_into_what_was_signed() {
    let body = body();
    let bytes = body.canonical().unwrap();
    let sig = body.signed(&key()).unwrap();
    let leaf = entry::leaf(&bytes, Instant(1_700_000_000_000_001), &sig).unwrap();
    let split = Leaf::split(&leaf).unwrap();
    assert_eq!(split.body, bytes);
    let read = split.read().unwrap();
    assert_eq!(read.body, body);
    assert_eq!(read.leaf().unwrap(), leaf);
    assert!(entry::is_signed(split.body, &key().verifying_key(), &split.sig));
}

#[test]
fn a_leaf_is_the_canonical_json_of_its_entry() {
    let body = body();
    let sig = body.signed(&key()).unwrap();
    let leaf = entry::leaf(&body.canonical().unwrap(), Instant(5), &sig).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&leaf).unwrap();
    assert_eq!(hudna_core::ledger::canonical::to_canonical(&value).unwrap(), leaf);
}

#[test]
fn every_flipped_bit_of_a_leaf_breaks_its_form_or_its_signature_or_its_moment() {
    let body = body();
    let sig = body.signed(&key()).unwrap();
    let leaf = entry::leaf(&body.canonical().unwrap(), Instant(1_700_000_000_000_001), &sig).unwrap();
    for bit in 0..leaf.len() * 8 {
        let mut other = leaf.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        let Ok(split) = Leaf::split(&other) else { continue };
        let signed = entry::is_signed(split.body, &key().verifying_key(), &split.sig);
        assert!(!signed || split.recorded_at != Instant(1_700_000_000_000_001), "bit {bit}");
    }
}

#[test]
fn an_unknown_field_a_part_named_twice_and_a_later_format_are_refused() {
    let text = String::from_utf8(body().canonical().unwrap()).unwrap();
    let refused = |text: &str| Body::read(text.as_bytes()).unwrap_err().code();
    assert_eq!(refused(&text.replace("\"v\":1", "\"v\":2")), "version-unknown");
    assert_eq!(refused(&text.replace("\"v\":1", "\"v\":1,\"w\":0")), "not-understood");
    let part = r#"{"class":"open","digest":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","name":"x"}"#;
    let twice = text.replace("\"v\":1", &format!("\"parts\":[{part},{part}],\"v\":1"));
    assert_eq!(refused(&twice), "part-twice");
}

/// Made by `verifiers/python/test_signatures.py`: R is moved by the point of order two, so that the equation holds only
/// multiplied by the cofactor.
#[test]
fn a_signature_that_only_some_verifiers_take_is_refused() {
    let key = SigningKey::from_bytes(&[1; 32]).verifying_key();
    let sig =
        |hex: &str| <[u8; 64]>::try_from(data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()).unwrap();
    let moved = "baa82b532aeecdc07b41a679070e39f7754b72c16ea7d9db52ff4cf54ac9b38e\
                 f6b08eaaa633cb7f308e8ca5c541e3f2d7eac4ad1c4a2fa69ce329f9081f9608";
    let honest = "3357d4acd511323f84be5986f8f1c6088ab48d3e91582624ad00b30ab5364c71\
                  cc42710d49e13a2699367199daac8eaea6dd1e3b1dee86ec13a0f7f35e8df30c";
    assert!(entry::is_signed(b"{}", &key, &sig(honest)));
    assert!(!entry::is_signed(b"{}", &key, &sig(moved)));
}
