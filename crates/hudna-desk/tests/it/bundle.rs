//! Bundles as files: read back as written, refused where two readers might differ, and judged alike by the verifier in Python.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hudna_core::ledger::bundle::OwnedMember;
use hudna_core::ledger::head::SignedHead;
use hudna_desk::bundle::{pack, read, read_head, unpack};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};
use serde_json::Value;

use crate::invented_record::*;
use crate::tampered_record::{Case, Expected, cases};
use crate::tampered_rows::odd_acts;
use crate::tampered_signed::sealed_raw;

/// What a verifier says: nothing, or the code and the entry's number.
type Verdict = Result<(), (String, Option<u64>)>;

fn verdict(file: &[u8], held: Option<&str>) -> Verdict {
    let held: Option<SignedHead> = held.map(|note| read_head(note.as_bytes()).unwrap());
    read(file, held.as_ref()).map(drop).map_err(|trouble| {
        assert_eq!(trouble.family, "bundle");
        let number = trouble.arguments.iter().find(|(name, _)| *name == "number");
        (trouble.code.to_owned(), number.map(|(_, n)| n.parse().unwrap()))
    })
}

fn is_expected(verdict: &Verdict, expected: &Expected) -> bool {
    match (verdict, expected) {
        (Ok(()), Expected::Verified) | (_, Expected::Whatever) => true,
        (Err((code, _)), Expected::Refused(codes)) => codes.contains(&code.as_str()),
        _ => false,
    }
}

#[test]
fn a_bundle_is_read_back_as_it_was_written() {
    let r = long();
    let members = r.all(&r.cosigned(&[WITNESS]));
    let file = pack(&members).unwrap();
    assert_eq!(pack(&members).unwrap(), file, "the same bytes at any time of day");
    let back = read(&file, None).unwrap();
    assert_eq!(back.members, members);
    assert_eq!(back.verified.cosigned.len(), 1);
}

#[test]
fn any_other_reader_of_zip_finds_the_same_members() {
    let r = record();
    let members = r.all(&r.head());
    let file = pack(&members).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|i| archive.by_index(i).unwrap().name().to_owned()).collect();
    assert_eq!(names, members.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
}

/// Files that are no plain ZIP, each of which some reader would take.
fn not_plain() -> Vec<(String, Vec<u8>, &'static str)> {
    const FORM: &str = "bundle-not-understood";
    let r = record();
    let members = r.all(&r.head());
    let file = pack(&members).unwrap();
    let end = file.len() - 22;
    let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let start = number(end + 16);
    let changed = |at: usize, bytes: &[u8]| {
        let mut other = file.clone();
        other[at..at + bytes.len()].copy_from_slice(bytes);
        other
    };
    let mut files = vec![
        ("an empty file".to_owned(), Vec::new(), FORM),
        ("no ZIP".to_owned(), vec![b'x'; 100], FORM),
        ("something before it".to_owned(), [b"MZ".as_slice(), &file].concat(), FORM),
        ("something after it".to_owned(), [file.as_slice(), b"more"].concat(), FORM),
        ("a comment".to_owned(), [&changed(file.len() - 2, &[4, 0]), b"more".as_slice()].concat(), FORM),
        ("one member fewer in its count".to_owned(), changed(end + 8, &[3, 0, 3, 0]), FORM),
        ("a disk more".to_owned(), changed(end + 4, &[1, 0]), FORM),
        ("a directory elsewhere".to_owned(), changed(end + 16, &[0, 0, 0, 0]), FORM),
        ("a name that differs in the directory".to_owned(), changed(start + 46, b"H"), FORM),
        ("a name that differs before the data".to_owned(), changed(30, b"H"), FORM),
        ("an encrypted member".to_owned(), both_flags(&file, start, 0x0001), FORM),
        ("a member with a descriptor".to_owned(), both_flags(&file, start, 0x0008), FORM),
        ("a checksum of its own".to_owned(), changed(start + 16, &[0; 4]), FORM),
        ("a comment of a member".to_owned(), changed(start + 32, &[1, 0]), FORM),
        ("a member at another place".to_owned(), changed(start + 42, &[1, 0, 0, 0]), FORM),
        ("sizes beyond the limit".to_owned(), both_sizes(&file, start, 0x4000_0001), "bundle-too-large"),
        ("a size too great by one".to_owned(), both_sizes(&file, start, number(22) as u32 + 1), FORM),
        ("a size too small by one".to_owned(), both_sizes(&file, start, number(22) as u32 - 1), FORM),
    ];
    for cut in [1, 22, 23, file.len() / 2] {
        files.push((format!("{cut} bytes cut off"), file[..file.len() - cut].to_vec(), FORM));
    }
    let mut bomb = members.clone();
    bomb.insert(3, ("tile/entries/001".into(), vec![0; 1 << 24]));
    files.push(("sixteen megabytes of nothing".into(), pack(&bomb).unwrap(), FORM));
    for name in ["../checkpoint", "/checkpoint", "checkpoint/", "CHECKPOINT", "checkpoint\0", "chëckpoint"] {
        let mut other = members.clone();
        other[1].0 = name.into();
        files.push((format!("a member called {name:?}"), pack(&other).unwrap(), FORM));
    }
    files
}

