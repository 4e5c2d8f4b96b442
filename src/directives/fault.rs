//! Why a fragment could not be set in.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Found;
use crate::diagnostics::{Diagnostic, Related, Severity, did_you_mean};
use crate::document::view::slashed;
use crate::document::woven::Woven;
use crate::fragments::Failure;
use crate::text::Text;

/// The rule for what is wrong in a fragment, or between it and who calls it.
const ERROR: &str = "fragment-error";

/// At a range of a text that was woven from the author's and others.
pub(super) fn at(
    author: &Text,
    text: &Woven,
    range: Range<usize>,
    rule: &'static str,
    message: String,
    help: String,
) -> Diagnostic {
    let place = author.place(text.own_range(&range));
    let mut finding = Diagnostic::new(rule, Severity::Error, place, message).help(help);
    finding.related.extend(nested(text, &range));
    finding
}

/// What a fragment's failure says, at the directive `found`.
pub(super) fn of(
    author: &Text,
    text: &Woven,
    found: &Found,
    file: &Arc<Text>,
    failure: Failure,
) -> Diagnostic {
    let name = file.path();
    let at = |range: &Range<usize>, message, help| {
        self::at(author, text, range.clone(), ERROR, message, help)
    };
    match failure {
        Failure::Missing(argument, there) => {
            let message = format!("the fragment `{name}` needs the argument `{argument}`");
            let help = format!("add `{argument}=…`, with quotes around a value with spaces");
            at(&found.range, message, help).related(file.place(there), "it is needed here")
        }
        Failure::Unused(argument, asked) => {
            let meant = did_you_mean(&argument, asked.iter().map(String::as_str));
            let message =
                format!("the fragment `{name}` has no use for the argument `{argument}`{meant}");
            let help = match asked.as_slice() {
                [] => "it asks for none: leave it out".to_owned(),
                asked => format!("it asks for `{}`", asked.join("`, `")),
            };
            let given = found.arguments.iter();
            let range = given.clone().find(|it| it.key() == Some(&argument));
            let range = range.map_or_else(|| found.range.clone(), super::Argument::whole);
            at(&range, message, help).related(file.place(file.line_range(1)), "the fragment")
        }
        Failure::Wrong(what, there) | Failure::Endless(what, there) => {
            let message = format!("the fragment `{name}` can't be set in: {what}");
            let help = "mend the fragment, at the line that is shown with it".to_owned();
            at(&found.range, message, help).related(file.place(there), "here")
        }
        Failure::TooLong => at(&found.range, String::new(), String::new()),
    }
}

/// Where a directive stands that is in a fragment itself.
fn nested(text: &Woven, range: &Range<usize>) -> Option<Related> {
    let (file, from) = text.origin(range.start).included?;
    let end = from.start + range.len();
    let line = file.line_range(file.position(from.start).line);
    Some(Related {
        message: "in this fragment".to_owned(),
        place: file.place(from.start..end.min(line.end)),
    })
}

/// The places where a fragment was looked for, in a line.
pub(super) fn tried(paths: &[PathBuf], root: &Path) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| format!("`{}`", slashed(path.strip_prefix(root).unwrap_or(path))))
        .collect();
    format!(
        "it was looked for, as a text in UTF-8, at {}",
        names.join(" and at ")
    )
}
