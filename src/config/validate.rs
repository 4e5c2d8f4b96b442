//! From a configuration as written to settings that hold.

use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostic, Place, one_edit_away, sort};
use crate::fields::fold;
use crate::keys::{Part, Problems, Section, Step};
use crate::text::Text;

use super::places::BookToml;
use super::tables::{BOOK, DATES, FOOTER, HEADER, HTML, OWN, PREPROCESSOR, PROGRAM, ROOT, TOC};
use super::{
    BookSettings, Dates, EnvOverride, FailOn, Footer, FooterMode, Header, HeaderMode, HtmlSettings,
    KnownRule, Settings, TemplateAge, Timezone, Toc, TocMode, checks, documents, field_names,
    lifecycles, rules,
};

/// The name that findings about the configuration bear.
pub const RULE: &str = "configuration";

/// Holds a configuration, as mdBook's context carries it, against the tables of keys. The text of
/// book.toml serves to find lines; what is in `overridden` comes from the environment instead.
///
/// # Errors
/// Everything that is wrong, in the order in which it stands in book.toml.
pub fn validate(
    config: &Value,
    book_toml: Option<&Text>,
    overridden: &[EnvOverride],
    rules: &[KnownRule],
) -> Result<Settings, Vec<Diagnostic>> {
    let places = BookToml::new(book_toml, overridden);
    let mut problems = Problems::new(RULE, &places).among(OWN);
    let settings = settings(config, rules, &mut problems);
    misnamed(config, &mut problems);
    if problems.is_empty() {
        return Ok(settings);
    }
    let mut found = problems.into_diagnostics();
    sort(&mut found);
    Err(found)
}

/// Reports tables that are meant for this plugin and that it does not read: their name is a slip away
/// from its own, or they name its program. What they say would be lost without a word.
fn misnamed(config: &Value, problems: &mut Problems<'_>) {
    let tables = config.get("preprocessor").and_then(Value::as_object);
    for (name, table) in tables.into_iter().flatten() {
        let command = table.get("command").and_then(Value::as_str);
        let program = command.and_then(|it| it.split_whitespace().next());
        let file = program.and_then(|it| it.rsplit(['/', '\\']).next());
        let runs_us = file.is_some_and(|it| it.trim_end_matches(".exe") == PROGRAM);
        let slip =
            fold(name) == fold(PREPROCESSOR) || one_edit_away(name, [PREPROCESSOR]).is_some();
        if name != PREPROCESSOR && (runs_us || slip) {
            problems.key(
                &[Step::from("preprocessor"), Step::from(name.as_str())],
                format!("`[preprocessor.{name}]` is read by nobody"),
                format!("this plugin's settings are those of `[preprocessor.{PREPROCESSOR}]`: call the table so"),
            );
        }
    }
}

impl Default for Settings {
    /// What holds without any configuration.
    fn default() -> Self {
        let nowhere = |_: &[Step], _: Part| Place::file("book.toml");
        settings(&Value::Null, &[], &mut Problems::new(RULE, &nowhere))
    }
}

/// The settings, with the default in place of whatever is wrong and has been reported.
fn settings(config: &Value, known: &[KnownRule], problems: &mut Problems<'_>) -> Settings {
    let at = [Step::from("preprocessor"), Step::from(PREPROCESSOR)];
    let written = config
        .get("preprocessor")
        .and_then(|tables| tables.get(PREPROCESSOR));
    let own = Section::read(&ROOT, written, &at, problems);
    let lifecycles = lifecycles::read(&own, problems);
    Settings {
        book: book(config, &own, problems),
        templates: own.text("templates"),
        template_age: match own.text("template-age").as_str() {
            "current" => TemplateAge::Current,
            _ => TemplateAge::OfItsDay,
        },
        fail_on: match own.text("fail-on").parse() {
            Ok(severity) => FailOn::At(severity),
            Err(()) => FailOn::Never,
        },
        page_title: own.flag("page-title"),
        documents: documents::read(&own, &lifecycles, known, problems),
        toc: toc(&own.child("toc", &TOC, problems), problems),
        header: header(&own.child("header", &HEADER, problems)),
        footer: footer(&own.child("footer", &FOOTER, problems)),
        dates: dates(&own.child("dates", &DATES, problems)),
        rules: rules::read(&own, known, problems),
        field_names: field_names::read(&own, problems),
        variables: variables(&own),
        lifecycles,
    }
}

