//! The routes for machines as their own document tells them: a tester that makes requests from it, well formed and not, gets
//! what the document says and never a failure of ours.

use std::process::Command;

use data_encoding::BASE64;

use super::house::{House, Served, said, somebody};

/// Where the tester is; none where it is not installed.
fn tester() -> Option<String> {
    let named = std::env::var("HUDNA_SCHEMATHESIS").unwrap_or_else(|_| "schemathesis".into());
    Command::new(&named).arg("--version").output().ok().filter(|out| out.status.success()).map(|_| named)
}

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
#[test]
fn every_request_made_from_the_document_is_answered_as_the_document_says_and_none_makes_the_host_fail() {
    let Some(tester) = tester() else {
        eprintln!("skipped: requests made from the OpenAPI document: schemathesis is not here");
        return;
    };
    let house = House::marsa();
    let delegate = somebody(&house, "verifier.key", "verifier");
    let before = said(&["verify", &house.dir()]);
    let served = Served::of(&house.dir());
    let out = Command::new(tester)
        .args(["run", &format!("http://{}/v1/openapi.json", served.address), "--no-color"])
        .args(["--generation-deterministic", "--max-examples", "40"])
        .args([
            "--checks",
            "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
        ])
        .env("SCHEMATHESIS_HOOKS", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/signed_requests.py"))
        .env("HUDNA_TEST_KEY", BASE64.encode(&delegate.key.to_bytes()))
        .env("HUDNA_TEST_USER", &*delegate.user.0)
        .env("HUDNA_TEST_MISSION", delegate.mission.to_string())
        .env("HUDNA_TEST_SEEN", house.path("seen"))
        .current_dir(house.path("."))
        .output()
        .expect("the tester runs");
    let told = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success(), "{told}\n{}", String::from_utf8_lossy(&out.stderr));
    // what is signed is taken for signed: else nothing behind the door was tried
    let seen = std::fs::read_to_string(house.path("seen")).expect("what was answered");
    for path in
        ["/v1/state", "/v1/incidents", "/v1/entries", "/v1/findings", "/checkpoint", "/v1/proofs/consistency"]
    {
        assert!(seen.lines().any(|line| line == format!("{path} 200")), "{path}: {told}");
    }
    for (path, status) in
        [("/v1/acts", "400"), ("/v1/incidents/{id}", "404"), ("/v1/proofs/inclusion", "404")]
    {
        assert!(seen.lines().any(|line| line == format!("{path} {status}")), "{path}: {told}");
    }
    drop(served);
    assert_eq!(said(&["verify", &house.dir()]), before, "nothing that it sent stands");
}
