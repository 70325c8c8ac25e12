//! The door for machines: acts in, state and proofs out. The web application grows from here.
//!
//! One file per group of routes. Nothing is decided here: `record` decides, this carries. Heads and hash tiles are open to
//! all, so that a witness needs no account; everything else asks for a signed request ([`auth`]). To add a group: a file
//! with `router`, a line in [`routes`], and its rows in the table of the tests.

mod accept;
mod acts;
mod auth;
mod fault;
mod proofs;
mod state;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use hudna_desk::record::{Ledger, Mission, Reader, Writer};
use hudna_desk::trouble::Trouble;
use tokio::sync::{Semaphore, oneshot};

use crate::cli::clock;
use accept::Limits;
use auth::Asking;
use fault::Fault;

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
    /// Places to wait for either: whoever asks and goes away leaves behind what was begun, and that must not pile up.
    waiting: [Arc<Semaphore>; 2],
}

/// The most that wait for the record, or for what it comes to.
const MOST_WAITING: usize = 64;

impl House {
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

fn routes(house: Arc<House>) -> Router {
    Router::new()
        .merge(proofs::router())
        .merge(acts::router())
        .merge(state::router())
        .fallback(|| async { Fault::not_here() })
        .layer(DefaultBodyLimit::max(MOST_REQUEST))
        .layer(axum::middleware::from_fn(fault::coded))
        .with_state(house)
}

/// Serves `mission` until the program is told to end; `told` hears the address once it listens.
///
/// # Errors
/// `address-taken` where nothing can listen there; what the record says; `our-fault` where the thread that writes ended.
pub(crate) fn serve(mission: Mission, at: SocketAddr, told: impl FnOnce(SocketAddr)) -> Result<(), Trouble> {
    let taken = |why: std::io::Error| {
        Trouble::new("record", "address-taken")
            .with("address", at.to_string())
            .with("detail", why.to_string())
    };
    let (ledger, reader) = (mission.reading()?, Reader::new(mission.reading()?));
    let (writer, thread) = Writer::start(mission, clock::now)?;
    let limits = Limits::USUAL;
    let room = Arc::new(Semaphore::new(limits.room));
    let house = Arc::new(House {
        writer,
        limits,
        room,
        asking: Arc::default(),
        waiting: [0, 1].map(|_| Arc::new(Semaphore::new(MOST_WAITING))),
        ledger: Mutex::new(ledger),
        reader: Mutex::new(reader),
    });
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
        let ended = async {
            tokio::select! {
                () = ended() => {}
                _ = gone => {}
            }
        };
        accept::serve(listener, routes(Arc::clone(&house)), limits, ended).await;
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
