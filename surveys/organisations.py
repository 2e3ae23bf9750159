"""Loading organisations, whole or not at all, and as often as one likes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from surveys.tables import Organisation
from surveys.trust_file import Trust


@dataclass(frozen=True)
class Loaded:
    """What loading a file came to."""

    read: int
    open: int
    added: int
    changed: int


def load_organisations(session: Session, trusts: Sequence[Trust], *, on: date) -> Loaded:
    """Add new organisations and bring known ones up to date; those not in the file are kept.

    `on` is the day of the snapshot. Answers keep the code and region they were given with.
    """
    added = changed = 0
    for trust in trusts:
        fresh = Organisation(
            code=trust.code,
            name=trust.name,
            region=trust.region,
            board=trust.board,
            opened=trust.opened,
            closed=trust.closed,
            snapshot=on,
        )
        known = session.get(Organisation, trust.code)
        if known is None:
            session.add(fresh)
            added += 1
        elif _facts(known) != _facts(fresh):
            changed += 1
            session.merge(fresh)
    session.flush()
    return Loaded(
        read=len(trusts), open=sum(trust.is_open(on) for trust in trusts), added=added, changed=changed
    )


def _facts(organisation: Organisation) -> tuple[object, ...]:
    return (
        organisation.name,
        organisation.region,
        organisation.board,
        organisation.opened,
        organisation.closed,
    )
