//! What a template asks for inside of a section: labels and tables, and what in it is no question.

use super::{lines, pair, told};

/// The labels that a section is told to lack which has none.
fn asked(guidance: &str) -> Vec<String> {
    let template = format!("# <Title>\n\n## Plan\n\n{guidance}\n");
    let told = told(&pair(&template, "# A\n\n## Plan\n\nWe go on.\n"));
    let start = "src/a.md:3 missing-label: \"Plan\" has ";
    let labels = told.iter().flat_map(|it| {
        let rest = it.strip_prefix(start).expect("a missing label");
        let said = rest.split(';').next().unwrap_or_default();
        let names = said.split('"').skip(1).step_by(2);
        names.map(str::to_owned).collect::<Vec<_>>()
    });
    labels.collect()
}

#[test]
fn bold_text_that_speaks_to_the_author_is_no_label() {
    for (guidance, labels) in [
        ("**Why**: <Why so>", vec!["Why"]),
        ("> **Why**: say why so.", vec![]),
        ("**Note**: say why so.", vec![]),
        ("**Say why so.**: it helps.", vec![]),
        ("**Why is it so?**: it helps.", vec![]),
        (
            "**One two three four five six seven eight**: it helps.",
            vec!["One two three four five six seven eight"],
        ),
        (
            "**One two three four five six seven eight nine**: it helps.",
            vec![],
        ),
        ("**[Decision]**: <What>", vec!["[Decision]"]),
        ("**[Decision]**", vec![]),
        ("**[Decision]** -- <What>", vec!["[Decision]"]),
    ] {
        assert_eq!(asked(guidance), labels, "{guidance}");
    }
}

#[test]
fn a_label_that_may_be_absent_says_so() {
    for (label, labels) in [
        ("**Cost**: (optional)", vec![]),
        ("**Cost**: <optional>", vec![]),
        ("**Cost**: \"optional\"", vec![]),
        ("**Cost**: - if needed -", vec![]),
        ("**Cost**: if any", vec![]),
        ("**Cost** (optional): <How much>", vec![]),
        ("**Cost (if applicable)**: <How much>", vec![]),
        ("**Cost**: [if applicable, how much]", vec![]),
        ("**Cost**: an optional sum", vec!["Cost"]),
        ("**Cost** (in total): <How much>", vec!["Cost"]),
    ] {
        assert_eq!(asked(label), labels, "{label}");
    }
}

#[test]
fn a_label_that_is_given_twice_is_that_of_a_list() {
    for (guidance, labels) in [
        ("- **Cost**: <Of one>\n- **Cost**: <Of another>", vec![]),
        (
            "- **Cost**: <Of one>\n- **Gain**: <Of another>",
            vec!["Cost", "Gain"],
        ),
        (
            "- **Team <A>**: <What it does>\n- **Team <B>**: <What it does>",
            vec!["Team <A>"],
        ),
        (
            "- **[Decision]**: <What>\n- **[Decision]**: <What>",
            vec!["[Decision]"],
        ),
    ] {
        assert_eq!(asked(guidance), labels, "{guidance}");
    }
    // Of those with names of their own any serves.
    let of = |labels: &str, own: &str| {
        lines(
            &format!("# <Title>\n\n## Plan\n\n{labels}\n"),
            &format!("# A\n\n## Plan\n\n{own}\n"),
        )
    };
    let teams = "- **Team <A>**: <What it does>\n- **Team <B>**: <What it does>";
    assert_eq!(of(teams, "- **Core**: it writes."), []);
    let team = "- **Team <A>**: <What it does>";
    assert_eq!(of(team, "- **Core**: it writes."), [("missing-label", 3)]);
    assert_eq!(of(team, "- **Team Core**: it writes."), []);
}

#[test]
fn of_a_repeated_section_each_has_the_labels_that_all_show() {
    let template = "# <Title>\n\n## Decision 1\n\n**Choice**: <What>\n\n**Reason**: <Why>\n\n## Decision 2\n\n**Choice**: <What>\n";
    let of = |labels: &str| lines(template, &format!("# A\n\n## Decision 1\n\n{labels}\n"));
    assert_eq!(of("**Choice**: a cache."), []);
    assert_eq!(of("**Reason**: it is fast."), [("missing-label", 3)]);
}

#[test]
fn a_table_in_a_quote_is_guidance() {
    let of = |table: &str| {
        lines(
            &format!("# <Title>\n\n## Plan\n\n{table}\n"),
            "# A\n\n## Plan\n\nWe go on.\n",
        )
    };
    assert_eq!(
        of("| Step | Day |\n|---|---|\n| | |"),
        [("missing-column", 3)]
    );
    assert_eq!(of("> | Step | Day |\n> |---|---|\n> | | |"), []);
    assert_eq!(
        of("If applicable, fill in this table:\n\n| Step | Day |\n|---|---|\n| | |"),
        []
    );
}

#[test]
fn mistakes_of_a_template_show_what_they_have_to_do_with() {
    let of = |template: &str| {
        let findings = pair(template, "# A\n\n## One\n\na\n\n## Two\n\nb\n")
            .run()
            .diagnostics;
        let told = findings.iter().map(|it| {
            let related = it.related.first();
            let related = related.map(|it| (it.place.start.line, it.message.clone()));
            (it.rule, it.place.start.line, related)
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        of("# <Title>\n\n## One\n\n## Two\n\n## One\n"),
        [(
            "template-error",
            7,
            Some((3, "given first here".to_owned()))
        )]
    );
    let twice = of("---\nteam: <Team>\nteam: <Team>\n---\n# <Title>\n\n## One\n\n## Two\n");
    assert!(
        twice.contains(&(
            "template-error",
            3,
            Some((2, "first given here".to_owned()))
        )),
        "{twice:#?}"
    );
}

#[test]
fn a_line_that_was_several_is_told() {
    for (line, lost) in [
        ("# One ## Two ### Three", true),
        ("Call it # or ##.", false),
        ("Call it # or ## or so.", false),
        ("    # One ## Two ### Three", false),
        ("Call it `# One ## Two ### Three`.", false),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\nSay so:\n\n{line}\n");
        let told = told(&pair(&template, "# A\n\n## Plan\n\na\n"));
        let said = "templates/t.md:7 template-error: line 7 holds 3 heading markers; were its line breaks lost?";
        let found = told.iter().filter(|it| it.contains("template-error"));
        let found: Vec<bool> = found.map(|it| it.starts_with(said)).collect();
        assert_eq!(found, if lost { vec![true] } else { vec![] }, "{told:#?}");
    }
}

#[test]
fn a_mistake_of_a_template_is_the_same_wherever_it_stands() {
    let subjects = |above: &str| {
        let template = format!("# <Title>\n\n{above}## Plan\n\n# One ## Two ### Three\n");
        let findings = pair(&template, "# A\n\n## Plan\n\na\n").run().diagnostics;
        let wrong = findings.iter().filter(|it| it.rule == "template-error");
        let told = wrong.map(|it| (it.place.start.line, it.subject.clone()));
        told.collect::<Vec<_>>()
    };
    let (here, below) = (subjects(""), subjects("<!-- So. -->\n\n"));
    assert_eq!((here[0].0, below[0].0), (5, 7));
    assert_eq!(here[0].1, below[0].1);
}
