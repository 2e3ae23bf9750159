"""Making a release: read at one moment, attacked without the database, written in one go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

import pandas as pd
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.audit import record
from app.bands import BANDS, band_facts, band_provision
from app.clock import london_day
from app.definitions import Definitions
from app.derived import derived_questions, support_kinds
from app.evidence import evidence_of, load_counts, load_seen
from app.processes import side_by_side
from app.releases import WAITING, load_release
from app.sample import SAMPLE, contents
from frameworks.model import Framework
from frameworks.yaml_text import content_hash
from mapping.attack.attack import ProtectedRelease, protect_release
from mapping.attack.seen import Seen
from mapping.carry import NOTHING, people_changed, what_to_carry
from mapping.counted import Counts
from mapping.crosswalk import current_crosswalks
from mapping.figures import Release
from mapping.hides import Hides
from mapping.policy import MINIMUM_CHANGED
from mapping.release import build_release
from mapping.sector import sector_counts
from mapping.tally import frame_of
from reports.wording import REGIONS
from surveys.counts import FactCount, HeadcountLine, InvitationCount, PersonCount
from surveys.database import Database
from surveys.errors import Conflict
from surveys.instrument import Instrument
from surveys.store.headcounts import headcounts_of
from surveys.store.pairs import pair_counts
from surveys.store.releases import (
    approved_releases,
    last_release,
    next_number,
)
from surveys.store.tallies import (
    assessment_scores,
    erased_counts,
    fact_counts,
    invitation_counts,
    person_counts,
    provision_answers,
    rating_counts,
    return_code_counts,
)
from surveys.store.time_points import get_time_point
from surveys.tables import ReleasePart, ReleaseRow, TimePoint

Progress = Callable[[str, int, int], None]
Protect = Callable[..., ProtectedRelease]


@dataclass(frozen=True)
class Order:
    """Which release is asked for, by whom, and by which version of the code."""

    time_point: int
    by: str
    code_version: str


@dataclass(frozen=True)
class Ground:
    """Everything a release is made from, read at one moment."""

    number: int
    title: str
    instruments: dict[str, Instrument]
    counts: Counts
    earlier: tuple[Seen, ...]
    sample: bool
    moment: int = 0
    headcounts: tuple[HeadcountLine, ...] = ()
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    crosswalks: Mapping[str, str] = field(default_factory=dict)

    def build(self, order: Order, hides: Hides, *, made_on: date) -> Release:
        """The release, with these figures hidden for others' sake."""
        made_from = {each.release.number: each.counts for each in self.earlier}
        last = self.earlier[-1].release if self.earlier else None
        return build_release(
            number=self.number,
            time_point=self.title,
            made_on=made_on,
            code_version=order.code_version,
            instruments=self.instruments,
            counts=self.counts,
            bands=BANDS,
            sample=self.sample,
            hides=hides,
            carried=what_to_carry(last, self.counts, made_from) if last else NOTHING,
            derived=derived_questions(self.instruments, moment=self.moment),
            headcounts=self.headcounts,
            crosswalks=self.crosswalks,
            frameworks=self.frameworks,
            regions=list(REGIONS),
        )


def make_release(
    database: Database,
    *,
    time_point: int,
    by: str,
    now: datetime,
    definitions: Definitions,
    code_version: str,
    progress: Progress = lambda _phase, _done, _of: None,
    protect: Protect = protect_release,
) -> int:
    """Count, protect, attack and store a release that waits for approval; its number.

    The database is read at one moment, left alone while the release is attacked, which can take minutes, and
    written in one go at the end; `progress` may raise to stop in between. Raises Conflict when too few people
    changed since the last one, when nothing could be shown, or when one is waiting already.
    """
    order = Order(time_point, by, code_version)
    progress("Counting", 0, 0)
    with database.snapshot() as session:
        point = get_time_point(session, time_point)
        counts = count(session, point, definitions)
        _check_can_make(session, point, counts)
        ground = _ground(session, point, counts, definitions)
    made_on = london_day(now)
    if all(part.group.withheld for part in ground.build(order, frozenset(), made_on=made_on).parts):
        raise Conflict("No group is large enough yet, so nothing could be shown. Wait for more people.")
    with side_by_side(ground.counts) as executor:
        made = protect(
            partial(ground.build, order, made_on=made_on),
            counts,
            earlier=ground.earlier,
            executor=executor,
            progress=partial(progress, "Attacking"),
        )
    progress("Storing", 0, 0)
    with database.writing() as session:
        _store(session, made, order, counts, now=now)
    return made.release.number


