"""How one item relates to another, with a name for each end (`ANCHORS.md` a2, b3)."""

from typing import Literal, NamedTuple, get_args

Relation = Literal["equal", "subset", "superset", "overlaps", "supports"]


class Names(NamedTuple):
    """What a relation is called from a question or item to an element, back from there, and of any two items."""

    forward: str
    inverse: str
    plain: str
    meaning: str


RELATIONS: dict[Relation, Names] = {
    "equal": Names("says the same as", "says the same as", "says the same as", "Both say the same."),
    "subset": Names(
        "speaks to part of",
        "is spoken to in part by",
        "is part of",
        "All of the item lies within the element.",
    ),
    "superset": Names(
        "speaks to all of, and more than,",
        "is spoken to in full by",
        "takes in all of",
        "All of the element lies within the item.",
    ),
    "overlaps": Names(
        "overlaps with", "overlaps with", "overlaps with", "Each says something that the other does not."
    ),
    "supports": Names(
        "supports", "is supported by", "supports", "The item helps what the element asks for to happen."
    ),
}
ORDER: tuple[Relation, ...] = get_args(Relation)
"""The order tables of relations are in."""

TURNED: dict[Relation, Relation] = {
    "equal": "equal",
    "subset": "superset",
    "superset": "subset",
    "overlaps": "overlaps",
}
"""Relations that can be read the other way round as a relation of the same kind; support has no such reading."""
