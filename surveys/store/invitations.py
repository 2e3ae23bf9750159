"""Reading and withdrawing invitation codes, always within one organisation and time point."""

from typing import NamedTuple

from sqlalchemy import case, func
from sqlmodel import Session, col, select, update

from surveys.tables import Invitation, Response


class BatchCount(NamedTuple):
    """A batch: codes made (used, unused and withdrawn alike) and codes used.

    There is no count of withdrawn codes, and nothing tells a batch that was withdrawn from one that was
    not: either would say how many codes had been used.
    """

    batch: str
    audience: str
    made: int
    used: int


def batches(session: Session, *, time_point: int, organisation: str) -> list[BatchCount]:
    """Every batch, by audience and name. Names are random, so the order says nothing about time."""
    used = func.sum(case((col(Invitation.state) == "used", 1), else_=0))
    wanted = (
        select(col(Invitation.batch), col(Invitation.audience), func.count(), used)
        .where(col(Invitation.time_point) == time_point, col(Invitation.organisation) == organisation)
        .group_by(col(Invitation.batch), col(Invitation.audience))
        .order_by(col(Invitation.audience), col(Invitation.batch))
    )
    return [BatchCount(*row) for row in session.exec(wanted)]


def batch_of(session: Session, *, time_point: int, organisation: str, batch: str) -> BatchCount | None:
    """One batch of this organisation, or None."""
    found = batches(session, time_point=time_point, organisation=organisation)
    return next((each for each in found if each.batch == batch), None)


def batch_exists(session: Session, batch: str) -> bool:
    """True when any organisation has a batch of this name."""
    return (
        session.exec(select(Invitation.batch).where(Invitation.batch == batch).limit(1)).first() is not None
    )


def withdraw_unused(session: Session, *, time_point: int, organisation: str, batch: str) -> None:
    """Withdraw the codes of a batch that nobody has used."""
    session.exec(
        update(Invitation)
        .where(
            col(Invitation.time_point) == time_point,
            col(Invitation.organisation) == organisation,
            col(Invitation.batch) == batch,
            col(Invitation.state) == "handed out",
        )
        .values(state="withdrawn")
    )


def submitted_by_audience(session: Session, *, time_point: int, organisation: str) -> dict[str, int]:
    """How many people of each audience have submitted. Exact: protect it before anyone sees it."""
    wanted = (
        select(col(Response.audience), func.count())
        .where(
            col(Response.time_point) == time_point,
            col(Response.organisation) == organisation,
            col(Response.state) == "submitted",
        )
        .group_by(col(Response.audience))
        .order_by(col(Response.audience))
    )
    return dict(session.exec(wanted).all())
