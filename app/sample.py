"""Whether a database holds the synthetic survey. It is stamped when made and never mixed with answers."""

from sqlmodel import Session

from surveys.database import Database
from surveys.tables import Meta

KEY = "contents"
SAMPLE = "synthetic sample"
REAL = "answers"


class MixedContents(RuntimeError):
    """Sample data was asked for in a database of real answers, or the other way about."""


def contents(session: Session) -> str | None:
    """What this database was stamped to hold; None before the first use."""
    row = session.get(Meta, KEY)
    return row.value if row else None


def stamp(session: Session, wanted: str) -> None:
    """Stamp an unused database; raise MixedContents when it holds the other kind."""
    found = contents(session)
    if found is None:
        session.add(Meta(key=KEY, value=wanted))
    elif found != wanted:
        raise MixedContents(
            f"This database holds {found}, not {wanted}. Choose another with PRECEPTMAP_DATABASE_URL or "
            "PRECEPTMAP_DATA."
        )


def is_sample(database: Database) -> bool:
    """True when the database holds the synthetic survey."""
    with database.reading() as session:
        return contents(session) == SAMPLE
