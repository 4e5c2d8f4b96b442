//! Filters of MiniJinja's that could give far more than they take, held to a bound.

use minijinja::value::{Kwargs, Rest, Value};
use minijinja::{Environment, Error, ErrorKind, State, filters};

/// No number that says how wide or how many is greater.
const MOST: u64 = 10_000;

/// Puts the bounded filters in the place of MiniJinja's: none gives more than `most_bytes`.
pub(super) fn bound(environment: &mut Environment<'_>, most_bytes: usize) {
    environment.add_filter("\0replace", filters::replace);
    environment.add_filter("\0join", filters::join);
    environment.add_filter("\0indent", filters::indent);
    environment.add_filter("\0slice", filters::slice);
    environment.add_filter("\0batch", filters::batch);
    environment.add_filter("\0format", filters::format);
    let bounds: [(&'static str, &'static str, Bound); 6] = [
        ("replace", "\0replace", replaced),
        ("join", "\0join", joined),
        ("indent", "\0indent", indented),
        ("slice", "\0slice", parted),
        ("batch", "\0batch", parted),
        ("format", "\0format", formatted),
    ];
    for (name, inner, size) in bounds {
        let bounded = move |state: &mut State<'_, '_>, given: Rest<Value>, named: Kwargs| {
            let mut given = given.0;
            if named.args().next().is_some() {
                given.push(Value::from(named));
            }
            if size(&given).is_none_or(|size| size > most_bytes as u64) {
                let detail = format!("`{name}` gives more than a page may hold");
                return Err(Error::new(ErrorKind::InvalidOperation, detail));
            }
            state.apply_filter(inner, &given)
        };
        environment.add_filter(name, bounded);
    }
}

/// About how many bytes a filter gives, from what it is given: its value and its arguments. None where
/// that is beyond counting.
type Bound = fn(&[Value]) -> Option<u64>;

fn replaced(given: &[Value]) -> Option<u64> {
    let text = |index: usize| given.get(index).map(shown).unwrap_or_default();
    let (value, from, to) = (text(0), text(1), text(2));
    let places = value.matches(from.as_str()).count() as u64;
    (places.checked_mul(to.len() as u64)?).checked_add(value.len() as u64)
}

fn joined(given: &[Value]) -> Option<u64> {
    let between = given.get(1).map(shown).unwrap_or_default().len();
    let named = given.last().filter(|last| last.is_kwargs());
    let named = named.and_then(|named| named.get_attr("attribute").ok());
    let attribute = given.get(2).cloned().or(named);
    let path = attribute.as_ref().and_then(Value::as_str);
    let mut size: u64 = 0;
    for item in given.first()?.try_iter().into_iter().flatten() {
        let mut names = path.into_iter().flat_map(|path| path.split('.'));
        let item = names.try_fold(item, |item, name| item.get_attr(name));
        let len = item.map_or(0, |item| shown(&item).len());
        size = size.checked_add((len + between) as u64)?;
    }
    Some(size)
}

fn indented(given: &[Value]) -> Option<u64> {
    let value = shown(given.first()?);
    let lines = value.lines().count() as u64 + 1;
    lines
        .checked_mul(numbers(&given[1..])?)?
        .checked_add(value.len() as u64)
}

fn parted(given: &[Value]) -> Option<u64> {
    numbers(given.get(1..)?)
}

/// By the widths and precisions that the value, a format, names; they may be among the arguments too.
fn formatted(given: &[Value]) -> Option<u64> {
    let format = shown(given.first()?);
    let mut size = given.iter().map(|value| shown(value).len() as u64).sum();
    for digits in format.split(|ch: char| !ch.is_ascii_digit()) {
        let number = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        size = u64::checked_add(size, Some(number).filter(|it| *it <= MOST)?)?;
    }
    match format.contains('*') {
        true => u64::checked_add(size, numbers(&given[1..])?),
        false => Some(size),
    }
}

/// The sum of the numbers among some arguments, those with a name too; none where one is too great.
fn numbers(given: &[Value]) -> Option<u64> {
    let named = given.iter().flat_map(|value| {
        let is_named = value.is_kwargs();
        let names = value.try_iter().ok().filter(|_| is_named);
        let values = names.into_iter().flatten();
        values.filter_map(|name| value.get_item(&name).ok())
    });
    let mut sum: u64 = 0;
    for number in given.iter().cloned().chain(named) {
        if let Some(number) = number.as_i64().filter(|_| number.is_number()) {
            sum += u64::try_from(number).ok().filter(|it| *it <= MOST)?;
        } else if number.is_number() {
            return None;
        }
    }
    Some(sum)
}

fn shown(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}
