#!/usr/bin/env python3
"""Looks at a built book in headless Chromium, in each of mdBook's themes.

    check.py PAGE [--screenshots DIR]

PAGE is the HTML file of a design document in a built book. The page must have the header, the contents
list and the footer; every entry of the contents must lead to a heading; nothing may be wider than the
page; and all text that the preprocessor added must stand out from what is behind it by at least 4.5 : 1,
as WCAG AA asks. Nothing but Python's own library and Chromium is needed, and no network.
"""

import argparse
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

THEMES = ["light", "rust", "coal", "navy", "ayu"]
BLOCKS = ["header.design-doc-header", "nav.design-doc-toc", "footer.design-doc-footer"]
LEAST_CONTRAST = 4.5

# Runs in the page once it is laid out, and leaves what it found in the document's last element.
PROBE = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
function rgba(color) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
}
function over(top, below) {
    const a = top[3];
    return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a)).concat(1);
}
function chain(element) {
    const all = [];
    for (let at = element; at; at = at.parentElement) all.unshift(at);
    return all;
}
function behind(element) {
    return chain(element).reduce(
        (below, at) => over(rgba(getComputedStyle(at).backgroundColor), below), [255, 255, 255, 1]);
}
function luminance([r, g, b]) {
    const [x, y, z] = [r, g, b].map(value => {
        value /= 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
function contrast(element) {
    const background = behind(element);
    const color = rgba(getComputedStyle(element).color);
    color[3] *= chain(element).reduce((all, at) => all * getComputedStyle(at).opacity, 1);
    const [one, other] = [luminance(over(color, background)), luminance(background)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
function texts(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const found = new Map();
    while (walker.nextNode()) {
        const text = walker.currentNode.nodeValue.trim();
        const parent = walker.currentNode.parentElement;
        if (text && !parent.closest('style, script')) found.set(parent, text);
    }
    return [...found].map(([element, text]) => ({
        text, contrast: contrast(element), height: element.getBoundingClientRect().height,
    }));
}
addEventListener('load', () => {
    const found = {theme: document.documentElement.className, blocks: {}, loose: [], wide: []};
    for (const selector of BLOCKS) {
        const all = [...document.querySelectorAll(selector)];
        found.blocks[selector] = {count: all.length, texts: all.flatMap(texts)};
    }
    const added = [...document.querySelectorAll('[class^="design-doc"]')];
    found.wide = added.filter(it => it.getBoundingClientRect().right > innerWidth)
        .map(it => it.className);
    found.loose = [...document.querySelectorAll('nav.design-doc-toc a')]
        .map(link => link.getAttribute('href'))
        .filter(href => !document.getElementById(decodeURIComponent(href.slice(1))));
    const result = document.createElement('pre');
    result.id = 'probe-result';
    result.textContent = JSON.stringify(found);
    document.body.append(result);
});
"""


def browser():
    """The browser's program; None where there is none."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


def prepared(page, theme, probe):
    """A copy of the page, beside it, that chooses a theme and looks at itself."""
    text = page.read_text(encoding="utf-8")
    choose = f"<script>localStorage.setItem('mdbook-theme', '{theme}')</script>"
    text = text.replace("<head>", "<head>" + choose, 1)
    if probe:
        script = f"const BLOCKS = {json.dumps(BLOCKS)};{PROBE}"
        text = text.replace("</body>", f"<script>{script}</script></body>", 1)
    copy = page.with_name(f".probe-{theme}.html")
    copy.write_text(text, encoding="utf-8")
    return copy


def chromium(program, profile, page, width, *arguments):
    """Runs the browser on a page, and returns what it printed."""
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    command += ["--hide-scrollbars"]
    command += [f"--user-data-dir={profile}", f"--window-size={width},1600"]
    command += ["--virtual-time-budget=5000", *arguments, page.resolve().as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


def look(program, page, theme, width):
    """What the page is like in a theme."""
    copy = prepared(page, theme, probe=True)
    try:
        with tempfile.TemporaryDirectory() as profile:
            dom = chromium(program, profile, copy, width, "--dump-dom")
    finally:
        copy.unlink()
    result = re.search(r'<pre id="probe-result">(.*?)</pre>', dom, re.DOTALL)
    return json.loads(html.unescape(result.group(1)))


def faults(found, theme):
    """What is wrong with a page."""
    if theme not in found["theme"].split():
        yield f"the theme is {found['theme']}"
    for selector, block in found["blocks"].items():
        if block["count"] != 1:
            yield f"{block['count']} of {selector}"
        if not block["texts"]:
            yield f"{selector} has no text"
        for text in block["texts"]:
            if text["contrast"] < LEAST_CONTRAST:
                yield f"{selector}: \"{text['text']}\" has a contrast of {text['contrast']:.2f}"
            if text["height"] == 0:
                yield f"{selector}: \"{text['text']}\" is hidden"
    for href in found["loose"]:
        yield f"the contents list leads to {href}, which is not there"
    for name in found["wide"]:
        yield f"{name} is wider than the page"


def main():
    """Looks at the page in each theme, on a wide and on a narrow screen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    program = browser()
    if program is None:
        sys.exit("there is no Chromium")
    wrong = 0
    for theme in THEMES:
        for width in (1280, 500):
            found = look(program, options.page, theme, width)
            least = min(
                (text["contrast"] for it in found["blocks"].values() for text in it["texts"]),
                default=0,
            )
            print(f"{theme:6} {width:5} px: least contrast {least:.2f}")
            for fault in faults(found, theme):
                print(f"  wrong: {fault}")
                wrong += 1
        if options.screenshots:
            options.screenshots.mkdir(parents=True, exist_ok=True)
            picture = (options.screenshots / f"{theme}.png").resolve()
            copy = prepared(options.page, theme, probe=False)
            with tempfile.TemporaryDirectory() as profile:
                chromium(program, profile, copy, 1280, f"--screenshot={picture}")
            copy.unlink()
    sys.exit(f"{wrong} faults" if wrong else 0)


if __name__ == "__main__":
    main()
