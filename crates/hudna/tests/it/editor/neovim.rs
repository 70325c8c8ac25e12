//! A real client: Neovim as Debian has it, without a window.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::marsa;
use crate::run::{list, word};

/// What Neovim is told to do; it writes what it saw as JSON.
const SCRIPT: &str = include_str!("neovim.lua");

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn neovim_shows_what_is_wrong_and_hovers_completes_and_jumps() {
    if Command::new("nvim").arg("--version").output().is_err() {
        eprintln!(
            "skipped: neovim_shows_what_is_wrong_and_hovers_completes_and_jumps: nvim is not here \
             (apt-get install neovim)"
        );
        return;
    }
    let (folder, _) = marsa(&[]);
    let seen = run(folder.path());
    // Opened as it is: only warnings. A zone misspelt after Arabic words on the same line: an error there.
    assert!(list(&seen, "opened").iter().all(|d| d["severity"] == 2), "{seen}");
    let broken = list(&seen, "broken");
    let wrong = broken.iter().find(|d| word(d, "code") == "zone-unknown").unwrap_or_else(|| panic!("{seen}"));
    assert_eq!(word(wrong, "underlined"), "'bufer'", "{wrong}");
    assert!(list(&seen, "mended").iter().all(|d| word(d, "code") != "zone-unknown"), "{seen}");
    let hover = word(&seen, "hover");
    assert!(
        hover.contains("يُحظر على أطراف الاتفاق") && hover.contains("Prohibited to the parties"),
        "{hover}"
    );
    let offered: Vec<&str> = list(&seen, "completion").iter().filter_map(Value::as_str).collect();
    assert!(offered.contains(&"demilitarised_port") && !offered.contains(&"contact"), "{offered:?}");
    assert!(word(&seen, "jumped_to").ends_with("marsa.geojson"), "{seen}");
    assert_eq!(word(&seen, "jumped_at"), "buffer", "{seen}");
    assert!(word(&seen, "jumped_to_norm").contains("a4.1"), "{seen}");
}

fn run(folder: &Path) -> Value {
    let script = folder.join("try.lua");
    let seen = folder.join("seen.json");
    std::fs::write(&script, SCRIPT).expect("the script");
    let output = Command::new("nvim")
        .args(["--headless", "--clean", "-n", "-c"])
        .arg(format!("luafile {}", script.display()))
        .args(["-c", "qa!"])
        .env("HUDNA", env!("CARGO_BIN_EXE_hudna"))
        .env("HUDNA_SEEN", &seen)
        .env("HUDNA_DRAFT", folder.join("marsa.md"))
        .env("XDG_STATE_HOME", folder)
        .env("XDG_CACHE_HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .output()
        .expect("Neovim starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = std::fs::read_to_string(&seen).unwrap_or_else(|why| panic!("{why}: {said}"));
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}"))
}
