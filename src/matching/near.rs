//! Which heading of a document may be meant to be a section that it lacks: one with a near name, such as
//! "Testing plan" for "Test plan".

use crate::document::Document;
use crate::template::SectionSpec;

use super::Matching;

/// A heading that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The section of the document.
    pub section: usize,
    /// The same name but for an ending or a slip of the keyboard; else one with more or fewer words.
    pub same: bool,
}

/// How near two names are, the nearest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// One has words that the other lacks.
    Part,
    /// Word for word the same, but for endings and slips.
    Same,
}

/// The headings that no section of the template has taken, by their words.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// Section, level, words.
    free: Vec<(usize, u8, Vec<&'a str>)>,
}

impl<'a> Candidates<'a> {
    /// Of a document that was matched.
    pub fn of(document: &'a Document, matching: &Matching) -> Self {
        let sections = document.sections.all.iter().enumerate();
        let free = sections.filter(|(index, _)| {
            matching.spec_of[*index].is_none() && matching.title != Some(*index)
        });
        let free = free.map(|(index, section)| (index, section.level, words(&section.key)));
        Self {
            free: free.collect(),
        }
    }

    /// The heading that is nearest to a section's name. One that has the same name is another section's no
    /// more; one that has its words among others may stand for several.
    pub fn take(&mut self, wanted: &SectionSpec) -> Option<Near> {
        let name = words(wanted.pattern.name()?);
        let (at, nearness, _) = (self.free.iter().enumerate())
            .filter_map(|(at, (_, level, words))| {
                let nearness = nearness(&name, words)?;
                let level = *level == wanted.level;
                // A part of the name alone says little of what stands inside other sections.
                (level || nearness == Nearness::Same).then_some((at, nearness, level))
            })
            // The first of equals.
            .max_by_key(|&(at, nearness, level)| (nearness, level, std::cmp::Reverse(at)))?;
        let (section, same) = (self.free[at].0, nearness == Nearness::Same);
        if same {
            self.free.remove(at);
        }
        Some(Near { section, same })
    }
}

/// Words that say nothing of what a section is about.
const SILENT: &[&str] = &[
    "a", "an", "and", "for", "in", "its", "of", "on", "or", "our", "the", "this", "to", "with",
];
/// Words that turn a name into its opposite.
const OPPOSITE: &[&str] = &["no", "non", "not", "out", "without"];

/// The words of a folded name that say what it is about.
fn words(key: &str) -> Vec<&str> {
    let words = key.split(|ch: char| !ch.is_alphanumeric());
    words
        .filter(|word| !word.is_empty() && !SILENT.contains(word))
        .collect()
}

fn nearness(wanted: &[&str], words: &[&str]) -> Option<Nearness> {
    if wanted.is_empty() || words.is_empty() {
        return None;
    }
    let mut pairs = wanted.iter().zip(words);
    // Written as one word, or as two.
    let joined = || {
        let letters = |all: &[&str]| all.iter().map(|word| word.len()).sum::<usize>();
        let bytes = |words| <[&str]>::iter(words).flat_map(|word| word.bytes());
        letters(wanted) == letters(words) && bytes(wanted).eq(bytes(words))
    };
    let same = match wanted.len() == words.len() {
        true => pairs.all(|(one, other)| is_same(one, other)),
        false => joined(),
    };
    if same {
        return Some(Nearness::Same);
    }
    let (few, many) = match wanted.len() < words.len() {
        true => (wanted, words),
        false => (words, wanted),
    };
    let is_in = |word: &str, all: &[&str]| all.iter().any(|other| is_same(word, other));
    let opposite = |word: &&&str| OPPOSITE.contains(*word);
    let part = few.len() < many.len()
        && many.len() <= 2 * few.len()
        && few.iter().all(|word| is_in(word, many))
        && few.iter().filter(opposite).count() == many.iter().filter(opposite).count();
    part.then_some(Nearness::Part)
}

/// Whether two words are the same but for an ending (`test`, `testing`) or one slip of the keyboard.
fn is_same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    if long.len() - short.len() > LONGEST_ENDING {
        return false;
    }
    let pairs = short.chars().zip(long.chars());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let length = short.chars().count();
    let ending = common >= STEM && common + 1 >= length;
    let plural = common == length && long.strip_prefix(short) == Some("s");
    let pairs = short.chars().rev().zip(long.chars().rev());
    let end = pairs.take_while(|(one, other)| one == other).count();
    // What one slip leaves alone on both sides is all but two letters.
    let slip = length >= LONG_ENOUGH && common + end + 2 >= length;
    ending || plural || (slip && strsim::damerau_levenshtein(one, other) == 1)
}

/// So many letters more than the other a word may have.
const LONGEST_ENDING: usize = 5;
/// So many letters make a stem.
const STEM: usize = 4;
/// Shorter words are often one letter from another word.
const LONG_ENOUGH: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, other: &str) -> Option<Nearness> {
        nearness(&words(one), &words(other))
    }

    #[test]
    fn endings_and_slips_do_not_make_another_name() {
        for (one, other) in [
            ("test plan", "testing plan"),
            ("alternatives", "alternative"),
            ("drawbacks", "drawbakcs"),
            ("goals", "the goals"),
            ("use cases", "use case"),
            ("rollout", "roll-out"),
            ("risks and mitigations", "risk mitigation"),
            ("summary", "summaries"),
        ] {
            assert_eq!(near(one, other), Some(Nearness::Same), "{one}: {other}");
            assert_eq!(near(other, one), Some(Nearness::Same), "{one}: {other}");
        }
    }

    #[test]
    fn more_words_may_mean_the_same() {
        for (one, other) in [
            ("security", "security considerations"),
            ("alternatives considered", "alternatives"),
            ("open questions", "questions"),
            ("non-goals", "explicit non-goals"),
        ] {
            assert_eq!(near(one, other), Some(Nearness::Part), "{one}: {other}");
        }
    }

    #[test]
    fn other_names_are_not_near() {
        for (one, other) in [
            ("goals", "non-goals"),
            ("use cases", "test cases"),
            ("prior art", "future work"),
            ("scope", "out of scope"),
            ("cost", "most"),
            ("design", "rationale and alternatives to the design"),
            ("", "test"),
        ] {
            assert_eq!(near(one, other), None, "{one}: {other}");
        }
    }
}
