"""A respondent's own gap profile, from their own ratings and for their own eyes: nothing is hidden here."""

from collections.abc import Sequence

from frameworks.model import Frozen
from surveys.instrument import NeedItem
from surveys.rating import Rating


class OwnRating(Frozen):
    """One need area as this person rated it. `gap` is importance minus confidence."""

    item: NeedItem
    importance: int
    confidence: int
    gap: int
    support: str | None
    note: str | None


class Profile(Frozen):
    """Needs come first by gap, then importance, then the order asked; strengths likewise."""

    needs: tuple[OwnRating, ...]
    balanced: tuple[OwnRating, ...]
    not_in_role: tuple[NeedItem, ...]
    missing: tuple[NeedItem, ...]

    @property
    def rated(self) -> tuple[OwnRating, ...]:
        """Every area with both ratings, needs first."""
        return self.needs + self.balanced


def make_profile(items: Sequence[NeedItem], ratings: Sequence[Rating]) -> Profile:
    """The profile over the items this person was asked."""
    given = {rating.item: rating for rating in ratings}
    rated = [
        OwnRating(
            item=item,
            importance=rating.importance,
            confidence=rating.confidence,
            gap=rating.importance - rating.confidence,
            support=rating.support,
            note=rating.note,
        )
        for item in items
        if (rating := given.get(item.code)) is not None
        and rating.importance is not None
        and rating.confidence is not None
    ]
    ranked = sorted(rated, key=lambda own: (-own.gap, -own.importance))
    done = {own.item.code for own in rated}
    aside = [item for item in items if item.code in given and given[item.code].not_in_role]
    outside = {item.code for item in aside}
    return Profile(
        needs=tuple(own for own in ranked if own.gap > 0),
        balanced=tuple(own for own in ranked if own.gap <= 0),
        not_in_role=tuple(aside),
        missing=tuple(item for item in items if item.code not in done | outside),
    )
