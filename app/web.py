"""What handlers are given: the settings, the clock, a session that commits at the edge, and who is asking."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from app.clock import Clock
from app.once import FIELD
from app.settings import Settings
from app.signins import VISITOR, Actor, cookie_name, find_actor, needs_touch, touch
from frameworks.language import say
from surveys.database import Database
from surveys.errors import Invalid

SAFE_METHODS = {"GET", "HEAD"}


class NeedsSignIn(Exception):
    """A page for people who are signed in was asked for by somebody who is not."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role


def get_settings(request: Request) -> Settings:
    """The settings this service was started with."""
    settings: Settings = request.app.state.settings
    return settings


def get_clock(request: Request) -> Clock:
    """The clock; tests pass their own."""
    clock: Clock = request.app.state.clock
    return clock


def get_database(request: Request) -> Database:
    """The database this service was started with."""
    database: Database = request.app.state.database
    return database


def get_session(request: Request) -> Iterator[Session]:
    """A session for this request. Only a method that may change things gets one that is committed."""
    database = get_database(request)
    if request.method in SAFE_METHODS:
        with database.reading() as session:
            yield session
    else:
        with database.writing() as session:
            yield session


def get_actor(request: Request) -> Actor:
    """Who is asking, found once a request and kept for the page's header."""
    known: Actor | None = getattr(request.state, "actor", None)
    if known is not None:
        return known
    settings, database, now = get_settings(request), get_database(request), get_clock(request)()
    token = request.cookies.get(cookie_name(settings))
    actor = VISITOR
    if token:
        with database.reading() as session:
            actor = find_actor(session, token, now=now, settings=settings)
            stale = actor is not VISITOR and needs_touch(session, token, now=now)
        if stale:
            with database.writing() as session:
                touch(session, token, now=now)
    request.state.actor = actor
    return actor


async def get_form(request: Request) -> "Form":
    """The posted fields, text only."""
    async with request.form(max_files=0, max_fields=1000) as posted:
        return Form({key: [str(value) for value in posted.getlist(key)] for key in posted})


class Form(dict[str, Sequence[str]]):
    """Posted fields; a name can have several values."""

    def one(self, name: str) -> str:
        """The single value of `name`, trimmed; empty when absent. Raises Invalid when sent twice."""
        values = self.get(name, ())
        if len(values) > 1:
            raise Invalid({name: say("Send one answer here.")})
        return values[0].strip() if values else ""

    def whole(self, name: str) -> int:
        """A whole number, such as a revision. Raises Invalid when it is not one."""
        typed = self.one(name)
        if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
            raise Invalid(
                {name: say("This form is not complete. Open the page again and send it once more.")}
            )
        return int(typed)

    @property
    def once(self) -> str:
        """The form's key (see app/once.py)."""
        return self.one(FIELD)

    def answers(self, *, besides: Sequence[str] = ()) -> Mapping[str, Sequence[str]]:
        """The fields that hold answers: everything but the form's own machinery."""
        machinery = {FIELD, "revision", "action", *besides}
        return {name: values for name, values in self.items() if name not in machinery}


Db = Annotated[Session, Depends(get_session, scope="function")]
SettingsIn = Annotated[Settings, Depends(get_settings)]
ClockIn = Annotated[Clock, Depends(get_clock)]
ActorIn = Annotated[Actor, Depends(get_actor)]
FormIn = Annotated[Form, Depends(get_form)]
