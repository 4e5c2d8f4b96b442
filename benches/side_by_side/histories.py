"""A history for a book: thousands of commits, most of which touch a chapter or two."""

import random
import shutil
import subprocess
from pathlib import Path

from . import books
from .books import Book
from .prose import Prose

PEOPLE = ["Ada Moreau <ada@example.org>", "Ben Ito <ben@example.org>", "Chika Obi <chika@example.org>",
          "Dana Levi <dana@example.org>", "Émile Roux <emile@example.org>"]

# The first commit: 2018-01-01; some five hours from each to the next.
BEGIN, STEP = 1514764800, 18000

GIT = ["git", "-c", "gc.auto=0"]


def make(root: Path, chapters: int, commits: int) -> Book:
    """A governed book of so many chapters with a history of so many commits, unless it stands there already.

    Each commit rewrites a block of one to three chapters, or a file of code beside them; one in twenty is
    merged from a branch. The last one changes ten chapters.
    """
    if (root / "made.json").exists():
        return books.make(root, chapters, governed=True)
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run([*GIT, "init", "--quiet", "--initial-branch=main", str(root)], check=True)
    importing = subprocess.Popen([*GIT, "-C", str(root), "fast-import", "--quiet", "--force"], stdin=subprocess.PIPE)
    _Writer(importing.stdin, chapters).write(commits)
    importing.stdin.close()
    if importing.wait() != 0:
        raise SystemExit("git fast-import failed")
    subprocess.run([*GIT, "-C", str(root), "checkout", "--quiet", "--force", "main"], check=True)
    # One pack with deltas, no commit graph: what a fresh clone has.
    subprocess.run([*GIT, "-C", str(root), "repack", "-a", "-d", "-f", "--quiet"], check=True)
    return _adopted(root)


def _adopted(root: Path) -> Book:
    names = sorted((path.name for path in (root / "src").glob("eip-*.md")), key=lambda name: int(name[4:-3]))
    size = sum((root / "src" / name).stat().st_size for name in names)
    book = Book(root, len(names), size)
    books.send(book)
    (root / "made.json").write_text(f'{{"chapters": {len(names)}, "size": {size}}}')
    return book


class _Writer:
    """Writes a stream for fast-import."""

    def __init__(self, out, chapters: int):
        self._out = out
        self._pick = random.Random(chapters)
        self._texts = {number: books.document(number, books.SIZE) for number in range(1, chapters + 1)}
        self._made = 0

    def write(self, commits: int) -> None:
        everything = [*self._project(), *((number, self._file(number)) for number in self._texts)]
        self._commit("main", "Begin", everything)
        while self._made < commits - 1:
            if self._made % 20:
                self._commit("main", f"Revise {self._made}", self._edits(self._pick.choice([0, 1, 1, 1, 2, 3])))
            else:
                self._merge()
        self._commit("main", "Revise ten", self._edits(10))

    def _merge(self) -> None:
        begun = self._made
        self._line("reset refs/heads/side", f"from :{begun}", "")
        self._commit("side", f"Propose {begun}", self._edits(1))
        self._commit("main", f"Note {begun}", self._edits(0))
        self._commit("main", f"Merge {begun}", [], merged=begun + 1)

    def _project(self):
        listed = "".join(f"- [eip-{number}](eip-{number}.md)\n" for number in self._texts)
        return [("book.toml", books._configuration(True)), ("templates/proposal.md", books.template()),
                ("src/SUMMARY.md", f"# Summary\n\n{listed}"), (".gitignore", "made.json\nbook\n")]

    def _edits(self, count: int):
        if not count:
            return [(f"lib/part{self._pick.randint(1, 300)}.rs", f"pub const REVISION: u64 = {self._made};\n")]
        numbers = self._pick.sample(list(self._texts), min(count, len(self._texts)))
        for number in numbers:
            blocks = self._texts[number]
            prose = [place for place, block in enumerate(blocks) if block[0] not in "#-|`>"]
            blocks[self._pick.choice(prose)] = Prose(self._pick.randint(0, 1 << 40)).paragraph()
        return [(number, self._file(number)) for number in numbers]

    def _file(self, number: int) -> str:
        return books.text_of(self._texts[number])

    def _commit(self, branch: str, subject: str, files, merged: int | None = None) -> None:
        self._made += 1
        person = self._pick.choice(PEOPLE)
        self._line(f"commit refs/heads/{branch}", f"mark :{self._made}",
                   f"committer {person} {BEGIN + STEP * self._made} +0000")
        self._data(subject)
        if merged:
            self._line(f"merge :{merged}")
            # A merge names what it takes from the other side.
            for number in self._side:
                self._line(f"M 100644 inline src/eip-{number}.md")
                self._data(self._file(number))
        for name, text in files:
            path = name if isinstance(name, str) else f"src/eip-{name}.md"
            self._line(f"M 100644 inline {path}")
            self._data(text)
        if branch == "side":
            self._side = [name for name, _ in files]
        self._line("")

    def _line(self, *lines: str) -> None:
        self._out.write("".join(f"{line}\n" for line in lines).encode())

    def _data(self, text: str) -> None:
        raw = text.encode()
        self._out.write(b"data %d\n%s\n" % (len(raw), raw))
