//! The program is killed (`kill -9`) at random moments under load, on both databases, and PostgreSQL under the program: what was
//! answered stands afterwards, each at its number and once; nothing is half there; the next start succeeds.
//!
//! A handful of moments with a fixed seed; with `HUDNA_LONG=1` a hundred each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hudna_core::ledger::act::{Act, ReportClaims};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_desk::record::{Actor, Submission, reading};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::house::{House, Served, asked, now, said, sent, somebody};
use super::power::matrix::long;
use super::power::{Chance, Loss, Model, Powered, can_be_tried, scratch};
use super::run::root;

fn times(few: u64) -> u64 {
    if long() { 100 } else { few }
}

/// What was answered as standing: entries with their numbers.
type Answered = BTreeMap<String, u64>;

/// All entries, each read with its parts against the signed head.
fn standing(mission: &Path) -> Answered {
    let mut ledger = reading(mission).unwrap_or_else(|why| panic!("it starts: {why:?}"));
    let (size, mut there) = (ledger.size(), Answered::new());
    let read = ledger.read(0..size, &mut |read| {
        there.insert(read.entry.body.id.to_string(), read.seq);
        Ok(())
    });
    read.unwrap_or_else(|why| panic!("it is whole: {why:?}"));
    assert_eq!(there.len() as u64, size, "each stands once");
    there
}

fn holds(mission: &Path, answered: &Answered, when: &str) {
    let there = standing(mission);
    for (entry, seq) in answered {
        assert_eq!(there.get(entry), Some(seq), "{when}: {entry} was answered as entry {seq}");
    }
}

