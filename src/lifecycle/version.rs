//! Which versions a status allows, compared by the precedence that Semantic Versioning defines.
//!
//! Not Cargo's `VersionReq`: there `<1.0.0` leaves `1.0.0-draft.1` out, and a prerelease meets
//! nothing that does not name one.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use semver::Version;

/// Conditions that a version must all meet, as written: `>=1.0.0, <2.0.0`, `prerelease`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRequirement {
    written: String,
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    Prerelease,
    Compare(Operator, Version),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
}

/// Why a text is no version requirement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRequirement {
    /// Nothing between commas, or nothing at all.
    #[error("a condition is empty")]
    Empty,
    /// A condition begins with none of the operators and is not `prerelease`.
    #[error("`{0}` begins with none of <, <=, >, >=, =, and is not `prerelease`")]
    NoOperator(String),
    /// What follows the operator is no full semantic version.
    #[error("`{written}` is no full semantic version")]
    NotAVersion {
        /// What stands there.
        written: String,
        /// What is probably meant.
        meant: Option<Version>,
    },
}

impl VersionRequirement {
    /// The versions that it compares with.
    pub fn bounds(&self) -> impl Iterator<Item = &Version> {
        self.conditions.iter().filter_map(|it| match it {
            Condition::Prerelease => None,
            Condition::Compare(_, bound) => Some(bound),
        })
    }

    /// Whether it asks for a prerelease.
    pub fn wants_prerelease(&self) -> bool {
        self.conditions.contains(&Condition::Prerelease)
    }

    /// Whether `version` meets every condition.
    pub fn matches(&self, version: &Version) -> bool {
        self.conditions.iter().all(|condition| match condition {
            Condition::Prerelease => !version.pre.is_empty(),
            Condition::Compare(operator, bound) => operator.accepts(version.cmp_precedence(bound)),
        })
    }
}

impl Operator {
    /// Longer operators first, so that `<=` is not taken for `<`.
    const ALL: [(&'static str, Operator); 5] = [
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("=", Operator::Equal),
    ];

    fn accepts(self, ordering: Ordering) -> bool {
        match self {
            Operator::Less => ordering.is_lt(),
            Operator::LessOrEqual => ordering.is_le(),
            Operator::Greater => ordering.is_gt(),
            Operator::GreaterOrEqual => ordering.is_ge(),
            Operator::Equal => ordering.is_eq(),
        }
    }
}

impl FromStr for VersionRequirement {
    type Err = BadRequirement;

    fn from_str(written: &str) -> Result<Self, BadRequirement> {
        let conditions = written
            .split(',')
            .map(condition)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            written: written.trim().to_owned(),
            conditions,
        })
    }
}

fn condition(written: &str) -> Result<Condition, BadRequirement> {
    let written = written.trim();
    if written.is_empty() {
        return Err(BadRequirement::Empty);
    }
    if written == "prerelease" {
        return Ok(Condition::Prerelease);
    }
    let (operator, rest) = Operator::ALL
        .iter()
        .find_map(|&(sign, operator)| Some((operator, written.strip_prefix(sign)?.trim())))
        .ok_or_else(|| BadRequirement::NoOperator(written.to_owned()))?;
    match Version::parse(rest) {
        Ok(version) => Ok(Condition::Compare(operator, version)),
        Err(_) => Err(BadRequirement::NotAVersion {
            written: rest.to_owned(),
            meant: meaning(rest),
        }),
    }
}

impl fmt::Display for VersionRequirement {
    /// As written.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.written)
    }
}

