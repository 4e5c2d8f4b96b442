//! What fragments and their values must not do.

use std::time::{Duration, Instant};

use crate::rendered::Book;
use crate::shelf::chapter;

const SECRET: &str = "the secret";

#[test]
fn nothing_outside_the_book_is_read() {
    for name in [
        "../../secret.md",
        "../src/../../secret.md",
        "/etc/passwd",
        "C:/secret.md",
        "c:secret.md",
        "..\\\\..\\\\secret.md",
        "\\\\\\\\host\\\\share\\\\secret.md",
        "NUL",
        "sub/con.md",
        "com1.md",
        "a.md:stream",
        "~/secret.md",
    ] {
        let book = chapter(&format!("{{{{#template \"{name}\"}}}}\n"));
        std::fs::write(book.folder.path().join("secret.md"), SECRET).expect("a file");
        let page = book.page("html");
        assert!(!page.contains(SECRET), "{name}: {page}");
        let findings = book.findings();
        let rules: Vec<_> = findings.iter().map(|it| it.rule).collect();
        assert_eq!(rules, ["outside-book"], "{name}: {findings:#?}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside() {
    let book =
        chapter("{{#template f.md}}\n\n{{#template dir/secret.md}}\n\n{{#template inside.md}}\n")
            .file("shared/in.md", "in");
    std::fs::write(book.folder.path().join("secret.md"), SECRET).expect("a file");
    let link = |to: std::path::PathBuf, name: &str| {
        std::os::unix::fs::symlink(to, book.path(name)).expect("a link");
    };
    link(book.folder.path().join("secret.md"), "src/f.md");
    link(book.folder.path().to_owned(), "src/dir");
    link(book.path("shared/in.md"), "src/inside.md");
    let page = book.page("html");
    assert_eq!(
        page,
        "{{#template f.md}}\n\n{{#template dir/secret.md}}\n\nin\n"
    );
    assert!(
        book.told().iter().all(|it| it.contains(" outside-book: ")),
        "{:?}",
        book.told()
    );
    assert_eq!(book.told().len(), 2);
}

const VALUES: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "{{#include /etc/passwd}}",
    "{{ #include /etc/passwd }}",
    "#include /etc/passwd}}",
    "{{#template f.md}}",
    "{{#toc}}",
    "{{ args.x }}",
    "{% for a in range(9) %}",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "```",
    "~~~",
    "`",
    "a | b",
    "*a* _b_ **c**",
    "a\n\n# b\n\n<script>alert(1)</script>",
    "---",
    "===",
    "    code",
    "<!--",
    "-->",
    "&lt;script&gt;",
    "\\",
    "]](x)",
    "]: javascript:alert(1)",
    "\u{202e}gnirts",
    "\u{1b}[31mred",
    "\u{fdd0}aa\u{fdd1}",
    "\u{fdd4}aa\u{fdd5}",
    "{#id .class}",
    "script",
    "</style><script>alert(1)</script>",
    "https://a.example/?q=<b>&r=\"s\"",
    "$$x$$",
    "[^1]",
    "[[#x]]",
];

/// A value wherever one can stand.
const EVERYWHERE: &str = "{{ args.x }}\n\ntext {{ args.x }} text\n\n- {{ args.x }}\n\n> {{ args.x }}\n\n1. {{ args.x }}\n\n\
    ## Heading {{ args.x }}\n\n| {{ args.x }} | `{{ args.x }}` |\n|---|---|\n| {{ args.x }} | b |\n\n`{{ args.x }}` ``{{ args.x }}``\n\n\
    ```\n{{ args.x }}\n```\n\n```{{ args.x }}\ncode\n```\n\n    {{ args.x }}\n\n[a]({{ args.x }}) [a](b \"{{ args.x }}\") <{{ args.x }}> </{{ args.x }}> \
    ![{{ args.x }}](c.png) [{{ args.x }}](d) [{{ args.x }}] &{{ args.x }};\n\n<a href=\"{{ args.x }}\" title=\"{{ args.x }}\">b</a> <i class={{ args.x }}>b</i>\n\n\
    <div title='{{ args.x }}' onclick=\"{{ args.x }}\">{{ args.x }}</div>\n\n<!-- {{ args.x }} -->\n\n[r]: {{ args.x }}\n\n[r]\n\n\
    {% raw %}{{{% endraw %}{{ args.x }}\n\n{{ '{' }}{{ args.x }}\n\n*{{ args.x }}* **{{ args.x }}**\n\n{{#toc title=\"{{ args.x }}\"}}\n\n{{#field {{ args.x }} default=\"{{ args.x }}\"}}\n\nend\n";

#[test]
fn no_value_becomes_active_wherever_it_stands() {
    let pages: Vec<String> = VALUES
        .iter()
        .map(|value| {
            let quoted = value
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', " ");
            let text = format!("{{{{#template f.md x=\"{quoted}\"}}}}\n");
            let book = chapter(&text).fragment("f.md", EVERYWHERE);
            let told = book.told();
            assert_eq!(told, [""; 0], "{value}");
            book.page("html")
        })
        .collect();
    let book = Book::render("", &pages);
    for (index, value) in VALUES.iter().enumerate() {
        inert(value, &pages[index], &book.chapter(index));
    }
}

#[test]
fn no_field_becomes_active_wherever_it_stands() {
    let fields = EVERYWHERE
        .replace("{% raw %}{{{% endraw %}", "{{")
        .replace("{{ '{' }}", "{")
        .replace("{{#toc title=\"{{ args.x }}\"}}\n\n{{#field {{ args.x }} default=\"{{ args.x }}\"}}\n\n", "")
        .replace("{{ args.x }}", "{{#field x}}");
    let pages: Vec<String> = VALUES
        .iter()
        .map(|value| {
            let quoted = serde_json::to_string(value).expect("a string");
            chapter(&format!("---\nx: {quoted}\n---\n{fields}")).page("html")
        })
        .collect();
    let book = Book::render("", &pages);
    for (index, value) in VALUES.iter().enumerate() {
        inert(value, &pages[index], &book.chapter(index));
    }
}

/// What must not be on any page, and what must be: the end.
fn inert(value: &str, page: &str, html: &str) {
    for active in [
        "<script",
        "<img src=x",
        "href=\"javascript:",
        "src=\"javascript:",
        "<h1",
        "root:x:0:",
        "src=\"https://evil",
        "href=\"data:",
        "onmouseover=\"alert",
        "onclick=\"alert(",
        "\u{202e}",
        "\u{1b}",
        "\u{fdd0}",
        "\u{fdd4}",
    ] {
        assert!(!html.contains(active), "{value}: {active}\n{page}\n{html}");
    }
    assert!(
        html.contains("<p>end</p>"),
        "{value}: the page goes on\n{page}\n{html}"
    );
    for tag in crate::rendered::tags(html) {
        let words = tag.split_whitespace().skip(1);
        let handler = words
            .into_iter()
            .any(|it| it.starts_with("onerror") || it.starts_with("onmouseover"));
        let quoted = tag.contains("title=") || tag.contains("alt=");
        assert!(!handler || quoted, "{value}: {tag}");
    }
}

#[test]
fn what_grows_without_end_ends() {
    let began = Instant::now();
    let bomb = |fragment: &str| {
        let book = chapter("{{#template f.md}}\n\nrest\n").fragment("f.md", fragment);
        let told = book.told();
        assert_eq!(told.len(), 1, "{fragment}: {told:?}");
        assert!(
            told[0].starts_with("src/a.md:1:1 fragment-error: "),
            "{told:?}"
        );
        assert!(book.page("html").len() < 1000, "{fragment}");
        told[0].clone()
    };
    let endless = "takes more steps";
    assert!(
        bomb("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")
            .contains(endless)
    );
    assert!(bomb("{% for a in range(10**9) %}x{% endfor %}").contains("too many elements"));
    assert!(bomb("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").contains("can't be set in"));
    let long = "more than 8 MiB";
    assert!(bomb("{% for a in range(90000) %}{{ 'x' * 200 }}{% endfor %}").contains(long));
    assert!(bomb("{{ 'x' * 9000000 }}").contains(long));
    assert!(bomb("{% macro m(x) %}{{ x }}{{ x }}{{ x }}{{ x }}{% endmacro %}{{ m(m(m(m(m(m(m(m(m(m(m(m('xxxx')))))))))))) }}").contains(long));
    let lists = "{% set x = [x, x] %}".repeat(60);
    assert!(bomb(&format!("{{% set x = 'x' %}}{lists}{{{{ x }}}}")).contains(long));
    for filter in [
        "'%1000000000000d'|format(1)",
        "'%*d'|format(1000000000000, 1)",
        "'%(a)1000000000000d'|format(a=1)",
        "('a' * 1000000)|replace('a', 'a' * 1000000)",
        "('a,' * 1000000)|split(',')|join('a' * 1000000)",
        "'a'|indent(1000000000000)",
        "'a'|indent(width=1000000000000)",
        "[1]|batch(1000000000000, 'a')",
        "[1]|slice(1000000000000)",
    ] {
        let told = bomb(&format!("{{{{ {filter} }}}}"));
        assert!(told.contains("more than a page may hold"), "{told}");
    }
    // It takes seconds; a machine may be busy with other work.
    assert!(began.elapsed() < Duration::from_secs(300));
}

/// What is kept in variables and never written takes memory all the same.
#[test]
fn what_is_held_and_never_written_is_bounded() {
    let doubled = "{% set x = x ~ x %}".repeat(60);
    let named: String = (1..60)
        .map(|n| format!("{{% set x{n} = [x{m} ~ x{m}] | join %}}", m = n - 1))
        .collect();
    let within: String = (0..60).map(|_| "{% with x = x ~ x %}").collect();
    let ends = "{% endwith %}".repeat(60);
    let many: String = (0..200)
        .map(|n| format!("{{% set x{n} = 'x' * 1000000 %}}"))
        .collect();
    let text = "line ".repeat(2_000);
    for (fragment, said) in [
        (format!("{{% set x = 'xx' %}}{doubled}"), "hold more"),
        (format!("{{% set x0 = 'xx' %}}{named}"), "may hold"),
        (format!("{{% set x = 'xx' %}}{within}{ends}"), "hold more"),
        (many, "hold more"),
        (
            "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('x' * 1000000) }}".to_owned(),
            "hold more",
        ),
        (
            "{% for x in ['x' * 1000000] recursive %}{{ loop([x ~ x]) }}{% endfor %}".to_owned(),
            "hold more",
        ),
        (
            "{% set x %}{{ 'x' * 5000000 }}{% endset %}{% set y = x * 7 %}".to_owned(),
            "hold more",
        ),
        ("{% set x = (1,) * 90000000 %}".to_owned(), "hold more"),
        (
            format!("{{% set x %}}{{% for a in range(99999) %}}{text}{{% endfor %}}{{% endset %}}"),
            "takes more steps",
        ),
        (
            format!(
                "{{% macro m() %}}{{% for a in range(99999) %}}{text}{{% endfor %}}{{% endmacro %}}{{% set x = m() %}}"
            ),
            "takes more steps",
        ),
    ] {
        let book = chapter("{{#template f.md}}\n\nrest\n").fragment("f.md", &fragment);
        let told = book.told();
        let name = &fragment[..fragment.len().min(60)];
        assert_eq!(told.len(), 1, "{name}: {told:?}");
        assert!(told[0].contains(said), "{name}: {told:?}");
    }
}

#[test]
fn what_counts_what_is_held_changes_nothing() {
    let long = "Words of a longer line, which a fragment has more than one of. ".repeat(20);
    let fragment = format!(
        "{{% set a = 1 -%}}\n\n  {{{{ a }}}}\n{{% set b, c = 2, 3 %}}\n{{% with d = b, e = 'x=y' %}}\n{{{{ d }}}} {{{{ e }}}}\n{{% endwith %}}\n\
         {{% set g %}}\n{long}\n{{% endset %}}\n{{% macro m(x, y='(') %}}{{{{ x }}}}{{{{ y }}}}{{% endmacro %}}\n{{{{ m(c) }}}} {{{{ g }}}}\n\
         {{%- for n in [1, [2]] recursive %}} {{{{ n if n is number else loop(n) }}}}{{% endfor %}}\nend\n"
    );
    let book = chapter("{{#template f.md}}\n").fragment("f.md", &fragment);
    assert_eq!(book.told(), [""; 0]);
    let page = book.page("html").replace('\\', "");
    let right = format!("1\n2 x=y\n3( {long}\n 1 2\nend\n");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&page), words(&right), "{page}");
}

