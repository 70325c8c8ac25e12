//! `hudna attach` before a real timestamp authority: `openssl ts` behind a small server. Whatever it answers, the file is kept.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hudna_desk::record::Mission;
use tempfile::TempDir;

use super::run::{hudna, root};

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn has_openssl(test: &str) -> bool {
    let there = Command::new("openssl").arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let there = there.is_ok_and(|status| status.success());
    if !there {
        eprintln!("skipped: {test}: openssl is not here");
    }
    there
}

fn openssl(folder: &Path, arguments: &str) -> std::process::Output {
    let arguments = arguments.split_whitespace();
    Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl starts")
}

const CONFIG: &str = "
[ good ]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[ strict ]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
ess_cert_id_alg = sha256
";

/// An authority with a certificate of its own, which answers as the path asked for says.
struct Authority {
    folder: PathBuf,
    address: String,
}

impl Authority {
    fn at(folder: &Path) -> Self {
        let folder = folder.to_owned();
        std::fs::write(folder.join("tsa.cnf"), CONFIG).expect("a file");
        std::fs::write(folder.join("tsa.ext"), "extendedKeyUsage=critical,timeStamping\n").expect("a file");
        for arguments in [
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=InventedCA -days 30",
            "req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=InventedTSA",
            "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 30 -extfile tsa.ext",
        ] {
            let out = openssl(&folder, arguments);
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let own = folder.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &own);
            }
        });
        Self { folder, address }
    }

    /// Whether this authority signed `token` for the file `data`.
    fn signed(&self, token: &[u8], data: &Path) -> bool {
        std::fs::write(self.folder.join("token"), token).expect("a file");
        let data = data.display();
        let verify = format!("ts -verify -data {data} -in token -token_in -CAfile ca.pem -untrusted tsa.pem");
        openssl(&self.folder, &verify).status.success()
    }
}

fn answer(stream: TcpStream, folder: &Path) {
    let mut reader = BufReader::new(stream.try_clone().expect("the same stream"));
    let (mut asked, mut length, mut kind) = (String::new(), 0, String::new());
    reader.read_line(&mut asked).expect("a request");
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a header");
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        match line.split_once(": ") {
            Some(("content-length", value)) => length = value.parse().expect("a number"),
            Some(("content-type", value)) => value.clone_into(&mut kind),
            _ => {}
        }
    }
    assert_eq!(kind, "application/timestamp-query");
    let mut query = vec![0; length];
    reader.read_exact(&mut query).expect("the question");
    let way = asked.split(' ').nth(1).expect("a path").to_owned();
    // a nonce of nine bytes, then that the certificate is asked for: the end of every question of ours
    let (end, digest) = (query.len() - 3, query.len() - 3 - 11 - 1);
    match &*way {
        "/nonce" => query[end - 1] ^= 1,
        "/digest" => query[digest] ^= 1,
        _ => {}
    }
    std::fs::write(folder.join("query"), &query).expect("a file");
    let section = if way == "/strict" { "strict" } else { "good" };
    let reply = format!("ts -reply -queryfile query -config tsa.cnf -section {section} -out reply");
    drop(std::fs::remove_file(folder.join("reply")));
    let out = openssl(folder, &reply);
    let reply = std::fs::read(folder.join("reply"));
    let body = match &*way {
        "/garbage" => b"<html>no timestamps today</html>".to_vec(),
        "/bare" => Vec::new(),
        _ => reply.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&out.stderr))),
    };
    let status = if way == "/broken" { "500 Internal Server Error" } else { "200 OK" };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let mut stream = stream;
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)));
}

/// The parts of the last entry: its file and its timestamp.
fn last(dir: &Path) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    let mut mission = Mission::open(dir).expect("it opens");
    let size = mission.ledger.size();
    let mut parts = (None, None);
    let read = mission.ledger.read(size - 1..size, &mut |read| {
        assert_eq!(read.entry.body.act.kind(), "attachment.added");
        parts = (read.open("file").map(<[u8]>::to_vec), read.open("timestamp").map(<[u8]>::to_vec));
        Ok(())
    });
    read.expect("the record is read");
    parts
}

/// The id of the first entry.
fn first(dir: &Path) -> String {
    let mut mission = Mission::open(dir).expect("it opens");
    let mut id = String::new();
    let read = mission.ledger.read(0..1, &mut |read| {
        id = read.entry.body.id.to_string();
        Ok(())
    });
    read.expect("the record is read");
    id
}

#[test]
fn a_timestamp_is_kept_where_the_authority_gives_one_and_the_file_in_any_case() {
    if !has_openssl("a_timestamp_is_kept_where_the_authority_gives_one_and_the_file_in_any_case") {
        return;
    }
    let house = TempDir::new().expect("a folder");
    let authority = Authority::at(house.path());
    let dir = house.path().join("mission");
    let agreement = root().join("examples/marsa/marsa.md");
    let shown = |path: &Path| path.display().to_string();
    let good = format!("{}/good", authority.address);
    let out = hudna(&["init", &shown(&dir), "--agreement", &shown(&agreement), "--timestamps", &good]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let picture = house.path().join("picture.jpg");
    std::fs::write(&picture, b"what a phone saw").expect("a file");
    let other = house.path().join("other.jpg");
    std::fs::write(&other, b"what another saw").expect("a file");
    let entry = first(&dir);
    let settings = dir.join("mission.toml");
    let written = std::fs::read_to_string(&settings).expect("settings");
    let attach = |lang: &str| {
        let out = hudna(&["attach", &shown(&dir), &entry, &shown(&picture), "--speak", lang]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{said}");
        assert!(String::from_utf8_lossy(&out.stdout).contains("E-"));
        said
    };

    assert_eq!(attach("en"), "");
    let (file, token) = last(&dir);
    assert_eq!(file.as_deref(), Some(&b"what a phone saw"[..]));
    let token = token.expect("a timestamp");
    assert!(authority.signed(&token, &picture));
    assert!(!authority.signed(&token, &other));

    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a port");
    for (address, code) in [
        (format!("{}/digest", authority.address), "stamp-of-another"),
        (format!("{}/nonce", authority.address), "stamp-of-another"),
        (format!("{}/strict", authority.address), "stamp-refused"),
        (format!("{}/garbage", authority.address), "stamp-not-understood"),
        (format!("{}/bare", authority.address), "stamp-not-understood"),
        (format!("{}/broken", authority.address), "stamp-unreachable"),
        (format!("http://{nobody}/"), "stamp-unreachable"),
        ("no address at all".to_owned(), "stamp-unreachable"),
    ] {
        std::fs::write(&settings, written.replace(&good, &address)).expect("settings");
        for (lang, attached) in [("en", "without a timestamp"), ("ar", "دون طابع زمني")] {
            let said = attach(lang);
            assert!(said.contains(&format!("[{code}]")) && said.contains(attached), "{address}: {said}");
            assert_eq!(last(&dir), (Some(b"what a phone saw".to_vec()), None), "{address}");
        }
    }

    // without an authority nothing is said of one
    let without: String = written
        .lines()
        .filter(|line| !line.starts_with("timestamps"))
        .map(|line| format!("{line}\n"))
        .collect();
    std::fs::write(&settings, without).expect("settings");
    assert_eq!(attach("en"), "");
    assert_eq!(last(&dir), (Some(b"what a phone saw".to_vec()), None));
}
