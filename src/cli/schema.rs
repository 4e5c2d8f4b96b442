//! `schema`: a template's metadata as a JSON Schema.

use anyhow::Context;
use clap::Args;

use super::options::Options;
use super::{Exit, check, output};
use crate::config::Settings;
use crate::corpus;
use crate::document::markdown::ParseOptions;
use crate::host::HostError;
use crate::host::load::{self, Loaded};
use crate::template::{Surroundings, Templates, schema};

/// Print a JSON Schema of the metadata of a template's documents, for editors.
///
/// Draft 2020-12: types, statuses with their aliases, dates and versions, which fields must be there.
/// Keys are spelled as the template spells them. An editor that knows JSON Schema (the YAML language
/// server, Taplo) completes and checks front matter with it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(super) struct Arguments {
    /// The template's name (`templates` lists them)
    #[arg(value_name = "TEMPLATE")]
    template: String,
}

const EXAMPLE: &str = "\
Example:
  mdbook-design-docs schema design-doc > design-doc.schema.json";

/// Prints it.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let name = arguments.template.as_str();
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
    let template = found.with_context(|| check::unknown("template", name, names))?;
    let lifecycle = corpus::lifecycle_of(&settings, template, None);
    let schema = schema::schema(template, lifecycle.as_deref());
    let text = serde_json::to_string_pretty(&schema)?;
    output::stdout(|_, out| writeln!(out, "{text}"))?;
    Ok(Exit::Clean)
}