fn book(config: &Value, own: &Section<'_>, problems: &mut Problems<'_>) -> BookSettings {
    let book = Section::read(&BOOK, config.get("book"), &[Step::from("book")], problems);
    let output = config.get("output").and_then(Value::as_object);
    let html = Section::read(
        &HTML,
        output.and_then(|output| output.get("html")),
        &[Step::from("output"), Step::from("html")],
        problems,
    );
    let mut renderers: Vec<String> = output.into_iter().flat_map(Map::keys).cloned().collect();
    if renderers.is_empty() {
        renderers.push("html".to_owned());
    }
    renderers.sort_unstable();
    let own_renderers = own.given("renderers").map(|_| own.words("renderers"));
    BookSettings {
        title: owned(book.given_text("title")),
        src: book.text("src"),
        html: HtmlSettings {
            smart_punctuation: html.flag("smart-punctuation"),
            definition_lists: html.flag("definition-lists"),
            admonitions: html.flag("admonitions"),
            live_reload: html.given("live-reload-endpoint").is_some(),
            git_repository_url: owned(html.given_text("git-repository-url")),
            edit_url_template: owned(html.given_text("edit-url-template")),
            input_404: html.given_text("input-404").unwrap_or("404.md").to_owned(),
        },
        renderers,
        own_renderers,
    }
}

fn toc(section: &Section<'_>, problems: &mut Problems<'_>) -> Toc {
    let toc = Toc {
        mode: match section.text("mode").as_str() {
            "marker" => TocMode::Marker,
            "off" => TocMode::Off,
            _ => TocMode::Auto,
        },
        min_level: section.number("min-level"),
        max_level: section.number("max-level"),
        min_entries: section.number("min-entries"),
        max_entries: section.number("max-entries"),
    };
    let (min, max) = (toc.min_level, toc.max_level);
    // One that is wrong has been reported, and its default is not the author's.
    let told = |key| section.was_written(key) && section.given(key).is_none();
    if min > max && !told("min-level") && !told("max-level") {
        let given = section
            .given("min-level")
            .map_or("max-level", |_| "min-level");
        problems.value(
            &section.path_to(given),
            format!("`min-level` ({min}) is deeper than `max-level` ({max})"),
            "legal: `min-level` from 1 to `max-level`, `max-level` up to 6",
        );
    }
    toc
}

fn header(section: &Section<'_>) -> Header {
    Header {
        mode: match section.text("mode").as_str() {
            "full" => HeaderMode::Full,
            "badge" => HeaderMode::Badge,
            "off" => HeaderMode::Off,
            _ => HeaderMode::Auto,
        },
        fields: section.words("fields"),
    }
}

fn footer(section: &Section<'_>) -> Footer {
    Footer {
        mode: match section.text("mode").as_str() {
            "documents" => FooterMode::Documents,
            "off" => FooterMode::Off,
            _ => FooterMode::All,
        },
        template: section.text("template"),
        repository_url: owned(section.given_text("repository-url")),
    }
}

fn dates(section: &Section<'_>) -> Dates {
    let patterns = section.words("ignore-messages");
    Dates {
        timezone: checks::timezone(&section.text("timezone")).unwrap_or(Timezone::Utc),
        tolerance: checks::days(&section.text("tolerance")).unwrap_or_default(),
        ignore_revs: section.text("ignore-revs"),
        ignore_messages: patterns
            .iter()
            .filter_map(|written| checks::pattern(written).ok())
            .collect(),
    }
}

fn variables(own: &Section<'_>) -> Map<String, Value> {
    let variables = own.given("variables").and_then(Value::as_object);
    variables.cloned().unwrap_or_default()
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}
