//! Which files are documents of which template, as far as what they share tells.

use std::collections::BTreeSet;

use super::Candidate;
use super::agreement::Agreement;
use super::groups::{self, Group};
use super::pattern::{Cover, cover};
use crate::document::metadata::{Entry as Field, Known};
use crate::scaffold::configuration::Entry;
use crate::template::{Surroundings, Template, Templates};

mod made;
mod told;

/// What there is to choose from.
#[derive(Debug)]
pub struct Input<'a> {
    /// The files that may be documents: neither templates nor what is bound already.
    pub files: Vec<&'a Candidate>,
    /// The templates that were found, and the built-in ones.
    pub templates: &'a Templates,
    /// What reading a template needs to know.
    pub around: Surroundings<'a>,
    /// The folder whose templates go by their names, relative to the book.
    pub folder: &'a str,
}

/// Documents of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What book.toml is to say.
    pub entries: Vec<Entry>,
    /// A template that is to be written: its name, and its text.
    pub template: Option<(String, String)>,
    /// Why, with figures.
    pub told: Vec<String>,
}

/// Of so many files alike one may be sure that they are of a kind.
const FEW: usize = 3;
/// A template that asks for less fits by chance.
const LEAST_ASKED: usize = 3;
/// A file that has so many of a template's sections and fields was made from it.
const NO_CHANCE: usize = 6;
/// More globs than that tell no kind.
const MANY_GLOBS: usize = 4;

/// Files of a group that agree with a template.
struct Kind<'a> {
    template: &'a Template,
    members: Vec<(&'a Candidate, Agreement)>,
}

/// The proposals, those of widespread files first, so that what is said of a folder holds.
pub fn of(input: &Input<'_>) -> Vec<Proposal> {
    let free: Vec<&Candidate> = input
        .files
        .iter()
        .copied()
        .filter(|it| !is_bound(it, input))
        .collect();
    let mut groups = groups::of(&free);
    groups.sort_by_key(|group| !group.is_spread);
    let mut proposals = Vec::new();
    let mut made: Vec<Template> = Vec::new();
    for group in &groups {
        let mut found = own(group, input);
        if found.is_empty() {
            found = builtin(group, input);
        }
        if found.is_empty() {
            let same = made
                .iter()
                .find_map(|template| made::again(group, input, template));
            found.extend(same);
        }
        if !found.is_empty() {
            proposals.extend(found);
        } else if let Some((found, template)) = made::derive(group, input, &made) {
            proposals.push(found);
            made.push(template);
        }
    }
    proposals
}

/// Whether a file says itself which template it follows.
fn is_bound(file: &Candidate, input: &Input<'_>) -> bool {
    let known = Known {
        extra: input.around.field_names.clone(),
        ..Known::default()
    };
    let metadata = file.document.notes.metadata(&known);
    let text = |meaning| metadata.meaning(meaning).and_then(Field::text);
    text("template").is_some()
        || text("doc_type").is_some_and(|name| input.templates.answering(&name).is_some())
}

/// The kinds that files of a group fall into, by the template that each agrees with most, as far as they
/// are sure: the largest first.
fn kinds<'a>(
    group: &Group<'a>,
    input: &Input<'a>,
    best: impl Fn(&Candidate) -> Option<(&'a Template, Agreement)>,
    is_sure: impl Fn(&Kind<'a>) -> bool,
) -> Vec<Proposal> {
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    for member in &group.members {
        let Some((template, agreement)) = best(member) else {
            continue;
        };
        match kinds.iter_mut().find(|kind| kind.template.is(template)) {
            Some(kind) => kind.members.push((member, agreement)),
            None => kinds.push(Kind {
                template,
                members: vec![(member, agreement)],
            }),
        }
    }
    kinds.retain(is_sure);
    for kind in kinds.iter_mut().filter(|kind| kind.is_most_of(group)) {
        kind.take_in_kin(group);
    }
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.members.len()));
    let all: Vec<&Candidate> = kinds.iter().flat_map(Kind::files).collect();
    let proposals = kinds.iter().filter_map(|kind| {
        let wanted = kind.files();
        let others = |file: &&Candidate| wanted.iter().all(|it| it.path != file.path);
        let taken: Vec<&Candidate> = all.iter().copied().filter(others).collect();
        kind.proposal(group, input, &taken)
    });
    proposals.collect()
}

