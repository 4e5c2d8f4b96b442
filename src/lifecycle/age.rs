//! How long a document may rest: `180d`, `6w`, `3m`, `1y`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::diagnostics::counted;

/// A span of days, weeks, months or years, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Age {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

/// What an [`Age`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `m`
    Months,
    /// `y`
    Years,
}

impl Age {
    /// The span, for reckoning with the calendar.
    pub fn span(self) -> Span {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Days => count.days(),
            Unit::Weeks => count.weeks(),
            Unit::Months => count.months(),
            Unit::Years => count.years(),
        }
    }

    /// The span in days, where that does not depend on the calendar.
    pub fn days(self) -> Option<u32> {
        match self.unit {
            Unit::Days => Some(u32::from(self.count)),
            Unit::Weeks => Some(u32::from(self.count) * 7),
            Unit::Months | Unit::Years => None,
        }
    }

    /// The last day on which something of `since` is not yet older than this.
    pub fn after(self, since: Date) -> Date {
        since.saturating_add(self.span())
    }
}

/// Not a number of days, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number followed by d, w, m or y")]
pub struct NotAnAge;

impl FromStr for Age {
    type Err = NotAnAge;

    fn from_str(written: &str) -> Result<Self, NotAnAge> {
        let (last, _) = written.char_indices().next_back().ok_or(NotAnAge)?;
        let (count, unit) = written.split_at(last);
        let unit = match unit {
            "d" => Unit::Days,
            "w" => Unit::Weeks,
            "m" => Unit::Months,
            "y" => Unit::Years,
            _ => return Err(NotAnAge),
        };
        if !count.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAnAge);
        }
        // Ten thousand years are beyond the calendar; the limit keeps reckoning within it.
        match count.parse() {
            Ok(count) if count <= 9_999 => Ok(Age { count, unit }),
            _ => Err(NotAnAge),
        }
    }
}

impl fmt::Display for Age {
    /// In words: `180 days`, `1 year`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        formatter.write_str(&counted(self.count.into(), unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_as_written_and_in_words() {
        let words = |written: &str| written.parse::<Age>().map(|age| age.to_string());
        assert_eq!(words("180d"), Ok("180 days".to_owned()));
        assert_eq!(words("1y"), Ok("1 year".to_owned()));
        for wrong in [
            "", "d", "180", "1.5y", "-3d", "+3d", "3 d", "3D", "1é", "99999d",
        ] {
            assert_eq!(words(wrong), Err(NotAnAge), "{wrong}");
        }
    }

    #[test]
    fn months_follow_the_calendar() {
        let age: Age = "1m".parse().expect("an age");
        assert_eq!(
            age.after(jiff::civil::date(2024, 1, 31)),
            jiff::civil::date(2024, 2, 29)
        );
    }
}
