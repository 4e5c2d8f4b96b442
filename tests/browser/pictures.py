#!/usr/bin/env python3
"""Takes the pictures of the readme and the guide, in book-example/src/images.

    pictures.py [--program PATH]

Builds the example book with the program (built by cargo where none is named), opens its pages in headless
Chromium, and takes a page in a light and a dark theme, the index of documents with a filter, and a page on
a telephone. What the program prints in a terminal and on a pull request is taken from a run in a small
repository of its own: the book of the guide's first document. Nothing but Python's own library, Chromium,
git and cargo is needed, and no network.
"""

import argparse
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import devtools
import png

ROOT = pathlib.Path(__file__).resolve().parents[2]
IMAGES = ROOT / "book-example" / "src" / "images"
MOST_BYTES = 100_000
DOCUMENT = "designs/0001-dates-from-git.html"
COLOURS = {"31": "#d1242f", "91": "#d1242f", "32": "#1a7f37", "92": "#1a7f37", "33": "#9a6700"}
COLOURS |= {"93": "#9a6700", "34": "#0969da", "94": "#0969da", "36": "#1b7c83", "96": "#1b7c83"}

STYLE = """
body { margin: 0; background: #fff; color: #1f2328; font: 14px/1.5 'DejaVu Sans', sans-serif; }
pre { margin: 0; font: 13px/1.45 'DejaVu Sans Mono', monospace; }
.terminal { padding: 16px 20px; }
.file { border: 1px solid #d1d9e0; border-radius: 6px; margin: 16px; overflow: hidden; }
.name { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 14px; font-weight: 600; }
.line { display: flex; }
.line b { width: 44px; text-align: right; padding-right: 10px; color: #59636e; font-weight: 400; }
.added { background: #dafbe1; } .removed { background: #ffebe9; }
.note { border: 1px solid #d1d9e0; border-left: 4px solid; border-radius: 6px; margin: 8px 14px 8px 58px;
  padding: 8px 12px; background: #fff; }
.error { border-left-color: #d1242f; } .warning { border-left-color: #9a6700; }
.notice { border-left-color: #0969da; }
.note strong { display: block; }
"""


def shell(folder, *command):
    """What a command prints, whatever it ends with."""
    day = "2026-11-20T12:00:00Z"
    extra = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
    for role in ["AUTHOR", "COMMITTER"]:
        extra |= {f"GIT_{role}_NAME": "Ann", f"GIT_{role}_EMAIL": "ann@example.org"}
    done = subprocess.run(
        command, cwd=folder, env=os.environ | extra, stdout=subprocess.PIPE, text=True, check=False
    )
    return done.stdout


def repository(folder):
    """The book of the guide's first document: a draft on main, put into review on a branch."""
    walkthrough = ROOT / "book-example" / "walkthrough"
    shutil.copytree(walkthrough / "book", folder, dirs_exist_ok=True)
    document = folder / "src" / "designs" / "build-cache.md"
    document.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(walkthrough / "1-draft.md", document)
    shell(folder, "git", "init", "--quiet", "--initial-branch=main")
    shell(folder, "git", "add", "--all")
    shell(folder, "git", "commit", "--quiet", "--message", "Begin the design")
    shutil.copy(walkthrough / "2-in-review.md", document)
    return document.relative_to(folder)


def coloured(text):
    """A terminal's text as HTML, its colours kept."""
    out, bold, colour = [], False, None
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        codes = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if codes is None:
            weight = "bold" if bold else "normal"
            style = f"font-weight: {weight}; color: {colour or 'inherit'}"
            out.append(f'<span style="{style}">{html.escape(part)}</span>' if part else "")
            continue
        for code in codes[1].split(";"):
            if code in ("", "0"):
                bold, colour = False, None
            elif code == "1":
                bold = True
            elif code in COLOURS:
                colour = COLOURS[code]
    return "".join(out)


def terminal(program, folder):
    """What `check` prints for people."""
    printed = shell(folder, program, "check", "--color", "always", "--today", "2026-11-20")
    command = "<b>$ mdbook-design-docs check</b>"
    return f'<pre class="terminal">{command}\n{coloured(printed.rstrip())}</pre>'


