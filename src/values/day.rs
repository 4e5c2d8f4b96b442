//! Calendar days as people write them.
//!
//! Right is `YYYY-MM-DD`, alone, with a time of day behind it, or with a remark that names no second
//! day. Of everything else it is told which day it can mean, where only one can.

mod otherwise;

use std::ops::Range;

use jiff::civil::Date;

use otherwise::otherwise;

/// Whether a text is a day and nothing else, as `YYYY-MM-DD`.
pub fn is_plain(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

/// A text that is no day in the right notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDay {
    /// What is wrong with it.
    pub why: Why,
    /// The only day that can be meant, where there is just one.
    pub meant: Option<Date>,
    /// The part of the text that stands for the day; a remark behind it is left out.
    pub written: Range<usize>,
}

/// What is wrong with a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The calendar has no such month.
    NoSuchMonth(u32),
    /// The month has no such day; so many it has.
    NoSuchDay {
        /// The year.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
        /// How many days it has.
        days: i8,
    },
    /// It is a day, in another notation.
    Notation,
    /// It is one of two days, depending on whether day or month comes first.
    Ambiguous(Date, Date),
    /// More than one day stands there.
    Several,
    /// It is other text, which may hold a day among its words.
    NotADay,
}

/// The day that a text says.
///
/// # Errors
/// Where it is in another notation, or no day at all; then what is wrong with it.
pub fn read(text: &str) -> Result<Date, NoDay> {
    let start = text.len() - text.trim_start().len();
    let bare = text.trim();
    if let Some(parts) = iso(bare) {
        return of_iso(bare, parts).map_err(|(why, meant)| NoDay {
            why,
            meant,
            written: start..start + 10,
        });
    }
    let head = bare.split(['(', '[']).next().unwrap_or_default().trim_end();
    let (why, mut meant) = otherwise(head);
    if why == Why::NotADay {
        meant = lone_day(bare);
    }
    let end = if head.is_empty() {
        bare.len()
    } else {
        head.len()
    };
    Err(NoDay {
        why,
        meant,
        written: start..start + end,
    })
}

/// The day that a text says, where it says one in the right notation.
pub fn of(text: &str) -> Option<Date> {
    read(text).ok()
}

/// The numbers of a text that begins with `YYYY-MM-DD` and goes on behind it as a time or a remark.
fn iso(text: &str) -> Option<(i16, u32, u32)> {
    let head = text.get(..10)?;
    let shaped = head.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let rest = &text[10..];
    let ends = match rest.chars().next() {
        None => true,
        Some('T' | 't') => rest[1..].starts_with(|ch: char| ch.is_ascii_digit()),
        Some(next) => next.is_whitespace() || matches!(next, ',' | ';' | '.' | ':' | '(' | '['),
    };
    if !(shaped && ends) {
        return None;
    }
    Some((
        head[..4].parse().ok()?,
        head[5..7].parse().ok()?,
        head[8..].parse().ok()?,
    ))
}

fn of_iso(text: &str, (year, month, day): (i16, u32, u32)) -> Result<Date, (Why, Option<Date>)> {
    if names_day(&text[10..]) {
        return Err((Why::Several, None));
    }
    date(year, month, day).ok_or_else(|| no_such_day(year, month, day))
}

fn no_such_day(year: i16, month: u32, day: u32) -> (Why, Option<Date>) {
    match date(year, month, 1) {
        None => (Why::NoSuchMonth(month), date(year, day, month)),
        Some(first) => (
            Why::NoSuchDay {
                year,
                month: first.month(),
                days: first.days_in_month(),
            },
            None,
        ),
    }
}

/// Whether a text that follows a day names another, outside brackets.
fn names_day(text: &str) -> bool {
    let mut depth = 0_usize;
    let outside: String = text
        .chars()
        .map(|ch| {
            match ch {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                ch if depth == 0 => return ch,
                _ => {}
            }
            ' '
        })
        .collect();
    outside
        .split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | ';'))
        .any(|word| iso(word).is_some())
}

/// The only day in the right notation among the words of a text.
fn lone_day(text: &str) -> Option<Date> {
    let mut days = text
        .split(|ch: char| ch.is_whitespace() || matches!(ch, '(' | ')' | '[' | ']'))
        .filter_map(|word| {
            let (year, month, day) = iso(word)?;
            date(year, month, day)
        });
    let day = days.next()?;
    days.next().is_none().then_some(day)
}

fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_a_time_or_a_remark() {
        for text in [
            "2024-05-18",
            " 2024-05-18 ",
            "2024-05-18T10:00:00Z",
            "2024-05-18T10:00:00+02:00",
            "2024-05-18 10:00",
            "2024-05-18 10:00:00 +0200",
            "2024-05-18 (merged)",
            "2024-05-18 (updated 2024-06-01)",
            "2024-05-18, in Ghent",
        ] {
            assert_eq!(of(text), Some(jiff::civil::date(2024, 5, 18)), "{text}");
        }
    }

    #[test]
    fn the_only_day_that_can_be_meant() {
        for text in [
            "2024-18-05",
            "2024/05/18",
            "2024.5.18",
            "2024\u{2011}05\u{2011}18",
            "20240518",
            "18.05.2024",
            "18/5/2024",
            "5/18/2024",
            "18 May 2024",
            "18-May-2024",
            "18th of May, 2024",
            "May 18, 2024",
            "Saturday, May 18th 2024",
            "2024 may 18",
            "18 May 2024 (merged)",
        ] {
            let no_day = read(text).expect_err(text);
            assert_eq!(no_day.meant, Some(jiff::civil::date(2024, 5, 18)), "{text}");
        }
        let no_day = read("18 May 2024 (merged)").expect_err("no notation");
        assert_eq!(no_day.written, 0..11);
        let same = read("05/05/2024").expect_err("no notation");
        assert_eq!(same.meant, Some(jiff::civil::date(2024, 5, 5)));
    }

    #[test]
    fn a_day_among_words_is_meant_but_not_all_that_is_written() {
        let no_day = read("(at the merge, 2024-05-18)").expect_err("words");
        assert_eq!(no_day.why, Why::NotADay);
        assert_eq!(no_day.meant, Some(jiff::civil::date(2024, 5, 18)));
        assert_eq!(
            read("from 2024-05-18 to 2024-05-20")
                .expect_err("two")
                .meant,
            None
        );
    }

    #[test]
    fn nothing_is_guessed() {
        let why = |text| {
            let no_day = read(text).expect_err(text);
            assert_eq!(no_day.meant, None, "{text}");
            no_day.why
        };
        assert!(matches!(why("05/06/2024"), Why::Ambiguous(..)));
        assert_eq!(
            why("2021-02-30"),
            Why::NoSuchDay {
                year: 2021,
                month: 2,
                days: 28
            }
        );
        assert_eq!(why("2021-26-42"), Why::NoSuchMonth(26));
        assert_eq!(why("2024-05-18 – 2024-05-20"), Why::Several);
        for text in [
            "soon", "2024", "May 2024", "2024-05", "18/05/24", "99999999", "", "ä", "(x)",
        ] {
            assert_eq!(why(text), Why::NotADay, "{text}");
        }
    }
}
