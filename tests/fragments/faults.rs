//! What is wrong is told at both places, and the directive stays.

use crate::shelf::{Fragments, chapter};

fn told(book: &Fragments) -> Vec<String> {
    let page = book.page("html");
    assert_eq!(page, book.shelf.chapters[0].1, "the directive stays");
    book.told()
}

#[test]
fn arguments_that_are_missing_or_never_used() {
    let book = chapter("# T\n\n{{#template f.md}}\n\n> {{#template f.md team=a taem=b}}\n")
        .fragment(
            "f.md",
            "Team:\n{{ args.team }} {{ args.lead | default('none') }}\n",
        );
    assert_eq!(
        told(&book),
        [
            "src/a.md:3:1 fragment-error: the fragment `templates/fragments/f.md` needs the argument `team` [templates/fragments/f.md:2:1 it is needed here]",
            "src/a.md:5:27 fragment-error: the fragment `templates/fragments/f.md` has no use for the argument `taem`; did you mean `team`? [templates/fragments/f.md:1:1 the fragment]",
        ]
    );
    let helps: Vec<_> = book
        .findings()
        .into_iter()
        .filter_map(|it| it.help)
        .collect();
    assert_eq!(helps[1], "it asks for `lead`, `team`");
}

#[test]
fn an_argument_of_a_branch_not_taken_is_used_and_all_are_where_all_are_listed() {
    let book = chapter("{{#template f.md x=1 y=2}} {{#template g.md x=1 y=2}}\n")
        .fragment("f.md", "{% if args.x == '2' %}{{ args.y }}{% endif %}a")
        .fragment(
            "g.md",
            "{% for k, v in args | items %}{{ k }}={{ v }} {% endfor %}",
        );
    assert_eq!(book.page("html"), "a x=1 y=2 \n");
    assert_eq!(book.told(), [""; 0]);
}

#[test]
fn what_is_undefined_or_no_template() {
    let book = chapter("{{#template f.md}}\n\n{{#template g.md}}\n")
        .fragment("f.md", "a\n\n{{ document.fields.nope }}\n")
        .fragment("g.md", "{% for %}\n");
    let told = told(&book);
    assert_eq!(
        told[0],
        "src/a.md:1:1 fragment-error: the fragment `templates/fragments/f.md` can't be set in: `document.fields.nope` is undefined [templates/fragments/f.md:3:1 here]"
    );
    assert!(told[1].starts_with("src/a.md:3:1 fragment-error: the fragment `templates/fragments/g.md` can't be set in: syntax error: "), "{}", told[1]);
    assert!(
        told[1].ends_with(" [templates/fragments/g.md:1:1 here]"),
        "{}",
        told[1]
    );
}

#[test]
fn a_missing_one_says_where_it_was_looked_for() {
    let book = chapter("{{#template no.md x=1}}\n");
    assert_eq!(
        told(&book),
        ["src/a.md:1:1 missing-fragment: there is no fragment `no.md`"]
    );
    assert_eq!(
        book.findings()[0].help.as_deref(),
        Some(
            "it was looked for, as a text in UTF-8, at `src/no.md` and at `templates/fragments/no.md`"
        )
    );
}

#[test]
fn one_within_another_is_told_at_both_places() {
    let book =
        chapter("a\n\n{{#template f.md}}\n").fragment("f.md", "b\n\nc {{#template no.md}}\n");
    assert_eq!(book.page("html"), "a\n\nb\n\nc {{#template no.md}}\n");
    assert_eq!(
        book.told(),
        [
            "src/a.md:3:1 missing-fragment: there is no fragment `no.md` [templates/fragments/f.md:3:3 in this fragment]"
        ]
    );
}

#[test]
fn a_cycle_shows_its_chain() {
    let book = chapter("{{#template f.md}}\n")
        .fragment("f.md", "{{#template g.md}}")
        .fragment("g.md", "{{#template f.md}}");
    assert_eq!(
        told_of(&book, "fragment-cycle"),
        [
            "src/a.md:1:1 fragment-cycle: the fragment `f.md` sets itself in: src/a.md → templates/fragments/f.md → templates/fragments/g.md → templates/fragments/f.md [templates/fragments/g.md:1:1 in this fragment]"
        ]
    );
    let itself = chapter("{{#template f.md}}\n").fragment("f.md", "{{#template ./f.md}}");
    assert_eq!(told_of(&itself, "fragment-cycle").len(), 1);
}

fn told_of(book: &Fragments, rule: &str) -> Vec<String> {
    let told = book.told();
    assert!(told.iter().all(|it| it.contains(rule)), "{told:?}");
    told
}

#[test]
fn sixteen_deep_and_no_deeper() {
    let deep = |levels: usize| {
        let mut book = chapter("{{#template f1.md}}\n");
        for level in 1..levels {
            let text = format!("{{{{#template f{}.md}}}}", level + 1);
            book = book.fragment(&format!("f{level}.md"), &text);
        }
        book.fragment(&format!("f{levels}.md"), "end")
    };
    let fits = deep(16);
    assert_eq!(
        (fits.page("html").as_str(), fits.told().len()),
        ("end\n", 0)
    );
    let told = deep(17).told();
    assert_eq!(
        told,
        [
            "src/a.md:1:1 fragment-error: fragments set each other in more than 16 deep [templates/fragments/f16.md:1:1 in this fragment]"
        ]
    );
}

#[test]
fn a_cell_holds_one_line() {
    let book = chapter("| {{#template f.md}} |\n|---|\n").fragment("f.md", "a\nb\n");
    assert_eq!(
        told(&book),
        [
            "src/a.md:1:3 fragment-error: a heading or a table's cell holds one line, and the fragment gives several"
        ]
    );
}

#[test]
fn directives_that_are_wrong_in_a_fragment() {
    let book = chapter("{{#template f.md}}\n\n{{#template}}\n")
        .fragment("f.md", "a\n\n{{#field nobody}} {{#tok}}\n");
    assert_eq!(
        book.page("html"),
        "a\n\n{{#field nobody}} {{#tok}}\n\n{{#template}}\n"
    );
    assert_eq!(
        book.told(),
        [
            "src/a.md:1:1 invalid-directive: this document has no field `nobody` [templates/fragments/f.md:3:10 in the included file]",
            "src/a.md:1:1 unknown-directive: there is no directive `tok` [templates/fragments/f.md:3:22 in the included file]",
            "src/a.md:3:1 invalid-directive: `{{#template}}` needs the name of a fragment's file",
        ]
    );
}
