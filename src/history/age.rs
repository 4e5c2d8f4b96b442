//! What the templates were when each document was added.
//!
//! It is found where the dates are, in the same pass over history, from the trails of documents and
//! templates. Which version of a template a commit had, git is asked for with trees alone: blobs are
//! read only of templates that changed after some document was added.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::blobs::Blobs;
use super::changes::{self, Step};
use super::commit::Commit;
use super::fetch;
use super::git::Failure;
use super::graph::Id;
use super::past::Wanted;
use super::place::text_of;
use super::repository::Repository;
use super::routes::trail::Trail;

/// Documents and templates of one repository. Names are texts with a character for each byte.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ages {
    /// Every version of each template, the newest first; HEAD's is the first.
    templates: BTreeMap<String, Vec<Version>>,
    documents: BTreeMap<String, Added>,
    /// For documents that were added at the same stage: the templates that were not what HEAD has,
    /// with their blobs.
    stages: Vec<BTreeMap<String, String>>,
    /// What the blobs hold that matter.
    texts: BTreeMap<String, String>,
}

/// A version of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Version {
    /// The day of its commit; none where that lies beyond the boundary of a shallow clone.
    day: Option<Date>,
    blob: String,
}

/// When a document was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Added {
    /// HEAD does not have it.
    Never,
    /// Perhaps beyond the boundary of a shallow clone.
    Beyond,
    /// The index of the stage.
    At(usize),
}

/// What a template was when a document was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfItsDay<'a> {
    /// What HEAD has, as far as history goes; or the document is not committed yet.
    Todays,
    /// It can't be said.
    Unknown,
    /// Another one.
    Earlier(Earlier<'a>),
}

/// An earlier version of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier<'a> {
    /// What it was.
    pub text: &'a str,
    /// Every version, the newest first: the day of its commit, where that is known, and the text.
    pub versions: Vec<(Option<Date>, &'a str)>,
}

impl Ages {
    /// Whether all these documents and templates are among it.
    pub fn covers(&self, documents: &[&[u8]], templates: &[&[u8]]) -> bool {
        let known = |name: &&[u8]| self.documents.contains_key(&text_of(name));
        let kept = |name: &&[u8]| self.templates.contains_key(&text_of(name));
        documents.iter().all(known) && templates.iter().all(kept)
    }

    /// Whether every text that matters could be read.
    pub fn is_complete(&self) -> bool {
        self.wanted()
            .iter()
            .all(|blob| self.texts.contains_key(*blob))
    }

    /// The template that a document was written from.
    pub fn template_of(&self, document: &[u8], template: &[u8]) -> OfItsDay<'_> {
        let stage = match self.documents.get(&text_of(document)) {
            None | Some(Added::Never) => return OfItsDay::Todays,
            Some(Added::Beyond) => return OfItsDay::Unknown,
            Some(Added::At(stage)) => self.stages.get(*stage),
        };
        let template = text_of(template);
        let Some(blob) = stage.and_then(|stage| stage.get(&template)) else {
            return OfItsDay::Todays;
        };
        let Some(text) = self.texts.get(blob) else {
            return OfItsDay::Unknown;
        };
        let versions = self.templates.get(&template).into_iter().flatten();
        OfItsDay::Earlier(Earlier {
            text,
            versions: versions
                .filter_map(|it| Some((it.day, self.texts.get(&it.blob)?.as_str())))
                .collect(),
        })
    }

    /// The blobs whose texts matter: of every version of the templates that changed after a document
    /// was added.
    fn wanted(&self) -> BTreeSet<&str> {
        let changed = self.stages.iter().flatten();
        let versions = changed.clone().flat_map(|(name, _)| &self.templates[name]);
        let versions = versions.map(|version| version.blob.as_str());
        versions
            .chain(changed.map(|(_, blob)| blob.as_str()))
            .collect()
    }
}

/// What history says, by name.
pub(super) type Trails<'a> = HashMap<&'a [u8], &'a Trail>;

/// The commits whose days matter: those that changed templates.
pub(super) fn commits(trails: &Trails<'_>, templates: &[&[u8]]) -> BTreeSet<Id> {
    let trails = templates.iter().filter_map(|name| trails.get(name));
    let changes = trails.flat_map(|trail| &trail.changes);
    changes.map(|change| change.commit).collect()
}