/// The first member's flags, in both places.
fn both_flags(file: &[u8], start: usize, flags: u16) -> Vec<u8> {
    let mut other = file.to_vec();
    other[6..8].copy_from_slice(&flags.to_le_bytes());
    other[start + 8..start + 10].copy_from_slice(&flags.to_le_bytes());
    other
}

/// The first member's size, in both places.
fn both_sizes(file: &[u8], start: usize, size: u32) -> Vec<u8> {
    let mut other = file.to_vec();
    other[22..26].copy_from_slice(&size.to_le_bytes());
    other[start + 24..start + 28].copy_from_slice(&size.to_le_bytes());
    other
}

#[test]
fn a_file_that_two_readers_may_see_two_ways_is_refused() {
    for (name, file, code) in not_plain() {
        assert_eq!(verdict(&file, None), Err((code.to_owned(), None)), "{name}");
    }
}

#[test]
fn every_bit_of_the_frame_counts() {
    let r = record();
    let one = r.cut(1);
    let file = pack(&one.all_with(&one.head(), &BTreeMap::new())).unwrap();
    let members = unpack(&file).unwrap();
    let mut same = 0;
    for bit in 0..file.len() * 8 {
        let mut other = file.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        // what no reader looks at: versions, times, attributes, how hard the deflater tried
        if unpack(&other).is_ok_and(|read| read == members) {
            same += 1;
        }
        let changed = unpack(&other).is_ok_and(|read| read != members);
        assert!(!changed || verdict(&other, None).is_err(), "bit {bit}");
    }
    assert!(same < members.len() * 8 * 32, "{same}");
}

#[test]
fn every_refusal_is_said_in_both_languages() {
    let mut seen: BTreeMap<&'static str, Trouble> = BTreeMap::new();
    for case in cases() {
        let held = case.held.as_deref().map(|note| read_head(note.as_bytes()).unwrap());
        if let Err(trouble) = read(&pack(&case.members).unwrap(), held.as_ref()) {
            seen.entry(trouble.code).or_insert(trouble);
        }
    }
    assert!(seen.len() > 30, "{:?}", seen.keys());
    for trouble in seen.values() {
        for lang in Lang::BOTH {
            for key in [trouble.key(), format!("{}.do", trouble.key())] {
                let said = Words::of(*lang).message(&key, &trouble.arguments);
                assert!(said != key && !said.contains("{$"), "{lang:?}: {key}: {said}");
            }
        }
    }
}

#[test]
fn a_head_that_cannot_be_read_is_called_so() {
    assert_eq!(read_head(b"hello").unwrap_err().key(), "bundle-held-not-understood");
    assert_eq!(read_head(&[0xff]).unwrap_err().key(), "bundle-held-not-understood");
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../verifiers/python/hudna_verify.py")
}

/// `HUDNA_PYTHON`, or `python3`.
fn python() -> Command {
    Command::new(std::env::var_os("HUDNA_PYTHON").unwrap_or_else(|| "python3".into()))
}

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn has_python(test: &str) -> bool {
    let there = python().args(["-c", "import nacl.bindings"]).stderr(Stdio::null()).status();
    let there = there.is_ok_and(|status| status.success());
    if !there {
        eprintln!("skipped: {test}: PyNaCl is not here (pip install pynacl)");
    }
    there
}

