"""Cells hidden so that no other can be worked out: secondary protection (`CHECKS.md` S8)."""

from typing import NamedTuple

from mapping.cell import hidden
from mapping.figures import FactFigures, ItemFigures, Part, Participation, ProvisionFigures

TAKING_PART, SUBMITTED = "participation", "submitted"
ORGANISATION, LEFT = "organisation", "left"
Place = tuple[str, str, str]

FAMILIES: dict[str, tuple[str, ...]] = {
    "missing": ("missing",),
    "not_in_role": ("not_in_role",),
    "need": ("need", "need_share", "need_low", "need_high", "rds"),
    "rds": ("rds",),
    "important": ("important", "important_share"),
    "mean_importance": ("mean_importance",),
    "confident": ("confident", "confident_share"),
    "mean_confidence": ("mean_confidence",),
}
"""A figure, and what is made from it and so goes with it."""


class Hide(NamedTuple):
    """One figure of one group to hide. `measure` is a name of FAMILIES, or an option of the question `item`.

    Submissions are the measure SUBMITTED of the item TAKING_PART; starters who left are the measure LEFT of
    the question they were counted by, of the audience ORGANISATION.
    """

    audience: str
    dimension: str
    code: str
    item: str
    measure: str


Hides = frozenset[Hide]


def hide_in_part(part: Part, hides: Hides) -> Part:
    """One group's figures, less what is to be hidden."""
    group = part.group
    place = (group.audience, group.dimension, group.code)
    if not any(hide[:3] == place for hide in hides):
        return part
    return part.model_copy(
        update={
            "items": tuple(_item(figures, hides, place) for figures in part.items),
            "facts": tuple(_fact(figures, hides, place) for figures in part.facts),
        }
    )


def hide_in_line(line: Participation, hides: Hides) -> Participation:
    """A line of participation, its submissions hidden if they are to be."""
    hide = Hide(line.audience, line.dimension, line.code, TAKING_PART, SUBMITTED)
    return line.model_copy(update={"submitted": hidden, "share": hidden}) if hide in hides else line


def hide_in_provision(line: ProvisionFigures, hides: Hides) -> ProvisionFigures:
    """A line about starters who left, hidden if it is to be."""
    hide = Hide(ORGANISATION, line.dimension, line.code, line.question, LEFT)
    return line.model_copy(update={"count": hidden, "share": hidden}) if hide in hides else line


def _item(figures: ItemFigures, hides: Hides, place: Place) -> ItemFigures:
    names = [
        name
        for family, members in FAMILIES.items()
        if Hide(*place, figures.item, family) in hides
        for name in members
    ]
    return figures.model_copy(update=dict.fromkeys(names, hidden)) if names else figures


def _fact(figures: FactFigures, hides: Hides, place: Place) -> FactFigures:
    if Hide(*place, figures.question, figures.value) not in hides:
        return figures
    return figures.model_copy(update={"count": hidden, "share": hidden})
