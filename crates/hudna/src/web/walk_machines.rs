//! Machines of users are told what pages show their users, and nothing else.

use std::net::SocketAddr;

use data_encoding::BASE64;
use ed25519_dalek::Signer as _;
use hudna_core::ledger::roles;
use hudna_desk::powers::Need;
use hudna_desk::record::{Actor, request_message};
use tempfile::TempDir;

use super::table::{For, ROUTES};
use super::walk::{ask_with, mission, while_served};
use super::{Door, House};
use crate::cli::clock;

/// What a user's machine is answered.
fn signed(at: SocketAddr, who: &Actor, path: &str) -> (u16, String) {
    let now = clock::now().0;
    let message = request_message(&who.mission, "GET", path, now, b"");
    let sig = BASE64.encode(&who.key.sign(&message).to_bytes());
    let header = format!("Authorization: Hudna {} {now} {sig}\r\nAccept-Language: en\r\n", who.user);
    let (status, _, said) = ask_with(at, "GET", path, &header, "");
    (status, said)
}

#[test]
fn whoever_has_no_role_is_told_nothing_by_machine_either() {
    let folder = TempDir::new().expect("a folder");
    let (mission, people) = mission(&folder);
    let (house, _thread) = House::over(mission, Door::default()).expect("a house");
    while_served(&house, |at| {
        for (role, actor) in &people {
            for route in ROUTES {
                let For::Users(need) = route.whom else { continue };
                if route.method != "GET" || route.path.contains('{') || route.path.contains("inclusion") {
                    continue;
                }
                let (status, said) = signed(at, actor, route.path);
                let may = need == Need::SignedIn || roles::is_role(role);
                assert_eq!(status == 200, may, "{} for {role:?}: {status} {said}", route.path);
                assert!(may || (status == 403 && said.contains("page-not-allowed")), "{said}");
            }
        }
    });
}
