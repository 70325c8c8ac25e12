//! Whether words demand something of somebody: what checks of paragraphs without norms and of vague words share.
//!
//! A sentence demands by its own words ("shall", «يُحظر») or by a verb of the present whose subject are the
//! parties ("Each Party releases", «تُفرج الأطراف»). What describes a body, the text itself or a definition
//! demands nothing of anybody. Never a check of its own.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::LazyLock;

use super::Draft;
use crate::agreement::is_part;
use crate::agreement::read::markdown::{ArticleText, Outline, Row};
use crate::names::fold;

/// Words by which an English text demands.
const ENGLISH: &str = "\
    shall|must|will|may not|may only|cannot|can not|is prohibited|are prohibited|be prohibited|\
    prohibited are|is forbidden|are forbidden|is banned|are banned|obliged to|required to|undertake|\
    undertakes|pledge|pledges|refrain|refrains|commit to|commits to|commit themselves|commits itself|\
    agree to|agrees to";
/// Those of Arabic, folded; each may have «و» or «ف» before it.
const ARABIC: &str = "\
    يحظر|تحظر|محظور|محظوره|يمنع|ممنوع|ممنوعه|يجب|يتعين|يلتزم|تلتزم|يلتزمان|تلتزمان|يتعهد|تتعهد|\
    يتعهدان|يمتنع|تمتنع|يمتنعان|يكف|تكف|يكفان|يوقف|توقف|يوقفان|يتوقف|تتوقف|يلزم";
/// Words for the parties as the subject of a verb, folded.
const ACTORS: &str = "\
    the parties|each party|both parties|all parties|neither party|no party|every party|\
    the two parties|the sides|each side|both sides|all sides|neither side|no side|the two sides|\
    the signatories|each signatory|all signatories|all forces|opposing forces|\
    the forces of the parties";
const ARABIC_ACTORS: &str = "اطراف|طرفان|طرفين|جانبان|جانبين|فريقان|فريقين|موقعون|موقعين|قيادتان|قيادتين";
/// What may follow the parties where they demand nothing of themselves.
const STATES: &str = "\
    are|is|was|were|be|been|have|has|had|may|can|could|would|should|do|does|did|to|of|in|at|on|for|\
    from|by|with|and|or|who|that|which|whose|whom|as|the|a|an|this|these|within|under|during|after|\
    before|between|agree|agrees|acknowledge|acknowledges|affirm|affirms|appreciate|assert|aware|\
    believe|believes|bear|bears|answer|answers|consider|considers|convinced|declare|declares|desire|\
    desires|differ|differs|disagree|dispute|express|expresses|hold|holds|mean|means|need|needs|note|\
    notes|reaffirm|reaffirms|realise|realize|recall|recalls|recognise|recognises|recognize|recognizes|\
    regret|remember|stress|underline|understand|want|welcome|welcomes|wish|wishes|retain|retains|not|\
    only|alone|s|d";
/// The same for the Arabic verb before them, folded.
const ARABIC_STATES: &str = "\
    يكون|تكون|يعد|تعد|يسري|تسري|يتفق|تتفق|يختلف|تختلف|يملك|تملك|يحق|يجوز|تجوز|يمكن|يسال|تسال|يعترف|\
    تعترف|يوكد|توكد|يدرك|تدرك|يري|تري|يرحب|ترحب|يشير|تشير|يرغب|ترغب|يعرب|تعرب|يعتبر|تعتبر|يقر|تقر|\
    يذكر|تذكر|يحتفظ|تحتفظ|يعني|تعني|يقصد|يشمل|تشمل|يمثل|تمثل|يضم|تضم|تابع|يد|تاريخ|توقيع|تفاهم|يوم|\
    تحدث|توصل|توافق|تشاور|تبادل|تفاوض|تعاهد|تداول|تباحث|تصالح";
/// Before the parties, these make them no subject.
const BEFORE: &str = "\
    of|by|between|from|to|with|for|on|against|among|over|under|bind|binds|both|whom|which|that|where|\
    as|than|upon|towards|or";
/// Words that may stand between the parties and their verb.
const BESIDES: &str =
    "also|hereby|further|jointly|immediately|fully|therefore|thus|each|both|all|forthwith|promptly";
