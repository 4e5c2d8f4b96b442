//! What `init` is to write, and what would be found then.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::adopt::proposal::{self, Proposal};
use crate::adopt::{Candidate, groups, layout, listing, rivals};
use crate::book::Book;
use crate::config::{Settings, TemplateChoice};
use crate::corpus;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::markdown::ParseOptions;
use crate::host::survey::Survey;
use crate::host::write::Change;
use crate::host::{Clock, configuration, load, paths};
use crate::pipeline::{self, Outcome};
use crate::scaffold::configuration::{self as book_toml, Additions};
use crate::template::{Surroundings, Templates};
use crate::text::Text;

/// What is to be written, and what would be found then.
pub(super) struct Plan {
    /// The files.
    pub changes: Vec<Change>,
    /// Which documents follow which template.
    pub proposals: Vec<Proposal>,
    /// What should be known besides.
    pub notes: Vec<String>,
    /// What `check` will find.
    pub outcome: Outcome,
    /// Whether findings are kept from ending a build by what is written.
    pub never_fails: bool,
    /// Whether anything is governed already.
    pub is_governed: bool,
}

/// The files that matter, by what they are.
struct Files {
    /// Where the chapters lie, relative to the book.
    src: String,
    /// The Markdown files in there, templates left out.
    candidates: Vec<Candidate>,
    /// Templates of the team's own, wherever they lie in the book.
    templates: Vec<Arc<Text>>,
}

impl Plan {
    /// Of a folder.
    pub(super) fn of(survey: &Survey, clock: &Clock) -> anyhow::Result<Self> {
        let defaults = Settings::default();
        let settings = match &survey.configured {
            Some((_, settings)) => settings,
            None => &defaults,
        };
        let files = Files::of(survey, settings);
        let summary_path = survey.root.join(&files.src).join("SUMMARY.md");
        let present = configuration::read_if_any(&summary_path)?;
        let listed = present.as_deref().map(configuration::listed);
        let proposals = proposals(&files, settings, listed.as_ref());
        if present.is_none() && files.candidates.is_empty() {
            bail!(
                "there is no Markdown file in `{}` to make a book of; `mdbook init` makes an empty one",
                survey.root.join(&files.src).display()
            );
        }
        let is_governed = is_governed(survey);
        let summary = present.clone().unwrap_or_else(|| files.summary());
        let mut additions = additions(survey, settings, &files, &proposals, is_governed);
        let written: Vec<Arc<Text>> = new_templates(&proposals, settings);
        let judge = |additions: &Additions| {
            let text = Arc::new(Text::new("book.toml", configured(survey, additions)?));
            let name = paths::normal(&Path::new(&files.src).join("SUMMARY.md"));
            let summary = Arc::new(Text::new(name, summary.as_str()));
            let book = load::planned(&survey.root, &text, &summary, written.clone(), clock)?;
            anyhow::Ok((text, book))
        };
        let (mut text, book) = judge(&additions)?;
        let outcome = pipeline::run(&book);
        let is_new = !is_governed || !proposals.is_empty();
        if is_new && outcome.diagnostics.iter().any(weighs) {
            additions.never_fails = true;
            text = Arc::new(Text::new("book.toml", configured(survey, &additions)?));
        }
        let mut plan = Self {
            changes: Vec::new(),
            notes: notes(survey, &files, &book, present.is_some()),
            never_fails: additions.never_fails,
            proposals,
            outcome,
            is_governed,
        };
        plan.change(survey, "book.toml", text.as_str());
        if present.is_none() {
            plan.change(
                survey,
                &paths::relative(&survey.root, &summary_path),
                &summary,
            );
        }
        for template in &written {
            plan.change(survey, template.path(), template.as_str());
        }
        if !is_governed && !survey.has_templates && written.is_empty() {
            // Git keeps no empty folder, and `mdbook serve` may end where one that it watches is missing.
            plan.change(survey, &format!("{}/.gitkeep", settings.templates), "");
        }
        if survey.configured.is_none() && !survey.has_gitignore && !survey.ignores_output {
            let output = additions.build_dir.as_deref().unwrap_or("book");
            plan.change(survey, ".gitignore", &format!("/{output}\n"));
        }
        Ok(plan)
    }

