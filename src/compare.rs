//! A book against an earlier state of it: what is new is told, what was there is forgiven.
//!
//! 1. Both states are judged by the same rules; of the earlier one only what can matter: documents
//!    that changed, and those with findings today that do not follow from their text alone.
//! 2. Each earlier finding forgives one of today's with the same rule and subject in the same
//!    document.
//! 3. Documents that moved on to a status that asks for more are judged in full.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::book::{Before, Book, Chapter};
use crate::corpus::{self, Corpus, Member, Ready};
use crate::diagnostics::{self, Diagnostic};
use crate::directives;
use crate::document::Document;
use crate::rules::{self, Pair};

/// What is new in a book, or `all` that is found in it: in order, severities settled; and which of its
/// chapters are documents.
pub fn run(book: &Book, before: &Before, all: bool) -> (Vec<Diagnostic>, BTreeSet<usize>) {
    let mut now = directives::corpus_of(book);
    now.compared = true;
    let members = by_path(&now);
    let base = read_base(&before.book, before, &members, true);
    let pairs = pairs(&base, before, &members);
    let mut findings = rules::run_pairs(&now, &base, &pairs);
    diagnostics::sort(&mut findings);
    if all {
        return (findings, now.documents());
    }

    // What a text alone decides is not asked again of one that is as it was.
    let as_it_was = paths(base.chapters.iter().filter(|member| {
        let now = members.get(path(member));
        now.is_some_and(|now| is_same(now, member))
    }));
    findings.retain(|finding| {
        !(rules::is_of_text_alone(finding.rule) && as_it_was.contains(&*finding.place.path))
    });
    let mut forgiven = forgiven(book, before, (&base, &members), &pairs, &findings);
    let moved = pairs.iter().filter(|pair| pair.moved_forward());
    let in_full = paths(moved.map(|pair| pair.before));
    findings.retain(|finding| in_full.contains(&*finding.place.path) || !forgiven.takes(finding));
    (findings, now.documents())
}

/// What was found in the earlier state and may still be there, as far as `findings` ask for it.
fn forgiven(
    book: &Book,
    before: &Before,
    (base, now): (&Corpus<'_>, &BTreeMap<&str, &Member<'_>>),
    pairs: &[Pair<'_>],
    findings: &[Diagnostic],
) -> Forgiven {
    let told: BTreeSet<&str> = findings.iter().map(|it| &*it.place.path).collect();
    let old = rules::run_some(base, &|member| {
        let path = path(member);
        let same = |now: &&Member<'_>| Arc::ptr_eq(&now.document, &member.document);
        told.contains(path) || !now.get(path).is_some_and(same)
    });
    let project = before.project.as_ref().map(|project| {
        let corpus = read_base(project, before, now, false);
        rules::run_some(&corpus, &|_| false)
    });
    let own = own_files(book, before);
    let options = corpus::parse_options(book);
    let rewritten = pairs.iter().filter(|pair| pair.has_new_content(options));
    let rewritten = paths(rewritten.map(|pair| pair.before));
    let mut forgiven = Forgiven::default();
    for finding in &old {
        // Whoever changes the text is asked for the date.
        let dated = finding.rule == "date-mismatch" && rewritten.contains(&*finding.place.path);
        let by_project = project.is_some() && own.contains(&*finding.place.path);
        if !dated && !by_project {
            forgiven.add(finding);
        }
    }
    let project = project.iter().flatten();
    project
        .filter(|finding| own.contains(&*finding.place.path))
        .for_each(|finding| forgiven.add(finding));
    forgiven
}

fn paths<'m>(members: impl Iterator<Item = &'m Member<'m>>) -> BTreeSet<&'m str> {
    members.map(path).collect()
}

/// Whether a chapter is what it was: its text, what that includes, and what governs it.
fn is_same(now: &Member<'_>, before: &Member<'_>) -> bool {
    Arc::ptr_eq(&now.document, &before.document) && now.chapter.path == before.chapter.path
}

/// A chapter's file, as messages call it.
fn path<'m>(member: &'m Member<'_>) -> &'m str {
    member.document.text().path()
}

fn by_path<'c, 'b>(corpus: &'c Corpus<'b>) -> BTreeMap<&'c str, &'c Member<'b>> {
    let members = corpus.chapters.iter();
    members.map(|member| (path(member), member)).collect()
}

/// The earlier state. What has not changed is not parsed again, nor bound where configuration and
/// templates are today's (`alike`).
fn read_base<'b>(
    book: &'b Book,
    before: &Before,
    now: &BTreeMap<&str, &Member<'_>>,
    alike: bool,
) -> Corpus<'b> {
    let options = corpus::parse_options(book);
    let ready = |chapter: &Chapter| {
        let source = chapter.source.as_ref()?;
        let path = chapter.path.as_deref().unwrap_or_default();
        if let Some(folder) = before.moved.get(path) {
            let text = Arc::clone(source);
            return Some(Ready {
                document: Arc::new(Document::parse(text, folder, &*before.files, options)),
                bound: None,
            });
        }
        let member = now.get(&**source.path())?;
        let document = &member.document;
        let same = document.text().as_str() == source.as_str() && !document.view.has_directives();
        let alike = alike && member.chapter.path == chapter.path;
        same.then(|| Ready {
            document: Arc::clone(document),
            bound: alike.then(|| (member.metadata.clone(), member.binding.clone())),
        })
    };
    let mut corpus = directives::corpus_with(book, &*before.files, ready);
    corpus.compared = true;
    corpus
}

fn pairs<'c, 'b>(
    base: &'c Corpus<'b>,
    before: &Before,
    now: &BTreeMap<&str, &'c Member<'b>>,
) -> Vec<Pair<'c>> {
    let pair = |member: &'c Member<'b>| {
        let path = path(member);
        match now.get(path) {
            Some(now) if Arc::ptr_eq(&now.document, &member.document) => None,
            Some(now) => Some(Pair {
                before: member,
                now: Some(*now),
            }),
            None => before.gone.contains(path).then_some(Pair {
                before: member,
                now: None,
            }),
        }
    };
    base.chapters.iter().filter_map(pair).collect()
}

/// book.toml and the templates of both states.
fn own_files<'b>(book: &'b Book, before: &'b Before) -> BTreeSet<&'b str> {
    let earlier = before.project.iter().flat_map(|project| &project.templates);
    let templates = book.templates.iter().chain(earlier);
    let unread = book
        .problems
        .iter()
        .chain(before.project.iter().flat_map(|project| &project.problems));
    let unread = unread.filter(|problem| problem.rule == "template-error");
    let paths = templates.map(|text| &**text.path());
    paths
        .chain(unread.map(|problem| &*problem.place.path))
        .chain(["book.toml"])
        .collect()
}

/// Earlier findings, each good for one of today's.
#[derive(Default)]
struct Forgiven(BTreeMap<(String, &'static str, String), usize>);

impl Forgiven {
    fn add(&mut self, finding: &Diagnostic) {
        *self.0.entry(key(finding)).or_default() += 1;
    }

    /// Whether an earlier finding is left for this one, which is then used up.
    fn takes(&mut self, finding: &Diagnostic) -> bool {
        match self.0.get_mut(&key(finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// What makes two findings the same. A chapter that can't be read is told in two places, depending on
/// what was asked for.
fn key(finding: &Diagnostic) -> (String, &'static str, String) {
    let path = match finding.rule {
        "unreadable-chapter" => String::new(),
        _ => finding.place.path.to_string(),
    };
    (path, finding.rule, finding.subject.clone())
}
