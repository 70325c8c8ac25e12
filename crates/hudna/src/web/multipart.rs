//! Forms that bring files (RFC 7578): bounded, read whole, names without folders.

use super::visit::Sent;

/// The most bytes of such a form.
pub(super) const MOST: usize = 8 << 20;
/// The most parts of one.
const MOST_PARTS: usize = 64;

/// The boundary that a content type names, of a form that brings files.
pub(super) fn boundary(kind: &str) -> Option<&str> {
    let rest = kind.strip_prefix("multipart/form-data")?;
    let named = rest.split(';').find_map(|one| one.trim().strip_prefix("boundary="))?;
    let named = named.trim_matches('"');
    (!named.is_empty() && named.len() <= 70).then_some(named)
}

/// Fields of a form by name, and its files.
type Brought = (Vec<(String, String)>, Vec<Sent>);

/// The fields and files of a form; `None` where it is malformed or has too many parts.
pub(super) fn read(bytes: &[u8], boundary: &str) -> Option<Brought> {
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    let between = format!("\r\n--{boundary}");
    let mut rest = bytes.strip_prefix(format!("--{boundary}").as_bytes())?;
    for _ in 0..=MOST_PARTS {
        if rest.starts_with(b"--") {
            return Some((fields, files));
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&rest[..end]).ok()?;
        rest = &rest[end + 4..];
        let end = find(rest, between.as_bytes())?;
        let content = &rest[..end];
        rest = &rest[end + between.len()..];
        let said = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-disposition").then_some(value)
        })?;
        let name = parameter(said, "name")?;
        match parameter(said, "filename") {
            // a browser sends a file without a name where none was chosen
            Some(file) if file.is_empty() => {}
            Some(file) => {
                let name = file.rsplit(['/', '\\']).next().unwrap_or(&file).to_owned();
                files.push(Sent { name, bytes: content.to_vec() });
            }
            None => fields.push((name, String::from_utf8(content.to_vec()).ok()?)),
        }
    }
    None
}

/// A parameter of a header, as browsers write it.
fn parameter(said: &str, wanted: &str) -> Option<String> {
    let rest = said.split(&format!("; {wanted}=\"")).nth(1)?;
    let value = rest.split('"').next()?;
    Some(value.replace("%22", "\""))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_files_are_read_and_what_is_malformed_is_not() {
        let kind = "multipart/form-data; boundary=----x";
        let boundary = boundary(kind).unwrap();
        let form = "------x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n\
            ------x\r\nContent-Disposition: form-data; name=\"draft\"; filename=\"C:\\texts\\a.md\"\r\n\
            Content-Type: text/markdown\r\n\r\n# one\r\n\r\ntwo\r\n\
            ------x\r\nContent-Disposition: form-data; name=\"draft\"; filename=\"\"\r\n\r\n\r\n------x--\r\n";
        let (fields, files) = read(form.as_bytes(), boundary).unwrap();
        assert_eq!(fields, [("csrf".to_owned(), "secret".to_owned())]);
        assert_eq!(files, [Sent { name: "a.md".into(), bytes: b"# one\r\n\r\ntwo".to_vec() }]);
        for cut in [1, 10, 40, form.len() - 8] {
            assert!(read(&form.as_bytes()[..cut], boundary).is_none(), "cut at {cut}");
        }
        assert!(super::boundary("application/x-www-form-urlencoded").is_none());
        let many =
            "------x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(MOST_PARTS + 2);
        assert!(read(format!("{many}------x--").as_bytes(), boundary).is_none());
    }
}
