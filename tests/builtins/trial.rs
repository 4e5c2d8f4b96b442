//! Many documents judged at once: a book for each kind, a chapter for each document.

use std::collections::BTreeMap;

use crate::paper::Paper;
use crate::support::Shelf;

/// A rule and the line at which it is told.
pub type Told = (&'static str, usize);

/// A document and what should be found in it.
struct Case {
    what: String,
    paper: Paper,
    /// Any of these will do.
    expected: Vec<Vec<Told>>,
}

/// Documents to judge.
#[derive(Default)]
pub struct Trial {
    cases: Vec<Case>,
}

impl Trial {
    /// A document in which just this is found.
    pub fn expect(&mut self, what: impl Into<String>, paper: Paper, expected: Vec<Told>) {
        self.expect_any(what, paper, vec![expected]);
    }

    /// A document in which one of these is found.
    pub fn expect_any(&mut self, what: impl Into<String>, paper: Paper, expected: Vec<Vec<Told>>) {
        let what = what.into();
        self.cases.push(Case {
            what,
            paper,
            expected,
        });
    }

    /// Judges them all.
    pub fn run(self) {
        let mut kinds: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
        for case in &self.cases {
            kinds.entry(case.paper.name).or_default().push(case);
        }
        let mut wrong = String::new();
        for (kind, cases) in kinds {
            for (case, found) in cases.iter().zip(findings(kind, &cases)) {
                if !case.expected.contains(&found) {
                    let Case { what, expected, .. } = case;
                    wrong +=
                        &format!("{kind}: {what}\n   found {found:?}\n  wanted {expected:?}\n");
                }
            }
        }
        assert!(!self.cases.is_empty() && wrong.is_empty(), "{wrong}");
    }
}

/// The findings of each document.
fn findings(kind: &str, cases: &[&Case]) -> Vec<Vec<Told>> {
    let mut shelf = Shelf::new();
    shelf.config = format!(
        "[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"{kind}\"\n"
    );
    let path = |number: usize| format!("case-{number}.md");
    for (number, case) in cases.iter().enumerate() {
        shelf.chapters.push((path(number), case.paper.text().0));
    }
    let outcome = shelf.run();
    assert_eq!(outcome.documents, cases.len());
    let of = |number: usize| {
        let path = format!("src/{}", path(number));
        let own = outcome.diagnostics.iter();
        own.filter(|finding| *finding.place.path == path)
            .map(|finding| (finding.rule, finding.place.start.line))
            .collect()
    };
    (0..cases.len()).map(of).collect()
}
