"""Which pages there are pictures of, seen by whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """One PNG in docs/pictures. `who` is a user name, `preceptee` or `preceptor`, or empty for a visitor.

    `start` is the element the picture begins with; empty: the top of the page. Sizes are in CSS pixels.
    """

    name: str
    who: str
    path: str
    start: str = ""
    width: int = 1000
    height: int = 700


PHONE = 400
PICTURES = (
    Picture("preceptee-profile", "preceptee", "/my/profile", "[data-chart]"),
    Picture("preceptee-plan", "preceptee", "/my/plan"),
    Picture("preceptor-month", "preceptor", "/my/month"),
    Picture("lead-start", "lead@example.org", "/lead"),
    Picture("lead-capacity", "lead@example.org", "/lead/capacity/result", "[data-chart]"),
    Picture("lead-figures", "lead@example.org", "/lead/figures", "[data-chart]"),
    Picture("steering-start", "steering@example.org", "/steering"),
    Picture("dashboard", "steering@example.org", "/dashboard/quadrants", height=1300),
    Picture("evidence", "steering@example.org", "/dashboard/evidence", "[id^=construct-]"),
    Picture("coverage", "", "/coverage"),
)
RATING = Picture("preceptee-rating", "", "/my/section", width=PHONE, height=760)
"""Taken on the way of somebody new, since nobody else has a section left open."""
LARGEST = 150 * 1024
"""Bytes a picture may have."""
