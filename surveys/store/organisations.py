"""Reading organisations."""

from datetime import date

from sqlmodel import Session, col, or_, select

from surveys.errors import NotFound
from surveys.tables import Organisation


def get_organisation(session: Session, code: str) -> Organisation:
    """The organisation with this code. Raises NotFound."""
    found = session.get(Organisation, code)
    if found is None:
        raise NotFound("There is no organisation with this code.")
    return found


def all_organisations(session: Session) -> list[Organisation]:
    """Every organisation, closed ones too, by code."""
    return list(session.exec(select(Organisation).order_by(col(Organisation.code))))


def open_organisations(session: Session, *, on: date) -> list[Organisation]:
    """Every organisation that has not closed by that day, by name."""
    still_open = or_(col(Organisation.closed).is_(None), col(Organisation.closed) > on)
    return list(session.exec(select(Organisation).where(still_open).order_by(col(Organisation.name))))
