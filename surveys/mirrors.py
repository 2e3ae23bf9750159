"""A preceptor's own view of a preceptee's confidence: saved while it is made up, then given once and for good.

Nothing here is recorded in the audit trail, and no time is stored: either could say who is paired with whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, update

from surveys.asking import UNKNOWN_FIELD
from surveys.errors import Conflict
from surveys.fields import Fields, Unusable, read_choice
from surveys.rating import RATINGS, FieldProblem
from surveys.store.shares import view_of, view_ratings, write_view
from surveys.tables import MirroredView

SAVED_ELSEWHERE = "You saved this view in another window after you opened it here."
GIVEN = "You gave your view already, so it can no longer be changed. Talk about what you see differently now."
SCALE = tuple(str(rating) for rating in RATINGS)
PART = "view"


@dataclass(frozen=True)
class View:
    """Confidence by item as the preceptor sees it, blank ones left out. Nobody else sees it until it is `given`."""

    ratings: Mapping[str, int]
    revision: int
    given: bool


def read_view(session: Session, *, share: str, response: str) -> View:
    """A preceptor's view of one response, empty before the first save."""
    row = view_of(session, share, response)
    if row is None:
        return View({}, 0, False)
    return View(view_ratings(session, share, response), row.revision, row.given)


def read_form(form: Fields, items: Sequence[str]) -> tuple[dict[str, int], list[FieldProblem]]:
    """The ratings in a form whose fields are `N01-view`, blank ones left out, and every problem at once."""
    known = {f"{item}-{PART}": item for item in items}
    problems = [
        FieldProblem(field=field, message=UNKNOWN_FIELD.format(field=field[:60]))
        for field in form
        if field not in known
    ]
    ratings: dict[str, int] = {}
    for field, item in known.items():
        try:
            chosen = read_choice(form, field, SCALE)
        except Unusable as error:
            problems.append(FieldProblem(field=field, message=str(error)))
            continue
        if chosen:
            ratings[item] = int(chosen)
    return ratings, problems


def save_view(
    session: Session, *, share: str, response: str, seen: int, ratings: Mapping[str, int], give: bool
) -> None:
    """Store a view, and with `give` let both people see it. Raises Conflict when it was saved in between or
    given already."""
    row = view_of(session, share, response)
    if row is not None and row.given:
        raise Conflict(GIVEN)
    _claim(session, share, response, seen, give=give, there=row is not None)
    write_view(session, share, response, ratings)


def _claim(session: Session, share: str, response: str, seen: int, *, give: bool, there: bool) -> None:
    """Move the view's revision on by one, only from the revision the page was made from."""
    if seen == 0 and not there:
        session.add(MirroredView(share=share, response=response, given=give, revision=1))
        try:
            session.flush()
        except IntegrityError as error:  # another window saved it for the first time just now
            raise Conflict(SAVED_ELSEWHERE) from error
        return
    done = session.exec(
        update(MirroredView)
        .where(
            col(MirroredView.share) == share,
            col(MirroredView.response) == response,
            col(MirroredView.revision) == seen,
            col(MirroredView.given).is_(False),
        )
        .values(revision=seen + 1, given=give)
    )
    if done.rowcount != 1:
        raise Conflict(SAVED_ELSEWHERE)