/// What the templates were for each document.
pub(super) fn of(
    repository: &Repository,
    head: &Id,
    wanted: Wanted<'_>,
    trails: &Trails<'_>,
    commits: &HashMap<Id, Arc<Commit>>,
) -> Result<Ages, Failure> {
    let Wanted { files, templates } = wanted;
    let mut ages = Ages::default();
    for name in templates {
        let changes = trails.get(name).map_or(&[][..], |trail| &trail.changes);
        let versions = changes.iter().map(|change| Version {
            day: commits.get(&change.commit).map(|commit| commit.day),
            blob: change.blob.to_string(),
        });
        ages.templates.insert(text_of(name), versions.collect());
    }
    let births: BTreeMap<&[u8], Id> = files
        .iter()
        .filter_map(|name| Some((*name, trails.get(name)?.changes.last()?.commit)))
        .collect();
    let known = births.values().filter(|id| !repository.is_boundary(id));
    let stages = stages(
        repository,
        head,
        known.copied().collect(),
        templates,
        trails,
    )?;
    for name in files {
        let added = match births.get(name) {
            None => Added::Never,
            Some(commit) => match stages.get(commit) {
                None => Added::Beyond,
                Some(stage) => Added::At(ages.stage(stage)),
            },
        };
        ages.documents.insert(text_of(name), added);
    }
    ages.read_texts(repository);
    Ok(ages)
}

impl Ages {
    fn stage(&mut self, stage: &BTreeMap<String, String>) -> usize {
        let same = self.stages.iter().position(|other| other == stage);
        same.unwrap_or_else(|| {
            self.stages.push(stage.clone());
            self.stages.len() - 1
        })
    }

    fn read_texts(&mut self, repository: &Repository) {
        let wanted: Vec<String> = self.wanted().into_iter().map(str::to_owned).collect();
        if wanted.is_empty() {
            return;
        }
        let mut blobs = Blobs::local();
        let ids: Vec<&str> = wanted.iter().map(String::as_str).collect();
        // What could not be fetched is missed where it is read.
        let _ = fetch::blobs(repository, &ids);
        blobs.read_all(&repository.git, &ids);
        for id in wanted {
            let bytes = blobs.read(&repository.git, &id);
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            self.texts.extend(text.map(|text| (id, text)));
        }
    }
}

/// For each commit the templates that were not what HEAD has, with their blobs. A template that a
/// commit does not have counts in its earliest version.
fn stages(
    repository: &Repository,
    head: &Id,
    commits: BTreeSet<Id>,
    templates: &[&[u8]],
    trails: &Trails<'_>,
) -> Result<BTreeMap<Id, BTreeMap<String, String>>, Failure> {
    let changed: Vec<(&[u8], &Trail)> = templates
        .iter()
        .filter_map(|name| Some((*name, *trails.get(name)?)))
        .filter(|(_, trail)| trail.changes.len() > 1)
        .collect();
    if changed.is_empty() {
        return Ok(commits
            .into_iter()
            .map(|id| (id, BTreeMap::new()))
            .collect());
    }
    let names: BTreeSet<&[u8]> = changed
        .iter()
        .flat_map(|(_, trail)| trail.names.iter().map(Vec::as_slice))
        .collect();
    let names: Vec<&[u8]> = names.into_iter().collect();
    let pairs: Vec<(Id, Id)> = commits.iter().map(|commit| (*commit, *head)).collect();
    let steps = changes::compare(&repository.git, &pairs, &names, false)?;
    let stage = |(commit, step): (Id, Step)| {
        let blobs = changed.iter().filter_map(|(name, trail)| {
            let now = trail.changes.first()?.blob;
            // Without a difference there is what HEAD has, under today's name.
            let then = trail.names.iter().enumerate().find_map(|(nth, name)| {
                let there = step.all.iter().find(|it| names[it.file as usize] == name);
                match there {
                    Some(touched) => touched.blob,
                    None => (nth == 0).then_some(now),
                }
            });
            let then = then.or_else(|| Some(trail.changes.last()?.blob))?;
            (then != now).then(|| (text_of(name), then.to_string()))
        });
        (commit, blobs.collect())
    };
    Ok(commits.into_iter().zip(steps).map(stage).collect())
}
