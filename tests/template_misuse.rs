//! What can be wrong in a template, each told in its line, in words that help.

mod support;

use support::Shelf;

/// A template, and what is told of it: the line, and words of the message or the help.
struct Case {
    template: &'static str,
    line: usize,
    says: &'static [&'static str],
}

const fn case(template: &'static str, line: usize, says: &'static [&'static str]) -> Case {
    Case {
        template,
        line,
        says,
    }
}

const ANNOTATIONS: &[Case] = &[
    case(
        "# <Title>\n\n<!-- repeat: many -->\n## A\n",
        3,
        &["`many` is no count", "`2..`"],
    ),
    case("# <Title>\n\n<!-- repeat: 5..2 -->\n## A\n", 3, &["`5..2`"]),
    case(
        "# <Title>\n\n<!-- repeat: 0 -->\n## A\n",
        3,
        &["`0` is no count"],
    ),
    case("# <Title>\n\n<!-- repeat: -->\n## A\n", 3, &["is no count"]),
    case(
        "# <Title>\n\n<!-- required -->\n## A\n",
        3,
        &["wants a status", "`required: approved`"],
    ),
    case(
        "# <Title>\n\n<!-- required: -->\n## A\n",
        3,
        &["wants a status"],
    ),
    case(
        "# <Title>\n\n<!-- required: aproved -->\n## A\n",
        3,
        &["`aproved`", "did you mean `approved`?"],
    ),
    case(
        "# <Title>\n\n<!-- also: -->\n## A\n",
        3,
        &["`also` wants headings"],
    ),
    case(
        "# <Title>\n\n<!-- optional: yes -->\n## A\n",
        3,
        &["takes no argument"],
    ),
    case(
        "# <Title>\n\n<!-- optional: also: Cost -->\n## A\n",
        3,
        &["takes no argument"],
    ),
    case(
        "# <Title>\n\n<!-- optional; kepe -->\n## A\n",
        3,
        &["`kepe`", "did you mean `keep`?"],
    ),
    case(
        "# <Title>\n\n<!-- requird: approved -->\n## A\n",
        3,
        &["`requird`", "did you mean `required`?"],
    ),
    case(
        "# <Title>\n\n<!-- optionl -->\n## A\n",
        3,
        &["did you mean `optional`?"],
    ),
    case(
        "# <Title>\n\n<!-- any order -->\n## A\n",
        3,
        &["did you mean `any-order`?"],
    ),
    case(
        "# <Title>\n\n<!-- Phase two: Core -->\n## A\n",
        3,
        &["`Phase two` is no phase", "`Phase 2`"],
    ),
    case(
        "# <Title>\n\n<!-- Phase: Core -->\n## A\n",
        3,
        &["wants a number"],
    ),
    case(
        "# <Title>\n\n<!-- Phase 1: Core | later -->\n## A\n",
        3,
        &["`later` is no phase"],
    ),
    case(
        "# <Title>\n\n<!-- Phase 1: Core (production/secure -->\n## A\n",
        3,
        &["in brackets at the end"],
    ),
    case(
        "# <Title>\n\n## A\n\nSay it.\n\n<!-- required: approved -->\n\nMore.\n",
        7,
        &["above no heading"],
    ),
    case(
        "# <Title>\n\n## A\n\nSay it.\n\n<!-- repeat -->\n",
        7,
        &["above no heading"],
    ),
    case(
        "<!-- optional -->\n# <Title>\n\n## A\n",
        1,
        &["the title takes only"],
    ),
    case(
        "# <Title>\n\n## A\n\nOne.\n\n## A\n\nTwo.\n",
        7,
        &["given twice", "<!-- repeat -->"],
    ),
];

const KEYS: &[Case] = &[
    case(
        "---\ntitle: <Title>\ndesign-docs: yes\n---\n",
        3,
        &["is a table"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  sumary: x\n---\n",
        4,
        &["unknown key `sumary`", "did you mean `summary`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  summary: [x]\n---\n",
        4,
        &["can't be a list"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  strict-fields: some\n---\n",
        4,
        &["true or false"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  strict_fields: true\n---\n",
        4,
        &["did you mean `strict-fields`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  lifecycle: defualt\n---\n",
        4,
        &["`defualt`", "did you mean `default`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  lifecycle:\n    - status: draft\n      net: [done]\n    - status: done\n---\n",
        6,
        &["unknown key `net`", "did you mean `next`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  lifecycle:\n    - status: draft\n      next: [dne]\n    - status: done\n---\n",
        6,
        &["`dne`", "did you mean `done`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  lifecycle:\n    - extends: defaut\n---\n",
        5,
        &["`defaut`", "did you mean `default`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  lifecycle:\n    - summary: first\n---\n",
        5,
        &["lacks `status`"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields: [id]\n---\n",
        4,
        &["can't be a list"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields:\n    id: integer\n---\n",
        5,
        &["is a table"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields:\n    id: {typ: integer}\n---\n",
        5,
        &["unknown key `typ`", "did you mean `type`?"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields:\n    id:\n      type: number\n---\n",
        6,
        &["legal: text, date"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields:\n    id:\n      unique: maybe\n---\n",
        6,
        &["true or false"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields:\n    id:\n      pattern: \"[A-Z\"\n---\n",
        6,
        &["no regular expression", "unclosed"],
    ),
    case(
        "---\ntitle: <Title>\ndesign-docs:\n  fields:\n    team:\n      one-of: core\n---\n",
        6,
        &["`one-of` is a list"],
    ),
    case(
        "---\ntitle: <Title>\nstatus: draft\ndesign-docs:\n  fields:\n    approvers:\n      required-from: aproved\n---\n",
        7,
        &["`aproved`", "did you mean `approved`?"],
    ),
    case(
        "---\ntitle: <Title>\ncount: soon\ndesign-docs:\n  fields:\n    count:\n      type: integer\n---\n",
        7,
        &["`count` is to be of type integer", "`soon`"],
    ),
    case(
        "---\ntitle: <Title>\nteam: web\ndesign-docs:\n  fields:\n    team:\n      one-of: [core, edge]\n---\n",
        7,
        &["`web`", "none of these"],
    ),
    case(
        "---\ntitle: <Title>\nticket: none\ndesign-docs:\n  fields:\n    ticket:\n      pattern: \"^[0-9]+$\"\n---\n",
        7,
        &["`ticket`", "`none`"],
    ),
    case(
        "---\ntitle: <Title>\nstatus: draft\ndesign-docs:\n  fields:\n    status:\n      one-of: [draft, done]\n---\n",
        7,
        &["from the lifecycle"],
    ),
    case(
        "---\ntitle: <Title>\ntitle: <Name>\n---\n",
        3,
        &["given twice"],
    ),
];

const TEXT: &[Case] = &[
    case(
        "# <Title>\n\n## A\n\nSome words\n---\n\n## B\n",
        5,
        &["a blank line between"],
    ),
    case(
        "# <Title>\n\n## A ## B - one ## C - two\n",
        3,
        &["were its line breaks lost?"],
    ),
    case(
        "# <Title>\n\n## A\n\nSome words\nand **more** of them\n---\n\n## B\n",
        5,
        &["a blank line between"],
    ),
    case("", 1, &["is empty", "takes the place of one"]),
    case(" \n\n", 1, &["is empty"]),
    case("# <Title> â€” a design\n\n## A\n", 1, &["decoded wrongly"]),
];

#[test]
fn each_is_told_once_in_its_line() {
    for case in ANNOTATIONS.iter().chain(KEYS).chain(TEXT) {
        let shelf = Shelf::new().template("design", case.template);
        let mut found = shelf.run().diagnostics;
        found.retain(|finding| finding.rule == "template-error");
        let all = format!("{}\n{found:#?}", case.template);
        assert_eq!(found.len(), 1, "{all}");
        let place = &found[0].place;
        assert_eq!(&*place.path, "templates/design.md", "{all}");
        assert_eq!(place.start.line, case.line, "{all}");
        let help = found[0].help.as_deref().unwrap_or_default();
        let told = format!("{}; {help}", found[0].message);
        for words in case.says {
            assert!(told.contains(words), "{words}: {all}");
        }
    }
}

#[test]
fn what_is_right_is_not_told() {
    for template in [
        "# <Title>\n\n<!-- repeat: 2..; optional -->\n## A: <Name>\n\n<!-- keep -->\n<!-- Phase 2: Core (secure) | Phase 3: Late -->\n## B\n",
        "<!-- any-order; open -->\n# <Title>\n\n## A\n\n<!-- optional -->\n\n## B\n\n<!-- optional -->\n\nSay it.\n",
        "# <Title>\n\n<!-- optional: only where it is slow; also: Cost -->\n## A\n\n<!-- keep: the lawyers want it -->\n## B\n\nSay it.\n",
        "# <Title>\n\n<!-- Phase out the old one here. -->\n## A\n\n<!-- Required reading: the guide. -->\nSay it.\n",
        "---\ntitle: <Title>\ncount: <n>\nstatus: draft | done\ndesign-docs:\n  summary: For all\n  strict-fields: true\n  fields:\n    count: {type: integer, unique: true}\n    Ticket: {pattern: \"^[A-Z]+$\", required-from: done}\n---\n\n## A\n",
        "---\ntitle: <Title>\ndesign-docs:\n  lifecycle:\n    - extends: default\n      status: approved\n      requires: [approvers]\n---\n\n<!-- required: implemented -->\n## A\n",
    ] {
        let shelf = Shelf::new().template("design", template);
        let mut found = shelf.run().diagnostics;
        found.retain(|finding| finding.rule == "template-error");
        assert_eq!(found, [], "{template}");
    }
}
