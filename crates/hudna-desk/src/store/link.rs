//! A connection to PostgreSQL: how it is made, that nothing secret goes over it in the clear, and made again once it was lost.
//!
//! Who reads is connected again without more ado. Who writes is not: while the connection was gone another may have written, so
//! [`Link::again`] is for whoever then reads the record anew. It first waits for the advisory lock, which the lost
//! session gives up last of all, after its transaction was committed or rolled back: what is read under the lock is settled.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use hudna_core::ledger::id::MissionId;
use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::{Client, Config, NoTls};

use super::backend::StoreError;

/// How long a server may take to answer that it is there.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the other end may be silent before a connection counts as lost.
const SILENCE: Duration = Duration::from_secs(30);

impl From<postgres::Error> for StoreError {
    fn from(why: postgres::Error) -> Self {
        let text = why.to_string();
        let code = match why.code() {
            Some(&SqlState::DISK_FULL) => "database-full",
            Some(&SqlState::READ_ONLY_SQL_TRANSACTION) => "database-read-only",
            Some(&SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED) => "record-damaged",
            Some(&SqlState::DUPLICATE_SCHEMA) => "database-taken",
            // it is stopped, it starts, it lets nobody in: nothing that the statement could help
            Some(code) if ["57P", "08", "53300"].iter().any(|class| code.code().starts_with(class)) => {
                "database-unreachable"
            }
            Some(_) => "database-failed",
            None if text.starts_with("error performing TLS handshake") => "database-not-encrypted",
            None if ["error retrieving column", "query returned an unexpected number"]
                .iter()
                .any(|words| text.starts_with(words)) =>
            {
                "record-damaged"
            }
            None => "database-unreachable",
        };
        // what the server says may quote rows: the message alone is kept
        let detail = match (why.as_db_error(), code) {
            (Some(db), _) => db.message().to_owned(),
            (None, "database-not-encrypted") => {
                std::error::Error::source(&why).map_or(text, ToString::to_string)
            }
            (None, _) => text,
        };
        Self::new(code, detail)
    }
}

/// How long nobody tries again after a connection could not be made: many who read wait one behind another, and each would wait out
/// [`PATIENCE`].
const PAUSE: Duration = Duration::from_secs(1);

/// The schema that holds a mission.
///
/// # Errors
/// `database-foreign` for an id that no mission has.
pub(super) fn schema(mission: &MissionId) -> Result<String, StoreError> {
    // sixteen signs of base 32: nothing that SQL would read otherwise
    let name = mission.0.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(StoreError::new("database-foreign", &mission.0));
    }
    Ok(format!("hudna_{name}"))
}

/// A connection that speaks to one mission's schema.
pub(super) struct Link {
    config: Config,
    /// The schema.
    pub(super) schema: String,
    writes: bool,
    /// Neither writes the record nor only reads: what lies beside it.
    beside: bool,
    client: Option<Client>,
    /// When it last could not be made, and why.
    failed: Option<(Instant, StoreError)>,
}

impl Link {
    /// Connects; for writing it takes the lock that keeps a second writer out.
    ///
    /// # Errors
    /// `database-unreachable`, `database-not-encrypted`, `database-not-durable`, `mission-in-use`.
    pub(super) fn to(address: &str, mission: &MissionId, writes: bool) -> Result<Self, StoreError> {
        let (config, schema) = (config(address)?, schema(mission)?);
        let mut link = Self { config, schema, writes, beside: false, client: None, failed: None };
        link.again()?;
        Ok(link)
    }

    /// Connects for what lies beside the record, whoever writes that meanwhile: without the lock, and for writing.
    ///
    /// # Errors
    /// As [`Self::to`].
    pub(super) fn beside(address: &str, mission: &MissionId) -> Result<Self, StoreError> {
        let (config, schema) = (config(address)?, schema(mission)?);
        let mut link = Self { config, schema, writes: false, beside: true, client: None, failed: None };
        link.again()?;
        Ok(link)
    }

    /// Connects anew.
    ///
    /// # Errors
    /// As [`Self::to`].
    pub(super) fn again(&mut self) -> Result<(), StoreError> {
        self.client = None;
        self.client = Some(self.connected()?);
        self.failed = None;
        Ok(())
    }

    fn connected(&self) -> Result<Client, StoreError> {
        let mut client = match self.config.get_ssl_mode() {
            SslMode::Disable => self.config.connect(NoTls)?,
            _ => self.config.connect(tls())?,
        };
        let schema = &self.schema;
        client.batch_execute(&format!(
            "SET search_path TO {schema}; SET application_name TO {schema}; SET synchronous_commit TO on"
        ))?;
        let fsync: String = client.query_one("SHOW fsync", &[])?.try_get(0)?;
        if fsync != "on" {
            return Err(StoreError::new("database-not-durable", fsync));
        }
        // so that the server too notices when we are gone and gives up our lock; not every system has all of them
        for setting in ["keepalives_idle TO 30", "keepalives_interval TO 10", "keepalives_count TO 3"] {
            drop(client.batch_execute(&format!("SET tcp_{setting}")));
        }
        drop(client.batch_execute("SET tcp_user_timeout TO '30s'"));
        if self.writes {
            lock(&mut client, schema)?;
        } else if !self.beside {
            client.batch_execute("SET default_transaction_read_only TO on")?;
        }
        Ok(client)
    }

    /// Whether it is lost; asks the server.
    pub(super) fn is_lost(&mut self) -> bool {
        let held = self.client.as_mut().is_some_and(|c| !c.is_closed() && c.is_valid(PATIENCE).is_ok());
        if !held {
            self.client = None;
        }
        !held
    }

