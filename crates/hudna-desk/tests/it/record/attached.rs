//! Files beside entries: sealed as they came, told apart by their bytes, with a working copy that names no device or place.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_desk::record::{Mission, attached};

use super::house::{House, clock, reports, take_in};

/// What only a device would write, and nobody may find in a working copy.
const GIVEN_AWAY: [&str; 4] = ["GPSLatitude 32.9", "PhoneOfAmal", "2026:03:14", "film of the courtyard"];

fn given_away() -> Vec<u8> {
    GIVEN_AWAY.join(" ").into_bytes()
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], contents].concat()
}

const QUANT: u8 = 0xDB;
const HUFFMAN: u8 = 0xC4;
const FRAME: u8 = 0xC2;
const SCAN: u8 = 0xDA;

/// A JPEG of two scans. What draws it, and what a device wrote into it, before, between and behind the scans.
fn jpeg(devices: bool) -> Vec<u8> {
    let told = |marker: u8, kind: &[u8]| {
        if devices { segment(marker, &[kind, &given_away()].concat()) } else { Vec::new() }
    };
    let stuffed = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56];
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
        told(0xE0, b"JFXX\0"),
        told(0xE1, b"Exif\0\0"),
        told(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        told(0xE2, b"MPF\0"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        told(0xED, b"Photoshop 3.0\0"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"),
        told(0xFE, b""),
        segment(QUANT, &[7; 65]),
        segment(FRAME, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        segment(HUFFMAN, &[1; 20]),
        segment(SCAN, &[1, 1, 0, 0, 0, 0]),
        stuffed.to_vec(),
        told(0xE1, b"Exif\0\0"),
        told(0xFE, b""),
        segment(HUFFMAN, &[2; 20]),
        segment(SCAN, &[1, 1, 0, 1, 63, 0]),
        stuffed.to_vec(),
        vec![0xFF, 0xD9],
        if devices { [b"\xFF\xD8\xFF\xE1", given_away().as_slice()].concat() } else { Vec::new() },
    ]
    .concat()
}

fn chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(contents);
    let length = u32::try_from(contents.len()).unwrap().to_be_bytes();
    [&length[..], kind, contents, &crc.sum().to_be_bytes()].concat()
}

fn png(devices: bool) -> Vec<u8> {
    let told = |kind| if devices { chunk(kind, &given_away()) } else { Vec::new() };
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        told(b"eXIf"),
        told(b"tEXt"),
        told(b"iTXt"),
        told(b"tIME"),
        chunk(b"gAMA", &[0, 0, 0xB1, 0x8F]),
        chunk(b"IDAT", b"pixels"),
        told(b"zTXt"),
        chunk(b"IEND", b""),
        if devices { given_away() } else { Vec::new() },
    ]
    .concat()
}

fn webp(devices: bool) -> Vec<u8> {
    let part = |kind: &[u8; 4], contents: &[u8]| {
        let pad = if contents.len() % 2 == 1 { vec![0] } else { Vec::new() };
        [kind, &u32::try_from(contents.len()).unwrap().to_le_bytes()[..], contents, &pad].concat()
    };
    let told = |kind| if devices { part(kind, &given_away()) } else { Vec::new() };
    let inside =
        [b"WEBP".to_vec(), part(b"VP8L", b"\x2f pixels!"), told(b"EXIF"), told(b"XMP "), told(b"note")]
            .concat();
    [b"RIFF", &u32::try_from(inside.len()).unwrap().to_le_bytes()[..], &inside].concat()
}

/// The part `name` of an entry as the host opens it.
fn part(mission: &mut Mission, entry: &EntryId, name: &str) -> Option<Vec<u8>> {
    let (mut found, size) = (None, mission.ledger.size());
    let read = mission.ledger.read(0..size, &mut |read| {
        if read.entry.body.id == *entry {
            found = read.open(name).map(<[u8]>::to_vec);
        }
        Ok(())
    });
    read.expect("the record is read");
    found
}

