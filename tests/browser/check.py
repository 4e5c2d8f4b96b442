#!/usr/bin/env python3
"""Looks at the built example book in headless Chromium.

    check.py BOOK [--pictures DIR]

BOOK is the folder of the built book. On every page named below, in each of mdBook's themes, on a wide
and on a narrow screen, printed and with scripts turned off: all text that the preprocessor added stands
out from what is behind it by at least 4.5 : 1, as WCAG AA asks; nothing is wider than the page; every
link leads somewhere; no script fails. Every entry of a contents list scrolls to its heading. The index
of documents is filtered by typing and sorted by mouse and keyboard. The page for printing has no dead
link. Nothing but Python's own library and Chromium is needed, and no network.
"""

import argparse
import pathlib
import sys

import devtools
import index
import looks

DOCUMENT = ["header.design-doc-header", "nav.design-doc-toc", "footer.design-doc-footer"]
INDEX = ["table.design-doc-index", "svg.design-doc-chart"]
# The pages that are looked at, and what must be on them.
PAGES = {
    "designs/0001-dates-from-git.html": DOCUMENT,
    "designs/0002-index-of-documents.html": [*DOCUMENT, "ul.design-doc-relations"],
    "designs/index.html": INDEX,
    "designs/questions.html": ["ul.design-doc-questions"],
    "guide/index-pages.html": [
        *INDEX,
        "ul.design-doc-list",
        "ul.design-doc-questions",
        "div.design-doc-relations",
        "ul.design-doc-history",
    ],
}


def printed(browser, path):
    """The page for printing, which has all chapters in one."""
    with browser.page() as page:
        # It opens the dialogue for printing, which nobody would close; and mdBook asks the network
        # which crates its examples of Rust may use.
        quiet = "window.print = () => {}; window.fetch = () => new Promise(() => {})"
        page.send("Page.addScriptToEvaluateOnNewDocument", source=quiet)
        page.open(path)
        found = [*looks.faults(page, [*DOCUMENT, *INDEX]), *page.errors]
        yield from (f"{path.name}: {it}" for it in found)


def main():
    """Looks at each page and tells what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    if devtools.program() is None:
        sys.exit("there is no Chromium")
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    wrong = []
    with devtools.Browser() as browser:
        for name, selectors in PAGES.items():
            path = options.book / name
            found = list(looks.check(browser, path, selectors, options.pictures))
            if "table.design-doc-index" in selectors:
                found += index.check(browser, path)
            print(f"{name}: {len(found)} faults")
            wrong += found
        found = list(printed(browser, options.book / "print.html"))
        print(f"print.html: {len(found)} faults")
        wrong += found
    for fault in wrong:
        print(f"  wrong: {fault}")
    sys.exit(f"{len(wrong)} faults" if wrong else 0)


if __name__ == "__main__":
    main()
