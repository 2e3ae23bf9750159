"""A small SVG: seconds by number of submissions, both axes in steps of ten."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.bench.run import Results

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 80, 540, 72, 360
INK, GRID = "#212b32", "#d8dde0"
NEAREST = 17
"""Pixels between two labels at least."""


@dataclass(frozen=True)
class Line:
    """How one series is drawn: colour, dashes and mark differ, so colour is never needed."""

    name: str
    words: str
    colour: str
    dashes: str


LINES = (
    Line("release", "release, protected", "#005eb8", ""),
    Line("joint", "GROUP BY cell and item", "#7c2855", "8 3"),
    Line("bare", "GROUP BY item", "#006747", "2 3"),
    Line("pandas joint", "pandas, in memory", "#d5281b", "10 3 2 3"),
    Line("duckdb joint", "DuckDB, columns", "#425563", "5 5"),
)


def draw(results: Results) -> str:
    """The whole picture."""
    series = {
        line: {size: found[line.name].median for size, found in results.sizes.items() if line.name in found}
        for line in LINES
    }
    sizes = sorted(results.sizes)
    seconds = [value for points in series.values() for value in points.values()]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    scale = _Scale(sizes, low, max(high, low + 1))
    title = "Seconds to make a release, and to count the same rows, by number of submissions"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="Arial, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(_words(series))}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="30" font-size="15" font-weight="bold" fill="{INK}">{escape(title)}</text>',
        f'<text x="{LEFT}" y="48" fill="{INK}">Each step up or to the right is ten times as much.</text>',
        *_axes(scale),
        *(part for line, points in series.items() for part in _line(line, points, scale)),
        *_labels(series, scale),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scale:
    def __init__(self, sizes: Sequence[int], low: int, high: int) -> None:
        self.sizes, self.low, self.high = sizes, low, high

    def across(self, size: int) -> float:
        span = math.log10(self.sizes[-1] / self.sizes[0]) or 1
        return round(LEFT + (RIGHT - LEFT) * math.log10(size / self.sizes[0]) / span, 1)

    def up(self, seconds: float) -> float:
        share = (math.log10(seconds) - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def _axes(scale: _Scale) -> list[str]:
    parts = []
    for power in range(scale.low, scale.high + 1):
        at = scale.up(10**power)
        parts.append(f'<line x1="{LEFT}" y1="{at}" x2="{RIGHT}" y2="{at}" stroke="{GRID}"/>')
        words = f"{10**power:g} s" if power < 0 else f"{10**power:,} s"
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end" fill="{INK}">{words}</text>')
    for size in scale.sizes:
        at = scale.across(size)
        parts.append(f'<text x="{at}" y="{BOTTOM + 22}" text-anchor="middle" fill="{INK}">{size:,}</text>')
    middle = (LEFT + RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{BOTTOM + 45}" text-anchor="middle" fill="{INK}">submissions</text>')
    return parts


def _line(line: Line, points: Mapping[int, float], scale: _Scale) -> list[str]:
    places = [(scale.across(size), scale.up(seconds)) for size, seconds in points.items()]
    drawn = " ".join(f"{x},{y}" for x, y in places)
    return [
        f'<polyline points="{drawn}" fill="none" stroke="{line.colour}" stroke-width="2.5" '
        f'stroke-dasharray="{line.dashes}"/>',
        *(f'<circle cx="{x}" cy="{y}" r="4" fill="{line.colour}"/>' for x, y in places),
    ]


def _labels(series: Mapping[Line, Mapping[int, float]], scale: _Scale) -> list[str]:
    """Each line's name at its end, pushed apart where two ends meet."""
    ends = sorted(
        (
            (scale.up(points[max(points)]), scale.across(max(points)), line)
            for line, points in series.items()
            if points
        ),
        key=lambda end: (end[0], end[2].name),
    )
    parts, lowest = [], 0.0
    for up, across, line in ends:
        if across < RIGHT:
            parts.append(
                f'<text x="{across}" y="{up - 10}" text-anchor="end" fill="{line.colour}">{escape(line.words)}</text>'
            )
            continue
        at = max(up + 4, lowest + NEAREST)
        lowest = at
        parts.append(f'<text x="{RIGHT + 12}" y="{at}" fill="{line.colour}">{escape(line.words)}</text>')
    return parts


def _words(series: Mapping[Line, Mapping[int, float]]) -> str:
    return " ".join(
        f"{line.words}: "
        + ", ".join(f"{size:,} in {seconds:.3g} s" for size, seconds in points.items())
        + "."
        for line, points in series.items()
        if points
    )
