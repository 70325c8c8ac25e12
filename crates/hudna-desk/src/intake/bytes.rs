//! From bytes to text: what kind of file it is, unpacked and decoded, within bounds.
//!
//! Nothing here trusts a file's name. Every refusal happens before more than a bounded amount was read.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use super::Unreadable;

/// The longest line of a text file, in bytes.
pub const MAX_LINE: usize = 1 << 20;
/// The largest file taken in, in bytes.
pub const MAX_FILE: u64 = 512 << 20;
/// The largest JSON text, in bytes: it is held as a tree.
pub(crate) const MAX_JSON: usize = 64 << 20;
/// The most that a gzip or the parts of a workbook may unpack to, in bytes.
pub const MAX_UNPACKED: usize = 256 << 20;

/// Refuses, from the first bytes of a file and its length alone, what would not be read anyway.
///
/// `head` should hold the first [`MAX_LINE`]` + 1` bytes, or all of a shorter file. Cheap: call it before
/// reading a large file into memory.
///
/// # Errors
/// `file-empty`, `file-too-large`, `file-binary`, `line-too-long`.
pub fn refuse_early(head: &[u8], len: u64) -> Result<(), Unreadable> {
    if len == 0 || head.is_empty() {
        return Err(Unreadable::new("file-empty"));
    }
    if packed(head) {
        return too_large(len, MAX_FILE);
    }
    if !is_utf16(head) {
        if let Some(seems) = foreign(head) {
            return Err(Unreadable::format(seems));
        }
        if head.iter().take(8192).any(|b| *b == 0) {
            return Err(Unreadable::new("file-binary"));
        }
        if is_json(head) {
            return too_large(len, u64::try_from(MAX_JSON).unwrap_or(u64::MAX));
        }
        if head.len() > MAX_LINE && !head[..=MAX_LINE].iter().any(|b| matches!(b, b'\n' | b'\r')) {
            return Err(Unreadable::new("line-too-long").with("limit", MAX_LINE.to_string()));
        }
    }
    too_large(len, MAX_FILE)
}

/// Whether the first sign of a text is that of JSON, whose lines may be of any length.
fn is_json(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    text.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'{' | b'['))
}

fn too_large(len: u64, limit: u64) -> Result<(), Unreadable> {
    if len > limit {
        return Err(Unreadable::new("file-too-large")
            .with("bytes", len.to_string())
            .with("limit", limit.to_string()));
    }
    Ok(())
}

fn packed(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b]) || head.starts_with(b"PK\x03\x04")
}

fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff])
}

/// What a file of another kind seems to be, by its first bytes.
pub(crate) fn foreign(head: &[u8]) -> Option<&'static str> {
    const MARKS: &[(&[u8], &str)] = &[
        (b"%PDF", "pdf"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"\xd0\xcf\x11\xe0", "old-office"),
        (b"{\\rtf", "rtf"),
        (b"SQLite format 3", "database"),
        (b"Rar!", "archive"),
        (b"7z\xbc\xaf", "archive"),
        (b"\x28\xb5\x2f\xfd", "archive"),
        (b"BZh", "archive"),
        (b"PAR1", "parquet"),
        (b"\x7fELF", "program"),
        (b"OggS", "media"),
        (b"ID3", "media"),
    ];
    MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, seems)| *seems)
}

/// The bytes of a file, unpacked where they were gzip.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Unreadable> {
    unpack_within(bytes, MAX_UNPACKED)
}

fn unpack_within(bytes: &[u8], limit: usize) -> Result<Cow<'_, [u8]>, Unreadable> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    // room for all that may come: pages that stay empty cost nothing, while a list that grows is copied, and a
    // bomb would hold twice the limit
    let mut out = Vec::with_capacity(limit + 64);
    flate2::read::MultiGzDecoder::new(bytes)
        .take(most + 1)
        .read_to_end(&mut out)
        .map_err(|_| Unreadable::new("gzip-broken"))?;
    if out.len() > limit {
        return Err(Unreadable::new("gzip-too-large").with("limit", limit.to_string()));
    }
    Ok(Cow::Owned(out))
}

/// Text and the name of the encoding it was in.
pub(crate) struct Decoded<'t> {
    /// The text without a byte order mark.
    pub(crate) text: Cow<'t, str>,
    /// `utf-8`, `utf-16le`, `utf-16be`, `windows-1256`, `windows-1252`.
    pub(crate) encoding: &'static str,
    /// Whether some bytes could not be decoded and stand as `U+FFFD`.
    pub(crate) lossy: bool,
}

