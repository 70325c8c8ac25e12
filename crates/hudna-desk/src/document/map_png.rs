//! The map as a picture for office programs, which draw no SVG that all of them agree on.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::sitrep_pdf::FONTS;

/// Width in pixels: 150 to the inch over the text of a page.
const WIDTH: f32 = 1000.0;

/// The drawing as PNG, on white, with its height over its width. The same drawing gives the same bytes.
pub(super) fn render(svg: &str) -> Result<(Vec<u8>, f32), String> {
    let options = Options { fontdb: fonts(), font_family: "Noto Sans".into(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| e.to_string())?;
    let scale = WIDTH / tree.size().width().max(1.0);
    let (width, height) = (tree.size().width() * scale, (tree.size().height() * scale).min(4.0 * WIDTH));
    let pixels = |length: f32| format!("{:.0}", length.ceil().max(1.0)).parse::<u32>().unwrap_or(1);
    let mut picture = Pixmap::new(pixels(width), pixels(height)).ok_or("no room for the map")?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok((picture.encode_png().map_err(|e| e.to_string())?, height / width.max(1.0)))
}

/// The faces that every document carries, and no other: a reader's machine changes nothing.
fn fonts() -> Arc<fontdb::Database> {
    static FACES: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let made = FACES.get_or_init(|| {
        let mut faces = fontdb::Database::new();
        FONTS.iter().for_each(|data| faces.load_font_data(data.to_vec()));
        Arc::new(faces)
    });
    made.clone()
}
