"""Invented pairs: preceptees of the sample who share their ratings with a preceptor who gave their view of them."""

import hashlib
import random
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel, col, select

from surveys.codes import hash_code
from surveys.tables import MirroredRating, MirroredView, RatingAnswer, Respondent, Response, Share, TimePoint

PRECEPTOR_CODE = "SAMP-1E00-PREC-EPT0-R00-2002"
SHARE_THAT_PAIRS = 0.75
AT_A_LOSS = 0.1
"""How often a preceptor cannot say, and how often their view has little to do with the preceptee's own."""
STEPS = {-1: 18, 0: 48, 1: 26, 2: 5, -2: 3}
ROWS_AT_ONCE = 5000
PRECEPTEES = ("Jo", "Kim", "Ali")
"""Who shares with the sample's preceptor: all and seen, the profile only, and ratings that wait for a view."""


def add_pairs(session: Session, sample: str, *, point: TimePoint, seed: int, key: bytes) -> None:
    """Pairs at one time point: most preceptees, and `sample` with the preceptor whose return code is printed."""
    dice = random.Random(seed + 11)
    preceptees, preceptors = (_submitted(session, point, audience) for audience in ("preceptee", "preceptor"))
    by_place: dict[str, list[Response]] = {}
    for each in preceptors:
        by_place.setdefault(each.organisation, []).append(each)
    home = next(each.organisation for each in preceptees if each.id == sample)
    ours = next(each for each in by_place[home] if each.respondent is None)
    by_place[home].remove(ours)
    others = [each for each in preceptees if each.organisation == home and each.id != sample][:2]
    theirs = [next(each for each in preceptees if each.id == sample), *others]
    paired = [
        (each, dice.choice(by_place[each.organisation]))
        for each in preceptees
        if each not in theirs and by_place.get(each.organisation) and dice.random() < SHARE_THAT_PAIRS
    ]
    used = {each.id: each for pair in paired for each in pair} | {each.id: each for each in (*theirs, ours)}
    _give_respondents(session, used.values(), {ours.id: hash_code(PRECEPTOR_CODE, key=key, purpose="return")})
    _share_with_ours(session, dice, theirs, ours)
    shares = [_share(preceptee, preceptor) for preceptee, preceptor in paired]
    _write(session, Share, shares)
    given = [
        {"share": share["id"], "response": preceptee.id}
        for share, (preceptee, _) in zip(shares, paired, strict=True)
    ]
    _write(session, MirroredView, [view | {"given": True, "revision": 1} for view in given])
    own = _confidence(session, point)
    _write(
        session,
        MirroredRating,
        [
            view | {"item": item, "confidence": rating}
            for view in given
            for item, rating in _view(dice, own.get(view["response"], []))
        ],
    )


def _share_with_ours(
    session: Session, dice: random.Random, theirs: Sequence[Response], ours: Response
) -> None:
    """Three people of one organisation share with the sample's preceptor, each as much as they want."""
    opened: tuple[dict[str, bool], ...] = (
        {"opens_profile": True, "opens_ratings": True, "opens_plan": True},
        {"opens_profile": True, "opens_ratings": False, "opens_plan": False},
        {"opens_profile": True, "opens_ratings": True, "opens_plan": False},
    )
    rows = [
        _share(preceptee, ours) | opens | {"name": name, "whom": "Sam, my preceptor"}
        for preceptee, name, opens in zip(theirs, PRECEPTEES, opened, strict=False)
    ]
    _write(session, Share, rows)
    first = {"share": rows[0]["id"], "response": theirs[0].id}
    _write(session, MirroredView, [first | {"given": True, "revision": 1}])
    asked = select(RatingAnswer.item, RatingAnswer.confidence).where(
        col(RatingAnswer.response) == theirs[0].id, col(RatingAnswer.confidence).is_not(None)
    )
    own = [(item, rating or 0) for item, rating in session.exec(asked.order_by(col(RatingAnswer.item)))]
    _write(
        session,
        MirroredRating,
        [first | {"item": item, "confidence": rating} for item, rating in _view(dice, own)],
    )


def _share(preceptee: Response, preceptor: Response) -> dict[str, Any]:
    return {
        "id": hashlib.sha256(f"share:{preceptee.id}".encode()).hexdigest()[:32],
        "preceptee": preceptee.respondent or preceptee.id,
        "preceptor": preceptor.respondent or preceptor.id,
        "code_hash": None,
        "name": "Sample",
        "whom": "",
        "opens_profile": True,
        "opens_ratings": True,
        "opens_plan": False,
        "state": "accepted",
        "revision": 2,
    }


def _view(dice: random.Random, own: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """How a preceptor sees somebody's confidence: mostly a step away at most, seldom anything at all."""
    view = []
    for item, rating in own:
        luck = dice.random()
        if luck < AT_A_LOSS:
            continue
        if luck < 2 * AT_A_LOSS:
            view.append((item, dice.randint(1, 5)))
            continue
        step = dice.choices(list(STEPS), weights=list(STEPS.values()))[0]
        view.append((item, min(5, max(1, rating + step))))
    return view


def _submitted(session: Session, point: TimePoint, audience: str) -> list[Response]:
    wanted = select(Response).where(
        col(Response.time_point) == point.id,
        col(Response.audience) == audience,
        col(Response.state) == "submitted",
    )
    return list(session.exec(wanted.order_by(col(Response.id))).all())


def _confidence(session: Session, point: TimePoint) -> dict[str, list[tuple[str, int]]]:
    wanted = (
        select(RatingAnswer.response, RatingAnswer.item, RatingAnswer.confidence)
        .join(Response, col(Response.id) == col(RatingAnswer.response))
        .where(
            col(Response.time_point) == point.id,
            col(Response.audience) == "preceptee",
            col(RatingAnswer.confidence).is_not(None),
        )
        .order_by(col(RatingAnswer.response), col(RatingAnswer.item))
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for response, item, rating in session.exec(wanted):
        found.setdefault(response, []).append((item, rating or 0))
    return found


def _give_respondents(session: Session, responses: Iterable[Response], hashes: dict[str, str]) -> None:
    """Whoever has no return code gets one that nobody knows, so that they can share; `hashes` are known ones."""
    missing = [each for each in responses if each.respondent is None]
    rows = [
        {"id": each.id, "audience": each.audience, "return_hash": hashes.get(each.id, f"sample:{each.id}")}
        for each in missing
    ]
    _write(session, Respondent, rows)
    if missing:
        table = SQLModel.metadata.tables["response"]
        one = update(table).where(table.c.id == bindparam("of")).values(respondent=bindparam("of"))
        session.connection().execute(one, [{"of": each.id} for each in missing])
        for each in missing:
            set_committed_value(each, "respondent", each.id)


def _write(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        session.execute(insert(table), rows[start : start + ROWS_AT_ONCE])