/// Decodes by byte order mark, else as UTF-8, else as the Arabic or Latin code page by how the bytes run.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::new("file-empty"));
    }
    for (mark, encoding, name) in
        [(&[0xff_u8, 0xfe], UTF_16LE, "utf-16le"), (&[0xfe, 0xff], UTF_16BE, "utf-16be")]
    {
        if let Some(rest) = bytes.strip_prefix(mark.as_slice()) {
            return Ok(Decoded { text: Cow::Owned(whole(encoding, rest)), encoding: name, lossy: false });
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(seems) = foreign(bytes) {
        return Err(Unreadable::format(seems));
    }
    if bytes.contains(&0) {
        return Err(Unreadable::new("file-binary"));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: "utf-8", lossy: false },
        Err(_) => legacy(bytes),
    };
    let odd = text.text.chars().take(4096).filter(|c| c.is_control() && !c.is_whitespace()).count();
    if odd > 40 {
        return Err(Unreadable::new("file-binary"));
    }
    if text.text.trim().is_empty() {
        return Err(Unreadable::new("file-empty"));
    }
    Ok(text)
}

/// The text of a file that is nothing but text, every byte of which could be decoded.
pub(crate) fn decode_text(bytes: &[u8]) -> Result<String, Unreadable> {
    let decoded = decode(bytes)?;
    if decoded.lossy { Err(Unreadable::new("file-binary")) } else { Ok(decoded.text.into_owned()) }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Mostly UTF-8 with a few broken bytes stays UTF-8 (its broken lines are set aside later); otherwise
/// Arabic words are runs of high bytes, and Latin accents stand alone.
fn legacy(bytes: &[u8]) -> Decoded<'_> {
    let sample = &bytes[..bytes.len().min(1 << 20)];
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken.saturating_mul(20) {
        return Decoded { text: String::from_utf8_lossy(bytes), encoding: "utf-8", lossy: true };
    }
    let is_high = |i: usize| sample.get(i).is_some_and(|b| *b >= 0xc0);
    let high = (0..sample.len()).filter(|&i| is_high(i)).count();
    let in_runs =
        (0..sample.len()).filter(|&i| is_high(i) && (is_high(i + 1) || i > 0 && is_high(i - 1))).count();
    let (encoding, name) =
        if in_runs * 10 > high * 6 { (WINDOWS_1256, "windows-1256") } else { (WINDOWS_1252, "windows-1252") };
    Decoded { text: Cow::Owned(whole(encoding, bytes)), encoding: name, lossy: false }
}

/// What a text that no reader knows seems to be.
pub(crate) fn text_seems(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let head = super::letters::cut(start, 4096).to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<body") {
        return Some("html");
    }
    if head.starts_with("<?xml") || head.starts_with('<') {
        return Some("xml");
    }
    if head.starts_with("+++") {
        return Some("agreement");
    }
    if head.starts_with('{') || head.starts_with('[') {
        return Some("json");
    }
    if head.starts_with("# ") || head.starts_with("## ") {
        return Some("markdown");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_single_line_is_refused_from_its_head() {
        let head = vec![b'a'; MAX_LINE + 1];
        assert_eq!(refuse_early(&head, 2 << 30).map_err(|u| u.code), Err("line-too-long"));
        assert_eq!(refuse_early(b"", 0).map_err(|u| u.code), Err("file-empty"));
        assert_eq!(refuse_early(b"a\0b", 3).map_err(|u| u.code), Err("file-binary"));
        assert_eq!(refuse_early(b"a,b\n1,2\n", 8), Ok(()));
    }

    #[test]
    fn a_gzip_that_unpacks_without_end_is_refused() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let packed = std::io::Write::write_all(&mut packed, &[b'a'; 10_000])
            .and_then(|()| packed.finish())
            .unwrap_or_default();
        assert_eq!(unpack_within(&packed, 9_999).map_err(|u| u.code), Err("gzip-too-large"));
        assert_eq!(unpack_within(&packed, 10_000).map(|b| b.len()), Ok(10_000));
        assert_eq!(unpack_within(&packed[..20], 10_000).map_err(|u| u.code), Err("gzip-broken"));
    }

    #[test]
    fn json_may_stand_in_one_line_but_not_be_of_any_size() {
        let head = [b"\xef\xbb\xbf {".as_slice(), &vec![b' '; MAX_LINE]].concat();
        assert_eq!(refuse_early(&head, 3 << 20), Ok(()));
        assert_eq!(refuse_early(&head, 2 << 30).map_err(|u| u.code), Err("file-too-large"));
    }

    #[test]
    fn arabic_and_latin_code_pages_are_told_apart() {
        let (arabic, _, _) = WINDOWS_1256.encode("الفعل,الوقت\nقصف مدفعي,2026-03-11\n");
        let decoded = decode(&arabic).map(|d| (d.text.into_owned(), d.encoding));
        assert_eq!(decoded, Ok(("الفعل,الوقت\nقصف مدفعي,2026-03-11\n".to_owned(), "windows-1256")));
        let (latin, _, _) = WINDOWS_1252.encode("act,source\nshelling,café à la gare\n");
        assert_eq!(decode(&latin).map(|d| d.encoding), Ok("windows-1252"));
    }
}
