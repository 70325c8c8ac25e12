//! Notes and heads against C2SP's published examples, the reference vectors of Go's `sumdb/note`, two crates of other
//! hands, and every byte altered.

use data_encoding::BASE64;
use ed25519_dalek::SigningKey;
use hudna_core::ledger::head::{Head, SignedHead, cosign, cosigned};
use hudna_core::ledger::note::{self, KeyKind, Line, MOST_LINES, MOST_NOTE, Note, NoteError, VerifierKey};
use proptest::prelude::*;

/// The example key of Go's `sumdb/note`, public for tests.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SECRET: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
/// The example of C2SP tlog-cosignature.
const SOFA: &str = "example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
";
const ORIGIN: &str = "hudna.mission/ABCDEFGHIJKLMNOP";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn verifier(name: &str, kind: KeyKind, seed: u8) -> VerifierKey {
    VerifierKey::new(name, kind, key(seed).verifying_key()).unwrap()
}

fn signed() -> SignedHead {
    let head = Head { origin: ORIGIN.into(), size: 1204, root: [9; 32] };
    let mut signed = head.signed(&key(1)).unwrap();
    signed.add(cosign(&signed.text, 1_700_000_000, "witness.first-party", &key(2)).unwrap()).unwrap();
    signed
}

fn code<T: std::fmt::Debug>(of: Result<T, NoteError>) -> &'static str {
    of.unwrap_err().code()
}

#[test]
fn the_reference_keys_and_signatures_hold() {
    let (peter, enoch): (VerifierKey, VerifierKey) = (PETER.parse().unwrap(), ENOCH.parse().unwrap());
    assert_eq!((peter.to_string(), enoch.to_string()), (PETER.into(), ENOCH.into()));
    assert_eq!(peter.kind, KeyKind::Log);
    let secret: [u8; 32] = BASE64.decode(PETER_SECRET.as_bytes()).unwrap()[1..].try_into().unwrap();
    let line = note::sign(TEXT, "PeterNeumann", &SigningKey::from_bytes(&secret)).unwrap();
    assert_eq!(format!("{line}\n"), PETER_LINE);
    let both = format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}");
    let note = Note::parse(&both).unwrap();
    assert_eq!((&*note.text, note.to_string()), (TEXT, both));
    assert!(peter.signed(&note.text, &note.lines) && enoch.signed(&note.text, &note.lines));
    // a line by a stranger is passed over
    let one = Note::parse(&format!("{TEXT}\n{ENOCH_LINE}")).unwrap();
    assert!(enoch.signed(&one.text, &one.lines) && !peter.signed(&one.text, &one.lines));
}

#[test]
fn every_part_and_every_altered_sign_of_a_key_is_refused() {
    for from in 0..=PETER.len() {
        for to in from..=PETER.len() {
            let whole = from == 0 && to == PETER.len();
            assert_eq!(PETER[from..to].parse::<VerifierKey>().is_ok(), whole, "{from}..{to}");
        }
    }
    for at in 0..PETER.len() {
        let mut bytes = PETER.as_bytes().to_vec();
        bytes[at] += 1;
        assert!(String::from_utf8(bytes).unwrap().parse::<VerifierKey>().is_err(), "byte {at}");
    }
    let refused = |text: &str| code(text.parse::<VerifierKey>());
    // the length and the kind are wrong, the ids fit: both from Go's tests
    let long = "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==";
    assert_eq!(refused(long), "verifier-key-malformed");
    let kind = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(refused(kind), "verifier-key-kind-unknown");
    assert_eq!(refused(&PETER.replace("c74f", "C74F")), "verifier-key-malformed");
    assert_eq!(refused(&PETER.replace("c74f", "c74e")), "verifier-key-id-wrong");
    assert_eq!(refused(&PETER.replace("Peter", "Peter ")), "signer-name-malformed");
    assert_eq!(refused(&PETER.replace("+c74f20a3", "+c74f20a300")), "verifier-key-malformed");
}

#[test]
fn a_key_for_which_anybody_can_sign_is_none() {
    let weak = ed25519_dalek::VerifyingKey::from_bytes(&{
        let mut identity = [0; 32];
        identity[0] = 1;
        identity
    })
    .unwrap();
    assert_eq!(code(VerifierKey::new("x", KeyKind::Log, weak)), "verifier-key-malformed");
}

