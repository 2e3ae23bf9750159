"""How one item relates to another, with a name for each end (`ANCHORS.md` a2, b3)."""

from typing import Literal, NamedTuple, get_args

Relation = Literal["equal", "subset", "superset", "overlaps", "supports"]


class Names(NamedTuple):
    """What a relation is called read from the origin, and read from the target."""

    forward: str
    inverse: str
    meaning: str


RELATIONS: dict[Relation, Names] = {
    "equal": Names("says the same as", "says the same as", "Both say the same."),
    "subset": Names(
        "asks about part of", "is asked about in part by", "All of the first lies within the second."
    ),
    "superset": Names(
        "asks about all of, and more than,",
        "is asked about in full, and among more, by",
        "All of the second lies within the first.",
    ),
    "overlaps": Names("overlaps with", "overlaps with", "Each says something that the other does not."),
    "supports": Names("supports", "is supported by", "The first helps the second to happen."),
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
