"""The derived questions that a release counts, besides what people were asked."""

from collections.abc import Iterator, Mapping

from mapping.agreement import agreement_questions
from mapping.change import change_questions
from mapping.derived import Derived
from mapping.leaving import leaving_questions
from mapping.sector import sector_questions
from surveys.gathered import KINDS, support_of
from surveys.instrument import Instrument, SupportKind

RATED = ("preceptee", "preceptor")


def derived_questions(instruments: Mapping[str, Instrument], *, moment: int = 0) -> tuple[Derived, ...]:
    """Every derived question of these instruments, by audience; change only at a later moment of a series."""
    return (
        *_support(instruments),
        *(each for audience in RATED for each in sector_questions(instruments[audience])),
        *leaving_questions(instruments["preceptee"]),
        *(change_questions(instruments["preceptee"]) if moment else ()),
        *agreement_questions(instruments["preceptee"]),
    )


def support_kinds(instruments: Mapping[str, Instrument]) -> dict[str, SupportKind]:
    """What each kind of support answers to. Raises ValueError where two instruments do not agree."""
    found: dict[str, SupportKind] = {}
    for audience in RATED:
        for code, kind in instruments[audience].support_kinds.items():
            if found.setdefault(code, kind) != kind:
                raise ValueError(
                    f"Support '{code}' is {found[code]} in one questionnaire, {kind} in another."
                )
    return found


def _support(instruments: Mapping[str, Instrument]) -> Iterator[Derived]:
    """Whether the support that those with a need chose is learning, or for the organisation to give."""
    for audience in RATED:
        for item in instruments[audience].items:
            yield Derived(
                audience=audience,
                question=support_of(item.code),
                values=KINDS,
                dimensions=("nation", "region"),
                need=item.code,
            )
