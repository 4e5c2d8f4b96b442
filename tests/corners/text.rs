//! Tags, gaps and comments in what an author writes.

use super::{lines, mended, pair, told};

const TEMPLATE: &str = "# <Title>\n\n## Plan\n";

#[test]
fn a_gap_in_angle_brackets_is_a_gap_and_no_lost_tag() {
    for gap in ["<TODO>", "<FIXME>"] {
        let text = format!("# A\n\n## Plan\n\nWe wait for {gap} and go on.\n");
        assert_eq!(lines(TEMPLATE, &text), [("placeholder", 5)], "{gap}");
    }
    // What stands beside one is none.
    let text = "# A\n\n## Plan\n\nWe wait for <TODO><Name>.\n";
    assert_eq!(
        lines(TEMPLATE, text),
        [("placeholder", 5), ("lost-text", 5)]
    );
}

#[test]
fn of_several_rules_that_a_comment_allows_the_idle_ones_go() {
    let of = |rules: &str| {
        format!(
            "# A\n\n## Plan\n\n<!-- design-docs: allow {rules}: so it is called -->\nThe TODO list.\n"
        )
    };
    for rules in [
        "placeholder, lost-text",
        "lost-text, placeholder",
        "lost-text, placeholder, damaged-text",
        "lost-text, damaged-text, placeholder",
        "placeholder,lost-text ,damaged-text",
    ] {
        assert_eq!(
            mended(&pair(TEMPLATE, &of(rules))),
            of("placeholder"),
            "{rules}"
        );
    }
}

#[test]
fn a_contents_list_with_nothing_to_list_goes_and_the_file_ends_as_it_did() {
    let template = "# <Title>\n\n## Contents\n";
    let list = "- [Gone](#gone)\n- [Lost](#lost)";
    for (ending, end) in [("\n", ""), ("\n", "\n"), ("\r\n", ""), ("\r\n", "\r\n")] {
        let of = |rest: &str| format!("# A\n\n## Contents{rest}").replace('\n', ending) + end;
        let text = of(&format!("\n\n{list}"));
        assert_eq!(mended(&pair(template, &text)), of(""), "{text:?}");
    }
    // What stands behind it keeps its distance: a rule would make a heading of the text above.
    let text =
        |list: &str| format!("# A\n\n## Contents\n\nAs follows:\n\n{list}\n---\n\nThat is all.\n");
    let left = mended(&pair(template, &text(list)));
    assert_eq!(left, text(""));
}

#[test]
fn a_comment_that_allows_nothing_goes_with_its_line() {
    let comment = "<!-- design-docs: allow placeholder: so it is called -->";
    for (before, after) in [
        (
            "We go on.\n\nCOMMENT\nIt is done.\n",
            "We go on.\n\nIt is done.\n",
        ),
        (
            "We go on.\n\nCOMMENT\n\nIt is done.\n",
            "We go on.\n\nIt is done.\n",
        ),
        (
            "We go on. COMMENT\n\nIt is done.\n",
            "We go on. \n\nIt is done.\n",
        ),
    ] {
        let text = |own: &str| format!("# A\n\n## Plan\n\n{own}").replace("COMMENT", comment);
        assert_eq!(mended(&pair(TEMPLATE, &text(before))), text(after));
        // All the same where there is nothing else in the file.
        let alone = before.replace("COMMENT", comment);
        assert_eq!(mended(&pair(TEMPLATE, &alone)), after);
    }
    assert_eq!(mended(&pair(TEMPLATE, &format!("{comment}\n\n"))), "");
}

#[test]
fn a_tag_is_lost_where_nobody_wrote_html() {
    for (text, lost) in [
        ("See <Widget> here.", true),
        ("See <Widget/> here.", true),
        ("<Widget>", true),
        ("<Widget>\nand more\n</Widget>", true),
        ("<Widget/>", false),
        ("<div>\n<Widget>x</Widget>\n</div>", false),
        ("See <my-widget> here.", false),
        ("See <Widget of=\"all\"> here.", false),
        ("A <B>bold</B> word.", false),
        ("A List<B> of words.", true),
        ("A List<b> of words.", false),
    ] {
        let text = format!("# A\n\n## Plan\n\nWe go on.\n\n{text}\n");
        let told: &[(&str, usize)] = if lost { &[("lost-text", 7)] } else { &[] };
        assert_eq!(lines(TEMPLATE, &text), told, "{text}");
    }
}

