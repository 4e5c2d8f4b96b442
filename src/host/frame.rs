//! What every book needs, wherever it comes from: settings, chapters, templates, dates.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::chapters::{self, Entry, Read, read_text};
use super::folders::Folders;
use super::{Clock, HostError, includes, order, templates, walk};
use crate::book::{Book, Chapter};
use crate::config::{self, EnvOverride, Settings, TemplateAge, Timezone};
use crate::diagnostics::{Diagnostic, Place};
use crate::document::ids::IdScheme;
use crate::history::{History, Terms, Zone};
use crate::rules;
use crate::scaffold::slug::title_of;
use crate::text::Text;

/// A book's configuration, validated, before its chapters are read.
#[derive(Debug)]
pub(super) struct Frame {
    /// Where its files lie.
    pub folders: Folders,
    /// What the configuration says.
    pub settings: Settings,
    /// Where the built book goes, relative to the root; none where there is no book at all.
    pub build_dir: Option<String>,
    after_links: bool,
}

impl Frame {
    /// From the configuration that mdBook hands over; book.toml only says where each key stands.
    pub fn from_mdbook(root: &Path, config: &mut Value) -> Result<Self, HostError> {
        as_written(config);
        let book_toml = book_toml(root).ok().flatten();
        let overridden = config::overrides(environment());
        Self::validate(root, config, book_toml, &overridden)
    }

    /// From book.toml and mdBook's environment overrides.
    pub fn from_disk(root: &Path) -> Result<Self, HostError> {
        Self::from_text(root, book_toml(root)?)
    }

    /// The same with a book.toml that need not be written yet.
    pub fn from_text(root: &Path, book_toml: Option<Arc<Text>>) -> Result<Self, HostError> {
        let empty = Text::new("book.toml", "");
        let text = book_toml.as_deref().unwrap_or(&empty);
        let (mut config, overridden) = config::from_toml(text, environment())
            .map_err(|diagnostics| invalid(diagnostics, book_toml.as_ref()))?;
        as_written(&mut config);
        Self::validate(root, &config, book_toml, &overridden)
    }

    /// The settings that a book.toml of another time gives; none where it can't be used.
    pub fn settings(book_toml: &Text) -> Option<Settings> {
        let (mut config, overridden) = config::from_toml(book_toml, environment()).ok()?;
        as_written(&mut config);
        config::validate(&config, Some(book_toml), &overridden, &rules::known()).ok()
    }

    /// For files that belong to no book.
    pub fn without_book(root: &Path) -> Self {
        let mut settings = Settings::default();
        ".".clone_into(&mut settings.book.src);
        Self {
            folders: Folders::new(root, "."),
            settings,
            build_dir: None,
            after_links: false,
        }
    }

    fn validate(
        root: &Path,
        config: &Value,
        book_toml: Option<Arc<Text>>,
        overridden: &[EnvOverride],
    ) -> Result<Self, HostError> {
        let settings = config::validate(config, book_toml.as_deref(), overridden, &rules::known())
            .map_err(|diagnostics| invalid(diagnostics, book_toml.as_ref()))?;
        let build_dir = config.pointer("/build/build-dir").and_then(Value::as_str);
        Ok(Self {
            folders: Folders::new(root, &settings.book.src),
            settings,
            build_dir: Some(build_dir.unwrap_or("book").to_owned()),
            after_links: order::after_links(config),
        })
    }

