//! A reader's browser without script, and how somebody comes in with it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::house::{House, Served, said};

/// A browser without script: it keeps cookies, sends forms from the page's own origin and follows nothing by itself.
pub(crate) struct Browser<'s> {
    pub(crate) served: &'s Served,
    cookies: Vec<(String, String)>,
    lang: &'static str,
}

/// What a page answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let field = self.body.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("a hidden field");
        field.split('"').next().expect("its end").replace("&amp;", "&")
    }
}

impl<'s> Browser<'s> {
    pub(crate) fn at(served: &'s Served, lang: &'static str) -> Self {
        Self { served, cookies: Vec::new(), lang }
    }

    pub(crate) fn send(&mut self, method: &str, path: &str, origin: &str, form: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| {
            let byte = |b: u8| {
                if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }
            };
            text.bytes().map(byte).collect::<String>()
        };
        let pairs: Vec<String> = form.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        let origin = if method == "POST" { format!("Origin: {origin}\r\n") } else { String::new() };
        let headers = format!("Accept: text/html\r\n{origin}");
        self.asked(method, path, &headers, pairs.join("&").as_bytes())
    }

    /// A connection on which a request was sent and nothing of its answer was taken.
    pub(crate) fn begun(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> TcpStream {
        let address = &self.served.address;
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Accept-Language: {}\r\n{headers}Cookie: {}\r\nContent-Length: {}\r\n\r\n",
            self.lang,
            cookies.join("; "),
            body.len()
        );
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.write_all(head.as_bytes()).expect("it is sent");
        // whoever refuses a large one may hang up before all of it was sent
        drop(stream.write_all(body));
        stream
    }

    /// One request with its own headers.
    pub(crate) fn asked(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let mut stream = self.begun(method, path, headers, body);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head and a body");
        let (head, body) = (String::from_utf8_lossy(&bytes[..end]), &bytes[end + 4..]);
        let in_pieces = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if in_pieces { joined(body) } else { body.to_vec() };
        let body = String::from_utf8_lossy(&body).into_owned();
        for line in head.lines() {
            let Some((name, value)) = line.split_once(": ") else { continue };
            let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
            if let (true, Some((name, value))) = (name.eq_ignore_ascii_case("set-cookie"), pair) {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        Answer { status, head: head.into_owned(), body }
    }

    /// Sends a file with the token of the session.
    pub(crate) fn upload(&mut self, path: &str, csrf: &str, name: &str, text: &str) -> Answer {
        self.brings(path, &[("csrf", csrf)], &[("draft", name, text)])
    }

    /// Sends a form that brings files: field, name and content of each.
    pub(crate) fn brings(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str)],
    ) -> Answer {
        let part = |said: &str, content: &str| {
            format!("--bound\r\nContent-Disposition: form-data; {said}\r\n\r\n{content}\r\n")
        };
        let fields = fields.iter().map(|(name, value)| part(&format!("name=\"{name}\""), value));
        let files = files
            .iter()
            .map(|(field, name, text)| part(&format!("name=\"{field}\"; filename=\"{name}\""), text));
        let body = fields.chain(files).collect::<String>() + "--bound--\r\n";
        let origin = format!("http://{}", self.served.address);
        let headers = format!(
            "Accept: text/html\r\nOrigin: {origin}\r\nContent-Type: multipart/form-data; boundary=bound\r\n"
        );
        self.asked("POST", path, &headers, body.as_bytes())
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", &[])
    }

    pub(crate) fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.served.address);
        self.send("POST", path, &origin, form)
    }
}

pub(crate) const PASSWORD: &str = "كلمات كثيرة متتالية";

/// Invites somebody on the command line, and gives the path of the invitation.
pub(crate) fn invite(house: &House, login: &str, role: &str, more: &[&str]) -> String {
    let dir = house.dir();
    let mut arguments = vec!["invite", &dir, "--login", login, "--role", role];
    arguments.extend(more);
    let text = said(&arguments);
    let token = text.split("/invitation/").nth(1).expect("an address").trim();
    format!("/invitation/{token}")
}

/// Accepts an invitation.
pub(crate) fn accepted<'s>(served: &'s Served, path: &str, lang: &'static str) -> Browser<'s> {
    let mut browser = Browser::at(served, lang);
    let form = browser.get(path);
    assert_eq!(form.status, 200, "{}", form.body);
    let done = browser.post(path, &[("password", PASSWORD), ("again", PASSWORD)]);
    assert_eq!((done.status, done.header("location")), (303, Some("/")), "{}", done.body);
    browser
}

impl Answer {
    /// The addresses in it that begin so.
    pub(crate) fn links(&self, begin: &str) -> Vec<String> {
        let links = self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.filter(|link| link.starts_with(begin)).map(|link| link.replace("&amp;", "&")).collect()
    }
    /// The hidden fields of the form that goes to `action`.
    pub(crate) fn form(&self, action: &str) -> Vec<(String, String)> {
        let rest = self.body.split(&format!("action=\"{action}\"")).nth(1).expect("a form");
        let form = rest.split("</form>").next().expect("its end");
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
        let pair = |field: &str| {
            let mut parts = field.split('"');
            let (name, value) = (parts.next()?, parts.nth(1)?);
            Some((name.to_owned(), value.replace("&amp;", "&")))
        };
        fields.filter_map(pair).collect()
    }
}

impl Browser<'_> {
    /// Sends a form with its hidden fields and what is typed into it.
    pub(crate) fn fill(&mut self, form: &[(String, String)], action: &str, typed: &[(&str, &str)]) -> Answer {
        let hidden = form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = hidden.chain(typed.iter().copied()).collect();
        self.post(action, &all)
    }
}

/// What was sent piece by piece, in one; it must have come to its end.
fn joined(mut sent: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = sent.windows(2).position(|two| two == b"\r\n").expect("the length of a piece");
        let length = std::str::from_utf8(&sent[..end]).expect("a number");
        let length = usize::from_str_radix(length, 16).expect("a number");
        if length == 0 {
            return whole;
        }
        whole.extend_from_slice(&sent[end + 2..end + 2 + length]);
        sent = &sent[end + 4 + length..];
    }
}
