//! One use of a fragment: its text, rendered by MiniJinja.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Error, context};

use super::arguments::Arguments;
use super::environment::{Bounded, environment};
use super::failure::{Failure, missing, wrong};
use super::{Rendered, marks, source};
use crate::document::metadata;
use crate::text::Text;

/// One use of a fragment.
#[derive(Debug)]
pub struct Call<'a> {
    /// The fragment.
    pub file: &'a Text,
    /// Whether a name behind `{{#` is that of a directive of ours, whose arguments may be expressions.
    pub is_directive: fn(&str) -> bool,
    /// `args`.
    pub arguments: &'a BTreeMap<String, String>,
    /// `document`.
    pub document: Value,
    /// `book`.
    pub book: Value,
    /// `documents`.
    pub documents: Value,
    /// How many bytes it may give.
    pub most_bytes: usize,
    /// How many steps it may take.
    pub most_steps: u64,
}

/// Renders a fragment. Front matter of its own is left out, and so are blank lines at its end.
///
/// # Errors
/// Where its text is no template, something in it is undefined, an argument is never used, or it
/// does not end within the bounds.
pub fn render(call: &Call<'_>) -> Result<Rendered, Failure> {
    let text = call.file;
    let start =
        metadata::read_front_matter(text.as_str()).map_or(text.bom_len(), |read| read.range.end);
    let prepared = source::prepare(text.as_str(), start, call.is_directive);
    // Lines keep their numbers.
    let above = text.as_str()[..start].matches('\n').count();
    let source = "\n".repeat(above) + &prepared.text;
    let environment = environment(call);
    let wrong = |error: &Error| wrong(call.file, error);
    let template = environment
        .template_from_named_str("fragment", &source)
        .map_err(|error| wrong(&error))?;
    let arguments = Arguments::new(call.arguments);
    let mut out = Bounded {
        bytes: Vec::new(),
        // Marks and seals come on top of what is seen.
        most: call.most_bytes.saturating_mul(4),
    };
    let values = context! {
        args => Value::from_dyn_object(Arc::clone(&arguments)),
        document => call.document.clone(),
        book => call.book.clone(),
        documents => call.documents.clone(),
    };
    let captured = template
        .render_captured_to(values, &mut out)
        .map_err(|error| missing(call, &error).unwrap_or_else(|| wrong(&error)))?;
    let steps = captured.state().fuel_levels().map_or(0, |(used, _)| used);
    let mut asked = arguments.asked();
    asked.extend(prepared.names);
    let mut named = template.undeclared_variables(true);
    let all = named.remove("args");
    asked.extend(
        named
            .iter()
            .filter_map(|it| it.strip_prefix("args."))
            .map(str::to_owned),
    );
    let unused = call.arguments.keys().find(|name| !asked.contains(*name));
    if let Some(name) = unused.filter(|_| !all) {
        return Err(Failure::Unused(name.clone(), asked.into_iter().collect()));
    }
    let text = String::from_utf8_lossy(&out.bytes);
    let text = text.trim_end_matches(['\n', '\r']).trim_start_matches('\n');
    let mut rendered = marks::read(text);
    if rendered.text.len() > call.most_bytes.saturating_mul(3) {
        return Err(Failure::TooLong);
    }
    rendered.steps = steps;
    Ok(rendered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed;

    fn rendered(source: &str, arguments: &[(&str, &str)]) -> Result<Rendered, Failure> {
        let pairs = arguments.iter();
        let arguments = pairs
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        render(&Call {
            file: &Text::new("a.md", source),
            is_directive: |name| name == "field",
            arguments: &arguments,
            document: context! { title => "T", fields => context! { a => "A" } },
            book: context! { title => "B" },
            documents: Value::from_iter([context! { title => "D" }, context! { title => "E" }]),
            most_bytes: 1 << 20,
            most_steps: 100_000,
        })
    }

    fn text(source: &str, arguments: &[(&str, &str)]) -> String {
        let rendered = rendered(source, arguments).expect(source);
        sealed::open(&rendered.text, str::to_owned, |value| format!("<{value}>"))
    }

    #[test]
    fn values_come_sealed_and_text_as_it_is() {
        for (source, out) in [
            ("a {{ args.x }} b\n\n", "a <*1*> b"),
            (
                "[[#x]] [[ #x  def ]] [[#y d*e*f]] \\[[#z]]",
                "<*1*> <*1*> d*e*f [[#z]]",
            ),
            (
                "{{ args.x }}\n# H {#id}\n\n{## no ##}{{#toc}} \\{{#toc}}",
                "<*1*>\n# H {#id}\n\n{{#toc}} \\{{#toc}}",
            ),
            (
                "{{#field {{ args.x }} default=\"[[#x]]\"}}",
                "{{#field <*1*> default=\"<*1*>\"}}",
            ),
            (
                "{{#include {{ args.y }} }}{{ args.x }}",
                "{{#include {{ args.y }} }}<*1*>",
            ),
            (
                "| a |\n|---|\n{% for d in documents %}\n| {{ d.title }} |\n{% endfor %}\nx{{ args.x }}",
                "| a |\n|---|\n| <D> |\n| <E> |\nx<*1*>",
            ),
            (
                "|---|{%- for d in documents %}\n| {{ d.title }} |\n{%- endfor %}{% set y = args.x %}",
                "|---|\n| <D> |\n| <E> |",
            ),
            (
                "{% macro m(v) %}**{{ v }}**{% endmacro %}{{ m(args.x) }} {{ m(1)|upper }}",
                "**<*1*>** **<1>**",
            ),
            (
                "{% raw %}{{ x }}{% endraw %}{{ args.x | e }}",
                "{{ x }}<*1*>",
            ),
            ("---\na: b\n---\nX {{ args.x }}", "X <*1*>"),
            (
                "{{ args.nope | default('n') }} {% if args.x is defined %}y{% endif %}",
                "<n> y",
            ),
        ] {
            assert_eq!(text(source, &[("x", "*1*")]), out, "{source}");
        }
    }

    #[test]
    fn what_can_not_be_is_told_at_its_line() {
        let wrong = |source: &str| match rendered(source, &[]) {
            Err(Failure::Wrong(message, range) | Failure::Endless(message, range)) => {
                let line = source[..range.start].matches('\n').count() + 1;
                format!("{line}: {message}")
            }
            other => format!("{other:?}"),
        };
        assert_eq!(
            wrong("a\n{{ document.nope }}"),
            "2: `document.nope` is undefined"
        );
        assert_eq!(
            wrong("---\na: b\n---\n\n{{ nope }}"),
            "5: `nope` is undefined"
        );
        assert_eq!(
            wrong("{% if true %}\nx\n{% endif %}\n{{ nope }}"),
            "4: `nope` is undefined"
        );
        assert!(
            wrong("a {% if %}").starts_with("1: syntax error: "),
            "{}",
            wrong("a {% if %}")
        );
        assert!(wrong("{{ 'a' | safe }}").starts_with("1: unknown filter: "));
        let endless =
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
        assert!(wrong(endless).starts_with("1: it does not come to an end"));
        assert_eq!(
            rendered("\n{{ args.team }}", &[]).err(),
            Some(Failure::Missing("team".to_owned(), 1..16))
        );
        assert_eq!(
            rendered("[[#a-b]]", &[]).err(),
            Some(Failure::Missing("a-b".to_owned(), 0..8))
        );
        assert_eq!(
            rendered("{{ args.a }}", &[("a", ""), ("b", "")]).err(),
            Some(Failure::Unused("b".to_owned(), vec!["a".to_owned()]))
        );
        for long in [
            "{{ 'x' * 3000000 }}",
            "{% for a in range(9000) %}{{ document.title * 200 }}{% endfor %}",
        ] {
            assert_eq!(rendered(long, &[]).err(), Some(Failure::TooLong), "{long}");
        }
    }

    #[test]
    fn no_value_becomes_text_by_way_of_an_operation() {
        let mixed = "{% macro m() %}X{% endmacro %}{% set s %}X{% endset %}";
        for expression in [
            "m() ~ args.x",
            "args.x ~ s",
            "s + args.x",
            "s | replace('X', args.x)",
            "[s, args.x] | join",
            "[args.x, s] | join(s)",
            "['a', 'b'] | join(args.x)",
            "s | indent(2) ~ args.x",
            "'%s' | format(args.x)",
            "(s ~ '%s') | format(args.x)",
            "s % args.x",
            "[s, args.x] | first ~ args.x",
            "args.x | e",
            "args.x | upper",
            "{'a': args.x}",
            "[s, args.x]",
            "s | default(args.x) | replace(s, args.x)",
            "args.x | string",
            "args.x | trim",
            "[args.x] | map('e') | join",
        ] {
            let source = format!("{mixed}{{{{ {expression} }}}}");
            let Ok(rendered) = rendered(&source, &[("x", "<B>")]) else {
                continue;
            };
            let around = sealed::open(&rendered.text, str::to_owned, |_| String::new());
            assert!(!around.contains('<'), "{expression}: {around}");
        }
    }

    #[test]
    fn what_comes_out_knows_where_it_is_from() {
        let source = "\u{e4} {{ document.title }}\n{% for d in documents %}\n- item {{ d.title }}\n{% endfor %}\nend";
        let rendered = rendered(source, &[]).expect("it renders");
        for (at, offset) in rendered.from {
            let here = rendered.text[at..].chars().next();
            assert!(source.is_char_boundary(offset));
            assert_eq!(here, source[offset..].chars().next());
        }
    }
}
