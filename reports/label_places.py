"""Where the name of each point of a crowded chart goes, so that names do not cover points or each other."""

from collections.abc import Sequence
from typing import NamedTuple

ACROSS, UP = 11.0, 5.4
"""Pixels that one percent takes on a wide screen, along and up."""

WIDE, HIGH = 28.0, 14.0
POINT = 5.0
OVER_A_LABEL = 3
"""How much worse it is to cover another label than to cover a point."""


class Box(NamedTuple):
    """A rectangle in pixels, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """True when the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


STEPS = {
    "top center": (0.0, 1.0),
    "bottom center": (0.0, -1.0),
    "middle right": (1.0, 0.0),
    "middle left": (-1.0, 0.0),
    "top right": (1.0, 1.0),
    "top left": (-1.0, 1.0),
    "bottom right": (1.0, -1.0),
    "bottom left": (-1.0, -1.0),
}


def label_places(points: Sequence[tuple[float, float]]) -> list[str]:
    """Plotly's name of a place for each point's label: the first of eight that covers least.

    >>> label_places([(50, 50), (51, 50)])
    ['top center', 'bottom center']
    """
    dots = [_box(x * ACROSS, y * UP, POINT * 2, POINT * 2) for x, y in points]
    taken: list[Box] = []
    places = []
    for at, (x, y) in enumerate(points):
        others = [
            *((label, OVER_A_LABEL) for label in taken),
            *((dot, 1) for dot in dots[:at] + dots[at + 1 :]),
        ]
        boxes = {place: _label_box(x, y, step) for place, step in STEPS.items()}
        cost = {place: sum(bad for other, bad in others if box.meets(other)) for place, box in boxes.items()}
        best = min(cost, key=lambda place: cost[place])
        taken.append(boxes[best])
        places.append(best)
    return places


def _label_box(x: float, y: float, step: tuple[float, float]) -> Box:
    across, up = step
    return _box(x * ACROSS + across * (POINT + WIDE / 2), y * UP + up * (POINT + HIGH / 2), WIDE, HIGH)


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
