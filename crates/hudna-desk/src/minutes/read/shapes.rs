//! What the form of a word shows, whether or not the language's file has it: what is joined to it, its ending, the shape of a noun.

use super::lexicon::{ARTICLE, CONJUNCTION, Gender, Lexicon, PREPOSITION, Sense};
use super::names::List;
use super::token::{Token, normal};

/// The most letters of a word behind the article that does not belong to it as a noun.
const SHORTEST_NOUN: usize = 3;

impl Lexicon {
    /// Whether a word as written begins like one that says that something is yet to be done, or is such a word itself.
    pub(super) fn is_future(&self, written: &str) -> bool {
        let listed = self
            .phrases
            .get(normal(written).as_str())
            .is_some_and(|all| all.iter().any(|(_, sense)| *sense == Sense::In(List::Future)));
        let joined = self.prefixes.iter().filter(|(_, joined)| *joined == CONJUNCTION);
        let mut bare = joined.filter_map(|(prefix, _)| written.strip_prefix(prefix.as_str()));
        let begins = |word: &str| self.future_written.iter().any(|prefix| word.starts_with(prefix.as_str()));
        listed || begins(written) || bare.any(begins)
    }

    /// The gender that the ending of a noun shows, in a language whose verbs agree with it.
    pub(super) fn gender_by_ending(&self, word: &str) -> Option<Gender> {
        self.endings.iter().find(|(ending, _)| word.ends_with(ending.as_str())).map(|(_, gender)| *gender)
    }

    /// The same of what stands behind its article.
    pub(super) fn is_noun_behind_article(&self, word: &str) -> bool {
        let mut behind = self
            .prefixes
            .iter()
            .filter(|(_, joined)| *joined == ARTICLE)
            .filter_map(|(prefix, _)| word.strip_prefix(prefix.as_str()));
        // «العام» has the article, «التزام» only begins like it
        let short = behind.clone().any(|rest| rest.chars().count() <= SHORTEST_NOUN);
        !short && self.is_noun(word) || behind.any(|rest| self.is_noun(rest))
    }

    /// Whether a pronoun that is joined to a word ends so.
    pub(super) fn is_pronoun(&self, ending: &str) -> bool {
        self.possessives.iter().any(|one| one == ending)
    }

    /// Whether a pronoun of two letters or more is joined to the end of a word.
    pub(super) fn ends_in_pronoun(&self, word: &str) -> bool {
        self.possessives.iter().any(|one| one.chars().nth(1).is_some() && word.ends_with(one.as_str()))
    }

    /// Whether *and* is joined to a word that is known, or has the shape of a noun or the article: not وضاح, فرحان.
    pub(super) fn joins_known(&self, word: &str) -> bool {
        !self.phrases.contains_key(word)
            && self.prefixes.iter().filter(|(_, joined)| joined & CONJUNCTION != 0).any(|(prefix, joined)| {
                let rest = word.strip_prefix(prefix.as_str()).filter(|rest| rest.chars().nth(1).is_some());
                rest.is_some_and(|rest| {
                    joined & ARTICLE != 0 || self.phrases.contains_key(rest) || self.is_noun(rest)
                })
            })
    }