def _ground(session: Session, point: TimePoint, counts: Counts, definitions: Definitions) -> Ground:
    return Ground(
        number=next_number(session),
        title=point.title,
        instruments=instruments_of(point, definitions),
        counts=counts,
        earlier=earlier_releases(session, time_point=point.id or 0),
        sample=contents(session) == SAMPLE,
        moment=point.moment,
        headcounts=tuple(headcounts_of(session, time_point=point.id or 0)),
        frameworks=definitions.frameworks,
        crosswalks={
            id: content_hash(each) for id, each in current_crosswalks(definitions.crosswalks).items()
        },
    )


def earlier_releases(session: Session, *, time_point: int, before: int | None = None) -> tuple[Seen, ...]:
    """The approved releases of a time point, the oldest first, as an attacker has them side by side."""
    numbers = sorted(row.number for row in approved_releases(session) if row.time_point == time_point)
    return tuple(
        load_seen(session, load_release(session, number))
        for number in numbers
        if before is None or number < before
    )


def _store(session: Session, made: ProtectedRelease, order: Order, counts: Counts, *, now: datetime) -> None:
    release = made.release
    last = last_release(session, time_point=order.time_point)
    if last is not None and last.state == WAITING:
        raise Conflict(f"Release {last.number} is waiting. Approve it or turn it down first.")
    people = int(frame_of(counts.people, PersonCount)["people"].sum())
    session.add(_row(release, time_point=order.time_point, by=order.by, people=people))
    try:
        session.flush()
    except IntegrityError:
        raise Conflict("Somebody else made a release at the same moment. Open the page again.") from None
    session.add_all(_parts(release))
    session.add(evidence_of(made, counts))
    record(session, at=now, actor=order.by, action="make release", subject=str(release.number))


def count(session: Session, point: TimePoint, definitions: Definitions) -> Counts:
    """Everything a release of this time point is made from."""
    time_point, instruments = point.id or 0, instruments_of(point, definitions)
    asked = {
        question.code
        for instrument in instruments.values()
        for question in instrument.questions
        if question.kind != "text"
    }
    questions = derived_questions(instruments, moment=point.moment)
    derived = {each.question for each in questions} | {"binding-limit"}
    facts = fact_counts(session, time_point=time_point, questions=sorted(asked | derived))
    rated = rating_counts(session, time_point=time_point, support=support_kinds(instruments))
    pairs = pair_counts(session, time_point=time_point)
    return Counts(
        ratings=rated.ratings,
        people=person_counts(session, time_point=time_point),
        facts=_with_support(band_facts([*facts, *sector_counts(facts), *pairs]), rated.support),
        invitations=codes_counted(session, point),
        erased=erased_counts(session, time_point=time_point),
        provision=band_provision(provision_answers(session, time_point=time_point)),
        assessments=assessment_scores(session, time_point=time_point),
    )


def _with_support(facts: Sequence[FactCount], support: pd.DataFrame) -> pd.DataFrame:
    """The counts of what was asked and of the support that was chosen, together."""
    return pd.concat([frame_of(facts, FactCount), support], ignore_index=True)


def codes_counted(session: Session, point: TimePoint) -> list[InvitationCount]:
    """Who could answer: at a start the codes handed out, later the people with a return code of the series."""
    if point.moment:
        return return_code_counts(session, time_point=point.id or 0)
    return invitation_counts(session, time_point=point.id or 0)


def instruments_of(point: TimePoint, definitions: Definitions) -> dict[str, Instrument]:
    """The editions this time point asks, by audience."""
    return {
        "preceptee": definitions.instruments[point.preceptee_instrument],
        "preceptor": definitions.instruments[point.preceptor_instrument],
        "organisation": definitions.instruments[point.organisation_instrument],
    }


def _check_can_make(session: Session, point: TimePoint, counts: Counts) -> None:
    last = last_release(session, time_point=point.id or 0)
    if last is None:
        if frame_of(counts.people, PersonCount)["people"].sum() < MINIMUM_CHANGED:
            raise Conflict(
                f"Fewer than {MINIMUM_CHANGED} people have submitted, so nothing could be shown yet."
            )
        return
    if last.state == WAITING:
        raise Conflict(f"Release {last.number} is waiting. Approve it or turn it down first.")
    if people_changed(counts, load_counts(session, last.number)) < MINIMUM_CHANGED:
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
