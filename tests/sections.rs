//! A template's sections, each removed, moved, emptied and shifted in turn: one finding each time,
//! the right one at the right line.

mod support;

use mdbook_design_docs::template::builtin;
use support::Shelf;

/// A document that fills every section of a template: front matter, then headings with text of their
/// own. Returns its lines.
fn filled(template: &str) -> Vec<String> {
    let (_, body) = template.split_once("\n---\n").expect("front matter");
    let mut lines: Vec<String> = "---\ntitle: A cache\ndoc_type: design_doc\nstatus: in-review\nversion: 1.0.0\nowners:\n  - ada@example.org\nlast_updated: 2025-12-31\ntags:\n  - cache\n---\n"
        .lines()
        .map(str::to_owned)
        .collect();
    for line in body.lines().filter(|line| line.starts_with('#')) {
        lines.extend([
            String::new(),
            line.to_owned(),
            String::new(),
            format!("What we say of {}.", line.trim_start_matches(['#', ' '])),
        ]);
    }
    lines
}

/// The findings of a document under the built-in template, as (rule, line).
fn findings(lines: &[String]) -> Vec<(&'static str, usize)> {
    let outcome = Shelf::new()
        .chapter("cache.md", &(lines.join("\n") + "\n"))
        .run();
    assert_eq!(outcome.documents, 1);
    outcome
        .diagnostics
        .iter()
        .map(|finding| (finding.rule, finding.place.start.line))
        .collect()
}

fn headings(lines: &[String]) -> Vec<usize> {
    (0..lines.len())
        .filter(|&line| lines[line].starts_with('#'))
        .collect()
}

fn design_doc() -> Vec<String> {
    let template = builtin::ALL
        .iter()
        .find(|builtin| builtin.name == "design-doc")
        .expect("the template");
    filled(template.text)
}

#[test]
fn a_document_that_is_filled_is_clean() {
    assert_eq!(findings(&design_doc()), []);
}

#[test]
fn each_section_removed_is_missed_at_the_heading_before_it() {
    let lines = design_doc();
    let headings = headings(&lines);
    for (index, &at) in headings.iter().enumerate().skip(1) {
        let mut lines = lines.clone();
        let name = lines[at].clone();
        lines.drain(at - 1..at + 3);
        // The appendix may be absent.
        let expected = match name.contains("Appendix") {
            true => vec![],
            false => vec![("missing-section", headings[index - 1] + 1)],
        };
        assert_eq!(findings(&lines), expected, "without {name}");
    }
}

#[test]
fn each_section_emptied_is_told_at_its_heading() {
    let lines = design_doc();
    for at in headings(&lines) {
        let mut emptied = lines.clone();
        emptied.remove(at + 2);
        assert_eq!(
            findings(&emptied),
            [("unfilled-section", at + 1)],
            "empty {}",
            lines[at]
        );
        let mut gap = lines.clone();
        gap[at + 2] = "- TBD".to_owned();
        assert_eq!(
            findings(&gap),
            [("unfilled-section", at + 1)],
            "a gap in {}",
            lines[at]
        );
    }
}

#[test]
fn each_section_at_another_level_is_told_at_its_heading() {
    let lines = design_doc();
    for at in headings(&lines) {
        let mut shifted = lines.clone();
        shifted[at].insert(0, '#');
        assert_eq!(
            findings(&shifted),
            [("wrong-level", at + 1)],
            "shifted {}",
            lines[at]
        );
    }
}

#[test]
fn a_whole_document_shifted_is_one_finding() {
    let mut lines = design_doc();
    let headings = headings(&lines);
    for &at in &headings {
        lines[at].insert(0, '#');
    }
    assert_eq!(findings(&lines), [("wrong-level", headings[0] + 1)]);
}

#[test]
fn each_section_moved_to_the_end_is_told_there() {
    let lines = design_doc();
    let headings = headings(&lines);
    // The last two only change places: either may be told.
    for &at in &headings[1..headings.len() - 2] {
        let mut moved = lines.clone();
        let section: Vec<String> = moved.drain(at - 1..at + 3).collect();
        moved.extend(section);
        assert_eq!(
            findings(&moved),
            [("misplaced-section", moved.len() - 2)],
            "moved {}",
            lines[at]
        );
    }
}

#[test]
fn includes_count_and_are_told_at_their_directive() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = design_doc();
    let at = headings(&lines)[4];
    let mut included = lines.clone();
    let section: Vec<String> = included.drain(at..at + 3).collect();
    included.insert(at, "{{#include parts/section.md}}".to_owned());
    let parts = folder.path().join("src/parts");
    std::fs::create_dir_all(&parts).expect("a folder");
    let check = |section: &[String]| {
        std::fs::write(parts.join("section.md"), section.join("\n")).expect("a file");
        let text = included.join("\n") + "\n";
        Shelf {
            root: Some(folder.path().to_owned()),
            ..Shelf::new()
        }
        .chapter("cache.md", &text)
        .run()
        .diagnostics
    };
    assert_eq!(check(&section), []);
    let found = check(&section[..1]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].rule, found[0].place.start.line),
        ("unfilled-section", at + 1)
    );
    let there = &found[0].related[0].place;
    assert_eq!(
        (&*there.path, there.start.line),
        ("src/parts/section.md", 1)
    );
}