#[test]
fn a_contents_list_says_where_it_is_wrong() {
    let template = "# <Title>\n\n## Contents\n\n## One\n\n## Two\n";
    let said = |list: &str| {
        let text = format!("# A\n\n## Contents\n\n{list}\n\n## One\n\nA.\n\n## Two\n\nB.\n");
        let told = told(&pair(template, &text));
        let said = "src/a.md:LINE stale-toc: the contents list does not agree with the headings: ";
        let mut said = (5..9).map(|line| said.replace("LINE", &line.to_string()));
        let told: Vec<String> = told
            .iter()
            .filter_map(|it| {
                let start = said.find(|start| it.starts_with(start.as_str()))?;
                Some(it[start.len()..].split(';').next()?.to_owned())
            })
            .collect();
        told.join("")
    };
    for (list, wrong) in [
        ("- [One](#one)\n- [Two](#two)", ""),
        ("- [One](#one)", "\"Two\", at `#two`, is not in it"),
        (
            "- [One](#one)\n- [Two](#two)\n- Three",
            "\"Three\" is no heading after it",
        ),
        (
            "- [One](#one)\n- [Two](#tow)",
            "`#tow` leads nowhere, \"Two\" is at `#two`",
        ),
        (
            "- [Two](#two)\n- [One](#one)",
            "\"One\" comes earlier in the text",
        ),
        (
            "- [One](#one)\n- [Two](#two)\n- [Two](#two)",
            "a second item leads to the same \"Two\"",
        ),
        (
            "- [One](#one)\n- [Two](#two)\n- [Six](#six)",
            "`#six` leads nowhere",
        ),
    ] {
        assert_eq!(said(list), wrong, "{list}");
    }
}

#[test]
fn what_a_comment_does_not_cover_is_told() {
    let text = "# A\n\n## Plan\n\n<!-- design-docs: allow placeholder: so it is called -->\nThe TODO list.\n\nTBD is the rest.\n";
    assert_eq!(lines(TEMPLATE, text), [("placeholder", 8)]);
    let wrong = text.replace("allow placeholder", "allow placehold");
    let told = told(&pair(TEMPLATE, &wrong));
    let help = "; did you mean `placeholder`? `mdbook-design-docs explain` lists all rules";
    let said = format!("src/a.md:5 unknown-rule: no rule is called `placehold`{help}");
    assert!(told.contains(&said), "{told:#?}");
}

#[test]
fn differences_of_a_contents_list_are_counted_where_they_are_many() {
    let template = "# <Title>\n\n## Contents\n\n## One\n";
    let of = |gone: usize| {
        let list: String = (0..gone).map(|at| format!("- Gone {at}\n")).collect();
        let text = format!("# A\n\n## Contents\n\n- [One](#one)\n{list}\n## One\n\nA.\n");
        let told = told(&pair(template, &text));
        let said = told.iter().find(|it| it.contains(" stale-toc: "));
        said.map(|it| it.matches(" is no heading after it").count())
            .zip(said.map(|it| {
                ["; one more difference;", "; 2 more differences;"].map(|end| it.contains(end))
            }))
    };
    assert_eq!(of(0), None);
    assert_eq!(of(3), Some((3, [false, false])));
    assert_eq!(of(4), Some((3, [true, false])));
    assert_eq!(of(5), Some((3, [false, true])));
}

#[test]
fn tags_are_told_with_their_ends() {
    let of = |text: &str| {
        let text = format!("# A\n\n## Plan\n\n{text}\n");
        let findings = pair(TEMPLATE, &text).run().diagnostics;
        let told = findings.iter().filter(|it| it.rule == "lost-text");
        told.map(|it| {
            let ends: Vec<&str> = it
                .related
                .iter()
                .map(|it| &text[it.place.range.clone()])
                .collect();
            (text[it.place.range.clone()].to_owned(), ends.join(""))
        })
        .collect::<Vec<_>>()
    };
    let pairs = |pairs: &[(&str, &str)]| {
        let owned = pairs
            .iter()
            .map(|(tag, end)| ((*tag).to_owned(), (*end).to_owned()));
        owned.collect::<Vec<_>>()
    };
    assert_eq!(of("So <Foo>it</Foo> is."), pairs(&[("<Foo>", "</Foo>")]));
    assert_eq!(
        of("So </Foo> it <Foo> is."),
        pairs(&[("</Foo>", ""), ("<Foo>", "")])
    );
    assert_eq!(
        of("So <Foo>a</Foo> and <Foo>b</Foo> are."),
        pairs(&[("<Foo>", "</Foo>"), ("<Foo>", "</Foo>")])
    );
    assert_eq!(
        of("So <Foo> and <Bar> are."),
        pairs(&[("<Foo>", ""), ("<Bar>", "")])
    );
    assert_eq!(
        of("A <My-Own>text</My-Own> is none, <my-own>this</my-own> is."),
        pairs(&[("<My-Own>", "</My-Own>")])
    );
}

#[test]
fn much_damage_is_told_once_and_little_where_it_is() {
    let of = |count: usize| {
        let text = format!(
            "# A\n\n## Plan\n\n{}",
            "We go on\u{fffd}.\n\n".repeat(count)
        );
        lines(TEMPLATE, &text)
    };
    let each = |count: usize| (0..count).map(|at| ("damaged-text", 5 + 2 * at));
    assert_eq!(of(2), each(2).collect::<Vec<_>>());
    assert_eq!(of(3), each(3).collect::<Vec<_>>());
    assert_eq!(of(4), each(1).collect::<Vec<_>>());
}
