//! Comments that annotate a template: where they stand, what they say, and slips in them.

use super::{lines, pair, told};

/// The sections that a document without any is told to lack, and what is wrong with the template.
fn asked(template: &str) -> Vec<String> {
    let told = told(&pair(&format!("# <Title>\n\n{template}"), "# A\n"));
    let short = told.iter().map(|it| {
        let missing = it.split_once("missing-section: the section \"");
        match missing.and_then(|(_, rest)| rest.split_once('"')) {
            Some((name, _)) => name.to_owned(),
            None => it.split(';').next().unwrap_or_default().to_owned(),
        }
    });
    short.collect()
}

#[test]
fn a_comment_annotates_the_heading_below_it_or_the_section_that_it_begins() {
    for (template, sections) in [
        ("<!-- optional -->\n## One\n\n## Two\n", vec!["Two"]),
        ("## One\n\n<!-- optional -->\n## Two\n", vec!["One"]),
        ("## One\n\n<!-- optional -->\n\n## Two\n", vec!["One"]),
        (
            "## One\n\n<!-- optional -->\n\nSay so.\n\n## Two\n",
            vec!["Two"],
        ),
        ("## One\n\n## Two\n\n<!-- optional -->\n", vec!["One"]),
        // Two of them annotate one heading, and not the one before them as well.
        (
            "## One\n\n<!-- optional -->\n\n<!-- keep -->\n## Two\n",
            vec!["One"],
        ),
        (
            "## One\n\n<!-- keep -->\n\n<!-- optional -->\n## Two\n",
            vec!["One"],
        ),
        (
            "## One\n\n<!-- Say so. --> <!-- optional -->\n## Two\n",
            vec!["One"],
        ),
        // The first speaks of the section that it begins, the last of the next one.
        (
            "## One\n\n<!-- optional -->\n\nSay so.\n\n<!-- keep -->\n## Two\n",
            vec!["Two"],
        ),
        (
            "## One\n\n<!-- optional -->\n\n> ## Quoted\n\n## Two\n",
            vec!["Two"],
        ),
    ] {
        assert_eq!(asked(template), sections, "{template}");
    }
}

#[test]
fn a_comment_that_annotates_nothing_is_told_where_it_stands() {
    for (template, line) in [
        ("## One\n\nSay so.\n\n<!-- optional -->\n\nGo on.\n", 7),
        (
            "## One\n\nSay so.\n\n<!-- So it is. -->\n<!-- keep -->\n\nGo on.\n",
            8,
        ),
    ] {
        let wrong = "this annotation has no effect: it stands above no heading";
        assert_eq!(
            asked(template),
            [
                "One".to_owned(),
                format!("templates/t.md:{line} template-error: {wrong}")
            ]
        );
    }
    assert_eq!(
        asked("## One\n\nSay so.\n\n<!-- So it is. -->\n\nGo on.\n"),
        ["One"]
    );
}

#[test]
fn each_comment_above_a_heading_says_its_part() {
    let text = "# A\n\n## One\n\na\n\n### Three\n\nb\n\n### Two\n\nc\n\n### Own\n\nd\n";
    let of = |above: &str| {
        let template = format!("# <Title>\n\n{above}## One\n\n### Two\n\n### Three\n");
        let mut shelf = pair(&template, text);
        shelf.config =
            "[preprocessor.design-docs.rules]\nunexpected-section = \"note\"\n".to_owned();
        let findings = shelf.run().diagnostics;
        let told = findings.iter().map(|it| it.rule);
        told.collect::<Vec<_>>()
    };
    assert_eq!(of(""), ["misplaced-section", "unexpected-section"]);
    for keep in ["<!-- keep -->\n", ""] {
        let any = "<!-- any-order -->\n";
        assert_eq!(of(&format!("{any}{keep}")), ["unexpected-section"]);
        assert_eq!(of(&format!("{keep}{any}")), ["unexpected-section"]);
        let open = "<!-- open -->\n";
        assert_eq!(of(&format!("{open}{keep}")), ["misplaced-section"]);
        assert_eq!(of(&format!("{keep}{open}")), ["misplaced-section"]);
    }
    assert_eq!(of("<!-- open; any-order -->\n"), [""; 0]);
}

