//! The commission's house: pages for people, acts in and state and proofs out for machines.
//!
//! `table` names every route and whom it is for; `guard` stands before the pages, `auth` before what machines of users ask;
//! a file a page lies under `pages/`. Nothing is decided here: `record` decides, this carries. Heads and hash tiles are open
//! to all, so that a witness needs no account. To add a route: a row in [`table`].

mod accept;
mod acts;
mod auth;
mod challenges;
mod fault;
mod form;
mod guard;
mod islands;
mod multipart;
mod noted;
pub(crate) mod openapi;
mod packed;
mod pages;
mod proofs;
mod reach;
mod sending;
mod session;
mod shown;
mod state;
mod table;
mod tls;
mod turns;
mod visit;
mod voters;
#[cfg(test)]
mod walk;
#[cfg(test)]
mod walk_places;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use hudna_core::diagnostic::Diagnostic;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::standing::Founded;
use hudna_core::time::whole_day;
use hudna_desk::accounts::Accounts;
use hudna_desk::accounts::patience::Patience;
use hudna_desk::ballots::Ballots;
use hudna_desk::powers::{Policies, Remembered};
use hudna_desk::record::remembered::Thing;
use hudna_desk::record::{Ledger, Mission, Reader, Receipt, Writer};
use hudna_desk::store::folder::Clocks;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Lang;
use jiff::tz::TimeZone;
use tokio::sync::{Semaphore, oneshot};

use crate::cli::clock;
use accept::Limits;
use auth::Asking;
use challenges::Challenges;
use fault::Fault;
use form::pace::Pace;
use noted::Noted;
pub(crate) use pages::ballots::printed;
use sending::Sending;
use session::{Session, Sessions};
use shown::Shown;
pub(crate) use tls::acceptor;
use tokio_rustls::TlsAcceptor;
use turns::Turns;
pub(crate) use visit::Door;
use voters::{Guesses, Voters};

/// The most bytes of one request: the largest part in base 64, and room for what goes with it.
const MOST_REQUEST: usize = 96 << 20;

/// What every route can reach.
pub(crate) struct House {
    writer: Writer,
    limits: Limits,
    /// KiB of bodies that may still come.
    room: Arc<Semaphore>,
    /// Users with requests under way, and how many.
    asking: Arc<Asking>,
    ledger: Mutex<Ledger>,
    reader: Mutex<Reader>,
    /// What pages are made of.
    shown: Shown,
    /// How people come to their keys.
    accounts: Accounts,
    /// How people who are no users vote.
    ballots: Ballots,
    /// Who votes just now.
    voters: Voters,
    /// Wrong codes of ballots.
    guesses: Guesses,
    /// Who may what, by the mission's policies.
    powers: Remembered,
    /// Whoever guesses waits.
    patience: Patience,
    /// What passkeys are asked to sign.
    challenges: Challenges,
    /// Who is signed in.
    sessions: Sessions,
    /// Passwords that may be tried at once: each takes memory.
    trying: Arc<Semaphore>,
    /// Who has documents made.
    making: Turns,
    /// Who takes files in.
    taking: Turns,
    /// Who has lists leave.
    leaving: Turns,
    /// Who has something counted or looked for over the whole record.
    counting: Turns,
    /// Who asks what a decision would change.
    if_decided: Turns,
    /// How the door is reached.
    door: Door,
    /// What the first entry says.
    founded: Founded,
    /// How much each sends from the offline form.
    pace: Pace,
    /// The address of an authority that stamps attachments, where the mission has one.
    stamps: Option<String>,
    /// How long each stage of a finding may take.
    clocks: Clocks,
    /// The language in which documents are made where nobody asks for another; `None`: the reader's.
    documents_in: Option<Lang>,
    /// Whether the record lies in PostgreSQL.
    in_postgres: bool,
    /// What the checks say of the text last looked at, by its entry.
    checked: Mutex<Option<(String, Arc<Vec<Diagnostic>>)>>,
    /// Who read what today, as far as this house had it written.
    noted: Noted,
    /// Places to wait for either: whoever asks and goes away leaves behind what was begun, and that must not pile up.
    waiting: [Arc<Semaphore>; 2],
}

