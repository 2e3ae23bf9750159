"""Who often thinks about leaving, beside the support and the needs they have: worked out for each person from
their own answers, so that it is counted, protected and attacked as any question is.

It is published for the nation only, and worded as an association: people with support differ in other ways too.
"""

from collections.abc import Iterable, Mapping, Sequence

from mapping.derived import Derived
from surveys.instrument import Instrument
from surveys.rating import Rating

THINKS, AGREEING = "thinks-of-leaving", ("agree", "strongly-agree")
SUPPORT: dict[str, dict[str, str]] = {
    "named-preceptor": {"yes": "yes", "no": "no"},
    "protected-time": {"used": "yes", "lost": "no", "none": "no"},
    "in-preceptorship": {"yes": "yes", "no": "no"},
}
"""Questions about support, and whether each answer means having it. Those who are not sure are left out."""

NEEDS = "needs"
FEWEST_RATED = 10
"""Whoever rated fewer areas could not have many needs, so they are left out."""
BANDS = (("0-to-4", 4), ("5-to-9", 9))
MANY = "10-or-more"
LEAVING, NOT_LEAVING = "leaving", "staying"
SIDES: dict[str, tuple[str, ...]] = dict.fromkeys(SUPPORT, ("yes", "no")) | {
    NEEDS: (MANY, *(band for band, _ in reversed(BANDS)))
}
"""The groups people are told apart by, those with most of it first."""


def question_code(by: str) -> str:
    """The code of the derived question.

    >>> question_code("named-preceptor")
    'leaving-by:named-preceptor'
    """
    return f"leaving-by:{by}"


def is_leaving_by(question: str) -> bool:
    """True for the code of a derived question made here."""
    return question.startswith(question_code(""))


def value_code(side: str, *, leaving: bool) -> str:
    """The code of one answer to it: the group, and whether the person often thinks about leaving.

    >>> value_code("yes", leaving=True), value_code("10-or-more", leaving=False)
    ('yes-leaving', '10-or-more-staying')
    """
    return f"{side}-{LEAVING if leaving else NOT_LEAVING}"


def leaving_questions(instrument: Instrument) -> tuple[Derived, ...]:
    """The derived questions that this instrument has the answers for."""
    if instrument.question(THINKS) is None:
        return ()
    return tuple(
        Derived(
            audience=instrument.audience,
            question=question_code(by),
            values=tuple(value_code(side, leaving=leaving) for side in sides for leaving in (True, False)),
            dimensions=("nation",),
        )
        for by, sides in SIDES.items()
        if by == NEEDS or instrument.question(by) is not None
    )


def leaving_facts(facts: Mapping[str, Sequence[str]], ratings: Iterable[Rating]) -> dict[str, str]:
    """One person's answers to the derived questions; nothing for those who did not say if they may leave."""
    thinks = next(iter(facts.get(THINKS, ())), "")
    if not thinks:
        return {}
    sides = {by: meaning.get(next(iter(facts.get(by, ())), "")) for by, meaning in SUPPORT.items()}
    sides[NEEDS] = _need_band(ratings)
    return {
        question_code(by): value_code(side, leaving=thinks in AGREEING) for by, side in sides.items() if side
    }


def _need_band(ratings: Iterable[Rating]) -> str | None:
    pairs = [
        (each.importance, each.confidence)
        for each in ratings
        if each.importance is not None and each.confidence is not None
    ]
    if len(pairs) < FEWEST_RATED:
        return None
    needs = sum(confidence < importance for importance, confidence in pairs)
    return next((band for band, up_to in BANDS if needs <= up_to), MANY)
