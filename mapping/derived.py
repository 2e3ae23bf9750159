"""Questions nobody was asked, whose answers follow from a person's own: published as any question's are."""

from collections.abc import Sequence

from frameworks.model import Frozen
from mapping.cell import hidden
from mapping.figures import Dimension, Part


class Derived(Frozen):
    """One such question. `values` are all its answers, of which a person has one or none.

    `dimensions` are the groups it is published for. The code of one about a need item is
    `kind:ITEM`, such as `change:N01`. Where only people with a need in an item have an answer, `need` is the
    item: their number would say what a hidden need does not, so wherever that is hidden all of this is.
    """

    audience: str
    question: str
    values: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    need: str = ""


def hide_with_need(part: Part, derived: Sequence[Derived]) -> Part:
    """One group's figures, less those about people with a need of which the number is not shown."""
    unseen = {figures.item for figures in part.items if not figures.need.shown}
    gone = {each.question for each in derived if each.need in unseen}
    if not any(fact.question in gone for fact in part.facts):
        return part
    nothing = {"n": hidden, "count": hidden, "share": hidden}
    facts = (fact.model_copy(update=nothing) if fact.question in gone else fact for fact in part.facts)
    return part.model_copy(update={"facts": tuple(facts)})
