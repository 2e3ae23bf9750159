"""Questions nobody was asked, whose answers follow from a person's own: published as any question's are."""

from frameworks.model import Frozen
from mapping.figures import Dimension


class Derived(Frozen):
    """One such question. `values` are all its answers, of which a person has one or none.

    `dimensions` are the groups it is published for. The code of one about a need item is
    `kind:ITEM`, such as `change:N01`.
    """

    audience: str
    question: str
    values: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