/// Reads lines `FILE TAB HELD-OR-NOTHING`, answers each with a verdict in JSON.
const DRIVER: &str = r#"
import json, sys
sys.path.insert(0, sys.argv[1])
import hudna_verify as v
for line in sys.stdin:
    path, held = line.rstrip("\n").split("\t")
    head = v.Head(open(held, "rb").read()) if held else None
    try:
        said = v.verify(open(path, "rb").read(), head)
    except v.Refused as why:
        said = {"verdict": "refused", "code": why.code, "entry": why.entry}
    print(json.dumps(said), flush=True)
"#;

/// What a verifier says of each file that it is told of, a line each: `FILE TAB HELD-OR-NOTHING`, answered in JSON.
fn says(mut verifier: Command, files: &[(Vec<u8>, Option<String>)]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = String::new();
    for (n, (file, held)) in files.iter().enumerate() {
        let path = folder.path().join(format!("{n}.zip"));
        std::fs::write(&path, file).unwrap();
        let note = folder.path().join(format!("{n}.head"));
        if let Some(held) = held {
            std::fs::write(&note, held).unwrap();
        }
        let held = held.as_ref().map(|_| note.display().to_string()).unwrap_or_default();
        asked.push_str(&format!("{}\t{held}\n", path.display()));
    }
    let mut child = verifier.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let asking = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
    let output = child.wait_with_output().unwrap();
    asking.join().unwrap().unwrap();
    assert!(output.status.success());
    let said: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(said.len(), files.len());
    said
}

/// What the verifier in Python says of each file.
fn python_says(files: &[(Vec<u8>, Option<String>)]) -> Vec<Value> {
    let mut verifier = python();
    verifier.args(["-c", DRIVER]).arg(script().parent().unwrap());
    says(verifier, files)
}

/// The same of the verifier that runs in browsers, asked through Node: by the file that the program holds.
const NODE_DRIVER: &str = r#"
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
const [island, document] = process.argv.slice(1);
const { verify } = await import(island);
const format = await readFile(document, "utf8");
for await (const line of createInterface({ input: process.stdin })) {
  const [path, held] = line.split("\t");
  const said = await verify(format, new Uint8Array(await readFile(path)), held ? new Uint8Array(await readFile(held)) : null);
  process.stdout.write(JSON.stringify(said) + "\n");
}
"#;

fn browser_says(files: &[(Vec<u8>, Option<String>)]) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut verifier = Command::new("node");
    verifier.args(["--no-warnings", "--input-type=module", "-e", NODE_DRIVER]);
    verifier.arg(root.join("crates/hudna/ui/dist/verify.js")).arg(root.join("docs/record-format.md"));
    says(verifier, files)
}

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn has_node(test: &str) -> bool {
    let program = "await crypto.subtle.generateKey('Ed25519', false, ['sign'])";
    let there = Command::new("node")
        .args(["--no-warnings", "--input-type=module", "-e", program])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !there {
        eprintln!("skipped: {test}: no node with Ed25519");
    }
    there
}

fn verdict_of(said: &Value) -> Verdict {
    match said["verdict"].as_str() {
        Some("verified") => Ok(()),
        _ => Err((said["code"].as_str().unwrap().to_owned(), said["entry"].as_u64())),
    }
}

/// What another verifier says of bundles.
type Says = fn(&[(Vec<u8>, Option<String>)]) -> Vec<Value>;

