"""Small databases to copy: a few people with answers, made without the web."""

from datetime import date
from pathlib import Path

from sqlmodel import select

from app.erasing import forget
from app.erasure_ledger import NAME
from app.sample import REAL, contents, stamp
from app.settings import Settings
from surveys.database import Database
from surveys.tables import Organisation, RatingAnswer, Respondent, Response, TimePoint

SECRET = "a key for tests that is long enough"
KEY = SECRET.encode()


def settings_of(database: Database, tmp_path: Path, **changes: object) -> Settings:
    """The settings an operator has for this database."""
    address = database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    data = tmp_path / "data"
    return Settings(data=data, database_url=address, secret=SECRET).model_copy(update=changes)


def has_people(database: Database, *names: str) -> None:
    """People who submitted one rating each; the place and the time point they answer at come with the first."""
    with database.writing() as session:
        if contents(session) is None:
            stamp(session, REAL)
        if session.get(Organisation, "T01") is None:
            session.add(Organisation(code="T01", name="Trust One", snapshot=date(2026, 11, 1)))
            session.add(
                TimePoint(
                    id=1,
                    title="Autumn",
                    series="Autumn",
                    state="open",
                    preceptee_instrument="preceptee-2026",
                    preceptor_instrument="preceptor-2026",
                    organisation_instrument="organisation-2026",
                )
            )
            session.flush()
        for name in names:
            session.add(Respondent(id=name, audience="preceptee", return_hash=f"hash of {name}"))
            session.flush()
            session.add(
                Response(
                    id=f"{name}-1",
                    respondent=name,
                    reference=name,
                    time_point=1,
                    audience="preceptee",
                    instrument="preceptee-2026",
                    organisation="T01",
                    state="submitted",
                    revision=2,
                )
            )
            session.flush()
            session.add(RatingAnswer(response=f"{name}-1", item="N01", importance=5, confidence=2))


def people_of(database: Database) -> list[str]:
    """Everybody who is in a database."""
    with database.reading() as session:
        return sorted(session.exec(select(Respondent.id)))


def erased(database: Database, name: str, tmp_path: Path) -> None:
    """Somebody erases their answers."""
    with database.writing() as session:
        forget(session, respondent=name, key=KEY, ledger=tmp_path / "data" / NAME)
