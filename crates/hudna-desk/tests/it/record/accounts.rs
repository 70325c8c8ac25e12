//! Accounts beside the record, on each database that is here.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use hudna_core::ledger::id::UserId;
use hudna_core::time::{Instant, Span};
use hudna_desk::accounts::{Accounts, STANDS, new_code};
use hudna_desk::record::new_key;
use hudna_desk::store::accounts::Seen;
use totp_rs::{Builder, Secret};

use super::house::{House, MORNING};

const NOW: Instant = Instant(MORNING);
const PASSWORD: &str = "many words in a row";

fn somebody() -> (UserId, SigningKey) {
    (UserId::of([7; 10]), new_key().expect("random bytes"))
}

fn each(test: &str, what: impl Fn(&Accounts, &House)) {
    for house in House::each(test) {
        drop(house.marsa());
        what(&Accounts::open(&house.path()).expect("they open"), &house);
    }
}

#[test]
fn an_invitation_is_accepted_once_and_leads_to_the_key_that_was_made() {
    each("an_invitation_is_accepted_once_and_leads_to_the_key_that_was_made", |accounts, _| {
        let (user, key) = somebody();
        let token = accounts.invite(" Amal ", &user, &key, NOW).expect("it is kept");
        assert_eq!(accounts.invite("amal", &user, &key, NOW).unwrap_err().code, "login-taken");
        let invited = accounts.invited(&token, NOW).expect("it is read").expect("it stands");
        assert_eq!((invited.login.as_str(), &invited.user), ("amal", &user));
        assert!(accounts.invited("another", NOW).expect("it is read").is_none());
        assert_eq!(accounts.accept(&token, "too short", NOW).unwrap_err().code, "password-short");
        let came = accounts.accept(&token, PASSWORD, NOW).expect("it is accepted");
        assert_eq!((came.key.to_bytes(), came.has_code), (key.to_bytes(), false));
        assert_eq!(accounts.accept(&token, PASSWORD, NOW).unwrap_err().code, "invitation-unknown");
        let came = accounts.sign_in("AMAL", PASSWORD, "", NOW).expect("it is right");
        assert_eq!((came.user, came.key.to_bytes()), (user, key.to_bytes()));
        for (login, password) in
            [("amal", "another password"), ("nobody", PASSWORD), ("not a login", PASSWORD)]
        {
            assert_eq!(
                accounts.sign_in(login, password, "", NOW).unwrap_err().code,
                "sign-in-wrong",
                "{login}"
            );
        }
    });
}

#[test]
fn an_invitation_stands_for_a_week_and_its_name_is_free_again() {
    each("an_invitation_stands_for_a_week_and_its_name_is_free_again", |accounts, _| {
        let (user, key) = somebody();
        let token = accounts.invite("amal", &user, &key, NOW).expect("it is kept");
        let later = NOW.plus(STANDS);
        assert!(accounts.invited(&token, later.minus(Span::seconds(1))).expect("it is read").is_some());
        assert!(accounts.invited(&token, later).expect("it is read").is_none());
        assert_eq!(accounts.accept(&token, PASSWORD, later).unwrap_err().code, "invitation-unknown");
        assert!(accounts.invite("amal", &user, &key, later).is_ok());
    });
}

