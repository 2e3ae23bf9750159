"""Slowing down guesses: wrong tries are counted in the database, so every worker sees them (REL-35)."""

import hashlib
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from app.tables import Attempt
from frameworks.language import say
from surveys.errors import TooMany

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
PER_ADDRESS = 60


def check_can_try(session: Session, *, what: str, who: str, at: datetime, limit: int) -> None:
    """Raise TooMany when `who` has been wrong about `what` at least `limit` times in the window."""
    attempt = session.get(Attempt, _key(what, who))
    if attempt and at - attempt.since < WINDOW and attempt.count >= limit:
        minutes = WINDOW.seconds // 60
        raise TooMany(
            say("There were too many wrong tries. Wait {minutes} minutes, then try again.", minutes=minutes)
        )


def count_wrong_try(session: Session, *, what: str, who: str, at: datetime) -> None:
    """Count one wrong try, and forget whoever was wrong longer ago than the window."""
    session.exec(delete(Attempt).where(col(Attempt.since) <= at - WINDOW))
    attempt = session.get(Attempt, _key(what, who))
    if attempt is None:
        session.add(Attempt(key=_key(what, who), count=1, since=at))
    else:
        attempt.count += 1
        session.add(attempt)


def forget_wrong_tries(session: Session, *, what: str, who: str) -> None:
    """A right answer clears the count."""
    attempt = session.get(Attempt, _key(what, who))
    if attempt:
        session.delete(attempt)


def _key(what: str, who: str) -> str:
    return f"{what}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