#[test]
fn a_section_that_may_come_not_at_all_is_not_missing() {
    for (annotation, missing) in [
        ("repeat: 0..2", false),
        ("repeat: 0..", false),
        ("repeat: 1..2", true),
        ("optional; repeat: 1..2", false),
        ("repeat: 1..2; optional", false),
    ] {
        let names: &[&str] = if missing { &["One"] } else { &[] };
        assert_eq!(asked(&format!("<!-- {annotation} -->\n## One\n")), names);
    }
}

#[test]
fn a_slip_in_an_annotation_is_told_at_its_words() {
    let none: Option<(&str, &str)> = None;
    for (comment, wrong) in [
        (
            "keep: licence",
            Some((
                "keep: licence",
                "`keep` takes no argument; join annotations by `;`",
            )),
        ),
        ("keep: the licence is meant to stay", none),
        (
            "optional: no",
            Some((
                "optional: no",
                "`optional` takes no argument; join annotations by `;`",
            )),
        ),
        (
            " requird: approved; keep",
            Some((
                "requird: approved",
                "`requird` is no annotation; did you mean `required`?",
            )),
        ),
        (
            "Phase two: Production",
            Some((
                "Phase two: Production",
                "`Phase two` is no phase; write its number: `Phase 2`",
            )),
        ),
        (
            "phase ii",
            Some((
                "phase ii",
                "`phase ii` is no phase; write its number: `Phase 2`",
            )),
        ),
        (
            "Phase out: Production",
            Some((
                "Phase out: Production",
                "`Phase out` is no phase; write its number: `Phase 2`",
            )),
        ),
        ("Phase out", none),
        (
            "Phase: Production",
            Some((
                "Phase: Production",
                "`Phase` wants a number: `Phase 2: Production`",
            )),
        ),
        ("Phase", none),
        (
            "any order",
            Some((
                "any order",
                "`any order` is no annotation; did you mean `any-order`?",
            )),
        ),
        (
            "keeep",
            Some(("keeep", "`keeep` is no annotation; did you mean `keep`?")),
        ),
        // Short words may be anything.
        ("opan", none),
        ("Say so.", none),
    ] {
        let template = format!("# <Title>\n\n<!-- {comment} -->\n## One\n");
        let findings = pair(&template, "# A\n\n## One\n\na\n").run().diagnostics;
        let told: Vec<_> = { findings.iter() }
            .map(|it| (&template[it.place.range.clone()], it.message.as_str()))
            .collect();
        let wrong = wrong.map(|(at, message)| {
            let message = format!("this annotation has no effect: {message}");
            (at, message)
        });
        let wrong: Vec<_> = wrong.iter().map(|it| (it.0, it.1.as_str())).collect();
        assert_eq!(told, wrong, "{comment}");
    }
}

#[test]
fn only_what_holds_for_all_sections_annotates_the_title() {
    let text = "# A\n\n## Two\n\na\n\n## One\n\nb\n";
    let of = |above: &str| lines(&format!("{above}# <Title>\n\n## One\n\n## Two\n"), text);
    assert_eq!(of(""), [("misplaced-section", 3)]);
    assert_eq!(of("<!-- any-order -->\n"), []);
    let mut own = pair(
        "<!-- open -->\n# <Title>\n\n## One\n",
        "# A\n\n## One\n\na\n\n## Own\n\nb\n",
    );
    own.config = "[preprocessor.design-docs.rules]\nunexpected-section = \"note\"\n".to_owned();
    assert_eq!(told(&own), [""; 0]);
    own.templates[0].1 = "# <Title>\n\n## One\n".to_owned();
    assert_eq!(told(&own).len(), 1);
    assert_eq!(of("<!-- any-order; keep -->\n"), [("template-error", 1)]);
}
