//! What `init` is to write, and what would be found then.

mod files;
mod notes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Context;

use crate::adopt::Candidate;
use crate::adopt::proposal::{self, Proposal};
use crate::config::{FailOn, Settings};
use crate::corpus;
use crate::diagnostics::{Diagnostic, Severity};
use crate::host::survey::Survey;
use crate::host::write::Change;
use crate::host::{Clock, configuration, load};
use crate::paths;
use crate::pipeline::{self, Outcome};
use crate::scaffold::configuration::{self as book_toml, Additions};
use crate::scaffold::slug::title_of;
use crate::template::{Surroundings, Templates};
use crate::text::Text;
use files::{Files, options};

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
    /// Whether there is anything that could be a document.
    pub has_documents: bool,
    /// Whether anything is governed already.
    pub is_governed: bool,
}

impl Plan {
    /// Of a folder.
    pub(super) fn of(survey: &Survey, clock: &Clock) -> anyhow::Result<Self> {
        let defaults = Settings::default();
        let configured = survey.configured.as_ref();
        let settings = configured.map_or(&defaults, |(_, settings)| settings);
        let files = Files::of(survey, settings);
        let summary_path = survey.root.join(&files.src).join("SUMMARY.md");
        let present = configuration::read_if_any(&summary_path)?;
        let listed = present.as_deref().map(configuration::listed);
        let proposals = proposals(&files, settings, listed.as_ref());
        let summary = present.clone().unwrap_or_else(|| files.summary());
        let name = paths::relative(&survey.root, &summary_path);
        let summary = Arc::new(Text::new(name, summary));
        let written = new_templates(&proposals, settings);
        let is_governed = is_governed(survey);
        let mut additions = additions(survey, settings, &files, &proposals, is_governed);
        let mut text = configured_by(survey, &additions)?;
        let book = load::planned(&survey.root, &text, &summary, written.clone(), clock)?;
        let outcome = pipeline::run(&book);
        let is_new = !is_governed || !proposals.is_empty();
        if is_new && outcome.diagnostics.iter().any(weighs) {
            additions.never_fails = true;
            text = configured_by(survey, &additions)?;
        }
        let fail_on = configuration::settings(text.as_str()).map(|settings| settings.fail_on);
        let mut plan = Self {
            changes: Vec::new(),
            notes: notes::of(survey, &files, &book, present.is_some()),
            never_fails: additions.never_fails && fail_on == Some(FailOn::Never),
            has_documents: !files.candidates.is_empty(),
            proposals,
            outcome,
            is_governed,
        };
        plan.change(survey, "book.toml", text.as_str());
        if present.is_none() {
            plan.change(survey, summary.path(), summary.as_str());
        }
        for template in &written {
            plan.change(survey, template.path(), template.as_str());
        }
        plan.surround(survey, settings, &additions, !written.is_empty());
        Ok(plan)
    }

    /// What a new book needs around it.
    fn surround(
        &mut self,
        survey: &Survey,
        settings: &Settings,
        additions: &Additions,
        has_new_templates: bool,
    ) {
        if !self.is_governed && !survey.has_templates && !has_new_templates {
            // Git keeps no empty folder, and `mdbook serve` may end where one that it watches is missing.
            self.change(survey, &format!("{}/.gitkeep", settings.templates), "");
        }
        if survey.configured.is_none() && !survey.has_gitignore && !survey.ignores_output {
            let output = additions.build_dir.as_deref().unwrap_or("book");
            self.change(survey, ".gitignore", &format!("/{output}\n"));
        }
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

/// The book.toml with what is to be added.
fn configured_by(survey: &Survey, additions: &Additions) -> anyhow::Result<Arc<Text>> {
    let empty = Arc::new(Text::new("book.toml", ""));
    let before = survey.configured.as_ref().map_or(&empty, |(text, _)| text);
    let text = book_toml::with(before, additions).context(
        "book.toml is written in a way that has no place for what is missing; write `preprocessor` and \
         `build` as tables (`[preprocessor.design-docs]`) and run `init` again",
    )?;
    Ok(Arc::new(Text::new("book.toml", text)))
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
        name => title_of(name),
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