/// Bodies and the text itself, whose duties are theirs and no party's: the beginnings of words, folded.
const BODIES: &str = "\
    commission|committee|mechanism|council|secretariat|centre|center|board|court|mediator|chair|\
    agreement|understanding|annex|text|dispute|language|member|decision|team|mission|joint|article|\
    paragraph|protocol|amendment|provision|quorum|meeting|term|disagreement|لجن|اليه|الي|مجلس|امان|\
    مركز|هيئ|محكم|وسيط|رئيس|اتفاق|تفاهم|ملحق|نص|خلاف|نزاع|قرار|فريق|بعث|اجتماع";
/// Subjects that a demand on them concerns, bodies beside them or not: the beginnings of words, folded.
const OBLIGED: &str = "\
    party|parties|side|force|troop|signator|unit|nobody|none|fighter|group|weapon|soldier|commander|\
    fire|attack|vehicle|aircraft|access|movement|road|prison|detain|monitor|neither|طرف|اطراف|قوات|\
    جانب|وحدات|سلاح|اسلح";
/// What is done to a body is a demand on somebody else.
const DONE_TO: &str = "\
    be given|be granted|be allowed|be permitted|be notified|be informed|be provided|be respected|\
    have access|have freedom|have unhindered|have unimpeded|not be";
/// Words by which a sentence defines.
const DEFINES: &str = "means|refers to|is understood|is defined|are defined|يقصد|يعني|تعني";
/// "No …" that forbids nothing.
const NO_FORBIDDING: &str = "\
    text|provision|part|article|paragraph|clause|agreement|later|longer|one|other|party|side|doubt|\
    definition|difference";
/// Headings of articles that demand nothing: the beginnings of words, folded.
const QUIET: &str = "definition|preamble|interpretation|glossary|تعريف|تعاريف|مصطلح|ديباجه|تمهيد";

/// The lists, taken apart once; those of words in two languages folded.
struct Lists {
    english: Vec<String>,
    arabic: Vec<String>,
    actors: Vec<String>,
    arabic_actors: Vec<String>,
    states: Vec<&'static str>,
    arabic_states: Vec<String>,
    bodies: Vec<&'static str>,
    obliged: Vec<&'static str>,
    done_to: Vec<String>,
    defines: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let folded = |words: &'static str| words.split('|').map(fold).collect::<Vec<_>>();
    let padded = |words: &'static str| folded(words).into_iter().map(|w| format!(" {w} ")).collect();
    Lists {
        english: padded(ENGLISH),
        arabic: folded(ARABIC),
        actors: padded(ACTORS),
        arabic_actors: folded(ARABIC_ACTORS),
        states: STATES.split('|').collect(),
        arabic_states: folded(ARABIC_STATES),
        bodies: BODIES.split('|').collect(),
        obliged: OBLIGED.split('|').collect(),
        done_to: padded(DONE_TO),
        defines: padded(DEFINES),
    }
});

/// Whether the paragraph demands something of somebody, in either language.
pub(super) fn demands(row: &Row) -> bool {
    // nothing is demanded in a word
    let long = |text: &str| text.len() > 7;
    long(&row.en.text) && sentences(&row.en.text).any(|s| english(&s))
        || long(&row.ar.text) && sentences(&row.ar.text).any(|s| arabic(&s))
}

/// Whether the article is one of definitions or a preamble.
pub(super) fn quiet(article: &ArticleText) -> bool {
    let title = format!(" {} {} ", fold(&article.title.ar), fold(&article.title.en));
    QUIET.split('|').any(|q| title.contains(&format!(" {}", fold(q))))
}

/// The paragraph as norms call it: `a4.1` for 4.1 in article `a4`.
pub(super) fn part_of(article: &ArticleText, row: &Row) -> String {
    let number: String = fold(&row.number.text).replace(' ', ".");
    let own = number.split_once('.').map_or(number.as_str(), |(_, rest)| rest);
    format!("{}.{own}", article.id)
}

/// Every paragraph by what norms call it, with its article and row; the first of a number counts.
pub(super) fn parts(outline: &Outline) -> BTreeMap<String, (usize, usize)> {
    let mut out = BTreeMap::new();
    for (a, article) in outline.articles.iter().enumerate() {
        for (r, row) in article.rows.iter().enumerate() {
            out.entry(part_of(article, row)).or_insert((a, r));
        }
    }
    out
}

