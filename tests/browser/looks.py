"""What must hold for every page with something of ours on it, in every theme and without scripts."""

import json
import pathlib
import urllib.parse

THEMES = ["light", "rust", "coal", "navy", "ayu"]
LEAST_CONTRAST = 4.5
WIDTHS = [1280, 360]
PROBE = pathlib.Path(__file__).with_name("probe.js").read_text(encoding="utf-8")


def faults(page, selectors, printed=False):
    """What is wrong with a page that is open."""
    found = page.run(f"{PROBE}({json.dumps(printed)})")
    for selector in selectors:
        if not page.run(f"document.querySelectorAll('main {selector}').length"):
            yield f"there is no {selector}"
    for block in found["blocks"]:
        for text in block["texts"]:
            what = f"{block['name']}: \"{text['text'][:60]}\""
            if text["height"] == 0 and not printed:
                yield f"{what} is hidden"
            elif text["contrast"] < LEAST_CONTRAST:
                yield f"{what} has a contrast of {text['contrast']:.2f}"
    yield from (f"{name} has an id" for name in found["ids"])
    yield from (f"{name} is wider than the page" for name in found["wide"])
    if found["page"] > 0:
        yield f"the page is {found['page']} px too wide"
    yield from (f"a link leads to {href}, which is not there" for href in found["loose"])
    for href in found["files"]:
        path = urllib.parse.unquote(urllib.parse.urlparse(href).path)
        if not pathlib.Path(path).exists():
            yield f"a link leads to {path}, which does not exist"


def contents(page):
    """Whether every entry of the contents list scrolls to its heading."""
    links = "document.querySelectorAll('nav.design-doc-toc a')"
    for at in range(page.run(f"{links}.length")):
        page.run("scrollTo({top: 0, behavior: 'instant'})")
        top = page.run(f"""new Promise(done => {{
            const link = {links}[{at}];
            link.click();
            const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
            requestAnimationFrame(() => requestAnimationFrame(() => done(heading && {{
                name: heading.tagName, top: heading.getBoundingClientRect().top,
                last: scrollY + innerHeight >= document.documentElement.scrollHeight - 2,
            }})));
        }})""")
        text = page.run(f"{links}[{at}].textContent")
        if not top or not (top["name"].startswith("H") or top["name"] == "DT"):
            yield f"\"{text}\" leads to no heading"
        elif not -1 <= top["top"] <= 120 and not top["last"]:
            yield f"\"{text}\" does not scroll to its heading, which is at {top['top']:.0f} px"


def check(browser, path, selectors, pictures=None):
    """Looks at a page in each theme and width, printed, and with scripts turned off."""
    ways = [
        {"theme": theme, "width": width, "height": 900} for theme in THEMES for width in WIDTHS
    ]
    ways += [{"scripts": False, "width": width} for width in WIDTHS]
    ways += [{"printed": True}]
    for way in ways:
        with browser.page(**way) as page:
            page.open(path)
            name = " ".join(f"{key}={value}" for key, value in way.items())
            found = list(faults(page, selectors, "printed" in way))
            if "theme" in way and way["theme"] not in page.run("document.documentElement.className"):
                found.append("the theme is another")
            if way == ways[0]:
                found += contents(page)
            yield from (f"{path.name} ({name}): {it}" for it in found + page.errors)
            if pictures and "theme" in way:
                page.picture(pictures / f"{path.stem}-{way['theme']}-{way['width']}.png")
