"""What is kept beside a release: the counts it was made from, what was hidden for others' sake, the attack."""

import json

from sqlmodel import Session

from mapping.attack.attack import ProtectedRelease
from mapping.attack.report import AttackReport
from mapping.attack.seen import Seen
from mapping.counted import Counts
from mapping.figures import Release
from mapping.hides import Hide, Hides
from mapping.snapshot import pack, unpack
from surveys.errors import NotFound
from surveys.tables import ReleaseEvidence


def evidence_of(made: ProtectedRelease, counts: Counts) -> ReleaseEvidence:
    """The row to keep beside a release."""
    return ReleaseEvidence(
        release=made.release.number,
        snapshot=pack(counts),
        hidden=json.dumps([list(hide) for hide in sorted(made.hides)]),
        attack=made.report.model_dump_json(),
    )


def load_attack(session: Session, number: int) -> AttackReport | None:
    """The attack on a release; None for one that was never attacked."""
    row = session.get(ReleaseEvidence, number)
    return AttackReport.model_validate_json(row.attack) if row else None


def load_counts(session: Session, number: int) -> Counts:
    """The counts a release was made from. Raises NotFound."""
    return unpack(_get(session, number).snapshot)


def load_seen(session: Session, release: Release) -> Seen:
    """A release with its counts and what was hidden for others' sake. Raises NotFound."""
    row = _get(session, release.number)
    return Seen(release, unpack(row.snapshot), _hides(row))


def _get(session: Session, number: int) -> ReleaseEvidence:
    row = session.get(ReleaseEvidence, number)
    if row is None:
        raise NotFound(f"Nothing is kept of what release {number} was made from.")
    return row


def _hides(row: ReleaseEvidence) -> Hides:
    return frozenset(Hide(*each) for each in json.loads(row.hidden))
