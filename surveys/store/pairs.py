"""Counting pairs of ratings: a preceptee's confidence beside how their preceptor sees it, by publication cell."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import Session, col

from surveys.counts import PAIR_BANDS, FactCount, agreement_of
from surveys.store.shares import ACCEPTED
from surveys.tables import MirroredRating, MirroredView, RatingAnswer, Response, Share

_CELL = (
    col(Response.audience),
    col(Response.organisation),
    col(Response.region),
    col(Response.pathway),
    col(Response.stage),
)


def pair_counts(session: Session, *, time_point: int) -> list[FactCount]:
    """How many pairs of each cell of preceptees gave an item these two bands, the preceptee's first.

    Only views that were given count, of submitted answers, while their ratings are shared. A preceptee whom
    several preceptors gave a view of counts once, with the view of one of them.
    """
    own, seen = _band(col(RatingAnswer.confidence)), _band(col(MirroredRating.confidence))
    chosen = _one_share_each(time_point)
    by: tuple[Any, ...] = (*_CELL, col(RatingAnswer.item), own, seen)
    wanted = (
        select(*by, func.count())
        .select_from(chosen)
        .join(Response, col(Response.id) == chosen.c.response)
        .join(
            MirroredRating,
            (col(MirroredRating.share) == chosen.c.share)
            & (col(MirroredRating.response) == chosen.c.response),
        )
        .join(
            RatingAnswer,
            (col(RatingAnswer.response) == chosen.c.response)
            & (col(RatingAnswer.item) == col(MirroredRating.item)),
        )
        .where(col(RatingAnswer.confidence).is_not(None), col(MirroredRating.confidence).is_not(None))
        .group_by(*by)
        .order_by(*by)
    )
    return [
        FactCount._make((*cell, agreement_of(item), f"{PAIR_BANDS[own]}-{PAIR_BANDS[seen]}", pairs))
        for *cell, item, own, seen, pairs in session.execute(wanted)
    ]


def _one_share_each(time_point: int) -> Any:  # noqa: ANN401 - a subquery with the columns response and share
    return (
        select(col(MirroredView.response).label("response"), func.min(MirroredView.share).label("share"))
        .join(Share, col(Share.id) == col(MirroredView.share))
        .join(Response, col(Response.id) == col(MirroredView.response))
        .where(
            col(MirroredView.given).is_(True),
            col(Share.state) == ACCEPTED,
            col(Share.opens_ratings).is_(True),
            col(Response.time_point) == time_point,
            col(Response.state) == "submitted",
        )
        .group_by(col(MirroredView.response))
        .subquery()
    )


def _band(rating: Any) -> ColumnElement[int]:  # noqa: ANN401 - a column of ratings
    return case((rating <= 2, 0), (rating == 3, 1), else_=2)
