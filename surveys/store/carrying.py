"""Reading and writing where the scores of a self-assessment were carried from."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, col, delete, select, update

from surveys.store.self_assessments import Scored
from surveys.tables import CarriedScore, Carry, CriterionScore, SelfAssessment


class Mark(NamedTuple):
    """Where a score came from: `codes` of a framework, how in words, and whether a lead has confirmed it."""

    framework: str
    codes: tuple[str, ...]
    how: str
    confirmed: bool
    carry: int = 0


class Stood(NamedTuple):
    """What stood for a criterion before something was carried there; both are None where there was nothing."""

    scored: Scored | None
    mark: Mark | None


def marks_of(session: Session, *, organisation: str, time_point: int, framework: str) -> dict[str, Mark]:
    """Where each carried score of an assessment came from, by item, in the order of the codes."""
    wanted = (
        select(CarriedScore)
        .join(SelfAssessment, col(SelfAssessment.id) == col(CarriedScore.self_assessment))
        .where(
            col(SelfAssessment.organisation) == organisation,
            col(SelfAssessment.time_point) == time_point,
            col(SelfAssessment.framework) == framework,
        )
        .order_by(col(CarriedScore.item))
    )
    return {row.item: _mark(row) for row in session.exec(wanted)}


def assessments_of(session: Session, *, organisation: str, time_point: int) -> dict[str, SelfAssessment]:
    """Every assessment an organisation has at a time point, by framework."""
    wanted = select(SelfAssessment).where(
        col(SelfAssessment.organisation) == organisation, col(SelfAssessment.time_point) == time_point
    )
    return {row.framework: row for row in session.exec(wanted.order_by(col(SelfAssessment.framework)))}


def lock_assessment(session: Session, assessment: int) -> SelfAssessment:
    """The assessment, kept from being saved until this unit of work ends."""
    wanted = select(SelfAssessment).where(col(SelfAssessment.id) == assessment).with_for_update()
    return session.exec(wanted.execution_options(populate_existing=True)).one()


def what_stands(session: Session, assessment: int, items: Collection[str]) -> dict[str, Stood]:
    """What stands for these criteria now."""
    scored = {
        row.item: Scored(row.score, row.evidence)
        for row in session.exec(
            select(CriterionScore).where(col(CriterionScore.self_assessment) == assessment)
        )
    }
    marks = {
        row.item: _mark(row)
        for row in session.exec(select(CarriedScore).where(col(CarriedScore.self_assessment) == assessment))
    }
    return {item: Stood(scored.get(item), marks.get(item)) for item in sorted(items)}


def put_back(session: Session, assessment: int, stood: Mapping[str, Stood]) -> None:
    """Make these criteria what they were."""
    for table in (CriterionScore, CarriedScore):
        session.exec(
            delete(table).where(col(table.self_assessment) == assessment, col(table.item).in_(list(stood)))
        )
    for item, each in stood.items():
        if each.scored is not None:
            score, evidence = each.scored
            session.add(CriterionScore(self_assessment=assessment, item=item, score=score, evidence=evidence))
    session.flush()
    write_marks(
        session, assessment, {item: each.mark for item, each in stood.items() if each.mark is not None}
    )


def write_marks(session: Session, assessment: int, marks: Mapping[str, Mark]) -> None:
    """Put these marks in the place of what was there for the same criteria."""
    session.exec(
        delete(CarriedScore).where(
            col(CarriedScore.self_assessment) == assessment, col(CarriedScore.item).in_(list(marks))
        )
    )
    for item, mark in marks.items():
        session.add(
            CarriedScore(
                self_assessment=assessment,
                item=item,
                carry=mark.carry,
                framework=mark.framework,
                codes=" ".join(mark.codes),
                how=mark.how,
                confirmed=mark.confirmed,
            )
        )
    session.flush()


def confirm_marks(session: Session, assessment: int, items: Collection[str]) -> None:
    """These scores are a lead's own from now on."""
    session.exec(
        update(CarriedScore)
        .where(col(CarriedScore.self_assessment) == assessment, col(CarriedScore.item).in_(list(items)))
        .values(confirmed=True)
    )


def add_carry(
    session: Session,
    *,
    assessment: int,
    source: int,
    kind: str,
    stood: Mapping[str, Stood],
    revision: int,
    today: date,
    by: str,
) -> int:
    """A new entry of what was brought and what stood there before; its id."""
    row = Carry(
        self_assessment=assessment,
        source=source,
        kind=kind,
        made_on=today,
        made_by=by,
        before=json.dumps(stood),
        revision=revision,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def last_carry(session: Session, assessment: int, *, kind: str) -> Carry | None:
    """The last time anything of this kind was brought to an assessment and not undone."""
    wanted = select(Carry).where(
        col(Carry.self_assessment) == assessment, col(Carry.kind) == kind, col(Carry.undone).is_(False)
    )
    return session.exec(wanted.order_by(col(Carry.id).desc()).limit(1)).first()


def move_from(session: Session, source: int) -> Carry | None:
    """The move of this assessment to a newer edition, unless it was undone."""
    wanted = select(Carry).where(
        col(Carry.source) == source, col(Carry.kind) == "move", col(Carry.undone).is_(False)
    )
    return session.exec(wanted.order_by(col(Carry.id).desc()).limit(1)).first()


def stood_before(carry: Carry) -> dict[str, Stood]:
    """What stood for each criterion that a carry wrote."""
    return {item: _stood(*values) for item, values in json.loads(carry.before).items()}


def take_undone(session: Session, carry: Carry) -> bool:
    """Note that a carry is undone; False when somebody else did so just now."""
    done = session.exec(
        update(Carry).where(col(Carry.id) == carry.id, col(Carry.undone).is_(False)).values(undone=True)
    )
    return done.rowcount == 1


def _stood(scored: Sequence[Any] | None, mark: Sequence[Any] | None) -> Stood:
    """What `add_carry` wrote, as it was."""
    kept = Mark(*mark) if mark else None
    return Stood(
        Scored(*scored) if scored else None, kept._replace(codes=tuple(kept.codes)) if kept else None
    )


def _mark(row: CarriedScore) -> Mark:
    return Mark(row.framework, tuple(row.codes.split()), row.how, row.confirmed, row.carry)
