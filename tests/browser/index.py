"""How the index of documents answers to the mouse and the keyboard."""

import collections
import time

INDEX = "document.querySelector('.design-doc-index')"
ROWS = f"[...{INDEX}.querySelectorAll('tbody tr:not(.design-doc-group)')]"


def titles(page):
    """The titles of the rows that are shown, in their order."""
    shown = f"{ROWS}.filter(row => row.checkVisibility())"
    return page.run(f"{shown}.map(row => row.cells[0].textContent)")


def focus(page):
    """The class of the element with the focus."""
    return page.run("document.activeElement.className")


def filtering(page):
    """Typing leaves the rows that fit, and says how many; the arrow keys stay with it."""
    everything = titles(page)
    word = everything[-1].split()[0].lower()
    page.run("document.querySelector('.design-doc-input').focus()")
    page.type(word)
    fitting = page.run(f"{ROWS}.filter(row => row.textContent.toLowerCase().includes('{word}')).length")
    left = titles(page)
    if len(left) != fitting or len(left) == len(everything):
        yield f"\"{word}\" leaves {len(left)} of {len(everything)} rows, and {fitting} fit"
    said = page.run("document.querySelector('[role=status].design-doc-count').textContent")
    if not said.startswith(f"{fitting} of {len(everything)}"):
        yield f"{said!r} is said of {fitting} rows"
    before = page.run("location.href")
    page.press("ArrowRight")
    if page.run("location.href") != before:
        yield "an arrow key in the filter leads to another chapter"
    for _ in word:
        page.press("Backspace")
    if titles(page) != everything:
        yield "not all rows come back"
    page.type("zzz")
    if titles(page):
        yield "rows are left that do not fit"
    for _ in "zzz":
        page.press("Backspace")


def sorting(page):
    """A click and a key sort by a column, up and down, and the heading says so."""
    collated = "(a, b) => new Intl.Collator('en', {numeric: true}).compare(a, b)"
    rising = page.run(f"{titles(page)}.sort({collated})")
    heading = f"{INDEX}.querySelector('th').ariaSort"
    page.click(".design-doc-index .design-doc-sort")
    if titles(page) != rising or page.run(heading) != "ascending":
        yield f"a click gives {titles(page)}, {page.run(heading)}"
    if focus(page) != "design-doc-sort":
        yield f"the focus is on {focus(page)!r}"
    for key, order in [("Enter", "descending"), ("Space", "ascending")]:
        page.press(key)
        wanted = rising if order == "ascending" else rising[::-1]
        if titles(page) != wanted or page.run(heading) != order:
            yield f"{key} gives {titles(page)}, {page.run(heading)}"
    page.press("Tab")
    page.press("Enter")
    sorted_by = page.run(f"{INDEX}.querySelector('[aria-sort]').textContent")
    if sorted_by != page.run(f"{INDEX}.querySelectorAll('th')[1].textContent"):
        yield f"the next column is {sorted_by!r}"


def told(page):
    """The roles and names that a screen reader is told."""
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored")
    ]


def roles(page, rows):
    """What a screen reader is told: a table with all its parts, and a field with a name."""
    page.send("Accessibility.enable")
    # Rows that come back into view have their cells again a frame later.
    for _ in range(50):
        seen = told(page)
        count = collections.Counter(role for role, _ in seen)
        if count["cell"] >= rows:
            break
        time.sleep(0.1)
    if count["row"] < rows + 1 or not count["table"] or not count["columnheader"]:
        yield f"a screen reader is told of {count['row']} rows in {count['table']} tables"
    if count["cell"] < rows:
        yield f"a screen reader is told of {count['cell']} cells"
    if ("searchbox", "Filter") not in seen:
        yield "the field for filtering has no name"


def check(browser, path):
    """The index on a page, and the same page with scripts turned off."""
    with browser.page() as page:
        page.open(path)
        everything = titles(page)
        if len(everything) < 2:
            yield f"{path.name}: there are {len(everything)} rows"
            return
        found = [*filtering(page), *sorting(page), *roles(page, len(everything))]
        yield from (f"{path.name}: {it}" for it in found + page.errors)
    with browser.page(scripts=False) as page:
        page.open(path)
        if titles(page) != everything:
            yield f"{path.name}: without scripts there are other rows"
        # A picture that a click makes larger is mdBook's own.
        if page.run("document.querySelectorAll('main :is(button, input):not(.checkbox-img)').length"):
            yield f"{path.name}: without scripts there are controls"
