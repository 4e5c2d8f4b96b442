#!/usr/bin/env python3
"""Fills the corpora from what the repository has: documents of the example book, examples of the
rules' pages and of the guide, templates, and the texts in the tests' source.

    python3 fuzz/seed.py
"""

import ast
import hashlib
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SEPARATOR = "\x1e"
# Larger inputs make a fuzzer slow and tell it nothing more.
MOST = 6000

FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
# A string literal of Rust that is a text of some lines or holds a directive; raw ones have no escapes.
PLAIN = re.compile(r'(?<![\w#r])"((?:[^"\\]|\\.)*)"', re.DOTALL)
RAW = re.compile(r'r(#+)"(.*?)"\1', re.DOTALL)


def save(target, *texts, choice=None):
    """One input: texts with the separator between them, behind the byte that chooses."""
    data = SEPARATOR.join(texts).encode()
    if len(data) > MOST or not data:
        return
    for first in [b""] if choice is None else choice:
        whole = first + data
        folder = HERE / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(whole).hexdigest()).write_bytes(whole)


def literal(written):
    """What a string literal of Rust says; none where Python reads it otherwise."""
    text = re.sub(r"\\\n\s*", "", written)
    text = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda it: f"\\U{int(it[1], 16):08x}", text)
    text = text.replace("\n", "\\n")
    try:
        return ast.literal_eval(f'"{text}"')
    except (SyntaxError, ValueError):
        return None


def texts_of(source):
    """The texts in a file of Rust that may be Markdown, YAML or TOML."""
    found = [match[2] for match in RAW.finditer(source)]
    found += [literal(match[1]) for match in PLAIN.finditer(source)]
    return [text for text in found if text and ("\n" in text or "{{#" in text)]


def groups(page):
    """The examples of a page of a rule or of the guide, as (kind, text), a list for each section."""
    for section in re.split(r"^## ", page, flags=re.MULTILINE):
        blocks = [(it[2].split(), it[3]) for it in FENCE.finditer(section)]
        if blocks:
            yield [(info[1] if len(info) > 1 else (info or [""])[0], text) for info, text in blocks]


def book(template, *chapters):
    """A book for the targets that take one, in one of the configurations; its template, its documents."""
    first = bytes([len(template + "".join(chapters)) % 3])
    for target in ["pipeline", "fix"]:
        save(target, template, *chapters, choice=[first])
    save("template", template, choice=[b"0", b"1"])
    for text in [template, *chapters]:
        save("metadata", text)
        save("template", text, choice=[b"0"])
        save("directives", text)


def pages():
    """From examples: each bad and good one with the template and the files that stand before it."""
    for path in sorted([*ROOT.glob("src/**/*.md"), *ROOT.glob("book-example/**/*.md")]):
        page = path.read_text()
        book("", page)
        for examples in groups(page):
            template, files = "", []
            for kind, text in examples:
                if kind == "template":
                    template = text
                elif kind in ("file", "stray"):
                    files.append(text)
                elif kind in ("config", "toml"):
                    save("configuration", text)
                elif kind == "fragment":
                    save("directives", "{{#template a.md}}\n", text)
                else:
                    book(template, text, *files)
    templates = [*ROOT.glob("book-example/templates/*.md"), *ROOT.glob("src/template/**/*.md")]
    documents = sorted(ROOT.glob("book-example/src/designs/**/*.md"))
    for template in sorted(templates):
        text = template.read_text()
        book(text, text)
        for document in documents:
            book(text, document.read_text())


def sources():
    """From the tests: texts that follow each other are often a template and its document."""
    for path in sorted([*ROOT.glob("src/**/*.rs"), *ROOT.glob("tests/**/*.rs")]):
        texts = texts_of(path.read_text())
        for text in texts:
            book("", text)
            if "=" in text:
                save("configuration", text)
        for first, second in zip(texts, texts[1:]):
            book(first, second)
            save("directives", "{{#template a.md}}\n{{#template b.md x=1}}\n", first, second)
    for path in sorted(ROOT.glob("**/book.toml")):
        save("configuration", path.read_text())
    for path in sorted(ROOT.glob("tests/config/*.txt")):
        for case in path.read_text().split("\n\n"):
            lines = [line for line in case.split("\n") if not line.lstrip().startswith("^")]
            save("configuration", "[preprocessor.design-docs]\n" + "\n".join(lines))


if __name__ == "__main__":
    pages()
    sources()
    for folder in sorted((HERE / "corpus").iterdir()):
        print(folder.name, sum(1 for _ in folder.iterdir()), "inputs")