#[test]
fn a_code_that_was_asked_for_is_needed_and_taken_once() {
    each("a_code_that_was_asked_for_is_needed_and_taken_once", |accounts, _| {
        let (user, key) = somebody();
        let token = accounts.invite("amal", &user, &key, NOW).expect("it is kept");
        accounts.accept(&token, PASSWORD, NOW).expect("it is accepted");
        let secret = new_code().expect("random bytes");
        let bytes = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).expect("base 32");
        let code = |at: Instant| {
            let codes = Builder::new().with_secret(Secret::from(bytes.clone())).build_noncompliant();
            codes.generate(u64::try_from(at.0 / 1_000_000).expect("after 1970")).to_string()
        };
        let asked = |password: &str, code: &str| accounts.ask_code("amal", password, (&secret, code), NOW);
        assert_eq!(asked(PASSWORD, "000000").unwrap_err().code, "code-wrong");
        assert_eq!(asked("another password", &code(NOW)).unwrap_err().code, "sign-in-wrong");
        asked(PASSWORD, &code(NOW)).expect("it is asked from here on");
        let later = NOW.plus(Span::minutes(2));
        for wrong in ["", "000000", &code(NOW)] {
            assert_eq!(accounts.sign_in("amal", PASSWORD, wrong, later).unwrap_err().code, "sign-in-wrong");
        }
        let came = accounts.sign_in("amal", PASSWORD, &code(later), later).expect("it is right");
        assert!(came.has_code && came.key.to_bytes() == key.to_bytes());
        let again = accounts.sign_in("amal", PASSWORD, &code(later), later).unwrap_err();
        assert_eq!(again.code, "sign-in-wrong", "no code is taken twice");
        // another password wraps both anew
        accounts.change_password("amal", PASSWORD, "other words in a row").expect("it changes");
        let then = later.plus(Span::minutes(2));
        assert_eq!(accounts.sign_in("amal", PASSWORD, &code(then), then).unwrap_err().code, "sign-in-wrong");
        accounts.sign_in("amal", "other words in a row", &code(then), then).expect("it is right");
    });
}

#[test]
fn what_lies_in_the_database_tells_neither_key_nor_password_nor_token() {
    let house = House::sqlite();
    drop(house.marsa());
    let accounts = Accounts::open(&house.path()).expect("they open");
    let (user, key) = somebody();
    let token = accounts.invite("amal", &user, &key, NOW).expect("it is kept");
    let held = |what: &[u8]| {
        let files = ["accounts.sqlite", "accounts.sqlite-wal"].map(|name| house.path().join(name));
        let bytes: Vec<u8> = files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect();
        assert!(bytes.windows(4).any(|w| w == b"amal"), "something lies there");
        bytes.windows(what.len()).any(|w| w == what)
    };
    let key = data_encoding::BASE64.encode(&key.to_bytes());
    assert!(!held(token.as_bytes()) && !held(key.as_bytes()));
    accounts.accept(&token, PASSWORD, NOW).expect("it is accepted");
    assert!(!held(PASSWORD.as_bytes()) && !held(key.as_bytes()));
}

#[test]
fn two_who_come_with_one_invitation_are_one() {
    each("two_who_come_with_one_invitation_are_one", |accounts, house| {
        let (user, key) = somebody();
        let token = accounts.invite("amal", &user, &key, NOW).expect("it is kept");
        let path = Arc::new(house.path());
        let came: Vec<bool> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    let (path, token) = (Arc::clone(&path), token.clone());
                    scope.spawn(move || {
                        let accounts = Accounts::open(&path).expect("they open");
                        accounts.accept(&token, PASSWORD, NOW).is_ok()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().expect("it ends")).collect()
        });
        assert_eq!(came.iter().filter(|came| **came).count(), 1, "{came:?}");
    });
}

#[test]
fn what_somebody_read_is_noted_for_them_newest_first_and_browsers_are_known_by_account() {
    each(
        "what_somebody_read_is_noted_for_them_newest_first_and_browsers_are_known_by_account",
        |accounts, _| {
            let (user, other) = (UserId::of([7; 10]), UserId::of([8; 10]));
            for (at, what) in [(1, "sign-in"), (2, "report R-7"), (3, "incident INC-1")] {
                accounts.note(&user, what, Instant(at)).expect("it is noted");
            }
            let noted = accounts.noted(&user, 2).expect("it is read");
            let seen = |at, what: &str| Seen { at, what: what.to_owned() };
            assert_eq!(noted, [seen(3, "incident INC-1"), seen(2, "report R-7")]);
            assert!(accounts.noted(&other, 9).expect("it is read").is_empty());
            accounts.meet_device("amal", "cookie").expect("it is kept");
            assert!(accounts.knows_device("amal", "cookie").expect("it is read"));
            assert!(!accounts.knows_device("zayd", "cookie").expect("it is read"));
            accounts.meet_device("zayd", "cookie").expect("it is kept");
            assert!(
                accounts.knows_device("amal", "cookie").expect("it is read"),
                "one browser may be of several people"
            );
        },
    );
}