    fn change(&mut self, survey: &Survey, name: &str, text: &str) {
        let before = match &survey.configured {
            Some((before, _)) if name == "book.toml" => Some(before.shared()),
            _ => None,
        };
        if before.as_deref() != Some(text) {
            self.changes.push(Change {
                path: survey.root.join(name),
                text: text.to_owned(),
                before,
            });
        }
    }
}

/// Whether a finding is more than a remark.
fn weighs(finding: &Diagnostic) -> bool {
    finding.severity > Severity::Note
}

fn is_governed(survey: &Survey) -> bool {
    let table = |(text, _): &(Arc<Text>, Settings)| {
        let source = text.as_str().trim_start_matches(crate::text::BOM);
        let root: toml::Table = source.parse().ok()?;
        root.get("preprocessor")?.get("design-docs").map(drop)
    };
    survey.configured.as_ref().and_then(table).is_some()
}

fn configured(survey: &Survey, additions: &Additions) -> anyhow::Result<String> {
    let empty = Arc::new(Text::new("book.toml", ""));
    let before = survey.configured.as_ref().map_or(&empty, |(text, _)| text);
    book_toml::with(before, additions).context(
        "book.toml is written in a way that has no place for what is missing; write `preprocessor` and \
         `build` as tables (`[preprocessor.design-docs]`) and run `init` again",
    )
}

impl Files {
    fn of(survey: &Survey, settings: &Settings) -> Self {
        let names: Vec<&str> = survey.files.iter().map(|text| &**text.path()).collect();
        let is_used = survey.configured.as_ref().is_some_and(|(text, settings)| {
            survey.root.join(&settings.book.src).is_dir() || text.as_str().contains("src")
        });
        let src = match is_used {
            true => settings.book.src.clone(),
            false => layout::src(&names, survey.is_project),
        };
        let options = options(settings);
        let mut files = Self {
            src: paths::normal(Path::new(&src)),
            candidates: Vec::new(),
            templates: Vec::new(),
        };
        if files.src.is_empty() {
            ".".clone_into(&mut files.src);
        }
        for text in &survey.files {
            let inside = files.inside(text.path());
            let candidate = Candidate::read(inside.unwrap_or(text.path()), text, options);
            if is_template(text.path(), &candidate, settings) {
                files.templates.push(Arc::clone(text));
            } else if inside.is_some_and(|inside| inside != "SUMMARY.md") {
                files.candidates.push(candidate);
            }
        }
        files
    }

    /// A file's path relative to the chapters' folder.
    fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        match self.src.as_str() {
            "." => Some(path),
            src => path.strip_prefix(src)?.strip_prefix('/'),
        }
    }

    fn summary(&self) -> String {
        let listed = self.candidates.iter();
        let listed: Vec<&Candidate> = listed
            .filter(|file| !listing::is_shadowed(file, &self.candidates))
            .collect();
        listing::summary(&listed)
    }
}

fn options(settings: &Settings) -> ParseOptions {
    ParseOptions {
        smart_punctuation: settings.book.html.smart_punctuation,
        definition_lists: settings.book.html.definition_lists,
        admonitions: settings.book.html.admonitions,
        ..ParseOptions::default()
    }
}

/// By its name and its gaps, by lying in the templates' folder, or by an entry that says so.
fn is_template(path: &str, file: &Candidate, settings: &Settings) -> bool {
    let folder = path.rsplit_once('/').map(|(folder, _)| folder);
    let is_named = settings.documents.iter().any(|entry| {
        matches!(&entry.template, Some(TemplateChoice::Name(name)) if name.trim_start_matches("./") == path)
    });
    is_named || folder == Some(settings.templates.as_str()) || groups::is_template(file)
}

/// Only chapters can be documents: where SUMMARY.md is there and lists less than half of a folder, that
/// folder is not looked at.
fn proposals(
    files: &Files,
    settings: &Settings,
    listed: Option<&BTreeSet<String>>,
) -> Vec<Proposal> {
    let around = Surroundings {
        field_names: &settings.field_names,
        lifecycles: &settings.lifecycles,
        options: options(settings),
    };
    let mut folders: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut bound: BTreeSet<&str> = BTreeSet::new();
    for file in &files.candidates {
        let (all, known) = folders.entry(file.folder()).or_default();
        *all += 1;
        *known += usize::from(listed.is_none_or(|listed| listed.contains(&file.path)));
        if corpus::entry_of(settings, &file.path).is_some() {
            bound.insert(file.folder());
        }
    }
    let is_free = |file: &&Candidate| {
        let (all, known) = folders.get(file.folder()).copied().unwrap_or_default();
        known * 2 >= all && !bound.contains(file.folder())
    };
    proposal::of(&proposal::Input {
        files: files.candidates.iter().filter(is_free).collect(),
        templates: &Templates::read(&files.templates, &around),
        around,
        folder: &settings.templates,
    })
}