/// The record verifies, and what is derived of it is what its entries come to.
fn is_whole(house: &House) {
    said(&["verify", &house.dir()]);
    said(&["rebuild", &house.dir()]);
    said(&["rebuild", &house.dir(), "--check"]);
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hudna"));
    command.args(arguments).current_dir(root()).env_remove("HUDNA_LANG").env("LC_ALL", "C");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts `command`, kills it after a part of `whole`, and gives what it said.
fn killed(mut command: Command, whole: Duration, chance: &mut Chance) -> String {
    let mut child = command.spawn().expect("it starts");
    let micros = u64::try_from(whole.as_micros()).expect("short enough");
    std::thread::sleep(Duration::from_micros(chance.below(micros.max(1))));
    // it may have ended by itself
    drop(child.kill());
    let out = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// How long `command` takes undisturbed; it must end well.
fn undisturbed(mut command: Command) -> (Duration, String) {
    let started = Instant::now();
    let out = command.output().expect("it starts");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    (started.elapsed(), String::from_utf8_lossy(&out.stdout).into_owned())
}

#[test]
fn acts_answered_before_a_kill_stand_after_it() {
    for house in House::each("acts_answered_before_a_kill_stand_after_it") {
        let dir = house.dir();
        let acts = |round: u64| {
            let act = |n: u64| {
                format!(
                    "{{\"act\":{{\"kind\":\"task.given\",\"to\":\"team {round}-{n}\",\"wanted\":[\"place\"]}}}}\n"
                )
            };
            house.file("acts.jsonl", &(0..30).map(act).collect::<String>())
        };
        let answered_in = |said: &str| {
            let receipts = said.lines().filter_map(|line| {
                let (seq, rest) = line.split_once(" E-")?;
                Some((format!("E-{}", rest.split(' ').next()?), seq.parse().ok()?))
            });
            receipts.collect::<Vec<(String, u64)>>()
        };
        let (whole, text) = undisturbed(program(&["act", &dir, &acts(0)]));
        let mut answered: Answered = answered_in(&text).into_iter().collect();
        assert_eq!(answered.len(), 30);
        let mut chance = Chance::new(7);
        for round in 1..=times(6) {
            let text = killed(program(&["act", &dir, &acts(round)]), whole, &mut chance);
            answered.extend(answered_in(&text));
            holds(&house.path("mission"), &answered, &format!("round {round}"));
            if round % 3 == 0 {
                // the next start succeeds
                let text = undisturbed(program(&["act", &dir, &acts(round)])).1;
                answered.extend(answered_in(&text));
            }
        }
        is_whole(&house);
    }
}

#[test]
fn a_file_whose_taking_in_was_killed_is_taken_in_again_and_counts_once() {
    for house in House::each("a_file_whose_taking_in_was_killed_is_taken_in_again") {
        let dir = house.dir();
        let head = "report_id,source,source_kind,reported_at,act,at,place,means,actor,text\n";
        let rows = 60;
        let file = |round: u64| {
            let row = |n: u64| {
                format!(
                    "K{round}-{n},Harbour Radio,media,2026-02-25 14:55,shelling,2026-02-25 14:30,Marsa,told,,round {round} row {n}\n"
                )
            };
            house.file("reports.csv", &(head.to_owned() + &(0..rows).map(row).collect::<String>()))
        };
        let counts = |text: &str| {
            let said: Value = serde_json::from_str(text).expect("JSON");
            let number = |name: &str| said["entries"][name].as_u64().expect("a number");
            (number("added"), number("again"), number("size"))
        };
        let (whole, text) = undisturbed(program(&["intake", &dir, &file(0), "--json"]));
        let of_file = counts(&text).0;
        assert!(of_file >= rows, "{text}");
        let mut chance = Chance::new(11);
        for round in 1..=times(6) {
            let before = standing(&house.path("mission"));
            let text = killed(program(&["intake", &dir, &file(round), "--json"]), whole, &mut chance);
            holds(&house.path("mission"), &before, &format!("round {round}"));
            if !text.is_empty() {
                let there = standing(&house.path("mission"));
                assert_eq!(counts(&text).2, there.len() as u64, "what it said stands");
            }
            let (added, again, size) =
                counts(&undisturbed(program(&["intake", &dir, &file(round), "--json"])).1);
            assert_eq!((added + again, size), (of_file, before.len() as u64 + of_file), "round {round}");
        }
        is_whole(&house);
    }
}

/// Somebody who sends acts to a served mission until told to end.
struct Client {
    who: Actor,
    answered: Answered,
    /// Sent, and nothing heard: it may stand or not.
    unheard: Vec<Submission>,
}

impl Client {
    fn new(who: Actor) -> Self {
        Self { who, answered: Answered::new(), unheard: Vec::new() }
    }

    fn act(&self, words: &str) -> Submission {
        let report = ReportClaims { aggregate: false, deeds: Vec::new(), reported_at: Some(now()) };
        let filed = Filed::plain(Act::ReportFiled { from: None, report });
        let filed = filed.with("text", Class::Narrative, words.as_bytes().to_vec());
        self.who.submission(filed, now()).expect("it is signed")
    }

    /// Sends `submission`. Whether it was answered as standing; anything but that or an honest refusal ends the test.
    fn send(&mut self, address: &str, submission: Submission) -> bool {
        let body = json!({ "acts": [sent(&submission)] }).to_string().into_bytes();
        let header = self.who.authorization("POST", "/v1/acts", now(), &body);
        let headers = format!("Authorization: {header}\r\nAccept-Language: en\r\n");
        match asked(address, "POST", "/v1/acts", &headers, &body) {
            Some((200, text)) => {
                let said: Value = serde_json::from_str(&text).expect("JSON");
                let receipt = &said["answers"][0];
                let entry = receipt["entry"].as_str().expect("an entry").to_owned();
                self.answered.insert(entry, receipt["seq"].as_u64().expect("a number"));
                true
            }
            None | Some((503, _)) => {
                self.unheard.push(submission);
                false
            }
            Some((status, text)) => panic!("{status} {text}"),
        }
    }
}

/// Has `clients` send acts to `address` while `what` is done.
fn under_load(clients: &mut [Client], address: &str, patient: bool, what: impl FnOnce(&AtomicUsize)) {
    let (ended, count) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for client in clients.iter_mut() {
            let (ended, count) = (&ended, &count);
            scope.spawn(move || {
                for n in 0.. {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    // what was not heard is sent again first: it may stand already
                    let unheard = if patient { client.unheard.pop() } else { None };
                    let act = unheard.unwrap_or_else(|| client.act(&format!("act {n}")));
                    let heard = client.send(address, act);
                    count.fetch_add(usize::from(heard), Ordering::SeqCst);
                    if !heard && !patient {
                        break;
                    }
                    // people pause too; and all of it is read again in the end
                    std::thread::sleep(Duration::from_millis(if heard { 10 } else { 50 }));
                }
            });
        }
        // whatever becomes of it, they end
        let _end = End(&ended);
        what(&count);
    });
}

