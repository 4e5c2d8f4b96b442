//! What is wrong with a document's directives.

use std::ops::Range;

use super::{Argument, DIRECTIVES, Directive, Found, Key, MDBOOK, Value, toc};
use crate::diagnostics::{Diagnostic, Edit, Fix, Safety, Severity, nearest, one_edit_away};
use crate::document::Document;

/// The rule for wrong arguments.
pub const INVALID: &str = "invalid-directive";
/// The rule for names close to one of ours.
pub const UNKNOWN: &str = "unknown-directive";

/// Everything that is wrong with the directives that [`super::find`] found.
pub fn findings(document: &Document, found: &[Found]) -> Vec<Diagnostic> {
    found
        .iter()
        .flat_map(|found| match found.directive {
            Some(directive) => invalid(document, found, directive),
            None => unknown(document, found).into_iter().collect(),
        })
        .collect()
}

impl Found {
    /// Whether there is something wrong with it, so that it stays on the page as it is written.
    pub fn is_invalid(&self) -> bool {
        self.directive
            .is_none_or(|directive| !wrong(self, directive).is_empty())
    }
}

/// Something wrong, before it has a place in a file.
struct Wrong {
    range: Range<usize>,
    message: String,
    help: String,
}

fn invalid(document: &Document, found: &Found, directive: &'static Directive) -> Vec<Diagnostic> {
    wrong(found, directive)
        .into_iter()
        .map(|wrong| at(document, INVALID, Severity::Error, wrong))
        .collect()
}

fn wrong(found: &Found, directive: &'static Directive) -> Vec<Wrong> {
    let name = directive.name;
    let mut all = Vec::new();
    if let Some(malformed) = &found.malformed {
        all.push(Wrong {
            range: malformed.range.clone(),
            message: format!("`{{{{#{name}}}}}` can't be read: {}", malformed.message),
            help: legal(directive),
        });
    }
    let mut words = 0;
    for (index, argument) in found.arguments.iter().enumerate() {
        words += usize::from(argument.key.is_none());
        let earlier = &found.arguments[..index];
        all.extend(wrong_argument(argument, directive, earlier, words));
    }
    if all.is_empty() {
        if directive.block && found.alone.is_none() {
            all.push(Wrong {
                range: found.range.clone(),
                message: format!("`{{{{#{name}}}}}` does not stand alone on its line"),
                help: "it gives a block of its own: set it on a line of its own".to_owned(),
            });
        }
        if *directive == toc::TOC {
            all.extend(toc::crossed(found).map(|message| Wrong {
                range: found.range.clone(),
                message,
                help: legal(directive),
            }));
        }
    }
    all
}

fn wrong_argument(
    argument: &Argument,
    directive: &'static Directive,
    earlier: &[Argument],
    words: usize,
) -> Option<Wrong> {
    let name = directive.name;
    let wrong = |range: &Range<usize>, message: String| Wrong {
        range: range.clone(),
        message,
        help: legal(directive),
    };
    let Some((key, key_range)) = &argument.key else {
        return (words > directive.words).then(|| {
            let message = format!("`{{{{#{name}}}}}` has no use for `{}`", argument.value);
            wrong(&argument.range, message)
        });
    };
    if earlier.iter().any(|other| other.key() == Some(key)) {
        return Some(wrong(key_range, format!("`{key}` is given twice")));
    }
    let Some(known) = directive.keys.iter().find(|known| known.name == key) else {
        let names = directive.keys.iter().map(|known| known.name);
        let meant =
            nearest(key, names).map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        let message = format!("`{{{{#{name}}}}}` has no argument `{key}`{meant}");
        return Some(wrong(key_range, message));
    };
    let expected = expected(known, &argument.value)?;
    let message = format!("`{key}` is {expected}, not `{}`", argument.value);
    Some(wrong(&argument.range, message))
}

/// What a value should be, where it is not.
fn expected(key: &Key, value: &str) -> Option<String> {
    match key.value {
        Value::Text => None,
        Value::Number(least, most) => {
            let number = value.parse::<usize>().ok();
            let fits = number.is_some_and(|number| (least..=most).contains(&number));
            (!fits).then(|| format!("a whole number from {least} to {most}"))
        }
        Value::OneOf(words) => {
            let quoted = || words.iter().map(|word| format!("`{word}`"));
            (!words.contains(&value))
                .then(|| format!("one of {}", quoted().collect::<Vec<_>>().join(", ")))
        }
    }
}

