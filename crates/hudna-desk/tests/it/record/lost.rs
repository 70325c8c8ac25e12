//! PostgreSQL goes away: the connection is lost at a commit, on its own, or comes back with another history.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use hudna_core::ledger::act::{Act, ReportClaims};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_desk::record::{Actor, Mission, Reader, Receipt, backup, reading, restore};
use hudna_desk::trouble::Trouble;
use postgres::{Client, NoTls};

use super::house::{House, clock, reports, take_in};

const NO_CUT: u8 = 0;
/// The commit does not reach the database.
const BEFORE: u8 = 1;
/// The commit is done, and its answer lost.
const AFTER: u8 = 2;

/// Stands between the program and the database, and cuts the connection at the next commit.
struct Between {
    cut: Arc<AtomicU8>,
    address: String,
}

impl Between {
    fn program_and(database: &str) -> Self {
        let (before, rest) = database.split_once("127.0.0.1:").expect("the tests' database is here");
        let (port, after) = rest.split_once('/').expect("a database");
        let port: u16 = port.parse().expect("a port");
        let cut = Arc::new(AtomicU8::new(NO_CUT));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let ours = listener.local_addr().expect("an address").port();
        let wish = Arc::clone(&cut);
        std::thread::spawn(move || {
            for program in listener.incoming().map_while(Result::ok) {
                let Ok(database) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                carry(program, database, Arc::clone(&wish));
            }
        });
        Self { cut, address: format!("{before}127.0.0.1:{ours}/{after}") }
    }

    fn cut(&self, when: u8) {
        self.cut.store(when, Ordering::SeqCst);
    }

    fn is_cut(&self) -> bool {
        self.cut.load(Ordering::SeqCst) == NO_CUT
    }
}

fn carry(program: TcpStream, database: TcpStream, wish: Arc<AtomicU8>) {
    let lost = Arc::new(AtomicU8::new(NO_CUT));
    let both = || (program.try_clone().expect("a socket"), database.try_clone().expect("a socket"));
    let end = |(a, b): &(TcpStream, TcpStream)| {
        drop(a.shutdown(Shutdown::Both));
        drop(b.shutdown(Shutdown::Both));
    };
    let (sockets, told) = (both(), Arc::clone(&lost));
    std::thread::spawn(move || {
        let mut bytes = [0; 65_536];
        while let Ok(n) = (&sockets.0).read(&mut bytes) {
            let commits = bytes[..n].windows(7).any(|w| w == b"COMMIT\0");
            let cut = if commits { wish.swap(NO_CUT, Ordering::SeqCst) } else { NO_CUT };
            told.store(cut, Ordering::SeqCst);
            if n == 0 || cut == BEFORE || (&sockets.1).write_all(&bytes[..n]).is_err() {
                break;
            }
        }
        if told.load(Ordering::SeqCst) != AFTER {
            end(&sockets);
        }
    });
    let sockets = both();
    std::thread::spawn(move || {
        let mut bytes = [0; 65_536];
        while let Ok(n) = (&sockets.1).read(&mut bytes) {
            // the database says that it is done
            let swallowed =
                lost.load(Ordering::SeqCst) == AFTER && bytes[..n].windows(7).any(|w| w == b"COMMIT\0");
            if n == 0 || swallowed || (&sockets.0).write_all(&bytes[..n]).is_err() {
                break;
            }
        }
        end(&sockets);
    });
}

fn report(mission: &mut Mission, actor: &Actor, words: &str) -> Result<Receipt, Trouble> {
    let report = ReportClaims { aggregate: false, deeds: Vec::new(), reported_at: Some(clock()) };
    let filed = Filed::plain(Act::ReportFiled { from: None, report });
    mission.act(actor, filed.with("text", Class::Narrative, words.as_bytes().to_vec()), clock())
}

/// A connection of our own that sees the mission's tables.
fn beside(house: &House, mission: &Mission) -> (Client, String) {
    let address = house.database.clone().expect("PostgreSQL");
    let mut client = Client::connect(&address, NoTls).expect("the database is here");
    let name = mission.ledger.mission().0.rsplit('/').next().expect("a name").to_ascii_lowercase();
    let schema = format!("hudna_{name}");
    client.batch_execute(&format!("SET search_path TO {schema}")).expect("it is set");
    (client, schema)
}

/// Ends the sessions of the mission, as an administrator may.
fn end_sessions((client, schema): &mut (Client, String)) {
    let ended = client.query(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = $1",
        &[schema],
    );
    assert!(!ended.expect("they are ended").is_empty());
}

#[test]
fn a_commit_whose_answer_was_lost_is_looked_up_and_done_once() {
    let Some(house) = House::postgres("a_commit_whose_answer_was_lost_is_looked_up") else { return };
    let between = Between::program_and(house.database.as_deref().expect("PostgreSQL"));
    let house = house.at(&between.address);
    let mut mission = house.marsa();
    let founder = mission.actor(None).expect("the founder");
    for (when, words) in [(AFTER, "done, not heard"), (BEFORE, "not done"), (AFTER, "again")] {
        let size = mission.ledger.size();
        between.cut(when);
        let receipt = report(&mut mission, &founder, words).expect("it stands");
        assert!(between.is_cut(), "{words}");
        assert_eq!((receipt.seq, mission.ledger.size()), (size, size + 1), "{words}");
        assert_eq!(reading(&house.path()).expect("it is read").size(), size + 1, "{words}: once");
        assert_eq!(report(&mut mission, &founder, "next").expect("it goes on").seq, size + 1);
    }
    assert_eq!(mission.rows_kept_equal(), Ok(true));
}

