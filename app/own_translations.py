"""Translations that were added here: the only definitions that may take another's place, since only words change."""

from datetime import datetime

from sqlmodel import Session

from app.own_definitions import add_definitions
from frameworks.translation import Translation
from surveys.store.definitions import definition_rows, delete_definition


def put_translation(
    session: Session, translation: Translation, *, by: str, now: datetime, reason: str, seen: int
) -> None:
    """Store a translation, in place of one with the same id.

    Raises DefinitionError with every problem, and Conflict when definitions changed meanwhile.
    """
    if any(row.id == translation.id for row in definition_rows(session)):
        delete_definition(session, translation.id)
    add_definitions(session, [translation], by=by, now=now, reason=reason, seen=seen)
