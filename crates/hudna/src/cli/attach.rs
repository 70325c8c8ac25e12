//! `hudna attach DIR ENTRY FILE`: a picture, a recording, a document beside an entry.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_core::ledger::id::EntryId;
use hudna_desk::record::{Carry, attached};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, clock};

/// How long a timestamp authority may take.
pub(crate) const WAIT: Duration = Duration::from_secs(30);

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("attach")
        .about(words.get("cli-attach"))
        .after_help(words.get("cli-attach-after"))
        .arg(record::folder(words))
        .arg(Arg::new("entry").value_name("ENTRY").required(true).help(words.get("cli-attach-entry")))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-attach-file")),
        )
        .arg(record::signer(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let file = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let entry = matches.get_one::<String>("entry").ok_or(Failure::Misuse)?;
    let bytes = store::read_bytes(file, store::MOST_BYTES).map_err(|why| fail(speaker, &why.into()))?;
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    let authority = mission.folder.settings.timestamps.clone();
    let carry = authority.map(|address| move |question: &[u8]| asked(&address, question, WAIT));
    let carry: Option<Carry<'_>> = carry.as_ref().map(|carry| carry as Carry<'_>);
    let attached =
        attached(EntryId::from(entry.as_str()), bytes, carry).map_err(|why| fail(speaker, &why))?;
    let done = mission.act_once(&actor, vec![attached.filed], clock::now());
    let (receipts, unheard) = done.map_err(|(_, why)| record::not_done(speaker, &why.into()))?;
    record::say_again(speaker, &receipts);
    if let Some(why) = attached.unstamped {
        speaker.warning(why.code, &speaker.words.message(&why.key(), &why.arguments));
        speaker.aside(&speaker.words.get("cli-attach-unstamped"));
    }
    let line = record::head_line(speaker, mission.ledger.size(), mission.ledger.head());
    let said: String =
        receipts.iter().map(|receipt| format!("{} {}\n", receipt.seq, receipt.entry)).collect();
    speaker.answer(&format!("{said}{line}"))?;
    record::heard(&mission, &unheard);
    Ok(())
}

/// Carries a question to a timestamp authority by HTTP (RFC 3161 §3.4), `wait` at most.
///
/// # Errors
/// `stamp-slow`, `stamp-unreachable`.
pub(crate) fn asked(address: &str, question: &[u8], wait: Duration) -> Result<Vec<u8>, Trouble> {
    let unreachable = |why: ureq::Error| {
        let slow = match &why {
            ureq::Error::Timeout(_) => true,
            ureq::Error::Io(why) => why.kind() == std::io::ErrorKind::TimedOut,
            _ => false,
        };
        let code = if slow { "stamp-slow" } else { "stamp-unreachable" };
        Trouble::new("record", code).with("address", address).with("detail", why.to_string())
    };
    let mut answer = ureq::post(address)
        .config()
        .timeout_global(Some(wait))
        .build()
        .content_type("application/timestamp-query")
        .send(question)
        .map_err(unreachable)?;
    answer.body_mut().with_config().limit(1 << 20).read_to_vec().map_err(unreachable)
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    /// The code with which a server that does `with` a connection leaves the question unanswered.
    fn code(with: impl FnOnce(std::net::TcpStream) + Send + 'static) -> &'static str {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || with(listener.accept().unwrap().0));
        let said = asked(&address, b"question", Duration::from_millis(300)).unwrap_err();
        server.join().unwrap();
        said.code
    }

    #[test]
    fn an_authority_that_does_not_answer_in_time_is_slow_and_one_that_hangs_up_unreachable() {
        let silent = |mut stream: std::net::TcpStream| {
            // until the client has had enough
            drop(std::io::copy(&mut stream, &mut std::io::sink()));
        };
        assert_eq!(code(silent), "stamp-slow");
        let begun = |mut stream: std::net::TcpStream| {
            stream.read_exact(&mut [0; 4]).unwrap();
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhal"));
            drop(std::io::copy(&mut stream, &mut std::io::sink()));
        };
        assert_eq!(code(begun), "stamp-slow");
        assert_eq!(code(drop), "stamp-unreachable");
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let said = asked(&format!("http://{nobody}/"), b"question", Duration::from_secs(5)).unwrap_err();
        assert_eq!(said.code, "stamp-unreachable");
    }
}
