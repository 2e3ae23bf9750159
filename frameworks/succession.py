"""Which edition takes the place of which: the one it names is there, and so are the codes its items had."""

from collections.abc import Iterator, Mapping

from frameworks.document import Loc
from frameworks.model import Framework

Wrong = Iterator[tuple[Loc, str]]


def succession_rules(framework: Framework, known: Mapping[str, Framework]) -> Wrong:
    """(place, message) for what an edition says wrongly of the one it replaces."""
    if framework.replaces is None:
        for index, item in enumerate(framework.items):
            if item.was:
                message = "the edition says nothing of which one it replaces; add 'replaces', or delete this"
                yield ("items", index, "was"), message
        return
    earlier = known.get(framework.replaces)
    if earlier is None:
        yield ("replaces",), f"there is no framework {framework.replaces}; known: {', '.join(known)}"
        return
    if framework.id in _before(earlier, known):
        yield ("replaces",), f"{framework.replaces} comes after {framework.id}; an edition follows older ones"
    codes = {item.code for item in earlier.items}
    for index, item in enumerate(framework.items):
        for number, code in enumerate(item.was):
            if code not in codes:
                yield ("items", index, "was", number), f"{earlier.id} has no item {code}"
            if code in item.was[:number]:
                yield ("items", index, "was", number), f"{code} is named twice; keep one"


def _before(framework: Framework, known: Mapping[str, Framework]) -> set[str]:
    """The edition's own id and those of every one before it."""
    found: set[str] = set()
    at: Framework | None = framework
    while at is not None and at.id not in found:
        found.add(at.id)
        at = known.get(at.replaces or "")
    return found
