//! Words inside a drawing: how wide they are about, and where they break.
//!
//! A drawing is made where no font is at hand; widths are those of Noto Sans to within a tenth, rounded up for those who have another font.

/// The width of a sign, in ems.
fn width_of(sign: char) -> f64 {
    match sign {
        // marks above and below, and signs that only say which way words run
        '\u{64B}'..='\u{65F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => 0.0,
        ' ' | 'i' | 'l' | 'j' | '.' | ',' | ':' | '\'' | '|' | '!' | '،' => 0.31,
        'ا' | 'أ' | 'إ' | 'آ' | 'ل' => 0.36,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '-' | '/' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' => 0.5,
        'm' | 'w' | 'M' | 'W' | 'س' | 'ش' | 'ص' | 'ض' => 0.95,
        'A'..='Z' => 0.68,
        _ => 0.64,
    }
}

/// The width of a text set in letters of `size`.
pub(super) fn measured(text: &str, size: f64) -> f64 {
    text.chars().map(width_of).sum::<f64>() * size
}

/// A text in lines no wider than `width`, at most `most` of them; the last ends in an ellipsis where something is left out.
pub(super) fn wrapped(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let count = lines.len();
        let fits = |line: &String| measured(line, size) + measured(word, size) + 0.29 * size <= width;
        match lines.last_mut() {
            Some(line) if fits(line) => {
                line.push(' ');
                line.push_str(word);
            }
            _ if count == most => {
                shorten(&mut lines, size, width);
                break;
            }
            _ => lines.push(word.to_owned()),
        }
        if words.peek().is_none() && lines.last().is_some_and(|line| measured(line, size) > width) {
            shorten(&mut lines, size, width);
        }
    }
    lines
}

/// Ends the last line in an ellipsis that has room.
fn shorten(lines: &mut [String], size: f64, width: f64) {
    let Some(line) = lines.last_mut() else { return };
    while !line.is_empty() && measured(line, size) + 0.8 * size > width {
        line.pop();
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_breaks_between_words_and_is_cut_where_there_is_no_room() {
        assert_eq!(wrapped("to open the coast road", 10.0, 80.0, 3), ["to open the", "coast road"]);
        let cut = wrapped("to withdraw artillery of a hundred millimetres and more", 10.0, 90.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…') && measured(&cut[1], 10.0) <= 90.0, "{cut:?}");
        assert!(wrapped("", 10.0, 80.0, 3).is_empty());
        let long = wrapped("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", 10.0, 80.0, 3);
        assert!(long.iter().all(|line| measured(line, 10.0) <= 80.0), "{long:?}");
    }
}
