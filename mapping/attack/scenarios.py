"""Who attacks, and what they know besides everything that was published (`CHECKS.md` SDC-04 to SDC-07)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mapping.attack.block import Block, Mask
from mapping.attack.search import Knowledge


@dataclass(frozen=True)
class Scenario:
    """Background knowledge: the organisations whose every answer is known, and the region attacked."""

    id: str
    title: str
    knows: str
    organisations: frozenset[str] = frozenset()
    region: str | None = None

    def knowledge(self, block: Block) -> Knowledge:
        """The cells of a block this attacker knows, and those they are after."""
        known: Mask = np.isin(block.places["organisation"].astype(str), sorted(self.organisations))
        regions = block.places["region"].astype(str)
        after = np.ones(len(known), dtype=bool) if self.region is None else regions == self.region
        return Knowledge(known, after)


INSIDER = Scenario(
    id="insider",
    title="Somebody who reads everything and knows who answered",
    knows=(
        "every page, file and answer of the API that any role can fetch, of this release and all earlier ones "
        "of its time point; how many people of each organisation, pathway and months in post answered each "
        "question; and the answers of one or two members of the group itself"
    ),
)


def scenarios_for(sizes: Sequence[tuple[str, str, int]]) -> list[Scenario]:
    """The scenarios of a release whose people are (organisation, region, people).

    An outsider knows less than the insider, so what the insider cannot work out an outsider cannot either.
    """
    people: dict[str, int] = {}
    regions: dict[str, dict[str, int]] = {}
    for organisation, region, size in sizes:
        people[organisation] = people.get(organisation, 0) + size
        within = regions.setdefault(region, {})
        within[organisation] = within.get(organisation, 0) + size
    if not people:
        return [INSIDER]
    ranked = sorted(people, key=lambda name: (people[name], name))
    found = [INSIDER, _own("largest", ranked[-1]), _own("smallest", ranked[0])]
    return found + [
        _pair(region, sorted(within, key=lambda name: (-within[name], name))[:2])
        for region, within in sorted(regions.items())
        if len(within) > 2
    ]


def _pair(region: str, organisations: Sequence[str]) -> Scenario:
    return Scenario(
        id=f"pair-{region or 'no-region'}",
        title=f"The two largest organisations of {region or 'no region'} put their answers together",
        knows="as the insider, and every answer given in those two organisations",
        organisations=frozenset(organisations),
        region=region,
    )


def _own(size: str, organisation: str) -> Scenario:
    return Scenario(
        id=f"own-{size}",
        title=f"The {size} organisation knows its own people's answers",
        knows="as the insider, and every answer given in that organisation",
        organisations=frozenset({organisation}),
    )
