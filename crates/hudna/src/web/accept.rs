//! Connections in: how many at once, and how long each may take over what it has to say.
//!
//! A connection costs little until its head is read; whoever does not send one in time, or does not take the answer, is let go.
//! What bodies may hold in memory together is bounded by [`Limits::room`].

use std::convert::Infallible;
use std::io;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Sleep, sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::visit::Peer;

/// What the door lets in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Connections at once; more wait until one ends.
    pub(super) connections: usize,
    /// How long the head of a request may take to come, and how long a connection may be idle.
    pub(super) head: Duration,
    /// How long the body of a request may take to come.
    pub(super) body: Duration,
    /// How long nothing of an answer may be taken.
    pub(super) answer: Duration,
    /// How long those under way may take to end when the program is told to.
    pub(super) end: Duration,
    /// KiB of bodies that may be in memory together.
    pub(super) room: usize,
    /// Requests of one user under way at once.
    pub(super) of_one: usize,
}

impl Limits {
    /// As a mission is served.
    pub(super) const USUAL: Self = Self {
        connections: 1_024,
        head: Duration::from_secs(20),
        body: Duration::from_secs(120),
        answer: Duration::from_secs(60),
        end: Duration::from_secs(30),
        room: 512 << 10,
        of_one: 32,
    };
}

/// Serves `routes` to whoever connects, over TLS where `tls` can speak it, until `ended`; those under way then end.
pub(super) async fn serve(
    (listener, tls): (TcpListener, Option<TlsAcceptor>),
    routes: Router,
    limits: Limits,
    ended: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let under_way = GracefulShutdown::new();
    let mut ended = pin!(ended);
    loop {
        let next = async {
            // never closed
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let (place, stream) = tokio::select! {
            next = next => next,
            () = &mut ended => break,
        };
        let Ok((stream, address)) = stream else {
            // as where the system has no more files to give: it will have
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        // answers are small and whole
        drop(stream.set_nodelay(true));
        let (routes, watcher, tls) = (known(routes.clone(), address.ip()), under_way.watcher(), tls.clone());
        tokio::spawn(async move {
            let patient = Patient { stream, patience: limits.answer, since: None };
            let stream: Box<dyn Stream> = match tls {
                None => Box::new(patient),
                // whoever greets in another tongue, or not in time, is let go
                Some(tls) => match timeout(limits.head, tls.accept(patient)).await {
                    Ok(Ok(stream)) => Box::new(stream),
                    Ok(Err(_)) | Err(_) => return,
                },
            };
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(limits.head)
                .serve_connection(TokioIo::new(stream), routes);
            // why a connection broke is its client's matter
            drop(watcher.watch(connection).await);
            drop(place);
        });
    }
    drop(listener);
    drop(timeout(limits.end, under_way.shutdown()).await);
}

/// `routes` for one connection, told where its other end is.
fn known(
    routes: Router,
    address: IpAddr,
) -> impl Service<hyper::Request<Incoming>, Response = Response, Error = Infallible, Future: Send> {
    let routes = TowerToHyperService::new(routes);
    service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(address));
        routes.call(request)
    })
}

/// What a request comes over.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection that is given up where its other end takes nothing for too long.
struct Patient {
    stream: TcpStream,
    patience: Duration,
    since: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn taken<T>(&mut self, done: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.since = None;
            return done;
        }
        let patience = self.patience;
        ready!(self.since.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, to)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let here = self.get_mut();
        let done = Pin::new(&mut here.stream).poll_write(cx, from);
        here.taken(done, cx)
    }
    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let here = self.get_mut();
        let done = Pin::new(&mut here.stream).poll_write_vectored(cx, from);
        here.taken(done, cx)
    }
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let here = self.get_mut();
        let done = Pin::new(&mut here.stream).poll_flush(cx);
        here.taken(done, cx)
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::SocketAddr;

    use axum::routing::get;
    use tokio::sync::oneshot;

    use super::*;

    const LONG: Duration = Duration::from_secs(600);
    const SHORT: Duration = Duration::from_millis(50);

    /// Serves on a thread of its own while `what` is done.
    fn while_served(limits: Limits, what: impl FnOnce(SocketAddr)) {
        let (told, address) = std::sync::mpsc::channel();
        let (end, ended) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                told.send(listener.local_addr().unwrap()).unwrap();
                let large = || async { vec![b'x'; 64 << 20] };
                let routes = Router::new().route("/", get(|| async { "here" })).route("/large", get(large));
                serve((listener, None), routes, limits, async { drop(ended.await) }).await;
            });
        });
        what(address.recv().unwrap());
        end.send(()).unwrap();
        thread.join().unwrap();
    }

    fn connect(at: SocketAddr) -> std::net::TcpStream {
        std::net::TcpStream::connect(at).unwrap()
    }

    fn answer(stream: &mut std::net::TcpStream) -> String {
        let mut text = String::new();
        drop(stream.read_to_string(&mut text));
        text
    }

    const ASK: &[u8] = b"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    #[test]
    fn whoever_says_nothing_or_half_a_head_or_idles_is_let_go() {
        let limits = Limits { head: SHORT, answer: LONG, end: LONG, ..Limits::USUAL };
        while_served(limits, |at| {
            for said in [&b""[..], b"GET / HT", b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"] {
                let mut stream = connect(at);
                stream.write_all(said).unwrap();
                // it ends only where the host ends it
                let told = answer(&mut stream);
                assert_eq!(told.contains("200 OK"), said.ends_with(b"\r\n\r\n"), "{told}");
            }
        });
    }

    #[test]
    fn one_more_than_the_places_waits_until_one_is_free() {
        let limits = Limits { connections: 2, head: LONG, answer: LONG, end: SHORT, ..Limits::USUAL };
        while_served(limits, |at| {
            let held = [connect(at), connect(at)];
            let mut third = connect(at);
            third.write_all(ASK).unwrap();
            third.set_read_timeout(Some(SHORT)).unwrap();
            assert_eq!(answer(&mut third), "", "both places are taken");
            third.set_read_timeout(None).unwrap();
            drop(held);
            assert!(answer(&mut third).ends_with("here"));
        });
    }

    #[test]
    fn whoever_does_not_take_the_answer_gives_up_the_place() {
        let limits = Limits { connections: 1, head: LONG, answer: SHORT, end: SHORT, ..Limits::USUAL };
        while_served(limits, |at| {
            let mut takes_nothing = connect(at);
            takes_nothing.write_all(b"GET /large HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
            let mut other = connect(at);
            other.write_all(ASK).unwrap();
            assert!(answer(&mut other).ends_with("here"));
        });
    }

    #[test]
    fn the_end_waits_for_nobody_who_idles() {
        let limits = Limits { head: LONG, answer: LONG, end: LONG, ..Limits::USUAL };
        let mut idle = None;
        while_served(limits, |at| {
            let mut stream = connect(at);
            stream.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
            let mut first = [0; 15];
            stream.read_exact(&mut first).unwrap();
            idle = Some(stream);
        });
        assert!(idle.is_some());
    }
}
