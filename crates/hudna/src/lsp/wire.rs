//! Messages of the protocol cut from bytes and put back: a header with a length, then JSON.
//!
//! A peer that breaks off, lies about its lengths or sends something else is told so once for each message; the
//! reader finds the next header by itself, and never sets aside more room than a message may have.

use std::io::{self, BufRead, Read as _, Write};

use serde_json::Value;

/// The longest message; an agreement has at most four mebibytes.
pub(crate) const LONGEST: u64 = 64 << 20;
/// The longest line of a header.
const LONGEST_LINE: u64 = 4 << 10;
/// Lines passed over in search of a header before the peer is given up.
const MOST_LINES: usize = 100_000;

/// What came in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Came {
    /// A message.
    Message(Value),
    /// Something that is not one: a word for why.
    Broken(&'static str),
    /// Nothing more will come.
    End,
}

/// Reads the next message.
pub(crate) fn read(input: &mut impl BufRead) -> Came {
    let length = match header(input) {
        Ok(Some(length)) => length,
        Ok(None) => return Came::End,
        Err(why) => return why,
    };
    if length > LONGEST {
        return match io::copy(&mut input.by_ref().take(length), &mut io::sink()) {
            Ok(passed) if passed == length => Came::Broken("message-too-long"),
            _ => Came::End,
        };
    }
    let mut body = Vec::new();
    match input.by_ref().take(length).read_to_end(&mut body) {
        Ok(read) if read as u64 == length => {}
        _ => return Came::End,
    }
    serde_json::from_slice(&body).map_or(Came::Broken("message-not-json"), Came::Message)
}

/// The length that the next header gives; `None` at the end.
fn header(input: &mut impl BufRead) -> Result<Option<u64>, Came> {
    let mut length: Option<u64> = None;
    let mut strange = false;
    for _ in 0..MOST_LINES {
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).unwrap_or(0);
        if read == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            match length {
                Some(length) => return Ok(Some(length)),
                None if strange => return Err(Came::Broken("header-without-length")),
                None => continue,
            }
        }
        match text.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
                strange |= length.is_none();
            }
            Some((name, _)) if name.trim().eq_ignore_ascii_case("content-type") => {}
            _ => strange = true,
        }
    }
    Ok(None)
}

/// Writes a message.
pub(crate) fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Came> {
        let mut input = io::BufReader::new(bytes);
        let mut out = Vec::new();
        loop {
            let came = read(&mut input);
            if came == Came::End || out.len() > 10 {
                return out;
            }
            out.push(came);
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut bytes = Vec::new();
        let message = serde_json::json!({ "text": "هاون في المنطقة العازلة" });
        write(&mut bytes, &message).expect("memory");
        write(&mut bytes, &message).expect("memory");
        assert_eq!(all(&bytes), [Came::Message(message.clone()), Came::Message(message)]);
    }

    #[test]
    fn the_next_message_is_found_after_a_broken_one() {
        let good = framed("{\"a\":1}");
        for (bad, why) in [
            (framed("{\"a\":"), "message-not-json"),
            ("Content-Length: many\r\n\r\n".to_owned(), "header-without-length"),
            ("nonsense\r\n\r\n".to_owned(), "header-without-length"),
            (framed("\u{0}\u{1}"), "message-not-json"),
        ] {
            let came = all(format!("{bad}{good}").as_bytes());
            assert_eq!(came.first(), Some(&Came::Broken(why)), "{bad:?}");
            assert!(matches!(came.last(), Some(Came::Message(_))), "{bad:?}: {came:?}");
        }
    }

    #[test]
    fn a_length_that_is_a_lie_ends_and_takes_no_room() {
        assert_eq!(all(b"Content-Length: 99999999999999\r\n\r\n{}"), []);
        assert_eq!(all(b"Content-Length: 50\r\n\r\n{}"), []);
        assert_eq!(all(&vec![b'x'; 100_000]), []);
    }
}