#[test]
fn the_verifiers_in_python_and_in_the_browser_say_the_same_of_every_bundle() {
    let test = "the_verifiers_in_python_and_in_the_browser_say_the_same_of_every_bundle";
    let mut others: Vec<(&str, Says)> = Vec::new();
    others.extend(has_python(test).then_some(("Python", python_says as Says)));
    others.extend(has_node(test).then_some(("the browser", browser_says as Says)));
    if others.is_empty() {
        return;
    }
    let mut cases = cases();
    // a changed leaf under the old root is one case over and over
    let mut left_out = 0..;
    cases.retain(|case| {
        !case.name.ends_with("head as it was") || left_out.next().is_some_and(|n| n % 10 == 0)
    });
    let files: Vec<(Vec<u8>, Option<String>)> =
        cases.iter().map(|case| (pack(&case.members).unwrap(), case.held.clone())).collect();
    let here: Vec<Verdict> = files.iter().map(|(file, held)| verdict(file, held.as_deref())).collect();
    let mut wrong = Vec::new();
    for (who, says) in others {
        for ((Case { name, expected, .. }, here), said) in cases.iter().zip(&here).zip(says(&files)) {
            let there = verdict_of(&said);
            if *here != there || !is_expected(here, expected) {
                wrong.push(format!("{name}: {here:?}, {who} {there:?}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn the_verifier_in_the_browser_says_the_same_of_every_odd_file_and_shows_the_same() {
    if !has_node("the_verifier_in_the_browser_says_the_same_of_every_odd_file_and_shows_the_same") {
        return;
    }
    let files: Vec<(Vec<u8>, Option<String>)> =
        not_plain().into_iter().map(|(_, file, _)| (file, None)).collect();
    for (((name, file, _), _), said) in not_plain().iter().zip(&files).zip(browser_says(&files)) {
        assert_eq!(verdict(file, None), verdict_of(&said), "{name}");
    }
    let r = record();
    let head = r.cosigned(&[WITNESS, DISMISSED, STRANGER]);
    let bundles = [r.all(&head), r.some(&head, &[20], None)];
    let files: Vec<_> = bundles.iter().map(|members| (pack(members).unwrap(), None)).collect();
    for ((file, _), said) in files.iter().zip(browser_says(&files)) {
        let here = read(file, None).unwrap().verified;
        assert_eq!(said["size"], here.size);
        assert_eq!(said["entries"], here.entries());
        assert_eq!(said["kinds"], serde_json::to_value(&here.kinds).unwrap());
        assert_eq!(said["opened"], here.opened.len());
        assert_eq!(said["cosigned"][0]["witness"], &*here.cosigned[0].witness);
        assert_eq!(said["cosigned"][0]["at"], here.cosigned[0].at);
        assert_eq!(said["cosigned"].as_array().unwrap().len(), here.cosigned.len());
        assert_eq!(said["excerpt"], here.excerpt.map_or(Value::Null, |numbers| numbers.into()));
    }
}

#[test]
fn the_verifier_in_python_says_the_same_of_every_odd_file() {
    if !has_python("the_verifier_in_python_says_the_same_of_every_odd_file") {
        return;
    }
    let files: Vec<(Vec<u8>, Option<String>)> =
        not_plain().into_iter().map(|(_, file, _)| (file, None)).collect();
    for (((name, file, _), _), said) in not_plain().iter().zip(&files).zip(python_says(&files)) {
        assert_eq!(verdict(file, None), verdict_of(&said), "{name}");
    }
}

#[test]
fn the_verifier_in_python_shows_the_same() {
    if !has_python("the_verifier_in_python_shows_the_same") {
        return;
    }
    let r = record();
    let head = r.cosigned(&[WITNESS, DISMISSED, STRANGER]);
    let bundles: Vec<Vec<OwnedMember>> = vec![r.all(&head), r.some(&head, &[20], None)];
    let files: Vec<_> = bundles.iter().map(|members| (pack(members).unwrap(), None)).collect();
    for ((file, _), said) in files.iter().zip(python_says(&files)) {
        let here = read(file, None).unwrap().verified;
        assert_eq!(said["size"], here.size);
        assert_eq!(said["entries"], here.entries());
        assert_eq!(said["kinds"], serde_json::to_value(&here.kinds).unwrap());
        assert_eq!(said["opened"], here.opened.len());
        assert_eq!(said["cosigned"][0]["witness"], &*here.cosigned[0].witness);
        assert_eq!(said["cosigned"][0]["at"], here.cosigned[0].at);
        assert_eq!(said["cosigned"].as_array().unwrap().len(), here.cosigned.len());
        assert_eq!(said["excerpt"], here.excerpt.map_or(Value::Null, |numbers| numbers.into()));
    }
}

/// The one difference that the format allows: words of the vocabulary, which grows.
#[test]
fn the_verifier_in_python_knows_no_words_of_the_vocabulary_and_says_so() {
    if !has_python("the_verifier_in_python_knows_no_words_of_the_vocabulary_and_says_so") {
        return;
    }
    let mut r = record();
    let act = hudna_core::ledger::act::Act::ReportFiled { from: None, report: claims() };
    let body = r.body(MONITOR, act, Vec::new());
    let text = String::from_utf8(body.canonical().unwrap()).unwrap();
    let claiming = |code: &str| {
        let deeds = format!("\"deeds\":[{{\"claims\":[[\"act\",[{{\"code\":\"{code}\"}}]]]}}]");
        pack(&sealed_raw(&r, text.replace("\"deeds\":[]", &deeds).as_bytes())).unwrap()
    };
    let number = r.leaves.len() as u64;
    let refused = Err(("entry-not-understood".into(), Some(number)));
    let files =
        ["act/shelling", "act/sorcery", "weapon/mortar", "shelling"].map(|code| (claiming(code), None));
    let said = python_says(&files);
    let here: Vec<Verdict> = files.iter().map(|(file, _)| verdict(file, None)).collect();
    let there: Vec<Verdict> = said.iter().map(verdict_of).collect();
    assert_eq!(here, [Ok(()), refused.clone(), refused.clone(), refused.clone()]);
    assert_eq!(there, [Ok(()), Ok(()), refused.clone(), refused]);
    assert_eq!(said[1]["values"], "checked but for words of the vocabulary");
}

/// Whatever a person may sign, two verifiers agree whether it may stand.
#[test]
fn the_verifier_in_python_says_the_same_of_odd_values_in_every_act() {
    if !has_python("the_verifier_in_python_says_the_same_of_odd_values_in_every_act") {
        return;
    }
    let odd = odd_acts();
    assert!(odd.len() > 3_000, "{}", odd.len());
    let files: Vec<(Vec<u8>, Option<String>)> =
        odd.iter().map(|(_, members)| (pack(members).unwrap(), None)).collect();
    let mut wrong = Vec::new();
    let mut stood = 0;
    for (((name, _), (file, _)), said) in odd.iter().zip(&files).zip(python_says(&files)) {
        let (here, there) = (verdict(file, None), verdict_of(&said));
        stood += usize::from(here.is_ok());
        if here != there {
            wrong.push(format!("{name}: {here:?}, Python {there:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), odd.len(), wrong.join("\n"));
    assert!(stood > 100 && stood < odd.len() / 2, "{stood}");
}

#[test]
fn the_command_in_python_ends_with_0_1_or_2() {
    if !has_python("the_command_in_python_ends_with_0_1_or_2") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let r = record();
    std::fs::write(at("all.zip"), pack(&r.all(&r.cosigned(&[WITNESS]))).unwrap()).unwrap();
    std::fs::write(at("none.zip"), b"PK").unwrap();
    std::fs::write(at("head"), r.head_of(10, LOG).to_string()).unwrap();
    let run = |arguments: &[PathBuf]| {
        let output = python().arg(script()).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = run(&[at("all.zip"), "--held".into(), at("head")]);
    assert_eq!(code, Some(0));
    assert!(said.starts_with(&format!("verified: {} entries of {}", r.leaves.len(), mission())), "{said}");
    assert!(said.contains("cosigned by witness.example/110 at 2026-09-21T"), "{said}");
    let (code, said) = run(&[at("none.zip")]);
    assert_eq!((code, said.starts_with("refused[bundle-not-understood]")), (Some(1), true), "{said}");
    let (code, said) = run(&[at("none.zip"), "--json".into()]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, said["code"].as_str()), (Some(1), Some("bundle-not-understood")));
    assert_eq!(run(&[at("missing.zip")]).0, Some(2));
    assert_eq!(run(&[at("all.zip"), "--held".into(), at("all.zip")]).0, Some(2));
    assert_eq!(run(&[]).0, Some(2));
}

/// The tables in the script are those of the document, and it tells apart signatures that verifiers disagree on.
#[test]
fn the_verifier_in_python_passes_its_own_tests() {
    if !has_python("the_verifier_in_python_passes_its_own_tests") {
        return;
    }
    for test in ["test_tables.py", "test_signatures.py"] {
        let output = python().arg(script().with_file_name(test)).output().unwrap();
        assert!(output.status.success(), "{test}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
