//! Every key of the configuration, with its kind, default and meaning.

mod foreign;

use crate::keys::{Fallback, Key, Kind, Table, key};
use crate::lifecycle::{NAME, STATUS_KEYS};

use super::checks;

pub use foreign::{BOOK, HTML};

/// What mdBook calls this plugin: the name of its table.
pub const PREPROCESSOR: &str = "design-docs";
/// This plugin's program.
pub const PROGRAM: &str = "mdbook-design-docs";

/// `[preprocessor.design-docs]`. The first five keys are mdBook's own.
pub const ROOT: Table = table(
    "[preprocessor.design-docs]",
    "How design documents are governed",
    &[
        key("command", Kind::Text, "mdBook: the program to run").such_as(r#""mdbook-design-docs""#),
        key("before", TEXTS, "mdBook: preprocessors to run before").such_as(r#"["links"]"#),
        key("after", TEXTS, "mdBook: preprocessors to run after").such_as(r#"["index"]"#),
        key("renderers", TEXTS, "mdBook: the only renderers to run for").such_as(r#"["html"]"#),
        key(
            "optional",
            Kind::Boolean,
            "mdBook: build on where the program is missing",
        )
        .such_as("true"),
        key(
            "templates",
            NAME,
            "the folder of the templates, relative to the book",
        )
        .or(Fallback::Text("templates")),
        key(
            "template-age",
            Kind::OneOf(&["of-its-day", "current"]),
            "whether what a template did not yet ask for when a document was written is a note",
        )
        .or(Fallback::Text("of-its-day")),
        key(
            "fail-on",
            Kind::OneOf(&["error", "warning", "note", "never"]),
            "the least severity that ends a build",
        )
        .or(Fallback::Text("error")),
        key(
            "page-title",
            Kind::Boolean,
            "whether a document's title becomes its page's title",
        )
        .or(Fallback::Boolean(true)),
        key(
            "documents",
            Kind::Tables(&DOCUMENTS),
            "which chapters are documents; the last entry that matches holds",
        ),
        key("toc", Kind::Table(&TOC), TOC.summary),
        key("header", Kind::Table(&HEADER), HEADER.summary),
        key("footer", Kind::Table(&FOOTER), FOOTER.summary),
        key("dates", Kind::Table(&DATES), DATES.summary),
        key("rules", RULES, "severity and options by rule").such_as(r#"{placeholder = "warning"}"#),
        key(
            "field-names",
            Kind::Map(&Kind::List(&NAME)),
            "further names of the fields that the tool knows",
        )
        .such_as(r#"{status = ["Zustand"]}"#),
        key(
            "variables",
            Kind::Map(&Kind::Anything),
            "values for fragments",
        )
        .such_as(r#"{product = "Example"}"#),
        key(
            "lifecycle",
            Kind::Map(&Kind::Tables(&STATUS_KEYS)),
            "lifecycles by name, each a list of statuses",
        ),
    ],
);

/// `[[preprocessor.design-docs.documents]]`
pub const DOCUMENTS: Table = table(
    "[[preprocessor.design-docs.documents]]",
    "Which chapters are documents, and of what kind",
    &[
        key("path", checks::GLOB, "a glob, relative to the book's src")
            .such_as(r#""designs/**/*.md""#),
        key(
            "template",
            Kind::Either(&Kind::False, &NAME),
            "a template's name or the path of a Markdown file; false for no documents",
        )
        .such_as(r#""feature-design""#),
        key(
            "lifecycle",
            NAME,
            "the lifecycle for templates that name none",
        )
        .such_as(r#""default""#),
        key(
            "file-name",
            checks::FILE_NAME,
            "the path of a new document, relative to the book's src",
        )
        .such_as(r#""designs/{number:04}-{slug}.md""#),
        key(
            "rules",
            RULES,
            "severity and options by rule, for these paths",
        )
        .such_as(r#"{placeholder = "warning"}"#),
    ],
);

/// `[preprocessor.design-docs.toc]`
pub const TOC: Table = table(
    "[preprocessor.design-docs.toc]",
    "The contents list",
    &[
        key(
            "mode",
            Kind::OneOf(&["auto", "marker", "off"]),
            "in every document that is long enough, only at markers, or nowhere",
        )
        .or(Fallback::Text("auto")),
        key("min-level", LEVEL, "the highest heading level in it").or(Fallback::Integer(2)),
        key("max-level", LEVEL, "the deepest heading level in it").or(Fallback::Integer(3)),
        key("min-entries", COUNT, "with fewer entries there is none").or(Fallback::Integer(3)),
        key(
            "max-entries",
            COUNT,
            "with more entries the deepest levels are left out",
        )
        .or(Fallback::Integer(20)),
    ],
);

/// `[preprocessor.design-docs.header]`
pub const HEADER: Table = table(
    "[preprocessor.design-docs.header]",
    "What stands above a document's text",
    &[
        key(
            "mode",
            Kind::OneOf(&["auto", "full", "badge", "off"]),
            "full where the metadata has left the page, all of it, the badge alone, or nothing",
        )
        .or(Fallback::Text("auto")),
        key("fields", Kind::List(&NAME), "the fields shown, in order").or(Fallback::Words(&[
            "status",
            "version",
            "owners",
            "last-updated",
        ])),
    ],
);

/// `[preprocessor.design-docs.footer]`
pub const FOOTER: Table = table(
    "[preprocessor.design-docs.footer]",
    "What stands below a chapter's text",
    &[
        key(
            "mode",
            Kind::OneOf(&["all", "documents", "off"]),
            "below all chapters, below documents, or nowhere",
        )
        .or(Fallback::Text("all")),
        key(
            "template",
            checks::FRAGMENT,
            "the line, a MiniJinja template",
        )
        .or(Fallback::Text("Last updated {{ date }}")),
        key(
            "repository-url",
            checks::WEB_ADDRESS,
            "the repository's address, where it is not output.html.git-repository-url",
        )
        .such_as(r#""https://example.org/designs""#),
    ],
);

/// `[preprocessor.design-docs.dates]`
pub const DATES: Table = table(
    "[preprocessor.design-docs.dates]",
    "How dates are found and compared",
    &[
        key(
            "timezone",
            checks::TIMEZONE,
            "where the day of a commit is taken: UTC, commit, or an IANA name",
        )
        .or(Fallback::Text("UTC")),
        key(
            "tolerance",
            checks::DAYS,
            "how far a declared date may be off",
        )
        .or(Fallback::Text("1d")),
        key(
            "ignore-revs",
            Kind::Text,
            "the file that lists commits which are no updates",
        )
        .or(Fallback::Text(".git-blame-ignore-revs")),
        key(
            "ignore-messages",
            Kind::List(&checks::PATTERN),
            "commits whose subject matches one of these are no updates",
        )
        .or(Fallback::Words(&[])),
    ],
);

/// The plugin's own tables; the first is the one that the others are in.
pub const OWN: &[&Table] = &[&ROOT, &DOCUMENTS, &TOC, &HEADER, &FOOTER, &DATES];

/// The severities that a rule can be given.
pub const SEVERITIES: &[&str] = &["off", "note", "warning", "error"];

const TEXTS: Kind = Kind::List(&Kind::Text);
const RULES: Kind = Kind::Map(&Kind::Anything);
const LEVEL: Kind = Kind::Integer { min: 1, max: 6 };
const COUNT: Kind = Kind::Integer {
    min: 0,
    max: i64::MAX,
};

const fn table(name: &'static str, summary: &'static str, keys: &'static [Key]) -> Table {
    Table {
        name,
        summary,
        keys,
        open: false,
    }
}