    /// Whether a word with the article is a common one: الملف.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.prefixes.iter().filter(|(_, joined)| *joined == ARTICLE).any(|(prefix, _)| {
            let rest = word.strip_prefix(prefix.as_str());
            let known = rest.and_then(|rest| self.phrases.get(rest));
            known.is_some_and(|all| all.contains(&(Vec::new(), Sense::In(List::NoName))))
        })
    }

    /// Whether a preposition is joined to a word with the article that is a common one or of a noun's shape: بالفكرة.
    pub(super) fn is_oblique_common(&self, word: &str) -> bool {
        self.prefixes.iter().filter(|(_, joined)| *joined == PREPOSITION).any(|(prefix, _)| {
            word.strip_prefix(prefix.as_str())
                .is_some_and(|rest| self.is_common(rest) || self.is_noun_behind_article(rest))
        })
    }

    /// Whether a word has the shape of a noun or adverb that is no name: استقبال, تفعيل; with a pronoun joined, تسليمها, or as an adverb,
    /// اعتبارا.
    pub(super) fn is_noun(&self, word: &str) -> bool {
        let fits = |word: &str| {
            let word: Vec<char> = word.chars().collect();
            self.noun_shapes.iter().any(|shape| has_shape(&word, shape))
        };
        let owned = self.possessives.iter().filter(|one| one.chars().nth(1).is_some());
        let mut bare = owned
            .chain((!self.accusative.is_empty()).then_some(&self.accusative))
            .filter_map(|ending| word.strip_suffix(ending.as_str()));
        fits(word) || bare.any(|rest| rest.chars().nth(3).is_some() && fits(rest))
    }

    /// Whether what is joined to a word, of so many bytes, is the preposition that says whose something is: «لحزب».
    pub(super) fn is_owning_preposition(&self, word: &str, bytes: usize) -> bool {
        word.get(..bytes).is_some_and(|prefix| self.owning_prefixes.iter().any(|one| one == prefix))
    }

    /// Whether a preposition is joined to a common word that no name begins with: «بدور».
    pub(super) fn joins_common(&self, word: &str) -> bool {
        self.prefixes.iter().filter(|(_, joined)| *joined == PREPOSITION).any(|(prefix, _)| {
            let rest = word.strip_prefix(prefix.as_str()).filter(|rest| rest.chars().nth(2).is_some());
            let known = rest.and_then(|rest| self.phrases.get(rest));
            known.is_some_and(|all| all.contains(&(Vec::new(), Sense::In(List::NoName))))
        })
    }

    /// Whether *and* and the article are joined to a word.
    pub(super) fn joins_and_article(&self, word: &str) -> bool {
        self.prefixes.iter().filter(|(_, joined)| *joined == CONJUNCTION | ARTICLE).any(|(prefix, _)| {
            word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().nth(2).is_some())
        })
    }

    /// Whether a word begins with the preposition that follows an exception: «إلا بأمر».
    pub(super) fn is_behind_exception(&self, word: &str) -> bool {
        self.except_prefixes.iter().any(|prefix| {
            word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().nth(1).is_some())
        })
    }

    /// Whether a conjunction and a preposition are both joined to a word that nothing is known of: «وبإذن».
    pub(super) fn joins_two(&self, word: &str) -> bool {
        self.prefixes.iter().filter(|(_, joined)| *joined == CONJUNCTION | PREPOSITION).any(|(prefix, _)| {
            word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().nth(2).is_some())
        })
    }

    /// Whether a word stands for two who bear this title or hold this capacity: «الشيخان», «المديرتان».
    pub(super) fn is_two_of(&self, word: &str, head: &str) -> bool {
        let (ending, joined) = (&*self.feminine.0, &*self.feminine.1);
        let mut stems = self.pair_shapes.iter().filter_map(|(before, behind)| {
            word.strip_prefix(before.as_str()).and_then(|rest| rest.strip_suffix(behind.as_str()))
        });
        stems.any(|stem| {
            stem == head
                || stem
                    .strip_suffix(joined)
                    .zip(head.strip_suffix(ending))
                    .is_some_and(|(a, b)| a == b && !ending.is_empty())
        })
    }

    /// Whether a word has the ending of one that names several.
    pub(super) fn names_several(&self, word: &str) -> bool {
        self.several_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word is visibly a subject.
    pub(super) fn is_nominative(&self, word: &str) -> bool {
        self.nominative_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a part of a name may begin like this, although it looks like a joined preposition.
    pub(super) fn begins_name(&self, word: &str) -> bool {
        self.name_prefixes.iter().any(|prefix| {
            word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().nth(2).is_some())
        })
    }

    /// The title that stands for this one and those that are the same: *sgt* for *sergeant*.
    pub(super) fn same_title<'t>(&'t self, title: &'t str) -> &'t str {
        let group = self.same_titles.iter().find(|group| group.iter().any(|one| one == title));
        group.and_then(|group| group.first()).map_or(title, String::as_str)
    }

    /// How many bytes an *and* takes that is joined to a given name and to nothing else that is known.
    pub(super) fn joined_to_name(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let token = tokens.get(at).filter(|token| token.arabic && token.is_word())?;
        let rest = self.prefixes.iter().find_map(|(prefix, joined)| {
            let rest = token.norm.strip_prefix(prefix.as_str()).filter(|_| *joined == CONJUNCTION)?;
            Some((prefix.len(), rest))
        });
        let (length, rest) =
            rest.filter(|(_, rest)| !self.replies(&token.norm) && rest.chars().nth(2).is_some())?;
        let given = |word: &str| {
            self.given_prefixes.iter().any(|prefix| word.starts_with(prefix.as_str()))
                || self
                    .phrases
                    .get(word)
                    .is_some_and(|all| all.contains(&(Vec::new(), Sense::In(List::Given))))
        };
        let own =
            self.phrases.get(&*token.norm).is_some_and(|all| all.iter().any(|(more, _)| more.is_empty()));
        let other = self.phrases.get(rest).is_some_and(|all| {
            all.iter().any(|(more, sense)| more.is_empty() && matches!(sense, Sense::Verb(..)))
        });
        (given(rest) && !own && !other).then_some(length)
    }

    /// Whether *and* is joined to the beginning of a word.
    pub(super) fn joins_conjunction(&self, word: &str) -> bool {
        self.prefixes
            .iter()
            .any(|(prefix, joined)| *joined == CONJUNCTION && word.starts_with(prefix.as_str()))
    }

    /// Whether a verb is joined to what was before as an answer to it.
    pub(super) fn replies(&self, verb: &str) -> bool {
        self.reply_prefixes.iter().any(|prefix| verb.starts_with(prefix.as_str()))
    }

    /// Whether the marks of a past verb, as written, make it passive: on its first letter, behind what is joined to it.
    pub(super) fn is_passive(&self, written: &str) -> bool {
        !self.passive_mark.is_empty()
            && written.chars().take(3).collect::<String>().contains(&self.passive_mark)
    }

    /// Whether a word of this form is nobody's subject.
    pub(super) fn is_oblique(&self, word: &str) -> bool {
        self.oblique_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word may begin with a joined preposition.
    pub(super) fn joins_preposition(&self, word: &str) -> bool {
        self.prefixes
            .iter()
            .any(|(prefix, joined)| *joined == PREPOSITION && word.starts_with(prefix.as_str()))
    }

    /// Whether a word of which nothing is known is a preposition joined to a common word or to one of a noun's shape: برفع, لسقوط.
    pub(super) fn hangs(&self, word: &str) -> bool {
        let common = |sense: Sense| {
            matches!(
                sense,
                Sense::Object(_)
                    | Sense::In(
                        List::NoName | List::Duty | List::Body | List::People | List::Role | List::End
                    )
            )
        };
        // «بأم دخن»: the name of a place
        let parent = |word: &str| {
            self.prefixes.iter().filter(|(_, joined)| *joined == PREPOSITION).any(|(prefix, _)| {
                let rest = word.strip_prefix(prefix.as_str()).filter(|rest| rest.chars().nth(1).is_some());
                rest.and_then(|rest| self.phrases.get(rest)).is_some_and(|all| {
                    [List::Kunya, List::Feminine]
                        .iter()
                        .all(|list| all.contains(&(Vec::new(), Sense::In(*list))))
                })
            })
        };
        !self.phrases.contains_key(word) && parent(word)
            || !self.phrases.contains_key(word)
                && self.prefixes.iter().filter(|(_, joined)| *joined == PREPOSITION).any(|(prefix, _)| {
                    let rest =
                        word.strip_prefix(prefix.as_str()).filter(|rest| rest.chars().nth(2).is_some());
                    let known = |rest: &str| {
                        self.phrases.get(rest).is_some_and(|all| {
                            all.iter().any(|(more, sense)| more.is_empty() && common(*sense))
                        })
                    };
                    rest.is_some_and(|rest| known(rest) || self.is_noun(rest))
                })
    }
}

/// Whether a word has this shape: `?` is any letter, `*` any two or more.
fn has_shape(word: &[char], shape: &[char]) -> bool {
    let fits = |word: &[char], shape: &[char]| {
        word.len() == shape.len()
            && word.iter().zip(shape).all(|(letter, wanted)| *wanted == '?' || letter == wanted)
    };
    match shape.iter().position(|wanted| *wanted == '*') {
        Some(star) => {
            let (head, tail) =
                (shape.get(..star).unwrap_or_default(), shape.get(star + 1..).unwrap_or_default());
            word.len() >= head.len() + tail.len() + 2
                && fits(word.get(..head.len()).unwrap_or_default(), head)
                && fits(word.get(word.len() - tail.len()..).unwrap_or_default(), tail)
        }
        None => fits(word, shape),
    }
}
