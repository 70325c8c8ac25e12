//! Missions whose founding was cut short leave nothing behind, and take nothing from those that stand.

use std::path::{Path, PathBuf};

use hudna_desk::record::Mission;
use hudna_desk::store::folder;

use super::house::House;

/// What a founding at `path` leaves that is cut short before it appears: all of the mission, but in its place.
fn cut_short(house: &House, name: &str) -> PathBuf {
    drop(house.marsa());
    let begun = house.beside(name);
    std::fs::create_dir(&begun).expect("a folder");
    std::fs::rename(house.path(), begun.join("mission")).expect("it is moved");
    begun
}

fn schema_of(mission: &Path) -> String {
    let settings = folder::settings(mission).expect("a mission");
    format!("hudna_{}", settings.mission.0.rsplit('/').next().expect("a name").to_ascii_lowercase())
}

/// Whether the schema is in the database; `None` on SQLite.
fn is_there(house: &House, schema: &str) -> Option<bool> {
    let mut client =
        postgres::Client::connect(house.database.as_deref()?, postgres::NoTls).expect("it is here");
    let rows =
        client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[&schema]).expect("it is asked");
    Some(!rows.is_empty())
}

#[test]
fn what_a_founding_left_that_was_cut_short_goes_before_the_next() {
    for house in House::each("what_a_founding_left_that_was_cut_short") {
        let begun = cut_short(&house, ".hudna-abcdef");
        let schema = schema_of(&begun.join("mission"));
        assert_ne!(is_there(&house, &schema), Some(false));
        assert_eq!(folder::sweep(&house.path()), []);
        assert!(!begun.exists());
        assert_ne!(is_there(&house, &schema), Some(true));
        let mission = house.marsa();
        // one that stands, and one that is made just now, are left alone
        let kept = schema_of(&house.path());
        assert_eq!(folder::sweep(&house.path()), []);
        assert_ne!(is_there(&house, &kept), Some(false));
        drop(mission);
        Mission::open(&house.path()).expect("it opens");
    }
}

#[test]
fn a_founding_under_way_is_left_alone() {
    for house in House::each("a_founding_under_way_is_left_alone") {
        let begun = cut_short(&house, ".hudna-abcdef");
        let made = Mission::open(&begun.join("mission")).expect("it is locked");
        let schema = schema_of(&begun.join("mission"));
        assert_eq!(folder::sweep(&house.path()), []);
        assert!(begun.join("mission/mission.toml").exists());
        assert_ne!(is_there(&house, &schema), Some(false));
        drop(made);
        // neither is a folder of another name, or one without a mission
        std::fs::create_dir(house.beside(".hudna-empty")).expect("a folder");
        std::fs::rename(&begun, house.beside("hudna-kept")).expect("it is moved");
        assert_eq!(folder::sweep(&house.path()), []);
        assert!(
            house.beside("hudna-kept/mission/mission.toml").exists() && house.beside(".hudna-empty").exists()
        );
    }
}

#[test]
fn a_schema_that_cannot_be_taken_away_is_named() {
    let Some(house) = House::postgres("a_schema_that_cannot_be_taken_away_is_named") else { return };
    let begun = cut_short(&house, ".hudna-abcdef");
    let settings = begun.join("mission/mission.toml");
    let schema = schema_of(&begun.join("mission"));
    let text = std::fs::read_to_string(&settings).expect("settings");
    let elsewhere = text.lines().map(|line| match line.starts_with("database") {
        true => "database = \"postgres://nobody@127.0.0.1:1/none?sslmode=disable\"",
        false => line,
    });
    std::fs::write(&settings, elsewhere.collect::<Vec<_>>().join("\n")).expect("they are written");
    let told = folder::sweep(&house.path());
    assert_eq!(told.iter().map(|why| why.code).collect::<Vec<_>>(), ["database-left-behind"]);
    assert!(told[0].arguments.contains(&("schema", schema)), "{told:?}");
    assert!(begun.exists(), "what names it stays");
}
