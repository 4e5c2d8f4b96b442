"""The measurements, each a function that gives rows of the table."""

import os
import shutil
from collections.abc import Iterator

from . import programs
from .bench import Bench, Row, at_most, forget, megabytes, seconds, times_faster
from .books import Book
from .runs import Command, Paired, paired


def preprocessing(bench: Bench) -> Iterator[Row]:
    """A book through standard input and output, without git."""
    real = " of real books" if bench.files else ""
    for book, kind in [(bench.plain(bench.chapters), real), (bench.governed(bench.chapters), ", each a document")]:
        no_op = bench.baseline("no_op", stdin=book.wire())
        pair = paired(bench.runs, bench.preprocess(book), no_op)
        yield at_most(pair, 1.5, work=f"preprocessing {chapters(book)}{kind}; no git",
                      against="a preprocessor that reads JSON and writes it back",
                      short="" if "document" in kind else f"preprocessing {chapters(book)}{kind}, against doing nothing")


def dates(bench: Bench) -> Iterator[Row]:
    """What dates add to it, and what one `git log` takes."""
    book, undated = bench.dated(), bench.undated()
    log = Command(["git", "log", "-c", "--no-renames", "--name-only", "-z", "--", "src"], cwd=book.root)
    against = f"`{' '.join(log.argv[:6])}` over the same folder, {bench.commits} commits"
    without = bench.preprocess(undated)
    for kind, before, bound in [("cold", forget(book), 1.1), ("HEAD unchanged", None, 0.02)]:
        taken = paired(bench.runs, bench.preprocess(book, before), without, log)
        whole = taken.ratio(0, 2)
        ratio = taken.median(lambda round: (round[0].wall - round[1].wall) / round[2].wall)
        cpu = taken.median(lambda round: (round[0].cpu - round[1].cpu) / round[2].cpu)
        added = taken.median(lambda round: round[0].wall - round[1].wall)
        yield Row(work=f"dates of {chapters(book)}, {kind}: what they add to preprocessing", against=against,
                  bound=f"≤ {bound:g} ×", measured=f"{ratio:.3f} × (whole process: {whole:.2f} ×)",
                  met=ratio <= bound, ours=seconds(max(added, 0)), theirs=seconds(taken.wall(2)), cpu=f"{cpu:.3f} ×",
                  runs=bench.runs, short=f"dates from git, {kind}, against one `git log`")


def dates_peers(bench: Bench) -> Iterator[Row]:
    """The two preprocessors that people chain today."""
    book = bench.dated()
    toc, last = (programs.find(name, bench.peers) for name in ["mdbook-toc", "mdbook-last-changed"])
    if not (toc and last):
        bench.notes.append("mdbook-toc and mdbook-last-changed are not installed.")
        return
    chain = Command(["sh", "-c", f'"{toc}" < "{book.wire()}" > /dev/null && "{last}" < "{book.wire()}"'],
                    cwd=book.root)
    pair = paired(1, bench.preprocess(book, forget(book)), chain, warm_up=0)
    yield times_faster(pair, 100, work=f"preprocessing {chapters(book)} with dates, cold",
                       against="mdbook-toc and mdbook-last-changed, one after the other",
                       short="preprocessing with dates, against mdbook-toc and mdbook-last-changed")


def check(bench: Bench) -> Iterator[Row]:
    """`check` against reading and parsing."""
    book = bench.governed(bench.chapters)
    pair = paired(bench.runs, bench.check(book), bench.baseline("read_and_parse", str(book.src)))
    yield at_most(pair, 2, work=f"`check` of {documents(book)}; no git",
                  against="reading them, and one pulldown-cmark pass over each, on as many threads",
                  short=f"`check` of {documents(book)}, against parsing them")


