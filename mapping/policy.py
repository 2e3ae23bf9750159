"""The numbers that decide what may be published, alone, each with its authority.

`DESIGN.md` 5 sets them; `CHECKS.md` 3.2 (S3 to S7) gives the reasons and the measurements behind them.
"""

MINIMUM_GROUP = 10
"""Nothing about a group of fewer people (S3; ACRO's default threshold; ONS research outputs)."""

HIDE_UP_TO = 7
"""A count Y is hidden when Y or N - Y is at most this (S4; OpenSAFELY)."""

ROUND_TO = 5
"""Every other count is rounded to the nearest multiple (S4; HESA, OpenSAFELY, NHS England HES)."""

PERCENTAGE_BASE = 25
"""Percentages and means need at least this many people, rounded (S5; near HESA's 22.5)."""

MINIMUM_ORGANISATIONS = 3
"""A group across organisations needs at least this many of them (S7)."""

LARGEST_SHARE = (60, 100)
"""The largest organisation may hold at most 60 of 100 people of such a group (S7)."""

TWO_LARGEST_SHARE = (90, 100)
"""The two largest together at most 90 of 100 (S7; close to ACRO's n-k rule)."""

MINIMUM_CHANGED = 10
"""A release, and the figures of each group in it, change only after this many of its people did (S2)."""

RULES_VERSION = "attacked-1"
"""Named in every release, so that a reader knows which numbers above applied."""
