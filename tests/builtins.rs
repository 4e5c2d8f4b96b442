//! The built-in templates: a document that fills one is clean, and each of its sections removed,
//! moved, emptied and shifted in turn gives one finding, the right one at the right line.

#[path = "builtins/paper.rs"]
mod paper;
mod support;
#[path = "builtins/trial.rs"]
mod trial;

use mdbook_design_docs::config::Settings;
use mdbook_design_docs::document::markdown::ParseOptions;
use mdbook_design_docs::template::{Surroundings, Templates, builtin};
use paper::{KINDS, Kind, Paper};
use support::Shelf;
use trial::Trial;

/// Every kind's document.
fn papers() -> impl Iterator<Item = Paper> {
    KINDS.iter().map(Paper::of)
}

#[test]
fn each_is_tried_and_none_has_mistakes() {
    let names: Vec<&str> = builtin::ALL.iter().map(|builtin| builtin.name).collect();
    assert_eq!(names, KINDS.map(|kind| kind.name));
    let settings = Settings::default();
    let around = Surroundings {
        field_names: &settings.field_names,
        lifecycles: &settings.lifecycles,
        options: ParseOptions::default(),
    };
    let templates = Templates::read(&[], &around);
    for template in templates.iter() {
        assert_eq!(template.mistakes, [], "{}", template.name);
        assert!(template.summary.is_some(), "{}", template.name);
    }
}

#[test]
fn a_document_that_is_filled_is_clean() {
    let mut trial = Trial::default();
    for kind in &KINDS {
        trial.expect("with front matter", Paper::of(kind), vec![]);
        trial.expect("as the template has it", Paper::as_shown(kind), vec![]);
    }
    trial.run();
}

#[test]
fn each_section_removed_is_missed_at_the_heading_before_it() {
    let mut trial = Trial::default();
    for whole in papers() {
        for (at, section) in whole.sections.iter().enumerate() {
            let mut paper = whole.clone();
            paper.sections.drain(whole.tree(at));
            let place = whole.siblings(at).0.last().copied().or(whole.parent(at));
            let line = place.map_or(whole.top(), |before| whole.headings()[before]);
            let expected = match section.optional || whole.repeats(at) {
                true => vec![],
                false => vec![("missing-section", line)],
            };
            trial.expect(format!("without {}", section.heading), paper, expected);
        }
    }
    trial.run();
}

#[test]
fn a_repeated_section_is_missed_once_none_is_left() {
    let mut trial = Trial::default();
    for whole in papers() {
        for (at, section) in whole.sections.iter().enumerate() {
            let (before, _) = whole.siblings(at);
            let is_first = before
                .iter()
                .all(|&it| whole.sections[it].stem() != section.stem());
            let (true, true, Some(parent)) = (whole.repeats(at), is_first, whole.parent(at)) else {
                continue;
            };
            let mut paper = whole.clone();
            let stem = section.stem();
            paper.sections.retain(|other| other.stem() != stem);
            let expected = vec![("missing-section", whole.headings()[parent])];
            trial.expect(format!("without any {}", section.wanted), paper, expected);
        }
    }
    trial.run();
}

#[test]
fn each_section_emptied_is_told_at_its_heading() {
    let mut trial = Trial::default();
    for whole in papers() {
        for (at, section) in whole.sections.iter().enumerate() {
            let needs_text = section.has_guidance() || whole.tree(at).len() == 1;
            if section.is_contents() || !needs_text {
                continue;
            }
            for (how, body) in [
                ("empty", vec![]),
                ("a gap in", vec!["- TBD".to_owned()]),
                ("as the template has", section.guidance.clone()),
            ] {
                let mut paper = whole.clone();
                paper.sections[at].body = body;
                let expected = vec![("unfilled-section", whole.headings()[at])];
                trial.expect(format!("{how} {}", section.heading), paper, expected);
            }
        }
    }
    trial.run();
}

#[test]
fn each_section_at_another_level_is_told_at_its_heading() {
    let mut trial = Trial::default();
    for whole in papers() {
        for (at, section) in whole.sections.iter().enumerate() {
            let mut paper = whole.clone();
            paper.sections[at].heading.insert(0, '#');
            let expected = match (whole.repeats(at), section.is_gap()) {
                // One of several is a part of the others then.
                (true, _) => vec![],
                (false, true) => vec![("missing-section", whole.top())],
                (false, false) => vec![("wrong-level", whole.headings()[at])],
            };
            trial.expect(format!("shifted {}", section.heading), paper, expected);
        }
    }
    trial.run();
}

#[test]
fn a_whole_document_shifted_is_one_finding() {
    let mut trial = Trial::default();
    for mut paper in papers() {
        for section in &mut paper.sections {
            section.heading.insert(0, '#');
        }
        let first = paper.headings()[0];
        trial.expect("all shifted", paper, vec![("wrong-level", first)]);
    }
    trial.run();
}