fn attach(mission: &mut Mission, bytes: &[u8]) -> (EntryId, String) {
    let founder = mission.actor(None).expect("the founder");
    let mut first = None;
    mission
        .ledger
        .read(0..1, &mut |read| {
            first = Some(read.entry.body.id);
            Ok(())
        })
        .expect("the founding");
    let made = attached(first.expect("an entry"), bytes.to_vec(), None).expect("it may be attached");
    assert!(made.unstamped.is_none(), "nobody was asked for a timestamp");
    let Act::AttachmentAdded { media_type, bytes: size, .. } = &made.filed.act else { unreachable!() };
    assert_eq!(*size, bytes.len() as u64);
    let media_type = media_type.to_string();
    assert!(made.filed.parts.iter().all(|(_, class, _)| *class == Class::Attachment));
    (mission.act(&founder, made.filed, clock()).expect("it is attached").entry, media_type)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_picture_is_sealed_byte_for_byte_and_its_working_copy_tells_no_place_time_or_device() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    for (kind, original, bare) in [
        ("image/jpeg", jpeg(true), jpeg(false)),
        ("image/png", png(true), png(false)),
        ("image/webp", webp(true), webp(false)),
    ] {
        let (entry, told) = attach(mission, &original);
        assert_eq!(told, kind);
        assert_eq!(part(mission, &entry, "file").as_deref(), Some(&original[..]), "{kind}");
        let working = part(mission, &entry, "working").expect("a working copy");
        for word in GIVEN_AWAY {
            assert!(holds(&original, word) && !holds(&working, word), "{kind}: {word}");
        }
        // what draws is left as it was, to the bit
        assert_eq!(working, bare, "{kind}");
        assert_eq!(part(mission, &entry, "timestamp"), None);
    }
}

#[test]
fn a_picture_that_does_not_hold_together_is_sealed_and_has_no_working_copy() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let whole = jpeg(true);
    for cut in [4, 40, whole.len() / 3, whole.len() * 2 / 3] {
        let (entry, _) = attach(mission, &whole[..cut]);
        assert_eq!(part(mission, &entry, "file").as_deref(), Some(&whole[..cut]));
        if let Some(working) = part(mission, &entry, "working") {
            assert!(GIVEN_AWAY.iter().all(|word| !holds(&working, word)), "cut at {cut}");
        }
    }
}

#[test]
fn a_file_is_what_its_bytes_say_and_of_what_is_no_known_picture_nothing_is_left_out() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), &given_away()].concat();
    let tiff = [b"II*\0\x08\0\0\0".as_slice(), &given_away()].concat();
    let pdf = [b"%PDF-1.7\n".as_slice(), &given_away()].concat();
    for (name, bytes, kinds) in [
        ("script.jpg", b"#!/bin/sh\nrm -rf /\n".to_vec(), &["text/x-shellscript", "text/plain"][..]),
        ("page.png", b"<!DOCTYPE html><html></html>".to_vec(), &["text/html"]),
        ("note.jpg", "لا شيء".as_bytes().to_vec(), &["text/plain"]),
        ("noise.jpg", vec![0xFE, 0x01, 0x80, 0x99], &["application/octet-stream"]),
        ("picture.heic", heic, &["image/heif", "image/heic"]),
        ("picture.tiff", tiff, &["image/tiff"]),
        ("paper.pdf", pdf, &["application/pdf"]),
    ] {
        let (entry, told) = attach(mission, &bytes);
        assert!(kinds.contains(&told.as_str()), "{name}: {told}");
        assert_eq!(part(mission, &entry, "file"), Some(bytes), "{name}");
        assert_eq!(part(mission, &entry, "working"), None, "{name}");
    }
}

#[test]
fn a_file_too_large_is_refused_and_nothing_is_attached() {
    let to = EntryId::of([1; 10]);
    let most = 64 << 20;
    assert!(attached(to.clone(), vec![0; most], None).is_ok());
    let why = attached(to, vec![0; most + 1], None).expect_err("too large");
    assert_eq!((why.family, why.code), ("record", "part-too-large"));
}

#[test]
fn attachments_are_not_read_to_work_out_what_the_record_comes_to() {
    let house = House::sqlite();
    let mut mission = house.marsa();
    attach(&mut mission, b"%PDF-1.7 a letter");
    take_in(&mut mission, &reports("patrols.ar.csv"));
    let size = mission.ledger.size();
    drop(mission);
    let by_hand = rusqlite::Connection::open(house.path().join("record.sqlite")).expect("it opens");
    let changed = by_hand.execute("UPDATE part SET sealed = x'01' WHERE class = 'attachment'", []);
    assert!(changed.expect("they are changed") > 1, "files of reports are attachments too");
    drop(by_hand);
    let mut mission = Mission::open(&house.path()).expect("it opens");
    assert!(mission.derived().expect("they are not asked for").replay.reports.len() > 40);
    // whoever asks for all hears of it
    let why = mission.ledger.read(0..size, &mut |_| Ok(())).expect_err("a part is damaged");
    assert_eq!(why.code, "record-damaged");
}
