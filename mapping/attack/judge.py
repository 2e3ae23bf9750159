"""When a small group's answer counts as worked out (`CHECKS.md` 3.3)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapping.attack.block import Mask
from mapping.policy import MINIMUM_GROUP

HALF_FROM = 3
"""From this many people on, an interval under half of what was known before is too narrow as well."""

COLLUDERS = (1, 2)
"""How many members of the group itself may put their own answers together."""


def is_too_narrow(size: int, low: int, high: int) -> bool:
    """Whether a group's count is certain or nearly so, or becomes certain to one or two of its members.

    `low` and `high` bound how many of the group's `size` people gave the answer.
    """
    if low >= high or (size >= HALF_FROM and 2 * (high - low) < size):
        return True
    return any(
        _certain_to_members(size, low, high, many, yes) for many in COLLUDERS for yes in range(many + 1)
    )


def _certain_to_members(size: int, low: int, high: int, many: int, yes: int) -> bool:
    """Members of whom `yes` gave the answer know all of the others, in a world where that can be so."""
    rest = size - many
    return rest > 0 and max(low - yes, 0) == min(high - yes, rest)


_PEOPLE = range(MINIMUM_GROUP)
_TABLE = np.array(
    [[[is_too_narrow(size, low, high) for high in _PEOPLE] for low in _PEOPLE] for size in _PEOPLE]
)


def goals(size: int, low: int, high: int) -> Iterator[tuple[bool, int]]:
    """How far one end of an interval would have to move for it to be wide enough: (whether the upper, to)."""
    up = next((each for each in range(high + 1, size + 1) if not is_too_narrow(size, low, each)), None)
    down = next((each for each in range(low - 1, -1, -1) if not is_too_narrow(size, each, high)), None)
    if up is not None:
        yield True, up
    if down is not None:
        yield False, down


def too_narrow(sizes: Any, low: Any, high: Any) -> Mask:  # noqa: ANN401 - numbers or arrays of numbers
    """`is_too_narrow` of many groups at once, or of one, of fewer than MINIMUM_GROUP people each."""
    narrow: NDArray[np.bool_] = _TABLE[sizes, low, high]
    return narrow