struct End<'e>(&'e AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Sends again what was not heard: all of it stands in the end.
fn again(clients: &mut [Client], address: &str) {
    for client in clients {
        for submission in std::mem::take(&mut client.unheard) {
            assert!(client.send(address, submission), "it is answered now");
        }
    }
}

fn answered(clients: &[Client]) -> Answered {
    clients.iter().flat_map(|c| c.answered.clone()).collect()
}

fn clients(house: &House) -> Vec<Client> {
    ["one", "two", "three"].map(|name| Client::new(somebody(house, name, "monitor"))).into()
}

/// Waits until `count` is more than it was by `more`; what is waited for must come.
fn until(count: &AtomicUsize, more: usize) {
    let goal = count.load(Ordering::SeqCst) + more;
    let begun = Instant::now();
    while count.load(Ordering::SeqCst) < goal {
        assert!(begun.elapsed() < Duration::from_secs(300), "nothing is answered any more");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn acts_answered_over_http_before_a_kill_stand_after_it() {
    for house in House::each("acts_answered_over_http_before_a_kill_stand_after_it") {
        let mut clients = clients(&house);
        let mut chance = Chance::new(13);
        for round in 0..times(5) {
            let mut served = Served::of(&house.dir());
            again(&mut clients, &served.address);
            let address = served.address.clone();
            under_load(&mut clients, &address, false, |count| {
                until(count, 3);
                std::thread::sleep(Duration::from_micros(chance.below(150_000)));
                served.kill();
            });
            holds(&house.path("mission"), &answered(&clients), &format!("round {round}"));
        }
        let served = Served::of(&house.dir());
        again(&mut clients, &served.address);
        drop(served);
        holds(&house.path("mission"), &answered(&clients), "in the end");
        is_whole(&house);
    }
}

/// What was sent and not answered is sent again; the host still runs, all that was answered stands, and the record is whole.
fn ends_well(house: &House, clients: &mut [Client], mut served: Served) {
    again(clients, &served.address);
    assert!(served.runs());
    drop(served);
    holds(&house.path("mission"), &answered(clients), "in the end");
    is_whole(house);
}

/// The schema of the mission, which is the name of its sessions too.
fn schema(house: &House) -> String {
    let settings = hudna_desk::store::folder::settings(&house.path("mission")).expect("a mission");
    format!("hudna_{}", settings.mission.0.rsplit('/').next().expect("a name").to_ascii_lowercase())
}

#[test]
fn sessions_of_postgresql_ended_under_load_lose_nothing_and_the_host_goes_on() {
    let name = "sessions_of_postgresql_ended_under_load";
    let Some(house) = House::each(name).find(|house| house.database.is_some()) else { return };
    let mut clients = clients(&house);
    let served = Served::of(&house.dir());
    let address = served.address.clone();
    let database = house.database.clone().expect("PostgreSQL");
    let mut beside = postgres::Client::connect(&database, postgres::NoTls).expect("it is here");
    let mut chance = Chance::new(17);
    under_load(&mut clients, &address, true, |count| {
        for _ in 0..times(8) {
            until(count, 2);
            std::thread::sleep(Duration::from_micros(chance.below(50_000)));
            let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
            beside.query(ended, &[&schema(&house)]).expect("they are ended");
        }
        until(count, 5);
    });
    ends_well(&house, &mut clients, served);
}

/// A PostgreSQL of one's own, that may be stopped.
struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    /// Where its programs are here; else the test says aloud that it is skipped.
    #[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
    fn here(test: &str) -> Option<Self> {
        let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut programs: Vec<PathBuf> = versions.map(|v| v.path().join("bin")).collect();
        programs.sort();
        let Some(programs) = programs.pop().filter(|p| p.join("initdb").exists()) else {
            eprintln!("skipped: {test}: PostgreSQL is not here");
            return None;
        };
        let folder = TempDir::new().expect("a folder");
        if is_root() {
            let given = Command::new("chown").arg("postgres").arg(folder.path()).status();
            assert!(given.expect("chown").success());
        }
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it").port();
        let cluster = Self { folder, programs, port };
        cluster.run("initdb", &["-U", "hudna", "-A", "trust", "-E", "UTF8", "--locale=C"]);
        cluster.start();
        Some(cluster)
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        // the server refuses to run as root
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let data = self.folder.path().join("cluster");
        command.arg("-D").arg(data).args(arguments).current_dir(self.folder.path());
        // what it starts must not keep our output open
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.expect("it starts").success(), "{arguments:?}");
    }

    fn start(&self) {
        let (log, data) = (self.folder.path().join("log"), self.folder.path().display().to_string());
        let options = format!("-p {} -k {data} -c listen_addresses=127.0.0.1", self.port);
        self.run("pg_ctl", &["-w", "-l", &log.display().to_string(), "-o", &options, "start"]);
    }

    /// As if the power failed under it: nothing is written any more.
    fn stop_at_once(&self) {
        self.run("pg_ctl", &["-w", "-m", "immediate", "stop"]);
    }

    fn address(&self) -> String {
        format!("postgres://hudna@127.0.0.1:{}/postgres?sslmode=disable", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.stop_at_once()));
        drop(stopped);
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

#[test]
fn postgresql_stopped_or_killed_under_load_loses_nothing_and_the_host_goes_on() {
    let Some(cluster) = Cluster::here("postgresql_stopped_or_killed_under_load") else { return };
    let house = House::on(Some(cluster.address()));
    let mut clients = clients(&house);
    let served = Served::of(&house.dir());
    let address = served.address.clone();
    let mut chance = Chance::new(19);
    under_load(&mut clients, &address, true, |count| {
        for round in 0..times(3) {
            until(count, 3);
            std::thread::sleep(Duration::from_micros(chance.below(80_000)));
            if round % 2 == 0 {
                cluster.stop_at_once();
                cluster.start();
                continue;
            }
            // one session dies, and the server ends all others with it
            let mut beside =
                postgres::Client::connect(&cluster.address(), postgres::NoTls).expect("it is here");
            let row = beside
                .query("SELECT pid FROM pg_stat_activity WHERE application_name = $1", &[&schema(&house)]);
            if let Some(pid) = row.ok().and_then(|rows| rows.first().map(|row| row.get::<_, i32>(0))) {
                drop(Command::new("kill").args(["-9", &pid.to_string()]).status());
            }
        }
        until(count, 5);
    });
    ends_well(&house, &mut clients, served);
}

/// What a served mission answered on its sockets as standing, before operation `cut`.
fn answered_by(outcome: &super::power::Outcome, cut: usize) -> Answered {
    let mut streams: BTreeMap<(u32, u64), Vec<u8>> = BTreeMap::new();
    for operation in &outcome.operations[..cut] {
        if let super::power::What::Said { on, data } = &operation.what
            && *on > 2
        {
            streams.entry((operation.process, *on)).or_default().extend(data);
        }
    }
    let mut answered = Answered::new();
    for text in streams.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()) {
        for receipt in text.split("{\"entry\":\"").skip(1) {
            let entry = receipt.split('"').next().unwrap_or_default();
            let seq =
                receipt.split("\"seq\":").nth(1).and_then(|rest| rest.split([',', '}']).next()?.parse().ok());
            if let Some(seq) = seq {
                answered.insert(entry.to_owned(), seq);
            }
        }
    }
    answered
}

