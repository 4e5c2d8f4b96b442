//! Front matter.

use super::*;

#[test]
fn yaml_keeps_every_kind_of_value_and_its_place() {
    let text = "---\ntitle: \"Ä: b\"  # why\nversion: 1.10\nid: 0007\nowners:\n  - a@b.c\n  - 'd'\n\
                created: 2024-05-18\nissue:\ntags: [x, y]\nok: true\nno: no\nnone: ~\n\
                more: {a: 1, b: [2]}\nlong: |\n  one\n  ---\n  two\nlast: x\n---\n# H\n";
    assert_eq!(
        fields(text),
        [
            "title = Ä: b",
            "version = 1.10",
            "id = 0007",
            "owners = [a@b.c + d]",
            "created = 2024-05-18",
            "issue = ()",
            "tags = [x + y]",
            "ok = true",
            "no = no",
            "none = ()",
            "more = {a=1 + b=[2]}",
            "long = one\n---\ntwo\n",
            "last = x"
        ]
    );
    assert_eq!(
        sources(text, &Known::default()),
        [
            "\"Ä: b\"",
            "1.10",
            "0007",
            "- a@b.c\n  - 'd'",
            "2024-05-18",
            "",
            "[x, y]",
            "true",
            "no",
            "~",
            "{a: 1, b: [2]}",
            "|\n  one\n  ---\n  two",
            "x"
        ]
    );
    let metadata = notes(text).metadata(&Known::default());
    assert_eq!(
        metadata.entries[1].value,
        Value::Float {
            value: 1.1,
            written: "1.10".into()
        }
    );
    assert_eq!(
        metadata.entries[2].value,
        Value::Integer {
            value: 7,
            written: "0007".into()
        }
    );
    assert_eq!(
        &text[metadata.entries[0].range.clone()],
        "title: \"Ä: b\"  # why"
    );
    assert_eq!(
        &text[metadata.entries[3].range.clone()],
        "owners:\n  - a@b.c\n  - 'd'"
    );
    let owners = metadata.entries[3].items();
    assert_eq!(&text[owners[1].range.clone()], "'d'");
    assert!(metadata.left_the_page());
}

#[test]
fn toml_keeps_every_kind_of_value_and_its_place() {
    let text = "\u{feff}+++\r\ntitle = \"\"\"\r\n+++\r\nü\"\"\"\r\nversion = 1.10\r\ncreated = 2024-05-18\r\n\
                tags = ['x', \"y\"]\r\n[design-docs.fields]\r\nid = {type = 'integer'}\r\n+++\r\nbody\r\n";
    let known = Known::default();
    assert_eq!(
        fields(text),
        [
            "title = +++\r\nü",
            "version = 1.10",
            "created = 2024-05-18",
            "tags = [x + y]",
            "design-docs = {fields={id={type=integer}}}"
        ]
    );
    assert_eq!(
        sources(text, &known)[1..4],
        ["1.10", "2024-05-18", "['x', \"y\"]"]
    );
    let read = read_front_matter(text).expect("front matter");
    assert_eq!(read.notation, FrontNotation::Toml);
    assert_eq!(&text[read.range.end..], "body\r\n");
    assert!(matches!(read.entries[2].value, Value::Date(_)));
}

#[test]
fn carriage_returns_and_wide_characters_shift_nothing() {
    let text =
        "\u{feff}---\r\n# 🐙é\r\ntitle: 🐙é x # é\r\nowner:\r\nid: 'é''s' # é\r\n...\r\n# H\r\n";
    assert_eq!(fields(text), ["title = 🐙é x", "owner = ()", "id = é's"]);
    assert_eq!(sources(text, &Known::default()), ["🐙é x", "", "'é''s'"]);
    let read = read_front_matter(text).expect("front matter");
    assert_eq!(read.range.start, 3);
    assert_eq!(&text[read.range.end..], "# H\r\n");
}

#[test]
fn a_tab_may_stand_behind_a_colon() {
    let text = "---\nstatus:\tdraft\nteam:\t\t'a:\tb'\n---\n";
    assert_eq!(sources(text, &Known::default()), ["draft", "'a:\tb'"]);
    let broken = "---\nstatus:\tdraft\nteam: [\n---\n";
    assert_eq!(fields(broken), Vec::<String>::new());
}

#[test]
fn an_empty_value_knows_where_it_would_be_typed() {
    assert_eq!(typed("---\nid:\n---\n", "id", " 7"), "---\nid: 7\n---\n");
    assert_eq!(
        typed("---\nid: \nx: y\n---\n", "id", "7"),
        "---\nid: 7\nx: y\n---\n"
    );
    assert_eq!(
        typed("---\nid: # why\n---\n", "id", " 7"),
        "---\nid: 7 # why\n---\n"
    );
}

