//! Words on a map that do not stand on each other.

use maud::{Markup, html};

use super::crosses;

/// Words to be put somewhere.
#[derive(Clone, Debug)]
pub(super) struct Text {
    words: String,
    size: f64,
    title: Option<String>,
    /// About how wide they will be, in units of the drawing.
    pub(super) width: f64,
}

impl Text {
    pub(super) fn of(words: &str, size: f64) -> Self {
        // without vowel signs, which renderers of maps misplace
        let words: String = words
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '\u{64B}'..='\u{652}' | '\u{2066}'..='\u{2069}'))
            .collect();
        Self { width: wide(&words, size), words, size, title: None }
    }
    pub(super) fn titled(self, title: &str) -> Self {
        Self { title: Some(title.to_owned()), ..self }
    }
    fn at(&self, (x, y): (f64, f64)) -> Markup {
        html! {
            text x=(unit(x)) y=(unit(y)) font-size=(self.size) text-anchor="middle" {
                @if let Some(title) = &self.title { title { (title) } }
                (self.words)
            }
        }
    }
    /// Left, top, right, bottom where the words stand in the middle over `(x, y)`.
    fn boxed(&self, (x, y): (f64, f64)) -> [f64; 4] {
        let half = self.width / 2.0;
        [x - half, y - self.size * 0.85, x + half, y + self.size * 0.3]
    }
}

fn wide(words: &str, size: f64) -> f64 {
    f64::from(u16::try_from(words.chars().count()).unwrap_or(u16::MAX)) * size * 0.52
}

fn unit(length: f64) -> String {
    format!("{length:.1}")
}

/// Where words stand already.
#[derive(Debug)]
pub(super) struct Labels {
    width: f64,
    height: f64,
    taken: Vec<[f64; 4]>,
}

impl Labels {
    pub(super) const fn within(width: f64, height: f64) -> Self {
        Self { width, height, taken: Vec::new() }
    }

    fn is_free(&self, wanted: &[f64; 4]) -> bool {
        let inside =
            wanted[0] >= 0.0 && wanted[1] >= 0.0 && wanted[2] <= self.width && wanted[3] <= self.height;
        inside && !self.taken.iter().any(|other| crosses(wanted, other))
    }

    /// Puts words at the first of `spots` that is free; nowhere where none is.
    pub(super) fn put(&mut self, text: Text, mut spots: impl Iterator<Item = (f64, f64)>) -> Option<Markup> {
        let spot = spots.find(|spot| self.is_free(&text.boxed(*spot)))?;
        self.taken.push(text.boxed(spot));
        Some(text.at(spot))
    }

    /// A name and, beneath it, counts each behind the shape of its stage, near `middle`. They are never left out: counts that are not seen
    /// would be taken for none.
    pub(super) fn counted(
        &mut self,
        name: Text,
        counts: &[(&'static str, String)],
        (x, y): (f64, f64),
        rtl: bool,
    ) -> Markup {
        const MARK: f64 = 8.5;
        const GAP: f64 = 6.0;
        let size = name.size + 1.0;
        let widths: Vec<f64> = counts.iter().map(|(_, count)| MARK + wide(count, size + 1.0)).collect();
        let gaps = GAP * f64::from(u16::try_from(counts.len().saturating_sub(1)).unwrap_or(0));
        let across = widths.iter().sum::<f64>() + gaps;
        let half = name.width.max(across) / 2.0;
        let (x, deep) = (x.clamp(half, (self.width - half).max(half)), size * 2.2);
        let boxed = |middle: f64| [x - half, middle - deep / 2.0, x + half, middle + deep / 2.0];
        let tries = [0.0, 12.0, -12.0, 24.0, -24.0, 36.0, -36.0].map(|off| y + off);
        let middle = tries.into_iter().find(|middle| self.is_free(&boxed(*middle))).unwrap_or(y);
        self.taken.push(boxed(middle));
        let beneath = middle + size * 0.95;
        let mut at = if rtl { x + across / 2.0 } else { x - across / 2.0 };
        let mut placed = Vec::with_capacity(counts.len());
        for ((stage, count), width) in counts.iter().zip(&widths) {
            let (mark, figure) = if rtl { (at - 6.5, at - MARK) } else { (at, at + MARK) };
            placed.push((*stage, count, mark, figure));
            at += if rtl { -(width + GAP) } else { width + GAP };
        }
        html! {
            (name.at((x, middle - size * 0.25)))
            @for (stage, count, mark, figure) in &placed {
                use.stagemark href=(format!("#{stage}")) x=(unit(*mark)) y=(unit(beneath - 10.0)) width="6.5" height="10.4" {}
                text.n x=(unit(*figure)) y=(unit(beneath)) font-size=(size) text-anchor=(if rtl { "end" } else { "start" }) { (count) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_at_the_first_free_spot_and_nowhere_where_none_is_free() {
        let mut labels = Labels::within(200.0, 100.0);
        let text = || Text::of("abcde", 10.0);
        let put = |labels: &mut Labels, spots: &[(f64, f64)]| {
            labels.put(text(), spots.iter().copied()).map(|markup| markup.into_string())
        };
        assert!(
            put(&mut labels, &[(5.0, 50.0), (100.0, 50.0)]).is_some_and(|it| it.contains(r#"x="100.0""#))
        );
        assert!(
            put(&mut labels, &[(102.0, 52.0), (100.0, 80.0)]).is_some_and(|it| it.contains(r#"y="80.0""#))
        );
        assert!(put(&mut labels, &[(100.0, 50.0)]).is_none());
    }

    #[test]
    fn counts_are_written_even_where_nothing_is_free() {
        let mut labels = Labels::within(60.0, 20.0);
        for _ in 0..2 {
            let counts = [("alleged", "12".to_owned()), ("ruled", "3".to_owned())];
            let said = labels.counted(Text::of("Sector", 13.0), &counts, (30.0, 10.0), false).into_string();
            assert!(said.contains("#alleged") && said.contains(">12<") && said.contains(">3<"), "{said}");
        }
    }
}
