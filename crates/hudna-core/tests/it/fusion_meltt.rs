//! Strict matching by window against MELTT's own totals on its crash data (LGPL 3, read and never copied).

use std::collections::HashMap;
use std::path::PathBuf;

use hudna_core::incident::window::{Row, within};
use hudna_core::place::Point;

/// `../shared/data/meltt-crash`, found by walking up.
fn folder() -> Option<PathBuf> {
    let start = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    start.ancestors().map(|up| up.join("shared/data/meltt-crash")).find(|path| path.is_dir())
}

fn table(text: &str) -> Vec<HashMap<&str, &str>> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    lines.map(|line| header.iter().copied().zip(line.split(',')).collect()).collect()
}

/// Days since 2012-01-01 of a date in January 2012, or a little after.
fn day(text: &str) -> i32 {
    let numbers: Vec<i32> = text.split('-').filter_map(|n| n.parse().ok()).collect();
    let [_, month, day] = numbers[..] else { return 0 };
    (month - 1) * 31 + day
}

#[test]
fn strict_matching_gives_meltts_totals_on_its_crash_data() {
    let Some(folder) = folder() else {
        skipped("strict_matching_gives_meltts_totals_on_its_crash_data");
        return;
    };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let taxonomies =
        ["model_tax", "color_tax", "damage_tax"].map(|name| (name, read(&format!("taxonomy_{name}.csv"))));
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut levels: HashMap<(&str, String, String), Vec<u32>> = HashMap::new();
    for (name, text) in &taxonomies {
        let header: Vec<&str> = text.lines().next().unwrap_or("").split(',').skip(2).collect();
        for row in table(text) {
            let codes = header.iter().map(|column| {
                let next = numbers.len() as u32;
                *numbers.entry(format!("{name} {column} {}", row[column])).or_insert(next)
            });
            let codes = codes.collect();
            levels.insert((name, row["data.source"].to_owned(), row["base.categories"].to_owned()), codes);
        }
    }
    let mut rows = Vec::new();
    for set in 1..=3 {
        let text = read(&format!("crash_data{set}.csv"));
        for row in table(&text) {
            let number = |name: &str| row[name].parse().unwrap_or(f64::NAN);
            let categories = taxonomies
                .iter()
                .map(|(name, _)| levels[&(*name, row["dataset"].to_owned(), row[name].to_owned())].clone())
                .collect();
            let at = Point { lon: number("longitude"), lat: number("latitude") };
            rows.push(Row { set, from: day(row["date"]), to: day(row["enddate"]), at, categories });
        }
    }
    let groups = within(&rows, 4.0, 2);
    let matched: Vec<&Vec<u32>> = groups.iter().filter(|g| g.len() > 1).collect();
    let episodes = matched.iter().filter(|g| rows[g[0] as usize].to > rows[g[0] as usize].from).count();
    let removed: usize = matched.iter().map(|g| g.len() - 1).sum();
    let in_all = matched.iter().filter(|g| g.len() == 3).count();
    // MELTT itself, as its documentation prints: 140 unique entries, 34 matches (26 of events, 8 of episodes), 55 removed, 21 in all three.
    assert_eq!((rows.len(), groups.len(), matched.len()), (195, 140, 34));
    assert_eq!((matched.len() - episodes, episodes, removed, in_all), (26, 8, 55, 21));
}

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn skipped(name: &str) {
    eprintln!("skipped: {name}: ../shared is not here");
}
