//! The templates that older documents were written from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use jiff::civil::Date;

use super::surroundings;
use crate::book::{Book, Chapter};
use crate::config::TemplateAge;
use crate::history::OfItsDay;
use crate::template::Template;
use crate::template::wording::Wording;
use crate::text::Text;

/// The template of a document's day, where it is not today's.
#[derive(Debug)]
pub struct Age {
    /// What the template was.
    pub template: Arc<Template>,
    /// The text of both versions, of which nothing should be left over.
    pub wording: Arc<Wording>,
    /// Every version, the newest first.
    pub versions: Arc<[Version]>,
}

/// A version of a template.
#[derive(Debug, Clone)]
pub struct Version {
    /// The day from which it was in force; none where git can't say.
    pub since: Option<Date>,
    /// The version.
    pub template: Arc<Template>,
}

/// The templates of earlier days, each read once.
#[derive(Debug)]
pub(super) struct Ages<'a> {
    book: &'a Book,
    /// By path and text.
    read: Mutex<BTreeMap<(String, String), Arc<Template>>>,
    /// By the same of the earlier template.
    found: Mutex<BTreeMap<(String, String), Arc<Age>>>,
}

impl<'a> Ages<'a> {
    /// Of a book.
    pub fn new(book: &'a Book) -> Self {
        Self {
            book,
            read: Mutex::default(),
            found: Mutex::default(),
        }
    }

    /// The template that a chapter was written from; none where it is today's, or unknown.
    pub fn of(&self, chapter: &Chapter, template: &Arc<Template>) -> Option<Arc<Age>> {
        let OfItsDay::Earlier(earlier) = of_its_day(self.book, chapter, template) else {
            return None;
        };
        if is_same(earlier.text, template) {
            return None;
        }
        let path = template.path.clone()?;
        let key = (path, earlier.text.to_owned());
        if let Some(age) = lock(&self.found).get(&key) {
            return Some(Arc::clone(age));
        }
        let then = self.read(template, earlier.text);
        let versions = earlier.versions.iter().map(|(since, text)| Version {
            since: *since,
            template: self.read(template, text),
        });
        // What is changed and not committed yet is in force since today.
        let now = Version {
            since: Some(self.book.today),
            template: Arc::clone(template),
        };
        let committed = earlier.versions.first();
        let is_new = committed.is_none_or(|(_, text)| !is_same(text, template));
        let age = Arc::new(Age {
            wording: Arc::new(template.wording.with(&then.wording)),
            versions: is_new.then_some(now).into_iter().chain(versions).collect(),
            template: then,
        });
        lock(&self.found).insert(key, Arc::clone(&age));
        Some(age)
    }

    fn read(&self, template: &Template, text: &str) -> Arc<Template> {
        let path = template.path.clone().unwrap_or_default();
        let key = (path, text.to_owned());
        if let Some(read) = lock(&self.read).get(&key) {
            return Arc::clone(read);
        }
        let text = Arc::new(Text::new(Arc::clone(template.document.text().path()), text));
        let path = template.path.clone();
        let around = surroundings(self.book);
        let read = Arc::new(Template::read(&template.name, path, text, &around));
        lock(&self.read).insert(key, Arc::clone(&read));
        read
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    match mutex.lock() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    }
}

/// Whether a text is that of a template, line endings aside.
fn is_same(text: &str, template: &Template) -> bool {
    let now = template.document.text().as_str();
    text.lines().eq(now.lines())
}

/// What git says of the template that a chapter was written from.
fn of_its_day<'a>(book: &'a Book, chapter: &Chapter, template: &Template) -> OfItsDay<'a> {
    match (&chapter.file, &template.path) {
        (Some(file), Some(path)) if book.settings.template_age == TemplateAge::OfItsDay => book
            .history
            .template_of(file, &book.root.join(Path::new(path))),
        _ => OfItsDay::Todays,
    }
}

/// Whether it should be known from which version of its template a chapter was written, and is not.
pub fn is_unknown(book: &Book, chapter: &Chapter, template: &Template) -> bool {
    of_its_day(book, chapter, template) == OfItsDay::Unknown
}
