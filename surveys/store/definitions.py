"""Reading and writing the definitions that were added beside those that ship."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from surveys.errors import Conflict
from surveys.store.mapping_tasks import uses_of_set
from surveys.tables import DefinitionRow, EditionMove, Meta, ReleaseRow, Response, SelfAssessment, TimePoint

REVISION = "definitions"
"""The key under which `meta` counts how often definitions were added or taken away."""

CHANGED = (
    "Somebody else added or took away a definition meanwhile. Look at what there is now, then do it again."
)


def definition_rows(session: Session) -> Sequence[DefinitionRow]:
    """Every definition that was added, by id."""
    return session.exec(select(DefinitionRow).order_by(col(DefinitionRow.id))).all()


def definitions_revision(session: Session) -> int:
    """How often definitions were added or taken away; 0 before the first."""
    row = session.get(Meta, REVISION, populate_existing=True)
    return int(row.value) if row else 0


def next_definitions_revision(session: Session, *, seen: int) -> None:
    """Count one change. Raises Conflict when another came after the revision that was `seen`."""
    if seen == 0:
        try:
            with session.begin_nested():
                session.add(Meta(key=REVISION, value="1"))
        except IntegrityError as error:
            raise Conflict(CHANGED) from error
        return
    moved = session.exec(
        update(Meta)
        .where(col(Meta.key) == REVISION, col(Meta.value) == str(seen))
        .values(value=str(seen + 1))
    )
    if moved.rowcount != 1:
        raise Conflict(CHANGED)


def insert_definition(session: Session, row: DefinitionRow) -> None:
    """Store a new definition."""
    session.add(row)
    session.flush()


def delete_definition(session: Session, definition: str) -> bool:
    """Take a definition away, if it is there."""
    return session.exec(delete(DefinitionRow).where(col(DefinitionRow.id) == definition)).rowcount == 1


def uses_of_definition(session: Session, definition: str) -> list[str]:
    """What stored answers, time points and mapping tasks a definition is needed for, in words."""
    asked = select(TimePoint.title).where(
        (col(TimePoint.preceptee_instrument) == definition)
        | (col(TimePoint.preceptor_instrument) == definition)
        | (col(TimePoint.organisation_instrument) == definition)
    )
    points = [f"the time point {title} asks it" for title in session.exec(asked.order_by(col(TimePoint.id)))]
    assessed = select(SelfAssessment.id).where(col(SelfAssessment.framework) == definition).limit(1)
    found = session.exec(assessed).first()
    assessments = ["an organisation has assessed itself against it"] if found else []
    uses = points + assessments + _answered(session, definition) + uses_of_set(session, definition)
    return uses + _published(session, definition)


def _published(session: Session, definition: str) -> list[str]:
    """A release names the questionnaires, frameworks and links that its figures follow."""
    quoted = col(ReleaseRow.content).contains(f'"{definition}"', autoescape=True)
    found = session.exec(select(ReleaseRow.number).where(quoted).order_by(col(ReleaseRow.number))).first()
    return [f"release {found} follows it"] if found is not None else []


def _answered(session: Session, instrument: str) -> list[str]:
    """An edition that a time point was moved away from may still have answers, or be gone back to."""
    answers = select(Response.id).where(col(Response.instrument) == instrument).limit(1)
    moves = select(EditionMove.id).where(
        (col(EditionMove.earlier) == instrument) | (col(EditionMove.later) == instrument)
    )
    return [
        *(["people have begun to answer it"] if session.exec(answers).first() else []),
        *(["a time point was moved from it or to it"] if session.exec(moves.limit(1)).first() else []),
    ]
