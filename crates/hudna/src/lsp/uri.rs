//! `file:` addresses and paths.

use std::path::{Path, PathBuf};

/// The path of a `file:` address; `None` for any other.
pub(crate) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host may stand before the path; ours is none or this machine.
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(b) = rest.next() {
        if b != b'%' {
            bytes.push(b);
            continue;
        }
        let (high, low) = (rest.next()?, rest.next()?);
        let digit = |b: u8| char::from(b).to_digit(16);
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
    }
    let path = String::from_utf8(bytes).ok()?;
    (!path.contains('\0')).then(|| PathBuf::from(path))
}

/// The address of a path, which is made whole where it is not.
pub(crate) fn uri_of(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = String::from("file://");
    for b in whole.to_string_lossy().bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(b))
            }
            _ => out += &format!("%{b:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_names_and_spaces_go_both_ways() {
        for path in ["/a/b.md", "/هدنة/صيغة التفاهم.md", "/a%b#c?.md"] {
            assert_eq!(path_of(&uri_of(Path::new(path))), Some(PathBuf::from(path)));
        }
        assert_eq!(path_of("file://localhost/a.md"), Some(PathBuf::from("/a.md")));
        for other in ["untitled:1", "file://elsewhere/a.md", "file:///%zz", "file:///%", "", "file:///%00"] {
            assert_eq!(path_of(other), None, "{other}");
        }
    }
}
