//! Documents that hang together.

use super::told;
use crate::support::Shelf;

/// Two kinds of documents, each with statuses of its own.
fn two_kinds(own: &str, its: &str) -> Shelf {
    let config = "[[preprocessor.design-docs.documents]]\npath = \"a.md\"\ntemplate = \"plan\"\n\
        [[preprocessor.design-docs.documents]]\npath = \"b.md\"\ntemplate = \"study\"\n\
        [[preprocessor.design-docs.lifecycle.plans]]\nstatus = \"idea\"\nincomplete = true\n\
        [[preprocessor.design-docs.lifecycle.plans]]\nstatus = \"ready\"\n\
        [[preprocessor.design-docs.lifecycle.studies]]\nstatus = \"begun\"\nincomplete = true\n\
        [[preprocessor.design-docs.lifecycle.studies]]\nstatus = \"dropped\"\nretired = true\n\
        [[preprocessor.design-docs.lifecycle.studies]]\nstatus = \"written\"\n\
        [[preprocessor.design-docs.lifecycle.studies]]\nstatus = \"printed\"\n";
    let template = |lifecycle: &str| {
        format!(
            "---\nstatus: <status>\ndepends_on:\ndesign-docs:\n  lifecycle: {lifecycle}\n---\n# <Title>\n"
        )
    };
    let mut shelf = Shelf::new()
        .template("plan", &template("plans"))
        .template("study", &template("studies"))
        .chapter(
            "a.md",
            &format!("---\nstatus: {own}\ndepends_on: b.md\n---\n# A\n"),
        )
        .chapter("b.md", &format!("---\nstatus: {its}\n---\n# B\n"));
    shelf.config = config.to_owned();
    shelf
}

#[test]
fn of_two_lifecycles_a_finished_document_is_ahead_of_an_incomplete_one() {
    assert_eq!(
        told(&two_kinds("ready", "begun")),
        [
            "src/a.md:3 dependency-not-ready: this is `ready`, and `b.md`, which it depends on, only `begun`; bring `b.md` to `written` first, or leave this document where its dependency is"
        ]
    );
    for (own, its) in [
        ("idea", "begun"),
        ("idea", "written"),
        ("ready", "written"),
        ("ready", "dropped"),
    ] {
        assert_eq!(told(&two_kinds(own, its)), [""; 0], "{own}, {its}");
    }
}

#[test]
fn a_long_circle_is_cut_in_its_middle() {
    let circle = |count: usize| {
        let shelf = Shelf::new().template("t", "---\ndepends_on:\n---\n# <Title>\n");
        let shelf = (1..=count).fold(shelf, |shelf, at| {
            let next = at % count + 1;
            let text = format!("---\ndepends_on: {next}.md\n---\n# Number {at}\n");
            shelf.chapter(&format!("{at}.md"), &text)
        });
        let findings = shelf.run().diagnostics;
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings[0].message.clone()
    };
    let whole = "1.md → 2.md → 3.md → 4.md → 5.md → 6.md → 7.md → 1.md";
    assert!(circle(7).contains(whole), "{}", circle(7));
    let cut = "1.md → 2.md → 3.md → 4.md → 5.md → 6.md → 7.md → … → 1.md";
    assert!(circle(12).contains(cut), "{}", circle(12));
}

#[test]
fn within_a_lifecycle_ranks_are_compared() {
    let template = "---\nstatus: draft\ndepends_on:\nsupersedes:\n---\n# <Title>\n";
    let of = |own: &str, field: &str, its: &str| {
        let shelf = Shelf::new()
            .template("t", template)
            .chapter(
                "a.md",
                &format!("---\nstatus: {own}\n{field}: b.md\n---\n# A\n"),
            )
            .chapter("b.md", &format!("---\nstatus: {its}\n---\n# B\n"));
        let told = told(&shelf)
            .into_iter()
            .filter(|it| it.contains("dependency-not-ready"));
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        of("implemented", "depends_on", "approved"),
        [
            "src/a.md:3 dependency-not-ready: this is `implemented`, and `b.md`, which it depends on, only `approved`; bring `b.md` to `implemented` first, or leave this document where its dependency is"
        ]
    );
    assert_eq!(of("deprecated", "depends_on", "approved"), [""; 0]);
    assert_eq!(of("approved", "depends_on", "implemented"), [""; 0]);
    assert_eq!(of("approved", "depends_on", "approved"), [""; 0]);
    assert_eq!(of("implemented", "supersedes", "approved"), [""; 0]);
}

#[test]
fn a_dependency_that_is_not_ready_is_shown_with_its_status() {
    let shelf = two_kinds("ready", "begun");
    let findings = shelf.run().diagnostics;
    let related = { findings.iter().flat_map(|it| &it.related) }
        .map(|it| format!("{}:{} {}", it.place.path, it.place.start.line, it.message));
    assert_eq!(
        related.collect::<Vec<_>>(),
        ["src/b.md:2 the dependency's status"]
    );
}