def annotations(program, folder):
    """What `--format github` says: for each line the level, the title and the message."""
    printed = shell(folder, program, "check", "--format", "github", "--base", "main")
    found = {}
    for line in printed.splitlines():
        level, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        given = dict(pair.split("=", 1) for pair in properties.split(","))
        plain = [given["title"], message]
        for code, character in [("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", ""), ("%25", "%")]:
            plain = [text.replace(code, character) for text in plain]
        found.setdefault(int(given["line"]), []).append((level, *plain))
    return found


def pull_request(program, folder, document):
    """The changed file as a review shows it, annotations below their lines."""
    found = annotations(program, folder)
    diff = shell(folder, "git", "diff", "--unified=99", "main", "--", document)
    lines, number = [], 0
    for line in diff.split("@@\n", 1)[1].splitlines():
        kind = {"+": "added", "-": "removed"}.get(line[:1], "")
        number += line[:1] != "-"
        shown = "" if line[:1] == "-" else number
        lines.append(f'<pre class="line {kind}"><b>{shown}</b>{html.escape(line)}</pre>')
        for level, title, message in found.pop(number, []) if shown else []:
            text = html.escape(message).replace("\n", "<br>")
            lines.append(f'<div class="note {level}"><strong>{html.escape(title)}</strong>{text}</div>')
    return f'<div class="file"><div class="name">{document}</div>{"".join(lines)}</div>'


def save(page, name, height=None):
    """Keeps what is to be seen, as small as it can be; as high as it is where no height is given."""
    path = IMAGES / name
    if height is None:
        bottom = "document.body.lastElementChild.getBoundingClientRect().bottom"
        height = int(page.run(bottom)) + 16
    width = page.run("innerWidth")
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.send("Emulation.setDeviceMetricsOverride", **size)
    page.picture(path)
    data = png.smaller(path.read_bytes())
    path.write_bytes(data)
    print(f"{path.relative_to(ROOT)}: {width} × {height}, {len(data)} bytes")
    if len(data) > MOST_BYTES:
        sys.exit(f"{name} is larger than {MOST_BYTES} bytes")


def of_book(browser, book):
    """The pictures of pages."""
    hidden = "localStorage.setItem('mdbook-sidebar', 'hidden')"
    for name, path, theme, width, height in [
        ("page.png", DOCUMENT, "light", 960, 600),
        ("page-dark.png", DOCUMENT, "navy", 960, 600),
        ("phone.png", DOCUMENT, "light", 390, 760),
        ("index.png", "designs/index.html", "light", 960, 700),
    ]:
        with browser.page(width=width, height=height, theme=theme) as page:
            page.send("Page.addScriptToEvaluateOnNewDocument", source=hidden)
            page.open(book / path)
            if name == "index.png":
                page.run("document.querySelector('.design-doc-input').focus()")
                page.type("implemented")
            save(page, name, height)


def of_output(browser, program, folder):
    """The pictures of what is printed."""
    document = repository(folder)
    shown = {
        "findings.png": terminal(program, folder),
        "pull-request.png": pull_request(program, folder, document),
    }
    for name, body in shown.items():
        path = folder / "shown.html"
        head = f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}</style>'
        path.write_text(f"{head}<body>{body}</body>", encoding="utf-8")
        with browser.page(width=820, height=600) as page:
            page.open(path)
            save(page, name)


def main():
    """Builds, looks, and keeps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path)
    options = parser.parse_args()
    if devtools.program() is None:
        sys.exit("there is no Chromium")
    program = ["cargo", "run", "--quiet", "--"]
    if options.program:
        program = [str(options.program.resolve())]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        book = folder / "book"
        subprocess.run([*program, "build", "book-example", "--dest-dir", book], cwd=ROOT, check=True)
        here = options.program or pathlib.Path(target()) / "debug" / "mdbook-design-docs"
        with devtools.Browser() as browser:
            of_book(browser, book)
            of_output(browser, str(here.resolve()), folder / "repository")


def target():
    """Where cargo builds."""
    command = ["cargo", "metadata", "--format-version", "1", "--no-deps"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return re.search(r'"target_directory":"([^"]*)"', done.stdout)[1]


if __name__ == "__main__":
    main()
