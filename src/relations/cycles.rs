//! Circles in relations that must not have any.

use std::collections::{HashMap, VecDeque};

/// A tie that leads from one document to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// From this one, by its index.
    pub from: usize,
    /// To that one.
    pub to: usize,
    /// The edge that says so ([`super::Relations::edge`]).
    pub edge: usize,
}

/// A circle: steps that lead from a document back to itself; it begins at the document with the lowest
/// index. One stands for all that run through the same documents.
pub type Cycle = Vec<Step>;

/// The circles among `count` documents, in the order of where they begin: a shortest one for each set
/// of documents that reach each other.
pub fn find(count: usize, steps: impl Iterator<Item = Step>) -> Vec<Cycle> {
    let mut next: Vec<Vec<Step>> = vec![Vec::new(); count];
    for step in steps {
        next[step.from].push(step);
    }
    let component = components(&next);
    let mut begun = vec![false; count];
    let mut cycles = Vec::new();
    for start in 0..count {
        let mark = component[start];
        if !begun[mark] {
            begun[mark] = true;
            cycles.extend(shortest(start, &next, &component));
        }
    }
    cycles
}

/// The shortest way from a document back to itself that does not leave its component.
fn shortest(start: usize, next: &[Vec<Step>], component: &[usize]) -> Option<Cycle> {
    let mut came: HashMap<usize, Step> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &step in &next[at] {
            if component[step.to] != component[start] || came.contains_key(&step.to) {
                continue;
            }
            came.insert(step.to, step);
            if step.to == start {
                return Some(way_back(start, &came));
            }
            queue.push_back(step.to);
        }
    }
    None
}

fn way_back(start: usize, came: &HashMap<usize, Step>) -> Cycle {
    let mut cycle = Vec::new();
    let mut at = start;
    while let Some(&step) = came.get(&at) {
        cycle.push(step);
        at = step.from;
        if at == start {
            break;
        }
    }
    cycle.reverse();
    cycle
}

/// For each document the component that it is in: those that reach each other (Tarjan's way, with a
/// stack of its own, because chains may be long).
fn components(next: &[Vec<Step>]) -> Vec<usize> {
    let mut walk = Walk {
        order: vec![None; next.len()],
        low: vec![0; next.len()],
        component: vec![None; next.len()],
        stack: Vec::new(),
        seen: 0,
        components: 0,
    };
    for start in 0..next.len() {
        if walk.order[start].is_none() {
            walk.from(start, next);
        }
    }
    let found = walk.component.into_iter();
    found.map(Option::unwrap_or_default).collect()
}

struct Walk {
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    component: Vec<Option<usize>>,
    stack: Vec<usize>,
    seen: usize,
    components: usize,
}

impl Walk {
    fn from(&mut self, start: usize, next: &[Vec<Step>]) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((at, step)) = path.pop() {
            if let Some(found) = next[at].get(step) {
                path.push((at, step + 1));
                match self.order[found.to] {
                    None => {
                        self.enter(found.to);
                        path.push((found.to, 0));
                    }
                    Some(order) if self.component[found.to].is_none() => {
                        self.low[at] = self.low[at].min(order);
                    }
                    Some(_) => {}
                }
                continue;
            }
            self.leave(at);
            if let Some(&(above, _)) = path.last() {
                self.low[above] = self.low[above].min(self.low[at]);
            }
        }
    }

    fn enter(&mut self, at: usize) {
        self.order[at] = Some(self.seen);
        self.low[at] = self.seen;
        self.seen += 1;
        self.stack.push(at);
    }

    fn leave(&mut self, at: usize) {
        if self.order[at] != Some(self.low[at]) {
            return;
        }
        while let Some(top) = self.stack.pop() {
            self.component[top] = Some(self.components);
            if top == at {
                break;
            }
        }
        self.components += 1;
    }
}