#[test]
fn what_a_served_mission_answered_is_on_the_disk_whenever_the_power_fails() {
    if !can_be_tried("what_a_served_mission_answered_is_on_the_disk") {
        return;
    }
    let house = House::marsa();
    let mut clients = clients(&house);
    let mut chance = Chance::new(23);
    for round in 0..if long() { 20 } else { 2 } {
        let mission = house.path("mission");
        let mut command = program(&["serve", &house.dir(), "--listen", "127.0.0.1:0"]);
        let mut running = Powered::new(&mission).start(&mut command);
        let mut output = running.child.stdout.take().expect("its output");
        let address = super::house::listening(&mut output);
        again(&mut clients, &address);
        let before = answered(&clients).len();
        under_load(&mut clients, &address, false, |count| {
            until(count, 12);
            std::thread::sleep(Duration::from_micros(chance.below(50_000)));
            drop(running.child.kill());
        });
        let outcome = running.finish();
        let end = outcome.operations.len();
        assert!(answered_by(&outcome, end).len() >= answered(&clients).len() - before, "answers are seen");
        let cuts = super::power::matrix::some(0, end as u64, if long() { 400 } else { 24 });
        for cut in cuts.into_iter().map(|cut| usize::try_from(cut).expect("few")) {
            let promised = answered_by(&outcome, cut);
            for (model, loss) in [
                (Model::Strict, Loss::Nothing),
                (Model::Strict, Loss::Everything),
                (Model::Strict, Loss::Some(round)),
                (Model::Ext4, Loss::Everything),
            ] {
                let folder = scratch();
                outcome.disk(model).at(cut, loss, folder.path());
                holds(folder.path(), &promised, &format!("round {round}, {model:?} {loss:?} cut {cut}"));
            }
        }
        holds(&mission, &answered(&clients), &format!("round {round}"));
    }
    is_whole(&house);
}

