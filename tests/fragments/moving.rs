//! For books that come from mdbook-template: each documented behaviour of its, and what becomes of it.
//!
//! `theirs` is what its manual says comes out; none where that is said to be an error, or nothing is
//! said. Where ours differs, `why` tells the reason. Where nothing is found wrong, `error` is empty.

use crate::shelf::chapter;

struct Case {
    what: &'static str,
    fragment: &'static str,
    text: &'static str,
    theirs: Option<&'static str>,
    ours: &'static str,
    error: &'static str,
    why: &'static str,
}

const SAME: &str = "";

const CASES: &[Case] = &[
    Case {
        what: "an argument",
        fragment: "by [[#author]]",
        text: "{{#template f.md author=Ada}}",
        theirs: Some("by Ada"),
        ours: "by Ada",
        error: "",
        why: SAME,
    },
    Case {
        what: "several arguments, in any order",
        fragment: "[[#a]] and [[#b]] and [[#a]]",
        text: "{{#template f.md b=2 a=1}}",
        theirs: Some("1 and 2 and 1"),
        ours: "1 and 2 and 1",
        error: "",
        why: SAME,
    },
    Case {
        what: "a default that is not needed",
        fragment: "![[[#alt]]](x.png) [[#width 200px]]",
        text: "{{#template f.md alt=Ferris width=400px}}",
        theirs: Some("![Ferris](x.png) 400px"),
        ours: "![Ferris](x.png) 400px",
        error: "",
        why: SAME,
    },
    Case {
        what: "a default that is needed",
        fragment: "[[#width 200px]]",
        text: "{{#template f.md}}",
        theirs: Some("200px"),
        ours: "200px",
        error: "",
        why: SAME,
    },
    Case {
        what: "a default of several words",
        fragment: "[[#who nobody in *particular*]]",
        text: "{{#template f.md}}",
        theirs: Some("nobody in *particular*"),
        ours: "nobody in *particular*",
        error: "",
        why: SAME,
    },
    Case {
        what: "white space inside the brackets",
        fragment: "[[   #width   400px   ]]",
        text: "{{#template f.md}}",
        theirs: Some("400px"),
        ours: "400px",
        error: "",
        why: SAME,
    },
    Case {
        what: "an argument that is escaped",
        fragment: "\\[[#escaped]] [[#a]]",
        text: "{{#template f.md a=1}}",
        theirs: Some("[[#escaped]] 1"),
        ours: "[[#escaped]] 1",
        error: "",
        why: SAME,
    },
    Case {
        what: "a directive that is escaped",
        fragment: "x",
        text: "\\{{#template f.md a=1}}",
        theirs: Some("{{#template f.md a=1}}"),
        ours: "\\{{#template f.md a=1}}",
        error: "",
        why: "the backslash is left for mdBook's own `links`, which takes it away",
    },
    Case {
        what: "an argument with an equals sign in it",
        fragment: "[[#math]]",
        text: "{{#template f.md math=2+2=4}}",
        theirs: Some("2+2=4"),
        ours: "2+2=4",
        error: "",
        why: SAME,
    },
    Case {
        what: "much white space between the arguments",
        fragment: "[[#path]] [[#author]]",
        text: "{{#template     f.md   path=../images author=Ada}}",
        theirs: Some("../images Ada"),
        ours: "../images Ada",
        error: "",
        why: SAME,
    },
    Case {
        what: "one argument a line",
        fragment: "[[#path]] [[#author]]",
        text: "{{#template\n    f.md\n    path=../images\n    author=Ada\n}}",
        theirs: Some("../images Ada"),
        ours: "../images Ada",
        error: "",
        why: SAME,
    },
    Case {
        what: "a path in an address",
        fragment: "![ferris]([[#path]]/ferris.png)",
        text: "{{#template f.md path=../images}}",
        theirs: Some("![ferris](../images/ferris.png)"),
        ours: "![ferris](../images/ferris.png)",
        error: "",
        why: SAME,
    },
    Case {
        what: "a value of several words without quotes",
        fragment: "by [[#authors]]",
        text: "{{#template f.md authors=Ada, Grace}}",
        theirs: Some("by Ada, Grace"),
        ours: "{{#template f.md authors=Ada, Grace}}",
        error: "`{{#template}}` has no use for `Grace`",
        why: "a value with spaces stands in quotes, as in all directives",
    },
    Case {
        what: "the same in quotes",
        fragment: "by [[#authors]]",
        text: "{{#template f.md authors=\"Ada, Grace\"}}",
        theirs: Some("by \"Ada, Grace\""),
        ours: "by Ada, Grace",
        error: "",
        why: "quotes belong to the directive, not to the value",
    },
    Case {
        what: "Markdown in a value",
        fragment: "by [[#author]]",
        text: "{{#template f.md author=*Ada*}}",
        theirs: Some("by *Ada*"),
        ours: "by \\*Ada\\*",
        error: "",
        why: "values are text: whatever they say is shown, and nothing of it is markup",
    },
    Case {
        what: "an argument that is missing and has no default",
        fragment: "by [[#author]]",
        text: "{{#template f.md}}",
        theirs: Some("by [[#author]]"),
        ours: "{{#template f.md}}",
        error: "the fragment `src/f.md` needs the argument `author`",
        why: "braces on a page help nobody",
    },
    Case {
        what: "an argument that is never used",
        fragment: "by Ada",
        text: "{{#template f.md author=Ada}}",
        theirs: Some("by Ada"),
        ours: "{{#template f.md author=Ada}}",
        error: "the fragment `src/f.md` has no use for the argument `author`",
        why: "it is mostly a slip of the keyboard",
    },
    Case {
        what: "a file that is not there",
        fragment: "",
        text: "{{#template no.md a=1}}",
        theirs: None,
        ours: "{{#template no.md a=1}}",
        error: "there is no fragment `no.md`",
        why: "theirs writes to the log, ours is a finding",
    },
    Case {
        what: "a fragment that sets itself in",
        fragment: "{{#template f.md a=[[#a]]}}",
        text: "{{#template f.md a=1}}",
        theirs: None,
        ours: "{{#template f.md a=\"1\"}}",
        error: "the fragment `f.md` sets itself in: src/a.md → src/f.md → src/f.md",
        why: "theirs goes on until it is ten deep",
    },
    Case {
        what: "in a code block",
        fragment: "x [[#a]]",
        text: "```\n{{#template f.md a=1}}\n```",
        theirs: Some("```\nx 1\n```"),
        ours: "```\n{{#template f.md a=1}}\n```",
        error: "",
        why: "in code a directive is text; mdBook's `{{#include}}` is made for code",
    },
    Case {
        what: "braces in a fragment",
        fragment: "{{ x }} [[#a]]",
        text: "{{#template f.md a=1}}",
        theirs: Some("{{ x }} 1"),
        ours: "{{#template f.md a=1}}",
        error: "the fragment `src/f.md` can't be set in: `x` is undefined",
        why: "`{{ … }}` is an expression; `{% raw %}` around it makes it text",
    },
    Case {
        what: "in a list",
        fragment: "[[#a]]\n\n- b",
        text: "- {{#template f.md a=1}}",
        theirs: Some("- 1\n\n- b"),
        ours: "- 1\n\n  - b",
        error: "",
        why: "what is set in stays in the item",
    },
];

#[test]
fn each_case_gives_what_it_says() {
    for case in CASES {
        let book = chapter(case.text).file("src/f.md", case.fragment);
        assert_eq!(book.page("html"), case.ours, "{}", case.what);
        let messages: Vec<String> = book.findings().into_iter().map(|it| it.message).collect();
        let expected: Vec<&str> = Some(case.error)
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect();
        assert_eq!(messages, expected, "{}", case.what);
        let same = case.theirs == Some(case.ours);
        assert_eq!(
            same,
            case.why == SAME,
            "{}: a difference has a reason",
            case.what
        );
    }
}
