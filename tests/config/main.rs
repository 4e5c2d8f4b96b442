//! Configuration and lifecycles: what holds, and what is said about what does not.

mod environment;
mod lifecycle;
mod schema;
mod settings;
mod wrong;

use mdbook_design_docs::config::{
    KnownRule, OptionKind, RuleOption, Settings, from_toml, validate,
};
use mdbook_design_docs::diagnostics::{Diagnostic, Severity};
use mdbook_design_docs::keys::Fallback;
use mdbook_design_docs::text::Text;

const RULES: &[KnownRule] = &[
    KnownRule {
        id: "placeholder",
        options: &[RuleOption {
            name: "words",
            kind: OptionKind::Words,
            default: Fallback::None,
            summary: "words that mark a gap",
        }],
    },
    KnownRule {
        id: "review-due",
        options: &[RuleOption {
            name: "max-age",
            kind: OptionKind::Duration,
            default: Fallback::None,
            summary: "how long a document may rest",
        }],
    },
    KnownRule {
        id: "leftover-guidance",
        options: &[RuleOption {
            name: "min-words",
            kind: OptionKind::Integer,
            default: Fallback::None,
            summary: "shorter sentences do not count",
        }],
    },
];

/// Environment variables: names and values.
type Env<'a> = &'a [(&'a str, &'a str)];

fn read(toml: &str, env: Env<'_>) -> Result<Settings, Vec<Diagnostic>> {
    let text = Text::new("book.toml", toml);
    let env = env
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let (value, overridden) = from_toml(&text, env)?;
    validate(&value, Some(&text), &overridden, RULES)
}

fn settings(toml: &str) -> Settings {
    read(toml, &[]).unwrap_or_else(|found| panic!("{toml}\n{found:#?}"))
}

/// The findings, each as `line:column message | help`.
fn findings(toml: &str) -> Vec<String> {
    let found = read(toml, &[]).err().unwrap_or_default();
    found.iter().map(shown).collect()
}

fn shown(it: &Diagnostic) -> String {
    assert_eq!((it.rule, it.severity), ("configuration", Severity::Error));
    format!(
        "{}:{} {} | {}",
        it.place.start.line,
        it.place.start.column,
        it.message,
        it.help.as_deref().unwrap_or_default()
    )
}