/// The arguments that a directive takes, in a line.
fn legal(directive: &Directive) -> String {
    let keys: Vec<_> = directive
        .keys
        .iter()
        .map(|key| match key.value {
            Value::Text => format!("`{}=\"…\"`", key.name),
            Value::Number(least, most) => format!("`{}={least}` to `{most}`", key.name),
            Value::OneOf(words) => format!("`{}={}`", key.name, words.join("|")),
        })
        .collect();
    match keys.as_slice() {
        [] => format!("`{{{{#{}}}}}` takes no arguments", directive.name),
        keys => format!("`{{{{#{}}}}}` takes {}", directive.name, keys.join(", ")),
    }
}

fn unknown(document: &Document, found: &Found) -> Option<Diagnostic> {
    let ours = DIRECTIVES.iter().map(|directive| directive.name);
    let meant = one_edit_away(&found.name, ours.chain(MDBOOK))?;
    if MDBOOK.contains(&meant) {
        return None;
    }
    let wrong = Wrong {
        range: found.name_range.clone(),
        message: format!("there is no directive `{}`", found.name),
        help: format!("did you mean `{{{{#{meant}}}}}`?"),
    };
    let mut diagnostic = at(document, UNKNOWN, Severity::Warning, wrong);
    diagnostic.subject = found.name.clone();
    let own = document.view.origin(found.name_range.clone());
    if own.included.is_none() {
        diagnostic.fix = Some(Fix {
            safety: Safety::Safe,
            edits: vec![Edit {
                path: diagnostic.place.path.clone(),
                range: own.own,
                text: meant.to_owned(),
            }],
        });
    }
    Some(diagnostic)
}

fn at(document: &Document, rule: &'static str, severity: Severity, wrong: Wrong) -> Diagnostic {
    let (place, included) = document.place(wrong.range);
    let diagnostic = Diagnostic::new(rule, severity, place, wrong.message).help(wrong.help);
    match included {
        Some(place) => diagnostic.related(place, "in the included file"),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::document::markdown::ParseOptions;
    use crate::document::view::NoFiles;
    use crate::text::Text;

    fn messages(text: &str) -> Vec<String> {
        let text = Arc::new(Text::new("src/a.md", text));
        let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
        let found = super::super::find(&document);
        findings(&document, &found)
            .into_iter()
            .map(|it| {
                let start = it.place.start;
                format!(
                    "{}:{} {}: {}",
                    start.line, start.column, it.rule, it.message
                )
            })
            .collect()
    }

    #[test]
    fn wrong_arguments_are_told_at_their_place() {
        assert_eq!(
            messages(
                "{{#toc max-level=9}}\n\n{{#toc depth=2 x}}\n\n{{#toc min-level=3 max-level=2}}\n\na {{#toc}}\n\n{{#toc max-levl=2 title=\"}}\n\n{{#toc title=a title=b}}\n"
            ),
            [
                "1:18 invalid-directive: `max-level` is a whole number from 1 to 6, not `9`",
                "3:8 invalid-directive: `{{#toc}}` has no argument `depth`",
                "3:16 invalid-directive: `{{#toc}}` has no use for `x`",
                "5:1 invalid-directive: no heading is of level 3 or deeper and at most 2: `min-level` is above `max-level`",
                "7:3 invalid-directive: `{{#toc}}` does not stand alone on its line",
                "9:25 invalid-directive: `{{#toc}}` can't be read: the quote is never closed",
                "9:8 invalid-directive: `{{#toc}}` has no argument `max-levl`; did you mean `max-level`?",
                "11:16 invalid-directive: `title` is given twice",
            ]
        );
    }

    #[test]
    fn a_name_one_edit_away_is_a_slip() {
        assert_eq!(
            messages("{{#tocs}}\n\n{{#included a}}\n\n{{#other}}\n\n{{#toc}}\n"),
            ["1:4 unknown-directive: there is no directive `tocs`"]
        );
    }
}
