"""One preceptee's confidence beside how their preceptor sees it: something to talk about, for the two of them."""

from collections.abc import Mapping, Sequence

from frameworks.model import Frozen
from surveys.instrument import NeedItem
from surveys.rating import Rating

FAR = 2
"""From this many steps of the scale apart, an area is one to talk about first."""


class Pair(Frozen):
    """One area as both of them rated it. `apart` is the preceptor's view minus the preceptee's confidence."""

    item: NeedItem
    own: int
    view: int

    @property
    def apart(self) -> int:
        """How many steps higher the preceptor sees it; below 0, lower."""
        return self.view - self.own


class Beside(Frozen):
    """Every area both rated, in the order asked, by how far apart they are."""

    far: tuple[Pair, ...]
    near: tuple[Pair, ...]
    same: tuple[Pair, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All of them, the furthest apart first."""
        return self.far + self.near + self.same


def rated_items(items: Sequence[NeedItem], ratings: Mapping[str, Rating]) -> tuple[NeedItem, ...]:
    """The areas a preceptee rated their confidence in, in the order asked."""
    return tuple(
        item
        for item in items
        if (found := ratings.get(item.code)) is not None and found.confidence is not None
    )


def put_beside(items: Sequence[NeedItem], ratings: Mapping[str, Rating], view: Mapping[str, int]) -> Beside:
    """The areas that both rated."""
    pairs = [
        Pair(item=item, own=confidence, view=view[item.code])
        for item in rated_items(items, ratings)
        if item.code in view and (confidence := ratings[item.code].confidence) is not None
    ]
    return Beside(
        far=tuple(
            sorted((pair for pair in pairs if abs(pair.apart) >= FAR), key=lambda pair: -abs(pair.apart))
        ),
        near=tuple(pair for pair in pairs if 0 < abs(pair.apart) < FAR),
        same=tuple(pair for pair in pairs if pair.apart == 0),
    )
