"""What was measured, as Markdown, and where it goes."""

import os
import platform
from datetime import date
from pathlib import Path

from .bench import Row


def table(rows: list[Row]) -> str:
    """Every row, its bound beside what was measured."""
    lines = ["| work | against | bound | measured | ours | theirs | processor time | runs |",
             "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        cells = [row.work, row.against, row.bound, _measured(row), row.ours, row.theirs, row.cpu, str(row.runs)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _measured(row: Row) -> str:
    return f"**{row.measured}: missed**" if row.met is False else row.measured


def short(rows: list[Row]) -> str:
    """What the README says."""
    lines = ["| work | bound | measured |", "|---|---|---|"]
    lines += [f"| {row.short} | {row.bound} | {_measured(row)} |" for row in rows if row.short]
    return "\n".join(lines)


def conditions(rows: list[Row], peers: list[str], notes: list[str]) -> str:
    """Under which conditions, in a few sentences."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0))
    bound = [row.met for row in rows if row.met is not None]
    verdict = "Every bound is met." if all(bound) else f"{sum(bound)} of {len(bound)} bounds are met."
    load = os.getloadavg()[2]
    busy = f" It was busy with other work, at a load of {load:.0f}." if load > 1.5 * cores else ""
    machine = (f"Measured on {date.today()}, on {cores} processors of a shared {platform.machine()} server with "
               f"{memory:.0f} GB of memory and {platform.system()}.{busy}")
    return "\n".join([machine, verdict, *(["Peers: " + ", ".join(peers) + "."] if peers else []), *notes])


def write(path: Path, name: str, text: str) -> None:
    """Puts a text between `<!-- measured: NAME -->` and the next `<!-- end -->`."""
    page = path.read_text()
    begin = f"<!-- measured: {name} -->\n"
    before, found, rest = page.partition(begin)
    after = rest.partition("<!-- end -->")
    if not (found and after[1]):
        raise SystemExit(f"{path} has lost the place of its measured {name}")
    path.write_text(f"{before}{begin}\n{text}\n\n<!-- end -->{after[2]}")
