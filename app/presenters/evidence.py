"""What the page of evidence shows of one place: constructs by action, each with its three lenses in words."""

from dataclasses import dataclass
from typing import Any

from mapping.evidence import Evidence, Seen, evidence_in
from mapping.figures import Release
from mapping.lens import Lenses
from reports.evidence import (
    ACTIONS,
    CONSIDER,
    EVIDENCE,
    PLACES,
    SIDE_BY_SIDE,
    evidence_table,
    level_words,
    threshold_notes,
    words_of,
)
from reports.wording import group_name


@dataclass(frozen=True)
class Lens:
    """One lens of a construct: its name, the figure as published, the level and the sentence."""

    name: str
    text: str
    level: str
    words: str


@dataclass(frozen=True)
class Card:
    """One construct: what it is about, the lenses, why this action, and where its figures are explained."""

    code: str
    title: str
    gist: str
    lenses: tuple[Lens, ...]
    because: str
    explain: str


@dataclass(frozen=True)
class ActionGroup:
    """The constructs of a place that have one action."""

    code: str
    title: str
    consider: str
    cards: tuple[Card, ...]


def evidence_context(release: Release, lenses: Lenses, region: str | None) -> dict[str, Any]:
    """The page for the nation, or for one region."""
    place = next((each for each in PLACES if each[1] == region), PLACES[0])
    found = evidence_in(release, lenses, *place)
    first = PLACES.index(place) * len(lenses.constructs) + 1
    cards = [(each.action, _card(each, lenses, first + at, release)) for at, each in enumerate(found)]
    groups = [
        ActionGroup(
            code=action.replace(" ", "-"),
            title=title,
            consider=CONSIDER[action],
            cards=tuple(card for own, card in cards if own == action),
        )
        for action, title in ACTIONS.items()
    ]
    return {
        "release": release,
        "at": f"?release={release.number}",
        "table": evidence_table(release, lenses),
        "place": group_name(*place),
        "places": [
            (group_name(*each), f"?release={release.number}{_key(each[1], each[0])}", each == place)
            for each in PLACES
        ],
        "groups": [group for group in groups if group.cards],
        "side_by_side": SIDE_BY_SIDE,
        "thresholds": threshold_notes(lenses),
    }


def _key(code: str, dimension: str) -> str:
    return "" if dimension == "nation" else f"&region={code}"


def _card(each: Evidence, lenses: Lenses, number: int, release: Release) -> Card:
    construct = lenses.find(each.topic)
    assert construct is not None, "evidence is of a construct of these lenses"
    need, capacity, provision, _ = words_of(each, construct, lenses)
    return Card(
        code=construct.code,
        title=construct.title,
        gist=construct.gist,
        lenses=(
            _lens("Need", each.need, each.need_level, need),
            _lens("Capacity", each.capacity, each.capacity_level, capacity),
            _lens("Provision", each.provision, each.provision_level, provision),
        ),
        because=each.because,
        explain=f"/dashboard/explain/{EVIDENCE}/{number}?release={release.number}",
    )


def _lens(name: str, seen: Seen, level: str, words: str) -> Lens:
    return Lens(name, seen.share.text, level_words(level), words)
