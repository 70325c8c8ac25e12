//! Text to tokens. A token keeps its bytes of the original; only its *normal form*, by which words are looked up, differs
//! from what was written. The text itself is never altered.
//!
//! Normal form: lower case; of Arabic no vowel marks, no tatweel, hamza forms of alif as bare alif, alif maqsura as ya, ta
//! marbuta as ha, hamza on waw and ya as waw and ya; digits as Western digits; no invisible characters.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// A number, a time, a numbered heading: `166`, `10:30`, `1.2`.
    Number,
    /// A mark that opens or closes a quotation: which of both is not said by the mark.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A comma of either script.
    Comma,
    /// A semicolon of either script.
    Semicolon,
    /// A colon.
    Colon,
    /// What ends a sentence.
    Stop,
    /// A dash, a bar, an arrow, a bullet, a tab: what stands between cells.
    Bar,
    /// The end of a line.
    Line,
    /// Anything else.
    Other,
}

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: usize,
    /// Byte behind the last.
    pub(super) end: usize,
    /// Line, from 1.
    pub(super) line: u32,
    /// What it is.
    pub(super) kind: Kind,
    /// Normal form.
    pub(super) norm: Box<str>,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it is written in Arabic letters.
    pub(super) arabic: bool,
    /// Whether a space or the beginning of a line stands before it.
    pub(super) spaced: bool,
}

impl Token {
    /// Whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
    /// Whether it is of this kind.
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }
}

/// Marks that are seen by nobody: direction, joining, byte order, how a sign is drawn.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}' | '\u{00AD}' | '\u{FE00}'..='\u{FE0F}')
}

/// Vowel marks and tatweel.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0300}'..='\u{036F}')
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The digit that `c` is, in either of the digits that Arabic text uses.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Adds the normal form of `c` to `out`.
fn fold(c: char, out: &mut String) {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ئ' => out.push('ي'),
        'ؤ' => out.push('و'),
        'ة' => out.push('ه'),
        'ک' => out.push('ك'),
        'ی' => out.push('ي'),
        '’' => out.push('\''),
        c if is_mark(c) || is_invisible(c) => {}
        c => match digit(c) {
            Some(digit) => out.push(digit),
            None => out.extend(c.to_lowercase()),
        },
    }
}

/// The normal form of what is written: how words are compared.
pub fn normal(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    written.chars().for_each(|c| fold(c, &mut out));
    out
}

/// The tokens of `text`, in order; spaces between them are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let (mut line, mut spaced) = (1, true);
    while let Some((start, c)) = chars.next() {
        if c != '\n' && (c.is_whitespace() && c != '\t' || is_invisible(c) || is_mark(c)) {
            spaced |= c.is_whitespace();
            continue;
        }
        // «#الاحتلال»: the mark of a post before a word is no part of the sentence
        if c == '#' && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if digit(c).is_some() {
            run(text, &mut end, in_number);
            Kind::Number
        } else if c.is_alphabetic() {
            run(text, &mut end, in_word);
            end += plural_possessive(text, end);
            Kind::Word
        } else {
            mark(c)
        };
        while chars.next_if(|(at, _)| *at < end).is_some() {}
        let written = text.get(start..end).unwrap_or_default();
        out.push(Token {
            start,
            end,
            line,
            kind,
            norm: normal(written).into_boxed_str(),
            capital: c.is_uppercase(),
            arabic: is_arabic(c),
            spaced,
        });
        spaced = matches!(kind, Kind::Line);
        line += u32::from(kind == Kind::Line);
    }
    out
}

/// Moves `end` on while `inside(character, the one before, the one after)` holds.
fn run(text: &str, end: &mut usize, inside: fn(char, Option<char>) -> bool) {
    let rest = text.get(*end..).unwrap_or_default();
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if !inside(c, chars.peek().copied()) {
            break;
        }
        *end += c.len_utf8();
    }
}

fn in_word(c: char, next: Option<char>) -> bool {
    let goes_on = || next.is_some_and(char::is_alphabetic);
    c.is_alphanumeric()
        || is_mark(c)
        || is_invisible(c)
        || (matches!(c, '\'' | '’' | '-' | '\u{2011}') && goes_on())
}

/// The bytes of the mark behind the possessive of a plural: *the farmers' association*, not the end of a quotation.
fn plural_possessive(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’'));
    let follows =
        rest.chars().nth(1).is_some_and(|c| c == ' ') && rest.chars().nth(2).is_some_and(char::is_alphabetic);
    let plural = text.get(..end).is_some_and(|before| before.ends_with('s'));
    mark.filter(|_| plural && follows).map_or(0, char::len_utf8)
}

fn in_number(c: char, next: Option<char>) -> bool {
    let goes_on = || next.is_some_and(|next| digit(next).is_some());
    c.is_alphanumeric() && !is_arabic(c)
        || digit(c).is_some()
        || (matches!(c, '.' | ':' | '/' | ',' | '-' | '٫' | '٬') && goes_on())
}

const fn mark(c: char) -> Kind {
    match c {
        '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '‹' | '›' => Kind::Quote,
        '(' | '[' | '{' | '﴾' => Kind::Open,
        ')' | ']' | '}' | '﴿' => Kind::Close,
        ',' | '،' => Kind::Comma,
        ';' | '؛' => Kind::Semicolon,
        ':' => Kind::Colon,
        '.' | '!' | '?' | '؟' | '۔' | '…' => Kind::Stop,
        '-' | '–' | '—' | '‒' | '−' | '|' | '•' | '*' | '·' | '●' | '▪' | '◦' | '‣' | '\t' | '←' | '→'
        | '>' | '<' | '#' | '=' | '/' | '_' => Kind::Bar,
        '\n' => Kind::Line,
        // what stands before the lines of a post: 🔴, ▪, ✅
        '\u{25A0}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' => Kind::Bar,
        _ => Kind::Other,
    }
}
