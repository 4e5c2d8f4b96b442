"""The growth as a picture: time above, peak memory below, a column for each thing that grows."""

import math
from html import escape

from .growth import Point

# Each panel, and what is around it.
WIDTH, HEIGHT, LEFT, TOP, GAP, BETWEEN = 190, 150, 84, 58, 46, 66

COLOURS = {"check": "#1f6feb", "preprocess": "#c2410c"}
INK, PALE, GRID, PAPER = "#24292f", "#57606a", "#d0d7de", "#ffffff"


class Axis:
    """A logarithmic axis: values to places."""

    def __init__(self, low: float, high: float, begin: float, end: float):
        self.low, self.high = math.floor(math.log10(low)), math.ceil(math.log10(high))
        self._begin, self._step = begin, (end - begin) / (self.high - self.low)

    def place(self, value: float) -> float:
        """Where a value lies."""
        return self._begin + (math.log10(value) - self.low) * self._step

    def decades(self) -> list[float]:
        """The powers of ten on it."""
        return [10.0 ** power for power in range(self.low, self.high + 1)]


def svg(series: dict[str, list[Point]]) -> str:
    """The picture of all series. It has a background of its own, so it reads on light and dark pages."""
    everything = [point for points in series.values() for point in points]
    width = LEFT + len(series) * (WIDTH + GAP)
    height = TOP + 2 * HEIGHT + BETWEEN + 50
    rows = [("time", [point.wall for point in everything], _time, lambda point: point.wall),
            ("peak memory", [point.peak for point in everything], _memory, lambda point: point.peak)]
    parts = [f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}" stroke="{GRID}"/>', *_legend()]
    for row, (name, values, label, of) in enumerate(rows):
        top = TOP + row * (HEIGHT + BETWEEN)
        rising = Axis(min(values), max(values), top + HEIGHT, top)
        parts.append(_text(16, top + HEIGHT / 2, name, "middle", turned=True))
        for column, (what, points) in enumerate(series.items()):
            left = LEFT + column * (WIDTH + GAP)
            counts = [point.count for point in points]
            across = Axis(min(counts), max(counts), left, left + WIDTH)
            parts += _panel(across, rising, left, top, label if column == 0 else None)
            parts += _lines(points, across, rising, of)
            parts.append(_text(left + WIDTH / 2, top + HEIGHT + 34, what, "middle"))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="12">\n<title>{_summary(series)}</title>\n'
            + "\n".join(parts) + "\n</svg>\n")


def _panel(across: Axis, rising: Axis, left: float, top: float, label) -> list[str]:
    parts = []
    for value in rising.decades():
        y = rising.place(value)
        parts.append(f'<path d="M{left} {y:.1f}h{WIDTH}" stroke="{GRID}"/>')
        if label:
            parts.append(_text(left - 6, y + 4, label(value), "end", PALE))
    for value in across.decades():
        x = across.place(value)
        parts.append(f'<path d="M{x:.1f} {top}v{HEIGHT}" stroke="{GRID}"/>')
        parts.append(_text(x, top + HEIGHT + 16, _count(value), "middle", PALE))
    return parts


def _lines(points: list[Point], across: Axis, rising: Axis, of) -> list[str]:
    parts = []
    for command, colour in COLOURS.items():
        places = [(across.place(it.count), rising.place(of(it))) for it in points if it.command == command]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dashes = "" if command == "check" else ' stroke-dasharray="6 3"'
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
    return parts


def _legend() -> list[str]:
    parts, x = [], LEFT
    for command, colour in COLOURS.items():
        dashes = "" if command == "check" else ' stroke-dasharray="6 3"'
        parts.append(f'<path d="M{x} 26h28" stroke="{colour}" stroke-width="2"{dashes}/>')
        parts.append(_text(x + 34, 30, command, "start"))
        x += 140
    return [*parts, _text(x, 30, "both axes logarithmic: a line that rises by a square for each square is linear growth",
                          "start", PALE)]


def _text(x: float, y: float, text: str, anchor: str, colour: str = INK, turned: bool = False) -> str:
    turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if turned else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{turn}>{escape(text)}</text>'


def _summary(series: dict[str, list[Point]]) -> str:
    return escape(f"Time and peak memory of check and preprocess as these grow: {', '.join(series)}")


def _time(value: float) -> str:
    return f"{value:g} s" if value >= 1 else f"{value * 1000:g} ms"


def _memory(value: float) -> str:
    return f"{value / 1e9:g} GB" if value >= 1e9 else f"{value / 1e6:g} MB"


def _count(value: float) -> str:
    return f"{value / 1e6:g} M" if value >= 1e6 else f"{value / 1e3:g} k" if value >= 1e3 else f"{value:g}"
