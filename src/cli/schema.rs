//! `schema`: a template's metadata, or the configuration, as a JSON Schema.

use anyhow::Context;
use clap::Args;

use super::options::Options;
use super::{Exit, asked, output};
use crate::config::{self, Settings};
use crate::corpus;
use crate::document::markdown::ParseOptions;
use crate::host::HostError;
use crate::host::load::{self, Loaded};
use crate::rules;
use crate::template::{Surroundings, Templates, schema};

/// Print a JSON Schema of the metadata of a template's documents, or of the configuration, for editors.
///
/// Draft 2020-12: types, statuses with their aliases, dates and versions, which fields must be there.
/// Keys are spelled as the template spells them. An editor that knows JSON Schema (the YAML language
/// server, Taplo) completes and checks front matter with it. With `--configuration` it is the schema of the
/// table `[preprocessor.design-docs]` in book.toml.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The template's name (`templates` lists them)
    #[arg(value_name = "TEMPLATE", required_unless_present = "configuration")]
    template: Option<String>,

    /// Print the schema of the configuration
    #[arg(long, conflicts_with = "template")]
    configuration: bool,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs schema design-doc > design-doc.schema.json
  mdbook-design-docs schema --configuration > book-toml.schema.json";

/// Prints it.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let schema = match &arguments.template {
        Some(name) => of_template(name, options)?,
        None => config::schema(&rules::known()),
    };
    let text = serde_json::to_string_pretty(&schema)?;
    output::stdout(|_, out| writeln!(out, "{text}"))?;
    Ok(Exit::Clean)
}

/// The schema of what documents of a template say of themselves.
fn of_template(name: &str, options: &Options) -> anyhow::Result<serde_json::Value> {
    let (templates, settings) = match load::load(&options.request(&[])?) {
        Ok(Loaded { book, .. }) => (corpus::templates_of(&book), book.settings),
        Err(HostError::NoBook(_)) if options.book.is_none() => {
            let settings = Settings::default();
            let around = Surroundings {
                field_names: &settings.field_names,
                lifecycles: &settings.lifecycles,
                options: ParseOptions::default(),
            };
            (Templates::read(&[], &around), settings)
        }
        Err(error) => return Err(error.into()),
    };
    let found = templates.named(name).or_else(|| templates.answering(name));
    let names = templates.names();
    let template = found.with_context(|| asked::unknown("template", name, names))?;
    let lifecycle = corpus::lifecycle_of(&settings, template, None);
    Ok(schema::schema(template, lifecycle.as_deref()))
}
