"""How time and memory grow with a book, with a chapter, and with what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import books
from .apart import apart
from .bench import Bench, Row, megabytes
from .books import Book
from .runs import Paired, paired

CHAIN = ("---\ntitle: <The title>\nstatus: Draft | Final\ndepends_on:\n  - <Another>\n---\n\n# <The title>\n\n"
         "## Summary\n> Say in a sentence what this is.\n")


@dataclass(frozen=True)
class Point:
    """What a command took for a book of some size."""

    # `check` or `preprocess`.
    command: str
    # How many chapters, bytes, headings or relations.
    count: int
    # The bytes of the book's chapters.
    size: int
    # Median seconds, and the median peak in bytes.
    wall: float
    peak: float


def long_chapter(root: Path, size: int) -> Book:
    """A book of one document of so many bytes."""
    return books.of_texts(root, [("eip-1.md", books.text_of(books.document(1, size)))], governed=True)


def same_headings(root: Path, count: int) -> Book:
    """A book of one document with so many headings of the same text."""
    blocks = books.document(1, books.SIZE)
    return books.of_texts(root, [("eip-1.md", books.text_of(blocks + ["### Notes\n\nText."] * count))], governed=True)


def chain(root: Path, count: int) -> Book:
    """A book of so many documents, each of which depends on the one before."""
    def text(number: int) -> str:
        before = f"depends_on:\n  - part-{number - 1}.md\n" if number else "depends_on: []\n"
        return (f"---\ntitle: Part {number}\nstatus: Final\n{before}---\n\n# Part {number}\n\n"
                f"## Summary\n\nThe part that comes after {number - 1}.\n")
    texts = ((f"part-{number}.md", text(number)) for number in range(count + 1))
    return books.of_texts(root, texts, governed=True, templates={books.TEMPLATE: CHAIN})


# What grows: its name on the picture's axis, the counts, how to make a book, and how often to measure at most.
SERIES = {
    "chapters": ([100, 1_000, 10_000], None, 5),
    "bytes of one chapter": ([100_000, 1_000_000, 10_000_000], long_chapter, 9),
    "headings of the same text": ([100, 1_000, 10_000], same_headings, 9),
    "documents in a chain of relations": ([100, 1_000, 10_000], chain, 5),
}


def measure(bench: Bench, name: str) -> tuple[list[Row], list[Point]]:
    """The rows and points of one series."""
    counts, make, most = SERIES[name]
    folder = name.replace(" ", "-")
    made = [apart(make, bench.work / f"{folder}-{count}", count) if make else bench.governed(count)
            for count in counts]
    commands = [command for book in made for command in (bench.check(book), bench.preprocess(book))]
    runs = min(bench.runs, most)
    taken = paired(runs, *commands)
    points = [Point(kind, count, book.size, taken.wall(2 * place + offset), taken.peak(2 * place + offset))
              for place, (count, book) in enumerate(zip(counts, made))
              for offset, kind in enumerate(["check", "preprocess"])]
    found = [_growth(name, offset, counts, taken) for offset in range(2)]
    return [*found, *_memory(name, points, runs)], points


def _growth(name: str, offset: int, counts: list[int], taken: Paired) -> Row:
    """How much longer ten times as much takes, as a part of ten times as long."""
    places = [2 * place + offset for place in range(len(counts))]
    factors = [more / less for less, more in zip(counts, counts[1:])]
    pairs = list(zip(places[1:], places, factors))
    walls = [taken.ratio(more, less) / factor for more, less, factor in pairs]
    cpus = [taken.cpu_ratio(more, less) / factor for more, less, factor in pairs]
    return Row(work=f"growth of `{['check', 'preprocess'][offset]}`: {' → '.join(f'{it:,}' for it in counts)} {name}",
               against="ten times as long for ten times as much", bound="≤ 1.2 × a decade",
               measured=", ".join(f"{step:.2f} ×" for step in walls), met=max(walls) <= 1.2,
               ours=" → ".join(f"{taken.wall(place) * 1000:,.0f} ms" for place in places), theirs="",
               cpu=", ".join(f"{step:.2f} ×" for step in cpus), runs=len(taken.runs))


def _memory(name: str, points: list[Point], runs: int) -> Iterator[Row]:
    """What memory the largest book takes."""
    if name != "chapters":
        return
    for kind in ["check", "preprocess"]:
        last = [point for point in points if point.command == kind][-1]
        ratio = last.peak / last.size
        yield Row(work=f"peak memory of `{kind}`, {last.count:,} chapters", against="the size of their text",
                  bound="≤ 4 ×", measured=f"{ratio:.1f} ×", met=ratio <= 4, ours=megabytes(last.peak),
                  theirs=megabytes(last.size), cpu="", runs=runs,
                  short=f"memory of `{kind}` for {last.count:,} chapters, against their text")
