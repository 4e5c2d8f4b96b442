//! The statuses of all of a book's lifecycles, in one order.

use std::sync::Arc;

use crate::config::Settings;
use crate::corpus::{Corpus, lifecycle_of};
use crate::fields::fold;
use crate::lifecycle::Lifecycle;
use crate::page::{StatusShown, gather};
use crate::template::Template;

/// The statuses that a book's documents may have.
#[derive(Debug, Clone, Default)]
pub struct Statuses {
    lifecycles: Vec<Arc<Lifecycle>>,
    /// The names in order; those that no lifecycle has last.
    names: Vec<String>,
    /// How many of the lifecycles the book's documents may have: the others are those of templates that
    /// nobody uses.
    in_use: usize,
}

impl Statuses {
    /// Of all lifecycles there are, those that documents have first, and of documents whose template
    /// accepts any status.
    pub fn of(corpus: &Corpus<'_>) -> Self {
        let mut all = Self::default();
        let governed = corpus
            .chapters
            .iter()
            .filter_map(|member| member.governed());
        for lifecycle in governed.filter_map(|governed| governed.lifecycle.as_ref()) {
            all.add(lifecycle);
        }
        let settings = &corpus.book.settings;
        all.add_of_templates(settings, corpus.templates.own().iter());
        all.in_use = all.lifecycles.len();
        all.add_of_templates(settings, corpus.templates.iter());
        for lifecycle in settings.lifecycles.values() {
            all.add(lifecycle);
        }
        let free = |governed: &&crate::corpus::Governed| governed.lifecycle.is_none();
        let members = corpus.chapters.iter();
        let mut others: Vec<String> = members
            .filter(|member| member.governed().as_ref().is_some_and(free))
            .filter_map(|member| Some(gather::status(member)?.name))
            .filter(|name| !all.has(name))
            .collect();
        others.sort();
        others.dedup();
        all.names.extend(others);
        all
    }

    fn add_of_templates<'t>(
        &mut self,
        settings: &Settings,
        templates: impl Iterator<Item = &'t Arc<Template>>,
    ) {
        for template in templates {
            let lifecycle = lifecycle_of(settings, template, None);
            lifecycle.iter().for_each(|lifecycle| self.add(lifecycle));
        }
    }

    /// Adds what is new, each status behind the one that it follows; a lifecycle that has no status in
    /// common with the others comes behind them.
    pub(super) fn add(&mut self, lifecycle: &Arc<Lifecycle>) {
        if self.lifecycles.iter().any(|it| it == lifecycle) {
            return;
        }
        self.lifecycles.push(Arc::clone(lifecycle));
        let position = |name: &str| self.names.iter().position(|it| it == name);
        let shared = lifecycle.names().find_map(position);
        let mut at = shared.unwrap_or(self.names.len());
        for name in lifecycle.names() {
            match self.names.iter().position(|it| it == name) {
                Some(known) => at = known + 1,
                None => {
                    self.names.insert(at, name.to_owned());
                    at += 1;
                }
            }
        }
    }

    /// All names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The names that the book's documents may have, in order; all where there is no document yet.
    pub fn offered(&self) -> Vec<&str> {
        let unused = self.lifecycles[self.in_use..].iter();
        let used = self.lifecycles[..self.in_use].iter();
        let of = |name: &str, lifecycle: &Arc<Lifecycle>| lifecycle.names().any(|it| it == name);
        let idle = |name: &&str| {
            unused.clone().any(|it| of(name, it)) && !used.clone().any(|it| of(name, it))
        };
        let offered: Vec<&str> = self.names().filter(|name| !idle(name)).collect();
        match offered.is_empty() {
            true => self.names().collect(),
            false => offered,
        }
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// A status's place in the order; those that nobody knows come last.
    pub(super) fn rank(&self, status: &StatusShown) -> usize {
        let found = self.names.iter().position(|name| *name == status.name);
        found.unwrap_or(self.names.len())
    }

    /// The names of the statuses that somebody means: in one lifecycle it may be the name, in another
    /// an alias.
    pub fn meant(&self, written: &str) -> Vec<&str> {
        let by_lifecycle = self.lifecycles.iter().filter_map(|lifecycle| {
            let status = lifecycle.statuses.get(lifecycle.rank(written)?)?;
            Some(status.name.as_str())
        });
        let folded = fold(written);
        let mut meant: Vec<&str> = self.names().filter(|name| fold(name) == folded).collect();
        meant.extend(by_lifecycle);
        meant.sort_unstable();
        meant.dedup();
        meant
    }
}
