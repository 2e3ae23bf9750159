"""Server-side sessions: one cookie, kept as a hash, for staff and for respondents."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session, col, delete, select

from app.settings import Settings
from app.tables import Account, SignIn
from surveys.tables import Response

Stage = Literal["password", "full", "respondent"]
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=60)


@dataclass(frozen=True)
class Actor:
    """Whoever sent a request. A visitor has neither account nor response."""

    role: str = "visitor"
    account: str | None = None
    name: str = ""
    username: str = ""
    organisation: str | None = None
    response: str | None = None
    respondent: str | None = None
    audience: str | None = None
    stage: Stage | None = None
    second_factor_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        """True once both factors were given."""
        return self.account is not None and self.stage == "full"


VISITOR = Actor()


def cookie_name(settings: Settings) -> str:
    """`__Host-` where TLS lets us demand it."""
    return "__Host-preceptmap" if settings.secure else "preceptmap"


def start_sign_in(
    session: Session,
    *,
    now: datetime,
    stage: Stage,
    account: str | None = None,
    response: str | None = None,
) -> str:
    """Begin a session and return its token (256 bits), which only the cookie keeps; forget those that ended."""
    clear_ended(session, now=now)
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=hash_token(token),
            account=account,
            response=response,
            stage=stage,
            seen_at=now,
            ends_at=now + LONGEST,
            second_factor_at=now if stage == "full" else None,
        )
    )
    return token


def move_sign_in(session: Session, token: str, *, response: str) -> None:
    """Have a respondent's session go on with another of their own responses."""
    row = session.get(SignIn, hash_token(token))
    if row is not None and row.response is not None:
        row.response = response
        session.add(row)


def end_sign_in(session: Session, token: str) -> None:
    """Forget one session."""
    session.exec(delete(SignIn).where(col(SignIn.token_hash) == hash_token(token)))


def end_all_sign_ins(session: Session, *, account: str) -> None:
    """Forget every session of an account: after a reset, a role change or being disabled (SEC-23)."""
    session.exec(delete(SignIn).where(col(SignIn.account) == account))


def end_sign_ins_of(session: Session, *, respondent: str) -> None:
    """Forget every session of a respondent, on every device."""
    responses = select(Response.id).where(col(Response.respondent) == respondent)
    session.exec(delete(SignIn).where(col(SignIn.response).in_(responses)))


def find_actor(session: Session, token: str | None, *, now: datetime, settings: Settings) -> Actor:
    """Who holds this cookie. An ended, idle or disabled holder is a visitor again."""
    row = session.get(SignIn, hash_token(token)) if token else None
    if row is None or now >= row.ends_at or now - row.seen_at >= _idle_limit(row, settings):
        return VISITOR
    if row.response is not None:
        return _respondent(session, row)
    return _staff(session, row)


def respondent_actor(response: Response) -> Actor:
    """Whoever gave this response."""
    return Actor(
        role="respondent",
        response=response.id,
        respondent=response.respondent,
        audience=response.audience,
        stage="respondent",
    )


def _respondent(session: Session, row: SignIn) -> Actor:
    response = session.get(Response, row.response)
    if response is None:
        return VISITOR
    return respondent_actor(response)


def _staff(session: Session, row: SignIn) -> Actor:
    account = session.get(Account, row.account)
    if account is None or account.state == "disabled":
        return VISITOR
    return Actor(
        role=account.role if row.stage == "full" else "visitor",
        account=account.id,
        name=account.name,
        username=account.username,
        organisation=account.organisation,
        stage="full" if row.stage == "full" else "password",
        second_factor_at=row.second_factor_at,
    )


def touch(session: Session, token: str, *, now: datetime) -> None:
    """Note that a session is in use, so that it does not idle out."""
    row = session.get(SignIn, hash_token(token))
    if row is not None:
        row.seen_at = now
        session.add(row)


def needs_touch(session: Session, token: str, *, now: datetime) -> bool:
    """True when a minute has passed since the session was last noted."""
    row = session.get(SignIn, hash_token(token))
    return row is not None and now - row.seen_at >= TOUCH_EVERY


def clear_ended(session: Session, *, now: datetime) -> None:
    """Remove sessions that can no longer be used."""
    session.exec(delete(SignIn).where(col(SignIn.ends_at) <= now))


def hash_token(token: str) -> str:
    """SHA-256; the token is random enough to need no key."""
    return hashlib.sha256(token.encode()).hexdigest()


def idle_seconds(actor: Actor, settings: Settings) -> int:
    """How long a page may lie unused and its reader is surely still signed in; 0 for a visitor.

    Use is noted once in `TOUCH_EVERY`, so the session may end by so much sooner than its limit.
    """
    if actor.role == "visitor":
        return 0
    limit = _limit(settings, respondent=actor.response is not None)
    return int(max(limit - TOUCH_EVERY, limit / 2).total_seconds())


def seconds_left(session: Session, token: str | None, *, now: datetime, settings: Settings) -> int:
    """In how many seconds the holder of this cookie is signed out if nothing more is sent; 0 for a visitor."""
    row = session.get(SignIn, hash_token(token)) if token else None
    if row is None or find_actor(session, token, now=now, settings=settings).role == "visitor":
        return 0
    return int((min(row.seen_at + _idle_limit(row, settings), row.ends_at) - now).total_seconds())


def _idle_limit(row: SignIn, settings: Settings) -> timedelta:
    return _limit(settings, respondent=row.response is not None)


def _limit(settings: Settings, *, respondent: bool) -> timedelta:
    minutes = settings.respondent_idle_minutes if respondent else settings.staff_idle_minutes
    return timedelta(minutes=minutes)