#[test]
fn what_is_no_mapping_stays_on_the_page() {
    for text in [
        "---\nnot closed: x\n",
        "---\njust prose\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n\nProse that goes on, with `code`: and a list\n\n* a\n* b: c\n\n---\n\nmore\n",
        "---\n\n# Heading\n\nA paragraph.\nNote: do not: do this.\n\n---\n",
        "----\na: b\n----\n",
        " ---\na: b\n---\n",
        "\n---\na: b\n---\n",
        "+++\nprose\n+++\n",
    ] {
        assert!(read_front_matter(text).is_none(), "{text}");
    }
}

#[test]
fn nothing_or_comments_alone_are_front_matter() {
    for text in [
        "---\n---\n",
        "---\n\n# a comment\n---\nx",
        "+++\n+++\n",
        "---\n...\n",
    ] {
        let read = read_front_matter(text).expect(text);
        assert!(read.entries.is_empty() && read.problems.is_empty());
        assert!(notes(text).metadata(&Known::default()).is_empty());
    }
}

#[test]
fn what_does_not_parse_is_told_in_words_and_leaves_the_page() {
    let cases = [
        (
            "title: a: b",
            "a: b",
            "a colon and a space",
            "title: \"a: b\"",
        ),
        (
            "title: x\nstatus draft\nid: 1",
            "status draft",
            "no `key: value` line",
            "colon",
        ),
        ("title: 'x\nid: 1", "'x", "not closed", "close it"),
        ("title: @me", "@me", "can't begin with `@`", "\"@me\""),
        ("title: *me", "*me", "can't begin with `*`", "\"*me\""),
        ("title:\n\tid: 1", "id: 1", "tabs", "spaces"),
        ("tags: [a\nid: 1", "id: 1", "not closed", "close it"),
        ("title: \"a\" b", "\"a\" b", "closing quote", "quotes"),
        ("title: x\n--- y", "--- y", "ends here", "---"),
    ];
    for (content, place, message, help) in cases {
        let text = format!("---\n{content}\n---\nbody\n");
        let (at, says, helps) = problem(&text);
        assert_eq!(at, place, "{text}");
        assert!(says.contains(message), "{says}");
        assert!(helps.contains(help), "{helps}");
        let read = read_front_matter(&text).expect(content);
        assert_eq!(&text[read.range.end..], "body\n");
    }
    let (at, says, helps) = problem("+++\ntitle = foo bar\n+++\n");
    assert_eq!((at.as_str(), helps.contains("quotes")), ("foo bar", true));
    assert!(says.contains("TOML"));
    let (at, ..) = problem("+++\na = 1\na = 2\n+++\n");
    assert_eq!(at, "a");
    let (_, _, helps) = problem("+++\nid = 1\ntitle: x\n+++\n");
    assert!(helps.contains("---"));
}

#[test]
fn a_key_given_twice_is_told_at_the_second() {
    let text = "---\nstatus: a\nid: 1\nStatus: b\nmore:\n  x: 1\n  x: 2\n---\n";
    let notes = notes(text);
    let places: Vec<usize> = notes
        .problems
        .iter()
        .map(|found| found.range.start)
        .collect();
    assert_eq!(
        places,
        [
            text.find("Status").unwrap_or(0),
            text.find("x: 2").unwrap_or(0)
        ]
    );
    let (first, _) = notes.problems[0].also.clone().expect("the first");
    assert_eq!(first.start, 4);
    assert_eq!(fields(text)[0], "status = a");
    let (at, ..) = problem("+++\nlast_updated = 1\nlast-updated = 2\n+++\n");
    assert_eq!(at, "last-updated");
}

#[test]
fn anchors_aliases_merges_and_tags_are_read() {
    let text = "---\na: &x [1, 2]\nb: *x\nbase: &m {p: 1, q: 2}\nc:\n  <<: *m\n  q: 3\nd: !!str 7\n\
                e: !custom f\n? g\n: h\n5: five\n---\n";
    assert_eq!(
        fields(text),
        [
            "a = [1 + 2]",
            "b = [1 + 2]",
            "base = {p=1 + q=2}",
            "c = {q=3 + p=1}",
            "d = 7",
            "e = f",
            "g = h",
            "5 = five"
        ]
    );
    let metadata = notes(text).metadata(&Known::default());
    assert_eq!(metadata.entries[4].value, Value::Text("7".to_owned()));
}

#[test]
fn an_opening_line_that_is_missing_is_told() {
    let text = "title: X\nauthors:\n- a\n- b\nstatus: draft\n---\n\n# H\n";
    let (at, message, help) = problem(text);
    assert_eq!(at, "title: X");
    assert!(message.contains("opening") && help.contains("`---`"));
    assert_eq!(
        fields(text),
        ["title = X", "authors = [a + b]", "status = draft"]
    );
    assert!(!notes(text).metadata(&Known::default()).left_the_page());
    for fine in [
        "Note: well\n---\n\n# H\n",
        "status: draft\n\n---\n\n# H\n",
        "status: draft\nprose\n---\n",
        "status: draft\n",
        "# H\nstatus: draft\n---\n",
    ] {
        assert!(notes(fine).problems.is_empty(), "{fine}");
    }
}
