//! Whatever the bytes, a reader answers: it never panics, and every line is a report or set aside.

use hudna_desk::intake::{
    DateOrder, Format, Mapping, Options, propose_mapping, read, read_registers, refuse_early, template_csv,
    template_xlsx,
};
use jiff::tz::TimeZone;
use proptest::prelude::*;

const SEEDS: &[&str] = &[
    "report_id,source,act,at,place,killed,text\nR1,Post 3,shelling,2026-03-11 06:00,\"31.37, 38.09 ± 500 m\",2/3/5,x\n",
    "رقم_البلاغ,المصدر,الفعل,الوقت,المكان,القتلى,النص\nب1,دورية,قصف مدفعي,٢٢ رمضان ١٤٤٧ ٦ مساءً,مرسى أو الغدير,لا شيء,نص\n",
    "id,type_of_violence,side_a,side_b,date_start,date_end,where_prec,latitude,longitude,date_prec,best,low,high,source_article,year\n1,1,A,B,2014-01-01,2014-01-03,1,32,13,1,3,2,4,\"\"\"BBC,2014-01-01,x\"\"\",2014\n",
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,latitude,longitude,geo_precision,source,notes,fatalities\nLBY1,11 March 2026,1,Battles,Armed clash,A,B,32,13,1,X; Y,n,2\n",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"act\":\"shelling\",\"at\":\"2026-03-11\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}]}",
    "register,party,act,sent_at,from,until,place,answer\nnotices,first,flight,2026-03-01,2026-03-02 06:00,,Marsa,granted\n",
    "register,from,until,by\nnotices,2026-03-01,2026-04-01,commission\n",
];

fn holds(name: &str, bytes: &[u8]) {
    let zone = TimeZone::get("Africa/Tripoli").unwrap_or(TimeZone::UTC);
    let mapping = Mapping::parse(
        "[columns]\nact = \"act\"\nat = [\"at\", \"date_start\"]\n[values.act]\n\"x\" = \"?\"\n",
    )
    .ok();
    let _ = refuse_early(bytes, bytes.len() as u64);
    for force in [
        None,
        Some(Format::Template),
        Some(Format::Mapped),
        Some(Format::GeoJson),
        Some(Format::UcdpGed),
        Some(Format::Acled),
    ] {
        let options = Options { zone: &zone, force, mapping: mapping.as_ref(), dates: DateOrder::MonthFirst };
        for options in [Options { mapping: None, ..options }, options] {
            if let Ok(intake) = read(name, bytes, &options) {
                assert_eq!(intake.read, intake.reports.len() + intake.set_aside.len());
            }
        }
    }
    if let Ok(intake) = read_registers(name, bytes, &Options::new(&zone)) {
        assert_eq!(intake.read, intake.accepted + intake.set_aside.len());
    }
    if let Ok(proposed) = propose_mapping(name, bytes) {
        // Where no header is known and no column holds dates, nothing can be proposed; all else reads back.
        let faults: Vec<_> =
            Mapping::parse(&proposed).err().unwrap_or_default().into_iter().map(|d| d.code).collect();
        assert!(
            faults.is_empty() || faults == ["mapping-without-columns"],
            "{proposed}
{faults:?}"
        );
    }
}

/// Changes `seed` at a few places: bytes overwritten, cut out, doubled.
fn mutated(seed: &[u8], changes: &[(u8, prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (how, at, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match how % 4 {
            0 => bytes[at] = *byte,
            1 => drop(bytes.drain(at..(at + usize::from(byte % 9)).min(bytes.len()))),
            2 => bytes.insert(at, *byte),
            _ => {
                let piece: Vec<u8> = bytes[at..(at + usize::from(*byte)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds("notices.csv", &bytes);
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}") {
        holds("x.csv", text.as_bytes());
    }

    #[test]
    fn valid_files_with_changed_bytes_are_answered(
        seed in prop::sample::select(SEEDS),
        changes in prop::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        holds("visits.csv", &mutated(seed.as_bytes(), &changes));
    }

    #[test]
    fn any_cell_in_any_column_is_answered(cell in "[-0-9٠-٩:/. ,،±صمTZ+\"a-zأ-ي|?]{0,40}") {
        for column in ["at", "reported_at", "place", "lat,lon", "killed", "act", "actor", "radius_m", "credibility", "until", "echo_of"] {
            let text = format!("report_id\tact\t{}\ttext\n1\tfire\t{}\tx\n", column.replace(',', "\t"), cell.replace('"', ""));
            holds("x.tsv", text.as_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn workbooks_with_changed_bytes_are_answered(
        changes in prop::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        static BOOK: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let book = BOOK.get_or_init(|| template_xlsx().unwrap_or_default());
        holds("book.xlsx", &mutated(book, &changes));
    }
}

#[test]
fn what_fuzzing_found_stays_answered() {
    for bytes in [
        "\u{feff}".as_bytes(),
        b"\xff\xfe",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"PK\x03\x04xl/workbookPK\x05\x06",
        b"\"",
        b"sep=;",
        b"sep=;\n",
        b"{\"type\":\"Feature\"}",
        b"act,at,text\n\"",
    ] {
        holds("x.csv", bytes);
    }
    holds("x.csv", template_csv("ar").as_bytes());
}