impl Draft<'_> {
    /// The ids of the norms that speak of this paragraph: those under its number, or the one of the whole article.
    pub(super) fn norms_of(&self, article: &ArticleText, row: &Row) -> Vec<&str> {
        let part = part_of(article, row);
        let from = (Bound::Included(part.as_str()), Bound::Unbounded);
        let under = self.ids.range::<str, _>(from).take_while(|id| id.starts_with(&part));
        let whole = self.ids.get(&*article.id);
        under.filter(|id| is_part(id, &part)).chain(whole).copied().collect()
    }
    /// The number of the paragraph that a norm stands under, if its id tells.
    pub(super) fn paragraph_of(&self, norm: &str) -> Option<&str> {
        let mut part = norm;
        loop {
            if let Some((article, row)) = self.parts.get(part) {
                return Some(self.outline.articles.get(*article)?.rows.get(*row)?.number.text.as_str());
            }
            part = part.rsplit_once('.')?.0;
        }
    }
}

/// The sentences of a cell, folded, with a space at either end.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split(['.', ';', '؛', '!', '؟', '\n']).map(|s| format!(" {} ", fold(s))).filter(|s| s.trim() != "")
}

fn english(sentence: &str) -> bool {
    if LISTS.defines.iter().any(|d| sentence.contains(d)) {
        return false;
    }
    let mut modals = LISTS.english.iter().flat_map(|m| sentence.match_indices(m.as_str()));
    modals.any(|(at, _)| !of_a_body(&sentence[..at], &sentence[at..]))
        || forbids_by_no(sentence)
        || LISTS.actors.iter().any(|actor| acts(sentence, actor))
}

/// Whether what stands before the verb is a body or the text itself, and nothing is demanded for it. Parties of
/// whom it only is ("a dispute between the parties") are no subject.
fn of_a_body(subject: &str, predicate: &str) -> bool {
    let words: Vec<&str> = subject.split_whitespace().collect();
    let begins = |word: &str, list: &[&str]| list.iter().any(|b| word.starts_with(b));
    let article =
        |w: &&&str| !matches!(**w, "the" | "a" | "each" | "both" | "two" | "all" | "any" | "either");
    let governed = |i: usize| {
        let before = words[..i].iter().rev().find(article);
        before.is_some_and(|w| BEFORE.split('|').any(|b| b == *w))
    };
    let obliged = words.iter().enumerate().any(|(i, w)| begins(w, &LISTS.obliged) && !governed(i));
    let body = words.iter().any(|w| begins(w, &LISTS.bodies));
    body && !obliged && !LISTS.done_to.iter().any(|d| predicate.contains(d))
}

/// "No firing, sniping included."
fn forbids_by_no(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    first == "no" && !next.is_empty() && !NO_FORBIDDING.split('|').any(|w| w == next)
}

/// Whether the parties stand there as the subject of a verb that is done.
fn acts(sentence: &str, actor: &str) -> bool {
    sentence.match_indices(actor).any(|(at, _)| {
        let before = sentence[..at].rsplit(' ').find(|w| !w.is_empty()).unwrap_or_default();
        let mut after = sentence[at + actor.len()..]
            .split_whitespace()
            .skip_while(|w| BESIDES.split('|').any(|b| b == *w));
        let Some(verb) = after.next() else { return false };
        let participle = verb.ends_with("ed") || verb.ends_with("ing");
        let digits = verb.chars().any(|c| c.is_ascii_digit());
        !BEFORE.split('|').any(|b| b == before)
            && !LISTS.states.contains(&verb)
            && !participle
            && !digits
            && verb.chars().count() > 2
    })
}

