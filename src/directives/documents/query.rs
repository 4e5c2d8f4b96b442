//! What `{{#documents …}}` asks for, read from its arguments.

use std::collections::BTreeSet;

use super::filter::Filter;
use crate::directives::wrong::did_you_mean;
use crate::directives::{Argument, Site, Wrong};
use crate::fields;
use crate::page::index::{Column, GroupBy, Sort, Statuses, View, Wanted};

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Which documents.
    pub filter: Filter,
    /// How they are shown.
    pub wanted: Wanted,
}

/// Reads one argument's values, and gathers what is wrong with them.
struct Reader<'a> {
    site: &'a Site<'a>,
    statuses: &'a Statuses,
    wrong: Vec<Wrong>,
}

impl Query {
    /// Reads the arguments of a directive that the table found nothing wrong with.
    ///
    /// # Errors
    /// Everything that is wrong: statuses, templates and columns that do not exist.
    pub(super) fn read(site: &Site<'_>, statuses: &Statuses) -> Result<Self, Vec<Wrong>> {
        let mut reader = Reader {
            site,
            statuses,
            wrong: Vec::new(),
        };
        let mut query = Query::default();
        for argument in &site.found.arguments {
            reader.argument(argument, &mut query);
        }
        match reader.wrong.is_empty() {
            true => Ok(query),
            false => Err(reader.wrong),
        }
    }
}

impl Reader<'_> {
    fn argument(&mut self, argument: &Argument, query: &mut Query) {
        let key = argument.key().unwrap_or_default();
        let values = parts(&argument.value);
        if values.is_empty() {
            let message = format!("`{key}` names nothing");
            self.complain(
                argument,
                message,
                "give one name, or several with commas".to_owned(),
            );
            return;
        }
        let owned = || Some(values.iter().map(|it| (*it).to_owned()).collect());
        match key {
            "status" => query.filter.statuses = Some(self.statuses(argument, &values)),
            "template" => query.filter.templates = Some(self.templates(argument, &values)),
            "owner" => query.filter.owners = owned(),
            "tag" => query.filter.tags = owned(),
            "columns" => query.wanted.columns = Some(self.columns(argument, &values)),
            "sort" => query.wanted.sort = self.sort(argument, &values),
            "group-by" => query.wanted.group_by = GroupBy::named(&argument.value),
            "view" if argument.value == "list" => query.wanted.view = View::List,
            _ => {}
        }
    }

    fn statuses(&mut self, argument: &Argument, values: &[&str]) -> Vec<String> {
        let mut all = Vec::new();
        for value in values {
            let meant = self.statuses.meant(value);
            if meant.is_empty() {
                let nearest = self.statuses.nearest(value);
                let message = format!(
                    "no lifecycle has the status `{value}`{}",
                    did_you_mean_it(nearest)
                );
                let help = format!("there are {}", listed(self.statuses.names()));
                self.complain(argument, message, help);
            }
            all.extend(meant.into_iter().map(str::to_owned));
        }
        all
    }

    fn templates(&mut self, argument: &Argument, values: &[&str]) -> Vec<String> {
        let templates = &self.site.corpus.templates;
        let mut all = Vec::new();
        for value in values {
            let found = templates
                .named(value)
                .or_else(|| templates.answering(value));
            match found {
                Some(template) => all.push(template.name.clone()),
                None => {
                    let nearest = templates.nearest(value);
                    let message =
                        format!("there is no template `{value}`{}", did_you_mean_it(nearest));
                    let names = templates.iter().map(|template| template.name.as_str());
                    self.complain(argument, message, format!("there are {}", listed(names)));
                }
            }
        }
        all
    }

    fn columns(&mut self, argument: &Argument, values: &[&str]) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for value in values {
            let Some(column) = self.column(argument, value) else {
                continue;
            };
            if columns.contains(&column) {
                let message = format!("the column `{value}` is given twice");
                self.complain(argument, message, "name each column once".to_owned());
            } else {
                columns.push(column);
            }
        }
        columns
    }

    fn sort(&mut self, argument: &Argument, values: &[&str]) -> Vec<Sort> {
        let mut all = Vec::new();
        for value in values {
            let name = value.strip_prefix(['-', '+']).unwrap_or(value).trim();
            let column = self.column(argument, name);
            all.extend(column.map(|column| Sort {
                column,
                descending: value.starts_with('-'),
            }));
        }
        all
    }

    /// A column that some document has, or that every index may have.
    fn column(&mut self, argument: &Argument, name: &str) -> Option<Column> {
        let names = &self.site.corpus.book.settings.field_names;
        let field = |name: &str| Some(fields::canonical(name, names)?.name.to_owned());
        let column = Column::named(name, field);
        if Column::USUAL.contains(&&*column.name()) {
            return Some(column);
        }
        let known = known_fields(self.site);
        if known.contains(&fields::fold(name)) {
            return Some(column);
        }
        let shown: BTreeSet<String> = known.iter().map(|it| it.replace('_', "-")).collect();
        let all = Column::USUAL.iter().copied();
        let all: Vec<&str> = all.chain(shown.iter().map(String::as_str)).collect();
        let meant = did_you_mean(name, all.iter().copied());
        let message = format!("there is no column `{name}`{meant}");
        let help = format!(
            "there are {}, and every field that some document has",
            listed(Column::USUAL.iter().copied())
        );
        self.complain(argument, message, help);
        None
    }

    fn complain(&mut self, argument: &Argument, message: String, help: String) {
        self.wrong.push(Wrong {
            range: argument.range.clone(),
            message,
            help,
        });
    }
}

/// The fields that have a meaning of their own, and those that documents have or templates show, folded.
fn known_fields(site: &Site<'_>) -> BTreeSet<String> {
    let corpus = site.corpus;
    let documents = corpus.chapters.iter().filter(|it| it.governed().is_some());
    let written = documents.flat_map(|it| {
        it.metadata
            .entries
            .iter()
            .map(|entry| fields::fold(&entry.key))
    });
    let shown = corpus
        .templates
        .iter()
        .flat_map(|it| it.known.template_keys.iter().cloned());
    let meant = fields::FIELDS.iter().map(|field| field.name.to_owned());
    written.chain(shown).chain(meant).collect()
}

/// The values between commas.
fn parts(value: &str) -> Vec<&str> {
    let parts = value.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn did_you_mean_it(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"))
}

/// `a`, `b`.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let quoted = names.map(|name| format!("`{name}`"));
    quoted.collect::<Vec<_>>().join(", ")
}
