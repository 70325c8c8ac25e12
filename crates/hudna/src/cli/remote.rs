//! A served mission as its clients see it.

use std::time::Duration;

use data_encoding::BASE64;
use hudna_core::ledger::head::SignedHead;
use hudna_desk::trouble::Trouble;
use serde::Deserialize;
use ureq::Agent;

/// The most bytes of a head or a proof.
const MOST: u64 = 1 << 20;

/// A served mission.
pub(super) struct Remote {
    agent: Agent,
    address: String,
}

#[derive(Deserialize)]
struct Proof {
    proof: Vec<String>,
}

impl Remote {
    /// The mission served at `address`, such as `http://127.0.0.1:4646`.
    pub(super) fn at(address: &str) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .http_status_as_error(false)
            .build();
        Self { agent: Agent::new_with_config(config), address: address.trim_end_matches('/').to_owned() }
    }

    fn unreachable(&self, why: impl std::fmt::Display) -> Trouble {
        Trouble::new("record", "host-unreachable")
            .with("address", self.address.clone())
            .with("detail", why.to_string())
    }

    fn get(&self, path: &str) -> Result<String, Trouble> {
        let mut answer =
            self.agent.get(format!("{}{path}", self.address)).call().map_err(|why| self.unreachable(why))?;
        if !answer.status().is_success() {
            return Err(self.unreachable(answer.status()));
        }
        answer.body_mut().with_config().limit(MOST).read_to_string().map_err(|why| self.unreachable(why))
    }

    /// The head that it shows.
    ///
    /// # Errors
    /// `host-unreachable`, `head-malformed`.
    pub(super) fn head(&self) -> Result<SignedHead, Trouble> {
        let note = self.get("/checkpoint")?;
        SignedHead::parse(&note).map_err(|why| Trouble::new("record", why.code()))
    }

    /// Its proof that the head of size `to` continues that of size `from`.
    ///
    /// # Errors
    /// `host-unreachable`.
    pub(super) fn consistency(&self, from: u64, to: u64) -> Result<Vec<[u8; 32]>, Trouble> {
        let text = self.get(&format!("/v1/proofs/consistency?from={from}&to={to}"))?;
        let proof: Proof = serde_json::from_str(&text).map_err(|why| self.unreachable(why))?;
        proof
            .proof
            .iter()
            .map(|hash| BASE64.decode(hash.as_bytes()).ok()?.try_into().ok())
            .collect::<Option<_>>()
            .ok_or_else(|| self.unreachable("proof"))
    }

    /// Hands over a note with a cosignature.
    ///
    /// # Errors
    /// `host-unreachable`; `head-moved` where its head has grown meanwhile; `cosignature-refused`.
    pub(super) fn cosign(&self, note: &str) -> Result<(), Trouble> {
        let answer = self
            .agent
            .post(format!("{}/v1/cosignatures", self.address))
            .content_type("text/plain; charset=utf-8")
            .send(note)
            .map_err(|why| self.unreachable(why))?;
        match answer.status().as_u16() {
            200..=299 => Ok(()),
            409 => Err(Trouble::new("record", "head-moved").with("size", "")),
            status => Err(Trouble::new("record", "cosignature-refused").with("status", status.to_string())),
        }
    }
}
