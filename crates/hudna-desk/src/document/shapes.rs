//! The five families of shapes, so that no shape means two things. Everything reads in grey and in print.
//!
//! Squares: outcome. Circles: truth. Map symbols: certainty. Upright bars: stage. Level bars: position. The bodies are SVG in
//! `currentColor`; the page uses them as symbols, the PDF as small images.

/// Name, view box width, body. The height is 16.
pub const SHAPES: &[(&str, u8, &str)] = &[
    ("breach", 16, r#"<path d="M8 .3 15.7 8 8 15.7.3 8z"/>"#),
    (
        "permitted",
        16,
        r#"<path d="M1.8 1.8h12.4v12.4H1.8z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="m4.6 8.2 2.5 2.5 4.6-5.4" fill="none" stroke="currentColor" stroke-width="1.8"/>"#,
    ),
    (
        "not_covered",
        16,
        r#"<path d="M8 2H2v12h12V8" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="12.6" cy="3.4" r="2.3"/>"#,
    ),
    (
        "undetermined",
        16,
        r#"<path d="M1.8 1.8h12.4v12.4H1.8z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M1.8 14.2 14.2 1.8v12.4z"/>"#,
    ),
    ("true", 16, r#"<circle cx="8" cy="8" r="6.6"/>"#),
    ("false", 16, r#"<circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" stroke-width="1.6"/>"#),
    (
        "unknown",
        16,
        r#"<path d="M4.3 5.2a3.7 3.7 0 1 1 5.2 3.4C8.3 9.1 8 9.6 8 11" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="8" cy="14" r="1.35"/>"#,
    ),
    // The question mark of Arabic looks the other way.
    (
        "unknown-rtl",
        16,
        r#"<g transform="translate(16 0) scale(-1 1)"><path d="M4.3 5.2a3.7 3.7 0 1 1 5.2 3.4C8.3 9.1 8 9.6 8 11" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="8" cy="14" r="1.35"/></g>"#,
    ),
    ("known", 24, r#"<circle cx="12" cy="8" r="3.6"/>"#),
    (
        "imprecise",
        24,
        r#"<circle cx="12" cy="8" r="7" fill-opacity=".13" stroke="currentColor" stroke-width="1.2" stroke-dasharray="2.4 1.8"/><circle cx="12" cy="8" r="1.6"/>"#,
    ),
    (
        "contested",
        24,
        r#"<path d="M5 8h14" stroke="currentColor" stroke-width="1.4"/><circle cx="4.5" cy="8" r="3.6"/><circle cx="19.5" cy="8" r="3.6"/>"#,
    ),
    (
        "unplaced",
        24,
        r#"<path d="M4 2h16v12H4z" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2.6 2"/>"#,
    ),
    (
        "alleged",
        10,
        r#"<path d="M1.5 2.7h7v11.6h-7z" fill="none" stroke="currentColor" stroke-width="1.3"/>"#,
    ),
    (
        "provisional",
        10,
        r#"<path d="M1.5 2.7h7v11.6h-7z" fill="none" stroke="currentColor" stroke-width="1.3"/><circle cx="3.6" cy="5.4" r=".8"/><circle cx="6.4" cy="5.4" r=".8"/><circle cx="3.6" cy="8.5" r=".8"/><circle cx="6.4" cy="8.5" r=".8"/><circle cx="3.6" cy="11.6" r=".8"/><circle cx="6.4" cy="11.6" r=".8"/>"#,
    ),
    (
        "assessed",
        10,
        r#"<path d="M1.5 2.7h7v11.6h-7z" fill="none" stroke="currentColor" stroke-width="1.3"/><path d="M1.5 6 5 2.7M1.5 9.5l7-6.4M1.5 13l7-6.6M3.6 14.3l4.9-4.6M7 14.3l1.5-1.4" stroke="currentColor" stroke-width=".9"/>"#,
    ),
    ("ruled", 10, r#"<path d="M1 2h8v13H1z"/>"#),
    ("accepts", 24, r#"<path d="M1 5h22v6H1z"/>"#),
    (
        "accepts_with_reservation",
        24,
        r#"<path d="M1 5h10v6H1z"/><path d="M14 5.7h8.3v4.6H14z" fill="none" stroke="currentColor" stroke-width="1.4"/>"#,
    ),
    // The half that is accepted stands where reading begins.
    (
        "accepts_with_reservation-rtl",
        24,
        r#"<path d="M13 5h10v6H13z"/><path d="M1.7 5.7H10v4.6H1.7z" fill="none" stroke="currentColor" stroke-width="1.4"/>"#,
    ),
    (
        "rejects",
        24,
        r#"<path d="M1.7 5.7h20.6v4.6H1.7z" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="m8 2 8 12m0-12L8 14" stroke="currentColor" stroke-width="1.6"/>"#,
    ),
    (
        "silent",
        24,
        r#"<path d="M2 8h20" stroke="currentColor" stroke-width="2.4" stroke-dasharray="2.4 3.4"/>"#,
    ),
    ("absent", 24, r#"<path d="M3 3v10m18-10v10" stroke="currentColor" stroke-width="1.4"/>"#),
    (
        "hatch",
        24,
        r#"<path d="M1 1h22v14H1z" fill="none" stroke="currentColor" stroke-width=".7"/><path d="M1 6 6 1M1 11 11 1M2 15 16 1M7 15 21 1M12 15l11-11M17 15l6-6" stroke="currentColor" stroke-width=".7"/>"#,
    ),
    (
        "zone",
        24,
        r##"<path d="M2 2h20v12H2z" fill="#0b4f7d" fill-opacity=".1" stroke="#0b4f7d" stroke-width="1.3"/>"##,
    ),
    (
        "course-1",
        24,
        r#"<path d="M1 8h22" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="7 2.5"/>"#,
    ),
    (
        "course-2",
        24,
        r#"<path d="M1 8h22" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="1.8 2.4"/>"#,
    ),
    ("line", 24, r#"<path d="M1 8h22" fill="none" stroke="currentColor" stroke-width="1.8"/>"#),
];

/// The three boxes of the Kroc scale for reports of commitments: solid as verified, hatched as only claimed, from where reading begins.
pub const KROC: &[(&str, u8, &str)] = &[
    (
        "kroc-0",
        40,
        r#"<path d="M1 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/>"#,
    ),
    (
        "kroc-1",
        40,
        r#"<path d="M1 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/>"#,
    ),
    (
        "kroc-1-rtl",
        40,
        r#"<g transform="translate(40 0) scale(-1 1)"><path d="M1 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/></g>"#,
    ),
    (
        "kroc-2",
        40,
        r#"<path d="M1 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M14 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/>"#,
    ),
    (
        "kroc-2-rtl",
        40,
        r#"<g transform="translate(40 0) scale(-1 1)"><path d="M1 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M14 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/></g>"#,
    ),
    (
        "kroc-3",
        40,
        r#"<path d="M1 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M14 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" stroke="currentColor" stroke-width="1.2"/>"#,
    ),
    (
        "kroc-claimed-1",
        40,
        r#"<path d="M1 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M1 8l5-5M1 13l10-10M7 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/>"#,
    ),
    (
        "kroc-claimed-1-rtl",
        40,
        r#"<g transform="translate(40 0) scale(-1 1)"><path d="M1 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M1 8l5-5M1 13l10-10M7 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/></g>"#,
    ),
    (
        "kroc-claimed-2",
        40,
        r#"<path d="M1 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M1 8l5-5M1 13l10-10M7 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M14 8l5-5M14 13l10-10M20 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/>"#,
    ),
    (
        "kroc-claimed-2-rtl",
        40,
        r#"<g transform="translate(40 0) scale(-1 1)"><path d="M1 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M1 8l5-5M1 13l10-10M7 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M14 8l5-5M14 13l10-10M20 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/></g>"#,
    ),
    (
        "kroc-claimed-3",
        40,
        r#"<path d="M1 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M1 8l5-5M1 13l10-10M7 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M14 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M14 8l5-5M14 13l10-10M20 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/><path d="M27 3h11v10h-11z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M27 8l5-5M27 13l10-10M33 13l5-5" fill="none" stroke="currentColor" stroke-width="1"/>"#,
    ),
];

/// A shape as a whole SVG image.
pub(super) fn image(name: &str) -> Option<String> {
    let (_, width, body) = SHAPES.iter().chain(KROC).find(|(n, _, _)| *n == name)?;
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 16" width="{width}" height="16" color="#000">{body}</svg>"##
    ))
}
