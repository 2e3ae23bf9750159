"""Attacking a stored release again, and making it again from what was kept of it."""

from functools import partial

from sqlmodel import Session

from app.definitions import Definitions
from app.evidence import load_seen
from app.making import Ground, Order, Progress, earlier_releases, instruments_of
from app.processes import side_by_side
from app.releases import Tampered, load_release
from mapping.attack.attack import attack_release
from mapping.attack.report import AttackReport
from mapping.figures import Release
from surveys.database import Database
from surveys.store.releases import get_release
from surveys.store.time_points import get_time_point


def attack_again(database: Database, number: int, *, progress: Progress) -> AttackReport:
    """The attack on a release as it stands, with the approved releases of its time point made before it."""
    with database.snapshot() as session:
        row = get_release(session, number)
        target = load_seen(session, load_release(session, number))
        earlier = earlier_releases(session, time_point=row.time_point, before=number)
    with side_by_side(target.counts) as executor:
        return attack_release(
            target, earlier=earlier, executor=executor, progress=partial(progress, "Attacking")
        )


def rebuild_release(session: Session, number: int, definitions: Definitions) -> Release:
    """The release, made again from the counts kept of it. Raises Tampered when it is not the same."""
    row = get_release(session, number)
    stored = load_release(session, number)
    kept = load_seen(session, stored)
    point = get_time_point(session, row.time_point)
    ground = Ground(
        number=number,
        title=stored.time_point,
        instruments=instruments_of(point, definitions),
        counts=kept.counts,
        earlier=earlier_releases(session, time_point=row.time_point, before=number),
        sample=stored.sample,
        headcounts=stored.headcounts,
        frameworks=definitions.frameworks,
        crosswalks=stored.crosswalks,
        moment=point.moment,
    )
    order = Order(row.time_point, row.author, stored.code_version)
    again = ground.build(order, kept.hides, made_on=stored.made_on)
    if again.content_hash != stored.content_hash:
        raise Tampered(
            f"Release {number}, made again by this version, has the content {again.content_hash}, not "
            f"{stored.content_hash}. It was made by version {stored.code_version}: use that version."
        )
    return again