/// The most that wait for the record, or for what it comes to.
const MOST_WAITING: usize = 64;
/// The most passwords tried at once.
const MOST_TRYING: usize = 4;

impl House {
    /// Over a mission, with the thread that writes it.
    ///
    /// # Errors
    /// What the record and the accounts say.
    fn over(mission: Mission, door: Door) -> Result<(Arc<Self>, JoinHandle<Mission>), Trouble> {
        let (ledger, reader) = (mission.reading()?, Reader::new(mission.reading()?));
        let accounts = Accounts::open(&mission.folder.path)?;
        let ballots = Ballots::open(&mission.folder.path)?;
        let powers = Remembered::by(Policies::of_mission(&mission.folder.path)?);
        let clocks = mission.folder.settings.clocks;
        let founded = ledger.standing().founded.clone();
        let founded = founded.ok_or_else(|| Trouble::new("record", "mission-not-founded"))?;
        let stamps = mission.folder.settings.timestamps.clone();
        let documents_in = documents_in(mission.folder.settings.documents_in.as_deref())?;
        let in_postgres = mission.folder.settings.is_postgres();
        let (writer, thread) = Writer::start(mission, clock::now)?;
        let limits = Limits::USUAL;
        let house = Self {
            writer,
            limits,
            room: Arc::new(Semaphore::new(limits.room)),
            asking: Arc::default(),
            waiting: [0, 1].map(|_| Arc::new(Semaphore::new(MOST_WAITING))),
            ledger: Mutex::new(ledger),
            reader: Mutex::new(reader),
            shown: Shown::default(),
            accounts,
            ballots,
            voters: Voters::default(),
            guesses: Guesses::default(),
            powers,
            patience: Patience::default(),
            challenges: Challenges::default(),
            sessions: Sessions::default(),
            trying: Arc::new(Semaphore::new(MOST_TRYING)),
            making: Turns::of(turns::MAKING),
            taking: Turns::of(turns::TAKING),
            leaving: Turns::of(turns::LEAVING),
            counting: Turns::of(turns::COUNTING),
            if_decided: Turns::of(turns::TRYING),
            door,
            founded,
            pace: Pace::default(),
            stamps,
            clocks,
            documents_in,
            in_postgres,
            checked: Mutex::default(),
            noted: Noted::default(),
        };
        Ok((Arc::new(house), thread))
    }

    /// Has something done with the record as it stands on disk, off the threads that serve.
    async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        what: impl FnOnce(&mut Ledger) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Fault> {
        let house = Arc::clone(self);
        let place = Arc::clone(&self.waiting[0]).acquire_owned().await.map_err(|_| Fault::ours())?;
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            let mut ledger = house.ledger.lock().unwrap_or_else(PoisonError::into_inner);
            ledger.follow()?;
            house.shown.grown(ledger.size(), ledger.destroyed_at());
            what(&mut ledger)
        });
        done.await.map_err(|_| Fault::ours())?.map_err(Fault::from)
    }

    /// The same with what the record comes to.
    async fn derived<T: Send + 'static>(
        self: &Arc<Self>,
        what: impl FnOnce(&mut Reader) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Fault> {
        let house = Arc::clone(self);
        let place = Arc::clone(&self.waiting[1]).acquire_owned().await.map_err(|_| Fault::ours())?;
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            let mut reader = house.reader.lock().unwrap_or_else(PoisonError::into_inner);
            reader.follow(clock::now())?;
            what(&mut reader)
        });
        done.await.map_err(|_| Fault::ours())?.map_err(Fault::from)
    }
}

/// The language that the mission's file names for documents.
///
/// # Errors
/// `documents-language-unknown`: neither the program nor the mission has it.
fn documents_in(code: Option<&str>) -> Result<Option<Lang>, Trouble> {
    let Some(code) = code else { return Ok(None) };
    let known = || Lang::all().iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ");
    let unknown =
        || Trouble::new("record", "documents-language-unknown").with("code", code).with("known", known());
    Lang::parse(code).map(Some).ok_or_else(unknown)
}

