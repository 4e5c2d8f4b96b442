//! What `{{#documents …}}` asks for, read from its arguments.

use crate::directives::{Argument, Site, Wrong};
use crate::page::index::{Asked, Column, Filter, GroupBy, Statuses, Unknown, View, Wanted, values};

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
    asked: Asked<'a>,
    wrong: Vec<Wrong>,
}

impl Query {
    /// Reads the arguments of a directive that the table found nothing wrong with.
    ///
    /// # Errors
    /// Everything that is wrong: statuses, templates and columns that do not exist.
    pub(super) fn read(site: &Site<'_>, statuses: &Statuses) -> Result<Self, Vec<Wrong>> {
        let mut reader = Reader {
            asked: Asked::new(site.corpus, statuses),
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

impl<'a> Reader<'a> {
    fn argument(&mut self, argument: &Argument, query: &mut Query) {
        let key = argument.key().unwrap_or_default();
        let values = values(&argument.value);
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
            "status" => {
                let statuses = self.each(argument, &values, Asked::statuses);
                query.filter.statuses = Some(statuses.concat());
            }
            "template" => {
                query.filter.templates = Some(self.each(argument, &values, Asked::template));
            }
            "owner" => query.filter.owners = owned(),
            "tag" => query.filter.tags = owned(),
            "columns" => query.wanted.columns = Some(self.columns(argument, &values)),
            "sort" => query.wanted.sort = self.each(argument, &values, Asked::sort),
            "group-by" => query.wanted.group_by = GroupBy::named(&argument.value),
            "view" if argument.value == "list" => query.wanted.view = View::List,
            _ => {}
        }
    }

    /// What each of the values means; those that mean nothing are complained of.
    fn each<T>(
        &mut self,
        argument: &Argument,
        values: &[&str],
        read: impl Fn(&Asked<'a>, &str) -> Result<T, Unknown>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for value in values {
            match read(&self.asked, value) {
                Ok(meant) => all.push(meant),
                Err(Unknown { message, help }) => self.complain(argument, message, help),
            }
        }
        all
    }

    fn columns(&mut self, argument: &Argument, values: &[&str]) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for column in self.each(argument, values, Asked::column) {
            if columns.contains(&column) {
                let message = format!("the column `{}` is given twice", column.name());
                self.complain(argument, message, "name each column once".to_owned());
            } else {
                columns.push(column);
            }
        }
        columns
    }

    fn complain(&mut self, argument: &Argument, message: String, help: String) {
        self.wrong.push(Wrong {
            range: argument.range.clone(),
            message,
            help,
        });
    }
}