#[test]
fn filters_within_bounds_give_what_they_always_give() {
    let book = chapter("{{#template f.md}}\n").fragment(
        "f.md",
        "{{ '%03d'|format(7) }} {{ 'abc'|replace('b', 'xx') }} {{ [1, 2]|join(', ') }} \
         {{ [{'n': {'m': 3}}, {'n': {'m': 4}}]|join('-', attribute='n.m') }} \
         {{ ('a\nb'|indent(width=2)|lines)[1] }} {{ [1, 2, 3]|batch(2)|list|length }} \
         {{ [1, 2, 3]|slice(2)|list|length }}",
    );
    assert_eq!(book.told(), [""; 0]);
    let page = book.page("html");
    let seen = page.trim_end().replace("\\-", "-");
    assert_eq!(seen, "007 axxc 1, 2 3-4   b 2 2");
}

#[test]
fn fragments_that_multiply_are_stopped() {
    let mut book =
        chapter("{{#template f1.md}}\n\nrest\n\n{{#template one.md}}\n").fragment("one.md", "one");
    for level in 1..9 {
        let next = format!("{{{{#template f{}.md}}}}\n", level + 1).repeat(10);
        book = book.fragment(&format!("f{level}.md"), &next);
    }
    let book = book.fragment("f9.md", "text");
    let told = book.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("more than 10000 of them"), "{told:?}");
    let page = book.page("html");
    assert!(page.starts_with("{{#template f1.md}}\n\nrest\n"));
}

#[test]
fn eight_mebibytes_are_fine() {
    let book = chapter("{{#template f.md}}\n\nrest\n").fragment(
        "f.md",
        "{% for a in range(80000) %}line line line line\n{% endfor %}",
    );
    assert_eq!(book.told(), [""; 0]);
    assert_eq!(
        book.page("html").len(),
        80_000 * 20 - 1 + "\n\nrest\n".len()
    );
}