#[test]
fn the_crate_signed_note_reads_our_keys_and_notes_and_we_read_its() {
    let ours = verifier("example.org/log", KeyKind::Log, 5);
    assert!(signed_note::StandardVerifier::new(&ours.to_string()).is_ok());
    let pair = [&[1], &[5; 32][..]].concat();
    let id = data_encoding::HEXLOWER.encode(&ours.id());
    let secret = format!("PRIVATE+KEY+example.org/log+{id}+{}", BASE64.encode(&pair));
    let signer = signed_note::StandardSigner::new(&secret).unwrap();
    let text = "a line\n\nafter an empty one\n";
    let mut theirs = signed_note::Note::new(text.as_bytes(), &[]).unwrap();
    theirs.add_sigs(&[&signer]).unwrap();
    let read = Note::parse(std::str::from_utf8(&theirs.to_bytes()).unwrap()).unwrap();
    assert!(ours.signed(&read.text, &read.lines));
    assert_eq!(read.lines, [note::sign(text, "example.org/log", &key(5)).unwrap()]);

    let known = signed_note::VerifierList::new(vec![Box::new(
        signed_note::StandardVerifier::new(&ours.to_string()).unwrap(),
    )]);
    let note = signed_note::Note::from_bytes(read.to_string().as_bytes()).unwrap();
    assert_eq!(note.verify(&known).unwrap().0.len(), 1);
}

