//! What ties documents to each other: ids, and the fields that name other documents.
//!
//! 1. [`mod@reference`] reads what a field says into [`Reference`]s, and [`prose`] what stands in words.
//! 2. [`Index`] knows every chapter by path, id and number, and says which one is meant.
//! 3. [`Relations`] holds the ties of a whole book, with what is wrong with them as a whole: ids given
//!    twice and [`cycles`]. Everything is found once, in time that grows with what there is to find.

mod card;
pub mod cycles;
mod index;
mod paths;
pub mod prose;
pub mod reference;
mod twins;

use std::collections::HashSet;
use std::ops::Range;

pub use card::Card;
use cycles::{Cycle, Step};
pub use index::{Index, Meant};
pub use paths::relative;
pub use reference::Reference;
pub use twins::Twin;

/// How one document relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It takes the other's place.
    Supersedes,
    /// The other took its place.
    SupersededBy,
    /// It builds on the other.
    DependsOn,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Supersedes, Kind::SupersededBy, Kind::DependsOn];

    /// The canonical name of the field that says so.
    pub fn field(self) -> &'static str {
        match self {
            Kind::Supersedes => "supersedes",
            Kind::SupersededBy => "superseded_by",
            Kind::DependsOn => "depends_on",
        }
    }

    /// What the other side says of the same tie, where it has to say it.
    pub fn other_side(self) -> Option<Kind> {
        match self {
            Kind::Supersedes => Some(Kind::SupersededBy),
            Kind::SupersededBy => Some(Kind::Supersedes),
            Kind::DependsOn => None,
        }
    }
}

/// What a document says of another document.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The document, by its index.
    pub from: usize,
    /// How it relates to the other.
    pub kind: Kind,
    /// Whether it says so in words only, and not in the field for it.
    pub in_words: bool,
    /// How it names the other.
    pub reference: Reference,
}

/// One document's word on its relation to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Who says it, by its index.
    pub from: usize,
    /// Of whom, by its index.
    pub to: usize,
    /// What it says.
    pub kind: Kind,
    /// Whether it says so in words only, and not in the field for it.
    pub in_words: bool,
    /// Where it says so, in bytes of its text.
    pub range: Range<usize>,
}

/// A reference that names no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Who says it, by its index.
    pub from: usize,
    /// In which field.
    pub kind: Kind,
    /// What it says.
    pub written: String,
    /// Where, in bytes of its text.
    pub range: Range<usize>,
    /// The document that may be meant, by its index.
    pub near: Option<usize>,
}

/// A circle of documents, and where it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// The first document of those that say it, by its index.
    pub by: usize,
    /// Its word, by the index that [`Step::edge`] has.
    pub edge: usize,
    /// The way around.
    pub cycle: Cycle,
}

/// The ties of a book's documents.
#[derive(Debug, Default)]
pub struct Relations {
    /// Who is who.
    pub index: Index,
    /// References that name no document, in the order of those who say so.
    pub broken: Vec<Broken>,
    /// Documents that bear an id of another one.
    pub twins: Vec<Twin>,
    /// Documents that supersede each other in a circle.
    supersessions: Vec<Circle>,
    /// Documents that depend on each other in a circle.
    dependencies: Vec<Circle>,
    edges: Vec<Edge>,
    /// Their indices, in the order of those that they are about.
    by_target: Vec<usize>,
    said: HashSet<(Kind, usize, usize)>,
}

