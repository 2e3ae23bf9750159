"""One person's answer to one need item, and what a form field can have wrong with it."""

from frameworks.model import Frozen

RATINGS = (1, 2, 3, 4, 5)
SUPPORT = ("training", "supervised-practice", "time", "equipment", "policy", "peer-support")
NOT_IN_ROLE = "not-in-role"
LONGEST_TEXT = 500
"""The longest note or text answer, in characters."""


class Rating(Frozen):
    """Importance and confidence, 1 to 5; None was left blank. With `not_in_role` both are None.

    `looking_back` is the confidence a person at 12 months says they had when they started.
    """

    item: str
    importance: int | None = None
    confidence: int | None = None
    looking_back: int | None = None
    not_in_role: bool = False
    support: str | None = None
    note: str | None = None


class FieldProblem(Frozen):
    """One form field that cannot be stored as it is, and how to put it right."""

    field: str
    message: str