/// Those with a template of the team's own, the nearest of several that fit as well.
fn own<'a>(group: &Group<'a>, input: &Input<'a>) -> Vec<Proposal> {
    let best = |file: &Candidate| {
        let own = input.templates.iter().filter(|it| !it.is_builtin());
        own.map(|template| (&**template, Agreement::of(&file.document, template)))
            .filter(|(_, agreement)| agreement.is_kin() && agreement.all().asked >= LEAST_ASKED)
            .max_by(|(a, of_a), (b, of_b)| {
                let nearer = || nearness(a, file).cmp(&nearness(b, file));
                of_a.compare(*of_b).then_with(nearer)
            })
    };
    kinds(group, input, best, |kind| {
        let count = kind.members.len();
        let mut files = kind.members.iter();
        let lies_here = files.any(|(file, _)| is_beside(kind.template, file));
        count >= FEW || lies_here || count * 2 >= group.members.len()
    })
}

/// Those with a template that is built in: most of a group, or files that have so much of it that it is
/// no chance.
fn builtin<'a>(group: &Group<'a>, input: &Input<'a>) -> Vec<Proposal> {
    let best = |file: &Candidate| {
        let builtin = input.templates.iter().filter(|it| it.is_builtin());
        builtin
            .map(|template| (&**template, Agreement::of(&file.document, template)))
            .filter(|(_, agreement)| agreement.is_close())
            .max_by(|(_, a), (_, b)| a.compare(*b))
    };
    kinds(group, input, best, |kind| {
        let count = kind.members.len();
        let is_common = count >= FEW && count * 2 >= group.members.len();
        let mut members = kind.members.iter();
        is_common || members.all(|(_, agreement)| agreement.all().have >= NO_CHANCE)
    })
}

/// How many folders two files have in common.
fn nearness(template: &Template, file: &Candidate) -> usize {
    let template = template.path.as_deref().unwrap_or_default();
    let file = file.document.text().path();
    let parts = template.split('/').zip(file.split('/'));
    parts.take_while(|(a, b)| a == b).count()
}

fn is_beside(template: &Template, file: &Candidate) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let path = template.path.as_deref();
    path.is_some_and(|path| folder(path) == folder(file.document.text().path()))
}

impl<'a> Kind<'a> {
    fn of(
        template: &'a Template,
        files: &[&'a Candidate],
        agrees: impl Fn(Agreement) -> bool,
    ) -> Self {
        let members = files
            .iter()
            .map(|file| (*file, Agreement::of(&file.document, template)));
        Self {
            template,
            members: members.filter(|(_, it)| agrees(*it)).collect(),
        }
    }

    /// Whether most files of a group are of this kind.
    fn is_most_of(&self, group: &Group<'_>) -> bool {
        self.members.len() >= FEW && self.members.len() * 2 > group.members.len()
    }

    /// Takes in the rest of a group as far as it has half of what is asked for: what most of them are
    /// says what these should be.
    fn take_in_kin(&mut self, group: &Group<'a>) {
        let members: BTreeSet<&str> = self.members.iter().map(|(it, _)| &*it.path).collect();
        let all = { group.members.iter().copied() }
            .map(|file| (file, Agreement::of(&file.document, self.template)));
        self.members = all
            .filter(|(file, agreement)| members.contains(&*file.path) || agreement.is_kin())
            .collect();
    }

    fn files(&self) -> Vec<&'a Candidate> {
        self.members.iter().map(|(file, _)| *file).collect()
    }

    fn proposal(
        &self,
        group: &Group<'_>,
        input: &Input<'_>,
        taken: &[&Candidate],
    ) -> Option<Proposal> {
        let cover = cover(group, &self.files(), &input.files, taken);
        if cover.globs.len() > MANY_GLOBS {
            return None;
        }
        Some(Proposal {
            told: told::lines(self, group, &cover),
            entries: self.entries(cover, input.folder),
            template: None,
        })
    }

    fn entries(&self, cover: Cover, folder: &str) -> Vec<Entry> {
        let Cover {
            globs,
            except,
            mut file_name,
        } = cover;
        let named = globs.into_iter().map(|path| Entry {
            path,
            template: Some(called(self.template, folder)),
            file_name: file_name.take(),
        });
        let mut entries: Vec<Entry> = named.collect();
        entries.extend(except.into_iter().map(|path| Entry {
            path,
            template: None,
            file_name: None,
        }));
        entries
    }
}

/// A template's path, or its name where the book knows it by that.
fn called(template: &Template, folder: &str) -> String {
    match &template.path {
        Some(path) if path.rsplit_once('/').map(|(parent, _)| parent) != Some(folder) => {
            path.clone()
        }
        _ => template.name.clone(),
    }
}