#[test]
fn a_connection_that_was_lost_is_made_again_for_whoever_writes_and_whoever_reads() {
    let Some(house) = House::postgres("a_connection_that_was_lost_is_made_again") else { return };
    let mut mission = house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let mut reader = Reader::new(mission.reading().expect("it is read"));
    let mut beside = beside(&house, &mission);
    for words in ["one", "two"] {
        let size = mission.ledger.size();
        end_sessions(&mut beside);
        assert_eq!(report(&mut mission, &founder, words).expect("it stands").seq, size);
        end_sessions(&mut beside);
        reader.follow(clock()).expect("it is followed");
        assert_eq!(reader.ledger.size(), size + 1);
        assert_eq!(mission.rows_kept_equal().map_err(|why| why.code), Err("database-unreachable"));
        mission.ledger.wake().expect("it is connected again");
        assert_eq!(mission.rows_kept_equal(), Ok(true));
    }
}

#[test]
fn another_who_wrote_while_the_connection_was_gone_is_seen() {
    let Some(house) = House::postgres("another_who_wrote_while_the_connection_was_gone") else { return };
    let mut mission = house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let copy = house.beside("copy");
    copied(&house.path(), &copy);
    let size = mission.ledger.size();
    end_sessions(&mut beside(&house, &mission));
    let mut other = Mission::open(&copy).expect("the lock is free");
    assert_eq!(report(&mut other, &founder, "by another").expect("it stands").seq, size);
    let why = report(&mut mission, &founder, "by us").expect_err("the other still writes");
    assert_eq!(why.code, "mission-in-use");
    drop(other);
    assert_eq!(report(&mut mission, &founder, "by us").expect("it stands").seq, size + 1);
}

/// Copies a folder of files and folders of files.
fn copied(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copied(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).expect("a file")),
        }
    }
}

#[test]
fn a_database_put_back_to_before_what_was_answered_is_not_taken_for_the_record() {
    let Some(house) = House::postgres("a_database_put_back_to_before_what_was_answered") else { return };
    let mut mission = house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let (size, note) = (mission.ledger.size(), mission.ledger.head().to_owned());
    report(&mut mission, &founder, "answered").expect("it stands");
    let mut beside = beside(&house, &mission);
    let at = i64::try_from(size).expect("few");
    let length = i32::try_from(size * 32).expect("few");
    let client = &mut beside.0;
    client.execute("DELETE FROM entry WHERE seq >= $1", &[&at]).expect("it is put back");
    client.execute("DELETE FROM part WHERE seq >= $1", &[&at]).expect("it is put back");
    client.execute("UPDATE hashes SET hashes = substring(hashes FROM 1 FOR $1)", &[&length]).expect("so too");
    client.execute("UPDATE head SET size = $1, note = $2", &[&at, &note]).expect("and the head");
    end_sessions(&mut beside);
    for _ in 0..2 {
        let why = report(&mut mission, &founder, "more").expect_err("what was answered is not there");
        assert_eq!(why.code, "history-changed");
        let said = |name: &str| why.arguments.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
        assert_eq!((said("held_size"), said("size")), (Some((size + 1).to_string()), Some(size.to_string())));
    }
    drop(mission);
    assert_eq!(Mission::open(&house.path()).expect("alone it is a record").ledger.size(), size);
}

#[test]
fn a_restore_that_failed_leaves_nothing_in_the_database_and_one_that_is_there_stays() {
    let Some(house) = House::postgres("a_restore_that_failed_leaves_nothing") else { return };
    let sqlite = House::sqlite();
    let mut mission = sqlite.marsa();
    take_in(&mut mission, &reports("media.en.csv"));
    let kept = house.beside("kept");
    backup(&sqlite.path(), &kept, true).expect("it is copied");
    let broken = house.beside("broken");
    copied(&kept, &broken);
    let by_hand = rusqlite::Connection::open(broken.join("record.sqlite")).expect("it opens");
    by_hand.execute("DELETE FROM entry WHERE seq = 12", []).expect("an entry goes");
    drop(by_hand);
    let database = || house.database.clone();
    let back = house.beside("back");
    let why = restore(&broken, &back, None, None, database()).expect_err("an entry is missing");
    assert_eq!(why.code, "record-damaged");
    assert!(!back.exists());
    let (mut client, schema) = beside(&house, &mission);
    let left = client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[&schema]).expect("asked");
    assert!(left.is_empty(), "nothing is left behind");
    restore(&kept, &back, None, None, database()).expect("it is restored");
    let second = house.beside("second");
    let why = restore(&kept, &second, None, None, database()).expect_err("the database has it already");
    assert_eq!((why.code, second.exists()), ("database-taken", false));
    let head = mission.ledger.head().to_owned();
    assert_eq!(Mission::open(&back).expect("it is as it was").ledger.head(), head);
}
