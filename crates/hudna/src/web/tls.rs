//! The house's own certificate: TLS 1.2 and 1.3 without a proxy before it.

use std::sync::Arc;

use hudna_desk::trouble::Trouble;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{DEFAULT_VERSIONS, ServerConfig};

/// Speaks TLS with a certificate, followed by those that vouch for it, and its key, both PEM.
///
/// # Errors
/// `certificate-malformed`, `certificate-key-malformed`; `certificate-key-other` where the key is another's.
pub(crate) fn acceptor(certificate: &[u8], key: &[u8]) -> Result<TlsAcceptor, Trouble> {
    let trouble = |code| Trouble::new("record", code);
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(certificate)
        .collect::<Result<_, _>>()
        .map_err(|_| trouble("certificate-malformed"))?;
    if chain.is_empty() {
        return Err(trouble("certificate-malformed"));
    }
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| trouble("certificate-key-malformed"))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(DEFAULT_VERSIONS)
        .map_err(|_| trouble("our-fault"))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|why| trouble("certificate-key-other").with("detail", why.to_string()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use axum::Router;
    use axum::routing::get;
    use tokio::sync::oneshot;
    use tokio_rustls::rustls::pki_types::ServerName;
    use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

    use super::super::accept::{self, Limits};
    use super::*;

    const CERTIFICATE: &[u8] = include_bytes!("../../tests/tls/certificate.pem");
    const KEY: &[u8] = include_bytes!("../../tests/tls/key.pem");

    #[test]
    fn what_is_no_certificate_or_no_key_is_named() {
        let code = |certificate: &[u8], key: &[u8]| acceptor(certificate, key).err().map(|why| why.code);
        assert_eq!(code(CERTIFICATE, KEY), None);
        assert_eq!(code(b"", KEY), Some("certificate-malformed"));
        assert_eq!(code(KEY, KEY), Some("certificate-malformed"));
        assert_eq!(code(CERTIFICATE, CERTIFICATE), Some("certificate-key-malformed"));
        let other = b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n";
        assert_eq!(code(CERTIFICATE, other), Some("certificate-key-other"));
    }

    #[test]
    fn a_client_that_trusts_the_certificate_is_answered_over_tls_and_nobody_in_the_clear() {
        let (told, address) = std::sync::mpsc::channel();
        let (end, ended) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
                told.send(listener.local_addr().expect("an address")).expect("somebody hears");
                let tls = acceptor(CERTIFICATE, KEY).expect("a certificate");
                let routes = Router::new().route("/", get(|| async { "here" }));
                let ended = async { drop(ended.await) };
                accept::serve((listener, Some(tls)), routes, Limits::USUAL, ended).await;
            });
        });
        let at = address.recv().expect("it listens");
        let ask = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(CERTIFICATE) {
            roots.add(certificate.expect("a certificate")).expect("it is one");
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(DEFAULT_VERSIONS)
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").expect("a name");
        let connection = ClientConnection::new(Arc::new(config), name).expect("a client");
        let mut stream = StreamOwned::new(connection, TcpStream::connect(at).expect("it listens"));
        stream.write_all(ask).expect("it is sent");
        let mut text = String::new();
        // how the other end closes is not asked here
        drop(stream.read_to_string(&mut text));
        assert!(text.starts_with("HTTP/1.1 200") && text.ends_with("here"), "{text}");

        let mut clear = TcpStream::connect(at).expect("it listens");
        clear.write_all(ask).expect("it is sent");
        let mut bytes = Vec::new();
        drop(clear.read_to_end(&mut bytes));
        assert!(!String::from_utf8_lossy(&bytes).contains("here"));
        end.send(()).expect("it runs");
        thread.join().expect("it ended");
    }
}