fn arabic(sentence: &str) -> bool {
    if LISTS.defines.iter().any(|d| sentence.contains(d)) {
        return false;
    }
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let bare = |w: &str| w.strip_prefix(['و', 'ف']).filter(|r| r.chars().count() > 2).map(str::to_owned);
    for (i, word) in words.iter().enumerate() {
        let is = |w: &str| LISTS.arabic.iter().any(|a| a == w);
        if is(word) || bare(word).is_some_and(|w| is(&w)) {
            let after = &words[i + 1..words.len().min(i + 4)];
            let begins = |list: &[&str]| after.iter().any(|w| list.iter().any(|b| w.starts_with(b)));
            return !begins(&LISTS.bodies) || begins(&LISTS.obliged);
        }
        let negated =
            *word == "لا" && words.get(i + 1).is_some_and(|w| matches!(*w, "يجوز" | "يحق" | "يسمح" | "تجوز"));
        if negated || arabic_actor(&words, i + 1) && verb(word) {
            return true;
        }
    }
    let upon = words.first() == Some(&"علي") && arabic_actor(&words, 1);
    upon || words.first() == Some(&"لا") && words.get(1).is_some_and(|w| !w.starts_with(['ي', 'ت', 'ن', 'ا']))
}

/// A verb of the present that says what is done.
fn verb(word: &str) -> bool {
    let word = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    word.starts_with(['ي', 'ت']) && word.chars().count() > 2 && !LISTS.arabic_states.iter().any(|s| s == word)
}

/// Whether the parties are named at this word, or just behind it.
fn arabic_actor(words: &[&str], at: usize) -> bool {
    let is = |w: &&str| LISTS.arabic_actors.iter().any(|a| a == w);
    match words.get(at) {
        Some(&"كل") => matches!(words.get(at + 1), Some(&"طرف" | &"جانب" | &"فريق")),
        Some(&"اي") => matches!(words.get(at + 1), Some(&"طرف" | &"جانب")),
        Some(word) => is(word),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::read::markdown::Cell;

    fn row(ar: &str, en: &str) -> Row {
        let cell = |text: &str| Cell { text: text.to_owned(), span: 0..0 };
        Row { number: cell("1.1"), ar: cell(ar), en: cell(en) }
    }

    #[test]
    fn what_binds_somebody_demands() {
        for en in [
            "The Parties shall release all detainees.",
            "Within 72 hours each Party hands over a list.",
            "The signatories will open the road.",
            "No heavy weapons in the zone.",
            "The parties hereby agree to cease all propaganda.",
            "The Parties protect civilians.",
            "Monitors must be let in.",
            "The commission shall be given access to every site.",
            "In accordance with this agreement the parties shall open the road.",
            "Recruitment is prohibited.",
        ] {
            assert!(demands(&row("", en)), "{en}");
        }
        for ar in [
            "تُفرج الأطراف عن المحتجزين.",
            "يحمي كل طرف المدنيين.",
            "يُحظر التجنيد.",
            "لا يجوز لأي طرف أن يمنع المساعدات.",
            "وتلتزم القوات المتقابلة بفك الاشتباك.",
            "على الطرفين فتح الطريق.",
            "لا دعاية عدائية.",
            "يمتنع الجانبان عن التحريض.",
        ] {
            assert!(demands(&row(ar, "")), "{ar}");
        }
    }

    #[test]
    fn what_describes_defines_or_recalls_demands_nothing() {
        for en in [
            "The parties are the First Party and the Second Party.",
            "The parties recognise the suffering of the people.",
            "A joint commission shall be established and shall meet every two weeks.",
            "This agreement shall enter into force on 1 March 2026.",
            "A heavy weapon means any weapon that must be towed.",
            "The dispute shall be referred to the joint commission.",
            "Each party has the right to reply.",
            "No text covers acts before that.",
            "The parties differ on its course.",
            "A disagreement between the two parties shall be settled amicably.",
            "It lasts 180 days.",
            "The hostilities between the parties began in 2019.",
        ] {
            assert!(!demands(&row("", en)), "{en}");
        }
        for ar in [
            "الطرفان هما الطرف الأول والطرف الثاني.",
            "يؤكد الطرفان رغبتهما في السلام.",
            "تُنشأ لجنة مشتركة وتجتمع كل أسبوعين.",
            "يسري هذا الاتفاق يوم 1 مارس 2026.",
            "يُقصد بالسلاح الثقيل كل سلاح عياره 100 ملم فأكثر.",
            "لكل طرف حق الرد.",
            "يجب أن تجتمع اللجنة كل شهر.",
        ] {
            assert!(!demands(&row(ar, "")), "{ar}");
        }
    }
}
