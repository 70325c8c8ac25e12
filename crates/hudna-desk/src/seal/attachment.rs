//! Files that belong to an entry: what they are by their bytes, and a copy without what a device wrote into them.
//!
//! The original is sealed as it came. The working copy of a picture keeps its pixels to the bit and leaves out
//! every block that could name a device, a person, a place or a time. Of other kinds no working copy is made.

use img_parts::jpeg::Jpeg;
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
        "image/jpeg" => jpeg(Jpeg::from_bytes(own()).ok()?),
        "image/png" => png(Png::from_bytes(own()).ok()?),
        "image/webp" => webp(WebP::from_bytes(own()).ok()?),
        _ => return None,
    };
    Some(clean.to_vec())
}

/// Application blocks but JFIF, ICC and Adobe's colour transform go, and comments.
fn jpeg(mut picture: Jpeg) -> Bytes {
    const JFIF: u8 = 0xE0;
    const ICC: u8 = 0xE2;
    const ADOBE: u8 = 0xEE;
    const COMMENT: u8 = 0xFE;
    picture.set_exif(None);
    picture.segments_mut().retain(|segment| match segment.marker() {
        JFIF => segment.contents().starts_with(b"JFIF\0"),
        ICC => segment.contents().starts_with(b"ICC_PROFILE\0"),
        ADOBE => segment.contents().starts_with(b"Adobe"),
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    });
    picture.encoder().bytes()
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

fn webp(mut picture: WebP) -> Bytes {
    picture.set_exif(None);
    picture.remove_chunks_by_id(*b"XMP ");
    picture.encoder().bytes()
}
