//! The path that a new document gets: `designs/{number:04}-{slug}.md`.

use std::fmt;
use std::str::FromStr;

/// A pattern for paths relative to the book's `src`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    written: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Number { width: usize },
    Slug,
}

/// Why a text is no pattern for paths.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFileName {
    /// A brace without its counterpart.
    #[error("has a brace without its counterpart")]
    Brace,
    /// A name in braces that means nothing.
    #[error("names `{{{0}}}`")]
    Name(String),
    /// What follows the colon is no width.
    #[error("asks for the format `{0}`")]
    Format(String),
    /// Not a path within `src`.
    #[error("does not stay within the book's `src`")]
    Outside,
    /// Nothing in it tells one document from the next.
    #[error("gives every document the same path")]
    Constant,
}

impl FileName {
    /// The path of the document with that number and slug.
    pub fn fill(&self, number: u64, slug: &str) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Number { width } => format!("{number:0width$}"),
                Part::Slug => slug.to_owned(),
            })
            .collect()
    }

    /// Whether the path holds a number.
    pub fn has_number(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Number { .. }))
    }

    /// The number that a name in [`FileName::folder`] bears, where it bears one: that of a file of
    /// this pattern, or of any other that has its number in the same place.
    pub fn number_of(&self, name: &str) -> Option<u64> {
        let folder = self.folder().len();
        let (before, _) = self.written.split_once("{number")?;
        let before = before.get(folder..)?.trim_start_matches('/');
        let digits = match before.split_once('{') {
            None => name.strip_prefix(before)?,
            // The slug comes first: the number is what the name ends with.
            Some(_) => {
                let stem = name.split('.').next().unwrap_or(name);
                &stem[stem.trim_end_matches(|ch: char| ch.is_ascii_digit()).len()..]
            }
        };
        let end = digits.find(|ch: char| !ch.is_ascii_digit());
        digits[..end.unwrap_or(digits.len())].parse().ok()
    }

    /// The folder in which the paths lie, as far as it is the same for all: `designs`, or empty.
    pub fn folder(&self) -> &str {
        let fixed = self.written.split('{').next().unwrap_or_default();
        fixed.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for FileName {
    /// As written.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.written)
    }
}

impl FromStr for FileName {
    type Err = BadFileName;

    fn from_str(written: &str) -> Result<Self, BadFileName> {
        let path = written.strip_prefix("./").unwrap_or(written);
        let leaves = path.starts_with('/')
            || path.ends_with('/')
            || path.contains(['\\', ':']) && !path.contains('{')
            || path.split('/').any(|part| part == "..");
        if path.is_empty() || leaves {
            return Err(BadFileName::Outside);
        }
        let parts = parts(path)?;
        if parts.iter().all(|part| matches!(part, Part::Text(_))) {
            return Err(BadFileName::Constant);
        }
        Ok(Self {
            written: path.to_owned(),
            parts,
        })
    }
}

fn parts(path: &str) -> Result<Vec<Part>, BadFileName> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let (text, braced) = rest.split_at(open);
        if text.contains('\\') {
            return Err(BadFileName::Outside);
        }
        parts.push(Part::Text(text.to_owned()));
        let inner = braced.strip_prefix('{').ok_or(BadFileName::Brace)?;
        let (name, after) = inner.split_once('}').ok_or(BadFileName::Brace)?;
        parts.push(placeholder(name)?);
        rest = after;
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

fn placeholder(inside: &str) -> Result<Part, BadFileName> {
    match inside.split_once(':').unwrap_or((inside, "")) {
        ("slug", "") => Ok(Part::Slug),
        ("number", "") => Ok(Part::Number { width: 1 }),
        ("number", format) => match format.strip_prefix('0').map(str::parse) {
            Some(Ok(width @ 1..=12)) => Ok(Part::Number { width }),
            _ => Err(BadFileName::Format(format.to_owned())),
        },
        ("slug", format) => Err(BadFileName::Format(format.to_owned())),
        (name, _) => Err(BadFileName::Name(name.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(written: &str) -> Result<FileName, BadFileName> {
        written.parse()
    }

    #[test]
    fn patterns_are_filled() {
        let pattern = parse("designs/{number:04}-{slug}.md").expect("a pattern");
        assert_eq!(pattern.fill(7, "cache"), "designs/0007-cache.md");
        assert_eq!(pattern.fill(12345, "cache"), "designs/12345-cache.md");
        assert_eq!(pattern.folder(), "designs");
        assert!(pattern.has_number());
        let plain = parse("./{slug}/{number}.md").expect("a pattern");
        assert_eq!(plain.fill(7, "cache"), "cache/7.md");
        assert_eq!(plain.folder(), "");
    }

    #[test]
    fn names_tell_their_numbers() {
        let number = |pattern: &str, name: &str| {
            let pattern = parse(pattern).expect("a pattern");
            pattern.number_of(name)
        };
        assert_eq!(
            number("designs/{number:04}-{slug}.md", "0007-x.md"),
            Some(7)
        );
        assert_eq!(
            number("designs/{number:04}-{slug}.md", "0007_y.txt"),
            Some(7)
        );
        assert_eq!(number("designs/{number:04}-{slug}.md", "readme.md"), None);
        assert_eq!(number("rfc-{number}.md", "rfc-12.md"), Some(12));
        assert_eq!(number("rfc-{number}.md", "12.md"), None);
        assert_eq!(number("{slug}-{number}.md", "a-2-b-12.md"), Some(12));
        assert_eq!(number("{slug}.md", "12.md"), None);
    }

    #[test]
    fn what_is_no_pattern() {
        for (written, error) in [
            ("{title}.md", BadFileName::Name("title".to_owned())),
            ("{number:4}.md", BadFileName::Format("4".to_owned())),
            ("{slug:04}.md", BadFileName::Format("04".to_owned())),
            ("{slug.md", BadFileName::Brace),
            ("slug}.md", BadFileName::Brace),
            ("/tmp/{slug}.md", BadFileName::Outside),
            ("../{slug}.md", BadFileName::Outside),
            ("a\\{slug}.md", BadFileName::Outside),
            ("", BadFileName::Outside),
            ("designs/new.md", BadFileName::Constant),
        ] {
            assert_eq!(parse(written), Err(error), "{written}");
        }
    }
}
