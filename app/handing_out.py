"""Handing out invitation codes and withdrawing them, with who did it recorded."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.audit import record
from surveys.invitations import batch_of_code, make_invitations, withdraw_batch


@dataclass(frozen=True)
class Sheet:
    """Codes just made, to be shown once, and the name of their batch."""

    batch: str
    codes: tuple[str, ...]


def hand_out(
    session: Session,
    *,
    time_point: int,
    organisation: str,
    audience: str,
    count: int,
    key: bytes,
    by: str,
    now: datetime,
) -> Sheet:
    """A new batch of single-use codes. Raises Invalid, Closed or NotFound."""
    codes = make_invitations(
        session, time_point=time_point, organisation=organisation, audience=audience, count=count, key=key
    )
    batch = batch_of_code(session, code=codes[0], key=key)
    record(session, at=now, actor=by, action="hand out codes", subject=f"{organisation} {audience} {batch}")
    return Sheet(batch, tuple(codes))


def take_back(
    session: Session, *, time_point: int, organisation: str, batch: str, by: str, now: datetime
) -> None:
    """Withdraw the unused codes of a batch. Raises NotFound for a batch that is not theirs."""
    withdraw_batch(session, time_point=time_point, organisation=organisation, batch=batch)
    record(session, at=now, actor=by, action="withdraw codes", subject=f"{organisation} {batch}")
