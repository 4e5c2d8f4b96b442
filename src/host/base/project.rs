//! The configuration and the templates that the base had.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use super::Reader;
use crate::book::{Book, Chapter};
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Place};
use crate::host::frame::Frame;
use crate::host::templates;
use crate::text::Text;

impl Reader<'_> {
    /// The base's book under today's rules; and under its own, where those have changed, for what
    /// is said of templates and configuration themselves.
    pub(super) fn books(
        &self,
        chapters: Vec<Chapter>,
        problems: Vec<Diagnostic>,
    ) -> (Book, Option<Book>) {
        let mut book = Book {
            chapters,
            problems,
            files: self.files(),
            ..self.today.clone()
        };
        let (templates, unread) = self.templates();
        let book_toml = self.tree.resolve(&self.root.join("book.toml"));
        let book_toml = book_toml.and_then(|file| self.text(&file).ok());
        let now = fs::read_to_string(self.root.join("book.toml")).ok();
        let same = |a: &[Arc<Text>], b: &[Arc<Text>]| {
            let key = |text: &Arc<Text>| (text.path().to_string(), text.as_str().to_owned());
            a.iter().map(key).collect::<BTreeSet<_>>() == b.iter().map(key).collect()
        };
        let unchanged = same(&templates, &self.today.templates)
            && book_toml.as_ref().map(|text| text.as_str()) == now.as_deref();
        if unchanged {
            let templates = self.today.problems.iter();
            let templates = templates.filter(|problem| problem.rule == "template-error");
            book.problems.extend(templates.cloned());
            return (book, None);
        }
        let settings = match &book_toml {
            Some(text) => Frame::settings(text).unwrap_or_else(|| self.today.settings.clone()),
            None => Settings::default(),
        };
        let mut project = Book {
            settings,
            templates,
            ..book.clone()
        };
        project.problems.extend(unread);
        (book, Some(project))
    }

    /// The base's templates, in today's folder and by today's names, and those that can't be read.
    fn templates(&self) -> (Vec<Arc<Text>>, Vec<Diagnostic>) {
        let folder = self.root.join(&self.today.settings.templates);
        let inside = |file: &&str| {
            let path = self.tree.top().join(file);
            path.parent() == Some(&folder) && templates::is_template(&path)
        };
        let named = self.today.templates.iter().filter_map(|text| {
            let path = self.root.join(&**text.path());
            self.tree.resolve(&path)
        });
        let files: BTreeSet<String> = (self.tree.files().filter(inside))
            .map(str::to_owned)
            .chain(named)
            .collect();
        let mut unread = Vec::new();
        let mut texts = Vec::new();
        for file in files {
            match self.text(&file) {
                Ok(text) => texts.push(text),
                Err(problem) => {
                    let name = self.folders.real_name(&self.tree.top().join(&file));
                    unread.push(templates::unreadable_template(
                        Place::file(name.as_str()),
                        name,
                        &problem,
                    ));
                }
            }
        }
        (texts, unread)
    }
}