def check_peers(bench: Bench) -> Iterator[Row]:
    """Checkers of Markdown and of proposals."""
    book = bench.governed(bench.chapters)
    calls = {"rumdl": (["check", "--no-cache"], 8, bench.runs), "mdbook-lint": (["lint"], 50, 3),
             "eipw": ([], 150, 3)}
    for name, (arguments, bound, runs) in calls.items():
        program = programs.find(name, bench.peers)
        if not program:
            bench.notes.append(f"{name} is not installed.")
            continue
        # 65 is what eipw ends with where it finds something.
        theirs = Command([program, *arguments, str(book.src)], cwd=book.root, good=(0, 1, 65))
        pair = paired(min(runs, bench.runs), bench.check(book), theirs, warm_up=1)
        yield times_faster(pair, bound, work=f"`check` of {documents(book)}; no git", against=name,
                           short=f"`check` of {documents(book)}, against {name}")


def base(bench: Bench) -> Iterator[Row]:
    """Ten documents changed."""
    book = bench.dated()
    pair = paired(bench.runs, bench.check(book, "--base", "HEAD~1"), bench.check(book))
    yield at_most(pair, 1.3, work=f"`check --base`, 10 documents changed of {book.chapters}", against="`check` of all")


def build(bench: Bench) -> Iterator[Row]:
    """The same pages, in one process and in two."""
    mdbook = programs.mdbook(bench.peers)
    if not mdbook:
        bench.notes.append(f"mdbook {programs.MDBOOK} is not installed.")
        return
    book = bench.governed(300)
    here, there = bench.work / "pages-ours", bench.work / "pages-mdbook"
    one = Command([str(bench.program), "build", "--dest-dir", str(here)], cwd=book.root)
    two = Command([mdbook, "build", "--dest-dir", str(there)], cwd=book.root,
                  env={"PATH": f"{bench.program.parent}:{os.environ['PATH']}"})
    pair = paired(min(bench.runs, 5), one, two)
    for folder in [here, there]:
        shutil.rmtree(folder)
    yield at_most(pair, 1, work=f"`build` of {chapters(book)}", against="`mdbook build` with the preprocessor",
                  short="`build`, against `mdbook build` with the preprocessor")


def start_up(bench: Bench) -> Iterator[Row]:
    """The least that there is to do."""
    book = bench.governed(1)
    supports = Command([str(bench.program), "supports", "html"], cwd=book.root)
    runs = max(bench.runs, 21)
    alone = paired(runs, supports, bench.baseline("no_op", "supports", "html"))
    yield _limit(alone, 0.005, alone.wall(0), work="`supports html`", against="(a program that does nothing)")
    pair = paired(runs, bench.check(book), bench.baseline("read_and_parse", str(book.src)))
    over = pair.median(lambda round: round[0].wall - round[1].wall)
    yield _limit(pair, 0.015, over, work="`check` of a book of one chapter, over reading it",
                 against="reading and parsing it")


def _limit(pair: Paired, bound: float, time: float, **texts: str) -> Row:
    return Row(bound=f"≤ {seconds(bound)}", measured=f"{time * 1000:.1f} ms", met=time <= bound,
               ours=f"{pair.wall(0) * 1000:.1f} ms", theirs=f"{pair.wall(1) * 1000:.1f} ms", cpu="",
               runs=len(pair.runs), **texts)


def size(bench: Bench) -> Iterator[Row]:
    """How large the program is, stripped."""
    yield _known("release binary", megabytes(bench.program.stat().st_size))


def clean_build(bench: Bench) -> Iterator[Row]:
    """How long it takes to build it with all that it stands on."""
    cores = len(os.sched_getaffinity(0))
    yield _known(f"clean release build on {cores} processors", f"{programs.clean_build(bench.work) / 60:.1f} min")


def _known(work: str, measured: str) -> Row:
    return Row(work=work, against="", bound="", measured=measured, met=None, ours="", theirs="", cpu="",
               runs=1, short=work)


def chapters(book: Book) -> str:
    """How many and how much."""
    return f"{book.chapters:,} chapters ({megabytes(book.size)})"


def documents(book: Book) -> str:
    """The same of documents."""
    return f"{book.chapters:,} documents ({megabytes(book.size)})"
