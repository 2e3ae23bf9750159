"""When a small group's answer counts as worked out (`CHECKS.md` 3.3)."""

import numpy as np

from mapping.attack.block import Mask, Whole

HALF_FROM = 3
"""From this many people on, an interval under half of what was known before is too narrow as well."""

COLLUDERS = (1, 2)
"""How many members of the group itself may put their own answers together."""


def too_narrow(sizes: Whole, low: Whole, high: Whole) -> Mask:
    """Which groups are unsafe: their count is certain or nearly so, or becomes certain to one or two members.

    `low` and `high` bound how many of the group (of `sizes` people) gave the answer.
    """
    unsafe = (low >= high) | ((sizes >= HALF_FROM) & (2 * (high - low) < sizes))
    for many in COLLUDERS:
        for yes in range(many + 1):
            unsafe |= _certain_to_members(sizes, low, high, many, yes)
    return unsafe


def _certain_to_members(sizes: Whole, low: Whole, high: Whole, many: int, yes: int) -> Mask:
    """Members of whom `yes` gave the answer know all of the others, in a world where that can be so."""
    rest = sizes - many
    least, most = np.maximum(low - yes, 0), np.minimum(high - yes, rest)
    certain: Mask = (rest > 0) & (least == most)
    return certain
