//! An account that came as a file: what kind of file it is, decoded, within bounds. Nothing here trusts a file's name.

use crate::intake::{decode_text, text_seems};
use crate::trouble::Trouble;

/// The most bytes of such an account, as text. A form carries it on, three bytes for each that is not plain ASCII, beside the fields
/// of its proposals.
pub const MOST_SENT: usize = 64 << 10;

/// The text that `bytes` hold: UTF-8, UTF-16 or the Arabic or Latin code page. `name` is what the person called the file.
///
/// # Errors
/// `minutes-file-empty`, `minutes-file-too-large`, `minutes-file-not-text` for what is of another kind or broken.
pub fn of_file(name: &str, bytes: &[u8]) -> Result<String, Trouble> {
    let trouble = |code| Trouble::new("minutes", code).with("file", name);
    let large = |bytes: usize| {
        trouble("file-too-large").with("bytes", bytes.to_string()).with("most", MOST_SENT.to_string())
    };
    // no encoding takes less than half of what UTF-8 takes, nor more than twice
    if bytes.len() > 2 * MOST_SENT {
        return Err(large(bytes.len()));
    }
    let text = decode_text(bytes)
        .map_err(|why| trouble(if why.code == "file-empty" { "file-empty" } else { "file-not-text" }))?;
    if matches!(text_seems(&text), Some("html" | "xml" | "json")) {
        return Err(trouble("file-not-text"));
    }
    if text.len() > MOST_SENT {
        return Err(large(text.len()));
    }
    Ok(text)
}
