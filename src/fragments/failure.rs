//! Why a fragment gave nothing, told in its own lines.

use std::ops::Range;

use minijinja::{Error, ErrorKind};

use super::marks;
use super::render::Call;
use crate::text::Text;

/// Why a fragment gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It would have given more than it may.
    TooLong,
    /// It needs an argument that it does not get: which, and where.
    Missing(String, Range<usize>),
    /// It never asks for an argument that it gets: which, and those that it asks for.
    Unused(String, Vec<String>),
    /// It takes more steps than it may: what, and where.
    Endless(String, Range<usize>),
    /// Anything else that is wrong in it: what, and where.
    Wrong(String, Range<usize>),
}

const ENDLESS: &str = "it does not come to an end: it takes more steps than any page needs";

/// What an error of MiniJinja's says, in the fragment's own lines.
pub(super) fn wrong(file: &Text, error: &Error) -> Failure {
    if error.kind() == ErrorKind::WriteFailure {
        return Failure::TooLong;
    }
    let place = file.line_range(error.line().unwrap_or(1));
    let message = match (error.kind(), error.detail(), expression(error)) {
        (ErrorKind::OutOfFuel, ..) => return Failure::Endless(ENDLESS.to_owned(), place),
        (ErrorKind::UndefinedError, Some(detail), _) => marks::strip(detail),
        (ErrorKind::UndefinedError, None, Some(name)) => format!("`{name}` is undefined"),
        (kind, Some(detail), _) => format!("{kind}: {}", marks::strip(detail)),
        (kind, None, _) => kind.to_string(),
    };
    Failure::Wrong(message, place)
}

/// The expression that an error is about, as it is written.
fn expression(error: &Error) -> Option<String> {
    let source = error.template_source()?.get(error.range()?)?;
    Some(marks::strip(source))
}

/// The argument that is missing, where that is what an error is about.
pub(super) fn missing(call: &Call<'_>, error: &Error) -> Option<Failure> {
    if error.kind() != ErrorKind::UndefinedError {
        return None;
    }
    let expression = expression(error)?;
    let rest = expression.strip_prefix("args")?;
    let name = rest.strip_prefix('.').unwrap_or_else(|| {
        rest.trim_start_matches(['[', '"', '\''])
            .trim_end_matches([']', '"', '\''])
    });
    let given = name.is_empty() || call.arguments.contains_key(name);
    let place = call.file.line_range(error.line()?);
    (!given).then(|| Failure::Missing(name.to_owned(), place))
}
