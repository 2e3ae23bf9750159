"""The list of erasures inside the database, and whom it could still be about."""

from collections.abc import Collection

from sqlalchemy import text
from sqlmodel import Session, col, select

from surveys.tables import Erasure, Respondent


def erased_digests(session: Session) -> frozenset[str]:
    """The digest of every erasure this database knows of."""
    return frozenset(session.exec(select(Erasure.digest)))


def hold_erasures(session: Session) -> None:
    """Let one unit of work at a time compare the list with the ledger; SQLite lets only one write anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {Erasure.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def respondent_ids(session: Session) -> list[str]:
    """Every respondent there is, in the order of their ids."""
    return list(session.exec(select(Respondent.id).order_by(col(Respondent.id))))


def write_erasures(session: Session, digests: Collection[str]) -> None:
    """Enter these digests; one that is there already stays as it is."""
    for digest in sorted(digests):
        session.merge(Erasure(digest=digest))
    session.flush()
