"""What was measured so far, kept between calls; it holds for one build of the program."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from .bench import Row
from .growth import Point


class Store:
    """Results by the name of their measurement."""

    def __init__(self, work: Path, program: Path):
        self._path = work / "results.json"
        with open(program, "rb") as file:
            self._program = hashlib.file_digest(file, "sha256").hexdigest()
        kept = json.loads(self._path.read_text()) if self._path.exists() else {}
        self._results = kept["results"] if kept.get("program") == self._program else {}

    def put(self, name: str, rows: list[Row], points: list[Point], notes: list[str]) -> None:
        """Keeps what a measurement gave, in place of what it gave before."""
        self._results[name] = {"rows": [asdict(row) for row in rows], "points": [asdict(it) for it in points],
                               "notes": notes}
        self._path.write_text(json.dumps({"program": self._program, "results": self._results}, indent=1))

    def rows(self, names: list[str]) -> list[Row]:
        """The rows of these measurements, in this order."""
        return [Row(**row) for name in names for row in self._results.get(name, {}).get("rows", [])]

    def points(self, name: str) -> list[Point]:
        """The points of a measurement of growth."""
        return [Point(**point) for point in self._results.get(name, {}).get("points", [])]

    def notes(self, names: list[str]) -> list[str]:
        """What was noticed on the way."""
        return [note for name in names for note in self._results.get(name, {}).get("notes", [])]
