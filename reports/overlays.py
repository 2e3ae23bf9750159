"""Words about a region's or a trust's own version: whose it is, what it is built on, what it changed."""

from collections.abc import Mapping

from frameworks.model import AppliesTo, Changed, Framework, Item, Withdrawn
from reports.wording import REGIONS, join_words

ORIGINS = {"added": "Added", "amended": "Amended"}


def applies_words(where: AppliesTo) -> str:
    """The regions and organisations it applies to.

    >>> applies_words(AppliesTo(regions=("Y56",), organisations=("RJ1",)))
    'London, and the organisation RJ1'
    """
    regions = join_words(REGIONS.get(code, code) for code in where.regions)
    one = "organisation" if len(where.organisations) == 1 else "organisations"
    organisations = f"the {one} {join_words(where.organisations)}" if where.organisations else ""
    return ", and ".join(filter(None, (regions, organisations)))


def said_words(change: Changed | Withdrawn, frameworks: Mapping[str, Framework]) -> str:
    """Who changed an item, when and why, in one line."""
    version = frameworks.get(change.overlay)
    name = version.short_title if version else change.overlay
    return f"{name}, {change.author}, {change.date:%-d %B %Y}: {change.reason}"


def change_lines(item: Item, frameworks: Mapping[str, Framework]) -> list[str]:
    """What overlays did to an item, the earliest first."""
    return [f"{ORIGINS[change.what]}. {said_words(change, frameworks)}" for change in item.changes]
