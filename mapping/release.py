"""A release: the fixed menu of tables, counted, protected and hashed (`DESIGN.md` 5, `CHECKS.md` S2-S9)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from frameworks.model import Framework
from mapping.assessments import build_assessments
from mapping.carry import NOTHING, Carried, Place, keep_pairs
from mapping.counted import Counts
from mapping.derived import Derived, hide_with_need
from mapping.figures import Dimension, Part, Participation, ProvisionFigures, Release
from mapping.hides import Hides, hide_in_line, hide_in_part, hide_in_provision
from mapping.participation import build_participation
from mapping.parts import build_parts
from mapping.policy import RULES_VERSION
from mapping.provision import build_provision
from mapping.tally import count_cells, frame_of
from surveys.counts import FactCount, HeadcountLine, InvitationCount, PersonCount, RatingCount
from surveys.instrument import Instrument

MENU: dict[str, tuple[Dimension, ...]] = {
    "preceptee": ("nation", "region", "pathway", "stage", "organisation"),
    "preceptor": ("nation", "region", "organisation"),
}
"""What is published for each audience, one dimension at a time (S6)."""

NO_CROSSWALKS: Mapping[str, str] = MappingProxyType({})
NO_FRAMEWORKS: Mapping[str, Framework] = MappingProxyType({})
PARTICIPATION: tuple[Dimension, ...] = ("nation", "region", "organisation")
PROVISION: tuple[Dimension, ...] = ("nation", "region")


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
    hides: Hides = frozenset(),
    carried: Carried = NOTHING,
    derived: Sequence[Derived] = (),
    headcounts: Sequence[HeadcountLine] = (),
    frameworks: Mapping[str, Framework] = NO_FRAMEWORKS,
    regions: Sequence[str] = (),
    crosswalks: Mapping[str, str] = NO_CROSSWALKS,
) -> Release:
    """The release of one time point. The same counts in any order give the same `content_hash`.

    `instruments` is by audience; `bands` names the values of questions the caller banded or derived,
    such as preceptors' protected hours, by question code; `derived` are questions nobody was asked, counted
    among the facts. `hides` are figures hidden to protect others; `carried` are groups whose figures stay as
    an earlier release had them. `headcounts` are known numbers of people, which nothing here was counted from.
    `frameworks` are what organisations scored themselves against, `regions` those to tell of it in any case.
    `crosswalks` are the links its tables are to follow, each with its hash.
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
                derived=[each for each in derived if each.audience == audience],
                cells=cells,
                people=people[people["audience"] == audience],
                facts=facts[facts["audience"] == audience],
            )
    provision = build_provision(counts.provision, instruments["organisation"], PROVISION, bands or {})
    content: dict[str, Any] = {
        "time_point": time_point,
        "rules": RULES_VERSION,
        "code_version": code_version,
        "instruments": {audience: instrument.id for audience, instrument in sorted(instruments.items())},
        "parts": _with_carried(
            [
                keep_pairs(hide_with_need(hide_in_part(part, hides), _of(part, derived)), carried)
                for part in parts
            ],
            carried.parts,
            key=_place_of,
        ),
        "participation": _with_carried(
            [hide_in_line(line, hides) for line in build_participation(invitations, people, PARTICIPATION)],
            carried.participation,
            key=lambda line: (line.audience, line.dimension, line.code),
        ),
        "provision": _with_carried(
            [hide_in_provision(line, hides) for line in provision],
            carried.leavers,
            key=lambda line: (line.question, line.dimension, line.code),
        ),
        "sample": sample,
        "headcounts": tuple(headcounts),
        "crosswalks": dict(sorted(crosswalks.items())),
        "assessments": build_assessments(counts.assessments, frameworks, regions),
    }
    draft = Release(number=number, made_on=made_on, content_hash="", **content)
    return draft.model_copy(update={"content_hash": hash_content(draft)})


One = TypeVar("One", Part, Participation, ProvisionFigures)


def _with_carried(
    new: Sequence[One], carried: Mapping[Place, One], *, key: Callable[[One], Place]
) -> tuple[One, ...]:
    """The new figures, the carried in place of theirs; carried ones that have no new ones come last."""
    places = {key(one) for one in new}
    kept = [carried.get(key(one), one) for one in new]
    return tuple(kept + [one for place, one in carried.items() if place not in places])


def _of(part: Part, derived: Sequence[Derived]) -> list[Derived]:
    """The derived questions of a part's audience: another's may be about an item of the same code."""
    return [each for each in derived if each.audience == part.group.audience]


def _place_of(part: Part) -> Place:
    return part.group.audience, part.group.dimension, part.group.code


def hash_content(release: Release) -> str:
    """SHA-256 over everything but the number, the day and the hash itself, as canonical JSON.

    What has its default is left out, so that a release stays whole when a later version knows more fields.
    """
    skipped = {"number", "made_on", "content_hash"}
    content = release.model_dump(mode="json", exclude=skipped, exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def shown_share(cells: Iterable[Any]) -> tuple[int, int]:
    """How many of these cells are shown, and how many there are: the usefulness of a table (SDC-24)."""
    every = list(cells)
    return sum(cell.shown for cell in every), len(every)
