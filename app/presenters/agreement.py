"""How far two mappers agree, in lines of name and words."""

from typing import NamedTuple

from mapping.mapper_agreement import MapperAgreement, band_of
from reports.wording import plural

NOT_CALCULABLE = "Not calculable"
ONE_ANSWER = f"{NOT_CALCULABLE}: both gave one and the same answer throughout"
NO_PAIR = f"{NOT_CALCULABLE}: there is no pair to compare"


class Line(NamedTuple):
    """One measure and what it comes to."""

    name: str
    words: str


def agreement_lines(agreement: MapperAgreement) -> list[Line]:
    """Counts and measures over all pairs that both looked at, then over those that both linked."""
    pairs = f"{plural(agreement.pairs, 'pair')}: {plural(agreement.items, 'item')} that both judged"
    return [
        Line("Looked at", f"{pairs}, each with every element"),
        Line(
            "Linked",
            f"{agreement.both:,} by both, {agreement.first_only:,} by the first alone, "
            f"{agreement.second_only:,} by the second alone, {agreement.neither:,} by neither",
        ),
        Line("Kappa, linked or not", kappa_words(agreement.kappa, pairs=agreement.pairs)),
        Line("Same answer, linked or not", share_words(agreement.same_share)),
        Line("Linked by both, of those linked by at least one", share_words(agreement.linked_share)),
        Line(
            "Kappa, relation of pairs both linked",
            kappa_words(agreement.relation_kappa, pairs=agreement.both),
        ),
        Line("Same relation, of pairs both linked", share_words(agreement.relation_share)),
    ]


def kappa_words(kappa: float | None, *, pairs: int) -> str:
    """A kappa with the name of its range, or why there is none.

    >>> kappa_words(0.62, pairs=90), kappa_words(-0.1, pairs=9)
    ('0.62, substantial', '−0.10, less than chance would give')
    """
    if kappa is None:
        return ONE_ANSWER if pairs else NO_PAIR
    return f"{kappa:.2f}, {band_of(kappa) or 'less than chance would give'}".replace("-", "−")


def share_words(share: float | None) -> str:
    """A share in whole percent, or that there is none.

    >>> share_words(0.666), share_words(None)
    ('67%', 'Not calculable: there is no pair to compare')
    """
    return NO_PAIR if share is None else f"{int(100 * share + 0.5)}%"