    /// Reads the files of the chapters.
    pub fn read(&self, entries: &[Entry<'_>]) -> Vec<Read> {
        chapters::read_all(&self.folders, entries)
    }

    /// Reads the chapters that mdBook sent, and says which of them are no text for it all the same.
    pub fn read_sent(&self, entries: &[Entry<'_>]) -> (Vec<Chapter>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let read = self.read(entries).into_iter();
        let chapters = read.map(|(chapter, problem)| {
            if let (Some(problem), Some(file)) = (problem, &chapter.file) {
                let name = self.folders.real_name(file);
                problems.push(problem.finding(&name, Place::file(name.as_str())));
            }
            chapter
        });
        (chapters.collect(), problems)
    }

    /// The book around its chapters. Where SUMMARY.md was read, the documents that it does not list
    /// are read too.
    pub fn into_book(
        self,
        chapters: Vec<Chapter>,
        summary: Option<Arc<Text>>,
        ids: IdScheme,
        clock: &Clock,
    ) -> Book {
        let (templates, problems, files) = match &self.build_dir {
            Some(build_dir) => {
                let (templates, problems) = templates::read(&self.folders, &self.settings);
                let files = walk::markdown_files(&self.folders, &self.settings, build_dir);
                (templates, problems, files)
            }
            None => Default::default(),
        };
        let included = includes::endless(&self.folders, &chapters);
        let mut book = Book {
            root: self.folders.root.clone(),
            history: History::default(),
            today: clock.today(&self.settings.dates.timezone),
            settings: self.settings,
            ids,
            chapters,
            templates,
            files,
            summary,
            strays: Vec::new(),
            problems,
            renderer: None,
            after_links: self.after_links,
        };
        if book.summary.is_some() {
            book.strays = strays(&self.folders, &book);
        }
        book.problems.extend(included);
        book.history = history(&book);
        book
    }
}

/// The documents that SUMMARY.md does not list, but for those that were asked for by name.
fn strays(folders: &Folders, book: &Book) -> Vec<Chapter> {
    let is_read = |file: &str| {
        let mut chapters = book.chapters.iter();
        chapters.any(|chapter| chapter.path.as_deref() == Some(file))
    };
    let orphans = book.orphans().into_iter();
    let named: Vec<(String, PathBuf)> = orphans
        .filter(|file| !is_read(file))
        .map(|file| (title_of(file), PathBuf::from(file)))
        .collect();
    let entries: Vec<Entry<'_>> = named
        .iter()
        .map(|(name, path)| Entry {
            name,
            path: Some(path),
            on_disk: true,
            sent: None,
            listed: false,
        })
        .collect();
    let read = chapters::read_all(folders, &entries).into_iter();
    read.map(|(chapter, _)| chapter).collect()
}

/// What git says of the chapters, and of the templates at the time when they were added.
fn history(book: &Book) -> History {
    let settings = &book.settings;
    let of_its_day = match settings.template_age {
        TemplateAge::OfItsDay => &*book.templates,
        TemplateAge::Current => &[],
    };
    let templates = of_its_day.iter();
    let templates: Vec<PathBuf> = templates.map(|it| book.root.join(&**it.path())).collect();
    let chapters = book.chapters.iter().chain(&book.strays);
    let files: Vec<PathBuf> = chapters.filter_map(|c| c.file.clone()).collect();
    let zone = match &settings.dates.timezone {
        Timezone::Utc => Zone::Utc,
        Timezone::Commit => Zone::Commit,
        Timezone::Named(zone) => Zone::Named(zone.clone()),
    };
    let dates = &settings.dates;
    let terms = Terms {
        zone,
        ignore_revs: Some(dates.ignore_revs.clone()),
        ignore_messages: dates.ignore_messages.clone(),
        remember: true,
        cache_folder: cache_folder(),
    };
    History::read(&files, &templates, &terms)
}

/// The user's folder for what can be made again, as each system has it.
fn cache_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        Some(folder("HOME")?.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))
    }
}

/// The text of book.toml; nothing where there is none.
pub(super) fn book_toml(root: &Path) -> Result<Option<Arc<Text>>, HostError> {
    let path = root.join("book.toml");
    match read_text(&path) {
        Ok(text) => Ok(Some(Arc::new(Text::new("book.toml", text)))),
        Err(chapters::Unreadable::Missing) => Ok(None),
        Err(problem) => Err(HostError::Unreadable {
            path,
            reason: problem.reason(),
        }),
    }
}

fn invalid(diagnostics: Vec<Diagnostic>, book_toml: Option<&Arc<Text>>) -> HostError {
    HostError::Invalid {
        diagnostics,
        texts: book_toml.into_iter().cloned().collect(),
    }
}

/// The environment, as far as it is text.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// Makes of mdBook's JSON what book.toml said. TOML's dates arrive as objects with one key that
/// belongs to the `toml` crate: here they are texts, as they were written. What was not set may
/// arrive as null, which TOML does not have: here it is not there.
fn as_written(value: &mut Value) {
    match value {
        Value::Object(map) => match map.get_mut("$__toml_private_datetime") {
            Some(date) if date.is_string() => *value = date.take(),
            _ => {
                map.retain(|_, value| !value.is_null());
                map.values_mut().for_each(as_written);
            }
        },
        Value::Array(values) => values.iter_mut().for_each(as_written),
        _ => {}
    }
}