#[test]
fn the_published_checkpoint_reads_back_to_the_byte() {
    let signed = SignedHead::parse(SOFA).unwrap();
    assert_eq!(signed.to_string(), SOFA);
    assert_eq!((&*signed.head.origin, signed.head.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(BASE64.encode(&signed.head.root), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    assert_eq!(signed.lines[0].id, [0x03, 0x3d, 0xe0, 0xae]);
    // the document says at which second its witness signed
    let [_, witness] = &signed.lines[..] else { panic!("two signatures") };
    assert_eq!(witness.sig.len(), 72);
    assert_eq!(witness.sig[..8], 1_679_315_147_u64.to_be_bytes());
    let quasimodo = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n\
        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    let note = Note::parse(quasimodo).unwrap();
    assert!(note.text.ends_with("\n\ned è subito sera.\n"));
    assert_eq!(note.to_string(), quasimodo);
    assert_eq!(code(SignedHead::parse(quasimodo)), "head-malformed");
}

#[test]
fn the_crate_tlog_tiles_reads_our_heads() {
    let signed = signed();
    let theirs = tlog_tiles::Checkpoint::from_bytes(signed.text.as_bytes()).unwrap();
    assert_eq!((theirs.origin(), theirs.size(), theirs.hash().0), (ORIGIN, 1204, [9; 32]));
    let hash = tlog_tiles::Hash([7; 32]);
    let text = tlog_tiles::Checkpoint::new(ORIGIN, 0, hash, "").unwrap().to_bytes();
    let head: Head = std::str::from_utf8(&text).unwrap().parse().unwrap();
    assert_eq!(head, Head { origin: ORIGIN.into(), size: 0, root: [7; 32] });
}

#[test]
fn a_head_is_written_in_one_way_only() {
    let root = BASE64.encode(&[9; 32]);
    let good = format!("{ORIGIN}\n1204\n{root}\n");
    assert!(good.parse::<Head>().is_ok());
    for bad in [
        String::new(),
        good.trim_end().into(),
        format!("{good}\n"),
        format!("{good}extension\n"),
        good.replace("1204", "01204"),
        good.replace("1204", "+1204"),
        good.replace("1204", "-1"),
        good.replace("1204", ""),
        good.replace("1204", "18446744073709551616"),
        good.replace(ORIGIN, ""),
        good.replace(ORIGIN, "an origin"),
        good.replace(ORIGIN, "a+b"),
        good.replace(&root, &BASE64.encode(&[9; 31])),
        good.replace(&root, root.trim_end_matches('=')),
        good.replace("CQk=", "CQl="),
        good.replace('\n', "\r\n"),
    ] {
        assert_ne!(bad, good);
        assert_eq!(code(bad.parse::<Head>()), "head-malformed", "{bad:?}");
    }
}

#[test]
fn notes_that_are_none_are_refused_with_their_code() {
    for bad in [
        String::new(),
        TEXT.into(),
        format!("{TEXT}\n"),
        format!("{TEXT}\n\n"),
        format!("{TEXT}{PETER_LINE}"),
        format!("{TEXT}\n{}", PETER_LINE.trim_end()),
        format!("\u{1}{TEXT}\n{PETER_LINE}"),
        format!("{TEXT}\n{PETER_LINE}Unexpected line.\n"),
        format!("{TEXT}\n{}", PETER_LINE.replace('—', "-")),
        format!("{TEXT}\n{}", PETER_LINE.replace("x08", "x0 ")),
        format!("{TEXT}\n{}", PETER_LINE.replace("AM=", "AN=")),
        format!("{TEXT}\n— PeterNeumann x08gow==\n"),
        format!("{TEXT}\n— PeterNeumann \n"),
        format!("{TEXT}\n— PeterNeumann\n"),
    ] {
        assert_eq!(code(Note::parse(&bad)), "note-malformed", "{bad:?}");
    }
    for name in ["", "a\u{a0}b", "a+b", "a\u{2003}"] {
        let note = format!("{TEXT}\n{}", PETER_LINE.replace("PeterNeumann", name));
        assert_eq!(code(Note::parse(&note)), "signer-name-malformed", "{name:?}");
    }
    let many = |n| format!("{TEXT}\n{}", ENOCH_LINE.repeat(n));
    assert!(Note::parse(&many(MOST_LINES)).is_ok());
    assert_eq!(code(Note::parse(&many(MOST_LINES + 1))), "note-too-large");
    let long = format!("{}\n\n{PETER_LINE}", "a".repeat(MOST_NOTE));
    assert_eq!(code(Note::parse(&long)), "note-too-large");
    assert_eq!(code(note::sign("no line feed", "x", &key(1))), "note-malformed");
    assert_eq!(code(note::sign("x\ty\n", "x", &key(1))), "note-malformed");
    assert_eq!(code(note::sign("x\n", "a b", &key(1))), "signer-name-malformed");
}

#[test]
fn the_host_and_a_witness_hold_and_neither_passes_for_the_other() {
    let signed = signed();
    let (host, witness) =
        (verifier(ORIGIN, KeyKind::Log, 1), verifier("witness.first-party", KeyKind::Witness, 2));
    assert!(signed.verified_by(&host));
    assert_eq!(signed.cosigned_by(&witness), Some(1_700_000_000));
    assert_eq!(SignedHead::parse(&signed.to_string()).unwrap(), signed);
    assert_eq!(witness.to_string().parse(), Ok(witness.clone()));

    assert!(!signed.verified_by(&verifier(ORIGIN, KeyKind::Log, 3)));
    assert!(!signed.verified_by(&verifier("hudna.mission/OTHER", KeyKind::Log, 1)));
    assert!(!signed.verified_by(&verifier(ORIGIN, KeyKind::Witness, 1)));
    assert!(!signed.verified_by(&witness));
    for stranger in [
        verifier("witness.second-party", KeyKind::Witness, 2),
        verifier("witness.first-party", KeyKind::Witness, 3),
        verifier("witness.first-party", KeyKind::Log, 2),
        host.clone(),
    ] {
        assert_eq!(signed.cosigned_by(&stranger), None);
    }
    // a name and an id may be claimed by anybody: the signature decides, and against the whole note
    let mut claimed = signed.clone();
    claimed.lines.push(Line { sig: vec![1; 64], ..claimed.lines[0].clone() });
    assert!(!claimed.verified_by(&host));
    let mut claimed = signed.clone();
    claimed.lines.push(Line { sig: vec![1; 72], ..claimed.lines[1].clone() });
    assert_eq!(claimed.cosigned_by(&witness), None);
    assert!(claimed.verified_by(&host));
}

#[test]
fn a_newer_signature_takes_the_place_of_the_same_keys_older_one() {
    let mut signed = signed();
    let newer = cosign(&signed.text, 1_700_000_060, "witness.first-party", &key(2)).unwrap();
    signed.add(newer.clone()).unwrap();
    assert_eq!(signed.lines[1..], [newer]);
    for i in 0..MOST_LINES - 2 {
        signed.add(cosign(&signed.text, 5, &format!("w{i}"), &key(4)).unwrap()).unwrap();
    }
    let beyond = cosign(&signed.text, 5, "beyond", &key(4)).unwrap();
    assert_eq!(code(signed.add(beyond)), "note-too-large");
    assert!(SignedHead::parse(&signed.to_string()).is_ok());
}

#[test]
fn a_cosignature_is_over_a_head_at_a_time_that_can_be_told() {
    let text = signed().text;
    let last = i64::MAX as u64;
    let witness = verifier("w", KeyKind::Witness, 2);
    let line = cosign(&text, last, "w", &key(2)).unwrap();
    assert_eq!(cosigned(&text, &line, &witness), Some(last));
    assert_eq!(code(cosign(&text, last + 1, "w", &key(2))), "cosignature-time-beyond");
    assert_eq!(code(cosign("no head\n", 5, "w", &key(2))), "head-malformed");
    assert_eq!(code(cosign(&text, 5, "w w", &key(2))), "signer-name-malformed");
    // what is signed, as the document writes it
    let line = cosign(&text, 5, "w", &key(2)).unwrap();
    let message = format!("cosignature/v1\ntime 5\n{text}");
    let sig = ed25519_dalek::Signature::from_slice(&line.sig[8..]).unwrap();
    assert!(key(2).verifying_key().verify_strict(message.as_bytes(), &sig).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_altered_byte_of_a_checkpoint_is_refused(at in any::<prop::sample::Index>(), with in 1_u8..) {
        let signed = signed();
        let mut bytes = signed.to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= with;
        let (host, witness) = (verifier(ORIGIN, KeyKind::Log, 1), verifier("witness.first-party", KeyKind::Witness, 2));
        let Some(read) = String::from_utf8(bytes).ok().and_then(|text| SignedHead::parse(&text).ok()) else {
            return Ok(());
        };
        // in the text both signatures break, in a line that line's
        prop_assert!(!read.verified_by(&host) || read.cosigned_by(&witness).is_none());
        if at < signed.text.len() {
            prop_assert!(!read.verified_by(&host));
            prop_assert_eq!(read.cosigned_by(&witness), None);
        }
    }

    #[test]
    fn an_altered_bit_of_a_signature_is_refused(line in 0_usize..2, at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut signed = signed();
        let sig = &mut signed.lines[line].sig;
        let at = at.index(sig.len());
        sig[at] ^= 1 << bit;
        let host = signed.verified_by(&verifier(ORIGIN, KeyKind::Log, 1));
        let witness = signed.cosigned_by(&verifier("witness.first-party", KeyKind::Witness, 2));
        prop_assert_eq!((host, witness.is_some()), (line == 1, line == 0));
    }

    #[test]
    fn any_head_reads_back(origin in "[a-z0-9./-]{1,40}", size in any::<u64>(), root in any::<[u8; 32]>(), at in 0..=i64::MAX as u64) {
        let head = Head { origin: origin.as_str().into(), size, root };
        prop_assert_eq!(head.to_string().parse(), Ok(head.clone()));
        let mut signed = head.signed(&key(8)).unwrap();
        signed.add(cosign(&signed.text, at, "w", &key(9)).unwrap()).unwrap();
        let read = SignedHead::parse(&signed.to_string()).unwrap();
        prop_assert_eq!(read.cosigned_by(&verifier("w", KeyKind::Witness, 9)), Some(at));
        prop_assert_eq!(&read, &signed);
    }

    #[test]
    fn what_is_read_as_a_note_is_written_the_same(note in "([a-z—]{0,3}\n){0,3}\n?(— [a-z+ ]{1,3} [A-Za-z0-9+/]{8}\n){0,3}") {
        if let Ok(read) = Note::parse(&note) {
            prop_assert_eq!(read.to_string(), note);
        }
    }
}
