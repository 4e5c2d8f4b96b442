"""What every measurement needs, and what it gives."""

import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import books, histories
from .apart import apart
from .books import Book
from .runs import Command, Paired


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    # What is measured, and what it is measured against.
    work: str
    against: str
    # What must hold, and what was found, as people read it.
    bound: str
    measured: str
    # None where there is no bound.
    met: bool | None
    # Medians of wall time, or of whatever it is about.
    ours: str
    theirs: str
    # The ratio of the processors' time, where there are two.
    cpu: str
    runs: int
    # The row's line in the short table: what it says there; empty for none.
    short: str = ""


@dataclass
class Bench:
    """Where things are, and how often to measure."""

    work: Path
    program: Path
    baselines: Path
    peers: Path
    runs: int
    # Chapters of a book of ordinary size, and commits of its history.
    chapters: int
    commits: int
    # Real chapters to take instead of made ones, where ours need not be governed.
    files: Path | None
    # What was noticed on the way, for the notes below the table.
    notes: list[str] = field(default_factory=list)

    def plain(self, chapters: int) -> Book:
        """A book that no template governs."""
        if self.files:
            folder = self.files.resolve()
            name = f"real-{zlib.crc32(str(folder).encode()):08x}-{chapters}"
            return apart(books.of_files, self.work / name, folder, chapters)
        return apart(_plain, self.work / f"plain-{chapters}", chapters)

    def governed(self, chapters: int) -> Book:
        """A book that a template with 12 required sections and 8 fields governs; no git."""
        return apart(_governed, self.work / f"governed-{chapters}", chapters)

    def dated(self) -> Book:
        """A governed book with a history."""
        return apart(histories.make, self.work / f"dated-{self.chapters}-{self.commits}", self.chapters, self.commits)

    def undated(self) -> Book:
        """The same chapters without the history."""
        return apart(_without_git, self.work / f"undated-{self.chapters}-{self.commits}", self.dated().root)

    def preprocess(self, book: Book, before: Callable[[], None] | None = None) -> Command:
        """Our program as mdBook calls it."""
        return Command([str(self.program)], cwd=book.root, stdin=book.wire(), before=before)

    def check(self, book: Book, *options: str) -> Command:
        """Our `check`, which prints what it finds."""
        return Command([str(self.program), "check", *options], cwd=book.root)

    def baseline(self, name: str, *arguments: str, stdin: Path | None = None) -> Command:
        """One of the programs that do the least."""
        return Command([str(self.baselines / name), *arguments], stdin=stdin)


def at_most(pair: Paired, bound: float, **texts: str) -> Row:
    """A row about two commands: ours takes at most so many times what the other one takes."""
    ratio = pair.ratio()
    return Row(bound=f"≤ {bound:g} ×", measured=f"{ratio:.2f} ×", met=ratio <= bound, **_both(pair), **texts)


def times_faster(pair: Paired, bound: float, **texts: str) -> Row:
    """A row about two commands: the other one takes at least so many times what ours takes."""
    ratio = 1 / pair.ratio()
    return Row(bound=f"≥ {bound:g} × faster", measured=f"{ratio:.0f} × faster", met=ratio >= bound, **_both(pair),
               **texts)


def _both(pair: Paired) -> dict:
    return {"ours": seconds(pair.wall(0)), "theirs": seconds(pair.wall(1)), "cpu": f"{pair.cpu_ratio():.2f} ×",
            "runs": len(pair.runs)}


def seconds(time: float) -> str:
    """A time as people read it."""
    return f"{time:.1f} s" if time >= 10 else f"{time:.2f} s" if time >= 1 else f"{time * 1000:.0f} ms" \
        if time >= 0.0095 else f"{time * 1000:.1f} ms"


def megabytes(size: float) -> str:
    """A size as people read it."""
    return f"{size / 1e6:.0f} MB" if size >= 1e7 else f"{size / 1e6:.1f} MB"


def _plain(root: Path, chapters: int) -> Book:
    return books.make(root, chapters, governed=False)


def _governed(root: Path, chapters: int) -> Book:
    return books.make(root, chapters, governed=True)


def _without_git(root: Path, of: Path) -> Book:
    texts = ((path.name, path.read_text()) for path in sorted((of / "src").glob("eip-*.md")))
    return books.of_texts(root, texts, governed=True)


def forget(book: Book) -> Callable[[], None]:
    """Takes away what was kept of a book's history."""
    return lambda: shutil.rmtree(book.root / ".git" / "mdbook-design-docs", ignore_errors=True)
