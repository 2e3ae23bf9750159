"""Whether a group across organisations has enough contributors, none of them dominant (`CHECKS.md` S7)."""

from collections.abc import Mapping

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


def _over(part: int, whole: int, share: tuple[int, int]) -> bool:
    above, below = share
    return part * below > whole * above