#[test]
fn a_circle_shows_the_others_that_make_it() {
    let text = |next: &str| format!("---\ndepends_on: {next}.md\n---\n# A\n");
    let shelf = Shelf::new()
        .template("t", "---\ndepends_on:\n---\n# <Title>\n")
        .chapter("a.md", &text("b"))
        .chapter("b.md", &text("c"))
        .chapter("c.md", &text("a"));
    let findings = shelf.run().diagnostics;
    let places: Vec<&str> = { findings.iter().flat_map(|it| &it.related) }
        .map(|it| &*it.place.path)
        .collect();
    assert_eq!((findings.len(), places), (1, vec!["src/b.md", "src/c.md"]));
}

#[test]
fn the_side_that_is_silent_is_told_with_what_it_does_not_say() {
    let of = |field: &str| {
        let shelf = Shelf::new()
            .template("t", "---\nsupersedes:\nsuperseded_by:\n---\n# <Title>\n")
            .chapter("a.md", &format!("---\n{field}: b.md\n---\n# A\n"))
            .chapter("b.md", "# B\n");
        let told = told(&shelf);
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].split(';').next().unwrap_or_default().to_owned()
    };
    let start = "src/a.md:2 one-way-supersession: this";
    assert_eq!(
        of("supersedes"),
        format!("{start} supersedes `b.md`, which does not say that this one took its place")
    );
    assert_eq!(
        of("superseded_by"),
        format!(
            "{start} is superseded by `b.md`, which does not say that it took this one's place"
        )
    );
}

#[test]
fn more_than_three_orphans_are_one_finding() {
    let of = |count: usize| {
        let mut shelf = Shelf::new()
            .template("t", "# <Title>\n")
            .chapter("a.md", "# A\n");
        shelf.strays = (0..count)
            .map(|at| (format!("stray-{at}.md"), "# B\n".to_owned()))
            .collect();
        let told = told(&shelf);
        told.iter()
            .filter(|it| it.contains("orphan-document"))
            .count()
    };
    assert_eq!([of(0), of(1), of(3), of(4), of(9)], [0, 1, 3, 1, 1]);
}

#[test]
fn lifecycles_of_the_same_statuses_are_one() {
    let template = "---\nstatus: <status>\ndepends_on:\ndesign-docs:\n  lifecycle:\n    - {status: draft, incomplete: true}\n    - {status: agreed}\n    - {status: built}\n    - {status: gone, retired: true}\n---\n# <Title>\n";
    let config = "[[preprocessor.design-docs.documents]]\npath = \"a.md\"\ntemplate = \"one\"\n\
        [[preprocessor.design-docs.documents]]\npath = \"b.md\"\ntemplate = \"two\"\n";
    let of = |own: &str, its: &str| {
        let mut shelf = Shelf::new()
            .template("one", template)
            .template("two", template)
            .chapter(
                "a.md",
                &format!("---\nstatus: {own}\ndepends_on: b.md\n---\n# A\n"),
            )
            .chapter("b.md", &format!("---\nstatus: {its}\n---\n# B\n"));
        shelf.config = config.to_owned();
        told(&shelf).len()
    };
    assert_eq!((of("built", "agreed"), of("agreed", "draft")), (1, 1));
    assert_eq!(
        (
            of("gone", "draft"),
            of("built", "gone"),
            of("agreed", "built")
        ),
        (0, 0, 0)
    );
}

#[test]
fn a_file_with_spaces_is_named_as_it_has_to_be_written() {
    let mut shelf = Shelf::new()
        .template("t", "# <Title>\n")
        .chapter("a.md", "# A\n");
    shelf.strays = vec![
        ("b.md".to_owned(), "# B\n".to_owned()),
        ("c d.md".to_owned(), "# C\n".to_owned()),
    ];
    let told = told(&shelf);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].contains("list it: `- [Its title](b.md)`; "),
        "{told:#?}"
    );
    assert!(
        told[1].contains("list it: `- [Its title](<c d.md>)`; "),
        "{told:#?}"
    );
}

#[test]
fn the_line_that_is_wanted_on_the_other_side_is_said_in_its_notation() {
    let of = |other: &str| {
        let shelf = Shelf::new()
            .template(
                "t",
                "# <Title>\n\n- Status: draft\n- Supersedes:\n- Superseded by:\n",
            )
            .chapter("a.md", "# A\n\n- Status: draft\n- Supersedes: b.md\n")
            .chapter("b.md", other);
        told(&shelf).join("\n")
    };
    assert!(
        of("# B\n\n- Status: draft\n").contains("`- **Superseded by**: a.md`"),
        "{}",
        of("# B\n\n- Status: draft\n")
    );
    let front = "---\nstatus: draft\n---\n# B\n";
    assert!(of(front).contains("`superseded_by: a.md`"), "{}", of(front));
}
