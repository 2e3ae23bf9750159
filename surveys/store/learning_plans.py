"""Reading and writing one person's own learning plan. Nothing here counts across people."""

from collections.abc import Mapping

from sqlmodel import Session, col, func, select, update

from surveys.tables import PlanAction, PlanMeeting, RatingAnswer, Respondent, Response, TimePoint

Row = PlanAction | PlanMeeting


def hold_plan(session: Session, respondent: str) -> bool:
    """Make whoever else wants to change this plan wait until this unit of work ends; False once it is erased."""
    wanted = select(Respondent).where(col(Respondent.id) == respondent)
    return session.exec(wanted.with_for_update(key_share=True)).first() is not None


def actions_of(session: Session, respondent: str) -> list[PlanAction]:
    """The actions of a plan in its owner's order."""
    wanted = select(PlanAction).where(col(PlanAction.respondent) == respondent)
    ordered = wanted.order_by(col(PlanAction.position), col(PlanAction.id))
    return list(session.exec(ordered.execution_options(populate_existing=True)).all())


def meetings_of(session: Session, respondent: str) -> list[PlanMeeting]:
    """The meetings of a plan, the earliest first."""
    wanted = select(PlanMeeting).where(col(PlanMeeting.respondent) == respondent)
    ordered = wanted.order_by(col(PlanMeeting.held_on), col(PlanMeeting.kind), col(PlanMeeting.id))
    return list(session.exec(ordered.execution_options(populate_existing=True)).all())


def last_position(session: Session, respondent: str) -> int:
    """The position of the plan's last action; 0 for an empty plan."""
    wanted = select(func.max(col(PlanAction.position))).where(col(PlanAction.respondent) == respondent)
    return session.exec(wanted).one() or 0


def replace_row(session: Session, row: Row, *, revision: int, values: Mapping[str, object]) -> bool:
    """Change an action or a meeting only from this revision, in one statement; whether it still was."""
    table = type(row)
    done = session.exec(
        update(table)
        .where(col(table.id) == row.id, col(table.revision) == revision)
        .values(revision=revision + 1, **values)
    )
    session.expire(row)
    return bool(done.rowcount)


def ratings_over_time(session: Session, respondent: str) -> list[tuple[TimePoint, RatingAnswer]]:
    """What one person submitted about each need at each time point, the first time point first."""
    wanted = (
        select(TimePoint, RatingAnswer)
        .join(Response, col(Response.time_point) == col(TimePoint.id))
        .join(RatingAnswer, col(RatingAnswer.response) == col(Response.id))
        .where(col(Response.respondent) == respondent, col(Response.state) == "submitted")
        .order_by(col(TimePoint.moment), col(TimePoint.id), col(RatingAnswer.item))
    )
    return list(session.exec(wanted).all())