/// The one version that somebody means who writes `1`, `1.0`, `v1.0.0`, `V1.2` or `01.0.0`.
///
/// None where that can't be said: four numbers, words, and what may as well be a date (`2024`,
/// `01.02.2024`, `2024-05-18`).
pub fn meaning(written: &str) -> Option<Version> {
    let written = written.trim();
    if let Ok(version) = Version::parse(written) {
        return Some(version);
    }
    let bare = written
        .strip_prefix(['v', 'V'])
        .unwrap_or(written)
        .trim_start();
    let end = bare.find(['-', '+']).unwrap_or(bare.len());
    let (core, suffix) = bare.split_at(end);
    let numbers: Vec<u64> = core
        .split('.')
        .map(|digits| digits.parse().ok())
        .collect::<Option<_>>()?;
    let is_year = |number: u64| (1900..2100).contains(&number);
    match (numbers.as_slice(), suffix) {
        ([lone], "") if !is_year(*lone) => Some(Version::new(*lone, 0, 0)),
        ([a, b, c], _) if is_year(*c) && *a <= 31 && *b <= 31 => None,
        ([_, _] | [_, _, _], _) => {
            let third = numbers.get(2).copied().unwrap_or(0);
            Version::parse(&format!("{}.{}.{third}{suffix}", numbers[0], numbers[1])).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_compare_by_precedence() {
        let cases = [
            ("<1.0.0", "0.9.0", true),
            ("<1.0.0", "1.0.0-draft.1", true),
            ("<1.0.0", "1.0.0", false),
            (">=1.0.0", "1.0.0-rc.1", false),
            (">=1.0.0", "1.2.1-draft.1", true),
            ("<=1.0.0", "1.0.0", true),
            (">1.0.0", "1.0.0", false),
            (">1.0.0", "1.0.1-a", true),
            ("=1.0.0", "1.0.0+build.7", true),
            (">=1.0.0, <2.0.0", "1.9.9", true),
            (">=1.0.0, <2.0.0", "2.0.0", false),
            (">= 1.0.0 , < 2.0.0", "2.0.0-rc.1", true),
            ("prerelease", "1.2.1-draft.1", true),
            ("prerelease", "1.2.1", false),
            ("prerelease, <2.0.0", "2.1.0-a", false),
        ];
        for (requirement, version, expected) in cases {
            let parsed: VersionRequirement = requirement.parse().expect(requirement);
            let version = Version::parse(version).expect(version);
            assert_eq!(
                parsed.matches(&version),
                expected,
                "{version} {requirement}"
            );
            assert_eq!(parsed.to_string(), requirement);
        }
    }

    #[test]
    fn what_is_no_requirement() {
        let error = |written: &str| written.parse::<VersionRequirement>().expect_err(written);
        assert_eq!(error(""), BadRequirement::Empty);
        assert_eq!(error(">=1.0.0,"), BadRequirement::Empty);
        assert_eq!(
            error("1.0.0"),
            BadRequirement::NoOperator("1.0.0".to_owned())
        );
        assert_eq!(
            error("^1.0.0"),
            BadRequirement::NoOperator("^1.0.0".to_owned())
        );
        assert_eq!(
            error(">=1.0"),
            BadRequirement::NotAVersion {
                written: "1.0".to_owned(),
                meant: Some(Version::new(1, 0, 0)),
            }
        );
    }

    #[test]
    fn the_version_that_is_meant() {
        let cases = [
            ("1.0", "1.0.0"),
            ("v1.0.0", "1.0.0"),
            ("01.0.0", "1.0.0"),
            ("1", "1.0.0"),
            ("V1.2", "1.2.0"),
            ("v0.9-rc.1", "0.9.0-rc.1"),
            ("2024.5", "2024.5.0"),
            (" 1.2.3 ", "1.2.3"),
        ];
        for (written, meant) in cases {
            assert_eq!(
                meaning(written).map(|it| it.to_string()).as_deref(),
                Some(meant)
            );
        }
        let hopeless = [
            "",
            "v",
            "1.2.3.4",
            "1.",
            ".1",
            "one",
            "1.x",
            "2024",
            "01.02.2024",
            "2024-05-18",
            "1-beta",
            "1.0.0 (draft)",
            "1,0",
            "99999999999999999999.0",
        ];
        for written in hopeless {
            assert_eq!(meaning(written), None, "{written}");
        }
    }
}