    /// Has something done over it. What fails because the connection is gone fails with `database-unreachable`.
    ///
    /// # Errors
    /// As `what`.
    pub(super) fn with<T>(
        &mut self,
        what: impl FnOnce(&mut Client) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.client.as_ref().is_none_or(Client::is_closed) {
            if self.writes {
                self.client = None;
                return Err(StoreError::new("database-unreachable", "connection lost"));
            }
            if let Some((when, why)) = &self.failed
                && when.elapsed() < PAUSE
            {
                return Err(why.clone());
            }
            if let Err(why) = self.again() {
                self.failed = Some((Instant::now(), why.clone()));
                return Err(why);
            }
        }
        let Some(client) = self.client.as_mut() else {
            return Err(StoreError::new("database-unreachable", "connection lost"));
        };
        let done = what(client);
        if done.as_ref().is_err_and(|why| why.code == "database-unreachable") {
            self.client = None;
        }
        done
    }

    /// The same for what may be done twice: where the connection turns out to be lost it is done again over a new one.
    ///
    /// # Errors
    /// As `what`.
    pub(super) fn read<T>(
        &mut self,
        mut what: impl FnMut(&mut Client) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self.with(&mut what) {
            Err(why) if why.code == "database-unreachable" && !self.writes => self.with(what),
            done => done,
        }
    }
}

/// What the address says, and what it leaves unsaid.
///
/// Without TLS a password and all that is written would cross the network in the clear: to another machine that is done only where
/// the address says `sslmode=disable`, never because the server offers nothing better.
fn config(address: &str) -> Result<Config, StoreError> {
    let mut config: Config = address.parse().map_err(|why| StoreError::new("database-unreachable", why))?;
    if config.get_ssl_mode() == SslMode::Prefer && !is_here(&config) {
        config.ssl_mode(SslMode::Require);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE).keepalives_idle(SILENCE);
        config.keepalives_interval(PATIENCE).keepalives_retries(3);
    }
    Ok(config)
}

/// Whether every host of the address is this machine.
fn is_here(config: &Config) -> bool {
    let named = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    match config.get_hostaddrs() {
        [] => config.get_hosts().iter().all(named),
        addresses => addresses.iter().all(IpAddr::is_loopback),
    }
}

/// Keeps a second writer out for as long as the connection lives. A process that was killed a moment ago may still hold it: its
/// session ends once the server has seen that it is gone.
fn lock(client: &mut Client, schema: &str) -> Result<(), StoreError> {
    client.batch_execute("SET lock_timeout TO '3s'")?;
    match client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", &[&schema]) {
        Ok(_) => Ok(client.batch_execute("SET lock_timeout TO 0")?),
        Err(why) if why.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => {
            Err(StoreError::new("mission-in-use", schema))
        }
        Err(why) => Err(why.into()),
    }
}

/// TLS by the roots that `SSL_CERT_FILE` names; without that file no certificate is trusted.
fn tls() -> tokio_postgres_rustls::MakeRustlsConnect {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;
    let mut roots = rustls::RootCertStore::empty();
    let file =
        std::env::var_os("SSL_CERT_FILE").unwrap_or_else(|| "/etc/ssl/certs/ca-certificates.crt".into());
    let known = CertificateDer::pem_file_iter(file).into_iter().flatten().flatten();
    roots.add_parsable_certificates(known);
    let config = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    tokio_postgres_rustls::MakeRustlsConnect::new(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(address: &str) -> SslMode {
        config(address).unwrap().get_ssl_mode()
    }

    #[test]
    fn another_machine_is_spoken_to_over_tls_unless_the_address_says_otherwise() {
        let here = [
            "postgres://u:p@localhost/d",
            "postgres://u:p@127.0.0.1/d",
            "postgres://u:p@[::1]/d",
            "host=/run/postgresql user=u",
            "host=db.example hostaddr=127.0.0.1 user=u",
        ];
        for address in here {
            assert_eq!(mode(address), SslMode::Prefer, "{address}");
        }
        let elsewhere = [
            "postgres://u:p@db.example/d",
            "postgres://u:p@192.0.2.7/d",
            "postgres://u:p@localhost,db.example/d",
            "postgres://u:p@db.example/d?sslmode=prefer",
            "host=localhost hostaddr=192.0.2.7 user=u",
        ];
        for address in elsewhere {
            assert_eq!(mode(address), SslMode::Require, "{address}");
        }
        assert_eq!(mode("postgres://u:p@db.example/d?sslmode=disable"), SslMode::Disable);
    }

    #[test]
    fn a_server_without_tls_on_another_machine_is_told_no_password() {
        use std::io::{Read as _, Write as _};
        let server = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
        let port = server.local_addr().unwrap().port();
        let heard = std::thread::spawn(move || {
            let (mut stream, _) = server.accept().unwrap();
            let mut asked = [0; 8];
            stream.read_exact(&mut asked).unwrap();
            stream.write_all(b"N").unwrap();
            let mut more = Vec::new();
            drop(stream.read_to_end(&mut more));
            (asked, more)
        });
        // 0.0.0.0 leads here and is no loopback address
        let address = format!("postgres://amal:secret@0.0.0.0:{port}/d");
        let mission = MissionId::of([1; 10]);
        let why = Link::to(&address, &mission, true).err().unwrap();
        assert_eq!(why.code, "database-not-encrypted", "{why}");
        let (asked, more) = heard.join().unwrap();
        assert_eq!(asked[4..], 80_877_103_u32.to_be_bytes(), "it asks for TLS");
        assert_eq!(more, Vec::<u8>::new(), "and says nothing else");
    }
}
