"""A release: the fixed menu of tables, counted, protected and hashed (`DESIGN.md` 5, `CHECKS.md` S2-S9)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mapping.figures import Dimension, Part, Release
from mapping.participation import build_participation
from mapping.parts import build_parts
from mapping.policy import MINIMUM_CHANGED, RULES_VERSION
from mapping.provision import build_provision
from mapping.tally import count_cells, frame_of
from surveys.counts import FactCount, InvitationCount, PersonCount, ProvisionAnswer, RatingCount
from surveys.instrument import Instrument

MENU: dict[str, tuple[Dimension, ...]] = {
    "preceptee": ("nation", "region", "pathway", "stage", "organisation"),
    "preceptor": ("nation", "region", "organisation"),
}
"""What is published for each audience, one dimension at a time (S6)."""

PARTICIPATION: tuple[Dimension, ...] = ("nation", "region", "organisation")
PROVISION: tuple[Dimension, ...] = ("nation", "region")


@dataclass(frozen=True)
class Counts:
    """Everything a release is made from, as counts."""

    ratings: Sequence[RatingCount]
    people: Sequence[PersonCount]
    facts: Sequence[FactCount] = ()
    invitations: Sequence[InvitationCount] = ()
    provision: Sequence[ProvisionAnswer] = ()


def build_release(
    *,
    number: int,
    time_point: str,
    made_on: date,
    code_version: str,
    instruments: Mapping[str, Instrument],
    counts: Counts,
    bands: Mapping[str, Sequence[str]] | None = None,
    sample: bool = False,
) -> Release:
    """The release of one time point. The same counts in any order give the same `content_hash`.

    `instruments` is by audience; `bands` names the values of questions the caller banded or derived,
    such as preceptors' protected hours, by question code.
    """
    ratings, people = frame_of(counts.ratings, RatingCount), frame_of(counts.people, PersonCount)
    facts, invitations = frame_of(counts.facts, FactCount), frame_of(counts.invitations, InvitationCount)
    parts: list[Part] = []
    for audience, dimensions in MENU.items():
        cells = count_cells(ratings[ratings["audience"] == audience])
        for dimension in dimensions:
            parts += build_parts(
                audience=audience,
                dimension=dimension,
                instrument=instruments[audience],
                bands=bands or {},
                cells=cells,
                people=people[people["audience"] == audience],
                facts=facts[facts["audience"] == audience],
            )
    content: dict[str, Any] = {
        "time_point": time_point,
        "rules": RULES_VERSION,
        "code_version": code_version,
        "instruments": {audience: instrument.id for audience, instrument in sorted(instruments.items())},
        "parts": tuple(parts),
        "participation": build_participation(invitations, people, PARTICIPATION),
        "provision": build_provision(counts.provision, instruments["organisation"], PROVISION, bands or {}),
        "sample": sample,
    }
    draft = Release(number=number, made_on=made_on, content_hash="", **content)
    return draft.model_copy(update={"content_hash": hash_content(draft)})


def hash_content(release: Release) -> str:
    """SHA-256 over everything but the number, the day and the hash itself, as canonical JSON."""
    content = release.model_dump(mode="json", exclude={"number", "made_on", "content_hash"})
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def changed_enough(*, before: int, now: int) -> bool:
    """Whether enough people were added since the last release of the same time point (S2)."""
    return now - before >= MINIMUM_CHANGED


def shown_share(cells: Iterable[Any]) -> tuple[int, int]:
    """How many of these cells are shown, and how many there are: the usefulness of a table (SDC-24)."""
    every = list(cells)
    return sum(cell.shown for cell in every), len(every)
