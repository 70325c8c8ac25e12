//! The house in a real browser: what `ui/e2e/` asks of it, each file a test here.

use std::path::Path;
use std::process::Command;

use super::run::root;

/// Runs one file of `ui/e2e/` with Node's own test runner against the binary under test. Where Node, Chromium or the packages of
/// `package-lock.json` are not here the test is skipped aloud; in the gate that fails.
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn in_a_browser(test: &str, file: &str) {
    let ui = root().join("crates/hudna/ui");
    let is_here = |program: &str| {
        std::env::var_os("PATH")
            .is_some_and(|all| std::env::split_paths(&all).any(|at| at.join(program).is_file()))
    };
    let lacking: Vec<&str> = [
        ("node", is_here("node")),
        ("chromium", is_here("chromium")),
        ("node_modules (npm ci in crates/hudna/ui)", ui.join("node_modules/playwright-core").is_dir()),
    ]
    .iter()
    .filter(|(_, here)| !here)
    .map(|(what, _)| *what)
    .collect();
    if !lacking.is_empty() {
        assert!(std::env::var_os("CI").is_none(), "the gate has no {lacking:?}");
        eprintln!("skipped: {test}: no {}", lacking.join(", no "));
        return;
    }
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    let out = Command::new("node")
        .args(["--test", "--test-reporter=spec", file])
        .current_dir(ui.join("e2e"))
        .env("HUDNA_BIN", env!("CARGO_BIN_EXE_hudna"))
        .env("HUDNA_PICTURES", &pictures)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("HUDNA_LANG")
        .env_remove("NODE_OPTIONS")
        .output()
        .expect("node starts");
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    eprintln!("{said}");
    assert!(out.status.success(), "{file} ended with {}", out.status);
    let passed = said.lines().find_map(|line| line.trim_start_matches(['ℹ', '#', ' ']).strip_prefix("pass "));
    assert!(passed.and_then(|n| n.trim().parse().ok()).is_some_and(|n: u32| n > 0), "{file} asked nothing");
}

#[test]
fn a_monitor_writes_without_network_and_each_report_arrives_once() {
    in_a_browser("a_monitor_writes_without_network_and_each_report_arrives_once", "form.test.mjs");
}

#[test]
fn what_a_monitor_wrote_without_network_becomes_a_document_that_anybody_fetches() {
    in_a_browser(
        "what_a_monitor_wrote_without_network_becomes_a_document_that_anybody_fetches",
        "chain.test.mjs",
    );
}

#[test]
fn pages_read_in_both_directions_on_small_screens_without_script_by_keyboard_and_with_contrast() {
    let test = "pages_read_in_both_directions_on_small_screens_without_script_by_keyboard_and_with_contrast";
    in_a_browser(test, "pages.test.mjs");
}

#[test]
fn maps_move_a_place_is_tapped_and_a_bundle_is_verified_in_the_browser() {
    in_a_browser("maps_move_a_place_is_tapped_and_a_bundle_is_verified_in_the_browser", "islands.test.mjs");
}

#[test]
fn a_passkey_signs_its_owner_in_over_https_and_without_script_password_and_code_do() {
    let test = "a_passkey_signs_its_owner_in_over_https_and_without_script_password_and_code_do";
    in_a_browser(test, "passkeys.test.mjs");
}