impl House {
    /// Has something done with the accounts, off the threads that serve.
    async fn at_the_door<T: Send + 'static>(
        self: &Arc<Self>,
        what: impl FnOnce(&Accounts) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Fault> {
        let house = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || what(&house.accounts));
        done.await.map_err(|_| Fault::ours())?.map_err(Fault::from)
    }

    /// The same with the ballots.
    async fn with_ballots<T: Send + 'static>(
        self: &Arc<Self>,
        what: impl FnOnce(&Ballots) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Fault> {
        let house = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || what(&house.ballots));
        done.await.map_err(|_| Fault::ours())?.map_err(Fault::from)
    }

    /// The same for what tries a password.
    async fn trying<T: Send + 'static>(
        self: &Arc<Self>,
        what: impl FnOnce(&Accounts) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Fault> {
        let _place = Arc::clone(&self.trying).acquire_owned().await.map_err(|_| Fault::ours())?;
        self.at_the_door(what).await
    }

    /// Has it written that the owner of `session` reads what is sealed, before it is shown; once for each thing and day.
    ///
    /// # Errors
    /// What cannot be recorded is not shown.
    async fn reads(self: &Arc<Self>, session: &Session, thing: Thing) -> Result<(), Fault> {
        let (user, asked) = (session.actor.user.clone(), thing.clone());
        let zone = TimeZone::get(&self.founded.zone_time).unwrap_or(TimeZone::UTC);
        let today = whole_day(clock::now().local(&zone).date(), &zone).lo;
        if self.noted.has(today, &user, &thing) {
            return Ok(());
        }
        let known = self
            .derived(move |reader| Ok(reader.derived().was_read(&user, &asked, clock::now(), &zone)))
            .await?;
        let read = Filed::plain(thing.read());
        if known {
            self.noted.keep(today, &session.actor.user, &thing);
            return Ok(());
        }
        // no act of a form: it takes none of the form's ids
        let receipt = self.written(session, None, read).await?;
        self.noted.keep(today, &session.actor.user, &thing);
        // no page shows it but the list of reads: whoever reads need not wait for all of a large record to be made anew
        self.shown.grown(receipt.seq + 1, 0);
        Ok(())
    }

    /// Signs an act with the key of `session` and has it written; answered when it is on disk. Without an id of its own it has one of
    /// the form that was sent: where the same form was sent before, what came of it then is told.
    async fn act(
        self: &Arc<Self>,
        session: &Session,
        id: Option<EntryId>,
        filed: Filed,
    ) -> Result<Receipt, Fault> {
        let drawn = session.sending.as_ref().filter(|_| id.is_none()).map(Sending::next);
        match (self.act_as(session, id.or_else(|| drawn.clone()), filed).await, drawn) {
            (Err(why), Some(drawn)) => {
                self.again(session, vec![drawn], why).await?.pop().ok_or_else(Fault::ours)
            }
            (done, _) => done,
        }
    }

    /// What stands under the ids of a form that was refused: it was sent before. Where nothing does, why it was refused.
    async fn again(
        self: &Arc<Self>,
        session: &Session,
        ids: Vec<EntryId>,
        why: Fault,
    ) -> Result<Vec<Receipt>, Fault> {
        if why.status().is_server_error() {
            return Err(why);
        }
        let receipts = self.standing(&session.actor.user, ids).await?.ok_or(why)?;
        self.saw(session, &receipts);
        Ok(receipts)
    }

    /// Whoever acted sees what they did.
    fn saw(&self, session: &Session, receipts: &[Receipt]) {
        if let Some(last) = receipts.iter().map(|receipt| receipt.seq).max() {
            self.shown.acted(&session.actor.user, last + 1);
        }
    }

    /// Signs an act and has it written under this id, or one that is drawn; the next page of whoever did it holds it.
    async fn act_as(
        self: &Arc<Self>,
        session: &Session,
        id: Option<EntryId>,
        filed: Filed,
    ) -> Result<Receipt, Fault> {
        let receipt = self.written(session, id, filed).await?;
        self.saw(session, std::slice::from_ref(&receipt));
        Ok(receipt)
    }

    /// The same of what the next page of whoever did it need not hold.
    async fn written(
        self: &Arc<Self>,
        session: &Session,
        id: Option<EntryId>,
        filed: Filed,
    ) -> Result<Receipt, Fault> {
        self.is_within(&session.actor.user, &[&filed.act]).await?;
        let now = clock::now();
        let submission = match id {
            Some(id) => session.actor.submission_as(id, filed, now)?,
            None => session.actor.submission(filed, now)?,
        };
        let (tell, hear) = oneshot::channel();
        // whoever asked may have gone; the act stands all the same
        self.writer.submit(&session.actor.user.0, submission, move |answer| drop(tell.send(answer)));
        let answer = hear.await.map_err(|_| Fault::ours())?;
        answer.map_err(|refused| Fault::from(Trouble::from(refused)))
    }
}