#[test]
fn a_clock_set_back_and_another_who_writes_take_nothing_away() {
    if !can_be_tried("a_clock_set_back_and_another_who_writes") {
        return;
    }
    for house in House::each("a_clock_set_back_and_another_who_writes") {
        let file = house.file(
            "acts.jsonl",
            &"{\"act\":{\"kind\":\"task.given\",\"to\":\"team\",\"wanted\":[\"place\"]}}\n".repeat(12),
        );
        let mission = house.path("mission");
        let before = standing(&mission).len();
        let outcome =
            Powered::new(&mission).clock(-86_400, 0).run(&mut program(&["act", &house.dir(), &file]));
        assert!(outcome.status.success(), "{}", outcome.stderr);
        assert_eq!(standing(&mission).len(), before + 12);
        // from another folder, as a second host would have: on SQLite that is another record
        let other = house.path("other");
        if house.database.is_some() {
            copied(&mission, &other);
        }
        let other = if house.database.is_some() { house.name("other") } else { house.dir() };
        let both = [house.dir(), other].map(|dir| program(&["act", &dir, &file]).spawn().expect("it starts"));
        let mut ended_well = 0;
        for one in both {
            let out = one.wait_with_output().expect("it ends");
            let error = String::from_utf8_lossy(&out.stderr).into_owned();
            assert!(out.status.success() || error.contains("[mission-in-use]"), "{error}");
            ended_well += usize::from(out.status.success());
        }
        assert!(ended_well > 0);
        assert_eq!(standing(&mission).len(), before + 12 + 12 * ended_well);
        is_whole(&house);
    }
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copied(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).expect("a file is copied")),
        }
    }
}
