//! Days in other notations than the right one: which day is meant, where only one can be.

use jiff::civil::Date;

use super::{Why, date, no_such_day};
use crate::document::names;

/// A day in another notation, or none.
pub(super) fn otherwise(text: &str) -> (Why, Option<Date>) {
    let plain = names::fold_whole(text);
    let tokens: Vec<&str> = plain
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty() && !is_filler(word))
        .collect();
    let found = match tokens.as_slice() {
        [lone] if lone.len() == 8 && lone.is_ascii() => {
            numbers(&lone[..4], &lone[4..6], &lone[6..])
        }
        [first, second, third] => numbers(first, second, third),
        _ => None,
    };
    found.unwrap_or((Why::NotADay, None))
}

/// A weekday, or a word between day and month.
fn is_filler(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    matches!(word, "of" | "the" | "tues" | "thur" | "thurs")
        || DAYS
            .iter()
            .any(|day| *day == word || (word.len() == 3 && day.starts_with(word)))
}

/// What three parts of a day mean; none where they are none.
fn numbers(first: &str, second: &str, third: &str) -> Option<(Why, Option<Date>)> {
    let found = |date: Option<Date>| Some((Why::Notation, Some(date?)));
    if let Some(year) = year(first) {
        if let Some(month) = month(second) {
            return found(date(year, month, ordinal(third)?));
        }
        let (month, day) = (number(second)?, number(third)?);
        return found(date(year, month, day)).or_else(|| Some(no_such_day(year, month, day)));
    }
    let year = year(third)?;
    if let Some(month) = month(second) {
        return found(date(year, month, ordinal(first)?));
    }
    if let Some(month) = month(first) {
        return found(date(year, month, ordinal(second)?));
    }
    let (first, second) = (number(first)?, number(second)?);
    match (date(year, second, first), date(year, first, second)) {
        (Some(one), Some(other)) if one != other => Some((Why::Ambiguous(one, other), None)),
        (one, other) => found(one.or(other)),
    }
}

fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1900..2200).contains(year))
}

fn number(text: &str) -> Option<u32> {
    let digits = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// `18`, `18th`.
fn ordinal(text: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending));
    number(bare.unwrap_or(text))
}

fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if text == "sept" {
        return Some(9);
    }
    let named = |month: &&str| *month == text || (text.len() == 3 && month.starts_with(text));
    let index = MONTHS.iter().position(named)?;
    u32::try_from(index + 1).ok()
}