fn additions(
    survey: &Survey,
    settings: &Settings,
    files: &Files,
    proposals: &[Proposal],
    is_governed: bool,
) -> Additions {
    let is_new = survey.configured.is_none();
    let title = survey.root.file_name().map(|name| name.to_string_lossy());
    let title = title.filter(|_| is_new).map(|name| titled(&name));
    let writes = proposals.iter().any(|proposal| proposal.template.is_some());
    let watches = !is_governed || survey.has_templates || writes;
    Additions {
        title,
        src: (files.src != settings.book.src).then(|| files.src.clone()),
        build_dir: (is_new && survey.output_is_taken).then(|| "_book".to_owned()),
        watched: watches.then(|| settings.templates.clone()),
        never_fails: false,
        documents: proposals
            .iter()
            .flat_map(|proposal| proposal.entries.clone())
            .collect(),
    }
}

fn titled(folder: &str) -> String {
    let plain: String = folder.chars().filter(|ch| !ch.is_control()).collect();
    match plain.trim_matches([' ', '.']) {
        "" => "Design documents".to_owned(),
        name => crate::scaffold::slug::title_of(name),
    }
}

fn new_templates(proposals: &[Proposal], settings: &Settings) -> Vec<Arc<Text>> {
    let templates = proposals
        .iter()
        .filter_map(|proposal| proposal.template.as_ref());
    templates
        .map(|(name, text)| {
            let path = format!("{}/{name}.md", settings.templates);
            Arc::new(Text::new(path, text.as_str()))
        })
        .collect()
}

fn notes(survey: &Survey, files: &Files, book: &Book, has_summary: bool) -> Vec<String> {
    let mut notes: Vec<String> = survey
        .left_out
        .iter()
        .map(|(name, why)| format!("`{name}` can be no chapter: {why}"))
        .collect();
    let listed = |file: &&Candidate| {
        let path = Some(file.path.as_str());
        book.chapters
            .iter()
            .any(|chapter| chapter.path.as_deref() == path)
    };
    let missed: Vec<&Candidate> = files
        .candidates
        .iter()
        .filter(|file| !listed(file))
        .collect();
    if let Some(first) = missed.first() {
        let why = match has_summary {
            true => "SUMMARY.md, which stays as it is, does not list",
            false => "one page a folder is enough, so SUMMARY.md does not list",
        };
        notes.push(format!(
            "{why} {} (`{}`{})",
            counted(missed.len()),
            first.path,
            more(missed.len())
        ));
    }
    let outside = survey
        .files
        .iter()
        .filter(|text| files.inside(text.path()).is_none());
    let outside: Vec<&str> = outside.map(|text| &**text.path()).collect();
    let outside: Vec<&&str> = outside
        .iter()
        .filter(|path| !files.templates.iter().any(|it| **it.path() == ***path))
        .collect();
    if let Some(first) = outside.first() {
        notes.push(format!(
            "the chapters lie in `{}`; {} outside of it stay out of the book (`{first}`{})",
            files.src,
            counted(outside.len()),
            more(outside.len())
        ));
    }
    if survey.configured.is_none() && survey.has_gitignore && !survey.ignores_output {
        notes.push("add `/book` to .gitignore: what mdBook builds should not be kept, and where the chapters lie around it `mdbook serve` would build again and again".to_owned());
    }
    if files.src == "." && survey.root.join(".git").exists() {
        notes.push("the chapters lie at the top of the repository, and mdBook copies every other file from there into the built book, `.git` too: publish it without, or move the documents into a folder of their own and run `init` there".to_owned());
    }
    if let Some((text, _)) = &survey.configured {
        notes.extend(rivals::notes(text.as_str()));
    }
    notes
}

fn counted(files: usize) -> String {
    match files {
        1 => "1 Markdown file".to_owned(),
        more => format!("{more} Markdown files"),
    }
}

fn more(files: usize) -> &'static str {
    if files > 1 { ", …" } else { "" }
}
