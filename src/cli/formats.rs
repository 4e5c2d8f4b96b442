//! `--format`: its values are the lines of a table.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::report::Format;

/// Takes the name of one of these formats, and lists them in the help.
pub(super) fn of<Render>(
    formats: &'static [Format<Render>],
) -> impl TypedValueParser<Value = &'static Format<Render>>
where
    Render: Copy + Send + Sync + 'static,
{
    let values = formats
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.summary));
    PossibleValuesParser::new(values).try_map(|name| {
        let named = formats.iter().find(|format| format.name == name);
        named.ok_or("there is no format of this name")
    })
}