impl House {
    /// Signs acts with the key of `session` and has them written in one commit: all stand, or none. Their ids are those of the form
    /// that was sent, as for [`Self::act`].
    async fn act_all(self: &Arc<Self>, session: &Session, acts: Vec<Filed>) -> Result<Vec<Receipt>, Fault> {
        self.is_within(&session.actor.user, &acts.iter().map(|filed| &filed.act).collect::<Vec<_>>()).await?;
        let (actor, now) = (session.actor.clone(), clock::now());
        let drawn = session.sending.as_ref();
        let drawn: Option<Vec<EntryId>> = drawn.map(|sending| acts.iter().map(|_| sending.next()).collect());
        let ids = drawn.clone();
        let (tell, hear) = oneshot::channel();
        let taken = self.writer.run(&session.actor.user.0, move |mission| {
            drop(tell.send(match ids {
                Some(ids) => mission.act_all_as(&actor, ids.into_iter().zip(acts).collect(), now),
                None => mission.act_all(&actor, acts, now),
            }));
        });
        if !taken {
            return Err(Trouble::new("record", "host-busy").into());
        }
        let done = hear.await.map_err(|_| Fault::ours())?;
        match (done.map_err(|(_, why)| Fault::from(why)), drawn) {
            (Ok(receipts), _) => {
                self.saw(session, &receipts);
                Ok(receipts)
            }
            (Err(why), Some(ids)) => self.again(session, ids, why).await,
            (Err(why), None) => Err(why),
        }
    }
}

fn routes(house: Arc<House>) -> Router {
    table::router(&house)
        .fallback(|| async { Fault::not_here() })
        .layer(DefaultBodyLimit::max(MOST_REQUEST))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&house), fault::coded))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&house), guard::always))
        .layer(axum::middleware::from_fn(packed::packed))
        .with_state(house)
}

/// Serves `mission`, over TLS where `tls` can speak it, until the program is told to end; `told` hears the address once it listens.
///
/// # Errors
/// `address-taken` where nothing can listen there; what the record says; `our-fault` where the thread that writes ended.
pub(crate) fn serve(
    mission: Mission,
    at: SocketAddr,
    (door, tls): (Door, Option<TlsAcceptor>),
    told: impl FnOnce(SocketAddr),
) -> Result<(), Trouble> {
    let taken = |why: std::io::Error| {
        Trouble::new("record", "address-taken")
            .with("address", at.to_string())
            .with("detail", why.to_string())
    };
    let (house, thread) = House::over(mission, door)?;
    let limits = house.limits;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(taken)?;
    // where nobody writes any more the door must not stay open
    let (tell, gone) = oneshot::channel();
    let writing = std::thread::spawn(move || {
        let ended = thread.join();
        // who served may have ended first
        let _ = tell.send(());
        ended.is_ok()
    });
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(at).await.map_err(taken)?;
        told(listener.local_addr().map_err(taken)?);
        // whoever comes first need not wait for all of a large record to be worked out
        let first = Arc::clone(&house);
        tokio::spawn(async move { drop(first.snapshot().await) });
        let ended = async {
            tokio::select! {
                () = ended() => {}
                _ = gone => {}
            }
        };
        accept::serve((listener, tls), routes(Arc::clone(&house)), limits, ended).await;
        Ok(())
    });
    // what waits is written before the thread ends; a database's connection must not end within the runtime
    drop(runtime);
    drop(house);
    let written = writing.join().unwrap_or(false);
    served.and_then(|()| if written { Ok(()) } else { Err(Trouble::new("record", "our-fault")) })
}

/// Told to end by the terminal or the system.
async fn ended() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
