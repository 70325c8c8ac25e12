//! Files that belong to an entry: what they are by their bytes, and a copy without what a device wrote into them.
//!
//! The original is sealed as it came. The working copy of a picture (JPEG, PNG, WebP) keeps its pixels to the bit and leaves out
//! every block that names a device, a person, a place or a time, and whatever stands after its end. Its colour profile stays:
//! without it colours are wrong, and it may tell a make of screen or camera. Of other kinds (HEIC, TIFF, GIF, films, sound,
//! PDF, office files) no working copy is made: what they hold, they keep.

use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF as _};

/// The most bytes that one attachment may have.
pub const MOST_BYTES: usize = 64 << 20;

/// The media type by the bytes themselves, never by a name.
pub fn media_type(bytes: &[u8]) -> &'static str {
    match infer::get(bytes) {
        Some(kind) => kind.mime_type(),
        None if std::str::from_utf8(bytes).is_ok() => "text/plain",
        None => "application/octet-stream",
    }
}

/// A copy of a picture without the blocks that tell of its maker; `None` for what is no picture that we know.
pub fn working_copy(bytes: &[u8]) -> Option<Vec<u8>> {
    let own = || Bytes::copy_from_slice(bytes);
    let clean = match media_type(bytes) {
        "image/jpeg" => return jpeg(bytes),
        "image/png" => png(Png::from_bytes(own()).ok()?),
        "image/webp" => webp(WebP::from_bytes(own()).ok()?),
        _ => return None,
    };
    Some(clean.to_vec())
}

/// Whether bytes hold together as a picture (JPEG, PNG, WebP) that has something to draw: its first bytes alone say nothing.
pub fn is_picture(bytes: &[u8]) -> bool {
    let own = || Bytes::copy_from_slice(bytes);
    match media_type(bytes) {
        "image/jpeg" => jpeg(bytes).is_some_and(|clean| clean.windows(2).any(|pair| pair == [0xFF, 0xDA])),
        "image/png" => Png::from_bytes(own()).is_ok_and(|picture| {
            [b"IHDR", b"IDAT", b"IEND"].into_iter().all(|kind| picture.chunk_by_type(*kind).is_some())
        }),
        "image/webp" => WebP::from_bytes(own()).is_ok_and(|picture| {
            let draws = [b"VP8 ", b"VP8L", b"ANMF"];
            picture.chunks().iter().any(|chunk| draws.contains(&&chunk.id()))
        }),
        _ => false,
    }
}

/// Application blocks but JFIF, ICC and Adobe's colour transform go, and comments, also between the scans of one picture; so
/// does whatever stands after its end: a preview, a second picture, a film. `None` for what does not hold together.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const START: u8 = 0xD8;
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    let mut rest = bytes.strip_prefix(&[0xFF, START])?;
    let mut clean = vec![0xFF, START];
    loop {
        // any number of fill bytes may stand before a marker
        let marker = loop {
            let (first, after) = rest.split_first()?;
            rest = after;
            match first {
                0xFF => {}
                marker => break *marker,
            }
        };
        if marker == END {
            clean.extend_from_slice(&[0xFF, END]);
            return Some(clean);
        }
        let length = usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
        let (segment, after) = rest.split_at_checked(length).filter(|_| length >= 2)?;
        rest = after;
        if draws(marker, &segment[2..]) {
            clean.extend_from_slice(&[0xFF, marker]);
            clean.extend_from_slice(segment);
        }
        if marker == SCAN {
            let (scan, after) = rest.split_at_checked(scan(rest)?)?;
            clean.extend_from_slice(scan);
            rest = after;
        }
    }
}

/// How long the data of a scan are: up to a marker that is no part of them.
fn scan(bytes: &[u8]) -> Option<usize> {
    let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
    bytes.windows(2).position(ends)
}

/// Whether a block of a JPEG is needed to draw it.
fn draws(marker: u8, contents: &[u8]) -> bool {
    const JFIF: u8 = 0xE0;
    const ICC: u8 = 0xE2;
    const ADOBE: u8 = 0xEE;
    const COMMENT: u8 = 0xFE;
    match marker {
        JFIF => contents.starts_with(b"JFIF\0"),
        ICC => contents.starts_with(b"ICC_PROFILE\0"),
        ADOBE => contents.starts_with(b"Adobe"),
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    }
}

/// Only what draws stays.
fn png(mut picture: Png) -> Bytes {
    const DRAWS: [&[u8; 4]; 12] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
        b"pHYs",
    ];
    picture.chunks_mut().retain(|chunk| DRAWS.contains(&&chunk.kind()));
    picture.encoder().bytes()
}

/// The same of a WebP.
fn webp(mut picture: WebP) -> Bytes {
    const DRAWS: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
    picture.chunks_mut().retain(|chunk| DRAWS.contains(&&chunk.id()));
    // also makes the header say what is left
    picture.set_exif(None);
    picture.encoder().bytes()
}
