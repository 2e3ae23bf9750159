"""What is stored about staff who sign in, their sessions, and what was done."""

from datetime import datetime

from sqlalchemy import Column, Index, text
from sqlalchemy.types import DateTime, TypeDecorator
from sqlmodel import Field, SQLModel

from app.clock import as_utc


class Utc(TypeDecorator[datetime]):
    """A moment in UTC on both databases; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        """Store UTC."""
        return None if value is None else as_utc(value)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        """Read UTC, aware."""
        return None if value is None else as_utc(value)


class Account(SQLModel, table=True):
    """A member of staff: a lead, the steering group, or an administrator."""

    __tablename__ = "account"

    id: str = Field(primary_key=True)
    username: str = Field(unique=True)
    name: str
    role: str
    organisation: str | None = Field(default=None, foreign_key="organisation.code")
    state: str = "invited"
    password_hash: str | None = None
    totp_secret: str | None = None
    totp_step: int = 0
    setup_hash: str | None = Field(default=None, unique=True)
    setup_expires: datetime | None = Field(default=None, sa_column=Column(Utc))
    revision: int = 1


class SignIn(SQLModel, table=True):
    """A server-side session, kept as the hash of its cookie, for staff or for a respondent."""

    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True)
    account: str | None = Field(default=None, foreign_key="account.id", index=True)
    response: str | None = Field(default=None, foreign_key="response.id", index=True)
    stage: str
    seen_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    ends_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    second_factor_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    pending_secret: str | None = None


class Attempt(SQLModel, table=True):
    """How often something that can be guessed went wrong lately, by what was guessed at."""

    __tablename__ = "attempt"

    key: str = Field(primary_key=True)
    count: int
    since: datetime = Field(sa_column=Column(Utc, nullable=False))


class Once(SQLModel, table=True):
    """The outcome of a form that was posted, so that a second post leads to the same place."""

    __tablename__ = "once"

    key: str = Field(primary_key=True)
    owner: str
    location: str


class AuditEntry(SQLModel, table=True):
    """Who did what, when, with what result; each entry carries the hash of the one before."""

    __tablename__ = "audit_entry"

    sequence: int = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(Utc, nullable=False))
    actor: str
    action: str
    subject: str
    result: str
    previous: str
    digest: str


UNFINISHED = text("state IN ('queued', 'running')")


class ReleaseJob(SQLModel, table=True):
    """A release somebody asked for: how far it is, and how it ended. One unfinished for each time point."""

    __tablename__ = "release_job"
    __table_args__ = (
        Index(
            "release_job_unfinished",
            "time_point",
            unique=True,
            sqlite_where=UNFINISHED,
            postgresql_where=UNFINISHED,
        ),
    )

    id: str = Field(primary_key=True)
    time_point: int = Field(foreign_key="time_point.id")
    state: str = "queued"
    phase: str = ""
    done: int = 0
    of: int = 0
    tries: int = 0
    asked_by: str
    asked_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    beat_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    cancelled_by: str | None = None
    release: int | None = Field(default=None, foreign_key="release.number")
    refusal: str = ""
    revision: int = 1
