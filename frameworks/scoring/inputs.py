"""What an expression may speak of: the items of one framework, its scores, and the results before it."""

from dataclasses import dataclass, field, replace

from frameworks.model import Framework, Item
from frameworks.scoring.nodes import Node, Reference

HIGHEST = 2


@dataclass(frozen=True)
class Inputs:
    """All names there are. `below` and `children` are by the code of the item above; scores run lowest to highest.

    `attested` are the items that are no working draft.
    """

    items: tuple[str, ...]
    mandatory: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    tiers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)
    below: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lowest: int = 0
    highest: int = HIGHEST
    results: dict[str, Reference] = field(default_factory=dict)

    def after(self, name: str, node: Node) -> "Inputs":
        """The same with one more result to speak of."""
        found = Reference(name, node.kind, node.bits)
        return replace(self, results=self.results | {name: found})


def inputs_of(framework: Framework) -> Inputs:
    """The inputs of a framework's rule; without one, scores run 0 to 2."""
    scores = sorted(framework.scoring.scores) if framework.scoring else []
    assessable = framework.assessable
    above = {item.code: _above(framework, item) for item in assessable}
    return Inputs(
        items=tuple(item.code for item in assessable),
        mandatory=tuple(item.code for item in assessable if item.mandatory),
        attested=tuple(item.code for item in assessable if item.provenance != "working"),
        tiers={
            tier.code: tuple(item.code for item in assessable if item.tier == tier.code)
            for tier in framework.tiers
        },
        children={
            each.code: tuple(item.code for item in assessable if item.parent == each.code)
            for each in framework.items
        },
        below={
            each.code: tuple(code for code, parents in above.items() if each.code in parents)
            for each in framework.items
        },
        lowest=scores[0] if scores else 0,
        highest=scores[-1] if scores else HIGHEST,
    )


def _above(framework: Framework, item: Item) -> set[str]:
    """The codes of every item above this one. Ends even where parents run in a circle."""
    parents = {each.code: each.parent for each in framework.items}
    found: set[str] = set()
    code = item.parent
    while code is not None and code not in found:
        found.add(code)
        code = parents.get(code)
    return found
