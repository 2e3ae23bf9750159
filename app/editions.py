"""Which edition of each framework an organisation works with: the newest, or the one it has begun on (REL-20)."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlmodel import Session

from app.carrying import Side, newer_of, read_side
from app.definitions import Definitions
from app.place import Place
from frameworks.applying import own_version
from frameworks.model import Framework
from mapping.editions import newer_editions
from surveys.store.carrying import last_carry, move_from


class Editions(NamedTuple):
    """The frameworks to assess against now, and those whose answers were moved and are kept as they were."""

    now: tuple[Framework, ...]
    kept: tuple[Framework, ...]


class Notes(NamedTuple):
    """What a self-assessment's pages say about moves and carried scores.

    `newer` is the edition its answers could move to, `moved_to` the one they were moved to; `moved_back` is True
    where that is the earlier one again.
    """

    side: Side
    newer: Framework | None
    moved_to: Framework | None
    moved_back: bool
    can_undo_carry: bool


def offered_to(definitions: Definitions, place: Place) -> list[str]:
    """The ids of the frameworks this organisation may assess itself against: its own version of each."""
    where = {"organisation": place.organisation, "region": place.region}
    known = definitions.frameworks
    own = [own_version(each, known, **where) for each in known.values() if each.overlay is None]
    return [each.id for each in own if each.assessable]


def newer_for(definitions: Definitions, place: Place, framework: Framework) -> Framework | None:
    """The newest edition that this organisation could move its answers to, or None."""
    return newer_of(definitions, framework, offered_to(definitions, place))


def editions_for(definitions: Definitions, place: Place, sides: Mapping[str, Side]) -> Editions:
    """What an organisation works with. What it began on an earlier edition stays there until it moves."""
    known = [side.framework for side in sides.values()]
    offered = offered_to(definitions, place)
    begun = {id for id, side in sides.items() if side.is_begun and not side.moved_to}
    later = {each.id: {one.id for one in newer_editions(each, known)} for each in known}
    now = tuple(each for each in known if each.id in begun or _is_next(each.id, offered, begun, later))
    kept = tuple(side.framework for side in sides.values() if side.is_begun and side.moved_to)
    return Editions(now, kept)


def notes_for(session: Session, place: Place, definitions: Definitions, framework: Framework) -> Notes:
    """What this self-assessment's pages say about moves and carried scores."""
    side = read_side(session, place, framework)
    row = side.row.id if side.row and side.row.id else 0
    return Notes(
        side=side,
        newer=None if side.moved_to else newer_for(definitions, place, framework),
        moved_to=definitions.frameworks.get(side.moved_to or ""),
        moved_back=side.moved_to is not None and move_from(session, row) is None,
        can_undo_carry=not side.moved_to and last_carry(session, row, kind="carry") is not None,
    )


def _is_next(
    id: str, offered: Collection[str], begun: Collection[str], later: Mapping[str, Collection[str]]
) -> bool:
    """True for the newest of those offered, unless an earlier one is under way."""
    under_way = any(id in later[earlier] for earlier in begun)
    return id in offered and not under_way and not any(each in offered for each in later[id])
