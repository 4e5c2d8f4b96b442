//! The template's own text in a document: what may stay, and how it goes.

use super::{lines, mended_by, pair};

#[test]
fn a_short_line_that_leads_in_may_stay() {
    for (line, stays) in [
        ("For each step:", true),
        ("Name for each step:", true),
        ("Now name for each step:", false),
        ("Name who does each step.", false),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{line}\n");
        let text = format!("# A\n\n## Plan\n\n{line}\n\n- Ann writes it.\n- Bob reads it.\n");
        let told = lines(&template, &text);
        let left: &[(&str, usize)] = &[("leftover-guidance", 5)];
        assert_eq!(told, if stays { &[] } else { left }, "{line}");
    }
}

#[test]
fn what_a_template_says_in_passing_may_stay() {
    for (kept, stays) in [
        ("Say who does it.", false),
        ("- Say who does it", false),
        ("Two words.", true),
        ("- [ ] say who does it", true),
        ("**Say who does it**", true),
        ("- [Say who does it](who.md)", true),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{kept}\n");
        let text = format!("# A\n\n## Plan\n\n{kept}\n\nAnn writes it.\n");
        let told = lines(&template, &text);
        let left: &[(&str, usize)] = &[("leftover-guidance", 5)];
        assert_eq!(told, if stays { &[] } else { left }, "{kept}");
    }
}

#[test]
fn guidance_that_is_left_is_shown_in_the_template_and_taken_out_by_the_sentence() {
    let template = "# <Title>\n\n## Plan\n\nSay what is to be done.\nName those who do it.\n";
    let of = |text: &str| pair(template, &format!("# A\n\n## Plan\n\n{text}\n"));
    let findings = of("We go on. Name those who do it. It is done.")
        .run()
        .diagnostics;
    let places: Vec<usize> = { findings.iter().flat_map(|it| &it.related) }
        .map(|it| it.place.start.line)
        .collect();
    assert_eq!(places, [6]);
    for (text, mended) in [
        (
            "We go on. Name those who do it. It is done.",
            "We go on. It is done.",
        ),
        ("We go on. Name those who do it.", "We go on."),
        ("Name those who do it.  We go on.", "We go on."),
        (
            "Say what is to be done. We go on. Name those who do it.",
            "We go on.",
        ),
        (
            "We go on.\n\nName those who do it.\n\nIt is done.",
            "We go on.\n\nIt is done.",
        ),
        (
            "- We go on.\n- Name those who do it.\n- It is done.",
            "- We go on.\n- It is done.",
        ),
    ] {
        let mended_text = mended_by(&of(text), &["leftover-guidance"]);
        assert_eq!(mended_text, format!("# A\n\n## Plan\n\n{mended}\n"));
    }
}

#[test]
fn a_comment_of_the_templates_that_is_still_there_is_told() {
    let template = "# <Title>\n\n## Plan\n\n<!-- Say what is to be done, and who does it. -->\n\n<!-- Go on. -->\n";
    let of = |comment: &str| {
        lines(
            template,
            &format!("# A\n\n## Plan\n\n{comment}\n\nWe go on.\n"),
        )
    };
    assert_eq!(
        of("<!-- Say what is to be done, and who does it. -->"),
        [("leftover-guidance", 5)]
    );
    assert_eq!(of("<!-- Go on. -->"), []);
    assert_eq!(
        of("<!-- It says what is to be done, and who does it. -->"),
        []
    );
}

#[test]
fn code_that_only_mentions_a_gap_is_none() {
    let template =
        "# <Title>\n\n## Plan\n\nPut it at `src/<id>/mod.rs`, and name `<Owner>` there.\n";
    let of = |text: &str| lines(template, &format!("# A\n\n## Plan\n\n{text}\n"));
    assert_eq!(of("It is at `lib/<id>/x.rs` now."), []);
    assert_eq!(of("It belongs to `<Owner>` now."), [("placeholder", 5)]);
}

#[test]
fn a_comment_has_to_be_a_sentence_of_four_words() {
    for (comment, told) in [
        ("<!-- Say who did it. -->", true),
        ("<!-- Say who did. -->", false),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{comment}\n");
        let text = format!("# A\n\n## Plan\n\n{comment}\n\nWe go on.\n");
        let left: &[(&str, usize)] = &[("leftover-guidance", 5)];
        assert_eq!(lines(&template, &text), if told { left } else { &[] });
    }
}

#[test]
fn guidance_with_a_label_in_it_is_for_people_to_take_out() {
    let template = "# <Title>\n\n## Plan\n\nSay what is to be done.\n\n**Who**: Say who does it all.\n\nName the day of it.\n";
    for guidance in [
        "Say what is to be done.\n\n**Who**: Say who does it all.",
        "**Who**: Say who does it all.\n\nName the day of it.",
        "Say what is to be done.\n\n**Who**: Say who does it all.\n\nName the day of it.",
    ] {
        let text = format!("# A\n\n## Plan\n\nWe go on.\n\n{guidance}\n\n**Who**: Ann.\n");
        let shelf = pair(template, &text);
        let told = shelf.run().diagnostics;
        assert!(
            told.iter().any(|it| it.rule == "leftover-guidance"),
            "{told:#?}"
        );
        assert_eq!(mended_by(&shelf, &["leftover-guidance"]), text);
    }
}

#[test]
fn guidance_goes_without_what_stands_next_to_it() {
    let template = "# <Title>\n\n## Plan\n\nSay what is to be done.\n\n## Risks\n";
    for (text, mended) in [
        (
            "We go on.\n\nSay what is to be done.\n## Risks\n\nNone.\n",
            "We go on.\n\n## Risks\n\nNone.\n",
        ),
        (
            "We go on.\nSay what is to be done.\n\n## Risks\n\nNone.\n",
            "We go on.\n\n## Risks\n\nNone.\n",
        ),
        (
            "Say what is to be done.\n- We go on.\n\n## Risks\n\nNone.\n",
            "- We go on.\n\n## Risks\n\nNone.\n",
        ),
        (
            "> We go on.\n>\n> Say what is to be done.\n>\n> So it is.\n\n## Risks\n\nNone.\n",
            "> We go on.\n>\n> So it is.\n\n## Risks\n\nNone.\n",
        ),
    ] {
        let text = format!("# A\n\n## Plan\n\n{text}");
        let shelf = pair(template, &text);
        assert_eq!(
            mended_by(&shelf, &["leftover-guidance"]),
            format!("# A\n\n## Plan\n\n{mended}")
        );
    }
}

#[test]
fn in_a_contents_list_and_before_its_time_the_templates_text_may_stay() {
    let template = "---\nstatus: draft\n---\n# <Title>\n\n## Contents\n\n- What we are to do\n\n<!-- required: approved -->\n## Plan\n\nSay what is to be done.\n";
    let of = |status: &str, version: &str| {
        let text = format!(
            "---\nstatus: {status}\nversion: {version}\n---\n# A\n\n## Contents\n\n- What we are to do\n- And what we did\n\n## Plan\n\nSay what is to be done.\n\nWe go on.\n"
        );
        let told = lines(template, &text);
        let left = told.iter().filter(|it| it.0 == "leftover-guidance");
        left.map(|it| it.1).collect::<Vec<_>>()
    };
    assert_eq!(of("draft", "0.1.0"), [0; 0]);
    assert_eq!(of("approved", "1.0.0"), [14]);
}