impl Relations {
    /// Ties documents together: the index says who they are, `claims` what they say of each other, in
    /// the order of those who say it.
    pub fn new(index: Index, claims: Vec<Claim>) -> Self {
        let count = index.cards().len();
        let twins = twins::find(index.cards());
        let mut relations = Self {
            index,
            twins,
            ..Self::default()
        };
        for claim in claims {
            relations.add(claim);
        }
        let edges = &relations.edges;
        relations.by_target = (0..edges.len()).collect();
        relations.by_target.sort_by_key(|&edge| edges[edge].to);
        let steps = |wanted: fn(Kind) -> bool| {
            let edges = relations.edges.iter().enumerate();
            edges
                .filter(move |(_, edge)| wanted(edge.kind))
                .map(|(index, edge)| {
                    let (from, to) = match edge.kind {
                        Kind::Supersedes => (edge.to, edge.from),
                        Kind::SupersededBy | Kind::DependsOn => (edge.from, edge.to),
                    };
                    Step {
                        from,
                        to,
                        edge: index,
                    }
                })
        };
        let supersessions = cycles::find(count, steps(|kind| kind != Kind::DependsOn));
        let dependencies = cycles::find(count, steps(|kind| kind == Kind::DependsOn));
        relations.supersessions = circles(&relations.edges, supersessions);
        relations.dependencies = circles(&relations.edges, dependencies);
        relations
    }

    fn add(&mut self, claim: Claim) {
        let Claim {
            from,
            kind,
            in_words,
            reference,
        } = claim;
        match self.index.meant(from, &reference) {
            Meant::Document(to) => {
                self.said.insert((kind, from, to));
                self.edges.push(Edge {
                    from,
                    to,
                    kind,
                    in_words,
                    range: reference.range,
                });
            }
            // Words may speak of anything.
            Meant::Nothing { .. } if in_words => {}
            Meant::Nothing { near } => self.broken.push(Broken {
                from,
                kind,
                written: reference.target.unwrap_or(reference.written),
                range: reference.range,
                near,
            }),
            Meant::Outside => {}
        }
    }

    /// What a document says of others.
    pub fn of(&self, from: usize) -> &[Edge] {
        let start = self.edges.partition_point(|edge| edge.from < from);
        let end = self.edges.partition_point(|edge| edge.from <= from);
        &self.edges[start..end]
    }

    /// What others say of a document, in their order.
    pub fn naming(&self, to: usize) -> impl Iterator<Item = &Edge> {
        let edge = |&edge: &usize| self.edges[edge].to;
        let start = self.by_target.partition_point(|it| edge(it) < to);
        let end = self.by_target.partition_point(|it| edge(it) <= to);
        self.by_target[start..end]
            .iter()
            .map(|&edge| &self.edges[edge])
    }

    /// The references of a document that name none.
    pub fn broken_of(&self, from: usize) -> &[Broken] {
        let start = self.broken.partition_point(|broken| broken.from < from);
        let end = self.broken.partition_point(|broken| broken.from <= from);
        &self.broken[start..end]
    }

    /// The circles that a document tells of: of dependencies, or of those that take each other's place.
    pub fn circles_of(&self, by: usize, dependencies: bool) -> &[Circle] {
        let circles = match dependencies {
            true => &self.dependencies,
            false => &self.supersessions,
        };
        let start = circles.partition_point(|circle| circle.by < by);
        let end = circles.partition_point(|circle| circle.by <= by);
        &circles[start..end]
    }

    /// One document's word, by the index that [`Step::edge`] has.
    pub fn edge(&self, index: usize) -> Option<&Edge> {
        self.edges.get(index)
    }

    /// Whether a document says that it relates so to another.
    pub fn says(&self, from: usize, kind: Kind, to: usize) -> bool {
        self.said.contains(&(kind, from, to))
    }
}

/// Each told by the first document in it to say so.
fn circles(edges: &[Edge], cycles: Vec<Cycle>) -> Vec<Circle> {
    let told = |cycle: Cycle| {
        let steps = cycle.iter().map(|step| step.edge);
        let edge = steps.min_by_key(|&edge| (edges[edge].from, edges[edge].range.start))?;
        Some(Circle {
            by: edges[edge].from,
            edge,
            cycle,
        })
    };
    let mut circles: Vec<Circle> = cycles.into_iter().filter_map(told).collect();
    circles.sort_by_key(|circle| circle.by);
    circles
}

#[cfg(test)]
mod tests;
