"""Sessions that have ended are not kept (CHECKS OPS-16)."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from app.signins import LONGEST, hash_token, start_sign_in
from app.tables import SignIn
from surveys.database import Database

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_ops_16_the_next_sign_in_of_anybody_removes_sessions_that_ended(database: Database) -> None:
    with database.writing() as session:
        ended = start_sign_in(session, now=NOON, stage="password")
        lasting = start_sign_in(session, now=NOON + timedelta(hours=1), stage="password")
    with database.writing() as session:
        newest = start_sign_in(session, now=NOON + LONGEST, stage="password")
    with database.reading() as session:
        kept = {row.token_hash for row in session.exec(select(SignIn))}
    assert hash_token(ended) not in kept
    assert kept == {hash_token(lasting), hash_token(newest)}