#[test]
fn each_section_moved_behind_its_siblings_is_told_there() {
    let mut trial = Trial::default();
    for whole in papers() {
        for (at, section) in whole.sections.iter().enumerate() {
            let Some(&last) = whole.siblings(at).1.last() else {
                continue;
            };
            let mut paper = whole.clone();
            let tree = whole.tree(at);
            let to = whole.tree(last).end - tree.len();
            let moved: Vec<_> = paper.sections.drain(tree).collect();
            paper.sections.splice(to..to, moved);
            let told = |section: usize| vec![("misplaced-section", paper.headings()[section])];
            let expected = match (whole.repeats(at), section.is_gap()) {
                (true, _) => vec![vec![]],
                (false, true) => vec![vec![("missing-section", whole.top())]],
                // Where two changed places, either may be told.
                (false, false) if whole.siblings(at).1.len() == 1 => vec![told(at), told(to)],
                (false, false) => vec![told(to)],
            };
            trial.expect_any(format!("moved {}", section.heading), paper, expected);
        }
    }
    trial.run();
}

/// A document of a kind without the sections of these names, and with a field changed.
fn without(kind: &str, field: (&str, &str), names: &[&str]) -> Paper {
    let is_wanted = |it: &&Kind| it.name == kind;
    let mut paper = Paper::of(KINDS.iter().find(is_wanted).expect("the kind"));
    paper
        .sections
        .retain(|section| !names.iter().any(|name| section.heading.ends_with(name)));
    for line in &mut paper.head {
        *line = line.replace(field.0, field.1);
    }
    paper
}

#[test]
fn a_section_is_asked_for_from_its_phase_or_status_on() {
    let ready = [
        "Configuration",
        "Resilience",
        "Scalability",
        "Privacy",
        "Observability",
        "Migration",
    ];
    let core = [
        "Architecture",
        "Components",
        "Data Model",
        "Interfaces",
        "Processing",
        "Testing Strategy",
    ];
    let basics = [&ready[..], &core[..]].concat();
    let mut trial = Trial::default();
    let design = |phase, names| without("technical-design", ("phase: 3", phase), names);
    trial.expect("basics alone", design("phase: 0", &basics), vec![]);
    // Where the work aims at production, performance is thought of early.
    let processing = design("phase: 1", &ready).headings()[7];
    trial.expect(
        "the core of something for production",
        design("phase: 1", &ready),
        vec![("missing-section", processing)],
    );
    let mut prototype = design("phase: 1", &ready);
    for line in &mut prototype.head {
        *line = line.replace("production", "prototype");
    }
    trial.expect("the core of a prototype", prototype, vec![]);
    let proposal = |status| {
        without(
            "design-proposal",
            ("status: approved", status),
            &["Approvals"],
        )
    };
    trial.expect(
        "a proposal in review",
        proposal("status: in-review"),
        vec![],
    );
    trial.run();
}

#[test]
fn a_hand_written_contents_list_is_held_to_the_headings_alone() {
    let mut paper = Paper::as_shown(&KINDS[0]);
    let contents = paper
        .sections
        .iter()
        .position(|section| section.is_contents())
        .expect("a contents section");
    let end = |line: &String| line.starts_with("12.");
    let body = &mut paper.sections[contents].body;
    let at = body.iter().position(end).expect("the last entry");
    body.insert(at + 1, "13. Thanks".to_owned());
    let line = paper.headings()[contents] + 1 + at + 2;
    let mut trial = Trial::default();
    trial.expect("with an entry too many", paper, vec![("stale-toc", line)]);
    trial.run();
}

#[test]
fn includes_count_and_are_told_at_their_directive() {
    let folder = tempfile::tempdir().expect("a folder");
    let is_wanted = |kind: &&Kind| kind.name == "design-doc";
    let paper = Paper::of(KINDS.iter().find(is_wanted).expect("the kind"));
    let at = paper.headings()[4];
    let (text, _) = paper.text();
    let mut lines: Vec<&str> = text.lines().collect();
    let section: Vec<&str> = lines
        .splice(at - 1..at + 3, ["{{#include parts/section.md}}", ""])
        .collect();
    let included = lines.join("\n") + "\n";
    let parts = folder.path().join("src/parts");
    std::fs::create_dir_all(&parts).expect("a folder");
    let check = |section: &[&str]| {
        std::fs::write(parts.join("section.md"), section.join("\n")).expect("a file");
        let shelf = Shelf {
            root: Some(folder.path().to_owned()),
            ..Shelf::new()
        };
        shelf.chapter("cache.md", &included).run().diagnostics
    };
    assert_eq!(check(&section), []);
    let found = check(&section[..1]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].rule, found[0].place.start.line),
        ("unfilled-section", at)
    );
    let there = &found[0].related[0].place;
    assert_eq!(
        (&*there.path, there.start.line),
        ("src/parts/section.md", 1)
    );
}
