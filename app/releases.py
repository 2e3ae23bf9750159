"""Making, approving and reading releases: from the database's counts to frozen, protected figures."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, update

from app.audit import record
from app.bands import BANDS, band_facts, band_provision
from app.clock import london_day
from app.definitions import Definitions
from app.sample import SAMPLE, contents
from mapping.figures import Part, Release
from mapping.policy import MINIMUM_CHANGED
from mapping.release import Counts, build_release, changed_enough, hash_content
from surveys.errors import Conflict, NotAllowed, Refused
from surveys.instrument import Instrument
from surveys.store.releases import get_release, last_release, next_number, release_parts
from surveys.store.tallies import (
    fact_counts,
    invitation_counts,
    person_counts,
    provision_answers,
    rating_counts,
    submitted_people,
)
from surveys.store.time_points import get_time_point
from surveys.tables import ReleasePart, ReleaseRow, TimePoint

WAITING, APPROVED, TURNED_DOWN = "waiting", "approved", "turned down"


class Tampered(Refused):
    """A stored release does not have the content it was hashed with; it is not served."""

    status = 500
    title = "This release cannot be shown"


def make_release(
    session: Session,
    *,
    time_point: int,
    by: str,
    now: datetime,
    definitions: Definitions,
    code_version: str,
) -> int:
    """Count, protect and store a release that waits for approval; its number.

    Raises Conflict when too few people were added since the last one, when nothing could be shown, or when
    one is waiting already.
    """
    point = get_time_point(session, time_point)
    people = submitted_people(session, time_point=time_point)
    _check_can_make(session, point, people)
    release = build_release(
        number=next_number(session),
        time_point=point.title,
        made_on=london_day(now),
        code_version=code_version,
        instruments=instruments_of(point, definitions),
        counts=count(session, point, definitions),
        bands=BANDS,
        sample=contents(session) == SAMPLE,
    )
    if all(part.group.withheld for part in release.parts):
        raise Conflict("No group is large enough yet, so nothing could be shown. Wait for more people.")
    session.add(_row(release, time_point=time_point, by=by, people=people))
    try:
        session.flush()
    except IntegrityError:
        raise Conflict("Somebody else made a release at the same moment. Open the page again.") from None
    session.add_all(_parts(release))
    record(session, at=now, actor=by, action="make release", subject=str(release.number))
    return release.number


def approve_release(session: Session, *, number: int, revision: int, by: str, now: datetime) -> None:
    """Publish a waiting release. Raises NotAllowed for its author, Conflict when it has moved on."""
    row = get_release(session, number)
    if row.author == by:
        raise NotAllowed("You made this release, so somebody else in the steering group must approve it.")
    _decide(session, row, revision, state=APPROVED, by=by, now=now, reason=None)


def turn_down_release(
    session: Session, *, number: int, revision: int, by: str, now: datetime, reason: str
) -> None:
    """Refuse a waiting release, for a reason; its author may do this too."""
    _decide(session, get_release(session, number), revision, state=TURNED_DOWN, by=by, now=now, reason=reason)


def load_release(session: Session, number: int) -> Release:
    """The whole release as it was made. Raises Tampered when its content does not match its hash."""
    row = get_release(session, number)
    head = Release.model_validate_json(row.content)
    parts = tuple(Part.model_validate_json(part.content) for part in release_parts(session, number))
    release = head.model_copy(update={"parts": parts})
    if hash_content(release) != row.content_hash:
        raise Tampered(f"Release {number} does not match its hash. Restore the database from a backup.")
    return release


def count(session: Session, point: TimePoint, definitions: Definitions) -> Counts:
    """Everything a release of this time point is made from."""
    time_point = point.id or 0
    questions = {
        question.code
        for instrument in instruments_of(point, definitions).values()
        for question in instrument.questions
        if question.kind != "text"
    }
    facts = fact_counts(session, time_point=time_point, questions=sorted(questions | {"binding-limit"}))
    return Counts(
        ratings=rating_counts(session, time_point=time_point),
        people=person_counts(session, time_point=time_point),
        facts=band_facts(facts),
        invitations=invitation_counts(session, time_point=time_point),
        provision=band_provision(provision_answers(session, time_point=time_point)),
    )


def instruments_of(point: TimePoint, definitions: Definitions) -> dict[str, Instrument]:
    """The editions this time point asks, by audience."""
    return {
        "preceptee": definitions.instruments[point.preceptee_instrument],
        "preceptor": definitions.instruments[point.preceptor_instrument],
        "organisation": definitions.instruments[point.organisation_instrument],
    }


def _check_can_make(session: Session, point: TimePoint, people: int) -> None:
    last = last_release(session, time_point=point.id or 0)
    if last is None:
        if people < MINIMUM_CHANGED:
            raise Conflict(
                f"Fewer than {MINIMUM_CHANGED} people have submitted, so nothing could be shown yet."
            )
        return
    if last.state == WAITING:
        raise Conflict(f"Release {last.number} is waiting. Approve it or turn it down first.")
    if not changed_enough(before=last.people, now=people):
        raise Conflict(
            f"Fewer than {MINIMUM_CHANGED} people have submitted since release {last.number}. A new release "
            "would let their answers be worked out. Wait for more."
        )


def _row(release: Release, *, time_point: int, by: str, people: int) -> ReleaseRow:
    return ReleaseRow(
        number=release.number,
        time_point=time_point,
        state=WAITING,
        made_on=release.made_on,
        author=by,
        people=people,
        content_hash=release.content_hash,
        content=release.model_copy(update={"parts": ()}).model_dump_json(),
    )


def _parts(release: Release) -> list[ReleasePart]:
    return [
        ReleasePart(
            release=release.number,
            audience=part.group.audience,
            dimension=part.group.dimension,
            code=part.group.code,
            position=position,
            content=part.model_dump_json(),
        )
        for position, part in enumerate(release.parts)
    ]


def _decide(
    session: Session,
    row: ReleaseRow,
    revision: int,
    *,
    state: str,
    by: str,
    now: datetime,
    reason: str | None,
) -> None:
    seen = (
        col(ReleaseRow.number) == row.number,
        col(ReleaseRow.revision) == revision,
        col(ReleaseRow.state) == WAITING,
    )
    decided = {"state": state, "approver": by, "decided_on": london_day(now), "reason": reason}
    done = session.exec(update(ReleaseRow).where(*seen).values(revision=revision + 1, **decided))
    if done.rowcount != 1:
        raise Conflict("This release has been decided already. Open its page again.")
    session.refresh(row)
    record(session, at=now, actor=by, action=f"release {state}", subject=str(row.number))
