//! What is wrong with a directive, as far as the table can tell.

use std::ops::Range;

use super::{Argument, DIRECTIVES, Directive, Found, Gives, Key, MDBOOK, Value, Wrong};
use crate::diagnostics::{did_you_mean, one_edit_away};

impl Found {
    /// The directive of ours that was probably meant, where there is none of this name: one edit away,
    /// and none of mdBook's own is as close.
    pub fn meant(&self) -> Option<&'static str> {
        if self.directive.is_some() {
            return None;
        }
        let ours = DIRECTIVES.iter().map(|directive| directive.name);
        let meant = one_edit_away(&self.name, ours.chain(MDBOOK))?;
        (!MDBOOK.contains(&meant)).then_some(meant)
    }
}

/// What the table alone says is wrong with a directive of ours.
pub(super) fn by_table(found: &Found) -> Vec<Wrong> {
    let Some(directive) = found.directive else {
        return Vec::new();
    };
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
        words += usize::from(argument.key.is_none() && !is_flag(argument, directive));
        let earlier = &found.arguments[..index];
        all.extend(wrong_argument(argument, directive, earlier, words));
    }
    if !all.is_empty() {
        return all;
    }
    if let Some(missing) = directive.words.get(words) {
        all.push(Wrong {
            range: found.range.clone(),
            message: format!("`{{{{#{name}}}}}` needs {missing}"),
            help: legal(directive),
        });
    }
    let needs_line = matches!(directive.gives, Gives::Contents(_) | Gives::Block(_));
    if found.alone.is_none() && needs_line {
        all.push(Wrong {
            range: found.range.clone(),
            message: format!("`{{{{#{name}}}}}` does not stand alone on its line"),
            help: "it gives a block of its own: set it on a line of its own".to_owned(),
        });
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
        let given = |other: &Argument| other.key.is_none() && other.value == argument.value;
        return match is_flag(argument, directive) {
            true if earlier.iter().any(given) => {
                let message = format!("`{}` is given twice", argument.value);
                Some(wrong(&argument.range, message))
            }
            false if words > directive.words.len() => {
                let flags = directive.flags.iter().map(|flag| flag.name);
                let meant = did_you_mean(&argument.value, flags);
                let message = format!(
                    "`{{{{#{name}}}}}` has no use for `{}`{meant}",
                    argument.value
                );
                Some(wrong(&argument.range, message))
            }
            _ => None,
        };
    };
    if earlier.iter().any(|other| other.key() == Some(key)) {
        return Some(wrong(key_range, format!("`{key}` is given twice")));
    }
    // A fragment says itself which it asks for.
    if matches!(directive.gives, Gives::Fragment) {
        return None;
    }
    let Some(known) = directive.keys.iter().find(|known| known.name == key) else {
        let names = directive.keys.iter().map(|known| known.name);
        let meant = did_you_mean(key, names);
        let message = format!("`{{{{#{name}}}}}` has no argument `{key}`{meant}");
        return Some(wrong(key_range, message));
    };
    let expected = expected(known, &argument.value)?;
    let message = format!("`{key}` is {expected}, not `{}`", argument.value);
    Some(wrong(&argument.range, message))
}

fn is_flag(argument: &Argument, directive: &Directive) -> bool {
    let mut flags = directive.flags.iter();
    argument.key.is_none() && flags.any(|flag| flag.name == argument.value)
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

/// The arguments that a directive takes, in a line: the help of what is wrong with one.
pub fn legal(directive: &Directive) -> String {
    let words = directive.words.iter().map(|word| (*word).to_owned());
    let keys = directive.keys.iter().map(|key| match key.value {
        Value::Text => format!("`{}=\"…\"`", key.name),
        Value::Number(least, most) => format!("`{}={least}` to `{most}`", key.name),
        Value::OneOf(words) => format!("`{}={}`", key.name, words.join("|")),
    });
    let flags = directive
        .flags
        .iter()
        .map(|flag| format!("`{}`", flag.name));
    let more = matches!(directive.gives, Gives::Fragment)
        .then(|| "`key=value` for each argument that the fragment asks for".to_owned());
    let all: Vec<_> = words.chain(flags).chain(keys).chain(more).collect();
    match all.as_slice() {
        [] => format!("`{{{{#{}}}}}` takes no arguments", directive.name),
        all => format!("`{{{{#{}}}}}` takes {}", directive.name, all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::document::Document;
    use crate::document::markdown::ParseOptions;
    use crate::document::view::NoFiles;
    use crate::text::Text;

    fn all(text: &str) -> (Document, Vec<Found>) {
        let text = Arc::new(Text::new("src/a.md", text));
        let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
        let found = super::super::find(&document);
        (document, found)
    }

    fn messages(text: &str) -> Vec<String> {
        let (document, found) = all(text);
        let wrong = found.iter().flat_map(|found| &found.wrong);
        wrong
            .map(|wrong| {
                let start = document.place(wrong.range.clone()).0.start;
                format!("{}:{} {}", start.line, start.column, wrong.message)
            })
            .collect()
    }

    #[test]
    fn wrong_arguments_are_told_at_their_place() {
        assert_eq!(
            messages(
                "{{#toc max-level=9}}\n\n{{#toc depth=2 x}}\n\n{{#toc min-level=2}}\n\na {{#toc}}\n\n{{#toc max-levl=2 title=\"}}\n\n{{#toc title=a title=b}}\n"
            ),
            [
                "1:18 `max-level` is a whole number from 1 to 6, not `9`",
                "3:8 `{{#toc}}` has no argument `depth`",
                "3:16 `{{#toc}}` has no use for `x`",
                "7:3 `{{#toc}}` does not stand alone on its line",
                "9:25 `{{#toc}}` can't be read: the quote is never closed",
                "9:8 `{{#toc}}` has no argument `max-levl`; did you mean `max-level`?",
                "11:16 `title` is given twice",
            ]
        );
    }

    #[test]
    fn a_name_one_edit_away_is_a_slip() {
        let (_, found) = all("{{#tocs}}\n\n{{#included a}}\n\n{{#other}}\n\n{{#toc}}\n");
        let meant: Vec<_> = found.iter().map(Found::meant).collect();
        assert_eq!(meant, [Some("toc"), None, None, None]);
    }
}
