"""What changed between two editions of a questionnaire, item by item, and what may still be compared.

Identical is worked out; every other change is classed by a person, in one file for each pair of editions, with
the reason. Once the words or the scale mean something else, figures before and after are not one line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from pydantic import Field

from frameworks.document import Loc
from frameworks.model import Frozen
from surveys.instrument import Instrument, NeedItem

Classed = Literal["editorial", "substantive", "new", "retired"]
Change = Literal["identical", "editorial", "substantive", "new", "retired"]
COMPARABLE: tuple[Change, ...] = ("identical", "editorial")
SCALES = ("importance", "confidence")


class ItemChange(Frozen):
    """How one item changed, and why it is classed so."""

    item: str
    change: Classed
    reason: str = Field(min_length=1)


class EditionChange(Frozen):
    """Every item that differs between an edition and the next. The file is named after its id."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")
    earlier: str
    later: str
    items: tuple[ItemChange, ...] = ()


@dataclass(frozen=True)
class Changes:
    """Every edition there is, and how each differs from the one before it."""

    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    classed: Mapping[tuple[str, str], EditionChange] = field(default_factory=dict)

    def of(self, item: str, *, earlier: str, later: str) -> Change:
        """How an item changed from one edition to another, over every edition in between.

        The order of the two does not matter, except for what is new or retired.
        """
        chain = self._between(earlier, later)
        found = {changes_of(*pair, self._file(*pair)).get(item) for pair in pairwise(chain)}
        first, last = chain[0].item(item), chain[-1].item(item)
        if first is None or last is None:
            return "retired" if first else "new"
        if not found <= set(COMPARABLE):
            return "substantive"
        return "editorial" if "editorial" in found else "identical"

    def is_comparable(self, item: str, *, earlier: str, later: str) -> bool:
        """True when figures of an item under both editions may stand on one line."""
        return self.of(item, earlier=earlier, later=later) in COMPARABLE

    def _between(self, earlier: str, later: str) -> list[Instrument]:
        ordered = editions(self.instruments.values(), self.instruments[earlier].audience)
        ids = [each.id for each in ordered]
        first, last = sorted((ids.index(earlier), ids.index(later)))
        return ordered[first : last + 1]

    def _file(self, earlier: Instrument, later: Instrument) -> EditionChange | None:
        return self.classed.get((earlier.id, later.id))


def editions(instruments: Iterable[Instrument], audience: str) -> list[Instrument]:
    """The editions for one audience, the oldest first."""
    own = (each for each in instruments if each.audience == audience)
    return sorted(own, key=lambda each: (each.edition, each.id))


def changes_of(earlier: Instrument, later: Instrument, classed: EditionChange | None) -> dict[str, Change]:
    """How each item of either edition changed from one to the next.

    A scale that changed makes every item substantive; so does a difference that nobody classed.
    """
    said = {each.item: each.change for each in (classed.items if classed else ())}
    scales_differ = not _same_scales(earlier, later)
    found: dict[str, Change] = {}
    for code in _codes(earlier, later):
        before, after = earlier.item(code), later.item(code)
        if before is None or after is None:
            found[code] = "retired" if before else "new"
        elif scales_differ:
            found[code] = "substantive"
        elif _asked(before) == _asked(after):
            found[code] = "identical"
        else:
            found[code] = "editorial" if said.get(code) == "editorial" else "substantive"
    return found


def change_problems(
    earlier: Instrument, later: Instrument, classed: EditionChange | None
) -> Iterator[tuple[Loc, str]]:
    """Everything wrong with how the change from one edition to the next is classed, and how to put it right."""
    said = {each.item: each.change for each in (classed.items if classed else ())}
    places: dict[str, int] = {}
    for number, each in enumerate(classed.items if classed else ()):
        if each.item in places:
            yield ("items", number, "item"), f"{each.item} is classed twice; keep one"
        places[each.item] = number
        if earlier.item(each.item) is None and later.item(each.item) is None:
            yield ("items", number, "item"), f"neither edition has an item {each.item}"
    for code, change in changes_of(earlier, later, classed).items():
        place: Loc = ("items", places[code], "change") if code in places else ("items",)
        if code not in said:
            if must_be_classed(earlier.item(code), later.item(code)):
                yield place, _unclassed(code, earlier, later)
        elif change == "identical":
            yield place, f"{code} is identical in both editions; take it out"
        elif said[code] != change:
            yield place, f"{code} is classed {said[code]}, but {WHY[change]}; class it {change}"


WHY = {
    "new": "only the later edition has it",
    "retired": "only the earlier edition has it",
    "substantive": "the rating scale changed with it",
    "editorial": "both editions have it",
}


def must_be_classed(before: NeedItem | None, after: NeedItem | None) -> bool:
    """Whether a person must say how an item changed: it is new, gone, or asked otherwise."""
    return before is None or after is None or _asked(before) != _asked(after)


def _unclassed(code: str, earlier: Instrument, later: Instrument) -> str:
    choices = "editorial or substantive"
    if earlier.item(code) is None or later.item(code) is None:
        choices = "retired" if earlier.item(code) else "new"
    return (
        f"{code} differs between {earlier.id} and {later.id} and is not classed; "
        f"add it with change: {choices} and a reason"
    )


def _asked(item: NeedItem) -> tuple[object, ...]:
    """All that decides what a person understands, and who is asked. Next steps come after the answer."""
    return item.text, item.hint, item.pathways, item.transitions


def _same_scales(earlier: Instrument, later: Instrument) -> bool:
    return all(getattr(earlier, scale) == getattr(later, scale) for scale in SCALES)


def _codes(earlier: Instrument, later: Instrument) -> list[str]:
    return list(dict.fromkeys(item.code for each in (earlier, later) for item in each.items))
