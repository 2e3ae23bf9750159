"""Whether a group across organisations has enough contributors, none of them dominant (`CHECKS.md` S7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mapping.figures import Withheld
from mapping.policy import LARGEST_SHARE, MINIMUM_GROUP, MINIMUM_ORGANISATIONS, TWO_LARGEST_SHARE


def withheld_reason(people_by_organisation: Mapping[str, int], *, across: bool) -> Withheld | None:
    """Why nothing may be published about this group, or None when something may.

    `across` is True for a group that is meant to hold several organisations.
    """
    sizes = sorted((size for size in people_by_organisation.values() if size), reverse=True)
    people = sum(sizes)
    if people < MINIMUM_GROUP:
        return "too-few-people"
    if not across:
        return None
    if len(sizes) < MINIMUM_ORGANISATIONS:
        return "too-few-organisations"
    if _over(sizes[0], people, LARGEST_SHARE) or _over(sum(sizes[:2]), people, TWO_LARGEST_SHARE):
        return "one-organisation-dominates"
    return None


def one_sided(sizes: Iterable[tuple[tuple[str, str, str], int]]) -> set[tuple[str, str]]:
    """The (group, item) pairs whose own people come from too few organisations, or mostly from one.

    `sizes` is people by (group, item, organisation). An item that few organisations were asked is a smaller
    group inside its group, and the same rule holds for it (SDC-13).
    """
    contributors: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (group, item, organisation), people in sizes:
        contributors[group, item][organisation] = int(people)
    return {
        key
        for key, people in contributors.items()
        if withheld_reason(people, across=True) in {"too-few-organisations", "one-organisation-dominates"}
    }


def _over(part: int, whole: int, share: tuple[int, int]) -> bool:
    above, below = share
    return part * below > whole * above
