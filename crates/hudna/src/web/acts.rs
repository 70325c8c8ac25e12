//! Acts in: signed bodies with their parts, answered when they are on disk.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use data_encoding::BASE64;
use hudna_core::ledger::part::Part;
use hudna_desk::record::{Receipt, Submission};
use hudna_desk::trouble::Trouble;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::House;
use super::auth::Asked;
use super::fault::{Fault, answered};

/// The most acts of one request.
const MOST: usize = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    acts: Vec<SentAct>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentAct {
    /// The canonical body, as text.
    body: String,
    sig: String,
    #[serde(default)]
    parts: Vec<SentPart>,
    #[serde(default)]
    wrapped: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentPart {
    salt: String,
    content: String,
}

impl SentAct {
    fn submission(self) -> Option<Submission> {
        let bytes = |text: &str| BASE64.decode(text.as_bytes()).ok();
        let part = |part: &SentPart| {
            Some(Part { salt: bytes(&part.salt)?.try_into().ok()?, content: bytes(&part.content)? })
        };
        Some(Submission {
            sig: bytes(&self.sig)?.try_into().ok()?,
            parts: self.parts.iter().map(part).collect::<Option<_>>()?,
            wrapped: self.wrapped.as_deref().map(bytes).map_or(Some(None), |w| w.map(Some))?,
            body: self.body.into_bytes(),
        })
    }
}

/// Answers each act by itself: 200 where any stands, else the status of the first refusal.
pub(super) async fn acts(State(house): State<Arc<House>>, asked: Asked) -> Result<Response, Fault> {
    let malformed = || Fault::from(Trouble::new("record", "request-malformed")).said_in(asked.lang);
    let sent: Sent = serde_json::from_slice(&asked.body).map_err(|_| malformed())?;
    if sent.acts.len() > MOST {
        return Err(malformed());
    }
    let submissions: Vec<Submission> =
        sent.acts.into_iter().map(SentAct::submission).collect::<Option<_>>().ok_or_else(malformed)?;
    let bodies: Vec<&[u8]> = submissions.iter().map(|submission| submission.body.as_slice()).collect();
    let within = house.are_sent_within(&bodies).await.map_err(|fault| fault.said_in(asked.lang))?;
    let mut waiting = Vec::with_capacity(submissions.len());
    for (submission, within) in submissions.into_iter().zip(within) {
        // what lies beyond the author's roles goes no further than this door
        if let Err(why) = within {
            waiting.push(Err(why));
            continue;
        }
        let (tell, hear) = oneshot::channel();
        // whoever asked may have gone; the act stands all the same
        house.writer.submit(&asked.user.0, submission, move |answer| drop(tell.send(answer)));
        waiting.push(Ok(hear));
    }
    let (mut answers, mut first, mut any) = (Vec::with_capacity(waiting.len()), None, false);
    for hear in waiting {
        let answer = match hear {
            Ok(hear) => hear.await.map_err(|_| Fault::ours())?.map_err(|why| Fault::from(Trouble::from(why))),
            Err(why) => Err(why),
        };
        match answer {
            Ok(receipt) => {
                any = true;
                answers.push(said(&receipt));
            }
            Err(fault) => {
                let fault = fault.said_in(asked.lang);
                first = first.or(Some(fault.status()));
                answers.push(json!({ "problem": fault.problem() }));
            }
        }
    }
    let status = if any { StatusCode::OK } else { first.unwrap_or(StatusCode::OK) };
    // what stands is answered whether or not the head can be read now
    let checkpoint = house.read(|ledger| Ok(ledger.head().to_owned())).await.ok();
    Ok(answered(status, json!({ "answers": answers, "checkpoint": checkpoint })))
}

fn said(receipt: &Receipt) -> Value {
    json!({
        "entry": receipt.entry,
        "seq": receipt.seq,
        "recorded_at": receipt.recorded_at,
        "again": receipt.again,
    })
}
